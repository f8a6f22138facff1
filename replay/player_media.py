"""Which records of video a moment needs, and the last few of them in memory. It reads nothing.

Whoever has the keys asks `missing`, reads those records and hands them to `take`, until nothing is
missing; then `packets` has all that a decoder needs. Two threads may use it at the same time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import msgspec

from recorder.errors import Damaged
from recorder.session.decoder import check_chunk
from recorder.session.model import Chunk
from recorder.session.reader import decode

DATA_BYTES_MAX: Final = 48 * 1024 * 1024
# Where the way back to a key frame is not known yet, so many records are read at once.
BACK_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One frame of a session: in which record of video, and the how manieth in it."""

    record: int
    frame: int


@dataclass(frozen=True, slots=True)
class Packet:
    """One encoded frame with its chunk's head (a chunk without data)."""

    place: Place
    head: Chunk
    data: bytes

    @property
    def t_ns(self) -> int:
        return self.head.frames[self.place.frame][1]


class Media:
    """The video of one session with `count` records of it."""

    def __init__(self, count: int, bytes_max: int = DATA_BYTES_MAX) -> None:
        self._heads: list[Chunk | None] = [None] * count
        self._data: OrderedDict[int, bytes] = OrderedDict()
        self._size = 0
        self._bytes_max = bytes_max
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._heads)

    def missing(self, t_ns: int) -> tuple[int, ...]:
        """The records to read next before the frame at a time can be decoded; none when all are
        here. Reading them may show that more are missing."""
        with self._lock:
            found = self._find(t_ns)
            if found is None or isinstance(found, tuple):
                return found or ()
            start = self._key_before(found)
            if isinstance(start, tuple):
                return start
            needed = range(start.record, found.record + 1)
            return tuple(record for record in needed if record not in self._data)

    def take(self, records: Sequence[int], payloads: Iterable[bytes]) -> None:
        """Remember records that were read.

        Raises:
            FormatError, Damaged: one is not what it should be.
        """
        for record, payload in zip(records, payloads, strict=True):
            chunk = decode(payload, Chunk)
            check_chunk(chunk)
            head = msgspec.structs.replace(chunk, data=b"")
            with self._lock:
                self._check_order(record, head)
                self._heads[record] = head
                self._keep(record, chunk.data)

    def unread(self, count: int) -> tuple[int, ...]:
        """The first so many records of which nothing is known yet."""
        with self._lock:
            unknown = (record for record, head in enumerate(self._heads) if head is None)
            return tuple(record for record, _ in zip(unknown, range(count), strict=False))

    def locate(self, t_ns: int) -> Place | None:
        """The frame that was on the screen at a time; None before the first, or if unknown yet."""
        with self._lock:
            found = self._find(t_ns)
            return found if isinstance(found, Place) else None

    def first_t_ns(self) -> int | None:
        """When the first frame came; None where there is none, or it was not read yet."""
        with self._lock:
            head = self._heads[0] if self._heads else None
            return head.frames[0][1] if head is not None else None

    def packets(self, t_ns: int) -> tuple[Packet, ...]:
        """From the key frame before a time to the frame at it; empty when something is missing."""
        with self._lock:
            found = self._find(t_ns)
            if not isinstance(found, Place):
                return ()
            start = self._key_before(found)
            if isinstance(start, tuple):
                return ()
            packets: list[Packet] = []
            for record in range(start.record, found.record + 1):
                if record not in self._data:
                    return ()
                self._data.move_to_end(record)
                packets += self._packets_of(record)
            return tuple(packet for packet in packets if start <= packet.place <= found)

    def without_data(self, records: Iterable[int]) -> tuple[int, ...]:
        """Those of these records whose video is not in memory."""
        with self._lock:
            return tuple(record for record in records if record not in self._data)

    def record(self, record: int) -> tuple[Packet, ...]:
        """The frames of one record; empty when its video is not in memory."""
        with self._lock:
            return tuple(self._packets_of(record)) if record in self._data else ()

    def key_frames(self) -> list[Packet]:
        """The key frames of all records that are known, in order and without their data."""
        with self._lock:
            return [
                Packet(Place(record, number), head, b"")
                for record, head in enumerate(self._heads)
                if head is not None
                for number, frame in enumerate(head.frames)
                if frame[2]
            ]

    def forget(self) -> None:
        """Drop the video that is in memory; heads stay."""
        with self._lock:
            self._data.clear()
            self._size = 0

    @property
    def size(self) -> int:
        """Bytes of video in memory."""
        return self._size

    # With the lock held.

    def _find(self, t_ns: int) -> Place | tuple[int, ...] | None:
        """The frame at a time, or the record to look into first, or None before all frames."""
        first, behind = 0, len(self._heads)
        while first < behind:
            middle = (first + behind) // 2
            head = self._heads[middle]
            if head is None:
                return (middle,)
            if head.frames[0][1] <= t_ns:
                first = middle + 1
            else:
                behind = middle
        if first == 0:
            return None
        head = self._heads[first - 1]
        assert head is not None, "it was looked at"
        inside = [number for number, frame in enumerate(head.frames) if frame[1] <= t_ns]
        return Place(first - 1, inside[-1])

    def _key_before(self, place: Place) -> Place | tuple[int, ...]:
        """The key frame to begin at, or the records to look into first."""
        record, last = place.record, place.frame
        while record >= 0:
            head = self._heads[record]
            if head is None:
                return tuple(
                    before
                    for before in range(max(0, record - BACK_AT_ONCE + 1), record + 1)
                    if self._heads[before] is None
                )
            frames = head.frames if record != place.record else head.frames[: last + 1]
            for number in range(len(frames) - 1, -1, -1):
                if frames[number][2]:
                    return Place(record, number)
            record -= 1
        raise Damaged("The video of this session has no beginning; it cannot be shown.")

    def _packets_of(self, record: int) -> list[Packet]:
        head, data = self._heads[record], self._data[record]
        assert head is not None, "data comes with its head"
        packets: list[Packet] = []
        at = 0
        for number, (_, _, _, size) in enumerate(head.frames):
            packets.append(Packet(Place(record, number), head, data[at : at + size]))
            at += size
        return packets

    def _keep(self, record: int, data: bytes) -> None:
        self._size += len(data) - len(self._data.pop(record, b""))
        self._data[record] = data
        while self._size > self._bytes_max and len(self._data) > 1:
            _, dropped = self._data.popitem(last=False)
            self._size -= len(dropped)

    def _check_order(self, record: int, head: Chunk) -> None:
        frames = head.frames
        ordered = all(
            before[0] < after[0] and before[1] <= after[1] for before, after in pairwise(frames)
        )
        before = self._heads[record - 1] if record else None
        after = self._heads[record + 1] if record + 1 < len(self._heads) else None
        fits = before is None or _follows(before, head)
        fits = fits and (after is None or _follows(head, after))
        if not frames or not ordered or not fits:
            raise Damaged("The video of this session is out of order; it cannot be shown.")


def _follows(before: Chunk, after: Chunk) -> bool:
    same = before.stream == after.stream
    last, first = before.frames[-1], after.frames[0]
    return last[0] < first[0] and last[1] <= first[1] and (same or first[2])
