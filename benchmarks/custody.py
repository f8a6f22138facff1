"""Sealing and opening a stream in memory: `python -m benchmarks.custody`.

What the cryptography of a submission costs, without any store: everything else waits for a disk
or a network.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from recorder.crypto import SealPrivate
from recorder.custody import locks, objects

CONTENT_BYTES = 256 << 20
PIECE = bytes(range(256)) * 4096
ROUNDS = 3
LOCKS = 200


def main() -> None:
    slot, key = objects.Slot("00" * 16, "video"), objects.new_key()
    pieces = [PIECE] * (CONTENT_BYTES // len(PIECE))
    sealed = b"".join(objects.seal_object(slot, key, pieces))

    def seal() -> None:
        for _ in objects.seal_object(slot, key, pieces):
            pass

    def open_whole() -> None:
        reader = objects.ObjectReader(slot, key, len(sealed), lambda at, n: sealed[at : at + n])
        for _ in reader.pieces():
            pass

    for name, act in (("seal", seal), ("open", open_whole)):
        print(f"{name}: {CONTENT_BYTES / _best(act) / 1e6:.0f} MB/s")

    role, broker = SealPrivate.generate(), SealPrivate.generate()
    place, committed = locks.Place(slot, "annotator", 1), objects.commitment(slot, key)

    def lock_and_open() -> None:
        for _ in range(LOCKS):
            locked = locks.lock_key(place, key, role.public(), broker.public())
            locks.open_inner(place, locks.peel_outer(place, locked, broker), committed, role)

    print(f"both locks, on and off: {_best(lock_and_open) / LOCKS * 1e6:.0f} us")


def _best(act: Callable[[], None]) -> float:
    taken: list[float] = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return min(taken)


if __name__ == "__main__":
    main()
