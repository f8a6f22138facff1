"""Places between key frames where decoding can begin: what changed since the key frame, in memory.

A key frame comes after sixty frames at the earliest, so the frame at any moment costs up to sixty.
The picture of every eighth is kept as its difference from the key frame, packed. Laid over a key
frame that was just decoded, in the memory that the decoder refers to, it stands where it was taken,
and the next frame can follow to the bit; see docs/adr/0083. Any thread may use it.
"""
# PyAV's frames are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import threading
import zlib
from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from recorder.session.decoder import Image, planes
from replay.player_media import Packet, Place

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

FRAMES_APART: Final = 8
BYTES_MAX: Final = 112 * 1024 * 1024
PICTURE_BYTES_MAX: Final = 1024 * 1024
"""A picture that packs no smaller than this has little in common with its key frame."""

HEADERS_MAX: Final = 512
PROFILES: Final = (66, 77)


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """What changed in one plane of a picture: the numbers of the lines, and their bits."""

    shape: tuple[int, ...]
    lines: npt.NDArray[np.intp]
    packed: bytes


class Anchors:
    """The anchors of one session, each with its key frame."""

    def __init__(self, bytes_max: int = BYTES_MAX) -> None:
        self._bytes_max = bytes_max
        self._packed: dict[Place, tuple[Place, list[_Change]]] = {}
        self._places: list[Place] = []
        self._size = 0
        self._key: tuple[Place, VideoFrame] | None = None
        self._since_key = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self._size

    def offer(self, packet: Packet, frame: VideoFrame) -> None:
        """Keep some of the frames of a session that is decoded in order. One thread at a time."""
        if packet.head.frames[packet.place.frame][2]:
            self._key = (packet.place, frame) if refers_to_one(packet.data) else None
            self._since_key = 0
            return
        self._since_key += 1
        if self._key is None or self._since_key % FRAMES_APART or self._size >= self._bytes_max:
            return
        key_place, key = self._key
        packed = [_pack(*both) for both in zip(planes(frame), planes(key), strict=True)]
        if sum(len(change.packed) for change in packed) <= PICTURE_BYTES_MAX:
            self._keep(packet.place, key_place, packed)

    def rest(self) -> None:
        """Let go of the key frame that the next ones would be compared with."""
        self._key = None

    def before(self, key: Place, place: Place) -> Place | None:
        """The last anchor of a key frame that is not behind a place."""
        with self._lock:
            number = bisect_right(self._places, place) - 1
            found = self._places[number] if number >= 0 else None
            return found if found is not None and self._packed[found][0] == key else None

    def lay_over(self, anchor: Place, key: VideoFrame) -> bool:
        """Make the picture of a key frame that of an anchor; False when it does not fit.

        The decoder that gave the frame must be at it still, and nobody else may look at the frame.
        """
        with self._lock:
            _, packed = self._packed[anchor]
        areas = planes(key)
        if [area.shape for area in areas] != [change.shape for change in packed]:
            return False
        for area, change in zip(areas, packed, strict=True):
            changed = np.frombuffer(zlib.decompress(change.packed), np.uint8)
            area[change.lines] ^= changed.reshape(-1, area.shape[1])
        return True

    def forget(self) -> None:
        """Drop all of them."""
        with self._lock:
            self._packed.clear()
            self._places.clear()
            self._size = 0

    def _keep(self, place: Place, key: Place, packed: list[_Change]) -> None:
        with self._lock:
            if place not in self._packed:
                insort(self._places, place)
                self._packed[place] = (key, packed)
                self._size += sum(len(change.packed) for change in packed)


def _pack(now: Image, before: Image) -> _Change:
    lines = np.flatnonzero((now != before).any(axis=1))
    return _Change(now.shape, lines, zlib.compress((now[lines] ^ before[lines]).tobytes(), 1))


def refers_to_one(packet: bytes) -> bool:
    """Whether the frames after this key frame refer to the one before them and to no other, as the
    recorder's do. Without that, an anchor could show what is not there."""
    start = packet[:HEADERS_MAX].find(b"\0\0\1\x67")
    if start < 0:
        return False
    headers = packet[start + 4 : start + HEADERS_MAX]
    end = headers.find(b"\0\0\1")
    bits = _Bits(headers[: end if end >= 0 else None].replace(b"\0\0\3", b"\0\0"))
    try:
        profile, _ = bits.take(8), bits.take(16)
        _identity, _frame_num_bits = bits.number(), bits.number()
        order = bits.number()
        if order == 0:
            bits.number()
        return profile in PROFILES and order in (0, 2) and bits.number() == 1
    except IndexError:
        return False


class _Bits:
    """Reads the numbers of H.264's headers. Raises IndexError behind the end."""

    def __init__(self, data: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in data)
        self._at = 0

    def take(self, count: int) -> int:
        taken = self._bits[self._at : self._at + count]
        if len(taken) < count:
            raise IndexError
        self._at += count
        return int(taken, 2)

    def number(self) -> int:
        zeros = self._bits.find("1", self._at) - self._at
        if zeros < 0 or zeros > 31:
            raise IndexError
        self._at += zeros
        return self.take(zeros + 1) - 1
