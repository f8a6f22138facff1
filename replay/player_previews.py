"""Small pictures of a whole session in memory, so that scrubbing shows something at once.

They are made in the background, first around the playhead. Since all frames pass by, the anchors at
which exact frames begin are made on the way. How many there are depends on the length, never their
sum in memory.
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
from replay.player_media import Media, Packet, Place

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
        self._keys: list[Packet] | None = None
        self._key_times: list[int] = []
        self._todo: set[int] = set()
        self._made: set[int] = set()
        self._run: int | None = None
        self._next = 0
        self._decoder: VideoCodecContext | None = None
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self._size

    @property
    def done(self) -> bool:
        if self._size >= BYTES_MAX or not len(self._media):
            return True
        return self._keys is not None and self._run is None and not self._todo

    def wanted(self, around_ns: int = 0) -> tuple[int, ...]:
        """The records of video to have in memory for the next `make`. What lies around a time
        comes first, in both directions."""
        return self._media.without_data(self._records(around_ns))

    def make(self, go_on: Callable[[], None], around_ns: int = 0) -> None:
        """Make the previews of the next records; they must be in memory. One thread at a time.

        Raises:
            Damaged: a frame cannot be decoded; what was made stays.
        """
        for record in self._records(around_ns):
            packets = self._media.record(record)
            if not packets:
                return
            first, behind = self._ends()
            for packet in packets:
                if first <= packet.place and (behind is None or packet.place < behind):
                    go_on()
                    self._take(packet)
            self._next = record + 1
            if self._next > self._last_record():
                self._end_run()
        if self.done:
            self._anchors.rest()

    # A run goes from a key frame to the next one, so that each can be decoded by itself.

    def _records(self, around_ns: int) -> range:
        """The next records of the run under way, or of the nearest that is to be made."""
        if self._keys is None:
            self._keys = self._media.key_frames()
            self._key_times = [each.t_ns for each in self._keys]
            self._todo = set(range(len(self._keys)))
        if self._run is None:
            if not self._todo:
                return range(0)
            here = self._run_at(around_ns)
            self._run = min(self._todo, key=lambda run: (abs(run - here), run < here))
            self._todo.discard(self._run)
            self._next = self._ends()[0].record
            self._decoder = None
        return range(self._next, min(self._next + RECORDS_AT_ONCE, self._last_record() + 1))

    def _run_at(self, t_ns: int) -> int:
        return max(0, bisect_right(self._key_times, t_ns) - 1)

    def _ends(self) -> tuple[Place, Place | None]:
        """The first frame of the run under way, and the first behind it."""
        assert self._keys is not None
        assert self._run is not None
        behind = self._keys[self._run + 1 :]
        return self._keys[self._run].place, behind[0].place if behind else None

    def _last_record(self) -> int:
        _, behind = self._ends()
        if behind is None:
            return len(self._media) - 1
        return behind.record if behind.frame else behind.record - 1

    def _end_run(self) -> None:
        with self._lock:
            assert self._run is not None
            self._made.add(self._run)
            self._run = None

    def at(self, t_ns: int) -> Preview | None:
        """The preview of what was on the screen at a time; None where none is near."""
        with self._lock:
            place = bisect_right(self._times, t_ns) - 1
            if place < 0:
                return None
            is_near = t_ns - self._times[place] <= 2 * self._apart_ns
            if not is_near and not self.done and self._run_at(t_ns) not in self._made:
                return None
            return self._previews[place]

    def _take(self, packet: Packet) -> None:
        key = packet.head.frames[packet.place.frame][2]
        if key or self._decoder is None:
            self._decoder = open_decoder(packet.head, whole=True)
        frame = decode_packet(self._decoder, packet.data)
        self._anchors.offer(packet, frame)
        before = bisect_right(self._times, packet.t_ns) - 1
        if before >= 0 and packet.t_ns - self._times[before] < self._apart_ns:
            return
        width, height = packet.head.width, packet.head.height
        pixels = to_bgra(frame, width, height, min(1.0, SIDE_PX / max(width, height)))
        self._keep(Preview(packet.t_ns, width, height, _jpeg(pixels)))

    def _keep(self, preview: Preview) -> None:
        with self._lock:
            place = bisect_right(self._times, preview.t_ns)
            self._times.insert(place, preview.t_ns)
            self._previews.insert(place, preview)
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
