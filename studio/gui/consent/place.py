"""The Consent place: everything that was agreed to, and one button to take each back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from recorder.consent.receipt import ConsentReceipt
from recorder.consent.register import Entry
from recorder.session.model import Scope
from studio.gui.consent.receipt_view import ReceiptView, moment
from studio.gui.consent.terms import in_own_words, scope_words
from studio.gui.context import AppContext
from studio.gui.place import Place
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    EmptyState,
    Mood,
    PageHeader,
    Pill,
    button,
    column,
    label,
    picture_label,
    row,
    scroll_page,
)
from studio.gui.words import tr


class ConsentPlace(Place):
    """Lists receipts: those that hold first, then what has ended."""

    place_id = "consent"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._open = button(tr("Open a campaign file…"), icon="import", name="open-campaign")
        self._open.clicked.connect(lambda: context.actions.trigger("app.import_campaign"))
        self._personal = button(tr("Read the Personal terms"), icon="consent", name="read-personal")
        self._personal.clicked.connect(lambda: context.frame.ask_consent())
        subtitle = tr("What you agreed to. Nothing is recorded without it.")
        header = PageHeader(tr("Consent"), subtitle, self._open, self._personal)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.L)
        read = button(tr("Read the Personal terms"), "primary", name="empty-read-personal")
        read.clicked.connect(lambda: context.frame.ask_consent())
        self._empty = EmptyState(
            "consent",
            tr("You have not agreed to anything"),
            tr(
                "Read the Personal terms to record for yourself, or open the file of a campaign. "
                "You can also drop it here."
            ),
            read,
        )
        content = column(header, self._empty, self._list, 1, space=Space.XL, margin=Space.XL)
        self.setLayout(column(scroll_page(content)))
        self.setAcceptDrops(True)
        context.consents.changed.connect(self._show)
        self._show()

    def entered(self) -> None:
        self.context.consents.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.context.frame.open_campaign(file)

    def _show(self) -> None:
        entries = self.context.consents.entries
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        none_yet = entries is not None and not entries
        self._empty.setVisible(none_yet)
        self._personal.setVisible(not none_yet)
        newest = tuple(reversed(entries or ()))
        self._group("", (each for each in newest if each.state == "given"))
        self._group(tr("Ended"), (each for each in newest if each.state != "given"))

    def _group(self, title: str, entries: Iterable[Entry]) -> None:
        for at, each in enumerate(entries):
            if title and at == 0:
                self._list.addWidget(label(title, "subtitle"))
            self._list.addWidget(self._card(each))

    def _card(self, entry: Entry) -> Card:
        receipt = entry.receipt
        if receipt is None:
            return _damaged_card(entry)
        title = tr("{title}, version {version}").format(
            title=in_own_words(receipt.campaign_title), version=receipt.campaign_version
        )
        card = Card(row(label(title, "subtitle"), state_pill(entry), 1))
        scopes = row(space=Space.L)
        for scope in (each for each in Scope if each in receipt.scopes):
            words = scope_words(scope)
            scopes.addLayout(row(picture_label(words.icon, 18), label(words.title), space=Space.XS))
        scopes.addStretch(1)
        card.body.addLayout(scopes)
        card.body.addWidget(label(_times(receipt), tone="soft", wrap=True))
        card.body.addLayout(self._buttons(entry, receipt))
        return card

    def _buttons(self, entry: Entry, receipt: ConsentReceipt) -> QVBoxLayout:
        digest = entry.digest[:8]
        show = button(tr("Show the receipt"), "quiet", "consent", name=f"show-{digest}")
        show.clicked.connect(partial(self._show_receipt, receipt))
        save = button(tr("Save a copy…"), "quiet", "save", name=f"save-{digest}")
        save.clicked.connect(partial(self._choose_file, receipt))
        parts: list[QWidget | int] = [show, save, 1]
        if entry.state == "given":
            withdraw = button(tr("Withdraw"), "danger", "withdraw", name=f"withdraw-{digest}")
            withdraw.setToolTip(tr("A recording that runs under it ends at once."))
            withdraw.clicked.connect(partial(self._withdraw, receipt))
            parts.append(withdraw)
        return column(row(*parts))

    def _withdraw(self, receipt: ConsentReceipt) -> None:
        said = tr("Withdrawn. Nothing more is recorded under {title}.").format(
            title=in_own_words(receipt.campaign_title)
        )
        self.context.consents.withdraw(receipt, lambda: self.context.frame.say(said))

    def _show_receipt(self, receipt: ConsentReceipt) -> None:
        sheet = Sheet("receipt-sheet", tr("Receipt"), self.window(), width_px=600)
        sheet.add(ReceiptView(receipt))
        sheet.foot.addStretch(1)
        sheet.foot.addWidget(button(tr("Close"), "primary", name="close", clicked=sheet.accept))
        sheet.open()

    def _choose_file(self, receipt: ConsentReceipt) -> None:
        dialog = QFileDialog(self, tr("Save the receipt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("candor-receipt.dsse")
        dialog.fileSelected.connect(lambda path: self.save_to(receipt, Path(path)))
        dialog.open()

    def save_to(self, receipt: ConsentReceipt, target: Path) -> None:
        """Save a copy of a receipt."""
        said = tr("Saved the receipt as {name}.").format(name=target.name)
        self.context.consents.save_copy(receipt, target, lambda: self.context.frame.say(said))


def state_pill(entry: Entry) -> Pill:
    """The state of a receipt as shape and word."""
    states: dict[str, tuple[str, str, Mood]] = {
        "given": (tr("Holds"), "ok", "ok"),
        "expired": (tr("Expired"), "clock", "warning"),
        "withdrawn": (tr("Withdrawn"), "withdraw", "info"),
        "damaged": (tr("Damaged"), "error", "danger"),
    }
    return Pill(*states[entry.state])


def _dropped_file(dropped: QMimeData) -> Path | None:
    """The one file that is dragged, or None."""
    files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None


def _times(receipt: ConsentReceipt) -> str:
    given = moment(receipt.given_at)
    if receipt.withdrawn_at is not None:
        return tr("Given {given}, withdrawn {ended}").format(
            given=given, ended=moment(receipt.withdrawn_at)
        )
    return tr("Given {given}, holds until {until}").format(
        given=given, until=moment(receipt.valid_until)
    )


def _damaged_card(entry: Entry) -> Card:
    title = tr("Receipt {name}").format(name=entry.digest[:8])
    sentence = tr("This receipt was altered and counts for nothing. Give consent again.")
    return Card(
        row(label(title, "subtitle"), state_pill(entry), 1),
        label(sentence, tone="soft", wrap=True),
    )
