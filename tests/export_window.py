"""The real window with the place Export, over a home with painted sessions, for its tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from recorder.vault.home import Home
from studio.gui.context import AppContext
from studio.gui.exporting.leaves import Leaves
from studio.gui.exporting.place import ExportPlace
from studio.gui.exporting.result_page import ResultPage
from studio.gui.exporting.setup_page import SetupPage
from studio.gui.frame import Problem
from studio.gui.main_window import PLACES, MainWindow
from tests.gui_helpers import gui_context
from tests.player_sessions import consented, write_session

WAIT_MS = 30_000
NEEDED = tuple(each for each in PLACES if each.place_id in ("sessions", "export"))


class ExportWindow:
    """The window, and what tests do with it."""

    def __init__(self, context: AppContext, bot: QtBot, size: tuple[int, int]) -> None:
        self.context, self.bot = context, bot
        self.problems: list[Problem] = []
        self.main = MainWindow(context, NEEDED)
        context.frame.problem.disconnect()
        context.frame.problem.connect(self.problems.append)
        self.main.resize(*size)
        with bot.waitExposed(self.main):
            self.main.show()
        self.main.show_place("export")
        self.main.activateWindow()

    @property
    def place(self) -> ExportPlace:
        found = self.main.place("export")
        assert isinstance(found, ExportPlace)
        return found

    @property
    def setup(self) -> SetupPage:
        return self.place.setup

    @property
    def leaves(self) -> Leaves:
        return self.setup.leaves

    @property
    def result(self) -> ResultPage:
        return self.place.result

    def until(self, condition) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def counted(self) -> None:
        """Until everything is counted and the folder was looked at."""
        self.until(lambda: self.setup.counted is not None)
        self.rest()

    def rest(self) -> None:
        """Until no job is waiting or running."""
        self.until(lambda: not self.context.jobs.active())

    def can(self, name: str) -> bool:
        return self.context.actions.can(f"export.{name}")

    def do(self, name: str) -> None:
        """Start an action once it can be done."""
        self.until(lambda: self.can(name))
        self.context.actions.trigger(f"export.{name}")

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as a person does."""
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifiers)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def write(self, folder: Path) -> None:
        """Export into a folder and wait for the result."""
        self.setup.folder.take(folder)
        self.do("begin")
        self.until(lambda: self.result.isVisible())


@contextmanager
def export_window(
    folder: Path, bot: QtBot, *tasks: str, size: tuple[int, int] = (1280, 800)
) -> Iterator[ExportWindow]:
    """The window over a home with a session for each task; with no task, without an identity."""
    home = Home(folder)
    if tasks:
        consented(home)
        for task in tasks:
            write_session(home, task)
    with gui_context(folder) as context:
        failed: list[object] = []
        context.jobs.failed.connect(lambda _job, error: failed.append(error))
        window = ExportWindow(context, bot, size)
        yield window
        window.main.close_for_good()
        assert not failed, failed
