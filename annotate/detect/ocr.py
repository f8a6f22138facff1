"""Text in pictures, read in memory by RapidOCR: no file, no network, no log of what was read.

The models come in the library's own package. One reader is kept for the process.
"""
# RapidOCR is partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyright: reportMissingTypeArgument=false, reportMissingTypeStubs=false

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from recorder.errors import CandorError
from recorder.session.model import Rect

if TYPE_CHECKING:
    from rapidocr import RapidOCR

Picture = NDArray[np.uint8]

THREADS_MAX: Final = 2
CONFIDENCE_MIN: Final = 0.3
# The network looks at multiples of this; a picture of another size would be stretched.
GRID_PX: Final = 32
SIDE_MIN_PX: Final = 64
LINES_MAX: Final = 2000


class OcrMissing(CandorError):
    """Text in pictures cannot be read here."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture, in its pixels. `confidence` is 0 to 1."""

    text: str = field(repr=False)
    rect: Rect
    confidence: float


def check_ocr() -> None:
    """Make sure that text in pictures can be read.

    Raises:
        OcrMissing: it cannot, with what to do.
    """
    _reader()


def read_text(rgb: Picture) -> tuple[Line, ...]:
    """The lines of text in a picture of rows of red, green, blue.

    Raises:
        OcrMissing: the extra is not installed.
        CandorError: the picture could not be read.
    """
    height, width = _size(rgb)
    if not height or not width:
        return ()
    return tuple(_lines(_run(_padded(rgb), detect=True), width, height))


def find_lines(rgb: Picture) -> tuple[Rect, ...]:
    """Where lines of text are in a picture, without reading them.

    Raises:
        OcrMissing: the extra is not installed.
        CandorError: the picture could not be looked at.
    """
    height, width = _size(rgb)
    if not height or not width:
        return ()
    result = _run(_padded(rgb), detect=True, read=False)
    boxes = [] if result.boxes is None else result.boxes[:LINES_MAX]
    found = (_bounds(box).intersect(Rect(0, 0, width, height)) for box in boxes)
    return tuple(rect for rect in found if rect is not None)


def read_lines(crops: Sequence[Picture]) -> tuple[tuple[str, float], ...]:
    """The text and confidence of pictures (red, green, blue) that each show one line.

    Raises:
        OcrMissing: the extra is not installed.
        CandorError: a picture could not be read.
    """
    return tuple(_read_line(crop) for crop in crops)


def _read_line(crop: Picture) -> tuple[str, float]:
    height, width = _size(crop)
    if not height or not width:
        return "", 0.0
    result = _run(crop, detect=False)
    if not result.txts:
        return "", 0.0
    return str(result.txts[0]), float(result.scores[0])


def _size(rgb: Picture) -> tuple[int, int]:
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8:
        raise CandorError("A picture to be read must be rows of red, green and blue bytes.")
    return rgb.shape[0], rgb.shape[1]


def _padded(rgb: Picture) -> Picture:
    """The picture with its edge continued up to a size that the network takes as it is."""
    height, width = rgb.shape[:2]
    below = max(SIDE_MIN_PX, -(-height // GRID_PX) * GRID_PX) - height
    right = max(SIDE_MIN_PX, -(-width // GRID_PX) * GRID_PX) - width
    return np.pad(rgb, ((0, below), (0, right), (0, 0)), mode="edge")


def _run(rgb: Picture, *, detect: bool, read: bool = True) -> Any:
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    reader = _reader()
    try:
        return reader(bgr, use_det=detect, use_cls=False, use_rec=read)
    # What the runtime raises is not documented, and may quote what it was given.
    except Exception as error:  # noqa: BLE001
        raise CandorError(
            f"Text in a picture could not be read ({type(error).__name__})."
        ) from None


def _lines(result: Any, width: int, height: int) -> Iterator[Line]:
    if result.boxes is None or result.txts is None:
        return
    whole = Rect(0, 0, width, height)
    found = zip(result.boxes[:LINES_MAX], result.txts, result.scores, strict=False)
    for box, text, confidence in found:
        rect = _bounds(box).intersect(whole)
        if rect is not None:
            yield Line(str(text), rect, float(confidence))


def _bounds(box: NDArray[np.float32]) -> Rect:
    left, top = (int(np.floor(value)) for value in box.min(axis=0))
    right, bottom = (int(np.ceil(value)) for value in box.max(axis=0))
    return Rect(left, top, right - left, bottom - top)


@cache
def _reader() -> RapidOCR:
    """The one reader. Models are named, so that nothing is looked for anywhere else."""
    try:
        import onnxruntime
        import rapidocr
    except ImportError as error:
        raise OcrMissing(
            "Text in pictures cannot be read, because the extra is not installed: "
            "pip install 'candor[ocr]'."
        ) from error
    import logging
    from pathlib import Path

    logging.getLogger("RapidOCR").handlers.clear()
    onnxruntime.disable_telemetry_events()
    models = Path(rapidocr.__file__).parent / "models"
    detection = next(models.glob("*_det_small.onnx"), None)
    recognition = next(models.glob("*_rec_small.onnx"), None)
    if detection is None or recognition is None:
        raise OcrMissing(
            "Text in pictures cannot be read, because RapidOCR came without its models: "
            "install rapidocr 3.10 or newer."
        )
    threads = min(THREADS_MAX, os.cpu_count() or 1)
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Global.text_score": CONFIDENCE_MIN,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(detection),
            "Rec.model_path": str(recognition),
            # The side of the longest picture that is not made smaller.
            "Det.limit_type": "max",
            "Det.limit_side_len": 16384,
        }
    )
