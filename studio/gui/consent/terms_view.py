"""What a person reads before agreeing: the terms part by part, with the scopes to choose from.

The consent sheet holds one; the editor of campaigns shows another, which only shows.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from recorder.consent.campaign import SignedCampaign
from recorder.session.model import Scope
from studio.gui.consent.terms import (
    apps_sentence,
    asked_sentences,
    in_own_words,
    never_sentences,
    role_name,
    scope_words,
    stream_name,
    unseen_sentence,
)
from studio.gui.switch import SwitchRow
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, Pill, column, label, line, picture_label, row
from studio.gui.words import tr


class TermsView(QWidget):
    """`changed` tells that something was chosen, or the steward was compared."""

    changed = Signal()

    def __init__(self, campaign: SignedCampaign, *, steward_known: bool = True) -> None:
        super().__init__()
        self._campaign = campaign
        self._rows: dict[Scope, SwitchRow] = {}
        self._compared = self._compared_box() if not steward_known else None
        self._unseen = QLineEdit()
        self.setLayout(
            column(
                self._intro(),
                *([self._steward()] if self._compared is not None else []),
                self._scopes(),
                self._never(),
                self._readers(),
                *([self._questions()] if campaign.terms.label_schema is not None else []),
                self._keeping(),
                self._withdrawing(),
                space=Space.L,
            )
        )

    def chosen(self) -> frozenset[Scope]:
        """The scopes that are switched on."""
        return frozenset(scope for scope, each in self._rows.items() if each.switch.isChecked())

    @property
    def unseen(self) -> tuple[str, ...]:
        """Programs that the person wants recorded although they hide their password fields."""
        return tuple(each.strip() for each in self._unseen.text().split(",") if each.strip())

    @property
    def is_compared(self) -> bool:
        """Whether nothing is left to compare."""
        return self._compared is None or self._compared.isChecked()

    def only_show(self) -> None:
        """Look as ever, and take neither clicks nor keys."""
        for each in self.findChildren(QWidget):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

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
        made.toggled.connect(lambda _on: self.changed.emit())
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
            each.switch.toggled.connect(lambda _on: self.changed.emit())
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

    def _questions(self) -> QWidget:
        """What annotators will be asked about the worker's sessions: it is part of the terms."""
        schema = self._campaign.terms.label_schema
        assert schema is not None
        card = Card(label(tr("What annotators are asked about it"), "subtitle"), space=Space.S)
        for text in asked_sentences(self._campaign.terms):
            card.body.addLayout(_point("help", text))
        count = tr("%n person(s) answer for each session.", schema.annotators)
        note = tr("The questions are signed with these terms and cannot change without new ones.")
        card.body.addWidget(label(f"{count} {note}", tone="soft", wrap=True))
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


def _point(icon: str, text: str) -> QHBoxLayout:
    made = row(space=Space.M)
    made.addWidget(picture_label(icon, 18), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label(text, wrap=True), 1)
    return made
