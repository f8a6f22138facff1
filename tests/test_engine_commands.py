"""The commands of a terminal reach the recording that runs, which needs no terminal itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from recorder.consent.campaign import PERSONAL
from recorder.consent.register import Register
from recorder.control import HEARTBEAT_S, Request, ask, place_file
from recorder.session.events import GapEvent, GapReason, MarkEvent, OutcomeEvent
from recorder.session.journal import session_path
from recorder.session.model import EndReason, Scope
from recorder.session.scan import SessionState
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.checkout import ROOT
from tests.engine_helpers import END_S, of, recording, start
from tests.session_helpers import Worker, make_worker, read

IN_THE_BACKGROUND = '"$0" -m studio record --task "a test" </dev/null >said 2>&1 & echo $!'
VERBS = (
    ("pause",), ("resume",), ("mark", "x"), ("forget", "1"), ("stop",), ("discard", "--yes"),
)  # fmt: skip


def environment(desktop: VirtualDesktop, home: Home) -> dict[str, str]:
    return dict(desktop.env) | {"CANDOR_HOME": str(home.root), "PYTHONPATH": str(ROOT)}


def candor(desktop: VirtualDesktop, home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, as in a script."""
    return subprocess.run(
        [sys.executable, "-m", "studio", *words],
        env=environment(desktop, home), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_each_command_reaches_the_recording_and_says_what_became_of_it(
    session_desktop: VirtualDesktop, tmp_path: Path
) -> None:
    worker = make_worker(tmp_path)
    with recording(session_desktop, worker) as running:
        running.wait_for(frames=1)
        said = [
            candor(session_desktop, worker.home, *words)
            for words in (
                ("pause",), ("mark", "lost"), ("resume",), ("mark", "taken back"),
                ("forget", "60"), ("mark", "to be kept"), ("stop", "--outcome", "failure"),
            )
        ]  # fmt: skip
        session = running.read()

    assert [done.returncode for done in said] == [0, 2, 0, 0, 0, 0, 0]
    words = ["Paused:", "The recording is paused;", "Recording:", "Recording:", "Recording:"]
    words += ["Recording:", "Ended:"]
    assert [done.stderr.startswith(begin) for done, begin in zip(said, words, strict=True)] == (
        [True] * len(words)
    )
    assert all(done.stderr.count("\n") == 1 for done in said)
    assert said[-1].stdout == f"{running.session}\n"
    assert session.state is SessionState.COMPLETE
    assert [mark.text for mark in of(session, MarkEvent)] == ["to be kept"]
    assert [outcome.outcome for outcome in of(session, OutcomeEvent)] == ["failure"]
    assert GapReason.FORGOTTEN in {gap.reason for gap in of(session, GapEvent)}


def test_discarding_needs_a_yes_and_then_keeps_nothing(
    session_desktop: VirtualDesktop, tmp_path: Path
) -> None:
    worker = make_worker(tmp_path)
    with recording(session_desktop, worker) as running:
        running.wait_for(frames=1)
        unsure = candor(session_desktop, worker.home, "discard")
        assert (unsure.returncode, unsure.stderr.count("\n")) == (2, 1)
        assert "say --yes" in unsure.stderr
        assert running.status().state == "recording"

        assert candor(session_desktop, worker.home, "discard", "--yes").returncode == 0
        assert running.wait() == 0

    assert not list(worker.home.sessions.iterdir())


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_without_a_recording_each_command_is_one_sentence(
    session_desktop: VirtualDesktop, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = candor(session_desktop, Home(tmp_path).ensure(), *words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "No recording" in done.stderr


@contextmanager
def in_the_background(desktop: VirtualDesktop, worker: Worker) -> Iterator[psutil.Process]:
    """`candor record </dev/null &` of a shell that has ended since."""
    folder = worker.home.root
    shell = subprocess.run(
        ["sh", "-c", IN_THE_BACKGROUND, sys.executable],
        env=environment(desktop, worker.home), cwd=folder,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    process = psutil.Process(int(shell.stdout))
    try:
        yield process
    finally:
        if process.is_running():
            process.kill()


def test_in_the_background_it_goes_on_after_its_shell_and_without_a_heartbeat(
    session_desktop: VirtualDesktop, tmp_path: Path
) -> None:
    worker = make_worker(tmp_path)
    with in_the_background(session_desktop, worker) as process:
        wait_until(lambda: place_file(worker.home).exists(), "the recording", END_S)
        status = ask(worker.home, Request("status"))

        def long_enough() -> bool:
            return ask(worker.home, Request("status")).elapsed_s > HEARTBEAT_S + 1

        wait_until(long_enough, "more than the patience with a window", END_S)
        assert ask(worker.home, Request("status")).state == "recording"
        assert candor(session_desktop, worker.home, "stop").stdout == f"{status.session}\n"
        psutil.wait_procs([process], END_S)

    session = read(session_path(worker.home.sessions, status.session), worker)
    assert session.state is SessionState.COMPLETE
    assert session.ending is not None
    assert session.ending.reason == EndReason.STOPPED


def with_consent_for(seconds: int, folder: Path) -> Worker:
    """Somebody whose consent expires in some seconds."""
    left = timedelta(seconds=seconds)
    given_at = datetime.now(UTC) - timedelta(days=PERSONAL.consent_valid_days) + left
    identity, home = Identity.generate(), Home(folder)
    identity.publish(home)
    receipt = Register(home, lambda: given_at).give(frozenset(Scope), identity.envelope)
    return Worker(identity, home, receipt)


def test_consent_that_expires_meanwhile_ends_it(
    session_desktop: VirtualDesktop, tmp_path: Path
) -> None:
    # How long a busy machine takes to begin is not known.
    for seconds in (4, 8, 16, 32, 64):
        worker = with_consent_for(seconds, tmp_path / str(seconds))
        process = start(session_desktop, worker)
        _, words = process.communicate(timeout=150)
        assert process.returncode == 1
        assert b"has expired" in words
        if any(worker.home.sessions.glob("*.candor")):
            break

    (path,) = worker.home.sessions.glob("*.candor")
    session = read(path, worker)
    assert session.state is SessionState.COMPLETE
    assert session.ending is not None
    assert session.ending.reason == EndReason.CONSENT_ENDED
