"""Pictures in, H.264 out: Annex B packets, cut into chunks for the journal.

There is no container and no thread here. A key frame carries its own headers (SPS, PPS), so each
stream can be decoded from any of its key frames on. Times are kept beside the packets, exactly.
PyAV is imported with the first picture, on the thread that encodes: no recording waits for it.
"""
# PyAV's packets are partly untyped.
# pyright: reportPrivateImportUsage=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from recorder.errors import CaptureError
from recorder.media.slots import Picture, coded_size
from recorder.session.model import Chunk, Rect

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame

# A key frame weighs as much as a second or two of work. It comes after ten seconds, but a calm
# screen with few frames waits for more of them; see docs/adr/0021.
KEY_AFTER_FRAMES = 60
KEY_AFTER_NS = 10_000_000_000
CODEC = "libx264"
CHUNK_BYTES_MAX = 16 * 1024 * 1024
# x264's ultrafast with the few tools that pay on screens: arithmetic coding, a wide search for
# whole-pixel motion, fewer bits where a block is busy, and none for what is nearly nothing (dead
# zones); see docs/adr/0022.
# Key frames are asked for here, never by x264.
SETTINGS = {
    "preset": "ultrafast",
    "tune": "zerolatency",
    "crf": "23",
    "forced-idr": "1",
    "x264-params": "keyint=infinite:min-keyint=1:scenecut=0:ref=1:cabac=1:me=umh:subme=0"
    ":partitions=i4x4:aq-mode=1:aq-strength=1.8:deadzone-inter=28:deadzone-intra=16",
}


@dataclass(frozen=True, slots=True)
class Packet:
    """One encoded frame. It is complete: the encoder never holds a frame back."""

    index: int
    t_ns: int
    is_key: bool
    data: bytes


class Encoder:
    """Encodes the pictures of one captured rectangle, for one encoder thread."""

    def __init__(
        self, captured: Rect, *, fps: int = 30, settings: Mapping[str, str] = SETTINGS
    ) -> None:
        self._captured = captured
        self._settings = dict(settings)
        self._width, self._height = coded_size(captured)
        self._fps = fps
        self._stream = -1
        self._context: VideoCodecContext | None = None
        self._sent = 0
        self._since_key = 0
        self._key_t_ns = 0
        self._pending: list[Packet] = []
        self._ready: deque[Chunk] = deque()
        self._cpu_ns = 0

    @property
    def cpu_ns(self) -> int:
        """CPU time that encoding took so far."""
        return self._cpu_ns

    def encode(
        self, picture: Picture, frame_index: int, t_ns: int, *, force_key: bool = False
    ) -> list[Packet]:
        """Encode one picture; the picture may be reused when this returns.

        Raises:
            CaptureError: the H.264 encoder is missing or failed.
        """
        from av.video.frame import PictureType

        started_ns = time.thread_time_ns()
        if self._context is None:
            self._open()
        assert self._context is not None
        due = self._since_key >= KEY_AFTER_FRAMES and t_ns - self._key_t_ns >= KEY_AFTER_NS
        frame = _frame_of(picture)
        frame.pts = self._sent
        self._sent += 1
        if force_key or due or self._since_key == 0:
            frame.pict_type = PictureType.I
        packets = self._send(self._context, frame, frame_index, t_ns)
        self._cpu_ns += time.thread_time_ns() - started_ns
        return packets

    def take_chunk(self) -> Chunk | None:
        """What was encoded since the last call, or None. Call until None: very much is cut."""
        if not self._ready:
            self._cut()
        return self._ready.popleft() if self._ready else None

    def reset(self) -> None:
        """Drop everything not yet taken; the next frame begins a new stream."""
        self._pending.clear()
        self._ready.clear()
        self._context = None

    def turn_to(self, captured: Rect) -> None:
        """Encode pictures of this rectangle from now on, in a new stream if it is another one."""
        if captured != self._captured:
            self._cut()
            self._captured = captured
            self._width, self._height = coded_size(captured)
            self._context = None

    def _send(
        self, context: VideoCodecContext, frame: VideoFrame, index: int, t_ns: int
    ) -> list[Packet]:
        import av

        try:
            encoded = context.encode(frame)
        except av.FFmpegError as error:
            raise CaptureError("The H.264 encoder failed; the recording cannot go on.") from error
        packets = [Packet(index, t_ns, packet.is_keyframe, bytes(packet)) for packet in encoded]
        assert len(packets) == 1, "zerolatency gives one packet for each frame"
        if packets[0].is_key:
            self._since_key, self._key_t_ns = 0, t_ns
        self._since_key += 1
        self._pending += packets
        if sum(len(packet.data) for packet in self._pending) > CHUNK_BYTES_MAX:
            self._cut()
        return packets

    def _cut(self) -> None:
        if not self._pending:
            return
        frames = tuple((p.index, p.t_ns, p.is_key, len(p.data)) for p in self._pending)
        data = b"".join(packet.data for packet in self._pending)
        size = self._captured
        self._ready.append(Chunk(self._stream, size.width, size.height, frames, data))
        self._pending.clear()

    def _open(self) -> None:
        import av
        from av.video.codeccontext import VideoCodecContext

        try:
            context = av.CodecContext.create(CODEC, "w")
        except ValueError as error:
            raise CaptureError(
                "This build of PyAV has no libx264; install the `av` wheel from PyPI."
            ) from error
        assert isinstance(context, VideoCodecContext)
        context.width, context.height = self._width, self._height
        context.pix_fmt = "yuv420p"
        context.time_base = Fraction(1, self._fps)
        context.framerate = Fraction(self._fps)
        context.thread_count = 1
        # What `colour` gives: full range, BT.601.
        context.color_range, context.colorspace = 2, 6
        context.options = dict(self._settings)
        self._context = context
        self._stream += 1
        self._since_key = 0


def _frame_of(picture: Picture) -> VideoFrame:
    """The picture as the encoder takes it: around its buffer where that is possible."""
    from av.video.frame import VideoFrame

    # WORKAROUND: from_numpy_buffer takes the height for a multiple of 4 and misplaces the chroma
    # of others; those are copied.
    if picture.height % 4 == 0:
        return VideoFrame.from_numpy_buffer(picture.pixels, format="yuv420p")
    frame = VideoFrame(picture.width, picture.height, "yuv420p")
    for plane, pixels in zip(frame.planes, picture.planes, strict=True):
        padded = np.zeros((pixels.shape[0], plane.line_size), np.uint8)
        padded[:, : pixels.shape[1]] = pixels
        plane.update(padded[: plane.height].tobytes())
    return frame
