"""The field in which a person describes a step. It says when that is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from studio.gui.words import tr

HEIGHT_PX = 74


class Description(QPlainTextEdit):
    """A few lines. `left` comes when the field is left, or with Ctrl+Enter or Escape."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step-description")
        self.setAccessibleName(tr("Description of the step"))
        self.setPlaceholderText(tr("What was this step for?"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(HEIGHT_PX)
        self._read = ""

    @property
    def is_changed(self) -> bool:
        """Whether something was written that nobody took yet."""
        return self.toPlainText() != self._read

    def take_as_read(self) -> None:
        self._read = self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what is written of a step, unless it is there already."""
        if text != self._read or self.toPlainText() != text:
            self._read = text
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        # Escape ends writing here, and does not leave the session.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (ctrl and enter):
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
