"""The events of a session with the pointer's movement as plain columns instead of objects.

Nine of ten events are movement, and an object for each is most of what decoding costs. All other
events are decoded as `codec` does it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.errors import FormatError
from recorder.session import codec
from recorder.session.codec import Reader
from recorder.session.events import Event

_MOVE: Final = 3
# Kind, skipped numbers, time, x, y.
_STRIDE: Final = 5
# Nine bytes hold 63 bits: more than any time or place needs.
_BYTES_MAX: Final = 9
_PLACE_MAX: Final = 1 << 30


@dataclass(slots=True)
class Columns:
    """Movement as columns of the same length, and all other events as objects, in `seq` order."""

    move_seq: array[int] = field(default_factory=lambda: array("q"))
    move_t_ns: array[int] = field(default_factory=lambda: array("q"))
    move_x: array[int] = field(default_factory=lambda: array("q"))
    move_y: array[int] = field(default_factory=lambda: array("q"))
    others: list[Event] = field(default_factory=list[Event])
    last_seq: int = -1

    def __len__(self) -> int:
        return len(self.move_seq) + len(self.others)

    def take(self, *payloads: bytes) -> None:
        """Add batches; many at a time are quicker than one after the other.

        Raises:
            VersionRefused: a batch is of a newer version.
            FormatError: the bytes are not a batch, or its events come before those known. What
                stands before the fault was added.
        """
        numbers, base = _Numbers(b"".join(payloads)), 0
        for payload in payloads:
            self._take(payload, numbers, base)
            base += len(payload)

    def _take(self, payload: bytes, numbers: _Numbers, base: int) -> None:
        """Add the batch that begins at `base` in what `numbers` were made of."""
        reader, count = codec.begin_batch(payload)
        seq, t_ns = -1, 0
        if count and _first_seq(reader) <= self.last_seq:
            raise FormatError("Events of the session are out of order.")
        while count:
            moves = numbers.moves(base + reader.at, base + len(payload), count)
            if moves is not None:
                seq, t_ns = self._take_moves(reader, moves, seq, t_ns)
                reader.at = moves.end - base
                count -= moves.count
            else:
                number = codec.get_uint(reader)
                seq += codec.get_uint(reader) + 1
                t_ns += codec.get_int(reader)
                self.others.append(codec.get_event(reader, number, seq, t_ns))
                count -= 1
            self.last_seq = seq
        codec.end_batch(reader)

    def _take_moves(self, reader: Reader, moves: _Moves, seq: int, t_ns: int) -> tuple[int, int]:
        columns = (self.move_seq, self.move_t_ns, self.move_x, self.move_y)
        before = (seq, t_ns, reader.x, reader.y)
        ends: list[int] = []
        for column, start, sums in zip(columns, before, moves.sums, strict=True):
            column.frombytes((sums + start).tobytes())
            ends.append(column[-1])
        seq, t_ns, reader.x, reader.y = ends
        if max(abs(reader.x), abs(reader.y)) > _PLACE_MAX:
            raise FormatError("An event batch holds a place that is too far away.")
        return seq, t_ns


@dataclass(frozen=True, slots=True)
class _Moves:
    """Movements that follow each other: how far each is from what came before the first, in
    number, time, x and y; and the byte behind the last."""

    count: int
    end: int
    sums: tuple[NDArray[np.int64], ...]


class _Numbers:
    """All bytes read as numbers at once. Where text lies they mean nothing, so a number counts
    only where an event is known to begin."""

    def __init__(self, data: bytes) -> None:
        raw = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(raw < 0x80)
        starts = np.zeros_like(ends)
        starts[1:] = ends[:-1] + 1
        lengths = ends - starts + 1
        used = raw[: int(lengths.sum())]
        shifts = (np.arange(len(used)) - np.repeat(starts, lengths)) * 7
        bits = (used & 0x7F).astype(np.int64) << np.minimum(shifts, 7 * _BYTES_MAX)
        values = np.add.reduceat(bits, starts) if len(ends) else ends
        self._starts: list[int] = starts.tolist()
        self._ends: list[int] = ends.tolist()
        self._is_long = (lengths > _BYTES_MAX).tobytes()
        self._is_move = (values == _MOVE).tobytes()
        self._unsigned = _running(values + 1)
        self._signed = _running((values >> 1) ^ -(values & 1))

    def moves(self, at: int, behind: int, count: int) -> _Moves | None:
        """The movements that begin at a byte and follow each other, `count` at most and none that
        goes on at `behind`; None where none begins."""
        first = bisect_left(self._ends, at)
        if first == len(self._ends) or self._starts[first] != at or not self._is_move[first]:
            return None
        last = bisect_left(self._ends, behind, first, min(first + count * _STRIDE, len(self._ends)))
        count = (last - first) // _STRIDE
        stop = first + count * _STRIDE
        other = self._is_move[first:stop:_STRIDE].find(0)
        count = count if other < 0 else other
        stop = first + count * _STRIDE
        if not count:
            return None
        if 1 in self._is_long[first:stop]:
            raise FormatError("An event batch holds a number that is too long.")
        sums = [self._between(self._unsigned, first + 1, stop)]
        sums += [self._between(self._signed, first + place, stop) for place in (2, 3, 4)]
        return _Moves(count, self._ends[stop - 1] + 1, tuple(sums))

    @staticmethod
    def _between(running: NDArray[np.int64], first: int, stop: int) -> NDArray[np.int64]:
        # `running` is one stride ahead of the numbers, so this is the sum before the first.
        return running[first + _STRIDE : stop + _STRIDE : _STRIDE] - running[first]


def _running(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each number the sum of those one, two… strides before it and itself, behind one stride
    of zeros. Sums over text wrap around, which the difference of two of them undoes."""
    padded = np.zeros(_STRIDE + len(values) + -len(values) % _STRIDE, np.int64)
    padded[_STRIDE : _STRIDE + len(values)] = values
    return padded.reshape(-1, _STRIDE).cumsum(axis=0).reshape(-1)


def _first_seq(reader: Reader) -> int:
    ahead = Reader(reader.data, reader.at)
    codec.get_uint(ahead)
    return codec.get_uint(ahead)
