"""One signed campaign: its roster, its grants, its broker, the retention, and what the log says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from recorder.custody.roster import Roster
from studio.gui.campaigns.acts import Acts
from studio.gui.campaigns.log_view import LogModel, LogTable
from studio.gui.campaigns.roster_sheet import RosterSheet
from studio.gui.campaigns.small_sheets import AcceptSheet, BrokerSheet, GrantSheet, RootView
from studio.gui.campaigns.wording import day_of, moment_of, role_word
from studio.gui.context import AppContext
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    Card,
    ElidedLabel,
    PageHeader,
    Pill,
    button,
    column,
    label,
    row,
    scroll_page,
)
from studio.gui.words import tr
from studio.overseeing import Named, Overview, RosterFile, name_on, named_on
from studio.steward_desk import Known

WIDTH_PX, SHOWN_MAX = 860, 8


class CampaignPage(QWidget):
    """`changed` tells that what is known of the campaign has to be read again."""

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("campaign-page")
        self.setProperty("page", True)
        self._context = context
        self.acts = Acts(context, self)
        self.known: Known | None = None
        self.overview: Overview | None = None
        self.file: tuple[Path, RosterFile] | None = None
        self.log = LogModel(self)
        back = button(tr("Back"), "quiet", "chevron-left", name="campaign-page-back")
        back.clicked.connect(lambda: context.actions.trigger("campaigns.back"))
        self.header = PageHeader("", "", back)
        self._roster, self._grants = Card(space=Space.S), Card(space=Space.S)
        self._broker, self._ends = Card(space=Space.S), Card(space=Space.S)
        cards = (self._roster, self._grants, self._broker, self._ends, self._log_card())
        content = column(self.header, *cards, 1, space=Space.L, margin=Space.XL)
        self.setLayout(column(scroll_page(content, WIDTH_PX)))

    def _log_card(self) -> Card:
        self.filter = QLineEdit()
        self.filter.setObjectName("log-filter")
        self.filter.setAccessibleName(tr("Search the log"))
        self.filter.setPlaceholderText(tr("A name, a role, a stream, what happened"))
        self.filter.textChanged.connect(self.log.show_words)
        self.table = LogTable(self.log)
        self.verify = button(tr("Verify"), icon="shield", name="verify-log", clicked=self._verify)
        self.save_log = button(tr("Save…"), icon="save", name="save-log", clicked=self._save_log)
        self.result = Pill()
        self.result.setObjectName("log-result")
        self.result.hide()
        head = row(label(tr("What the broker did"), "subtitle"), 1, self.verify, self.save_log)
        return Card(head, row(self.result, 1), self.filter, self.table, space=Space.S)

    # Showing

    def show_campaign(self, known: Known) -> None:
        """Show a campaign, and read its broker's folder."""
        if self.known is None or self.known.terms.id != known.terms.id:
            self.overview = self.file = None
            self.result.hide()
            self.filter.clear()
        self.known = known
        self.header.title.setText(known.terms.title)
        fact = tr("Version {number}, signed by {mark}.")
        mark = known.signed.steward.fingerprint() if known.signed.steward else ""
        self.header.set_subtitle(fact.format(number=known.terms.version, mark=mark))
        self._fill()
        if known.folder is not None:
            self.acts.look(known.folder, self._take)

    def _take(self, overview: Overview) -> None:
        self.overview = overview
        self._fill()

    @property
    def roster(self) -> Roster | None:
        """The roster to show: the one that was accepted here, else that of the broker."""
        known = self.known.roster if self.known else None
        return known or (self.overview.roster if self.overview else None)

    def _fill(self) -> None:
        assert self.known is not None
        _refill(self._roster, tr("Roster"), self._roster_parts())
        _refill(self._grants, tr("Grants"), self._grant_parts())
        _refill(self._broker, tr("Broker"), self._broker_parts())
        _refill(self._ends, tr("What the retention ends"), self._ending_parts())
        overview = self.overview
        self.log.show_log(overview.leaves if overview else (), self.roster)
        has_log = bool(overview and overview.leaves)
        for each in (self.verify, self.save_log):
            each.setEnabled(has_log)

    def _roster_parts(self) -> list[QWidget]:
        parts: list[QWidget] = []
        roster = self.roster
        if roster is None:
            parts.append(_soft(tr("There is none yet. It says who is in which role.")))
        else:
            parts += self._of_roster(roster)
        if self.file is not None:
            parts += self._of_file(*self.file)
        buttons = [_act("open-roster", tr("Open a roster file…"), "folder", self._choose_roster)]
        if self.overview is not None:
            text = tr("Next version…") if roster else tr("Make the first roster…")
            buttons.insert(0, _act("make-roster", text, "plus", self._make_roster))
            unknown = self.known is not None and self.known.roster is None
            if self.overview.roster is not None and unknown:
                buttons.insert(0, _act("accept", tr("Accept it…"), "check", self._accept))
        return [*parts, _line(*buttons)]

    def _of_roster(self, roster: Roster) -> list[QWidget]:
        fact = tr("Version {number}, valid until {date}. %n people must sign.", roster.threshold)
        words = fact.format(number=roster.version, date=day_of(roster.expires_at))
        parts: list[QWidget] = [_soft(words), RootView(roster.root)]
        for each in named_on(roster):
            roles = [role_word(role) for role in each.roles]
            roles += [tr("signs the roster")] if each.signs else []
            parts.append(label(f"{each.person.name}: {', '.join(roles)}", wrap=True))
        for role in sorted({key.role for key in roster.roles}):
            key = roster.current(role)
            if key is not None and key.epoch > 1:
                text = tr("{role}: epoch {number}").format(role=role_word(role), number=key.epoch)
                parts.append(label(text, "caption", "soft", wrap=True))
        return parts

    def _of_file(self, path: Path, found: RosterFile) -> list[QWidget]:
        count, needed = len(found.signed), found.roster.threshold
        text = tr("File {name}, version {number}: signed by {count} of {needed} who are needed.")
        words = text.format(name=path.name, number=found.roster.version, count=count, needed=needed)
        mood = "ok" if found.is_complete else "warning"
        buttons = [_act("sign-roster", tr("Sign it"), "keyring", self._sign_roster)]
        folder = self.known.folder if self.known else None
        if found.is_complete and folder is not None:
            buttons.append(_act("give-roster", tr("Give it to the broker"), "check", self._give))
        return [Banner(mood, words), RootView(found.roster.root), _line(*buttons)]

    def _grant_parts(self) -> list[QWidget]:
        overview, known = self.overview, self.known
        parts: list[QWidget] = []
        for each in overview.grants if overview else ():
            name = name_on(self.roster, each.person)
            text = tr("{name} as {role}, since {date}").format(
                name=name, role=role_word(each.role), date=day_of(each.at)
            )
            revoke = button(tr("Revoke"), "quiet", "withdraw", name=f"revoke-{each.digest[:8]}")
            revoke.setAccessibleName(tr("Revoke the grant of {name}").format(name=name))
            revoke.clicked.connect(lambda _on=False, of=each.digest: self._revoke(of))
            revoke.setEnabled(bool(known and known.is_signer))
            parts.append(_line(label(text, wrap=True), revoke, first=True))
        if not parts:
            parts.append(_soft(tr("Nobody may open anything yet.")))
        give = _act("grant", tr("Give a grant…"), "plus", self._grant)
        give.setEnabled(bool(known and known.is_signer and known.roster))
        if not give.isEnabled():
            parts.append(_soft(tr("Those who sign the roster give and revoke grants.")))
        return [*parts, _line(give)]

    def _broker_parts(self) -> list[QWidget]:
        assert self.known is not None
        if self.known.broker is None:
            make = _act("new-broker", tr("Make a broker…"), "plus", self._make_broker)
            find = _act("find-broker", tr("Use a folder…"), "folder", self._choose_broker)
            return [_soft(tr("No broker is known here.")), _line(make, find)]
        parts: list[QWidget] = [_path(self.known.broker)]
        if self.known.folder is None:
            return [*parts, _soft(tr("A service; its log is read where it runs."))]
        overview = self.overview
        if overview is None:
            return [*parts, _soft(tr("Reading…"))]
        where = tr("in the keyring") if overview.in_keyring else tr("in a file")
        parts.append(_path(tr("Submissions in {store}").format(store=overview.store)))
        parts.append(_soft(tr("The epoch key is {where}.").format(where=where)))
        for sentence in (overview.notice, overview.trouble):
            if sentence:
                parts.append(Banner("warning", said(sentence)))
        return parts

    def _ending_parts(self) -> list[QWidget]:
        ends = self.overview.expiring if self.overview else ()
        parts = [
            label(f"{moment_of(each.ends_at)}  {each.submission[:8]}") for each in ends[:SHOWN_MAX]
        ]
        if not ends:
            return [_soft(tr("Nothing is kept here."))]
        more = len(ends) - len(parts)
        rest = [_soft(tr("And %n more.", more))] if more else []
        now = _act("expire", tr("Carry it out now"), "clock", self._expire)
        return [*parts, *rest, _line(now)]

    # Doing

    def _read_again(self) -> None:
        self.changed.emit()

    def _make_roster(self) -> None:
        known, overview = self.known, self.overview
        if known is None or overview is None:
            return
        sheet = RosterSheet(self._context, self.roster, self)

        def made(people: list[Named], threshold: int, days: int) -> None:
            def into(out: Path) -> None:
                self.acts.save_roster(
                    known,
                    overview.broker,
                    people,
                    (threshold, days),
                    self.roster,
                    out,
                    lambda found: self._show_file(out, found),
                )

            self._choose_target(tr("Save the roster"), f"{known.terms.id}.roster", into)

        sheet.made.connect(made)
        sheet.open()

    def _choose_roster(self) -> None:
        self._choose(tr("Open a roster file"), self.open_roster)

    def open_roster(self, path: Path) -> None:
        self.acts.read_roster(path, lambda found: self._show_file(path, found))

    def _show_file(self, path: Path, found: RosterFile) -> None:
        self.file = (path, found)
        self._fill()

    def _sign_roster(self) -> None:
        if self.file is not None:
            path = self.file[0]
            self.acts.sign_roster(path, lambda found: self._show_file(path, found))

    def _give(self) -> None:
        folder = self.known.folder if self.known else None
        if self.file is not None and folder is not None:
            self.acts.give_to_broker(folder, self.file[0], self._given)

    def _given(self) -> None:
        self.file = None
        self._context.frame.say(tr("The broker works with this roster now."))
        self._read_again()

    def _accept(self) -> None:
        known, overview = self.known, self.overview
        if known is None or overview is None or overview.roster is None or known.folder is None:
            return
        folder = known.folder
        sheet = AcceptSheet(overview.roster, self)
        sheet.accepted_root.connect(
            lambda root: self.acts.accept(known, folder, root, self._read_again)
        )
        sheet.open()

    def _grant(self) -> None:
        known = self.known
        if known is None or known.roster is None:
            return
        sheet = GrantSheet(known.roster, known.terms, self)
        sheet.granted.connect(
            lambda person, role, purposes, days, openings: self.acts.grant(
                known, person, role, purposes, (days, openings), self._read_again
            )
        )
        sheet.open()

    def _revoke(self, digest: str) -> None:
        if self.known is not None:
            self.acts.revoke(self.known, digest, self._read_again)

    def _make_broker(self) -> None:
        known = self.known
        if known is None:
            return
        sheet = BrokerSheet(self)
        sheet.wanted.connect(
            lambda folder, key: self.acts.make_broker(known, Path(folder), key, self._read_again)
        )
        sheet.open()

    def _choose_broker(self) -> None:
        dialog = self._choose(tr("Choose the folder of the broker"), self.use_broker)
        dialog.setFileMode(QFileDialog.FileMode.Directory)

    def use_broker(self, folder: Path) -> None:
        """Go to a broker's folder that others made."""
        if self.known is not None:
            self.acts.use(self.known, folder, self._read_again)

    def _expire(self) -> None:
        folder = self.known.folder if self.known else None
        if folder is not None:
            self.acts.expire(folder, lambda _count: self._read_again())

    def _verify(self) -> None:
        known, roster = self.known, self.roster
        if known is None or known.folder is None or roster is None:
            return

        def whole(count: int) -> None:
            text = tr("The log is whole: %n line(s), each under its signature.", count)
            self._show_result(text, "ok", "ok")

        def broken(error: Exception) -> None:
            self._show_result(said(str(error)), "error", "danger")

        self.acts.verify(known.folder, roster, whole, broken)

    def _show_result(self, text: str, icon: str, mood: str) -> None:
        self.result.show_state(text, icon, "ok" if mood == "ok" else "danger")
        self.result.show()

    def _save_log(self) -> None:
        overview, known = self.overview, self.known
        if overview is None or known is None:
            return

        def into(out: Path) -> None:
            def done(count: int) -> None:
                self._context.frame.say(tr("Saved %n line(s) of the log.", count))

            self.acts.save_log(overview, out, done)

        self._choose_target(tr("Save the log"), f"{known.terms.id}-log.jsonl", into)

    def _choose(self, title: str, then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _choose_target(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        dialog = self._choose(title, then)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)


def _refill(card: Card, title: str, parts: list[QWidget]) -> None:
    """Show other parts in a card."""
    while (item := card.body.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for each in (label(title, "subtitle"), *parts):
        card.body.addWidget(each)


def _soft(text: str) -> QWidget:
    return label(text, tone="soft", wrap=True)


def _path(text: str) -> QWidget:
    return ElidedLabel(text, mode=Qt.TextElideMode.ElideMiddle)


def _act(name: str, text: str, icon: str, clicked: Callable[[], None]) -> QPushButton:
    return button(text, icon=icon, name=f"campaign-{name}", clicked=clicked)


def _line(*items: QWidget, first: bool = False) -> QWidget:
    """Things beside each other, below each other where there is no room."""
    held = QWidget()
    line = row(*items) if first else row(*items, 1)
    if first:
        line.setStretch(0, 1)
    line.setContentsMargins(0, 0, 0, 0)
    held.setLayout(line)
    return held
