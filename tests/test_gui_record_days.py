"""A recording through the window on a bad day: the window closes, the disk is full, the screen is
locked, the list is locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from recorder.session.scan import SessionState
from recorder.vault.library import Library
from studio.virtual_desktop import VirtualDesktop
from tests.record_helpers import Room, record_room
from tests.session_helpers import Worker, make_worker


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
