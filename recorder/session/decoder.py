"""Chunks back into pictures: any frame of a session, by index or by time.

Chunks may come from a damaged or a hostile file, so every size is checked before it is believed.
"""
# PyAV's packets and OpenCV's results are partly untyped.
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportPrivateImportUsage=false

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from recorder.errors import Damaged, WrongUse
from recorder.session.model import Chunk

SIDE_MAX_PX = 16_384
CHUNK_BYTES_MAX = 64 * 1024 * 1024

Image = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one frame lies: in which chunk, and from which byte to which."""

    chunk: Chunk
    index: int
    t_ns: int
    is_key: bool
    start: int
    end: int


class Pictures:
    """The pictures of a session, decoded when asked for, for one thread.

    Going forward decodes each frame once; going elsewhere starts at the key frame before.
    """

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        """Take in the chunks in their order.

        Raises:
            Damaged: sizes or times in them contradict each other.
        """
        self._places = [place for chunk in chunks for place in _places(chunk)]
        self._check_order()
        self._at = {place.index: number for number, place in enumerate(self._places)}
        self.indexes: tuple[int, ...] = tuple(place.index for place in self._places)
        self.times: tuple[int, ...] = tuple(place.t_ns for place in self._places)
        self._decoder: VideoCodecContext | None = None
        self._decoded: int | None = None
        self._image: Image | None = None

    def __len__(self) -> int:
        return len(self._places)

    def frame(self, index: int) -> Image:
        """The picture with this frame index: BGR, height x width x 3, in its true size.

        Raises:
            WrongUse: there is no such frame.
            Damaged: it cannot be decoded.
        """
        if index not in self._at:
            raise WrongUse(f"This session has no frame {index}.")
        number = self._at[index]
        if number != self._decoded or self._image is None:
            self._image = self._decode(number)
        return self._image.copy()

    def frame_at(self, t_ns: int) -> Image | None:
        """The picture that was on the screen at a time, or None before the first.

        Raises:
            Damaged: it cannot be decoded.
        """
        number = bisect_right(self.times, t_ns) - 1
        return None if number < 0 else self.frame(self._places[number].index)

    def _decode(self, number: int) -> Image:
        first = number
        while not self._places[first].is_key:
            first -= 1
        decoded = self._decoded
        if self._decoder is None or decoded is None or not first <= decoded < number:
            self._decoder, decoded = open_decoder(self._places[first].chunk), first - 1
        self._decoded = None
        frame = None
        for step in range(decoded + 1, number + 1):
            place = self._places[step]
            frame = decode_packet(self._decoder, place.chunk.data[place.start : place.end])
        assert frame is not None
        self._decoded = number
        return _to_image(frame, self._places[number].chunk)

    def _check_order(self) -> None:
        before: _Place | None = None
        for place in self._places:
            if before is not None and (place.index <= before.index or place.t_ns < before.t_ns):
                raise Damaged("The video of this session is out of order; it cannot be shown.")
            new = before is None or place.chunk.stream != before.chunk.stream
            if new and not place.is_key:
                raise Damaged("The video of this session has no beginning; it cannot be shown.")
            before = place


def _places(chunk: Chunk) -> list[_Place]:
    check_chunk(chunk)
    places: list[_Place] = []
    start = 0
    for index, t_ns, is_key, size in chunk.frames:
        places.append(_Place(chunk, index, t_ns, is_key, start, start + size))
        start += size
    return places


def check_chunk(chunk: Chunk) -> None:
    """See that a chunk's sizes are possible, before anything is done with them.

    Raises:
        Damaged: they are not.
    """
    sizes = [size for _, _, _, size in chunk.frames]
    if not (1 <= chunk.width <= SIDE_MAX_PX and 1 <= chunk.height <= SIDE_MAX_PX):
        raise Damaged("The video of this session claims an impossible size; it cannot be shown.")
    if (
        len(chunk.data) > CHUNK_BYTES_MAX
        or any(size < 1 for size in sizes)
        or sum(sizes) != len(chunk.data)
    ):
        raise Damaged("A part of the video does not have the length it claims; it is not shown.")


def open_decoder(chunk: Chunk, *, whole: bool = False) -> VideoCodecContext:
    """A decoder for the stream of a chunk that was checked; its next packet is a key frame.

    With `whole` its frames are as they were coded, in whole macroblocks: what later frames may
    refer to, some lines and columns more than there are to see.
    """
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.thread_count = 1
    # The true size, rounded up to whole macroblocks, is all the memory a stream may ask for.
    pixels = (chunk.width + 31) * (chunk.height + 31)
    decoder.options = {
        "flags": "+low_delay",
        "max_pixels": str(pixels),
        "apply_cropping": str(int(not whole)),
    }
    return decoder


def decode_packet(decoder: VideoCodecContext, data: bytes) -> VideoFrame:
    """The one frame that a packet holds.

    Raises:
        Damaged: it cannot be decoded.
    """
    try:
        frames: list[Any] = decoder.decode(av.Packet(data))
    except av.FFmpegError as error:
        raise _damaged() from error
    if len(frames) != 1:
        raise _damaged()
    return frames[0]


def to_bgra(frame: VideoFrame, width: int, height: int, scale: float = 1.0) -> Image:
    """The picture for a screen: height x width x 4, made smaller by `scale` where that is asked.

    Quicker than the exact conversion of `Pictures`, and up to a shade different at coloured edges.

    Raises:
        Damaged: the frame does not have the size that its chunk claims.
    """
    frame = _cropped(frame, width, height)
    coded_width, coded_height = _coded_size(frame, width, height)
    if scale >= 1.0 and width % 8:
        # WORKAROUND: swscale leaves the last columns of such a width unwritten.
        exact = cv2.cvtColor(_exact(frame, coded_width, coded_height), cv2.COLOR_BGR2BGRA)
        return np.ascontiguousarray(exact[:height, :width], dtype=np.uint8)
    if scale >= 1.0:
        made = frame.reformat(format="bgra").to_ndarray()
        return np.ascontiguousarray(made[:height, :width], dtype=np.uint8)
    wide, high = max(2, round(coded_width * scale)), max(2, round(coded_height * scale))
    how = "AREA" if scale <= 0.5 else "BILINEAR"
    made = frame.reformat(wide, high, format="bgra", interpolation=how).to_ndarray()
    return np.ascontiguousarray(made, dtype=np.uint8)


def planes(frame: VideoFrame) -> list[Image]:
    """The memory of a decoded picture, without what pads its lines."""
    areas: list[Image] = []
    for plane in frame.planes:
        memory: Any = plane
        lines = np.frombuffer(memory, np.uint8).reshape(-1, plane.line_size)
        areas.append(lines[: plane.height, : plane.width])
    return areas


def _cropped(frame: VideoFrame, width: int, height: int) -> VideoFrame:
    """What there is to see of a frame that may be `whole`."""
    wide, high = (width + 1) & ~1, (height + 1) & ~1
    if (frame.width, frame.height) != ((wide + 15) & ~15, (high + 15) & ~15):
        return frame
    if (frame.width, frame.height) == (wide, high):
        return frame
    seen = VideoFrame(wide, high, frame.format.name)
    for full, part in zip(planes(frame), planes(seen), strict=True):
        part[:] = full[: part.shape[0], : part.shape[1]]
    seen.color_range, seen.colorspace = frame.color_range, frame.colorspace
    return seen


def _coded_size(frame: VideoFrame, width: int, height: int) -> tuple[int, int]:
    coded = (width + 1) & ~1, (height + 1) & ~1
    if (frame.width, frame.height) != coded or frame.format.name not in ("yuv420p", "yuvj420p"):
        raise _damaged()
    return coded


def _to_image(frame: VideoFrame, chunk: Chunk) -> Image:
    width, height = _coded_size(frame, chunk.width, chunk.height)
    image = _exact(frame, width, height)
    return np.ascontiguousarray(image[: chunk.height, : chunk.width], dtype=np.uint8)


def _exact(frame: VideoFrame, width: int, height: int) -> Image:
    """Blue, green, red of a whole coded picture, each chroma between its neighbours."""
    luma, blue, red = planes(frame)
    # YCrCb has red first, I420 blue first.
    full = [
        cv2.resize(half, (width, height), interpolation=cv2.INTER_LINEAR) for half in (red, blue)
    ]
    return np.asarray(cv2.cvtColor(cv2.merge([luma, *full]), cv2.COLOR_YCrCb2BGR), np.uint8)


def _damaged() -> Damaged:
    return Damaged("A part of the video cannot be decoded; run `candor verify` on this session.")
