"""The list of one's submissions: task and campaign, when, size, openings, days left, state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.gui.consent.terms import in_own_words
from studio.gui.custody.wording import day, days_words, opened_words, standing_look, task_words
from studio.gui.sessions.delegates import Index, RowDelegate, StateDelegate
from studio.gui.sessions.states import StateLook
from studio.gui.theme import SEMIBOLD, Space, Theme
from studio.gui.words import tr
from studio.openings import Own
from studio.session_list import words_of_size

OWN_ROLE = Qt.ItemDataRole.UserRole
TASK, WHEN, SIZE, OPENED, LEFT, STATE = range(6)
ROW_PX = 60
_WIDTHS_EM = {WHEN: 7.2, SIZE: 5.2, OPENED: 6.0, LEFT: 5.6, STATE: 9.0}
_SIZE_FROM_EM, _DATE_FROM_EM, _DAYS_FROM_EM = 54, 44, 36


class SubmissionsModel(QAbstractTableModel):
    """Shows submissions in the order they come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owns: tuple[Own, ...] = ()

    def show_owns(self, owns: Sequence[Own]) -> None:
        self.beginResetModel()
        self._owns = tuple(owns)
        self.endResetModel()

    def own(self, row: int) -> Own | None:
        return self._owns[row] if 0 <= row < len(self._owns) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._owns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_titles())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        own = self.own(index.row()) if index.isValid() else None
        if own is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(own, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return _row(own) if index.column() == TASK else _cell(own, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == STATE:
                return standing_look(own.standing).meaning
            case role if role == OWN_ROLE:
                return own
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _titles()[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


class SubmissionsTable(QTableView):
    """`picked` tells that others are selected, `chosen` that one is to be looked at."""

    picked = Signal()
    chosen = Signal()

    def __init__(self, model: SubmissionsModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("submissions")
        self.setAccessibleName(tr("Your submissions"))
        self._model, self._theme = model, theme
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setObjectName("submissions-head")
        head.setAccessibleName(tr("Columns of the list"))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TASK, QHeaderView.ResizeMode.Stretch)
        special = {TASK: _TaskDelegate, STATE: _StandingDelegate}
        self._delegates = [special.get(at, RowDelegate)(theme) for at in range(len(_titles()))]
        for at, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(at, delegate)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit())
        self.activated.connect(lambda _index: self.chosen.emit())
        theme.changed.connect(self._fit)

    def selected(self) -> tuple[Own, ...]:
        """What is selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(own for row in rows if (own := self._model.own(row)))

    def select(self, submissions: Sequence[str]) -> None:
        """Select these; the first row where none of them is there any more."""
        flags = QItemSelectionModel.SelectionFlag
        rows = [
            row
            for row in range(self._model.rowCount())
            if (own := self._model.own(row)) and own.submission in submissions
        ]
        if not rows and self._model.rowCount():
            rows = [0]
        self.selectionModel().clear()
        for row in rows:
            self.selectionModel().select(self._model.index(row, 0), flags.Select | flags.Rows)
        if rows:
            index = self._model.index(rows[0], 0)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Columns as wide as their words; size and openings go where there is little room."""
        em = self._theme.base_px
        for at, wide in _WIDTHS_EM.items():
            self.setColumnWidth(at, round(wide * em))
        self.setColumnHidden(SIZE, self.width() < _SIZE_FROM_EM * em)
        self.setColumnHidden(WHEN, self.width() < _DATE_FROM_EM * em)
        self.setColumnHidden(LEFT, self.width() < _DAYS_FROM_EM * em)

    def _hover(self, row: int) -> None:
        for delegate in self._delegates:
            delegate.hover_row = row
        self.viewport().update()


class _TaskDelegate(RowDelegate):
    """The task, and below it the campaign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        own: Own | None = index.data(OWN_ROLE)
        if own is None:
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        area = rect.adjusted(Space.M, 0, -Space.S, 0)
        painter.save()
        height, middle = painter.fontMetrics().height(), area.center().y()
        lines = (
            (task_words(own), self._theme.font(1.0, SEMIBOLD), "text", middle - height - 1),
            (campaign_words(own), self._theme.font(0.9), "text_hint", middle + 2),
        )
        for text, font, tone, top in lines:
            painter.setFont(font)
            painter.setPen(self._theme.colour(tone))
            box = QRect(area.left(), top, area.width(), height + 2)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class _StandingDelegate(StateDelegate):
    def look(self, index: Index) -> StateLook | None:
        own: Own | None = index.data(OWN_ROLE)
        return None if own is None else standing_look(own.standing)


def campaign_words(own: Own) -> str:
    """The campaign by its title, as the consent names it, and its version."""
    if own.consent is None:
        return own.kept.campaign
    return tr("{title}, version {version}").format(
        title=in_own_words(own.consent.campaign_title), version=own.consent.campaign_version
    )


def _titles() -> tuple[str, ...]:
    return (
        tr("Task"),
        tr("Submitted"),
        tr("Size"),
        tr("Openings"),
        tr("Days left"),
        tr("State"),
    )


def _cell(own: Own, column: int) -> str:
    words = {
        TASK: task_words,
        WHEN: lambda each: day(each.kept.made_at),
        SIZE: lambda each: words_of_size(each.size_bytes),
        OPENED: opened_words,
        LEFT: days_words,
        STATE: lambda each: standing_look(each.standing).word,
    }
    return words[column](own)


def _row(own: Own) -> str:
    """A whole row in a sentence, for a screen reader."""
    parts = [task_words(own), campaign_words(own)]
    parts += [f"{_titles()[at]} {_cell(own, at)}" for at in range(1, len(_titles()))]
    return ", ".join(parts)


def _side(column: int) -> Qt.AlignmentFlag:
    right = column in (SIZE, OPENED, LEFT)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
