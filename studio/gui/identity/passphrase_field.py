"""A field for a passphrase, with an eye to look at it, and no memory of what was typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.gui.icons import set_icon
from studio.gui.theme import Space
from studio.gui.widgets import column, icon_button, label, row
from studio.gui.words import tr


class PassphraseField(QWidget):
    """A label, the line, and the eye."""

    changed = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(text)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(self.changed)
        self._eye = icon_button(
            "eye", tr("Show what is typed"), name=f"{name}-eye", clicked=self._look
        )
        field = row(self.line, self._eye, space=Space.XS)
        caption = label(text, "strong")
        caption.setBuddy(self.line)
        self.setLayout(column(caption, field, space=Space.XS))

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        typed = self.line.text()
        self.line.clear()
        # What undo could bring back goes with it.
        self.line.setText("")
        return typed

    def _look(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        set_icon(self._eye, "eye-off" if hidden else "eye")
        text = tr("Hide what is typed") if hidden else tr("Show what is typed")
        self._eye.setToolTip(text)
        self._eye.setAccessibleName(text)
