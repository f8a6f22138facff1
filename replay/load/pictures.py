"""Pictures and videos of a foreign recording, decoded in memory within bounds.

A container is read as what its name says and through an open file, so it can name no other file.
"""
# PyAV's and OpenCV's types are looser than their results.
# pyright: reportPrivateImportUsage=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np

from recorder.errors import FormatError
from recorder.session.model import Rect
from replay.load.foreign import PIXELS_MAX, Image, Picture, checked_screen
from replay.load.source import Row, Source, shown

PICTURE_BYTES_MAX = 64 << 20
CONTAINERS = {
    ".mp4": "mp4", ".m4v": "mp4", ".mov": "mov", ".mkv": "matroska", ".webm": "matroska",
}  # fmt: skip
# A picture that was scaled for the video has the screen's proportions but for rounding.
PROPORTION_MAX = 0.01
# What a codec does to a still screen: less than this much grey in the mean of 4 x 4 pixels.
NOISE_GREY = 8
SHRUNK = 4


def decode_picture(raw: bytes, place: str) -> Image:
    """A PNG or JPEG picture.

    Raises:
        FormatError: it is none, or larger than anybody's screen.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > PIXELS_MAX:
                    raise FormatError(f"{place}: the picture is larger than an import takes.")
                pixels = np.asarray(picture.convert("RGB"))
    except FormatError:
        raise
    except PIL.Image.DecompressionBombError as error:
        raise FormatError(f"{place}: the picture is larger than an import takes.") from error
    except Exception as error:
        # Pillow's plug-ins raise whatever they stumble over.
        raise FormatError(f"{place}: the picture cannot be read; nothing was imported.") from error
    return np.ascontiguousarray(pixels[:, :, ::-1], dtype=np.uint8)


def picture_file(source: Source, name: str) -> Image:
    """A picture file of the recording. Raises as `decode_picture`."""
    return decode_picture(source.bytes(name, PICTURE_BYTES_MAX), shown(name))


def screen_of(source: Source, rows: Sequence[Row], field: str) -> Rect:
    """The screen that the pictures of the rows show, after seeing that none of them is missing.

    Raises:
        FormatError: one is missing, or no row names a picture: then no size is known.
    """
    names = [row.text(field) for row in rows if row.has(field)]
    for name in names:
        if not source.has(name):
            raise FormatError(f"{shown(name)} is missing; nothing was imported.")
    if not names:
        raise FormatError(f"No row has a “{field}”, so the size of the screen is not known.")
    height, width = picture_file(source, names[0]).shape[:2]
    return checked_screen(width, height, shown(names[0]))


def picture_files(
    source: Source, taken: Sequence[tuple[int, str]], screen: Rect
) -> Iterator[Picture]:
    """Pictures from files, each at its time, in the pixels of the screen."""
    for t_ns, name in taken:
        yield t_ns, fitted(picture_file(source, name), screen, shown(name))


def video_frames(source: Source, name: str) -> Iterator[tuple[int, Image]]:
    """The pictures of a video with their time in it in nanoseconds, one after the other.

    Raises:
        FormatError: it is no video, or its pictures are larger than anybody's screen.
    """
    import av

    place = shown(name)
    kind = CONTAINERS.get(name[name.rfind(".") :].lower())
    if kind is None:
        raise FormatError(f"{place} is no kind of video that can be imported.")
    with source.open(name) as file:
        try:
            with av.open(file, format=kind) as container:
                yield from _frames(container, place)
        except (av.FFmpegError, ValueError, OverflowError) as error:
            raise FormatError(
                f"{place}: the video cannot be read; nothing was imported."
            ) from error


def fitted(image: Image, screen: Rect, place: str) -> Image:
    """The picture in the pixels of the screen that it shows.

    Raises:
        FormatError: it has other proportions, so it shows something else.
    """
    height, width = image.shape[:2]
    if (width, height) == (screen.width, screen.height):
        return image
    if abs(width * screen.height / (height * screen.width) - 1) > PROPORTION_MAX:
        raise FormatError(
            f"{place}: the picture has other proportions than the screen; nothing was imported."
        )
    shrinks = width > screen.width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (screen.width, screen.height), interpolation=how), np.uint8)


def fitted_all(pictures: Iterator[Picture], screen: Rect, place: str) -> Iterator[Picture]:
    """All pictures in the pixels of the screen."""
    for t_ns, image in pictures:
        yield t_ns, fitted(image, screen, place)


class Changes:
    """Finds what changed since the last picture that counted, but for the noise of a codec."""

    def __init__(self, screen: Rect) -> None:
        self._screen = screen
        self._last: Any = None

    def of(self, image: Image) -> Rect | None:
        """The rectangle that may differ, in the desktop; None if none does."""
        screen = self._screen
        size = max(1, -(-screen.width // SHRUNK)), max(1, -(-screen.height // SHRUNK))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        last, self._last = self._last, small
        if last is None:
            return screen
        rows, columns = np.nonzero(cv2.absdiff(small, last).max(axis=2) > NOISE_GREY)
        if not len(rows):
            self._last = last
            return None
        left, top = int(columns.min()) * SHRUNK, int(rows.min()) * SHRUNK
        right, bottom = (int(columns.max()) + 1) * SHRUNK, (int(rows.max()) + 1) * SHRUNK
        found = Rect(screen.x + left, screen.y + top, right - left, bottom - top)
        return found.intersect(screen) or screen


def _frames(container: Any, place: str) -> Iterator[tuple[int, Image]]:
    if not container.streams.video:
        raise FormatError(f"{place}: there is no picture in this video; nothing was imported.")
    stream = container.streams.video[0]
    context = stream.codec_context
    if context is None:
        raise FormatError(f"{place}: the video cannot be read.")
    if context.width * context.height > PIXELS_MAX:
        raise FormatError(f"{place}: the video is larger than an import takes.")
    context.options = {"max_pixels": str(PIXELS_MAX)}
    context.thread_count = 1
    last_ns = -1
    for frame in container.decode(stream):
        if frame.pts is None or frame.time_base is None:
            raise FormatError(f"{place}: a picture of the video has no time.")
        t_ns = round(frame.pts * frame.time_base * 1_000_000_000)
        if t_ns <= last_ns:
            continue
        last_ns = t_ns
        yield t_ns, np.ascontiguousarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
    if last_ns < 0:
        raise FormatError(f"{place}: there is no picture in this video; nothing was imported.")
