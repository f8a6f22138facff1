"""The table of sessions: one row each, the whole row selected, sorted by its head."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.gui.sessions.delegates import ROW_PX, RowDelegate, StateDelegate, TaskDelegate
from studio.gui.sessions.model import COLUMNS, SessionsModel
from studio.gui.theme import Theme
from studio.gui.words import tr
from studio.session_list import SortBy

WIDTHS_EM = {SortBy.DATE: 9.4, SortBy.LENGTH: 4.6, SortBy.SIZE: 5.2, SortBy.STATE: 8.8}
NARROW_EM, VERY_NARROW_EM = 46, 40


class SessionsTable(QTableView):
    """Shows a model. `chosen` asks to open a session, `selected` tells which is current."""

    chosen = Signal(str)
    selected = Signal(object)
    seen = Signal()
    """Other rows came into view."""

    def __init__(self, model: SessionsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions-table")
        self.setAccessibleName(tr("Sessions"))
        self._model = model
        self._theme = theme
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._delegates = [self._delegate(column) for column in COLUMNS]
        for column, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(column, delegate)
        self._build_head()
        self.activated.connect(self._on_activated)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda: self._on_current())
        self.verticalScrollBar().valueChanged.connect(lambda: self.seen.emit())
        theme.changed.connect(self._fit_columns)

    def _build_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setAccessibleName(tr("Columns of the list"))
        head.setObjectName("sessions-head")
        head.setSortIndicator(COLUMNS.index(SortBy.DATE), Qt.SortOrder.DescendingOrder)

    def selected_sessions(self) -> tuple[str, ...]:
        """The ids of the selected sessions, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(entry.session for row in rows if (entry := self._model.entry(row)))

    def select_row(self, row: int) -> None:
        """Make a row the current one; the last where there are fewer."""
        count = self._model.rowCount()
        if not count:
            return
        index = self._model.index(min(max(row, 0), count - 1), 0)
        # `selectRow` would look at the keys that are held, and toggle with Ctrl.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def visible_sessions(self) -> list[str]:
        """The ids of the sessions in view and a screen around them."""
        height = self.viewport().height()
        first = max(0, self.rowAt(0) - height // ROW_PX) if self.rowAt(0) >= 0 else 0
        last = first + 3 * max(1, height // ROW_PX) + 1
        found = (self._model.entry(row) for row in range(first, last))
        return [entry.session for entry in found if entry is not None]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self.seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _delegate(self, column: SortBy) -> RowDelegate:
        if column is SortBy.TASK:
            return TaskDelegate(self._theme)
        return StateDelegate(self._theme) if column is SortBy.STATE else RowDelegate(self._theme)

    def _fit_columns(self) -> None:
        """Fixed columns as wide as their words; the size goes where there is little room."""
        em = self._theme.base_px
        width = self.width()
        for column, by in enumerate(COLUMNS):
            if by in WIDTHS_EM:
                self.setColumnWidth(column, round(WIDTHS_EM[by] * em))
        self.setColumnHidden(COLUMNS.index(SortBy.SIZE), width < NARROW_EM * em)
        self.setColumnHidden(COLUMNS.index(SortBy.LENGTH), width < VERY_NARROW_EM * em)

    def _hover(self, row: int) -> None:
        for delegate in self._delegates:
            delegate.hover_row = row
        self.viewport().update()

    def _on_activated(self, index: QModelIndex) -> None:
        if entry := self._model.entry(index.row()):
            self.chosen.emit(entry.session)

    def _on_current(self, *_indexes: QModelIndex) -> None:
        self.selected.emit(self._model.entry(self.currentIndex().row()))
