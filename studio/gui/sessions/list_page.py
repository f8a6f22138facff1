"""The page with the list of sessions: head, search, banners, table, detail, empty state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from recorder.session.scan import SessionState
from replay.player import clock
from studio.gui.context import AppContext
from studio.gui.icons import icon
from studio.gui.sessions.detail import Detail
from studio.gui.sessions.model import SessionsModel
from studio.gui.sessions.shelf import Shelf
from studio.gui.sessions.table import SessionsTable
from studio.gui.theme import Space
from studio.gui.widgets import Banner, EmptyState, PageHeader, button, column, label, row
from studio.gui.words import tr
from studio.session_list import Entry, words_of_size

DETAIL_ABOVE_PX = 900
SEARCH_PX = 260


class ListPage(QWidget):
    """Shows the shelf. `selection_changed` tells that other sessions are selected."""

    selection_changed = Signal()

    def __init__(self, context: AppContext, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions-list")
        self.setProperty("page", True)
        self._context = context
        self._shelf = shelf
        self.model = SessionsModel(self)
        self.table = SessionsTable(self.model, context.theme)
        self.search = QLineEdit()
        self._is_built = False
        self._noticed: list[str] = []
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(60)

    def build(self) -> None:
        """Lay everything out; the rows of the place must be in the table of actions by now."""
        actions = self._context.actions
        self._build_search()
        self.unlock = button(
            tr("Unlock"),
            "plain",
            "unlock",
            name="sessions-unlock",
            clicked=lambda: actions.trigger("sessions.unlock"),
        )
        self.unlock.hide()
        self.unlock.setToolTip(tr("Shows tasks and pictures of your sessions"))
        self.header = PageHeader(tr("Sessions"), " ", self.search, self.unlock)
        self.recovered = Banner(
            "warning",
            "",
            button(tr("Show"), "quiet", name="recovered-show", clicked=self._show_recovered),
            button(tr("Got it"), "quiet", name="recovered-close", clicked=self._close_recovered),
        )
        self.recovered.hide()
        self.detail = Detail(actions, self._context.theme)
        self._nothing_found = EmptyState(
            "search",
            tr("No session matches"),
            tr("Search looks at task, applications, date and state."),
            button(tr("Clear the search"), name="search-clear", clicked=self.search.clear),
        )
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self._nothing_found)
        filled = QWidget()
        filled.setLayout(row(self._tables, self.detail, space=Space.L))
        self._pages = QStackedWidget()
        self._pages.addWidget(filled)
        self._pages.addWidget(self._empty_state())
        self._pages.addWidget(self._waiting_state())
        self._pages.setCurrentIndex(2)
        whole: QVBoxLayout = column(self.header, self.recovered, self._pages, space=Space.L)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._is_built = True
        self._fit()
        self._listen()

    def selected(self) -> list[Entry]:
        """The selected sessions, in the order of the list."""
        found = (self.model.entry_of(each) for each in self.table.selected_sessions())
        return [entry for entry in found if entry is not None]

    def select_session(self, session: str) -> None:
        """Select one session and bring it into view."""
        row_at = self.model.row_of(session)
        if row_at is not None:
            self.table.select_row(row_at)

    def hide_deleted(self, deleted: frozenset[str]) -> None:
        """Leave deleted sessions out; what stood below takes the selection."""
        current = self.table.currentIndex().row()
        self.model.hide(deleted)
        if not self.table.selectionModel().hasSelection():
            self.table.select_row(current)
        self._show_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_built:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the search into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.setFocus()
                if not self.table.selectionModel().hasSelection():
                    self.table.select_row(0)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def _fit(self) -> None:
        self.detail.setVisible(self.width() >= DETAIL_ABOVE_PX)

    def _build_search(self) -> None:
        self.search.setObjectName("sessions-search")
        self.search.setAccessibleName(tr("Search the sessions"))
        self.search.setPlaceholderText(tr("Search task, application, date"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_PX)
        sign = QAction(icon("search", "text_hint"), "", self.search)
        self.search.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)

    def _listen(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self._shelf.changed.connect(self._on_shelf)
        self._shelf.pictured.connect(self._on_pictured)
        self.table.selected.connect(lambda _entry: self._on_selection())
        self.table.seen.connect(self._seen.start)
        self._seen.timeout.connect(
            lambda: self._shelf.want_thumbnails(self.table.visible_sessions())
        )

    def _empty_state(self) -> QWidget:
        actions = self._context.actions
        return EmptyState(
            "sessions",
            tr("No sessions yet"),
            tr(
                "Record a task and it appears here, sealed so that only you can open it. "
                "The demo session lets you try looking back right now."
            ),
            button(
                tr("Record a task"),
                "primary",
                "record",
                name="empty-record",
                clicked=lambda: self._context.frame.go("record"),
            ),
            button(
                tr("Try the demo session"),
                "plain",
                "play",
                name="empty-demo",
                clicked=lambda: actions.trigger("sessions.demo"),
            ),
        )

    def _waiting_state(self) -> QWidget:
        waiting = QWidget()
        words = label(tr("Reading the library…"), "body", "soft")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        waiting.setLayout(column(1, words, 1))
        return waiting

    def _on_shelf(self) -> None:
        if self._shelf.is_locked:
            self.model.forget_content()
        current = self.table.currentIndex().row()
        self.model.show_entries(self._shelf.entries)
        self.unlock.setVisible(self._shelf.is_locked)
        if not self.table.selectionModel().hasSelection() and self.model.rowCount():
            self.table.select_row(max(0, current))
        self._show_page()
        self._show_recovery()
        self._on_selection()
        self._seen.start()

    def _show_page(self) -> None:
        total = self.model.total
        if not self._shelf.is_loaded:
            self._pages.setCurrentIndex(2)
        else:
            self._pages.setCurrentIndex(0 if total else 1)
        self._tables.setCurrentIndex(0 if self.model.rowCount() else 1)
        size = sum(
            entry.size_bytes
            for entry in self._shelf.entries
            if entry.session not in self._context.document.content.deleted
        )
        words = tr("%n session(s), {size} on this machine", total).format(size=words_of_size(size))
        self.header.set_subtitle(
            words if total else tr("What you recorded, on this machine alone.")
        )
        self.search.setEnabled(bool(total))

    def _show_recovery(self) -> None:
        """Tell once which sessions were saved from a recording that broke off."""
        broken = [
            entry
            for entry in self._shelf.entries
            if entry.state is SessionState.INTERRUPTED and not entry.noticed
        ]
        self._noticed = [entry.session for entry in broken]
        self.recovered.setVisible(bool(broken))
        if not broken:
            return
        words = tr("%n recording(s) broke off. What was written until then is here.", len(broken))
        if len(broken) == 1 and broken[0].length_ns is not None:
            words = tr("A recording broke off. Its first {time} were written and are here.").format(
                time=clock(broken[0].length_ns, millis=False)
            )
        self.recovered.text.setText(words)

    def _show_recovered(self) -> None:
        if self._noticed:
            self.search.clear()
            self.select_session(self._noticed[0])
            self.table.setFocus()
        self._close_recovered()

    def _close_recovered(self) -> None:
        self.recovered.hide()
        self._shelf.keep_noticed(self._noticed)

    def _on_search(self, text: str) -> None:
        self.model.search(text)
        if not self.table.selectionModel().hasSelection():
            self.table.select_row(0)
        self._show_page()
        self._seen.start()

    def _on_pictured(self, found: object) -> None:
        self.model.show_thumbnails(found)  # pyright: ignore[reportArgumentType]
        self._on_selection()

    def _on_selection(self) -> None:
        selected = self.selected()
        image = self.model.thumbnail(selected[0].session) if len(selected) == 1 else None
        self.detail.show_entries(selected, image)
        self.selection_changed.emit()
