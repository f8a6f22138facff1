"""First steps: makes the identity, or restores it, and hands over the recovery key.

Three pages, each of which can be left. Nothing is made before the second one is answered.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from recorder.errors import CandorError
from recorder.vault.identity import PublicIdentity
from recorder.vault.unlock import PASSPHRASE_MIN
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.identity.keyring_probe import keyring_is_here
from studio.gui.identity.passphrase_field import PassphraseField
from studio.gui.identity.recovery_page import RecoveryPage
from studio.gui.sentences import said
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, column, label, picture_label, row
from studio.gui.words import tr


class IdentityWizard(Sheet):
    """`made` comes when the identity is there; closing earlier makes nothing."""

    made = Signal()

    def __init__(
        self, context: AppContext, parent: QWidget | None = None, *, restore: bool = False
    ) -> None:
        super().__init__("identity-wizard", tr("Your identity"), parent, width_px=600)
        self._context = context
        self._why = _WhyPage()
        self._lock = _LockPage()
        self.recovery = RecoveryPage(context)
        self._pages: tuple[QWidget, ...] = (self._why, self._lock, self.recovery)
        self._page: QWidget = self._why
        self.add(*self._pages)
        self.body.addStretch(1)
        self._build_foot()
        self._lock.changed.connect(self._follow)
        self._why.restore.clicked.connect(lambda: self._show_lock(restore=True))
        context.jobs.run(
            tr("Look for a keyring"),
            lambda _progress: keyring_is_here(),
            self._lock.offer_keyring,
            owner=self,
            quiet=True,
        )
        if restore:
            self._show_lock(restore=True)
        else:
            self._show(self._why)

    def _build_foot(self) -> None:
        self._back = button(tr("Back"), "quiet", name="back", clicked=lambda: self._show(self._why))
        self._later = button(tr("Not now"), name="not-now", clicked=self.reject)
        self._next = button(tr("Continue"), "primary", name="continue", clicked=self._go_on)
        self._next.setDefault(True)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._later)
        self.foot.addWidget(self._next)

    def _show(self, page: QWidget) -> None:
        self._page = page
        for each in self._pages:
            each.setVisible(each is page)
        last = page is self.recovery
        self.heading.setText(tr("Your recovery key") if last else tr("Your identity"))
        self._back.setVisible(page is self._lock)
        self._later.setVisible(not last)
        self._next.setText(tr("Done") if last else tr("Continue"))
        self._next.setAccessibleName(self._next.text())
        self._follow()
        self.fit()

    def _show_lock(self, *, restore: bool) -> None:
        self._lock.ask_recovery_key(restore)
        self._show(self._lock)

    def _go_on(self) -> None:
        if self._page is self._why:
            self._show_lock(restore=False)
        elif self._page is self._lock:
            self._make()
        else:
            self.accept()

    def _make(self) -> None:
        recovery_key = self._lock.recovery_key()
        self._next.setEnabled(False)
        self._lock.say("")
        self._context.vault.make_identity(
            self._lock.take_passphrase(),
            lambda public: self._made(public, restored=recovery_key is not None),
            self._failed,
            recovery_key=recovery_key,
            owner=self,
        )

    def _made(self, _public: PublicIdentity, *, restored: bool) -> None:
        self.made.emit()
        if restored:
            self._context.frame.say(tr("Your identity is back."))
            self.accept()
            return
        self._show(self.recovery)
        self.recovery.ask()

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, CandorError)
        self._lock.say(said(str(error)) if known else Problem.of(error).happened)
        self._follow()

    def _follow(self) -> None:
        self._next.setEnabled(self._page is not self._lock or self._lock.is_ready)


class _WhyPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.restore = button(tr("Restore from a recovery key"), "link", name="restore")
        points = (
            ("lock", tr("Whatever you record is sealed to keys that only you have.")),
            (
                "shield",
                tr(
                    "Nobody else can open it: not a colleague, not an administrator, "
                    "and not Candor while it is locked."
                ),
            ),
            (
                "keyring",
                tr(
                    "The keys are made on this machine and never leave it, "
                    "so keep a recovery key on paper."
                ),
            ),
        )
        lines = column(space=Space.L)
        for icon, text in points:
            point = row(picture_label(icon, 24, "accent_text"), space=Space.M)
            point.addWidget(label(text, wrap=True), 1)
            lines.addLayout(point)
        lines.addLayout(row(self.restore, 1))
        lines.addStretch(1)
        self.setLayout(lines)


class _LockPage(QWidget):
    """How the vault shall be locked, and for a restore the recovery key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._restoring = False
        self._key = QPlainTextEdit()
        self._key.setObjectName("recovery-key")
        self._key.setAccessibleName(tr("Recovery key"))
        self._key.setPlaceholderText(tr("14 groups of four letters and digits"))
        self._key.setTabChangesFocus(True)
        self._key.setFixedHeight(72)
        self._key.textChanged.connect(self.changed)
        self._keyring = QRadioButton(tr("The keyring of this desktop"))
        self._keyring.setObjectName("lock-keyring")
        self._keyring.setEnabled(False)
        self._passphrase = QRadioButton(tr("A passphrase"))
        self._passphrase.setObjectName("lock-passphrase")
        self._passphrase.setChecked(True)
        group = QButtonGroup(self)
        for choice in (self._keyring, self._passphrase):
            group.addButton(choice)
        group.buttonToggled.connect(lambda _button, _on: self._choose())
        self._keyring_note = label("", tone="soft", wrap=True)
        self._first = PassphraseField("new-passphrase", tr("Passphrase"))
        self._second = PassphraseField("new-passphrase-again", tr("The same again"))
        self._state = label("", "caption", "soft", wrap=True)
        self._said = label("", tone="danger", wrap=True)
        self._said.setObjectName("lock-said")
        self._said.hide()
        for field in (self._first, self._second):
            field.changed.connect(self._typed)
        self._fields = QWidget()
        self._fields.setLayout(column(self._first, self._second, self._state, space=Space.S))
        self._key_label = label(tr("Recovery key"), "strong")
        self.setLayout(
            column(
                self._key_label,
                self._key,
                label(tr("What shall lock it?"), "subtitle"),
                column(row(self._keyring, 1), self._keyring_note, space=2),
                row(self._passphrase, 1),
                self._fields,
                self._said,
                1,
                space=Space.M,
            )
        )
        self.offer_keyring(None)
        self.ask_recovery_key(False)
        self._typed()

    @property
    def is_ready(self) -> bool:
        key_there = not self._restoring or bool(self._key.toPlainText().strip())
        return key_there and (self._keyring.isChecked() or self._passphrase_fits())

    def offer_keyring(self, here: bool | None) -> None:
        """Say whether there is a keyring; None while it is not known."""
        self._keyring.setEnabled(bool(here))
        notes = {
            True: tr("No passphrase to remember. Any program you run may ask the keyring for it."),
            False: tr("This desktop has no keyring that Candor could ask."),
            None: tr("Looking for one."),
        }
        self._keyring_note.setText(notes[here])

    def ask_recovery_key(self, wanted: bool) -> None:
        self._restoring = wanted
        self._key.setVisible(wanted)
        self._key_label.setVisible(wanted)
        self.changed.emit()

    def recovery_key(self) -> str | None:
        return self._key.toPlainText() if self._restoring else None

    def take_passphrase(self) -> str | None:
        """The passphrase, or None for the keyring. The fields are empty afterwards."""
        self._second.take()
        typed = self._first.take()
        return None if self._keyring.isChecked() else typed

    def say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _choose(self) -> None:
        self._fields.setEnabled(self._passphrase.isChecked())
        self.changed.emit()

    def _passphrase_fits(self) -> bool:
        typed = self._first.line.text()
        return len(typed) >= PASSPHRASE_MIN and typed == self._second.line.text()

    def _typed(self) -> None:
        first, second = self._first.line.text(), self._second.line.text()
        missing = PASSPHRASE_MIN - len(first)
        if missing > 0:
            self._state.setText(tr("At least %n character(s).", PASSPHRASE_MIN))
        elif first != second:
            self._state.setText(tr("Type the same again below."))
        else:
            self._state.setText(tr("Both are the same."))
        self.changed.emit()
