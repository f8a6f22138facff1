"""Paints the demo session that ships until a recorded one takes its place.

`python -m benchmarks.demo_bundle FILE` writes the bundle.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from benchmarks.made_session import made_meta
from benchmarks.office import Office
from replay.load.bundle import pack_bundle

SIZE = (1280, 800)
SECONDS = 45.0


def main() -> None:
    office = Office(*SIZE, seed=11)
    office.work(SECONDS)
    meta = msgspec.structs.replace(
        made_meta(*SIZE, task="Demo: answer a supplier and check the order"),
        started_at="2026-01-05T09:30:00+00:00",
        program="candor demo (painted)",
    )
    raw = pack_bundle(meta, office.events, office.chunks, office.t_ns, "stopped")
    Path(sys.argv[1]).write_bytes(raw)
    print(f"{len(raw) / 1e6:.2f} MB, {office.t_ns / 1e9:.0f} s, {office.frames} frames")


if __name__ == "__main__":
    main()
