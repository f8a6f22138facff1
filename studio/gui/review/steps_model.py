"""The step list as Qt's item views want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from replay.trajectory import Step
from studio.gui.review.step_rows import Row, Show, rows_of, wanted
from studio.gui.review.step_words import row_words

ROW_ROLE = Qt.ItemDataRole.UserRole
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 1
NOW_ROLE = Qt.ItemDataRole.UserRole + 2
NOTE_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractListModel):
    """Shows the steps of a kind in which some words occur. `ROW_ROLE` gives the row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._thumbnails: dict[str, QImage] = {}
        self._show, self._words, self._kind = Show.ALL, "", ""
        self._now = ""
        self._notes: Mapping[str, str] = {}

    def show_steps(self, steps: Iterable[Step], gone: Iterable[Step]) -> None:
        self._all = rows_of(steps, gone)
        self._arrange()

    def show_only(self, show: Show, words: str, kind: str = "") -> None:
        self._show, self._words, self._kind = show, words, kind
        self._arrange()

    def show_now(self, step_id: str) -> None:
        """Mark the step of the playhead."""
        before, self._now = self._now, step_id
        for each in (before, step_id) if before != step_id else ():
            if (row := self.row_of(each)) is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [NOW_ROLE])

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Write a word beside these steps."""
        before, self._notes = self._notes, dict(notes)
        for at, row in enumerate(self._shown):
            if before.get(row.id) != notes.get(row.id):
                self.dataChanged.emit(self.index(at), self.index(at), [NOTE_ROLE])

    def show_thumbnails(self, found: Mapping[str, QImage]) -> None:
        self._thumbnails.update(found)
        for step_id in found:
            if (row := self.row_of(step_id)) is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL_ROLE])

    def forget_content(self) -> None:
        """Drop everything: the session was closed, or the vault locked."""
        self._thumbnails.clear()
        self._all, self._now, self._notes = (), "", {}
        self._arrange()

    @property
    def total(self) -> int:
        """How many rows there are, whether they match or not."""
        return len(self._all)

    def row(self, place: int) -> Row | None:
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def row_of(self, step_id: str) -> int | None:
        return next((at for at, row in enumerate(self._shown) if row.id == step_id), None)

    def _arrange(self) -> None:
        shown = wanted(self._all, self._show, self._words, self._kind)
        self.layoutAboutToBeChanged.emit()
        before, old = self._shown, self.persistentIndexList()
        ids = [before[index.row()].id for index in old]
        self._shown = shown
        places = {row.id: at for at, row in enumerate(shown)}
        found = [places.get(each) for each in ids]
        new = [QModelIndex() if at is None else self.createIndex(at, 0) for at in found]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.step.sentence
            case Qt.ItemDataRole.AccessibleTextRole:
                note = self._notes.get(row.id, "")
                return ", ".join(filter(None, (row_words(row), note)))
            case Qt.ItemDataRole.ToolTipRole:
                return row.step.description or row.step.sentence
            case _:
                return self._own_role(row, role)

    def _own_role(self, row: Row, role: int) -> Any:
        if role == ROW_ROLE:
            return row
        if role == THUMBNAIL_ROLE:
            return self._thumbnails.get(row.id)
        if role == NOTE_ROLE:
            return self._notes.get(row.id, "")
        return row.id == self._now if role == NOW_ROLE else None
