"""The recording as the window sees it: a real engine over its pipe, and what becomes of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from recorder.control import HEARTBEAT_S, place_file
from recorder.session.events import MarkEvent, OutcomeEvent
from recorder.session.journal import session_path
from recorder.session.scan import SessionState
from studio.gui.record.endings import problem_of
from studio.gui.record.recording import Ending, Recording
from studio.gui.record.sayings import ending_sentence, ending_title
from studio.virtual_desktop import VirtualDesktop
from tests.engine_helpers import of, recording
from tests.session_helpers import Worker, make_worker, read

WORDS = ("record", "--pipe", "--task", "a test")
WAIT_MS = 20_000


class Heard:
    """A recording with everything it told."""

    def __init__(self, worker: Worker, qtbot: QtBot) -> None:
        self.worker = worker
        self.recording = Recording(worker.home)
        self.endings: list[Ending] = []
        self.refused: list[tuple[str, str]] = []
        self.done: list[str] = []
        self.recording.ended.connect(self.endings.append)
        self.recording.refused.connect(lambda verb, says: self.refused.append((verb, says)))
        self.recording.done.connect(self.done.append)
        self._qtbot = qtbot

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def begin(self, *more: str) -> None:
        self.recording.start([*WORDS, *more])
        self.wait(lambda: self.recording.state == "recording" or self.endings)

    def end(self) -> Ending:
        self.wait(lambda: self.endings)
        return self.endings[0]

    def session(self):
        ending = self.end()
        assert ending.session is not None
        return read(session_path(self.worker.home.sessions, ending.session), self.worker)


@pytest.fixture
def on_desktop(session_desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, session_desktop.env[name])


@pytest.fixture
def heard(on_desktop: None, candor_home: Path, qtbot: QtBot) -> Iterator[Heard]:
    made = Heard(make_worker(candor_home), qtbot)
    yield made
    made.recording.finish_now()


def test_its_state_follows_what_is_asked(heard: Heard) -> None:
    heard.begin()

    heard.recording.pause_or_resume()
    heard.wait(lambda: heard.recording.state == "paused")
    heard.recording.pause_or_resume()
    heard.wait(lambda: heard.recording.state == "recording")
    heard.recording.ask("mark", "look here")
    heard.wait(lambda: heard.done[-1:] == ["mark"])
    heard.recording.stop("success")
    assert heard.recording.state == "ending"

    session = heard.session()
    assert session.state is SessionState.COMPLETE
    assert [mark.text for mark in of(session, MarkEvent)] == ["look here"]
    assert [each.outcome for each in of(session, OutcomeEvent)] == ["success"]
    assert heard.recording.state == "idle"


def test_its_last_words_tell_the_whole(heard: Heard) -> None:
    heard.begin()
    heard.wait(lambda: heard.recording.status and heard.recording.status.frames)
    heard.recording.stop("failure")

    ending = heard.end()
    assert (ending.kept, ending.outcome, ending.problem, ending.killed) == (
        True,
        "failure",
        None,
        False,
    )
    assert ending.frames >= 1
    assert ending.bytes > 0
    assert problem_of(ending) is None
    assert ending_title(ending) == "Recorded"


def test_it_goes_on_as_long_as_the_window_lives(heard: Heard) -> None:
    heard.begin()

    heard.wait(lambda: heard.endings or heard.recording.status.elapsed_s > HEARTBEAT_S + 2)
    assert not heard.endings


def test_discarding_leaves_no_session(heard: Heard) -> None:
    heard.begin()
    heard.recording.discard()

    ending = heard.end()
    assert not ending.kept
    assert ending_title(ending) == "Discarded"
    assert not list(heard.worker.home.sessions.iterdir())


def test_forgetting_is_told_when_it_is_done(heard: Heard) -> None:
    heard.begin()
    heard.recording.ask("forget", seconds=30)

    heard.wait(lambda: "forget" in heard.done)
    assert heard.recording.state == "recording"


def test_a_refused_request_gives_the_engines_sentence(heard: Heard) -> None:
    heard.begin()
    heard.recording.pause_or_resume()
    heard.wait(lambda: heard.recording.state == "paused")
    heard.recording.ask("mark")

    heard.wait(lambda: heard.refused)
    assert heard.refused == [("mark", "The recording is paused; resume it to set a mark.")]


def test_a_killed_engine_is_told_at_once_with_what_was_kept(heard: Heard) -> None:
    heard.begin()
    assert heard.recording.status is not None
    session = heard.recording.status.session
    heard.wait(lambda: heard.recording.status.frames)
    os.kill(heard.recording.pid, signal.SIGKILL)

    ending = heard.end()
    problem = problem_of(ending)
    assert (ending.killed, ending.kept, ending.session) == (True, True, session)
    assert problem is not None
    assert "kept, sealed" in problem.safe
    assert session in problem.details
    assert ending_title(ending) == "Interrupted"
    assert "kept" in ending_sentence(ending)
    assert heard.session().state is SessionState.INTERRUPTED


def test_an_engine_that_does_not_answer_is_shown_so(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.gui.record.recording.SILENT_S", 0.8)
    heard.begin()
    os.kill(heard.recording.pid, signal.SIGSTOP)
    try:
        heard.wait(lambda: heard.recording.state == "silent")
    finally:
        os.kill(heard.recording.pid, signal.SIGCONT)

    heard.wait(lambda: heard.recording.state == "recording")


def test_without_consent_its_refusal_is_a_sentence(
    on_desktop: None, candor_home: Path, qtbot: QtBot
) -> None:
    worker = make_worker(candor_home)
    for path in worker.home.receipts.iterdir():
        path.unlink()
    heard = Heard(worker, qtbot)
    heard.begin()

    ending = heard.end()
    problem = problem_of(ending)
    assert ending.session is None
    assert problem is not None
    assert problem.happened.startswith("No consent was given")
    assert problem.safe == "Nothing was recorded."


def test_a_region_off_the_desktop_is_refused_in_a_sentence(heard: Heard) -> None:
    heard.begin("--region", "5000,0,100,100")

    problem = problem_of(heard.end())
    assert problem is not None
    assert "does not lie on the desktop" in problem.happened


def test_a_second_recording_is_refused_and_the_first_goes_on(
    heard: Heard, session_desktop: VirtualDesktop
) -> None:
    with recording(session_desktop, heard.worker) as first:
        heard.begin()
        problem = problem_of(heard.end())
        assert problem is not None
        assert problem.happened == "A recording is running already; stop it first."
        assert first.status().state == "recording"
        first.ask("stop")
        first.wait()


def test_an_engine_that_cannot_start_is_told(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    heard.begin()

    problem = problem_of(heard.end())
    assert problem is not None
    assert problem.happened == "The recorder could not begin."


def test_closing_the_window_finishes_the_file(heard: Heard) -> None:
    heard.begin()
    heard.recording.finish_now()

    assert heard.session().state is SessionState.COMPLETE
    assert not place_file(heard.worker.home).exists()
