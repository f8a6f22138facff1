"""Errors as the person meets them: what happened, what is safe, what to do. And the last net.

Details name kinds of errors and places in our code, never a message that could hold content.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from studio.gui.frame import Problem
from studio.gui.theme import Space
from studio.gui.widgets import button, column, label, picture_label, row
from studio.gui.words import tr

_log = logging.getLogger("gui")


class ProblemDialog(QDialog):
    """One problem. Closed with Esc, Enter or its button."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        self.setObjectName("problem-dialog")
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(500)
        words = column(label(problem.happened, "subtitle", wrap=True), space=Space.S)
        for text in (problem.safe, problem.advice):
            if text:
                words.addWidget(label(text, tone="soft", wrap=True))
        head = row(space=Space.L)
        head.addWidget(picture_label("error", 32, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._details = QPlainTextEdit(problem.details)
        self._details.setReadOnly(True)
        self._details.setObjectName("problem-details")
        self._details.setAccessibleName(tr("Details"))
        self._details.setFixedHeight(120)
        self._details.hide()
        self._show = button(tr("Show details"), "quiet", name="show-details", clicked=self._toggle)
        self._copy = button(tr("Copy details"), "quiet", "copy", name="copy-details")
        self._copy.clicked.connect(self._copy_details)
        close = button(tr("Close"), "primary", name="close-problem", clicked=self.accept)
        close.setDefault(True)
        close.setFocus()
        for each in (self._show, self._copy):
            each.setVisible(bool(problem.details))
        foot = row(self._show, self._copy, 1, close)
        self.setLayout(column(head, self._details, foot, space=Space.L, margin=Space.XL))

    def _toggle(self) -> None:
        shown = self._details.isVisible()
        self._details.setVisible(not shown)
        self._show.setText(tr("Show details") if shown else tr("Hide details"))
        self.adjustSize()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.problem.details)


class LastNet(QObject):
    """Takes what nobody caught and shows it, instead of a window that is silently broken."""

    _caught = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.problems: list[Problem] = []
        self._before = sys.excepthook
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def spread(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._catch

    def fold(self) -> None:
        """Catch no longer."""
        sys.excepthook = self._before

    def _catch(
        self, kind: type[BaseException], error: BaseException, at: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, at)
            return
        details = where(error)
        _log.error("Something nobody expected: %s", details.splitlines()[0])
        self._caught.emit(
            Problem(
                tr("Something in Candor failed that should not."),
                tr("What was recorded is sealed and stays as it is."),
                tr("You can go on. If it happens again, close Candor and open it anew."),
                details,
            )
        )

    def _show(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len([each for each in self.problems if each.details == problem.details]) > 1:
            return
        ProblemDialog(problem, self._window).open()


def where(error: BaseException) -> str:
    """The kind of an error and the places in the code it came through; never its message."""
    lines = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        module = frame.filename.rpartition("site-packages")[2].rpartition("/")[2]
        lines.append(f"  {module}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
