"""Paints the rows of the list: thumbnail and task in one cell, the state as shape and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.gui.icons import picture
from studio.gui.sentences import said
from studio.gui.sessions.model import ENTRY_ROLE, THUMBNAIL_ROLE, task_words
from studio.gui.sessions.states import StateLook, state_look
from studio.gui.theme import SEMIBOLD, Space, Theme
from studio.gui.words import tr
from studio.session_list import Entry

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 72
THUMBNAIL_PX = QSize(96, 54)


class RowDelegate(QStyledItemDelegate):
    """The ground of every cell: hover and selection over the whole row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hover_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text_soft"))
        inside = rect.adjusted(Space.S, 0, -Space.S, 0)
        painter.drawText(
            inside,
            int(index.data(Qt.ItemDataRole.TextAlignmentRole)),
            painter.fontMetrics().elidedText(
                index.data(), Qt.TextElideMode.ElideRight, inside.width()
            ),
        )
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        ground = "hover" if index.row() == self.hover_row else "surface"
        if state & QStyle.StateFlag.State_Selected:
            ground = "accent_soft"
        # Always, because the view has painted the one cell under the mouse already.
        painter.fillRect(rect, self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class TaskDelegate(RowDelegate):
    """Thumbnail, task, and below it in which applications."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        entry: Entry | None = index.data(ENTRY_ROLE)
        if entry is None:
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = rect.top() + (rect.height() - THUMBNAIL_PX.height()) // 2
        box = QRect(rect.left() + Space.M, top, THUMBNAIL_PX.width(), THUMBNAIL_PX.height())
        self._paint_thumbnail(painter, QRectF(box), entry, index.data(THUMBNAIL_ROLE))
        words = rect.adjusted(box.right() - rect.left() + Space.L, 0, -Space.S, 0)
        self._paint_words(painter, words, entry)
        painter.restore()

    def _paint_thumbnail(
        self, painter: QPainter, box: QRectF, entry: Entry, image: QImage | None
    ) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, 5, 5)
        painter.fillPath(path, self._theme.colour("sunken"))
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            size = image.size().scaled(
                box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
            )
            at = box.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawImage(QRectF(at, size), image)
            painter.restore()
        else:
            name = "lock" if entry.title is None else "eye-off"
            side = 20
            at = box.center() - QPointF(side / 2, side / 2)
            painter.drawPixmap(at, picture(name, side, "text_hint"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)

    def _paint_words(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        font = self._theme.font(1.0, SEMIBOLD)
        sealed = entry.title is None or entry.title.problem is not None
        if sealed:
            font = QFont(self._theme.font())
        painter.setFont(font)
        painter.setPen(self._theme.colour("text_hint" if sealed else "text"))
        below = below_words(entry)
        middle, height = area.center().y(), painter.fontMetrics().height()
        first = QRect(area.left(), middle - height - 1, area.width(), height + 2)
        if not below:
            first.moveTop(middle - height // 2)
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(task_words(entry), elide, area.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._theme.font(0.9))
        painter.setPen(self._theme.colour("text_hint"))
        second = QRect(area.left(), middle + 2, area.width(), height + 2)
        text = painter.fontMetrics().elidedText(below, elide, area.width())
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, text)


class StateDelegate(RowDelegate):
    """A pill with a shape and a word."""

    def look(self, index: Index) -> StateLook | None:
        """How the state of a row looks."""
        entry: Entry | None = index.data(ENTRY_ROLE)
        return None if entry is None else state_look(entry.state)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_ground(painter, option, index)
        look = self.look(index)
        if look is None:
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        soft = "sunken" if look.mood == "plain" else f"{look.mood}_soft"
        ink = "text_soft" if look.mood == "plain" else look.mood
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.86))
        side = 14
        width = painter.fontMetrics().horizontalAdvance(look.word) + side + 26
        height = painter.fontMetrics().height() + 8
        box = QRectF(rect.left() + Space.S, rect.center().y() - height / 2, width, height)
        box.setWidth(min(width, rect.width() - 2 * Space.S))
        ground = QColor(self._theme.colour(soft))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, height / 2, height / 2)
        at = QPointF(box.left() + 9, box.center().y() - side / 2)
        painter.drawPixmap(at, picture(look.icon, side, ink))
        painter.setPen(self._theme.colour(ink))
        words = box.adjusted(9 + side + 5, 0, -6, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, look.word)
        painter.restore()


def below_words(entry: Entry) -> str:
    """The line below the task."""
    if entry.title is None:
        return ""
    if entry.title.problem is not None:
        return said(entry.title.problem)
    words = list(entry.title.apps)
    if entry.title.is_import:
        words.insert(0, tr("Imported"))
    return " · ".join(words)
