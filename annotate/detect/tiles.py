"""Two pictures compared by tiles: which differ by more than the encoder's own error, and which
hold ink at all. Pure.
"""
# OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Tiles = NDArray[np.bool_]

TILE_PX: Final = 16
EDGE_MIN: Final = 12
# What three by three pixels differ by together: after the encoder, at most a fourteenth of how far
# ink stands off its paper; after one letter for another, at least a sixth.
SHADES_MIN: Final = 12
PART_OF_CONTRAST: Final = 8


def unlike_tiles(before: Grey, after: Grey) -> Tiles:
    """The tiles of two pictures of one size in which something is different."""
    differs = cv2.subtract(before, after, dtype=cv2.CV_16S)
    # The encoder's error goes both ways and cancels out; a stroke that is another does not.
    together = np.abs(cv2.blur(differs, (3, 3)))
    most = _most_by_tile(np.minimum(together, 255).astype(np.uint8))
    contrast = np.minimum(_contrasts(before), _contrasts(after))
    return most > np.maximum(contrast // PART_OF_CONTRAST, SHADES_MIN)


def is_alike(before: Grey, after: Grey) -> bool:
    """Whether two boxes of one size show the same, tile for tile."""
    return before.shape == after.shape and not unlike_tiles(before, after).any()


def ink_tiles(grey: Grey) -> Tiles:
    """The tiles in which there is an edge."""
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    return _most_by_tile(np.asarray(edges, np.uint8)) >= EDGE_MIN


def _most_by_tile(shades: Grey) -> Grey:
    height, width = shades.shape
    padded = np.pad(shades, ((0, -height % TILE_PX), (0, -width % TILE_PX)))
    rows, columns = padded.shape[0] // TILE_PX, padded.shape[1] // TILE_PX
    # Rows first: that is several times as fast as both directions at once.
    high = padded.reshape(rows, TILE_PX, -1).max(axis=1)
    return np.asarray(high.reshape(rows, columns, TILE_PX).max(axis=2), np.uint8)


def _contrasts(grey: Grey) -> Grey:
    return _most_by_tile(grey) - (255 - _most_by_tile(255 - grey))
