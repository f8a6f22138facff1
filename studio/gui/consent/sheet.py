"""The consent sheet: the terms to read, the scopes to choose, and two buttons of equal weight.

Nothing is chosen beforehand, and closing the sheet leaves no trace.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from recorder.consent.campaign import SignedCampaign
from recorder.consent.receipt import ConsentReceipt
from recorder.session.model import Scope
from studio.gui.consent.receipt_view import ReceiptView
from studio.gui.consent.terms import in_own_words, scope_words
from studio.gui.consent.terms_view import TermsView
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.sheet import Sheet
from studio.gui.vault import VaultState
from studio.gui.widgets import button, label
from studio.gui.words import tr


class ConsentSheet(Sheet):
    """`agreed` comes with the receipt; `identity_wanted` when there is no identity to sign with."""

    agreed = Signal(object)
    identity_wanted = Signal()

    def __init__(
        self,
        context: AppContext,
        campaign: SignedCampaign,
        parent: QWidget | None = None,
        *,
        steward_known: bool = True,
    ) -> None:
        title = tr("Consent to {campaign}").format(campaign=in_own_words(campaign.terms.title))
        super().__init__("consent-sheet", title, parent, width_px=680)
        self._context = context
        self._campaign = campaign
        self._receipt_view: ReceiptView | None = None
        self._terms = TermsView(campaign, steward_known=steward_known)
        self._terms.changed.connect(self._follow)
        self.add(self._terms)
        self._build_foot()
        self._follow()

    def chosen(self) -> frozenset[Scope]:
        """The scopes that are switched on."""
        return self._terms.chosen()

    def give(self) -> None:
        """Sign what was chosen. Called again by whoever made the identity meanwhile."""
        if self._context.vault.state is VaultState.NONE:
            self.identity_wanted.emit()
            return
        self._agree.setEnabled(False)
        self._context.consents.give(
            self._campaign,
            self.chosen(),
            self._given,
            self._failed,
            cancelled=self._follow,
            without_accessibility=self._terms.unseen,
            owner=self,
        )

    def _build_foot(self) -> None:
        self._reason = label("", tone="soft", wrap=True)
        self._reason.setObjectName("consent-reason")
        self._refuse = button(tr("&Not now"), name="refuse", clicked=self.reject)
        self._agree = button(tr("&Agree"), name="agree", clicked=self.give)
        self._save = button(tr("Save a copy…"), icon="save", name="save-receipt")
        self._save.clicked.connect(self._choose_file)
        self._close = button(tr("Close"), "primary", name="close", clicked=self.accept)
        width = max(self._refuse.sizeHint().width(), self._agree.sizeHint().width(), 120)
        for each in (self._refuse, self._agree):
            each.setMinimumWidth(width)
        self.foot.addWidget(self._reason, 1)
        for each in (self._refuse, self._agree, self._save, self._close):
            self.foot.addWidget(each)
        for each in (self._save, self._close):
            each.hide()

    # What happens

    def _follow(self) -> None:
        reason = self._why_not()
        self._reason.setText(reason)
        self._agree.setEnabled(not reason)

    def _why_not(self) -> str:
        terms, chosen = self._campaign.terms, self.chosen()
        if not chosen:
            return tr("Choose at least one thing that may be recorded.")
        missing = [scope_words(scope).title for scope in sorted(terms.required - chosen)]
        if missing:
            return tr("These terms need: {scopes}.").format(scopes=", ".join(missing))
        if not self._terms.is_compared:
            return tr("Compare the fingerprint first.")
        return ""

    def _given(self, receipt: ConsentReceipt) -> None:
        self._terms.hide()
        self._receipt_view = ReceiptView(receipt)
        self.body.insertWidget(0, self._receipt_view)
        self.heading.setText(tr("You agreed"))
        self._reason.setText("")
        for each in (self._refuse, self._agree):
            each.hide()
        for each in (self._save, self._close):
            each.show()
        self._close.setFocus()
        self.fit()
        self.agreed.emit(receipt)

    def _failed(self, error: Exception) -> None:
        self._follow()
        safe = tr("Nothing was agreed to.")
        self._context.frame.show_problem(Problem.of(error, safe))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Save the receipt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("candor-receipt.dsse")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Save the receipt that was just given."""
        assert self._receipt_view is not None
        said = tr("Saved the receipt as {name}.").format(name=target.name)
        self._context.consents.save_copy(
            self._receipt_view.receipt, target, lambda: self._context.frame.say(said)
        )
