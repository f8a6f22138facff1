"""Where a rectangle went: a moving window or scrolled text, followed from frame to frame by what
it shows. It finds places; it decides nothing and keeps no picture.
"""
# OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from annotate.redact.frames import Shown
from annotate.redact.plan import Keyframe, Region
from recorder.errors import WrongUse

ALIKE_MIN: Final = 0.85
REACH_PX: Final = 240
TOLERANCE: Final = 0.01

Grey = NDArray[np.uint8]


def follow(region: Region, frames: Iterable[Shown], corner: tuple[int, int]) -> Region:
    """The region with the places it had in each frame of its time.

    Where what it shows is not found again, it stays at its last place and that stays covered.

    Raises:
        WrongUse: it lies outside of the picture, or shows nothing that could be followed.
    """
    pattern: Grey | None = None
    at = (region.rect.x - corner[0], region.rect.y - corner[1])
    keyframes = [Keyframe(region.from_ns, region.rect.x, region.rect.y)]
    for shown in frames:
        if shown.until_ns <= region.from_ns:
            continue
        if shown.t_ns >= region.until_ns:
            break
        grey = shown.picture.planes[0]
        if pattern is None:
            pattern = _pattern(region, grey, at)
            continue
        place = _place(pattern, grey, at)
        if place is not None and place != at:
            at = place
            # The frame was taken before it was stored, so the place counts from then on.
            where = Keyframe(shown.t_ns, at[0] + corner[0], at[1] + corner[1])
            keyframes = [frame for frame in keyframes if frame.t_ns < where.t_ns] + [where]
    return msgspec.structs.replace(region, keyframes=tuple(keyframes))


def _pattern(region: Region, grey: Grey, at: tuple[int, int]) -> Grey:
    left, top = at
    width, height = region.rect.width, region.rect.height
    if not (0 <= left <= grey.shape[1] - width and 0 <= top <= grey.shape[0] - height):
        raise WrongUse("What is to be followed must lie within the picture where it begins.")
    pattern = grey[top : top + height, left : left + width].copy()
    if int(pattern.max()) - int(pattern.min()) < 8:
        raise WrongUse("The rectangle shows one colour only, which cannot be followed.")
    return pattern


def _place(pattern: Grey, grey: Grey, at: tuple[int, int]) -> tuple[int, int] | None:
    """The nearest place where the pattern is, first around the last one and then anywhere."""
    height, width = pattern.shape
    left, top = max(0, at[0] - REACH_PX), max(0, at[1] - REACH_PX)
    right, bottom = at[0] + width + REACH_PX, at[1] + height + REACH_PX
    near = _best(pattern, grey[top:bottom, left:right], (at[0] - left, at[1] - top))
    if near is not None:
        return near[0] + left, near[1] + top
    return _best(pattern, grey, at)


def _best(pattern: Grey, grey: Grey, at: tuple[int, int]) -> tuple[int, int] | None:
    if grey.shape[0] < pattern.shape[0] or grey.shape[1] < pattern.shape[1]:
        return None
    alike = cv2.matchTemplate(np.ascontiguousarray(grey), pattern, cv2.TM_CCOEFF_NORMED)
    best = float(alike.max())
    if best < ALIKE_MIN:
        return None
    rows, columns = np.nonzero(alike >= best - TOLERANCE)
    nearest = int(np.argmin((columns - at[0]) ** 2 + (rows - at[1]) ** 2))
    return int(columns[nearest]), int(rows[nearest])
