"""The redactions of a review, one row each: chosen, changed, removed. What they hide is not shown
before it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from annotate.redact.plan import Everywhere, Redaction, Region, Span, Text
from studio.gui.icons import icon
from studio.gui.redaction import sayings
from studio.gui.redaction.claims import REMOVE, claimed
from studio.gui.words import tr

REDACTION_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RedactionsModel(QAbstractListModel):
    """Shows redactions in the order in which they were made, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Redaction, ...] = ()
        self._unmasked = False

    def show_redactions(self, redactions: Sequence[Redaction]) -> None:
        rows = tuple(reversed(redactions))
        if rows == self._rows:
            return
        if [each.id for each in rows] == [each.id for each in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def unmask(self, unmasked: bool) -> None:
        self._unmasked = unmasked
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, redaction: str) -> int | None:
        ids = [each.id for each in self._rows]
        return ids.index(redaction) if redaction in ids else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(row)
            case Qt.ItemDataRole.DecorationRole:
                return icon(_icon_of(row), "text_soft")
            case _:
                return row if role == REDACTION_ROLE else None

    def _words(self, row: Redaction) -> str:
        parts = [sayings.redaction_title(row)]
        if sayings.kind_word(row.kind).casefold() not in ("region", "span", "step"):
            parts.append(sayings.kind_word(row.kind))
        if isinstance(row, Text | Everywhere):
            parts.append(row.text if self._unmasked else sayings.masked(row.text))
        parts.append(sayings.redaction_when(row))
        return " · ".join(dict.fromkeys(parts))


class RedactionsList(QListView):
    """Delete removes what is selected, Return edits it."""

    chosen = Signal(object)
    removal_wanted = Signal(object)
    """The ids of the redactions that the person wants to be without."""

    change_wanted = Signal(object)

    def __init__(self, model: RedactionsModel) -> None:
        super().__init__()
        self.setObjectName("redactions-list")
        self.setAccessibleName(tr("Redactions"))
        self.setModel(model)
        self._model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(lambda index: self.change_wanted.emit(_at(index)))
        self.selectionModel().currentChanged.connect(lambda now, _old: self._on_current(now))

    def selected(self) -> tuple[Redaction, ...]:
        indexes = self.selectionModel().selectedIndexes()
        return tuple(_at(index) for index in sorted(indexes, key=lambda index: index.row()))

    def choose(self, redaction: str) -> None:
        """Make a redaction the current one, without telling so."""
        row = self._model.row_of(redaction)
        self.selectionModel().blockSignals(True)
        if row is None:
            self.clearSelection()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), flags)
            self.scrollTo(self._model.index(row))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Delete is the list's here."""
        if claimed(event, lambda key: key.key() in REMOVE):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in REMOVE and self.selected():
            self.removal_wanted.emit(tuple(each.id for each in self.selected()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.change_wanted.emit(_at(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(_at(index))


def _at(index: QModelIndex) -> Redaction:
    return index.data(REDACTION_ROLE)


def _icon_of(redaction: Redaction) -> str:
    match redaction:
        case Region():
            return "region"
        case Span():
            return "clock"
        case Text() | Everywhere():
            return "title"
        case _:
            return "forget"
