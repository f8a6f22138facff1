"""The consent sheet: the terms to read, the scopes to choose, and two buttons of equal weight.

Nothing is chosen beforehand, and closing the sheet leaves no trace.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from recorder.consent.campaign import SignedCampaign
from recorder.consent.receipt import ConsentReceipt
from recorder.session.model import Scope
from studio.gui.consent.receipt_view import ReceiptView
from studio.gui.consent.terms import (
    apps_sentence,
    in_own_words,
    never_sentences,
    role_name,
    scope_words,
    stream_name,
    unseen_sentence,
)
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.sheet import Sheet
from studio.gui.switch import SwitchRow
from studio.gui.theme import Space
from studio.gui.vault import VaultState
from studio.gui.widgets import Banner, Card, Pill, button, column, label, line, picture_label, row
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
        self._rows: dict[Scope, SwitchRow] = {}
        self._compared = self._compared_box() if not steward_known else None
        self._unseen = QLineEdit()
        self._receipt_view: ReceiptView | None = None
        self._terms = QWidget()
        self._terms.setLayout(
            column(
                self._intro(),
                *([self._steward()] if self._compared is not None else []),
                self._scopes(),
                self._never(),
                self._readers(),
                self._keeping(),
                self._withdrawing(),
                space=Space.L,
            )
        )
        self.add(self._terms)
        self._build_foot()
        self._follow()

    def chosen(self) -> frozenset[Scope]:
        """The scopes that are switched on."""
        return frozenset(scope for scope, each in self._rows.items() if each.switch.isChecked())

    def give(self) -> None:
        """Sign what was chosen. Called again by whoever made the identity meanwhile."""
        if self._context.vault.state is VaultState.NONE:
            self.identity_wanted.emit()
            return
        self._agree.setEnabled(False)
        names = tuple(each.strip() for each in self._unseen.text().split(",") if each.strip())
        self._context.consents.give(
            self._campaign,
            self.chosen(),
            self._given,
            self._failed,
            cancelled=self._follow,
            without_accessibility=names,
            owner=self,
        )

    # The parts

    def _intro(self) -> QWidget:
        terms = self._campaign.terms
        purposes = " ".join(in_own_words(each.text) for each in terms.purposes)
        lines = column(label(purposes, "subtitle", wrap=True), space=Space.S)
        if terms.is_personal:
            who = tr("These are Candor's built-in terms for working alone.")
        else:
            who = tr("{name} answers for the data: {contact}").format(
                name=terms.controller.name, contact=terms.controller.contact
            )
        lines.addWidget(label(who, tone="soft", wrap=True))
        if terms.never:
            uses = ", ".join(map(in_own_words, terms.never))
            never = tr("Never used for {uses}.").format(uses=uses)
            lines.addWidget(label(never, tone="soft", wrap=True))
        lines.addWidget(label(in_own_words(terms.voluntary), tone="soft", wrap=True))
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _compared_box(self) -> QCheckBox:
        made = QCheckBox(tr("I compared it; it is the same"))
        made.setObjectName("steward-compared")
        made.setAccessibleName(made.text())
        made.toggled.connect(self._follow)
        return made

    def _steward(self) -> QWidget:
        assert self._compared is not None
        assert self._campaign.steward is not None
        text = tr(
            "Whoever signed these terms is new here. Compare this fingerprint with the one that "
            "the steward gave you by another way than the file."
        )
        fingerprint = label(self._campaign.steward.fingerprint(), "subtitle")
        fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        fingerprint.setObjectName("steward-fingerprint")
        return Card(Banner("warning", text), fingerprint, row(self._compared, 1))

    def _scopes(self) -> QWidget:
        card = Card(
            label(tr("What may be recorded"), "subtitle"),
            label(tr("Nothing is chosen for you. You can agree to less."), tone="soft", wrap=True),
        )
        for offer in self._campaign.terms.scopes:
            words = scope_words(offer.scope)
            extra = [Pill(tr("Needed"), "", "info")] if offer.required else []
            each = SwitchRow(f"scope-{offer.scope}", words.icon, words.title, words.note, *extra)
            each.switch.toggled.connect(self._follow)
            self._rows[offer.scope] = each
            card.body.addWidget(line())
            card.body.addWidget(each)
        return card

    def _never(self) -> QWidget:
        terms = self._campaign.terms
        card = Card(label(tr("What is not recorded"), "subtitle"), space=Space.S)
        for text in never_sentences(terms):
            card.body.addLayout(_point("eye-off", text))
        card.body.addSpacing(Space.S)
        card.body.addWidget(label(apps_sentence(terms), tone="soft", wrap=True))
        if unseen := unseen_sentence(terms):
            card.body.addWidget(Banner("warning", unseen))
        names = tr("Programs you want recorded although they hide their password fields")
        self._unseen.setObjectName("without-accessibility")
        self._unseen.setAccessibleName(names)
        self._unseen.setPlaceholderText(tr("None. Otherwise names with commas between"))
        risk = tr("Passwords typed into them may be recorded.")
        self._unseen.setAccessibleDescription(risk)
        card.body.addWidget(label(names, wrap=True))
        card.body.addWidget(self._unseen)
        card.body.addWidget(label(risk, "caption", "soft", wrap=True))
        return card

    def _readers(self) -> QWidget:
        terms = self._campaign.terms
        card = Card(label(tr("Who will see it"), "subtitle"), space=Space.S)
        if terms.is_personal:
            card.body.addLayout(_point("person", tr("You, and nobody else.")))
            return card
        for each in terms.recipients:
            roles = ", ".join(role_name(role) for role in each.roles)
            text = tr("{stream}: {roles}").format(stream=stream_name(each.stream), roles=roles)
            card.body.addLayout(_point("people", text))
        note = tr("Only what you submit yourself, after you have looked at it.")
        card.body.addWidget(label(note, tone="soft", wrap=True))
        return card

    def _keeping(self) -> QWidget:
        terms = self._campaign.terms
        kept = tr("Sessions are kept for %n day(s) at most.", terms.retention_days)
        holds = tr("Your consent ends by itself after %n day(s).", terms.consent_valid_days)
        places = "; ".join(map(in_own_words, terms.storage))
        card = Card(
            label(tr("How long"), "subtitle"),
            _point("clock", kept),
            _point("calendar", holds),
            _point("disk", tr("Kept: {places}.").format(places=places)),
            space=Space.S,
        )
        law = tr("Law of: {place}.").format(place=in_own_words(terms.jurisdiction))
        rights = tr("Your rights: {rights}.").format(
            rights=", ".join(map(in_own_words, terms.rights))
        )
        card.body.addWidget(label(f"{law} {rights}", tone="soft", wrap=True))
        if terms.authority:
            complaint = tr("Complaints: {authority}").format(authority=terms.authority)
            card.body.addWidget(label(complaint, tone="soft", wrap=True))
        return card

    def _withdrawing(self) -> QWidget:
        how = tr("At any time, under Consent, with one button and no passphrase.")
        return Card(
            label(tr("How to take it back"), "subtitle"),
            _point("withdraw", how),
            _point("stop", tr("A recording that runs under it ends at once.")),
            _point("info", tr("Sessions you recorded stay on this machine until you delete them.")),
            space=Space.S,
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
        if self._compared is not None and not self._compared.isChecked():
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


def _point(icon: str, text: str) -> QHBoxLayout:
    made = row(space=Space.M)
    made.addWidget(picture_label(icon, 18), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label(text, wrap=True), 1)
    return made
