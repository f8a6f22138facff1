"""The frames of a session one after the other, as they were coded.

Pictures stay in the planes of the video, so that nothing is lost on the way.
"""
# PyAV's frames are partly untyped.
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportArgumentType=false, reportCallIssue=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

from recorder.errors import Damaged
from recorder.media.slots import Picture
from recorder.session.decoder import check_chunk, decode_packet, open_decoder
from recorder.session.model import Chunk, Rect


@dataclass(frozen=True, slots=True)
class Timed:
    """One frame: its true size, and until when it was on the screen."""

    index: int
    t_ns: int
    until_ns: int
    stream: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown(Timed):
    """A frame with its picture."""

    picture: Picture


def timed_frames(chunks: Sequence[Chunk], end_ns: int) -> Iterator[Timed]:
    """The frames in order, without decoding them."""
    told = [(chunk, index, t_ns) for chunk in chunks for index, t_ns, _, _ in chunk.frames]
    ends = [t_ns for _, _, t_ns in told[1:]] + [end_ns]
    for (chunk, index, t_ns), until_ns in zip(told, ends, strict=False):
        until_ns = max(until_ns, t_ns + 1)
        yield Timed(index, t_ns, until_ns, chunk.stream, chunk.width, chunk.height)


def shown_frames(chunks: Sequence[Chunk], end_ns: int) -> Iterator[Shown]:
    """Decode each frame once, in order.

    Raises:
        Damaged: one cannot be decoded.
    """
    timed = timed_frames(chunks, end_ns)
    decoder: VideoCodecContext | None = None
    stream = -1
    for chunk in chunks:
        check_chunk(chunk)
        start = 0
        for _, _, is_key, size in chunk.frames:
            if is_key and chunk.stream != stream:
                decoder, stream = open_decoder(chunk), chunk.stream
            if decoder is None or chunk.stream != stream:
                raise Damaged("The video of this session has no beginning; it cannot be read.")
            frame = decode_packet(decoder, chunk.data[start : start + size])
            start += size
            planes = np.ascontiguousarray(frame.to_ndarray(), np.uint8)
            if planes.shape != (_even(chunk.height) * 3 // 2, _even(chunk.width)):
                raise Damaged("A frame does not have the size that its record claims.")
            picture = Picture(_even(chunk.width), _even(chunk.height), planes.reshape(-1))
            told = next(timed)
            yield Shown(
                told.index, told.t_ns, told.until_ns, stream, told.width, told.height, picture
            )


def as_rgb(picture: Picture, box: Rect) -> NDArray[np.uint8]:
    """A part of a picture (with an even corner) as red, green, blue, for reading text."""
    luma, blue, red = picture.box(_evened(box, picture))
    size = (luma.shape[1], luma.shape[0])
    full = np.empty((*luma.shape, 3), np.uint8)
    full[:, :, 0] = luma
    full[:, :, 1] = cv2.resize(red, size, interpolation=cv2.INTER_LINEAR)
    full[:, :, 2] = cv2.resize(blue, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(full, cv2.COLOR_YCrCb2RGB), np.uint8)


def evened(box: Rect, width: int, height: int) -> Rect | None:
    """The smallest even box around a box, inside a picture; None where it lies outside."""
    left, top = box.x & ~1, box.y & ~1
    right, bottom = (box.x + box.width + 1) & ~1, (box.y + box.height + 1) & ~1
    return Rect(left, top, right - left, bottom - top).intersect(Rect(0, 0, width, height))


def grown(box: Rect, by_x: int, by_y: int) -> Rect:
    return Rect(box.x - by_x, box.y - by_y, box.width + 2 * by_x, box.height + 2 * by_y)


def _evened(box: Rect, picture: Picture) -> Rect:
    return evened(box, picture.width, picture.height) or Rect(0, 0, 2, 2)


def _even(value: int) -> int:
    return (value + 1) & ~1
