"""The step list: numbered sentences with a small picture. It selects; what is done is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from replay.trajectory import Step
from studio.gui.icons import picture
from studio.gui.review.step_rows import Row
from studio.gui.review.step_words import below_words
from studio.gui.review.steps_model import NOTE_ROLE, NOW_ROLE, ROW_ROLE, THUMBNAIL_ROLE, StepsModel
from studio.gui.theme import SEMIBOLD, Space, Theme
from studio.gui.words import tr

THUMBNAIL_PX = QSize(84, 47)
NUMBER_EM = 1.9
LINES = 2
Index = QModelIndex | QPersistentModelIndex


class StepsView(QListView):
    """Shows a model. Selecting is by mouse and keys; `chosen` is the current step."""

    chosen = Signal(str)
    picked = Signal()
    """Other steps are selected."""
    seen = Signal()
    """Other rows came into view."""

    def __init__(self, model: StepsModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("review-steps")
        self.setAccessibleName(tr("Steps"))
        self.setProperty("flat", True)
        self.setProperty("rows", True)
        self._model, self._theme = model, theme
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(_StepDelegate(self, theme))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMinimumWidth(180)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_picked())
        self.selectionModel().currentChanged.connect(lambda *_: self._tell_chosen())
        self.clicked.connect(lambda _index: self._tell_chosen())
        self.verticalScrollBar().valueChanged.connect(lambda: self.seen.emit())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def selected_steps(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(row.id for at in rows if (row := self._model.row(at)) is not None)

    def select_steps(self, steps: Iterable[str]) -> None:
        """Select these without telling anybody; the first is brought into view."""
        places = [at for step in steps if (at := self._model.row_of(step)) is not None]
        if not places or set(steps) == set(self.selected_steps()):
            return
        flags = QItemSelectionModel.SelectionFlag
        selection = QItemSelection()
        for at in places:
            selection.select(self._model.index(at), self._model.index(at))
        with self.quietly():
            self.selectionModel().setCurrentIndex(self._model.index(places[0]), flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect)
        self.scrollTo(self._model.index(places[0]))

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Change rows or the selection without telling anybody."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def visible_steps(self) -> list[Step]:
        """The steps in view and a screen below them."""
        first = max(0, self.indexAt(self.viewport().rect().topLeft()).row())
        height = max(1, self.sizeHintForRow(0))
        count = 2 * (self.viewport().height() // height + 1)
        found = (self._model.row(at) for at in range(first, first + count))
        return [row.step for row in found if row is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()

    def _tell_picked(self) -> None:
        if not self._quiet:
            self.picked.emit()

    def _tell_chosen(self) -> None:
        row = self._model.row(self.currentIndex().row())
        if row is not None and not self._quiet:
            self.chosen.emit(row.id)


class _StepDelegate(QStyledItemDelegate):
    """Number, picture, sentence, and below it when and where."""

    def __init__(self, view: StepsView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = round(self._theme.px(1.0) * 1.32 * LINES + self._theme.px(0.86) * 1.4)
        return QSize(120, max(THUMBNAIL_PX.height(), words) + 2 * Space.S + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        if row is None:
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, option, rect, is_now=bool(index.data(NOW_ROLE)))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1.5, -2), 4, 4)
        number = round(self._theme.px(NUMBER_EM))
        self._paint_number(painter, QRect(rect.left(), rect.top(), number, rect.height()), row)
        top = rect.top() + (rect.height() - THUMBNAIL_PX.height()) // 2
        box = QRect(rect.left() + number + Space.S, top, *THUMBNAIL_PX.toTuple())
        wide = rect.width() > 14 * self._theme.base_px
        if wide:
            self._paint_thumbnail(painter, QRectF(box), row, index.data(THUMBNAIL_ROLE))
        left = box.right() + Space.M if wide else box.left()
        words = QRect(left, rect.top() + Space.S, 0, rect.height() - 2 * Space.S)
        words.setRight(rect.right() - Space.S)
        self._paint_words(painter, words, row, index.data(NOTE_ROLE))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, is_now: bool
    ) -> None:
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        ground = "hover" if state & QStyle.StateFlag.State_MouseOver else "window"
        if state & QStyle.StateFlag.State_Selected:
            ground = "accent_soft"
        painter.fillRect(rect, self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_now:
            bar = QRectF(rect.left(), rect.top() + 6, 3, rect.height() - 13)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_number(self, painter: QPainter, area: QRect, row: Row) -> None:
        painter.setFont(self._theme.font(0.92, SEMIBOLD))
        painter.setPen(self._theme.colour("text_hint" if row.is_gone else "text_soft"))
        painter.drawText(area.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, row.number)

    def _paint_thumbnail(
        self, painter: QPainter, box: QRectF, row: Row, image: QImage | None
    ) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, 5, 5)
        painter.fillPath(path, self._theme.colour("sunken"))
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.setOpacity(0.4 if row.is_gone else 1.0)
            size = image.size().scaled(
                box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
            )
            at = box.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawImage(QRectF(at, size), image)
            painter.restore()
        elif row.step.before is None:
            at = box.center() - QPointF(9, 9)
            painter.drawPixmap(at, picture("eye-off", 18, "text_hint"))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)

    def _paint_words(self, painter: QPainter, area: QRect, row: Row, note: str) -> None:
        below_high = round(self._theme.px(0.86) * 1.4)
        upper = QRect(area.left(), area.top(), area.width(), area.height() - below_high)
        font = QFont(self._theme.font())
        font.setStrikeOut(row.is_gone)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text_hint" if row.is_gone else "text"))
        metrics = painter.fontMetrics()
        lines = lines_of(row.step.description or row.step.sentence, font, upper.width())
        top = upper.top() + max(0, upper.height() - len(lines) * metrics.height()) // 2
        for at, text in enumerate(lines):
            place = QRect(
                upper.left(), top + at * metrics.height(), upper.width(), metrics.height()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        lower = QRect(area.left(), upper.bottom() + 1, area.width(), below_high)
        self._paint_below(painter, lower, row, note)

    def _paint_below(self, painter: QPainter, area: QRect, row: Row, note: str) -> None:
        """When and where, and what was done to the step."""
        painter.setFont(self._theme.font(0.86))
        metrics = painter.fontMetrics()
        words, tone = note, "accent_text"
        if row.is_gone:
            words, tone = tr("Deleted"), "danger"
        elif row.step.corrected and not note:
            words = tr("Corrected")
        room = metrics.horizontalAdvance(words)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(self._theme.colour("text_hint"))
        inside = area.adjusted(0, 0, -room - (Space.S if room else 0), 0)
        text = metrics.elidedText(below_words(row), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)


def lines_of(text: str, font: QFont, width: int) -> list[str]:
    """A text on at most two lines; what does not fit is left out at its end."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    begins: list[int] = []
    layout.beginLayout()
    while len(begins) < LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        begins.append(line.textStart())
    layout.endLayout()
    ends = [*begins[1:], len(text)]
    found = [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    if found:
        metrics = QFontMetrics(font)
        found[-1] = metrics.elidedText(found[-1], Qt.TextElideMode.ElideRight, width)
    return found
