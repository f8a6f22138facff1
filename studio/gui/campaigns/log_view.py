"""The lines of a broker's log as a table, with a filter over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from recorder.custody.audit import Leaf
from recorder.custody.roster import Roster
from studio.gui.campaigns.wording import kind_word, moment_of, role_word
from studio.gui.consent.terms import stream_name
from studio.gui.words import tr
from studio.overseeing import matches, name_on

Index = QModelIndex | QPersistentModelIndex
WHEN, KIND, WHO, ROLE, STREAM, PURPOSE = range(6)
_HEIGHT_PX = 320


class LogModel(QAbstractTableModel):
    """Shows the lines that fit the filter, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Leaf, ...] = ()
        self._roster: Roster | None = None
        self._words = ""
        self.leaves: tuple[Leaf, ...] = ()

    def show_log(self, leaves: Sequence[Leaf], roster: Roster | None) -> None:
        self._all, self._roster = tuple(reversed(leaves)), roster
        self._fill()

    def show_words(self, words: str) -> None:
        """Show the lines that have all of these words."""
        self._words = words
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        self.leaves = tuple(
            leaf for leaf in self._all if matches(leaf, self._name(leaf), self._words)
        )
        self.endResetModel()

    def _name(self, leaf: Leaf) -> str:
        return name_on(self._roster, leaf.person)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.leaves)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_titles())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.leaves):
            return None
        cells = self._cells(self.leaves[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = ", ".join(cell for cell in cells if cell)
            return whole if index.column() == WHEN else cells[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _titles()[section]
        return None

    def _cells(self, leaf: Leaf) -> tuple[str, ...]:
        return (
            moment_of(leaf.at),
            kind_word(leaf.kind),
            self._name(leaf),
            role_word(leaf.role) if leaf.role else "",
            stream_name(leaf.stream) if leaf.stream else "",
            leaf.purpose,
        )


class LogTable(QTableView):
    """Shows the model, a whole line at a time."""

    def __init__(self, model: LogModel) -> None:
        super().__init__()
        self.setObjectName("campaign-log")
        self.setAccessibleName(tr("What the broker did"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setMinimumHeight(_HEIGHT_PX)
        head = self.horizontalHeader()
        head.setObjectName("campaign-log-head")
        head.setAccessibleName(tr("Columns of the log"))
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(WHEN, QHeaderView.ResizeMode.ResizeToContents)


def _titles() -> tuple[str, ...]:
    return (tr("When"), tr("What"), tr("Who"), tr("Role"), tr("Stream"), tr("Purpose"))
