"""Small pictures of a whole session in memory, so that scrubbing shows something at once.

They are made from start to end, in the background. Since all frames pass by, the anchors at which
exact frames begin are made on the way.
How many there are depends on the length, never their sum in memory.
"""
# PyAV's frames and OpenCV's results are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateImportUsage=false

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recorder.session.decoder import Image, decode_packet, open_decoder, to_bgra
from replay.player_anchors import Anchors
from replay.player_media import Media, Packet

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext

MS: Final = 1_000_000
APART_NS: Final = 250 * MS
COUNT_MAX: Final = 2_400
SIDE_PX: Final = 512
QUALITY: Final = 72
BYTES_MAX: Final = 48 * 1024 * 1024
RECORDS_AT_ONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """A small JPEG of the frame that was on the screen from `t_ns`, which is `width` x `height`."""

    t_ns: int
    width: int
    height: int
    jpeg: bytes


class Previews:
    """The previews of one session, in the order of time. Any thread may look."""

    def __init__(self, media: Media, duration_ns: int, anchors: Anchors | None = None) -> None:
        self._media = media
        self._anchors = anchors or Anchors()
        self._apart_ns = max(APART_NS, duration_ns // COUNT_MAX)
        self._times: list[int] = []
        self._previews: list[Preview] = []
        self._size = 0
        self._next = 0
        self._decoder: VideoCodecContext | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self._size

    @property
    def done(self) -> bool:
        return self._next >= len(self._media) or self._size >= BYTES_MAX

    def wanted(self) -> tuple[int, ...]:
        """The records of video to have in memory for the next `make`."""
        behind = min(self._next + RECORDS_AT_ONCE, len(self._media))
        return self._media.without_data(range(self._next, behind))

    def make(self, go_on: Callable[[], None]) -> None:
        """Make the previews of the next records; they must be in memory. One thread at a time.

        Raises:
            Damaged: a frame cannot be decoded; what was made stays.
        """
        behind = min(self._next + RECORDS_AT_ONCE, len(self._media))
        while self._next < behind:
            packets = self._media.record(self._next)
            if not packets:
                return
            for packet in packets:
                go_on()
                self._take(packet)
            self._next += 1
        if self.done:
            self._anchors.rest()

    def at(self, t_ns: int) -> Preview | None:
        """The preview of what was on the screen at a time; None where none is near."""
        with self._lock:
            place = bisect_right(self._times, t_ns) - 1
            if place < 0:
                return None
            is_last = place == len(self._times) - 1
            if is_last and not self.done and t_ns - self._times[place] > 2 * self._apart_ns:
                return None
            return self._previews[place]

    def _take(self, packet: Packet) -> None:
        key = packet.head.frames[packet.place.frame][2]
        if key or self._decoder is None:
            self._decoder = open_decoder(packet.head, whole=True)
        frame = decode_packet(self._decoder, packet.data)
        self._anchors.offer(packet, frame)
        if self._times and packet.t_ns - self._times[-1] < self._apart_ns:
            return
        width, height = packet.head.width, packet.head.height
        pixels = to_bgra(frame, width, height, min(1.0, SIDE_PX / max(width, height)))
        self._keep(Preview(packet.t_ns, width, height, _jpeg(pixels)))

    def _keep(self, preview: Preview) -> None:
        with self._lock:
            self._times.append(preview.t_ns)
            self._previews.append(preview)
            self._size += len(preview.jpeg)


def pixels_of(preview: Preview) -> Image | None:
    """The pixels of a preview in blue, green, red and one more byte."""
    import cv2
    import numpy as np

    found = cv2.imdecode(np.frombuffer(preview.jpeg, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        return None
    return np.ascontiguousarray(cv2.cvtColor(found, cv2.COLOR_BGR2BGRA), dtype=np.uint8)


def _jpeg(pixels: Image) -> bytes:
    import cv2

    done, data = cv2.imencode(".jpg", pixels[:, :, :3], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes() if done else b""
