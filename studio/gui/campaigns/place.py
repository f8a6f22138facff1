"""The place Campaigns: the list, the editor of a draft, and one campaign with its people."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from recorder.consent.campaign import Campaign, SignedCampaign
from studio.campaigning import first_draft, next_version
from studio.gui.actions import ActionRow
from studio.gui.campaigns.bin import Bin
from studio.gui.campaigns.campaign_page import CampaignPage
from studio.gui.campaigns.editor_page import EditorPage
from studio.gui.campaigns.list_page import ListPage
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.place import Place
from studio.gui.widgets import column
from studio.gui.words import tr
from studio.steward_desk import Draft, Shelf, keep_signed, read_shelf, read_signed

EDITS, CAN_SIGN, LISTS = "campaign_edited", "campaign_can_sign", "campaigns_listed"
NEW = "new"
LANE = "campaigns"


class CampaignsPlace(Place):
    """A stack of pages; what another place asks for is `NEW`, or a campaign file."""

    place_id = "campaigns"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shelf: Shelf | None = None
        self._then: Callable[[], None] | None = None
        self.bin = Bin(context, self._on_bin)
        self.list = ListPage(context)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.setLayout(column(self.pages))
        self.list.edit_wanted.connect(self._edit)
        self.list.discard_wanted.connect(self._discard)
        self.list.next_wanted.connect(self._next)
        self.list.open_wanted.connect(self._open_campaign)
        self._tell_page()
        self.build_in_turns(self._parts())

    def _parts(self) -> Iterator[object]:
        yield self.editor
        yield self.page

    @cached_property
    def editor(self) -> EditorPage:
        made = EditorPage(self.context)
        self.pages.addWidget(made)
        made.changed.connect(self._on_editor)
        made.signed.connect(self._on_signed)
        return made

    @cached_property
    def page(self) -> CampaignPage:
        made = CampaignPage(self.context)
        self.pages.addWidget(made)
        made.changed.connect(self.refresh)
        return made

    def action_rows(self) -> tuple[ActionRow, ...]:
        rows = (
            ("new", tr("New campaign"), "plus", "Ctrl+N", (LISTS,)),
            ("import", tr("Open a campaign file to oversee it…"), "import", "Ctrl+O", (LISTS,)),
            ("sign", tr("Sign the campaign…"), "check", "Ctrl+Return", (EDITS, CAN_SIGN)),
            ("preview", tr("Show the worker's sheet"), "eye", "Ctrl+P", (EDITS,)),
            ("back", tr("Back to the campaigns"), "chevron-left", "Escape", (f"!{LISTS}",)),
            ("refresh", tr("Read the campaigns again"), "refresh", "F5", (LISTS,)),
        )
        return tuple(
            ActionRow(f"campaigns.{name}", text, icon, keys, self.place_id, needs, menu="session")
            for name, text, icon, keys, needs in rows
        )

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return {
            "campaigns.new": self._new,
            "campaigns.import": self._choose_file,
            "campaigns.sign": self._choose_target,
            "campaigns.preview": self._preview,
            "campaigns.back": self._back,
            "campaigns.refresh": self.refresh,
        }

    def entered(self) -> None:
        self._show_history()
        self.refresh()

    def left(self) -> None:
        self.context.document.show_history(None)

    def show_what(self, what: object) -> None:
        if what == NEW:
            self._then = self._new
            self.refresh()
        elif isinstance(what, Path):
            self.take_file(what)

    def finish(self, done: Callable[[], None]) -> bool:
        if self.editor.is_saved:
            return True
        self.editor.save(done)
        return False

    # The list

    def refresh(self) -> None:
        """Read the list again."""
        home = self.context.home
        self.context.jobs.run(
            tr("Read the campaigns"),
            lambda _progress: read_shelf(home),
            self._take,
            owner=self,
            lane=LANE,
            replaces=True,
            quiet=True,
        )

    def _take(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.list.show_shelf(shelf)
        page = self.pages.currentWidget()
        if isinstance(page, CampaignPage) and page.known is not None:
            self._open_campaign(page.known.terms.id)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._tell_page()
        self._show_history()

    def _tell_page(self) -> None:
        actions, page = self.context.actions, self.pages.currentWidget()
        actions.set_fact(LISTS, page is self.list)
        actions.set_fact(EDITS, isinstance(page, EditorPage))

    def _back(self) -> None:
        if isinstance(self.pages.currentWidget(), EditorPage):
            self.editor.save()
        self._show(self.list)
        self.list.new.setFocus()
        self.refresh()

    def _open_campaign(self, campaign: str) -> None:
        known = (self.shelf or Shelf()).known(campaign)
        if known is not None:
            self.page.show_campaign(known)
            self._show(self.page)

    # Writing

    def _new(self) -> None:
        self._open(Draft(_new_name(), first_draft()), None)

    def _edit(self, name: str) -> None:
        shelf = self.shelf or Shelf()
        for draft in shelf.drafts:
            if draft.name == name:
                known = shelf.known(draft.terms.id) if draft.terms.version > 1 else None
                self._open(draft, known.terms if known else None)

    def _next(self, campaign: str) -> None:
        known = (self.shelf or Shelf()).known(campaign)
        if known is not None:
            self._open(Draft(_new_name(), next_version(known.terms)), known.terms)

    def _open(self, draft: Draft, before: Campaign | None) -> None:
        self._show(self.editor)
        self.editor.open(draft, before, (self.shelf or Shelf()).taken)

    def _discard(self, name: str) -> None:
        """Take a draft away; undo brings it back."""
        found = [each for each in (self.shelf or Shelf()).drafts if each.name == name]
        if found:
            self.bin.discard(found[0])
            self._show_history()

    def _preview(self) -> None:
        self.editor.show_preview(not self.editor.preview.isVisible())

    def _on_editor(self) -> None:
        self.context.actions.set_fact(CAN_SIGN, self.editor.can_sign)
        self._show_history()

    def _on_bin(self) -> None:
        self.refresh()
        self._show_history()

    def _show_history(self) -> None:
        if self.isVisible():
            edits = isinstance(self.pages.currentWidget(), EditorPage)
            self.context.document.show_history(self.editor if edits else self.bin)

    # Files

    def _choose_target(self) -> None:
        terms = self.editor.terms
        dialog = QFileDialog(self, tr("Save the signed campaign"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(f"{terms.id if terms else 'new'}.campaign")
        dialog.fileSelected.connect(lambda path: self.editor.sign_into(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Open a campaign file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, path: Path) -> None:
        """List a campaign that others signed."""
        home = self.context.home

        def work(_progress: Progress) -> SignedCampaign:
            signed = read_signed(path)
            keep_signed(home, signed)
            return signed

        def done(signed: SignedCampaign) -> None:
            said = tr("{campaign} is listed now.").format(campaign=signed.terms.title)
            self.context.frame.say(said)
            self.refresh()

        self.context.jobs.run(tr("Read the campaign file"), work, done, owner=self, lane=LANE)

    def _on_signed(self, signed: SignedCampaign) -> None:
        assert signed.steward is not None
        text = tr("Signed. Give people your fingerprint by another way than the file: {mark}")
        self.context.frame.say(text.format(mark=signed.steward.fingerprint()))
        self._show(self.list)
        self.refresh()


def _new_name() -> str:
    return secrets.token_hex(8)
