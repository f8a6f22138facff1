"""The small windows of a recording: the note of a mark, and the question before something is lost.

They stay above all others. They are Candor's own, so they are painted over in the frames.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from studio.gui.record.geometry import on_screen
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, label, row
from studio.gui.words import tr

NOTE_MAX = 500
NOTE_WIDTH_PX = 380


class Note(QWidget):
    """One line to say what a mark is about. Enter sets the mark, Esc does not."""

    given = Signal(str)

    def __init__(self) -> None:
        flag = Qt.WindowType
        super().__init__(None, flag.Tool | flag.FramelessWindowHint | flag.WindowStaysOnTopHint)
        self.setObjectName("note-window")
        self.setWindowTitle(tr("Mark"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._text = QLineEdit()
        self._text.setObjectName("note")
        self._text.setMaxLength(NOTE_MAX)
        self._text.setAccessibleName(tr("Note"))
        self._text.setPlaceholderText(tr("What should be looked at here?"))
        self._text.returnPressed.connect(self._give)
        give = button(tr("Mark"), "primary", "marker", name="give-note", clicked=self._give)
        plate = QFrame()
        plate.setProperty("floating", True)
        inner = QVBoxLayout(plate)
        inner.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addLayout(row(self._text, give))
        inner.addWidget(label(tr("Enter marks, Esc leaves it. The note may be empty."), "caption"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(plate)
        self.setFixedWidth(NOTE_WIDTH_PX)

    def open_at(self, beside: QRect, screen: QRect) -> None:
        """Open below something, or above it where there is no room."""
        self._text.clear()
        self.adjustSize()
        at = beside.bottomLeft() + QPoint(0, Space.XS)
        if at.y() + self.height() > screen.bottom():
            at = beside.topLeft() - QPoint(0, self.height() + Space.XS)
        self.move(on_screen(QRect(at, self.size()), [screen]))
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        self.hide()
        self.given.emit(self._text.text().strip())


class Question(Sheet):
    """Asks before something that cannot be undone. The safe answer is the one at hand."""

    answered = Signal(bool)

    def __init__(
        self,
        name: str,
        title: str,
        text: str,
        yes: str,
        no: str,
        *,
        danger: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, title, parent, width_px=440)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.add(label(text, wrap=True))
        kind = "danger" if danger else "plain"
        self._yes = button(yes, kind, name=f"{name}-yes", clicked=self.accept)
        self._no = button(no, "primary", name=f"{name}-no", clicked=self.reject)
        self._no.setDefault(True)
        self.foot.addStretch(1)
        for each in (self._yes, self._no):
            self.foot.addWidget(each)
        self._no.setFocus()
        self.finished.connect(lambda result: self.answered.emit(bool(result)))
