"""The proposals as Qt's item views want them: filtered, and masked until the person asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.edits import Content
from replay.player import clock
from studio.gui.icons import icon
from studio.gui.redaction import sayings
from studio.gui.redaction.proposed import Carrier, Proposal, State, state_of
from studio.gui.words import tr

PROPOSAL_ROLE = Qt.ItemDataRole.UserRole
KIND, TEXT, PLACE, TIME, STATE = range(5)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown; None shows all."""

    kind: str | None = None
    state: State | None = None
    carrier: Carrier | None = None

    def takes(self, row: Proposal, content: Content) -> bool:
        return (
            self.kind in (None, row.kind)
            and self.state in (None, state_of(row, content))
            and (self.carrier is None or self.carrier in row.carriers)
        )


class ProposalsModel(QAbstractTableModel):
    """Shows proposals with what was decided on them. `PROPOSAL_ROLE` gives the one of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Proposal, ...] = ()
        self._shown: list[Proposal] = []
        self._content = Content()
        self._filter = Filter()
        self._unmasked = False

    def show_rows(self, rows: Sequence[Proposal], content: Content) -> None:
        self._all, self._content = tuple(rows), content
        self._arrange()

    def filter(self, wanted: Filter) -> None:
        self._filter = wanted
        self._arrange()

    def unmask(self, unmasked: bool) -> None:
        """Show what was found, or hide it again."""
        self._unmasked = unmasked
        self._tell_all()

    @property
    def unmasked(self) -> bool:
        return self._unmasked

    def row(self, row: int) -> Proposal | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rows_like(self, proposal: Proposal) -> tuple[Proposal, ...]:
        """Every proposal of the same kind, whether the filter shows it or not."""
        return tuple(each for each in self._all if each.kind == proposal.kind)

    def kinds(self) -> tuple[str, ...]:
        return tuple(sorted({each.kind for each in self._all}))

    def count(self, state: State) -> int:
        """How many of all are in a state."""
        return sum(state_of(each, self._content) == state for each in self._all)

    def _arrange(self) -> None:
        shown = [each for each in self._all if self._filter.takes(each, self._content)]
        if [each.id for each in shown] == [each.id for each in self._shown]:
            # Only states changed: selection and place stay.
            self._shown = shown
            self._tell_all()
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._shown[index.row()].id for index in old]
        self._shown = shown
        rows = {each.id: row for row, each in enumerate(shown)}
        new = [
            self.createIndex(rows[name], index.column()) if name in rows else QModelIndex()
            for name, index in zip(ids, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _tell_all(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, STATE)
            self.dataChanged.emit(self.index(0, 0), last)

    # What views ask

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else STATE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                words = [self._words(row, column) for column in range(STATE + 1)]
                return ", ".join(words) if index.column() == 0 else words[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return self._reason(row)
            case Qt.ItemDataRole.DecorationRole if index.column() == KIND:
                state = state_of(row, self._content)
                return icon(sayings.state_icon(state), sayings.state_tone(state))
            case _:
                return row if role == PROPOSAL_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (tr("Kind"), tr("What was found"), tr("Where"), tr("At"), tr("State"))
        return heads[section] if 0 <= section < len(heads) else None

    def _words(self, row: Proposal, column: int) -> str:
        match column:
            case 0:
                return sayings.kind_word(row.kind)
            case 1:
                return row.secret if self._unmasked else sayings.masked(row.secret)
            case 2:
                words = sayings.place_words(row.place)
                more = row.count - 1
                return f"{words} +{more}" if more else words
            case 3:
                return clock(row.t_ns, millis=False)
            case _:
                return sayings.state_word(state_of(row, self._content))

    def _reason(self, row: Proposal) -> str:
        where = ", ".join(sayings.carrier_word(each) for each in sorted(row.carriers))
        lines = (
            sayings.state_word(state_of(row, self._content)),
            tr("Found by: {detector}").format(detector=sayings.detector_name(row.detector)),
            tr("In: {carriers}").format(carriers=where),
            tr("Found %n time(s)", row.count),
        )
        return "\n".join(lines)
