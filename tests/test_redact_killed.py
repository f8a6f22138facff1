"""A real burning that is killed halfway through the video leaves the original and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from annotate.redact.candidates import candidates_folder, staged
from recorder.vault.home import Home
from tests.checkout import ROOT

BURNING = """
import sys
from pathlib import Path
from annotate.redact.candidates import redact
from annotate.redact.plan import Plan, Region
from annotate.redact.prove import Tools
from recorder.session.model import Rect
from tests.redact_sessions import desk_with, sealing, written
from tests.session_helpers import make_worker, plain_records

worker = make_worker(Path(sys.argv[1]))
session = written(worker, desk_with("jo.miller@example.org"))

def halfway(what: str, done: int, total: int) -> None:
    if what == "burning" and done == total // 2:
        print(session.id, flush=True)
        sys.stdin.read()

redact(
    worker.home,
    worker.home.sessions / f"{session.id}.candor",
    session,
    Plan(session.id, (Region("r1", Rect(0, 0, 200, 90), 0, 10**12),)),
    sealing(worker),
    Tools((), lambda picture, box: []),
    lambda path: plain_records(path, worker),
    worker.identity.envelope,
    progress=halfway,
)
"""


def test_a_burning_that_is_killed_halfway_through_the_video_leaves_no_candidate(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path / "home")
    command = [sys.executable, "-c", BURNING, str(home.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        session = process.stdout.readline().decode().strip()
        original = home.sessions / f"{session}.candor"
        before = original.read_bytes()
        process.send_signal(signal.SIGKILL)
        process.wait()

    (left,) = candidates_folder(home).iterdir()
    assert left.name.startswith(".")
    assert all(b"jo.miller" not in path.read_bytes() for path in left.iterdir())
    assert original.read_bytes() == before
    with staged(home):
        pass
    assert list(candidates_folder(home).iterdir()) == []
