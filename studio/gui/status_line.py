"""The line at the bottom: what was just said, the vault's state, and the jobs under way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QToolButton

from studio.gui.context import AppContext
from studio.gui.icons import set_icon
from studio.gui.jobs import Job
from studio.gui.theme import Space
from studio.gui.vault import VaultState
from studio.gui.widgets import ElidedLabel, row
from studio.gui.words import tr

SAID_MS = 8000


class StatusLine(QFrame):
    """Nothing moves here unless something is under way."""

    jobs_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("statusline", True)
        self._said = ElidedLabel("", "caption", "soft")
        self._said.setObjectName("status-said")
        self._jobs = self._button("status-jobs", "jobs")
        self._vault = self._button("status-vault", "lock")
        inner = row(self._said, self._jobs, self._vault, space=Space.XS)
        inner.setContentsMargins(Space.M, 2, Space.S, 2)
        inner.setStretch(0, 1)
        self.setLayout(inner)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(SAID_MS)
        self._quiet.timeout.connect(lambda: self.say(""))
        self._jobs.clicked.connect(self.jobs_wanted)
        self._vault.clicked.connect(self._toggle_vault)
        context.jobs.changed.connect(self._show_jobs)
        context.vault.changed.connect(self._show_vault)
        self._show_jobs()
        self._show_vault()

    def say(self, text: str) -> None:
        """Show a sentence for a while."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        if text:
            self._quiet.start()

    def _button(self, name: str, icon: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("status", True)
        made.setObjectName(name)
        made.setIconSize(QSize(20, 16))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(made, icon, "text_soft")
        return made

    def _show_jobs(self, _job: Job | None = None) -> None:
        count = sum(not job.quiet for job in self._context.jobs.active())
        text = tr("%n job(s)", count) if count else tr("Jobs")
        if self._jobs.text() == text:
            return
        self._jobs.setText(text)
        self._jobs.setAccessibleName(text)
        self._jobs.setToolTip(tr("Show what is under way"))

    def _show_vault(self) -> None:
        state = self._context.vault.state
        words = {
            VaultState.NONE: (tr("No identity yet"), "keyring", tr("Make your identity")),
            VaultState.LOCKED: (tr("Locked"), "lock", tr("Unlock the vault")),
            VaultState.UNLOCKED: (tr("Unlocked"), "unlock", tr("Lock the vault")),
        }
        text, icon, hint = words[state]
        self._vault.setText(text)
        self._vault.setAccessibleName(f"{text}. {hint}")
        self._vault.setToolTip(hint)
        set_icon(self._vault, icon, "text_soft")

    def _toggle_vault(self) -> None:
        match self._context.vault.state:
            case VaultState.NONE:
                self._context.actions.trigger("app.identity")
            case VaultState.LOCKED:
                self._context.vault.unlock()
            case VaultState.UNLOCKED:
                self._context.vault.lock()
