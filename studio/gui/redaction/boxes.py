"""Boxes on a picture: where they lie at a time, which one a hand means, how it changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from annotate.redact.plan import Redaction, Region
from recorder.session.model import Rect

SIDE_MIN_PX: Final = 4
FOREVER_NS: Final = 1 << 60

Grip = Literal["move", "n", "s", "w", "e", "nw", "ne", "sw", "se"]
"""What of a box a hand holds: all of it, a side, a corner."""


def regions(redactions: Iterable[Redaction]) -> tuple[Region, ...]:
    return tuple(each for each in redactions if isinstance(each, Region))


def place_at(region: Region, t_ns: int) -> Rect | None:
    """Where a region lies at a time; None where it hides nothing."""
    if not region.from_ns <= t_ns < region.until_ns:
        return None
    rect = region.rect
    for frame in region.keyframes:
        if frame.t_ns > t_ns:
            break
        if frame.x is None or frame.y is None:
            return None
        rect = Rect(frame.x, frame.y, rect.width, rect.height)
    return rect


def shown_at(redactions: Iterable[Redaction], t_ns: int) -> tuple[tuple[Region, Rect], ...]:
    """The regions that hide something at a time, with their places."""
    found = ((each, place_at(each, t_ns)) for each in regions(redactions))
    return tuple((each, rect) for each, rect in found if rect is not None)


def spanned(x: int, y: int, to_x: int, to_y: int, within: Rect) -> Rect | None:
    """The box between two corners, inside the picture; None where it is too small to be meant."""
    left, top = min(x, to_x), min(y, to_y)
    box = Rect(left, top, abs(to_x - x), abs(to_y - y)).intersect(within)
    if box is None or box.width < SIDE_MIN_PX or box.height < SIDE_MIN_PX:
        return None
    return box


def grip_at(rect: Rect, x: float, y: float, reach: float) -> Grip | None:
    """What of a box a point holds, if anything. `reach` is how near its edge counts as that."""
    right, low = rect.x + rect.width, rect.y + rect.height
    if not (rect.x - reach <= x <= right + reach and rect.y - reach <= y <= low + reach):
        return None
    up = "n" if abs(y - rect.y) <= reach else "s" if abs(y - low) <= reach else ""
    side = "w" if abs(x - rect.x) <= reach else "e" if abs(x - right) <= reach else ""
    grips: dict[str, Grip] = {
        "": "move",
        "n": "n",
        "s": "s",
        "w": "w",
        "e": "e",
        "nw": "nw",
        "ne": "ne",
        "sw": "sw",
        "se": "se",
    }
    return grips[up + side]


def pulled(rect: Rect, grip: Grip, dx: int, dy: int, within: Rect) -> Rect:
    """A box after a hand that holds it moved; it stays inside the picture and keeps an area."""
    left, top, right, low = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    far, bottom = within.x + within.width, within.y + within.height
    if grip == "move":
        left = min(max(left + dx, within.x), max(within.x, far - rect.width))
        top = min(max(top + dy, within.y), max(within.y, bottom - rect.height))
        return Rect(left, top, rect.width, rect.height)
    if "w" in grip:
        left = min(max(left + dx, within.x), right - SIDE_MIN_PX)
    if "e" in grip:
        right = max(min(right + dx, far), left + SIDE_MIN_PX)
    if "n" in grip:
        top = min(max(top + dy, within.y), low - SIDE_MIN_PX)
    if "s" in grip:
        low = max(min(low + dy, bottom), top + SIDE_MIN_PX)
    return Rect(left, top, right - left, low - top)


def placed(region: Region, rect: Rect, t_ns: int) -> Region:
    """The region after a person put its box elsewhere at a time.

    One that moves is moved as a whole, so that what was followed stays followed.
    """
    now = place_at(region, t_ns) or region.rect
    dx, dy = rect.x - now.x, rect.y - now.y
    frames = tuple(
        msgspec.structs.replace(
            each,
            x=None if each.x is None else each.x + dx,
            y=None if each.y is None else each.y + dy,
        )
        for each in region.keyframes
    )
    base = Rect(region.rect.x + dx, region.rect.y + dy, rect.width, rect.height)
    return msgspec.structs.replace(region, rect=base if frames else rect, keyframes=frames)


def next_of(shown: Sequence[Region], now: str, way: int) -> str:
    """The id of the next or previous box, for Tab; empty where there is none."""
    ids = [each.id for each in shown]
    if not ids:
        return ""
    return ids[(ids.index(now) + way) % len(ids)] if now in ids else ids[0 if way > 0 else -1]
