"""Opens the dialogs of the window, and answers what vault, jobs and places ask a person.

Each is loaded when it is first wanted. Only one of a kind is open at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from recorder.consent import dsse
from recorder.consent.campaign import BUILT_IN, SignedCampaign, load_campaign
from recorder.consent.pins import check_pin
from recorder.errors import StorageError
from recorder.vault.home import read_bounded
from recorder.vault.identity import load_public
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Job, Progress
from studio.gui.vault import VaultState
from studio.gui.words import tr

if TYPE_CHECKING:
    from studio.gui.consent.sheet import ConsentSheet
    from studio.gui.main_window import MainWindow


class Dialogs(QObject):
    """What is open, by name."""

    def __init__(self, context: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._open: dict[str, QDialog] = {}
        context.vault.passphrase_wanted.connect(self.unlock)
        context.frame.problem.connect(self.problem)
        context.frame.wanted_consent.connect(self.consent)
        context.frame.wanted_campaign_file.connect(self.open_campaign)
        context.jobs.failed.connect(self._job_failed)

    def show(self, dialog: QDialog) -> QDialog:
        """Open a dialog, unless one of its name is open already."""
        name = dialog.objectName()
        if name in self._open:
            dialog.deleteLater()
            self._open[name].activateWindow()
            return self._open[name]
        self._open[name] = dialog
        dialog.finished.connect(lambda _result: self._open.pop(name, None))
        dialog.open()
        return dialog

    def palette(self) -> None:
        from studio.gui.palette import Palette

        Palette(self._context.actions, self._window).open_over(self._window)

    def shortcuts(self) -> None:
        from studio.gui.shortcut_sheet import ShortcutSheet

        window = self._window
        place = window.current_place
        title = window.title_of(place)
        self.show(ShortcutSheet(self._context.actions, place, title, window))

    def about(self) -> None:
        from studio.gui.about import AboutDialog

        self.show(AboutDialog(self._context.home, self._window))

    def problem(self, problem: Problem) -> None:
        from studio.gui.problems import ProblemDialog

        self.show(ProblemDialog(problem, self._window))

    def unlock(self, reason: str) -> None:
        from studio.gui.identity.unlock_dialog import UnlockDialog

        dialog = UnlockDialog(reason, self._window)
        dialog.answered.connect(self._context.vault.give_passphrase)
        self.show(dialog)

    def identity(self) -> None:
        """The wizard while there is no identity, and afterwards what there is to know of it."""
        if self._context.vault.state is VaultState.NONE:
            self.make_identity()
            return
        from studio.gui.identity.identity_sheet import IdentitySheet

        self.show(IdentitySheet(self._context, self._window))

    def make_identity(self) -> QDialog:
        from studio.gui.identity.wizard import IdentityWizard

        return self.show(IdentityWizard(self._context, self._window))

    def consent(self, campaign: SignedCampaign | None = None) -> None:
        """Open the sheet for a campaign, the built-in one without."""
        signed = BUILT_IN if campaign is None else campaign
        home = self._context.home

        def is_known(_progress: Progress) -> bool:
            if signed.steward is None:
                return True
            if not home.identity_public.exists():
                return False
            return check_pin(home, signed, load_public(home).sign) is not None

        self._context.jobs.run(
            tr("Compare the steward"),
            is_known,
            lambda known: self._show_consent(signed, known),
            owner=self,
            quiet=True,
        )

    def choose_campaign(self) -> None:
        dialog = QFileDialog(self._window, tr("Open a campaign file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_campaign(Path(path)))
        dialog.open()

    def open_campaign(self, path: Path) -> None:
        """Read a campaign file and show its consent sheet."""

        def read(_progress: Progress) -> SignedCampaign:
            raw = read_bounded(path, dsse.ENVELOPE_MAX)
            if raw is None:
                raise StorageError(f"There is no file {path.name}.")
            return load_campaign(raw)

        self._context.jobs.run(tr("Read the campaign file"), read, self.consent, owner=self)

    def _show_consent(self, signed: SignedCampaign, steward_known: bool) -> None:
        from studio.gui.consent.sheet import ConsentSheet

        sheet = ConsentSheet(self._context, signed, self._window, steward_known=steward_known)
        sheet.identity_wanted.connect(lambda: self._identity_for(sheet))
        self.show(sheet)

    def _identity_for(self, sheet: ConsentSheet) -> None:
        """Make the identity that a consent needs, then go on with it."""
        from studio.gui.identity.wizard import IdentityWizard

        wizard = self.make_identity()
        assert isinstance(wizard, IdentityWizard)
        wizard.accepted.connect(sheet.give)

    def _job_failed(self, job: Job, error: Exception) -> None:
        text = tr("“{job}” did not succeed.").format(job=job.title)
        problem = Problem.of(error)
        self.problem(Problem(problem.happened, text, problem.advice, problem.details))
