"""A secret that is typed and shown while recording is nowhere in the clear afterwards."""

from __future__ import annotations

import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop
from tests.checkout import ROOT
from tests.engine_helpers import new_files, recording, typed
from tests.session_helpers import make_worker
from tests.test_engine_scopes import open_terminal

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone

EVERYWHERE = [Path(place) for place in ("/var/tmp", "/dev/shm", "/tmp")]
CODES = ("utf-8", "utf-16-le", "utf-16-be")


# Looking through all that lies in the folders for temporary files takes as long as it takes.
@pytest.mark.timeout(300)
def test_a_secret_that_was_typed_and_shown_is_in_no_file(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    since = time.time() - 1
    secret = "canary" + secrets.token_hex(8)
    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path / "person")) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.type(f"{secret}\n")
        running.written()
        places = (tmp_path, desktop.home.parent)
        while_recording = holding(secret, since, *places)
        session = running.end()
        words = running.words()
        person.close()
    for command in ("sessions", "verify", "doctor"):
        words += said(desktop, running.worker.home.root, command, session.id)

    assert secret in typed(session)
    assert not while_recording
    assert not holding(secret, since, *places)
    assert secret not in words


def holding(secret: str, since: float, *places: Path) -> list[Path]:
    """The files that hold the secret, here and wherever programs leave things, of those written
    to since then."""
    needles = [secret.encode(code) for code in CODES]
    found: list[Path] = []
    for path in new_files([*places, Path.home(), *EVERYWHERE], since):
        try:
            content = path.read_bytes()
        except OSError:
            continue  # It is gone, or another program's socket.
        if any(needle in content for needle in needles):
            found.append(path)
    return found


def said(desktop: VirtualDesktop, home: Path, command: str, session: str) -> str:
    """All that a command prints, with the debugging switched on."""
    words = [command] if command in ("sessions", "doctor") else [command, session]
    env = dict(desktop.env) | {
        "CANDOR_HOME": str(home), "PYTHONPATH": str(ROOT), "CANDOR_DEBUG": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "studio", *words],
        env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr
