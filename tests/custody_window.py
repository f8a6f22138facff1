"""The real window over a worker's home in a town, or over a home that submits to itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from studio.gui.context import AppContext
from studio.gui.custody.place import SubmittedPlace
from studio.gui.custody.submit_sheet import SubmitSheet
from studio.gui.custody.withdraw_sheet import WithdrawSheet
from studio.gui.main_window import PLACES, MainWindow
from tests.gui_helpers import gui_context

WAIT_MS = 30_000
NEEDED = tuple(each for each in PLACES if each.place_id in ("sessions", "submitted"))


class CustodyWindow:
    """The window, and what tests do with it."""

    def __init__(self, context: AppContext, bot: QtBot, size: tuple[int, int]) -> None:
        self.context, self.bot = context, bot
        self.main = MainWindow(context, NEEDED)
        self.main.resize(*size)
        with bot.waitExposed(self.main):
            self.main.show()
        self.main.show_place("submitted")
        self.main.activateWindow()

    @property
    def place(self) -> SubmittedPlace:
        found = self.main.place("submitted")
        assert isinstance(found, SubmittedPlace)
        return found

    def until(self, condition) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def rest(self) -> None:
        """Until no job is waiting or running."""
        self.until(lambda: not self.context.jobs.active())

    def told(self) -> SubmittedPlace:
        """The place, once the brokers were asked anew."""
        self.rest()
        self.context.actions.trigger("submitted.refresh")
        self.rest()
        self.until(lambda: self.place.submissions.is_loaded)
        return self.place

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as a person does."""
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifiers)

    def dialog(self, name: str) -> QDialog:
        """The open dialog of this name, once it is there."""
        found: list[QDialog] = []

        def is_there() -> bool:
            tops = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
            found[:] = [each for each in tops if each.objectName() == name and each.isVisible()]
            return bool(found)

        self.until(is_there)
        return found[0]

    def submit_sheet(self, candidate: Path) -> SubmitSheet:
        """The sheet over a candidate, once everything on it is there."""
        sheet = SubmitSheet(self.context, candidate, self.main)
        sheet.open()
        self.rest()
        return sheet

    def withdraw_sheet(self) -> WithdrawSheet:
        found = self.dialog("withdraw-sheet")
        assert isinstance(found, WithdrawSheet)
        return found


@contextmanager
def custody_window(
    folder: Path, bot: QtBot, size: tuple[int, int] = (1280, 800)
) -> Iterator[CustodyWindow]:
    """The window over a home."""
    with gui_context(folder) as context:
        failed: list[object] = []
        context.jobs.failed.connect(lambda _job, error: failed.append(error))
        window = CustodyWindow(context, bot, size)
        try:
            yield window
        finally:
            window.rest()
            window.main.close_for_good()
        assert not failed, failed
