"""Asks for the passphrase that opens the vault. It keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.gui.identity.passphrase_field import PassphraseField
from studio.gui.sheet import Sheet
from studio.gui.widgets import button, label
from studio.gui.words import tr


class UnlockDialog(Sheet):
    """`answered` gives the passphrase, or None when the person would rather not."""

    answered = Signal(object)

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__("unlock-dialog", tr("Unlock the vault"), parent, width_px=460)
        self._given = False
        self.add(label(tr("What you want to see is sealed to you."), tone="soft", wrap=True))
        self._field = PassphraseField("passphrase", tr("Passphrase"))
        self._field.changed.connect(self._follow)
        self.add(self._field)
        self._reason = label(reason, tone="danger", wrap=True)
        self._reason.setObjectName("unlock-reason")
        self._reason.setVisible(bool(reason))
        self.add(self._reason)
        self._unlock = button(tr("Unlock"), "primary", "unlock", name="unlock", clicked=self._give)
        self._unlock.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Not now"), name="not-now", clicked=self.reject))
        self.foot.addWidget(self._unlock)
        self._follow()
        self._field.line.setFocus()

    @property
    def line(self) -> QLineEdit:
        return self._field.line

    def done(self, result: int) -> None:
        if not self._given:
            self._given = True
            self.answered.emit(None)
        super().done(result)

    def _give(self) -> None:
        self._given = True
        passphrase = self._field.take()
        self.answered.emit(passphrase)
        self.accept()

    def _follow(self) -> None:
        self._unlock.setEnabled(bool(self.line.text()))
