"""The frame of the window: places, menus, undo, palette, sheets, layout, problems, quiet."""

from __future__ import annotations

import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from studio.gui.actions import ActionRow, Actions
from studio.gui.context import AppContext
from studio.gui.document import DeleteSessions
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.main_window import SIZE_PX, MainWindow
from studio.gui.place import Place
from studio.gui.problems import LastNet, ProblemDialog
from studio.gui.rail import PlaceRow
from studio.gui.settings_table import THEME
from tests.gui_helpers import child, gui_context, settle


class _First(Place):
    place_id = "first"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.events: list[object] = []
        self.question: str | None = None

    def action_rows(self) -> tuple[ActionRow, ...]:
        return (ActionRow("first.go", "Do the first thing", shortcut="G", place="first"),)

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return {"first.go": lambda: self.events.append("go")}

    def entered(self) -> None:
        self.events.append("entered")

    def left(self) -> None:
        self.events.append("left")

    def show_what(self, what: object) -> None:
        self.events.append(what)

    def why_not_close(self) -> str | None:
        return self.question

    def close_down(self) -> None:
        self.events.append("closed")


class _Second(_First):
    place_id = "second"

    def action_rows(self) -> tuple[ActionRow, ...]:
        return (ActionRow("second.go", "Do the second thing", shortcut="G", place="second"),)

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return {"second.go": lambda: self.events.append("go")}


ROWS = (
    PlaceRow("first", "First", "record", "tests.two_places:First"),
    PlaceRow("second", "Second", "sessions", "tests.two_places:Second"),
    PlaceRow("gone", "Gone", "gap", "tests.no_such_place:Gone", low=True, fact="gone_shown"),
)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def window(
    context: AppContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    module = types.ModuleType("tests.two_places")
    module.First, module.Second = _First, _Second  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tests.two_places", module)
    made = MainWindow(context, ROWS)
    with qtbot.waitExposed(made):
        made.show()
    made.show_place("first")
    yield made
    made.close_for_good()


def place(window: MainWindow, place_id: str) -> _First:
    found = window.place(place_id)
    assert isinstance(found, _First)
    return found


def dialog(name: str) -> QDialog:
    found = [each for each in QApplication.topLevelWidgets() if each.objectName() == name]
    assert isinstance(found[-1], QDialog)
    return found[-1]


def test_a_place_is_told_when_it_comes_and_goes(window: MainWindow, context: AppContext) -> None:
    context.frame.go("second", "a session")

    assert place(window, "first").events == ["entered", "left"]
    assert place(window, "second").events == ["entered", "a session"]
    assert window.current_place == "second"


def test_the_rail_leads_to_places(window: MainWindow, qtbot: QtBot) -> None:
    button = child(window, QToolButton, "rail-second")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert window.current_place == "second"
    assert button.isChecked()


def test_the_same_key_does_what_the_place_says(window: MainWindow, context: AppContext) -> None:
    window.load_the_rest()

    window.show_place("second")
    context.actions.trigger("first.go")
    context.actions.trigger("second.go")

    assert "go" not in place(window, "first").events
    assert "go" in place(window, "second").events


def test_a_place_that_cannot_be_loaded_is_a_sentence(window: MainWindow) -> None:
    window.show_place("gone")

    shown = dialog("problem-dialog")
    assert isinstance(shown, ProblemDialog)
    assert "no_such_place" in shown.problem.details
    assert window.current_place == "first"


def test_menus_name_the_edit_that_can_be_undone(window: MainWindow, context: AppContext) -> None:
    undo = context.actions.action("edit.undo")
    assert not undo.isEnabled()

    context.document.edit(DeleteSessions(frozenset({"a"})), "delete a session")

    assert undo.isEnabled()
    assert undo.text() == "Undo delete a session"
    context.actions.trigger("edit.undo")
    assert context.document.content.deleted == frozenset()
    assert undo.text() == "Undo"
    assert context.actions.action("edit.redo").text() == "Redo delete a session"


def test_every_row_with_a_menu_stands_in_it(window: MainWindow, context: AppContext) -> None:
    in_menus = {
        action.objectName()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
    }

    assert {row.id for row in context.actions.rows() if row.menu} <= in_menus


def test_the_palette_finds_and_does(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    context.actions.trigger("app.palette")
    line = child(window, QLineEdit, "palette-line")

    qtbot.keyClicks(line, "first thing")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "go" in place(window, "first").events)


def test_the_shortcut_sheet_shows_this_place_first(window: MainWindow, context: AppContext) -> None:
    context.actions.trigger("app.help")

    texts = [each.text() for each in dialog("shortcut-sheet").findChildren(QLabel)]
    assert texts.index("Do the first thing") < texts.index("Quit")
    assert "Do the second thing" not in texts


def test_a_question_keeps_the_window_open_until_answered(window: MainWindow, qtbot: QtBot) -> None:
    place(window, "first").question = "Stop the recording and close?"

    window.close()

    assert window.isVisible()
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "Stop the recording and close?"
    close = next(each for each in box.buttons() if each.text() == "Close")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert place(window, "first").events[-1] == "closed"


def test_the_window_comes_back_where_it_was(window: MainWindow, context: AppContext) -> None:
    assert window.is_first_time
    window.resize(700, 560)
    window.show_place("second")
    window.close()

    again = MainWindow(context_without_rows(context), ROWS)

    assert again.size() == window.size()
    assert again.last_place() == "second"
    assert not again.is_first_time
    again.reset_layout()
    assert again.size() == SIZE_PX


def context_without_rows(context: AppContext) -> AppContext:
    """The same context with a fresh table of actions, for a second window."""
    return replace(context, actions=Actions())


def test_a_narrow_window_keeps_its_icons(window: MainWindow) -> None:
    window.resize(1200, 700)
    settle()
    wide = window.rail.width()

    window.resize(700, 500)
    settle()

    assert window.rail.width() < wide
    assert child(window, QToolButton, "rail-second").toolTip() == "Second"


def test_the_jobs_panel_shows_a_job_and_ends_it(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    go = threading.Event()

    def work(progress: Progress) -> None:
        progress.tell(0.5, "half")
        while not go.wait(0.01):
            progress.check()

    job = context.jobs.run("Export", work, lambda _nothing: None)
    context.actions.trigger("view.jobs")
    qtbot.waitUntil(lambda: job.text == "half")
    status = child(window, QToolButton, "status-jobs")
    assert "1" in status.text()
    cancel = child(window.jobs_panel, QToolButton, "Cancel Export")

    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: job.is_over)
    go.set()


def test_what_nobody_caught_becomes_a_sentence(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    net = LastNet(window)
    net.spread()
    try:
        _raise_in_hook(net)
        qtbot.waitUntil(lambda: bool(net.problems))
    finally:
        net.fold()

    details = net.problems[0].details
    assert details.startswith("ValueError\n")
    assert "_raise_in_hook" in details
    assert "hunter2" not in details
    assert net.problems[0].safe


def _raise_in_hook(net: LastNet) -> None:
    try:
        raise ValueError("hunter2")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_details_of_a_problem_can_be_copied(window: MainWindow, context: AppContext) -> None:
    context.frame.show_problem(
        Problem("It failed.", "All is safe.", "Try again.", "Kind\n  a.py:1")
    )
    shown = dialog("problem-dialog")

    child(shown, QPushButton, "copy-details").click()

    assert QApplication.clipboard().text() == "Kind\n  a.py:1"


def test_an_idle_window_has_no_timer_that_runs(window: MainWindow, context: AppContext) -> None:
    context.settings.choose(THEME, "dark")
    settle()

    running = [each for each in window.findChildren(QTimer) if each.isActive()]
    assert not [each for each in running if not each.isSingleShot()]
