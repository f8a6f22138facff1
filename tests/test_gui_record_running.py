"""The Record place from the countdown to the end of a recording, good and bad."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from recorder.session.journal import session_path
from recorder.session.scan import SessionState
from studio.gui.settings_table import CONFIRM_STOP, COUNTDOWN_S
from studio.virtual_desktop import VirtualDesktop
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.record_helpers import Room, record_room
from tests.session_helpers import Worker, make_worker, read


@pytest.fixture
def worker(candor_home: Path) -> Worker:
    return make_worker(candor_home)


@pytest.fixture
def room(
    session_desktop: VirtualDesktop,
    worker: Worker,
    candor_home: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, session_desktop.env[name])
    with record_room(candor_home, qtbot) as made:
        yield made


def test_after_the_countdown_it_records(room: Room) -> None:
    room.look()
    room.context.settings.choose(COUNTDOWN_S, 3)
    room.place.conductor.countdown._timer.setInterval(20)
    room.place.setup.terms.task.setText("a task")
    QTest.keyClick(room.place.setup.terms.task, Qt.Key.Key_Return)

    room.wait(lambda: room.recording.state == "recording")
    assert not room.place.conductor.countdown.isVisible()


def test_the_whole_path_from_record_to_look_at_it(room: Room, worker: Worker) -> None:
    room.record("count the lines")
    assert room.window.windowTitle() == "Recording"
    room.do("record.pause")
    room.wait(lambda: room.window.windowTitle() == "Paused")
    assert room.context.actions.action("record.pause").text() == "Resume"
    assert not room.can("record.mark")
    room.do("record.pause")
    room.wait(lambda: room.can("record.mark"))
    room.do("record.mark")
    note = _top("note-window").findChild(QLineEdit, "note")
    note.setText("look here")
    QTest.keyClick(note, Qt.Key.Key_Return)
    room.do("record.success")
    room.wait(lambda: room.endings)

    assert room.window.windowTitle() == "Candor"
    assert not room.place.conductor.bar.isVisible()
    assert "You said that the task succeeded." in _texts(room)
    child(room.place, QPushButton, "look-at-it").click()
    session = room.endings[0].session
    assert room.wanted[-1] == ("sessions", session)
    recorded = read(session_path(worker.home.sessions, session), worker)
    assert recorded.meta.task == "count the lines"
    assert not room.problems


def test_stop_asks_only_where_the_person_wants_it(room: Room) -> None:
    room.record()
    room.context.settings.choose(CONFIRM_STOP, True)
    room.do("record.stop")
    child(_top("stop-question"), QPushButton, "stop-question-no").click()
    assert room.recording.state == "recording"

    room.do("record.stop")
    child(_top("stop-question"), QPushButton, "stop-question-yes").click()
    room.wait(lambda: room.endings)
    assert room.endings[0].kept


def test_discarding_always_asks(room: Room) -> None:
    room.record()
    room.do("record.discard")
    question = _top("discard-question")
    assert_nothing_clipped(question)
    assert_accessible(question)
    assert question.findChild(QPushButton, "discard-question-no").isDefault()

    child(question, QPushButton, "discard-question-yes").click()
    room.wait(lambda: room.endings)
    assert not room.endings[0].kept
    assert not list(room.context.home.sessions.iterdir())


def test_a_killed_engine_opens_a_dialog_that_says_what_was_kept(room: Room) -> None:
    room.record()
    room.wait(lambda: room.recording.status.frames)
    os.kill(room.recording.pid, signal.SIGKILL)

    room.wait(lambda: room.problems)
    assert "ended from outside" in room.problems[0].happened
    assert "kept, sealed" in room.problems[0].safe
    assert child(room.place, QPushButton, "look-at-it").isVisible()


def test_a_refusal_brings_the_choice_back(room: Room) -> None:
    room.look()
    room.context.settings.choose(COUNTDOWN_S, 0)
    room.place.setup.terms.task.setText("a task")
    for path in room.context.home.receipts.iterdir():
        path.unlink()
    room.do("record.start")

    room.wait(lambda: room.problems)
    assert room.problems[0].happened.startswith("No consent was given")
    assert room.place.setup.isVisible()


def test_withdrawing_meanwhile_ends_it_without_alarm(room: Room, worker: Worker) -> None:
    room.record()
    room.context.consents.withdraw(worker.receipt)

    room.wait(lambda: room.endings)
    assert room.endings[0].reason == "consent ended"
    assert room.endings[0].kept
    assert not room.problems


def test_quitting_meanwhile_asks_and_then_finishes_the_file(room: Room, worker: Worker) -> None:
    room.record()
    assert room.place.why_not_close() is not None
    status = room.recording.status
    over: list[bool] = []

    assert not room.place.finish(lambda: over.append(True))
    room.wait(lambda: over)

    assert status is not None
    path = session_path(worker.home.sessions, status.session)
    assert read(path, worker).state is SessionState.COMPLETE
    assert room.place.why_not_close() is None


def _texts(room: Room) -> str:
    settle()
    return "\n".join(each.text() for each in room.place.findChildren(QLabel) if each.isVisible())


def _top(name: str):
    settle()
    tops = [each for each in QApplication.topLevelWidgets() if each.objectName() == name]
    return next(each for each in tops if each.isVisible())
