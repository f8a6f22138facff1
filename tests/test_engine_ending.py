"""How a recording ends: by itself, by the system, by the window, by a withdrawal, by a disaster."""

from __future__ import annotations

import itertools
import os
import random
import resource
import signal
from pathlib import Path

import pytest

from recorder.consent.register import Register
from recorder.control import Request
from recorder.session.events import GapEvent, GapReason, KeyEvent, ScreenEvent
from recorder.session.model import EndReason, Rect
from recorder.session.scan import SessionState
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.engine_helpers import of, pictures, recording, typed
from tests.input_helpers import server_pid
from tests.screen_helpers import painting
from tests.session_helpers import make_worker, read, scan
from tests.test_engine_scopes import open_terminal

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone


def ended_because(session) -> str:
    assert session.ending is not None
    return session.ending.reason


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(
    desktop: VirtualDesktop, tmp_path: Path, number: signal.Signals
) -> None:
    with recording(desktop, make_worker(tmp_path)) as running:
        running.wait_for(frames=1)
        running.process.send_signal(number)
        session = running.read()

    assert running.process.returncode == 0
    assert session.state is SessionState.COMPLETE
    assert ended_because(session) == EndReason.SIGNAL


def test_it_ends_by_itself_after_the_time_it_was_given(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    with recording(desktop, make_worker(tmp_path), "--for", "1.5") as running:
        session = running.read()

    assert running.process.returncode == 0
    assert ended_because(session) == EndReason.TIME_OVER
    assert 1_500_000_000 <= session.duration_ns < 6_000_000_000


def test_withdrawing_consent_ends_it_at_once(desktop: VirtualDesktop, tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    with recording(desktop, worker) as running:
        running.wait_for(frames=1)
        Register(worker.home).withdraw(worker.receipt)
        assert running.wait() == 1
        assert "withdrawn" in running.words()
        session = running.read()

    assert session.state is SessionState.COMPLETE
    assert ended_because(session) == EndReason.CONSENT_ENDED


def test_the_end_of_the_windows_pipe_ends_it(desktop: VirtualDesktop, tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    with recording(desktop, worker, "--pipe", stdin=-1, stdout=-1) as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        session = running.read()

    assert running.process.returncode == 0
    assert ended_because(session) == EndReason.WINDOW_GONE


def test_five_seconds_without_a_heartbeat_end_it(desktop: VirtualDesktop, tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    with recording(desktop, worker, "--pipe", stdin=-1, stdout=-1) as running:
        session = running.read()

    assert running.process.returncode == 0
    assert ended_because(session) == EndReason.WINDOW_GONE
    assert session.duration_ns >= 5_000_000_000


def test_a_window_steers_it_over_the_pipe_and_has_its_last_answer(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    import msgspec

    worker = make_worker(tmp_path)
    with recording(desktop, worker, "--pipe", stdin=-1, stdout=-1) as running:
        requests, answers = running.process.stdin, running.process.stdout
        assert requests is not None
        assert answers is not None
        states = []
        for verb in ("beat", "pause", "resume", "stop"):
            requests.write(msgspec.json.encode(Request(verb)) + b"\n")
            requests.flush()
            states.append(msgspec.json.decode(answers.readline())["status"]["state"])
        assert running.wait() == 0

    assert states == ["recording", "paused", "recording", "ended"]


def test_a_full_disk_ends_it_and_what_was_written_stays(tmp_path: Path) -> None:
    def nearly_full() -> None:
        # Python ignores SIGXFSZ, so that a write past the limit fails as on a full disk. The
        # shared memory of the small screen stays below it.
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    dice = random.Random(1)
    with (
        virtual_desktop("400x300", window_manager=False) as desktop,
        painting(desktop) as painter,
        recording(desktop, make_worker(tmp_path), preexec_fn=nearly_full) as running,
    ):
        while running.process.poll() is None:
            for left, top in itertools.product(range(0, 400, 8), range(0, 300, 8)):
                painter.fill(Rect(left, top, 8, 8), dice.randrange(0x1000000))
        assert running.process.returncode == 1
        words = running.words()
        session = running.read()

    assert "could not be written: File too large. What was written is kept." in words
    assert session.state is SessionState.INTERRUPTED
    assert session.problem is None
    assert of(session, ScreenEvent)


def test_when_the_desktop_dies_it_ends_and_says_so(tmp_path: Path) -> None:
    with virtual_desktop() as desktop:
        person = ScriptedPerson(desktop.display)
        with recording(desktop, make_worker(tmp_path)) as running:
            running.wait_for(frames=1)
            os.kill(server_pid(person), signal.SIGKILL)
            assert running.wait() == 1
            words = running.words()
            session = running.read()

    assert "X server" in words
    assert "Traceback" not in words
    assert session.state is SessionState.COMPLETE
    assert ended_because(session) == EndReason.DESKTOP


def test_a_killed_engine_leaves_a_readable_session(desktop: VirtualDesktop, tmp_path: Path) -> None:
    open_terminal(desktop)
    worker = make_worker(tmp_path)
    with recording(desktop, worker) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.type("this was there")
        running.written()
        running.process.kill()
        running.process.wait()
        person.close()
    session = read(running.path, worker)

    assert scan(running.path)[0] is SessionState.INTERRUPTED
    assert session.problem is None
    assert typed(session) == "this was there"
    assert pictures(session)
    with recording(desktop, worker) as again:
        again.wait_for(frames=1)
        assert again.end().state is SessionState.COMPLETE


def test_a_locked_screen_is_a_gap(desktop: VirtualDesktop, tmp_path: Path) -> None:
    import subprocess

    def saver(word: str) -> None:
        subprocess.run(["xset", "s", word], env=dict(desktop.env), check=True)

    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        saver("activate")
        wait_until(lambda: running.status().hiding == GapReason.LOCKED, "the lock")
        # XTEST input does not wake the saver of a virtual server by itself.
        person.type("secret")
        saver("reset")
        wait_until(lambda: running.status().hiding != GapReason.LOCKED, "the end of the lock")
        session = running.end()
        person.close()

    assert "secret" not in typed(session)
    reasons = [gap.reason for gap in of(session, GapEvent)]
    assert reasons.count(GapReason.LOCKED) == 2


def test_a_password_is_not_recorded_and_leaves_no_trace_of_its_length(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    from tests.context_helpers import watching

    with watching(desktop) as watch:
        ask = "import getpass; getpass.getpass()"
        desktop.start("xterm", "-geometry", "80x20+300+200", "-e", "python3", "-c", ask)
        watch.wait_for_app("XTerm")
        with recording(desktop, make_worker(tmp_path)) as running:
            person = ScriptedPerson(desktop.display)
            wait_until(lambda: running.status().hiding == GapReason.PASSWORD, "the hiding")
            person.type("hunter2")
            running.written()
            session = running.end()
            person.close()

    assert not of(session, KeyEvent)
    assert {gap.reason for gap in of(session, GapEvent)} >= {GapReason.PASSWORD}
