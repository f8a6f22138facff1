"""The list of sessions as Qt's item views want it. Searching and sorting are `session_list`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage

from replay.player import clock
from studio.gui.sessions.states import state_look
from studio.gui.words import tr
from studio.session_list import Entry, SortBy, arranged, search, words_of_size

ENTRY_ROLE = Qt.ItemDataRole.UserRole
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 1
COLUMNS = (SortBy.TASK, SortBy.DATE, SortBy.LENGTH, SortBy.SIZE, SortBy.STATE)
Index = QModelIndex | QPersistentModelIndex


class SessionsModel(QAbstractTableModel):
    """Shows entries that match a text, in an order. `ENTRY_ROLE` gives the entry of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._hidden: frozenset[str] = frozenset()
        self._thumbnails: dict[str, QImage] = {}
        self._text = ""
        self._by, self._falling = SortBy.DATE, True

    # What is shown

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._all = tuple(entries)
        self._arrange()

    def hide(self, sessions: frozenset[str]) -> None:
        """Leave these sessions out: they are deleted, as long as that is not undone."""
        self._hidden = sessions
        self._arrange()

    def search(self, text: str) -> None:
        self._text = text
        self._arrange()

    def show_thumbnails(self, found: Mapping[str, QImage]) -> None:
        self._thumbnails.update(found)
        rows = [row for row, entry in enumerate(self._shown) if entry.session in found]
        if rows:
            first, last = self.index(rows[0], 0), self.index(rows[-1], 0)
            self.dataChanged.emit(first, last, [THUMBNAIL_ROLE])

    def forget_content(self) -> None:
        """Drop what was sealed: the vault is locked."""
        self._thumbnails.clear()

    def thumbnail(self, session: str) -> QImage | None:
        return self._thumbnails.get(session)

    @property
    def total(self) -> int:
        """How many sessions there are, whether they match or not."""
        return len(self.visible_entries())

    def visible_entries(self) -> list[Entry]:
        """The entries that are not hidden, whether they match or not."""
        return [entry for entry in self._all if entry.session not in self._hidden]

    def entry(self, row: int) -> Entry | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, session: str) -> int | None:
        for row, entry in enumerate(self._shown):
            if entry.session == session:
                return row
        return None

    def entry_of(self, session: str) -> Entry | None:
        return next((entry for entry in self._all if entry.session == session), None)

    def _arrange(self) -> None:
        shown = arranged(
            search(self.visible_entries(), self._text), self._by, falling=self._falling
        )
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        old = self.persistentIndexList()
        sessions = [before[index.row()].session for index in old]
        self._shown = shown
        rows = {entry.session: row for row, entry in enumerate(shown)}
        new = [
            self.createIndex(rows[session], index.column()) if session in rows else QModelIndex()
            for session, index in zip(sessions, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # What views ask

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_words(entry, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column is SortBy.TASK:
                    return row_words(entry)
                return cell_words(entry, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                right = column in (SortBy.LENGTH, SortBy.SIZE)
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole if column is SortBy.STATE:
                problem = entry.title.problem if entry.title else None
                return problem or state_look(entry.state).meaning
            case _:
                return self._own_role(entry, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_words(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[section] in (SortBy.LENGTH, SortBy.SIZE)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(COLUMNS):
            self._by, self._falling = COLUMNS[column], order == Qt.SortOrder.DescendingOrder
            self._arrange()

    def _own_role(self, entry: Entry, role: int) -> Any:
        if role == ENTRY_ROLE:
            return entry
        if role == THUMBNAIL_ROLE:
            return self._thumbnails.get(entry.session)
        return None


def column_words(column: SortBy) -> str:
    match column:
        case SortBy.TASK:
            return tr("Task")
        case SortBy.DATE:
            return tr("Recorded")
        case SortBy.LENGTH:
            return tr("Length")
        case SortBy.SIZE:
            return tr("Size")
        case SortBy.STATE:
            return tr("State")


def cell_words(entry: Entry, column: SortBy) -> str:
    """What stands in one cell."""
    match column:
        case SortBy.TASK:
            return task_words(entry)
        case SortBy.DATE:
            return date_words(entry)
        case SortBy.LENGTH:
            return "–" if entry.length_ns is None else clock(entry.length_ns, millis=False)
        case SortBy.SIZE:
            return words_of_size(entry.size_bytes)
        case SortBy.STATE:
            return state_look(entry.state).word


def task_words(entry: Entry) -> str:
    """The task, or why there is none to show."""
    if entry.title is None:
        return tr("Sealed")
    if entry.title.problem is not None:
        return tr("Cannot be read")
    return entry.title.task or tr("Session without a task")


def date_words(entry: Entry) -> str:
    if entry.started_at is None:
        return tr("Unknown")
    at = entry.started_at
    day = QDate(at.year, at.month, at.day)
    ago = day.daysTo(QDate.currentDate())
    if ago in (0, 1):
        words = tr("Today, {time}") if ago == 0 else tr("Yesterday, {time}")
        return words.format(time=f"{at:%H:%M}")
    form = "d MMM" if day.year() == QDate.currentDate().year() else "d MMM yyyy"
    return tr("{day}, {time}").format(day=QLocale().toString(day, form), time=f"{at:%H:%M}")


def row_words(entry: Entry) -> str:
    """A whole row in a sentence, for a screen reader."""
    parts = [task_words(entry), *(cell_words(entry, column) for column in COLUMNS[1:])]
    return ", ".join(parts)
