"""BGRA pixels of a screen become I420: full-range BT.601, each chroma the mean of four pixels.

OpenCV's own conversion takes the chroma of one pixel in four. Coloured text then flickers as it
moves, which costs twice the bytes and some legibility; see docs/adr/0023.
"""
# OpenCV's types are looser than its results.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import cv2
import numpy as np

from recorder.media.slots import Picture, Pixels


class Converter:
    """Converts boxes of up to a given size, in memory it keeps."""

    def __init__(self, width: int, height: int) -> None:
        # Conversion takes under two milliseconds; OpenCV's own threads would only add to it.
        cv2.setNumThreads(1)
        self._half = np.empty(width * height, np.uint8)
        self._chroma = np.empty(width * height * 3 // 4, np.uint8)

    def convert(self, pixels: Pixels, picture: Picture) -> None:
        """Fill `picture` with `pixels` (height x width x 4, of the same even size)."""
        width, height = picture.width // 2, picture.height // 2
        half = self._half[: width * height * 4].reshape(height, width, 4)
        chroma = self._chroma[: width * height * 3].reshape(height, width, 3)
        luma, blue, red = picture.planes
        cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY, dst=luma)
        cv2.resize(pixels, (width, height), dst=half, interpolation=cv2.INTER_AREA)
        cv2.cvtColor(half, cv2.COLOR_BGR2YCrCb, dst=chroma)
        cv2.mixChannels([chroma], [blue, red], [2, 0, 1, 1])
