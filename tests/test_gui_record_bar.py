"""The small windows of a recording: bar, outline, note; and the tray, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from recorder.control import Status
from recorder.session.events import GapReason
from recorder.session.model import Rect
from studio.gui.context import AppContext
from studio.gui.record.bar import Bar
from studio.gui.record.outline import THICK_PX, Outline
from studio.gui.record.recording import Recording
from studio.gui.record.sayings import number_text
from studio.gui.record.table import record_rows
from studio.gui.record.tray import Tray
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, gui_context, settle

CHORDS = {
    "pause": "ctrl+alt+shift+p",
    "mark": "ctrl+alt+shift+m",
    "forget": "ctrl+alt+shift+f",
    "stop": "ctrl+alt+shift+s",
    "discard": "ctrl+alt+shift+q",
}
RUNS = Status("a session", "recording", 247.3, 1204, 88, 0, 1 << 20, 78_000_000_000, hotkeys=CHORDS)


class Played(Recording):
    """A recording that is told what to say, for states that are hard to bring about."""

    said: str = "idle"

    @property
    def state(self):
        return self.said

    @property
    def runs(self) -> bool:
        return self.said != "idle"

    def play(self, state: str, status: Status | None = None) -> None:
        self.said = state
        self.status = status or self.status
        self.changed.emit()


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        made.actions.register(record_rows(), {row.id: lambda: None for row in record_rows()})
        for fact in ("recording_runs", "recording_is_on", "recording_is_steered"):
            made.actions.set_fact(fact, True)
        yield made


@pytest.fixture
def played(context: AppContext) -> Played:
    return Played(context.home)


@pytest.fixture
def bar(context: AppContext, played: Played, qtbot: QtBot) -> Bar:
    store = QSettings(str(context.home.root / "window.ini"), QSettings.Format.IniFormat)
    made = Bar(played, context.actions, store)
    played.play("recording", RUNS)
    with qtbot.waitExposed(made):
        made.show_beside(Rect(0, 0, 400, 300))
    return made


def texts(shown: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in shown.findChildren(QLabel) if each.isVisible())


def test_the_bar_shows_state_time_and_health(bar: Bar) -> None:
    said = texts(bar)

    assert "Recording" in said
    assert "4:07" in said
    assert f"{number_text(1204)} events · 0 dropped · 78 GB free" in said
    assert "Ctrl+Alt+Shift and the letter" in said


def test_pause_changes_word_shape_and_title(bar: Bar, played: Played) -> None:
    shape = bar._icon.property("candorIcon")
    played.play("paused")

    assert "Paused" in texts(bar)
    assert bar._icon.property("candorIcon") != shape
    assert bar.windowTitle() == "Candor: Paused"
    assert child(bar, QToolButton, "bar-record.pause").text() == "Resume"


@pytest.mark.parametrize(
    ("reason", "sign"),
    [
        (GapReason.PASSWORD, "Hiding: password field"),
        (GapReason.LOCKED, "Hiding: screen locked"),
        (GapReason.APP_NOT_ALLOWED, "Hiding: application not recorded"),
        (GapReason.UNKNOWN, "Hiding: unknown place"),
    ],
)
def test_what_is_hidden_now_is_told(bar: Bar, played: Played, reason: GapReason, sign: str) -> None:
    import msgspec

    played.play("recording", msgspec.structs.replace(RUNS, hiding=reason.value))
    assert sign in texts(bar)

    played.play("recording", RUNS)
    assert "Hiding" not in texts(bar)


def test_everything_that_is_hidden_at_once_is_told(bar: Bar, played: Played) -> None:
    import msgspec

    both = msgspec.structs.replace(
        RUNS, hiding=GapReason.PASSWORD.value, hiding_too=(GapReason.OWN_WINDOW.value,)
    )
    played.play("recording", both)

    assert "Hiding: password field · Hiding: Candor itself" in texts(bar)


def test_an_engine_without_an_answer_is_told(bar: Bar, played: Played) -> None:
    played.play("silent")

    assert "No answer" in texts(bar)


def test_a_chord_that_does_not_work_is_not_shown_and_says_why(bar: Bar, played: Played) -> None:
    import msgspec

    reason = "Another program holds ctrl+alt+shift+p."
    played.play("recording", msgspec.structs.replace(RUNS, hotkeys=CHORDS | {"pause": reason}))

    settle()
    assert not bar._keys["record.pause"].isVisible()
    assert bar._keys["record.stop"].text() == "S"
    assert child(bar, QToolButton, "bar-record.pause").toolTip() == reason


def test_a_sentence_is_shown_for_a_moment_and_then_the_sign_again(
    bar: Bar, played: Played, qtbot: QtBot
) -> None:
    bar._said.setInterval(30)
    played.done.emit("forget")
    assert "The last 30 seconds are forgotten." in texts(bar)

    qtbot.waitUntil(lambda: "and the letter" in texts(bar))


def test_what_cannot_be_done_now_is_grey(bar: Bar, context: AppContext) -> None:
    context.actions.set_fact("recording_is_on", False)

    assert not child(bar, QToolButton, "bar-record.mark").isEnabled()
    assert child(bar, QToolButton, "bar-record.pause").isEnabled()


def test_every_state_fits_and_has_names(bar: Bar, played: Played) -> None:
    for state in ("starting", "recording", "paused", "silent", "ending"):
        played.play(state)
        assert_nothing_clipped(bar)
        assert_accessible(bar)


def test_nothing_is_drawn_again_while_nothing_changes(bar: Bar, played: Played) -> None:
    painted: list[object] = []
    settle()
    _count_paints(bar, painted)

    for _ in range(5):
        played.play("recording", RUNS)
        settle()

    assert not painted


def test_the_bar_remembers_where_it_was_left(bar: Bar, played: Played, context: AppContext) -> None:
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    QTest.mouseMove(bar, QPoint(64, 44))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    left = bar.pos()

    store = QSettings(str(context.home.root / "window.ini"), QSettings.Format.IniFormat)
    again = Bar(played, context.actions, store)
    again.show_beside(None)
    assert again.pos() == left


def test_a_window_manager_cannot_close_it_while_it_records(bar: Bar, played: Played) -> None:
    event = QCloseEvent()
    bar.closeEvent(event)
    assert not event.isAccepted()

    played.play("idle")
    event = QCloseEvent()
    bar.closeEvent(event)
    assert event.isAccepted()


def test_it_takes_no_keyboard(bar: Bar) -> None:
    assert bar.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert bar.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


# The outline


@pytest.fixture
def outline(qapp: QApplication) -> Iterator[Outline]:
    made = Outline()
    yield made
    made.hide()
    settle()


def sides(outline: Outline) -> list[QRect]:
    return [each.geometry() for each in outline.windows]


def test_the_outline_lies_around_the_picture_and_not_in_it(outline: Outline) -> None:
    region = QRect(100, 100, 300, 200)
    outline.show_around(Rect(100, 100, 300, 200), records=True)

    assert len(sides(outline)) == 4
    assert not any(side.intersects(region) for side in sides(outline))
    around = region.adjusted(-THICK_PX, -THICK_PX, THICK_PX, THICK_PX)
    united = QRect()
    for side in sides(outline):
        united = united.united(side)
    assert united == around


def test_a_side_off_the_desktop_is_left_out(outline: Outline) -> None:
    outline.show_around(Rect(0, 0, 300, 200), records=True)

    assert {each.objectName() for each in outline.windows} == {"outline-bottom", "outline-right"}


def test_around_the_whole_desktop_it_is_seen_only_before(outline: Outline) -> None:
    screen = QGuiApplication.primaryScreen().geometry()
    whole = Rect(0, 0, screen.width(), screen.height())

    outline.show_around(whole, records=False)
    assert len(sides(outline)) == 4
    assert all(screen.contains(side) for side in sides(outline))

    outline.show_around(whole, records=True)
    assert not sides(outline)


def test_it_lets_all_input_through(outline: Outline) -> None:
    outline.show_around(Rect(100, 100, 300, 200), records=True)

    for side in outline.windows:
        assert side.windowFlags() & Qt.WindowType.WindowTransparentForInput
        assert side.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_a_pause_changes_its_pattern(outline: Outline) -> None:
    outline.show_around(Rect(100, 100, 300, 200), records=True)
    top = outline.windows[0]
    solid = _colours(top)
    outline.show_paused(True)

    assert len(solid) == 1
    assert len(_colours(top)) == 2


# The tray


def test_without_a_tray_there_is_only_the_bar(context: AppContext, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(context.actions, context.theme, window)
    tray.look_for_tray()

    assert not tray.is_shown
    tray.show_state("recording")
    tray.close()


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface")
def test_the_tray_has_a_shape_and_a_word_for_each_state(
    context: AppContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: Callable[[], bool] = lambda: True  # noqa: E731
    monkeypatch.setattr("PySide6.QtWidgets.QSystemTrayIcon.isSystemTrayAvailable", there)
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(context.actions, context.theme, window)
    tray.look_for_tray()
    icon = tray._icon
    assert icon is not None

    seen = {}
    for state in ("idle", "recording", "paused", "silent"):
        tray.show_state(state)
        seen[icon.toolTip()] = icon.icon().pixmap(32, 32).toImage()

    assert set(seen) == {
        *("Candor: Not recording", "Candor: Recording"),
        *("Candor: Paused", "Candor: No answer"),
    }
    shapes = list(seen.values())
    assert all(a != b for at, a in enumerate(shapes) for b in shapes[at + 1 :])
    verbs = [each.text() for each in icon.contextMenu().actions() if each.text()]
    assert verbs[:5] == [
        *("Pause", "Mark…", "Forget the last 30 seconds"),
        *("Stop", "Discard…"),
    ]
    tray.close()


def _colours(shown: QWidget) -> set[int]:
    settle()
    image = shown.grab().toImage()
    return {image.pixel(x, 1) for x in range(0, image.width(), 3)}


def _count_paints(shown: QWidget, painted: list[object]) -> None:
    from PySide6.QtCore import QEvent, QObject

    class Counter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                painted.append(watched)
            return False

    counter = Counter(shown)
    for each in (shown, *shown.findChildren(QWidget)):
        each.installEventFilter(counter)
