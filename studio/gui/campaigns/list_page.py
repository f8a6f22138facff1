"""The campaigns that are known here, drafts first: one card each, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.campaigning import faults
from studio.gui.campaigns.wording import day_of, role_word
from studio.gui.context import AppContext
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    Card,
    ElidedLabel,
    EmptyState,
    PageHeader,
    Pill,
    button,
    column,
    label,
    row,
    scroll_page,
)
from studio.gui.words import tr
from studio.steward_desk import Draft, Known, Shelf


class ListPage(QWidget):
    """`edit_wanted` gives a draft's name; `next_wanted` and `open_wanted` a campaign's id."""

    edit_wanted = Signal(str)
    discard_wanted = Signal(str)
    next_wanted = Signal(str)
    open_wanted = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("campaign-list")
        self.setProperty("page", True)
        actions = context.actions
        self._import = button(tr("Open a file…"), icon="import", name="campaigns-import")
        self._import.clicked.connect(lambda: actions.trigger("campaigns.import"))
        self.new = button(tr("New campaign"), "primary", "plus", name="campaigns-new")
        self.new.clicked.connect(lambda: actions.trigger("campaigns.new"))
        header = PageHeader(
            tr("Campaigns"),
            tr("The terms under which people record, and who may read what they submit."),
            self._import,
            self.new,
        )
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.M)
        content = column(header, self._cards, 1, space=Space.L, margin=Space.XL)
        self.setLayout(column(scroll_page(content)))
        self._shown: list[QWidget] = []
        self.show_shelf(Shelf())

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what was read."""
        for each in self._shown:
            self._cards.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._shown = [self._draft(each, shelf) for each in shelf.drafts]
        self._shown += [self._campaign(each) for each in shelf.campaigns]
        if shelf.unreadable:
            text = tr("%n file(s) could not be read or were altered.", shelf.unreadable)
            self._shown.append(Banner("warning", text))
        if not shelf.drafts and not shelf.campaigns:
            why = tr(
                "Write the terms, see them as the worker will, and sign them. Or open the file "
                "of a campaign that others made."
            )
            self._shown.append(EmptyState("people", tr("No campaign yet"), why))
        for each in self._shown:
            self._cards.addWidget(each)

    def _draft(self, draft: Draft, shelf: Shelf) -> Card:
        title = draft.terms.title or tr("Campaign without a title")
        count = len(faults(draft.terms, shelf.taken))
        state = tr("%n part(s) are missing or not right yet.", count) if count else tr(
            "Ready to be signed."
        )  # fmt: skip
        edit = button(tr("Go on writing"), icon="review", name=f"edit-{draft.name}")
        edit.setAccessibleName(tr("Go on writing {campaign}").format(campaign=title))
        edit.clicked.connect(lambda: self.edit_wanted.emit(draft.name))
        drop = button(tr("Discard"), "quiet", "delete", name=f"discard-{draft.name}")
        drop.setAccessibleName(tr("Discard the draft {campaign}").format(campaign=title))
        drop.clicked.connect(lambda: self.discard_wanted.emit(draft.name))
        version = tr("Version {number}").format(number=draft.terms.version)
        pills = (Pill(tr("Draft"), "clock", "warning"), Pill(version))
        return _card(title, pills, [state], (drop, edit))

    def _campaign(self, known: Known) -> Card:
        terms = known.terms
        pills = [Pill(tr("Signed"), "ok", "ok")]
        pills.append(Pill(tr("Version {number}").format(number=terms.version)))
        if known.is_mine:
            pills.append(Pill(tr("By you"), "person", "info"))
        pills += [Pill(role_word(role), "people", "info") for role in known.roles]
        if known.is_signer:
            pills.append(Pill(tr("Signs the roster"), "keyring", "info"))
        following = button(tr("New version"), icon="plus", name=f"next-{terms.id}")
        following.setAccessibleName(tr("New version of {campaign}").format(campaign=terms.title))
        following.clicked.connect(lambda: self.next_wanted.emit(terms.id))
        following.setVisible(known.is_mine)
        opened = button(tr("Open"), icon="people", name=f"open-{terms.id}")
        opened.setAccessibleName(tr("Open {campaign}").format(campaign=terms.title))
        opened.clicked.connect(lambda: self.open_wanted.emit(terms.id))
        buttons = (following, opened) if known.is_mine else (opened,)
        return _card(terms.title, tuple(pills), _lines(known), buttons)


def _card(
    title: str, pills: tuple[Pill, ...], lines: list[str], buttons: tuple[QWidget, ...]
) -> Card:
    head = ElidedLabel(title, "subtitle")
    words = [label(each, tone="soft", wrap=True) for each in lines]
    first = row(*pills, 1, space=Space.XS)
    return Card(head, first, column(*words, space=2), row(1, *buttons), space=Space.S)


def _lines(known: Known) -> list[str]:
    """Where the campaign stands: its roster and its broker."""
    lines: list[str] = []
    if known.trouble:
        lines.append(said(known.trouble))
    elif known.roster is None:
        lines.append(tr("No roster was accepted here yet."))
    else:
        day = day_of(known.roster.expires_at)
        lines.append(
            tr("Roster: version {number}, valid until {date}.").format(
                number=known.roster.version, date=day
            )
        )
    if known.broker is None:
        lines.append(tr("No broker is known here."))
    else:
        name = known.folder.name if known.folder else known.broker
        lines.append(tr("Broker in the folder {name}.").format(name=name))
    return lines
