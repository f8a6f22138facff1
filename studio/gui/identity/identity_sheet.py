"""The identity that is there: its fingerprint, and the way to its recovery key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from recorder.vault.identity import PublicIdentity, load_public
from studio.gui.context import AppContext
from studio.gui.identity.recovery_page import RecoveryPage
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, label, row
from studio.gui.words import tr


class IdentitySheet(Sheet):
    """Closed with Esc. The recovery key is shown only when asked for."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__("identity-sheet", tr("Your identity"), parent, width_px=600)
        self._context = context
        self._fingerprint = label("", "subtitle", wrap=True)
        self._fingerprint.setObjectName("fingerprint")
        self._fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = tr("Under this name sessions and receipts know you. It is not secret.")
        self.add(
            Card(
                label(tr("Fingerprint"), tone="soft"),
                self._fingerprint,
                label(note, tone="soft", wrap=True),
                space=Space.S,
            )
        )
        self._show = button(tr("Show the recovery key"), icon="keyring", name="show-recovery")
        self._show.clicked.connect(self._show_recovery)
        self._recovery = RecoveryPage(context)
        self._recovery.hide()
        self.add(row(self._show, 1), self._recovery)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Close"), "primary", name="close", clicked=self.accept))
        context.jobs.run(
            tr("Read the public identity"),
            lambda _progress: load_public(context.home),
            self._show_fingerprint,
            owner=self,
            quiet=True,
        )

    def _show_fingerprint(self, public: PublicIdentity) -> None:
        self._fingerprint.setText(public.worker)
        self.fit()

    def _show_recovery(self) -> None:
        self._show.hide()
        self._recovery.show()
        self._recovery.ask()
        self.fit()
