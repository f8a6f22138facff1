"""Task and terms: what one is about to do, under which campaign, and whether one agreed to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QSizePolicy

from recorder.consent.campaign import BUILT_IN, SignedCampaign
from recorder.consent.pins import pinned_campaign
from recorder.consent.receipt import ConsentReceipt
from recorder.errors import CandorError
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from studio.gui.consent.terms import scope_words
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    Kind,
    Pill,
    button,
    column,
    icon_button,
    label,
    restyle,
    row,
)
from studio.gui.words import tr

TASK_MAX = 500
SUFFIX = ".campaign"
OPEN_FILE = "open a file"
_SHORT = QLocale.FormatType.ShortFormat


class Campaigns(QObject):
    """The campaigns that are known here: *Personal*, and those that were agreed to before."""

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.known: tuple[SignedCampaign, ...] = (BUILT_IN,)
        context.consents.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read them again; `changed` comes when that is done."""
        home = self._context.home

        def read(_progress: Progress) -> tuple[SignedCampaign, ...]:
            return (BUILT_IN, *_pinned(home))

        self._context.jobs.run(
            tr("Read the campaigns"),
            read,
            self._take,
            owner=self,
            lane="consent",
            quiet=True,
        )

    def campaign(self, campaign_id: str) -> SignedCampaign:
        """The campaign of this id, or *Personal* when it is not known any more."""
        found = (each for each in self.known if each.terms.id == campaign_id)
        return next(found, BUILT_IN)

    def _take(self, known: tuple[SignedCampaign, ...]) -> None:
        if known != self.known:
            self.known = known
            self.changed.emit()


def _pinned(home: Home) -> list[SignedCampaign]:
    if not home.identity_public.exists():
        return []
    identity = load_public(home).sign
    found: list[SignedCampaign] = []
    for path in sorted(home.campaigns.glob(f"*{SUFFIX}")):
        try:
            found.append(pinned_campaign(home, path.stem, identity))
        except CandorError:
            # An altered one is told where consents are shown; nothing is recorded under it.
            continue
    return found


class TermsCard(Card):
    """The task, the campaign, and the state of consent."""

    task_changed = Signal(str)
    campaign_chosen = Signal(str)

    def __init__(self, context: AppContext, campaigns: Campaigns) -> None:
        super().__init__(space=Space.L)
        self.setObjectName("terms-card")
        self._context = context
        self._campaigns = campaigns
        self._shown: SignedCampaign = BUILT_IN
        self.task = QLineEdit()
        self.task.setObjectName("task")
        self.task.setMaxLength(TASK_MAX)
        self.task.setPlaceholderText(tr("For example: answer the mail about the invoice"))
        self.task.setAccessibleName(tr("What are you about to do?"))
        self.task.textChanged.connect(self.task_changed)
        self._tasks = icon_button(
            "sessions", tr("Choose from the campaign's list"), name="task-list"
        )
        self._tasks.clicked.connect(self._open_tasks)
        self.campaign = QComboBox()
        self.campaign.setObjectName("campaign")
        self.campaign.setAccessibleName(tr("Terms"))
        self.campaign.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.campaign.activated.connect(self._on_campaign)
        self._pill = Pill()
        self._consent = label("", "body", "soft", wrap=True)
        self._read = button("", name="consent", clicked=self._ask_consent)
        task = row(self.task, self._tasks, space=Space.XS)
        for group in (
            column(label(tr("What are you about to do?"), "subtitle"), task, space=Space.S),
            column(label(tr("Terms"), "strong"), self.campaign, space=Space.S),
            column(row(self._pill, 1, self._read), self._consent, space=Space.S),
        ):
            self.body.addLayout(group)
        campaigns.changed.connect(self.refresh)
        context.consents.changed.connect(self.refresh)
        self.refresh()

    @property
    def shown(self) -> SignedCampaign:
        """The campaign that is chosen."""
        return self._shown

    def receipt(self) -> ConsentReceipt | None:
        """The consent that holds for the terms that are chosen."""
        held = self._context.consents.held(self._shown.terms.id)
        fits = held is not None and held.campaign_version == self._shown.terms.version
        return held if fits else None

    def show_campaign(self, campaign_id: str) -> None:
        """Choose a campaign."""
        self._shown = self._campaigns.campaign(campaign_id)
        self.refresh()

    def refresh(self) -> None:
        self._shown = self._campaigns.campaign(self._shown.terms.id)
        self._fill_campaigns()
        self._tasks.setVisible(bool(self._shown.terms.tasks))
        self._show_consent()

    def _fill_campaigns(self) -> None:
        self.campaign.clear()
        for each in self._campaigns.known:
            title = tr("Personal") if each.terms.is_personal else each.terms.title
            self.campaign.addItem(title, each.terms.id)
        self.campaign.addItem(tr("Open a campaign file…"), OPEN_FILE)
        self.campaign.setCurrentIndex(self.campaign.findData(self._shown.terms.id))

    def _show_consent(self) -> None:
        receipt = self.receipt()
        if self._context.consents.entries is None:
            self._pill.show_state(tr("Looking for your consent…"), "clock")
            self._consent.setText("")
            self._read.hide()
            return
        self._read.show()
        if receipt is None:
            self._pill.show_state(tr("No consent yet"), "consent", "warning")
            self._consent.setText(tr("Nothing is recorded before you agree to it."))
            _say_on(self._read, tr("Read the terms…"), "primary")
            return
        until = QLocale().toString(_day(receipt.valid_until), _SHORT)
        self._pill.show_state(tr("You agreed"), "ok", "ok")
        self._consent.setText(
            tr("Until {date}: {scopes}.").format(date=until, scopes=_scopes_text(receipt.scopes))
        )
        _say_on(self._read, tr("Read or change…"), "plain")

    def _ask_consent(self) -> None:
        self._context.frame.ask_consent(None if self._shown is BUILT_IN else self._shown)

    def _on_campaign(self, index: int) -> None:
        chosen = self.campaign.itemData(index)
        if chosen == OPEN_FILE:
            self.campaign.setCurrentIndex(self.campaign.findData(self._shown.terms.id))
            self._context.actions.trigger("app.import_campaign")
            return
        self.show_campaign(chosen)
        self.campaign_chosen.emit(chosen)

    def _open_tasks(self) -> None:
        menu = QMenu(self)
        for task in self._shown.terms.tasks:
            menu.addAction(task, _setter(self.task, task))
        menu.popup(self._tasks.mapToGlobal(self._tasks.rect().bottomLeft()))


def _day(moment: datetime) -> QDate:
    here = moment.astimezone()
    return QDate(here.year, here.month, here.day)


def _setter(field: QLineEdit, text: str) -> Callable[[], None]:
    return lambda: field.setText(text)


def _scopes_text(scopes: frozenset[Scope]) -> str:
    return ", ".join(scope_words(each).title for each in Scope if each in scopes)


def _say_on(made: QPushButton, text: str, kind: Kind) -> None:
    """Give a button another text and weight."""
    made.setText(text)
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    restyle(made)
