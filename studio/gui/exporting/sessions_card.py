"""The first part of an export: which sessions, with a search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from studio.gui.context import AppContext
from studio.gui.exporting.picker import Picker, PickModel
from studio.gui.exporting.wording import number
from studio.gui.icons import icon
from studio.gui.sessions.shelf import Shelf
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, label, row
from studio.gui.words import tr

LIST_PX = 230


class SessionsCard(Card):
    """`changed` tells that other sessions are picked."""

    changed = Signal()

    def __init__(self, context: AppContext, shelf: Shelf) -> None:
        super().__init__(space=Space.M)
        self._context, self._shelf = context, shelf
        self.model = PickModel()
        self.model.setParent(self)
        self.list = Picker(self.model, context.theme)
        self.list.setFixedHeight(LIST_PX)
        self.search = self._search_field()
        self.words = label("", tone="soft")
        act = context.actions.trigger
        self.everything = button(
            tr("Pick all"), "quiet", name="export-all", clicked=lambda: act("export.all")
        )
        self.nothing = button(
            tr("Pick none"), "quiet", name="export-none", clicked=lambda: act("export.none")
        )
        self.body.addLayout(
            row(label(tr("Sessions"), "subtitle"), 1, self.everything, self.nothing)
        )
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.body.addWidget(self.words)
        self.model.picks_changed.connect(self._on_picks)
        shelf.changed.connect(self._on_shelf)
        context.document.changed.connect(lambda _edit: self._on_deleted())
        self._on_picks()

    @property
    def apps(self) -> list[str]:
        """The applications of all sessions, for the filter."""
        titles = [entry.title for entry in self._shelf.entries if entry.title]
        return sorted({app for title in titles for app in title.apps}, key=str.casefold)

    def task_of(self, session: str) -> str:
        """What a session is called in a sentence: its task, else its id."""
        entry = self.model.entry_of(session)
        return entry.task or session if entry is not None else session

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the search into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if plain and down and self.model.rowCount():
                self.list.setFocus()
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self.model.index(0, 0))
                return True
        return False

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("export-search")
        field.setAccessibleName(tr("Search the sessions"))
        field.setPlaceholderText(tr("Search task, application, date"))
        field.setClearButtonEnabled(True)
        sign = QAction(icon("search", "text_hint"), "", field)
        field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        field.installEventFilter(self)
        field.textChanged.connect(self.model.search)
        return field

    def _on_shelf(self) -> None:
        self.model.show_entries(self._shelf.entries)
        self._on_deleted()

    def _on_deleted(self) -> None:
        self.model.hide(self._context.document.content.deleted)
        self._on_picks()

    def _on_picks(self) -> None:
        picked, total = len(self.model.picked()), len(self.model.can_be_picked())
        if not total:
            text = tr("There is no session yet.") if self._shelf.is_loaded else tr("Reading…")
        elif self.model.all_mine:
            text = tr("All %n session(s)", total)
        else:
            text = tr("{picked} of {total} sessions").format(
                picked=number(picked), total=number(total)
            )
        self.words.setText(text)
        self.changed.emit()
