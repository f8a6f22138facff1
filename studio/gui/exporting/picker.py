"""The list in which sessions are picked for an export: a check mark, the task, and when it was."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from recorder.session.scan import SessionState
from studio.gui.icons import picture
from studio.gui.sessions.delegates import Index, RowDelegate
from studio.gui.sessions.model import SessionsModel, cell_words, row_words, task_words
from studio.gui.sessions.states import state_look
from studio.gui.theme import SEMIBOLD, Space, Theme
from studio.gui.words import tr
from studio.session_list import Entry, SortBy

ROW_PX, BOX_PX, TICK_PX = 52, 18, 14
CHECK = Qt.ItemDataRole.CheckStateRole


class PickModel(SessionsModel):
    """Sessions with a check mark. What is still being recorded cannot be picked."""

    picks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picked: frozenset[str] | None = None

    @property
    def all_mine(self) -> bool:
        """Whether everything is picked, also what is recorded later."""
        return self._picked is None

    def picked(self) -> tuple[str, ...]:
        """The ids of what is picked, oldest first, so that an export does not hang on the list."""
        found = [entry for entry in self.can_be_picked() if self._is_picked(entry)]
        found.sort(key=lambda entry: (str(entry.started_at or ""), entry.session))
        return tuple(entry.session for entry in found)

    def can_be_picked(self) -> list[Entry]:
        """Every session that could be exported, whether the search shows it or not."""
        return [each for each in self.visible_entries() if each.state != SessionState.RECORDING]

    def pick(self, sessions: Collection[str] | None) -> None:
        """Pick these alone; None picks all."""
        self._picked = None if sessions is None else frozenset(sessions)
        self._tell()

    def pick_shown(self, picked: bool) -> None:
        """Pick or leave all that the search shows."""
        shown = {entry.session for row in range(self.rowCount()) if (entry := self.entry(row))}
        before = set(self.picked())
        everything = {entry.session for entry in self.can_be_picked()}
        after = before | shown if picked else before - shown
        self.pick(None if everything <= after else after)

    def toggle(self, row: int) -> None:
        """Pick a row, or leave it."""
        entry = self.entry(row)
        if entry is None or entry.state == SessionState.RECORDING:
            return
        before = set(self.picked())
        self.pick(before ^ {entry.session})

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is not None and role == CHECK:
            return Qt.CheckState.Checked if self._is_picked(entry) else Qt.CheckState.Unchecked
        if entry is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            state = tr("picked") if self._is_picked(entry) else tr("not picked")
            return f"{row_words(entry)}, {state}"
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != CHECK:
            return False
        self.toggle(index.row())
        return True

    def _is_picked(self, entry: Entry) -> bool:
        if entry.state == SessionState.RECORDING:
            return False
        return self._picked is None or entry.session in self._picked

    def _tell(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0), [CHECK])
        self.picks_changed.emit()


class Picker(QListView):
    """Space or a click picks a row."""

    def __init__(self, model: PickModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-sessions")
        self.setAccessibleName(tr("Sessions to export"))
        self._model = model
        self._delegate = _PickDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: model.toggle(index.row()))
        self.entered.connect(lambda index: self._hover(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._model.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        self._delegate.hover_row = row
        self.viewport().update()


class _PickDelegate(RowDelegate):
    """A check box, the task, and below it when it was, how long and how it ended."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_PX)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The view picks, on a click anywhere in the row."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        model, rect = index.model(), option.rect  # pyright: ignore[reportAttributeAccessIssue]
        entry = model.entry(index.row()) if isinstance(model, PickModel) else None
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter, rect, index.data(CHECK) == Qt.CheckState.Checked)
        words = rect.adjusted(Space.M + BOX_PX + Space.M, 0, -Space.M, 0)
        height = painter.fontMetrics().height()
        middle = words.center().y()
        lines = (
            (task_words(entry), self._theme.font(1.0, SEMIBOLD), "text", middle - height - 1),
            (_below(entry), self._theme.font(0.9), "text_hint", middle + 2),
        )
        for text, font, tone, top in lines:
            painter.setFont(font)
            painter.setPen(self._theme.colour(tone))
            box = QRect(words.left(), top, words.width(), height + 2)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_box(self, painter: QPainter, rect: QRect, checked: bool) -> None:
        top = rect.top() + (rect.height() - BOX_PX) / 2
        box = QRectF(rect.left() + Space.M, top, BOX_PX, BOX_PX)
        edge, ground = ("accent", "accent") if checked else ("border_strong", "surface")
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            inset = (BOX_PX - TICK_PX) / 2
            tick = picture("check", TICK_PX, "on_accent")
            painter.drawPixmap(box.topLeft() + QRectF(inset, inset, 0, 0).topLeft(), tick)


def _below(entry: Entry) -> str:
    parts = [cell_words(entry, SortBy.DATE), cell_words(entry, SortBy.LENGTH)]
    if entry.state != SessionState.COMPLETE:
        parts.append(state_look(entry.state).word)
    return " · ".join(parts)
