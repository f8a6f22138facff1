"""The place Sessions: the list, and the player over it. What is done to sessions begins here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from recorder.errors import CandorError
from recorder.session.journal import session_path
from recorder.session.scan import SessionState
from recorder.vault.deletion import Deletions
from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.custody.beginning import submit_session
from studio.gui.document import DeleteSessions
from studio.gui.place import Place
from studio.gui.player.page import PlayerPage
from studio.gui.player.player_actions import player_callbacks, player_rows
from studio.gui.sessions import leaving
from studio.gui.sessions.importing import AccountSheet, Imported, ImportSheet, import_recording
from studio.gui.sessions.list_page import ListPage
from studio.gui.sessions.shelf import Shelf
from studio.gui.widgets import column
from studio.gui.words import tr

_log = logging.getLogger("gui")

SELECTED, ONE_SELECTED = "session_selected", "one_session_selected"
OPEN = "player_open"


class SessionsPlace(Place):
    """The list of sessions, and one of them opened."""

    place_id = "sessions"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shelf = Shelf(context, self)
        self.list = ListPage(context, self.shelf)
        self.page = PlayerPage(context)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.page)
        self.setLayout(column(self._pages))
        self._list_built = self._page_built = False
        # The rows of a place are in the table of actions right after it was made; what follows
        # them is built then, in two parts, so that the window is never kept waiting for long.
        QTimer.singleShot(0, self, self._build_in_turn)

    def _build_in_turn(self) -> None:
        """The list now, the player when the window has answered whoever asked meanwhile."""
        self._build_list()
        QTimer.singleShot(0, self, self._build_page)

    @property
    def is_built(self) -> bool:
        """Whether nothing is left to do before it can be shown."""
        return self._list_built and self._page_built

    def action_rows(self) -> tuple[ActionRow, ...]:
        one, any_ = (ONE_SELECTED, f"!{OPEN}"), (SELECTED, f"!{OPEN}")
        rows = (
            ("open", tr("Open the session"), "play", "Ctrl+O", one, False),
            ("leave", tr("Back to the sessions"), "chevron-left", "Escape", (OPEN,), False),
            ("review", tr("Review…"), "review", "Ctrl+R", (SELECTED,), False),
            ("search", tr("Search the sessions"), "search", "Ctrl+F", (f"!{OPEN}",), False),
            ("export", tr("Export steps…"), "export", "Ctrl+E", (SELECTED,), True),
            ("submit", tr("Submit…"), "submit", "Ctrl+Return", (ONE_SELECTED,), False),
            ("copy", tr("Save a sealed copy…"), "save", "Ctrl+Shift+S", (SELECTED,), False),
            ("delete", tr("Delete"), "delete", "Delete", any_, True),
            ("unlock", tr("Unlock the list"), "unlock", "Ctrl+U", ("!unlocked",), True),
            ("demo", tr("Try the demo session"), "play", "", (f"!{OPEN}",), False),
            ("import", tr("Import a recording…"), "import", "Ctrl+I", (f"!{OPEN}",), False),
            ("refresh", tr("Read the list again"), "refresh", "F5", (f"!{OPEN}",), False),
        )
        made = tuple(
            ActionRow(
                f"sessions.{name}",
                text,
                icon,
                keys,
                self.place_id,
                needs,
                menu="session",
                starts_group=group,
            )
            for name, text, icon, keys, needs, group in rows
        )
        return made + player_rows()

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        own: dict[str, Callable[[], None]] = {
            "sessions.open": self._open_selected,
            "sessions.leave": self.leave_player,
            "sessions.review": self._review,
            "sessions.search": self._search,
            "sessions.export": self._export,
            "sessions.submit": self._submit,
            "sessions.copy": self._copy,
            "sessions.delete": self.delete_selected,
            "sessions.unlock": lambda: self.context.vault.unlock() and None,
            "sessions.demo": self._demo,
            "sessions.import": self._import,
            "sessions.refresh": self.shelf.refresh,
        }
        return own | player_callbacks(self.page)

    def entered(self) -> None:
        self._build_list()
        self.shelf.refresh()
        if not self.page.player.session:
            self.list.table.setFocus()

    def left(self) -> None:
        """What plays stands still when nobody looks."""

    def show_what(self, what: object) -> None:
        """Open the session with this id."""
        if isinstance(what, str):
            self.open_session(what)

    def close_down(self) -> None:
        """Close the player, and shred what was deleted and not brought back."""
        self.page.player.close()
        self.shelf.close()
        deletions = Deletions(self.context.home)
        try:
            if self._list_built:
                deletions.note(self.context.document.content.deleted)
            deletions.shred_noted()
        except CandorError as error:
            # It stays noted, and is shredded at the next start.
            _log.error("A deleted session could not be shredded: %s", type(error).__name__)

    # What a person does

    def open_session(self, session: str) -> None:
        """Show a session in the player."""
        self._build_page()
        self._pages.setCurrentWidget(self.page)
        self.page.player.open(session, session_path(self.context.home.sessions, session))

    def leave_player(self) -> None:
        """Back to the list."""
        self.page.player.close()
        self._pages.setCurrentWidget(self.list)
        self.list.table.setFocus()
        self.shelf.refresh()

    def delete_selected(self) -> None:
        """Hide what is selected; it can be brought back until the window closes."""
        entries = [each for each in self.list.selected() if each.state != SessionState.RECORDING]
        if not entries:
            self.context.frame.say(tr("A session that is being recorded cannot be deleted."))
            return
        sessions = frozenset(entry.session for entry in entries)
        text = tr("delete %n session(s)", len(sessions))
        self.context.document.edit(DeleteSessions(sessions), text)
        self.context.frame.say(
            tr("Deleted %n session(s). You can undo this until you close Candor.", len(sessions))
        )

    def _build_list(self) -> None:
        if self._list_built:
            return
        self._list_built = True
        self.list.build()
        self.list.table.chosen.connect(self.open_session)
        self.list.selection_changed.connect(self._on_selection)
        self.context.document.changed.connect(self._on_document)
        self.shelf.shredded.connect(self._on_shredded)
        self.shelf.shred_old()

    def _build_page(self) -> None:
        if self._page_built:
            return
        self._page_built = True
        self.page.build()
        self.page.left.connect(self.leave_player)
        self.context.frame.session_ends.connect(self._let_go)
        self.page.player.opened.connect(lambda: self._pages.setCurrentWidget(self.page))
        self.page.player.closed.connect(lambda: self._pages.setCurrentWidget(self.list))

    def _let_go(self, session: str) -> None:
        """A session that is deleted for good cannot stay in the player."""
        if session == self.page.player.session:
            self.leave_player()

    def _open_selected(self) -> None:
        if selected := self.list.selected():
            self.open_session(selected[0].session)

    def _review(self) -> None:
        if meant := self._meant():
            if self.page.player.session:
                self.leave_player()
            self.context.frame.go("review", meant[0])

    def _search(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _export(self) -> None:
        """Put an export of what is selected together, in its own place."""
        if meant := self._meant():
            if self.page.player.session:
                self.leave_player()
            self.context.frame.go("export", meant)

    def _submit(self) -> None:
        """Submit the newest proven copy of what is selected."""
        for session in self._meant()[:1]:
            submit_session(self.context, session, self.window())

    def _copy(self) -> None:
        self._ask_folder(tr("Save sealed copies to a folder"), self.copy_to)

    def copy_to(self, folder: Path) -> None:
        """Copy the sealed files of what is selected, and their receipts, to a folder."""
        leaving.copy_sealed(self.context, self._meant(), folder)

    def _meant(self) -> tuple[str, ...]:
        """The session in the player, else those selected in the list."""
        if self.page.player.session:
            return (self.page.player.session,)
        return self.list.table.selected_sessions()

    def _ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _demo(self) -> None:
        leaving.import_demo(self.context, self._on_demo)

    def _import(self) -> None:
        sheet = ImportSheet(self.window())
        sheet.wanted.connect(self.import_from)
        sheet.open()

    def import_from(self, path: Path, task: str = "") -> None:
        """Import what another program recorded, and tell what came of it."""
        import_recording(self.context, path, task, self._on_imported)

    def _on_imported(self, imported: Imported) -> None:
        self.shelf.refresh()
        sheet = AccountSheet(imported, self.window())
        sheet.look_wanted.connect(lambda session: self.context.frame.go(self.place_id, session))
        sheet.open()

    def _on_demo(self, session: str) -> None:
        self.shelf.refresh()
        self.open_session(session)

    def _on_selection(self) -> None:
        selected = self.list.selected()
        self.context.actions.set_fact(SELECTED, bool(selected))
        self.context.actions.set_fact(ONE_SELECTED, len(selected) == 1)

    def _on_document(self, _edit: object) -> None:
        deleted = self.context.document.content.deleted
        self.list.hide_deleted(deleted)
        self.shelf.note_deleted(deleted)

    def _on_shredded(self, count: int) -> None:
        self.context.frame.say(tr("%n session(s) that you had deleted were shredded.", count))
