"""A recording through the window on a bad day: the window closes, the disk is full, the screen is
locked, the list is locked."""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from recorder.session.events import GapEvent, GapReason
from recorder.session.journal import session_path
from recorder.session.model import Rect
from recorder.session.scan import SessionState
from recorder.vault.library import Library
from studio.gui.record.sayings import hiding_sign
from studio.virtual_desktop import VirtualDesktop
from tests.context_helpers import announce, saver
from tests.engine_helpers import of
from tests.record_helpers import Room, record_room
from tests.screen_helpers import painting
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


def test_closing_while_it_records_ends_it_first_and_never_waits(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.record()
    waited: list[int] = []
    monkeypatch.setattr(
        "studio.gui.record.recording.QProcess.waitForFinished",
        lambda _process, ms: waited.append(ms),
    )
    room.window.close_for_good()

    assert room.window.isVisible()
    assert not room.window.isEnabled()
    room.wait(lambda: not room.window.isVisible())
    assert waited == []
    library = Library(room.context.home)
    library.refresh()
    (row,) = library.rows()
    assert row.state == SessionState.COMPLETE


def test_a_list_that_is_locked_knows_how_long_a_recording_was(room: Room) -> None:
    room.record()
    room.do("record.stop")
    room.wait(lambda: room.endings)
    (row,) = Library(room.context.home).rows()

    assert row.session == room.endings[0].session
    assert row.length_ns is not None
    assert row.length_ns == pytest.approx(room.endings[0].elapsed_s * 1e9, abs=2)
    assert row.sealed is None


def test_a_full_disk_is_said_and_what_was_written_is_kept(
    room: Room, worker: Worker, session_desktop: VirtualDesktop
) -> None:
    room.record()
    room.wait(lambda: room.recording.status and room.recording.status.frames)
    status = room.recording.status
    assert status is not None
    # From here a write of the engine fails as it does on a full disk.
    full = status.bytes + 20_000
    resource.prlimit(room.recording.pid, resource.RLIMIT_FSIZE, (full, full))
    with painting(session_desktop) as painter:
        dice = random.Random(2)

        def paint() -> bool:
            for _ in range(50):
                spot = Rect(dice.randrange(1000), dice.randrange(600), 64, 64)
                painter.fill(spot, dice.randrange(0x1000000))
            return bool(room.endings)

        room.wait(paint)
    room.wait(lambda: room.problems)

    (problem,) = room.problems
    assert problem.safe == "What was recorded before is kept, sealed."
    path = session_path(worker.home.sessions, status.session)
    assert read(path, worker).state is SessionState.INTERRUPTED
    room.wait(lambda: room.place.conductor.busy is False)


def test_a_locked_screen_is_shown_as_not_recorded_until_it_opens(
    room: Room, worker: Worker, session_desktop: VirtualDesktop
) -> None:
    address = session_desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    with saver(address, locked=False) as screen_saver:
        room.record()
        announce(screen_saver, True)
        room.wait(lambda: room.recording.status.hiding == GapReason.LOCKED)
        room.wait(lambda: hiding_sign(GapReason.LOCKED) in _words(room))
        announce(screen_saver, False)
        room.wait(lambda: room.recording.status.hiding != GapReason.LOCKED)
    room.do("record.stop")
    room.wait(lambda: room.endings)

    session = room.endings[0].session
    assert session is not None
    recorded = read(session_path(worker.home.sessions, session), worker)
    gaps = [each for each in of(recorded, GapEvent) if each.reason is GapReason.LOCKED]
    assert [each.begins for each in gaps] == [True, False]


def _words(room: Room) -> list[str]:
    running = room.place.running
    return [each.text() for each in running.findChildren(QLabel)] if running else []
