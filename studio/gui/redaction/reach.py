"""For how long a box is meant: while the picture stays the same there, or following what it shows.

Frames come one after the other and are compared; none is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from annotate.redact.follow import follow
from annotate.redact.frames import Shown, shown_frames
from annotate.redact.plan import Region
from recorder.session.model import Rect
from recorder.session.reader import Session

SHADES_MIN: Final = 24
"""Less is the encoder's own error on sharp edges."""
SHARE_MIN: Final = 0.004


class Reach(StrEnum):
    """How far a new box applies."""

    SAME = "same"
    """From when the picture began to look like this there until it changes."""
    ONWARD = "onward"
    SESSION = "session"
    FOLLOW = "follow"
    """From now on, wherever what it shows moves to."""


def reached(
    region: Region, reach: Reach, t_ns: int, session: Session, check: Callable[[], None]
) -> Region:
    """The region with its time, and its places where it follows.

    Raises:
        WrongUse: it shows nothing that could be followed.
        Damaged: a frame cannot be decoded.
    """
    end_ns = session.duration_ns + 1
    corner = (session.meta.captured.x, session.meta.captured.y)
    onward = msgspec.structs.replace(region, from_ns=t_ns, until_ns=max(end_ns, t_ns + 1))
    frames = _checked(shown_frames(session.chunks, session.duration_ns), check)
    match reach:
        case Reach.SESSION:
            return msgspec.structs.replace(onward, from_ns=0)
        case Reach.ONWARD:
            return onward
        case Reach.FOLLOW:
            return follow(onward, frames, corner)
        case Reach.SAME:
            begin, end = same_stretch(frames, region.rect, corner, t_ns, end_ns)
            return msgspec.structs.replace(onward, from_ns=begin, until_ns=end)


def same_stretch(
    frames: Iterable[Shown], rect: Rect, corner: tuple[int, int], t_ns: int, end_ns: int
) -> tuple[int, int]:
    """From when until when the picture looks inside a rectangle as it does at `t_ns`."""
    begin, before, size = 0, None, (0, 0)
    for shown in frames:
        now = _inside(shown, rect, corner)
        changed = before is None or size != (shown.width, shown.height) or _differs(before, now)
        if changed:
            if shown.t_ns > t_ns:
                return min(begin, t_ns), shown.t_ns
            begin, before, size = shown.t_ns, now, (shown.width, shown.height)
    return min(begin, t_ns), max(end_ns, t_ns + 1)


def _inside(shown: Shown, rect: Rect, corner: tuple[int, int]) -> NDArray[np.uint8]:
    left, top = rect.x - corner[0], rect.y - corner[1]
    luma = shown.picture.planes[0]
    part = luma[max(top, 0) : max(top + rect.height, 0), max(left, 0) : max(left + rect.width, 0)]
    return part.copy()


def _differs(before: NDArray[np.uint8], now: NDArray[np.uint8]) -> bool:
    if before.shape != now.shape:
        return True
    if not now.size:
        return False
    apart = np.abs(before.astype(np.int16) - now) > SHADES_MIN
    return float(apart.mean()) > SHARE_MIN


def _checked(frames: Iterable[Shown], check: Callable[[], None]) -> Iterable[Shown]:
    for shown in frames:
        check()
        yield shown
