"""Listing a catalogue of 100,000 submissions by pages, in a file and on a PostgreSQL server:
`python -m benchmarks.catalogue`.

Manifests are random bytes in the size of a real one with two streams. The server is one of its own
on a socket, as in the tests.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from recorder.custody.catalogue import Catalogue, State
from recorder.custody.postgres import PostgresTables
from recorder.custody.schema import CATALOGUE
from recorder.custody.tables import SqliteTables, Tables
from tests.postgres_server import postgres_server

MANIFEST_BYTES = 16 * 1024
PAGE = 50
CALLS = 60
INSERT = (
    "insert into submission (submission, worker, state, reserved_s) values (?, ?, 'reserved', 1)"
)
ACCEPT = (
    "update submission set state = ?, manifest = ?, lineage = submission, submitted_s = ?, "
    "expires_s = 9, size_bytes = 1 where submission = ?"
)
LISTS = {
    "first page": ((State.SUBMITTED,), 0),
    "any page": ((State.SUBMITTED,), None),
    "any page, two states": ((State.SUBMITTED, State.QUARANTINED), None),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--manifest-bytes", type=int, default=MANIFEST_BYTES)
    asked = parser.parse_args()
    count, size = asked.count, asked.manifest_bytes
    print(f"{count:,} submissions, pages of {PAGE}, {CALLS} calls each, p50 and p95 in ms")
    with tempfile.TemporaryDirectory() as folder:
        _measure("file", SqliteTables(Path(folder) / "catalogue.db", CATALOGUE), count, size)
    with postgres_server() as server:
        url = server.database("bench", "catalogue")
        # What a busy server does by itself, and the one of the tests does not.
        _measure(
            "server",
            PostgresTables(url, CATALOGUE),
            count,
            size,
            lambda: server.ask("bench_catalogue", "vacuum analyze"),
        )


def _measure(
    name: str, tables: Tables, count: int, size: int, settle: Callable[[], object] = lambda: None
) -> None:
    begin = time.perf_counter()
    with tables.transaction():
        for number in range(count):
            worker, submission = (number % 50).to_bytes(32), f"{number:032x}"
            state = State.QUARANTINED if number % 100 == 0 else State.SUBMITTED
            tables.change(INSERT, submission, worker)
            # Three of them have the same second, as when several people hand in at once.
            manifest = os.urandom(size)
            tables.change(ACCEPT, state, manifest, number // 3, submission)
    settle()
    print(f"{name}: filled in {time.perf_counter() - begin:.0f} s")
    catalogue, rng = Catalogue(tables), random.Random(1)
    for what, (states, start) in LISTS.items():
        taken: list[float] = []
        for _ in range(CALLS):
            offset = rng.randrange(count - count // 20) if start is None else start
            begin = time.perf_counter()
            rows = catalogue.rows(*states, limit=PAGE, offset=offset)
            taken.append((time.perf_counter() - begin) * 1000)
            assert len(rows) == PAGE
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{name}: {what}: {statistics.median(taken):.1f} {p95:.1f}")
    catalogue.close()


if __name__ == "__main__":
    main()
