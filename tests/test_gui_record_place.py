"""The Record place: what is missing, what is chosen, what is shown, from the button to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from recorder.capture.hotkeys import Verb, open_hotkeys, parse_chord
from recorder.consent import dsse
from recorder.consent.campaign import load_campaign
from recorder.consent.register import Register
from recorder.crypto import SignPrivate
from recorder.preflight import Check
from recorder.preflight import State as Light
from recorder.session.model import Rect, Scope
from studio.commands.campaign import EXAMPLE
from studio.gui.record.choice import AreaKind
from studio.gui.record.desktop_map import DesktopMap
from studio.gui.record.hotkey_editor import HotkeyEditor
from studio.gui.record.table import NEVER_APPS
from studio.gui.settings_table import COUNTDOWN_S, TEXT_PERCENT
from studio.virtual_desktop import VirtualDesktop, end_group
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.record_helpers import Room, record_room
from tests.session_helpers import Worker, make_worker

XTERM = ("xterm", "-geometry", "40x10+100+120")
FINE = tuple(Check(name, Light.FINE, "Works.") for name in ("desktop", "screen", "disk"))


@pytest.fixture
def on_desktop(session_desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> VirtualDesktop:
    for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, session_desktop.env[name])
    return session_desktop


@pytest.fixture
def worker(candor_home: Path) -> Worker:
    return make_worker(candor_home)


@pytest.fixture
def room(
    on_desktop: VirtualDesktop, worker: Worker, candor_home: Path, qtbot: QtBot
) -> Iterator[Room]:
    with record_room(candor_home, qtbot) as made:
        yield made


@pytest.fixture
def terminal(on_desktop: VirtualDesktop, room: Room) -> Iterator[Room]:
    """A terminal to choose stands on the desktop."""
    process = on_desktop.start(*XTERM)
    room.wait(lambda: room.place.setup.area.map.look and _names(room) == ["XTerm"])
    yield room
    end_group(process)


def _names(room: Room) -> list[str]:
    look = room.place.setup.area.map.look
    return [each.name for each in look.windows] if look else []


def _reason(room: Room) -> str:
    return room.place.setup.record.accessibleDescription()


# What is missing


def test_the_button_waits_for_a_task(room: Room) -> None:
    room.look()
    button = room.place.setup.record

    assert not button.isEnabled()
    assert _reason(room) == "Say first what you are about to do."
    room.place.setup.terms.task.setText("  ")
    assert not room.can("record.start")
    room.place.setup.terms.task.setText("count the lines")
    assert button.isEnabled()
    assert room.can("record.start")


def test_without_consent_it_asks_for_it(
    on_desktop: VirtualDesktop, candor_home: Path, qtbot: QtBot
) -> None:
    with record_room(candor_home, qtbot) as room:
        asked: list[object] = []
        room.context.frame.wanted_consent.connect(asked.append)
        room.wait(lambda: room.context.consents.entries is not None)
        room.place.setup.terms.task.setText("a task")

        assert _reason(room) == "Read the terms and agree first."
        child(room.place, QPushButton, "consent").click()
        assert asked == [None]


def test_a_withdrawal_takes_the_button_away(room: Room, worker: Worker) -> None:
    room.look()
    room.place.setup.terms.task.setText("a task")
    room.context.consents.withdraw(worker.receipt)

    room.wait(lambda: not room.can("record.start"))
    assert _reason(room) == "Read the terms and agree first."


def test_a_machine_that_cannot_record_says_why(room: Room) -> None:
    room.look()
    room.place.setup.terms.task.setText("a task")
    room.place.checks.results = (*FINE[:2], Check("disk", Light.PROBLEM, "The disk is full."))
    room.place.checks.changed.emit()

    assert not room.can("record.start")
    assert _reason(room) == "The disk is full."
    assert "The disk is full." in _texts(room)


def test_what_is_only_worth_knowing_does_not_stop_it(room: Room) -> None:
    room.look()
    room.place.setup.terms.task.setText("a task")
    room.place.checks.results = (*FINE, Check("accessibility", Light.WARNING, "no bus is there"))
    room.place.checks.changed.emit()

    assert room.can("record.start")
    assert "No bus is there" in _texts(room)


def test_hotkeys_that_do_not_work_are_told_before(room: Room) -> None:
    room.look()
    taken = "Another program holds ctrl+alt+shift+p."
    room.place.checks.results = (*FINE, Check("hotkey pause", Light.WARNING, taken))
    room.place.checks.changed.emit()

    line = child(room.place, object, "hotkeys-line")
    assert taken in line.text()


# What is chosen


def test_the_picture_shows_the_desktop_and_its_windows(terminal: Room) -> None:
    look = terminal.place.setup.area.map.look
    assert look is not None

    assert (look.desktop.width, look.desktop.height) == (1920, 1080)
    assert not look.picture.isNull()
    assert look.hidden == ()


def test_a_window_is_chosen_by_a_click_on_the_picture(terminal: Room) -> None:
    area = terminal.place.setup.area
    child(area, QPushButton, "area-window").click()
    window = area.map.look.windows[0]
    at = area.map._shown(window.bounds).center().toPoint()

    QTest.mouseClick(area.map, Qt.MouseButton.LeftButton, pos=at)

    assert terminal.place.choice.area.window == window.id
    assert area.captured() == window.bounds


def test_a_region_is_dragged_on_the_picture(room: Room) -> None:
    room.look()
    area = room.place.setup.area
    child(area, QPushButton, "area-region").click()
    begin, end = QPoint(20, 20), QPoint(120, 90)

    QTest.mousePress(area.map, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(area.map, end)
    QTest.mouseRelease(area.map, Qt.MouseButton.LeftButton, pos=end)

    region = room.place.choice.area.region
    share = 1920 / area.map.width()
    assert region is not None
    assert abs(region.x - 20 * share) <= share + 1
    assert abs(region.width - 100 * share) <= 2 * share + 1


def test_a_region_is_moved_and_resized_by_keys(room: Room) -> None:
    room.look()
    area = room.place.setup.area
    child(area, QPushButton, "area-region").click()
    before = room.place.choice.area.region
    assert before is not None

    QTest.keyClick(area.map, Qt.Key.Key_Right)
    QTest.keyClick(area.map, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(area.map, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert room.place.choice.area.region == Rect(
        before.x + 9, before.y, before.width, before.height + 10
    )


def test_a_region_is_given_in_numbers(room: Room) -> None:
    room.look()
    area = room.place.setup.area
    child(area, QPushButton, "area-region").click()
    left = child(area, object, "region-left")
    left.setValue(70)

    assert room.place.choice.area.region.x == 70


def test_an_application_that_is_never_recorded_is_hidden_in_the_picture(terminal: Room) -> None:
    _add(terminal, "apps-never", "xterm")

    terminal.wait(lambda: terminal.place.setup.area.map.look.hidden)
    assert _names(terminal) == []
    assert terminal.context.settings.get(NEVER_APPS) == ("xterm",)


def test_a_site_that_is_never_recorded_is_kept_as_a_host(
    on_desktop: VirtualDesktop, worker: Worker, candor_home: Path, qtbot: QtBot
) -> None:
    with record_room(candor_home, qtbot) as room:
        _add(room, "sites-never", "https://Mail.Example.org/inbox")

        assert room.place.choice.never_sites == ("mail.example.org",)
        assert "mail.example.org" in _texts(room)
        assert "A browser that does not say which site it shows" in _texts(room)
    with record_room(candor_home, qtbot) as room:
        assert room.place.choice.never_sites == ("mail.example.org",)


def test_a_hotkey_that_another_program_has_is_told_before_recording(room: Room) -> None:
    room.look()
    editor = HotkeyEditor(room.context)
    room.qtbot.addWidget(editor)
    rival = open_hotkeys({Verb.MARK: parse_chord("ctrl+alt+f7")})
    rival.start(lambda _verb, _at_ns: None)
    try:
        edit = child(editor, QKeySequenceEdit, "hotkey-pause")
        editor.show()
        edit.setKeySequence(QKeySequence("Ctrl+Alt+F7"))
        edit.editingFinished.emit()

        taken = "Another program has taken ctrl+alt+f7 already."
        room.wait(lambda: taken in [each.text() for each in editor.findChildren(QLabel)])
        room.wait(lambda: taken in _texts(room))
    finally:
        rival.stop()


def test_what_is_never_recorded_is_remembered(
    on_desktop: VirtualDesktop, worker: Worker, candor_home: Path, qtbot: QtBot
) -> None:
    with record_room(candor_home, qtbot) as room:
        room.wait(lambda: room.context.consents.entries is not None)
        _add(room, "apps-never", "Slack")
    with record_room(candor_home, qtbot) as room:
        assert room.place.choice.never == ("Slack",)


def test_a_name_is_taken_away_again(room: Room) -> None:
    room.look()
    _add(room, "apps-only", "mousepad")
    assert room.place.choice.only == ("mousepad",)

    child(room.place, object, "remove-mousepad").click()
    assert room.place.choice.only == ()


def test_a_campaign_narrows_what_may_be_recorded(
    on_desktop: VirtualDesktop, worker: Worker, candor_home: Path, qtbot: QtBot
) -> None:
    terms = EXAMPLE.encode()
    campaign = load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, terms, SignPrivate.generate()))
    Register(worker.home).give(frozenset(Scope), worker.identity.envelope, campaign)
    with record_room(candor_home, qtbot) as room:
        room.look()
        box = room.place.setup.terms.campaign
        room.wait(lambda: box.findData("team-2026") >= 0)
        box.setCurrentIndex(box.findData("team-2026"))
        box.activated.emit(box.currentIndex())

        _add(room, "apps-only", "firefox")
        assert room.place.choice.only == ()
        assert "The terms do not allow firefox." in _texts(room)
        _add(room, "apps-only", "xterm")
        assert room.place.choice.only == ("xterm",)


# The countdown, and a place that nobody sees


def test_esc_cancels_the_countdown_and_nothing_is_recorded(room: Room) -> None:
    room.look()
    room.context.settings.choose(COUNTDOWN_S, 10)
    room.place.setup.terms.task.setText("a task")
    room.do("record.start")
    countdown = room.place.conductor.countdown
    assert countdown.isVisible()
    assert not room.can("record.start")
    assert_nothing_clipped(countdown)
    assert_accessible(countdown)

    QTest.keyClick(countdown, Qt.Key.Key_Escape)

    assert not countdown.isVisible()
    assert not room.recording.runs
    assert room.can("record.start")
    assert not list(room.context.home.sessions.iterdir())


def test_a_place_that_nobody_sees_does_not_look(room: Room) -> None:
    room.look()
    watcher = room.place.watcher
    room.wait(lambda: not room.context.jobs.active())
    watcher.look()
    assert room.context.jobs.active()
    room.wait(lambda: not room.context.jobs.active())

    room.window.showMinimized()
    watcher.look()
    assert not room.context.jobs.active()
    room.window.showNormal()
    room.window.show_place("sessions")
    room.wait(lambda: not room.context.jobs.active())
    assert not watcher.watches


def test_while_it_records_the_desktop_is_not_looked_at(room: Room) -> None:
    room.record()
    assert not room.place.watcher.watches

    room.do("record.stop")
    room.wait(lambda: room.endings)
    child(room.place, QPushButton, "record-again").click()
    assert room.place.watcher.watches


# How it is shown


@pytest.mark.parametrize("size", [(620, 420), (1000, 700), (1280, 800)])
@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_clipped_before_a_recording(
    terminal: Room, size: tuple[int, int], percent: int
) -> None:
    terminal.look()
    terminal.context.settings.choose(TEXT_PERCENT, percent)
    terminal.window.resize(*size)
    child(terminal.place, QPushButton, "checks-toggle").click()
    _add(terminal, "apps-never", "a program with a rather long name")

    for kind in AreaKind:
        child(terminal.place, QPushButton, f"area-{kind}").click()
        settle()
        assert_nothing_clipped(terminal.place)
        assert_accessible(terminal.place)


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_clipped_while_recording_and_after(room: Room, percent: int) -> None:
    room.context.settings.choose(TEXT_PERCENT, percent)
    room.window.resize(900, 600)
    room.record("a task with so many words that they cannot all be shown in one line " * 3)
    bar = room.place.conductor.bar
    assert bar is not None
    for shown in (room.place, bar):
        assert_nothing_clipped(shown)
        assert_accessible(shown)
    room.do("record.pause")
    room.wait(lambda: room.recording.state == "paused")
    assert_nothing_clipped(bar)

    room.do("record.failure")
    room.wait(lambda: room.endings)
    assert_nothing_clipped(room.place)
    assert_accessible(room.place)


def test_the_picture_is_told_to_those_who_cannot_see_it(room: Room) -> None:
    room.look()
    shown = child(room.place, DesktopMap, "desktop-map")

    assert shown.accessibleName() == "Live picture of the desktop"
    assert shown.accessibleDescription() == "Chosen: 1920 × 1080 pixels at 0, 0."


def _add(room: Room, name: str, app: str) -> None:
    field = child(room.place, QLineEdit, f"{name}-text")
    field.setText(app)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _texts(room: Room) -> str:
    settle()
    return "\n".join(each.text() for each in room.place.findChildren(QLabel) if each.isVisible())
