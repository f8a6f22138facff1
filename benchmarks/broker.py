"""Annotators who open through a broker's service at once: `python -m benchmarks.broker`.

The service runs in a process of its own with TLS; the annotators are threads of this one, so both
share this machine. Each opening is a signed request, a line in the log, and a signed lease.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from recorder.custody.messages import open_request
from recorder.custody.remote import RemoteBroker
from tests import custody_helpers
from tests.custody_helpers import World
from tests.service_helpers import make_place, served, visit

ANNOTATORS = 20
OPENINGS = 15
P95_MAX_S = 0.3
OBJECT_BYTES = 64 << 20


def main() -> int:
    custody_helpers.NOON = datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        submission, _ = world.submit()
        place = make_place(world)
        world.broker.close()
        with served(place) as at, ExitStack() as stack:
            people = [
                stack.enter_context(visit(world, at, world.annotator))[0] for _ in range(ANNOTATORS)
            ]
            with ThreadPoolExecutor(ANNOTATORS) as pool:
                jobs = [pool.submit(_openings, world, each, submission) for each in people]
                taken = sorted(second for job in jobs for second in job.result())
            _, store = stack.enter_context(visit(world, at, world.engineer))
            content = bytes(range(256)) * (OBJECT_BYTES // 256)
            begin = time.perf_counter()
            stored = store.put([content])
            up_s, begin = time.perf_counter() - begin, time.perf_counter()
            assert store.range(stored.name, 0, OBJECT_BYTES) == content
            down_s = time.perf_counter() - begin
    p95_s = taken[int(len(taken) * 0.95)]
    print(f"annotators at once       {ANNOTATORS}, {OPENINGS} openings each")
    print(f"opening, p50             {statistics.median(taken) * 1e3:.0f} ms")
    print(f"opening, p95             {p95_s * 1e3:.0f} ms  (bound {P95_MAX_S * 1e3:.0f} ms)")
    print(f"object up                {OBJECT_BYTES / up_s / 1e6:.0f} MB/s")
    print(f"object down              {OBJECT_BYTES / down_s / 1e6:.0f} MB/s")
    return 0 if p95_s < P95_MAX_S else 1


def _openings(world: World, broker: RemoteBroker, submission: str) -> list[float]:
    taken: list[float] = []
    for _ in range(OPENINGS):
        wish = open_request(
            "study", submission, "video", "annotator", "training", datetime.now(UTC),
            world.annotator.envelope,
        )  # fmt: skip
        begin = time.perf_counter()
        broker.open(wish)
        taken.append(time.perf_counter() - begin)
    return taken


if __name__ == "__main__":
    sys.exit(main())
