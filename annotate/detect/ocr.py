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
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from recorder.errors import CandorError
from recorder.session.model import Rect

Picture = NDArray[np.uint8]

THREADS_MAX: Final = 2
CONFIDENCE_MIN: Final = 0.3
# The network looks at multiples of this; a picture of another size would be stretched.
GRID_PX: Final = 32
SIDE_MIN_PX: Final = 64
LINES_MAX: Final = 2000
READ_HEIGHT_PX: Final = 48
READ_WIDTH_MIN: Final = 16
READ_WIDTH_MAX: Final = 8192


class OcrMissing(CandorError):
    """Text in pictures cannot be read here."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture, in its pixels. `confidence` is 0 to 1."""

    text: str = field(repr=False)
    rect: Rect
    confidence: float


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text of one line. `marks` are the middles of its characters in pixels from the left."""

    text: str = field(repr=False)
    confidence: float
    marks: tuple[float, ...]


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
    return tuple((read.text, read.confidence) for read in map(read_line, crops))


def read_line(crop: Picture) -> MarkedText:
    """The text of a picture (red, green, blue) that shows one line.

    Raises:
        OcrMissing: the extra is not installed.
        CandorError: the picture could not be read.
    """
    height, width = _size(crop)
    if not height or not width:
        return MarkedText("", 0.0, ())
    reader = _reader().text_rec
    try:
        return _recognised(reader, crop)
    # As in _run.
    except Exception as error:  # noqa: BLE001
        raise _unreadable(error) from None


def _recognised(reader: Any, crop: Picture) -> MarkedText:
    """RapidOCR pads every line to 320 pixels; without that, a word takes a fifth of the time."""
    import cv2

    height, width = crop.shape[:2]
    wide = min(READ_WIDTH_MAX, max(READ_WIDTH_MIN, round(READ_HEIGHT_PX * width / height)))
    bgr = cv2.resize(np.ascontiguousarray(crop[:, :, ::-1]), (wide, READ_HEIGHT_PX))
    shades = bgr.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    # One row for each place along the line, one column for each letter; the first means none.
    chances = np.asarray(reader.session(np.ascontiguousarray(shades))[0])
    letters, surest = chances.argmax(axis=1), chances.max(axis=1)
    begins = letters != 0
    begins[1:] &= letters[1:] != letters[:-1]
    places = np.flatnonzero(begins)
    if not len(places):
        return MarkedText("", 0.0, ())
    signs = [str(reader.postprocess_op.character[letters[place]]) for place in places]
    each_px = width / len(letters)
    marks = [
        (float(place) + 0.5) * each_px
        for sign, place in zip(signs, places, strict=True)
        for _ in sign
    ]
    return MarkedText("".join(signs), float(surest[places].mean()), tuple(marks))


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
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> CandorError:
    return CandorError(f"Text in a picture could not be read ({type(error).__name__}).")


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
def _reader() -> Any:
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
    reader: Any = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Global.text_score": CONFIDENCE_MIN,
            "Det.model_path": str(detection),
            "Rec.model_path": str(recognition),
            # The side of the longest picture that is not made smaller.
            "Det.limit_type": "max",
            "Det.limit_side_len": 16384,
        }
    )
    blank = np.full((SIDE_MIN_PX, SIDE_MIN_PX, 3), 255, np.uint8)
    # It loads what it is told to use; its settings cannot say how a network shall wait.
    reader(blank, use_det=True, use_cls=False, use_rec=False)
    reader(blank, use_det=False, use_cls=False, use_rec=True)
    for part, model in ((reader.text_det, detection), (reader.text_rec, recognition)):
        part.session.session = _network(model)
    return reader


def _network(model: Path) -> Any:
    """A network that runs on at most two cores, and does not keep them busy while it waits."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = min(THREADS_MAX, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
