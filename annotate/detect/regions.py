"""Where a picture changed, and rectangles put together: a cheap look before the costly one."""
# OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.session.model import Rect

Picture = NDArray[np.uint8]

TILE_PX: Final = 16
# What the encoder alone does to a pixel that did not change is less.
DIFFERENCE_MIN: Final = 24


def changed_areas(before: Picture | None, after: Picture, within: Rect) -> tuple[Rect, ...]:
    """The rectangles inside `within` in which pixels differ, by tiles, neighbours together."""
    import cv2

    height, width = after.shape[:2]
    area = within.intersect(Rect(0, 0, width, height))
    if area is None:
        return ()
    if before is None or before.shape != after.shape:
        return (area,)
    # Tiles are counted from the picture's corner, so that the same place is the same tile.
    left, top = area.x // TILE_PX * TILE_PX, area.y // TILE_PX * TILE_PX
    cut = (slice(top, area.y + area.height), slice(left, area.x + area.width))
    differs = cv2.absdiff(before[cut], after[cut]).max(axis=2) >= DIFFERENCE_MIN
    tiles = _by_tile(differs)
    count, _, stats, _ = cv2.connectedComponentsWithStats(tiles, connectivity=8)
    found: list[Rect] = []
    for number in range(1, count):
        x, y, wide, high = (int(value) * TILE_PX for value in stats[number][:4])
        rect = Rect(left + x, top + y, wide, high).intersect(Rect(0, 0, width, height))
        if rect is not None:
            found.append(rect)
    return tuple(found)


def grown(rect: Rect, across_px: int, along_px: int, width: int, height: int) -> Rect:
    """A rectangle made larger to both sides, inside a picture."""
    left, top = max(0, rect.x - across_px), max(0, rect.y - along_px)
    right = min(width, rect.x + rect.width + across_px)
    bottom = min(height, rect.y + rect.height + along_px)
    return Rect(left, top, right - left, bottom - top)


def merged(rects: list[Rect]) -> list[Rect]:
    """Rectangles that overlap, as one."""
    done: list[Rect] = []
    for rect in rects:
        joined = rect
        while touching := [other for other in done if other.intersect(joined)]:
            for other in touching:
                done.remove(other)
                joined = joined.union(other)
        done.append(joined)
    return done


def _by_tile(differs: NDArray[np.bool_]) -> NDArray[np.uint8]:
    height, width = differs.shape
    padded = np.pad(differs, ((0, -height % TILE_PX), (0, -width % TILE_PX)))
    rows, columns = padded.shape[0] // TILE_PX, padded.shape[1] // TILE_PX
    tiles = padded.reshape(rows, TILE_PX, columns, TILE_PX)
    return np.asarray(tiles.any(axis=(1, 3)), dtype=np.uint8)
