"""The head of the page: task and outcome in own words, undo and redo by name, what is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from annotate.edits import SetOutcome, SetTask
from studio.gui.actions import Actions
from studio.gui.review.desk import Desk
from studio.gui.review.follower import follower
from studio.gui.theme import Space
from studio.gui.widgets import icon_button, label, row
from studio.gui.words import tr

NARROW_PX, VERY_NARROW_PX = 760, 560


class TaskField(QLineEdit):
    """The task. Enter keeps what was written, Escape leaves it as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review-task")
        self.setAccessibleName(tr("Task"))
        self.setPlaceholderText(tr("Session without a task"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown = ""

    @property
    def is_changed(self) -> bool:
        return self.text().strip() != self._shown

    def show_task(self, text: str) -> None:
        """Show a task, unless somebody is writing one."""
        if not (self.hasFocus() and self.is_changed):
            self._shown = text
            self.setText(text)
            self.setCursorPosition(0)
            self.setToolTip(text)

    def take_back(self) -> None:
        self.setText(self._shown)

    def take_as_shown(self) -> None:
        self._shown = self.text().strip()

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.take_back()
            self.clearFocus()
            return
        super().keyPressEvent(event)


class Header(QWidget):
    """Follows a desk. `left` asks to go back."""

    left = Signal()

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("review-header")
        self._desk = desk
        self.task = TaskField()
        self.outcome = QComboBox()
        self.saved = label("", "caption", "soft")
        self.saved.setObjectName("review-saved")
        self._pair = follower(actions, "review.pair", "pair")
        self._part = follower(actions, "review.next_part", "sidebar")
        self._undo = follower(actions, "edit.undo", "undo")
        self._redo = follower(actions, "edit.redo", "redo")
        self._build()
        self._listen()

    def commit(self) -> None:
        """Keep the task that was written."""
        if self.task.is_changed and self._desk.is_open:
            text = self.task.text().strip()
            self.task.take_as_shown()
            self._desk.apply(SetTask(text or None))

    def show_all_parts(self, shown: bool) -> None:
        """Offer to turn to another part of the page where not all of them have room."""
        self._part.setVisible(not shown)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self.saved.setVisible(self.width() >= NARROW_PX)
        self.outcome.setVisible(self.width() >= VERY_NARROW_PX)

    def _build(self) -> None:
        self.outcome.setObjectName("review-outcome")
        self.outcome.setAccessibleName(tr("Outcome"))
        self.outcome.addItem(tr("Outcome as recorded"), None)
        self.outcome.addItem(tr("Success"), "success")
        self.outcome.addItem(tr("Failure"), "failure")
        back = icon_button(
            "chevron-left", tr("Close the review"), name="review-leave", clicked=self.left.emit
        )
        verbs = (self._part, self._pair, self._undo, self._redo, self.saved)
        whole = row(back, self.task, self.outcome, *verbs, space=Space.S)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _listen(self) -> None:
        self.task.editingFinished.connect(self.commit)
        self.outcome.activated.connect(self._on_outcome)
        self._desk.changed.connect(self._show)
        self._desk.closed.connect(self._clear)
        self._desk.saving.connect(lambda: self.saved.setText(self._desk.saved_words))

    def _show(self) -> None:
        made = self._desk.corrected
        if made is None:
            return
        self.task.show_task(made.trajectory.task)
        self.outcome.setCurrentIndex(self.outcome.findData(made.trajectory.outcome))
        self.saved.setText(self._desk.saved_words)

    def _clear(self) -> None:
        self.task.show_task("")
        self.outcome.setCurrentIndex(0)
        self.saved.setText("")

    def _on_outcome(self, at: int) -> None:
        outcome = self.outcome.itemData(at)
        if outcome != self._desk.content.overlay.labels.outcome:
            self._desk.apply(SetOutcome(outcome))
