"""Makes the demo session that ships with the program out of one that `candor demo` recorded.

`python -m benchmarks.demo_bundle DEMO FILE`: the folder of a demo, and the bundle to write.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.unlock import Unlock
from replay.load.bundle import pack_bundle
from studio.demo import PASSPHRASE_FILE


def main() -> None:
    demo, target = Path(sys.argv[1]), Path(sys.argv[2])
    home = Home((demo / "home").absolute())
    (path,) = home.sessions.glob("*.candor")
    with Keeper(home) as keeper:
        keeper.unlock(Unlock(demo / PASSPHRASE_FILE))
        session = read_whole(keeper, path)
    meta = msgspec.structs.replace(session.meta, task=f"Demo: {session.meta.task}")
    raw = pack_bundle(meta, session.events, session.chunks, session.duration_ns, "stopped")
    target.write_bytes(raw)
    print(f"{len(raw) / 1e6:.2f} MB, {session.duration_ns / 1e9:.0f} s")


if __name__ == "__main__":
    main()
