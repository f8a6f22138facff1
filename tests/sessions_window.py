"""The real window with the place Sessions, over a home with painted sessions, for its tests."""

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
from studio.gui.main_window import PLACES, MainWindow
from studio.gui.player.page import PlayerPage
from studio.gui.rail import PlaceRow
from studio.gui.sessions.list_page import ListPage
from studio.gui.sessions.place import SessionsPlace
from tests.gui_helpers import gui_context
from tests.player_sessions import consented, write_session

WAIT_MS = 20_000
SESSIONS = tuple(each for each in PLACES if each.place_id == "sessions")


class Window:
    """The window, and what tests do with it."""

    def __init__(
        self,
        context: AppContext,
        bot: QtBot,
        size: tuple[int, int],
        places: tuple[PlaceRow, ...] = SESSIONS,
    ) -> None:
        self.context = context
        self.bot = bot
        self.main = MainWindow(context, places)
        self.main.resize(*size)
        with bot.waitExposed(self.main):
            self.main.show()
        self.main.show_place("sessions")
        self.main.activateWindow()

    @property
    def place(self) -> SessionsPlace:
        found = self.main.place("sessions")
        assert isinstance(found, SessionsPlace)
        return found

    @property
    def list(self) -> ListPage:
        return self.place.list

    @property
    def page(self) -> PlayerPage:
        return self.place.page

    @property
    def tasks(self) -> list[str]:
        """The tasks as the list shows them, from the top."""
        model = self.list.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def until(self, condition) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def rest(self) -> None:
        """Until no job is waiting or running."""
        self.until(lambda: not self.context.jobs.active())

    def open(self, task: str) -> PlayerPage:
        """Open a session by its task, and wait until all of it is there."""
        self.until(lambda: task in self.tasks)
        self.list.table.select_row(self.tasks.index(task))
        self.context.actions.trigger("sessions.open")
        self.until(lambda: self.page.player.steps and self.page.player.picture)
        return self.page

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as a person does."""
        focus = QApplication.focusWidget() or self.main
        QTest.keyClick(focus, key, modifiers)

    def close(self) -> None:
        self.main.close_for_good()


@contextmanager
def window_over(
    folder: Path, bot: QtBot, *tasks: str, size: tuple[int, int] = (1280, 800)
) -> Iterator[Window]:
    """The window over a home with a session for each task; with no task, without an identity."""
    home = Home(folder)
    if tasks:
        consented(home)
        for task in tasks:
            write_session(home, task)
    with gui_context(folder) as context:
        problems: list[object] = []
        context.jobs.failed.connect(lambda _job, error: problems.append(error))
        window = Window(context, bot, size)
        yield window
        window.close()
        assert not problems, problems
