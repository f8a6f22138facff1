"""A consent receipt as a person reads it: to what, for what, until when, and its number."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from recorder.consent.receipt import ConsentReceipt
from recorder.session.model import Scope
from studio.gui.consent.terms import in_own_words, scope_words
from studio.gui.theme import Space
from studio.gui.widgets import Card, column, label, picture_label, row
from studio.gui.words import tr


class ReceiptView(QWidget):
    """Shows one receipt."""

    def __init__(self, receipt: ConsentReceipt) -> None:
        super().__init__()
        self.receipt = receipt
        self.setObjectName("receipt")
        sentence = tr("The receipt is kept here, signed by you. You can save a copy anywhere.")
        said = row(picture_label("ok", 28, "ok"), space=Space.M)
        said.addWidget(label(sentence, wrap=True), 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(facts(receipt)):
            grid.addWidget(label(name, tone="soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, at, 1)
        card = Card()
        card.body.addLayout(grid)
        self.setLayout(column(said, card, 1, space=Space.L))


def facts(receipt: ConsentReceipt) -> tuple[tuple[str, str], ...]:
    """What a receipt says, by name."""
    scopes = ", ".join(scope_words(scope).title for scope in Scope if scope in receipt.scopes)
    terms = tr("{title}, version {version}").format(
        title=in_own_words(receipt.campaign_title), version=receipt.campaign_version
    )
    return (
        (tr("Terms"), terms),
        (tr("May be recorded"), scopes),
        (tr("Given"), moment(receipt.given_at)),
        (tr("Holds until"), moment(receipt.valid_until)),
        (tr("Signed by"), receipt.worker),
        (tr("Receipt"), " ".join(_groups(receipt.digest.hex()[:32]))),
    )


def moment(at: datetime) -> str:
    """A time as the person's region writes it."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def _groups(text: str) -> list[str]:
    return [text[start : start + 8] for start in range(0, len(text), 8)]
