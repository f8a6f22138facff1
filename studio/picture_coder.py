"""Pictures of an import through the encoder that recordings use."""

from __future__ import annotations

import cv2
import numpy as np

from recorder.media.colour import Converter
from recorder.media.encoder import Encoder
from recorder.media.slots import Picture, coded_size
from recorder.session.model import Chunk, Rect
from replay.load.foreign import Image


class PictureCoder:
    """Encodes the pictures of one rectangle."""

    def __init__(self, captured: Rect) -> None:
        self._encoder = Encoder(captured)
        width, height = coded_size(captured)
        self._converter = Converter(width, height)
        self._picture = Picture(width, height)
        self._pixels = np.zeros((height, width, 4), np.uint8)
        self._captured = captured

    def encode(self, image: Image, frame: int, t_ns: int) -> None:
        """Encode blue, green, red of every pixel. Raises as `Encoder.encode`."""
        height, width = self._captured.height, self._captured.width
        bgra = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2BGRA), np.uint8)
        self._pixels[:height, :width] = bgra
        self._pixels[height:, :width] = bgra[-1:]
        self._pixels[:, width:] = self._pixels[:, width - 1 : width]
        self._converter.convert(self._pixels, self._picture)
        self._encoder.encode(self._picture, frame, t_ns)

    def take(self) -> Chunk | None:
        """What was encoded since the last call, in pieces; None at the end."""
        return self._encoder.take_chunk()
