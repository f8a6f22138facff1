"""A lane above the timeline for the work of the review: corrected, deleted and selected steps.

It has the timeline's scale; a click selects the step there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.gui.player.timeline import RIGHT_PX, Timeline
from studio.gui.player.timeline_painter import GUTTER_PX
from studio.gui.review.step_rows import Row, rows_of
from studio.gui.review.step_words import row_words
from studio.gui.review.steps_desk import StepsDesk
from studio.gui.theme import Theme
from studio.gui.words import tr

HIGH_PX, STEP_MIN_PX, NEAR_PX = 18, 4.0, 5.0


class StepLane(QWidget):
    """Follows a desk and a timeline."""

    def __init__(self, desk: StepsDesk, timeline: Timeline, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("step-lane")
        self.setAccessibleName(tr("What was corrected"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HIGH_PX)
        self._desk, self._timeline, self._theme = desk, timeline, theme
        for signal in (desk.changed, desk.closed, desk.selected, timeline.viewed, theme.changed):
            signal.connect(self.update)

    def rows(self) -> tuple[Row, ...]:
        return rows_of(self._desk.steps, self._desk.gone)

    def box_of(self, row: Row) -> QRectF:
        """Where a step lies in the lane."""
        left = self._timeline.x_of(row.step.action.t_start_ns)
        width = max(STEP_MIN_PX, self._timeline.x_of(row.step.action.t_end_ns) - left)
        return QRectF(left, 4, width, HIGH_PX - 8)

    def row_at(self, x: float) -> Row | None:
        """The step under a place, the nearest where several are."""
        best: tuple[float, Row] | None = None
        for row in self.rows():
            box = self.box_of(row)
            away = max(box.left() - x, x - box.right(), 0.0)
            if away <= NEAR_PX and (best is None or away < best[0]):
                best = away, row
        return best[1] if best else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.86))
        painter.setPen(self._theme.colour("text_soft"))
        name = QRectF(0, 0, GUTTER_PX - 10, HIGH_PX)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(name, side, tr("Review"))
        area = QRectF(GUTTER_PX, 0, self.width() - GUTTER_PX - RIGHT_PX, HIGH_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        painter.setClipRect(area)
        for row in self.rows():
            self._paint_row(painter, row, is_selected=row.id in self._desk.selection)

    def _paint_row(self, painter: QPainter, row: Row, *, is_selected: bool) -> None:
        if not (row.is_gone or row.step.corrected or row.step.description or is_selected):
            return
        box = self.box_of(row)
        if row.is_gone:
            colour = self._theme.colour("danger")
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        else:
            done = row.step.corrected or row.step.description
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            ground = self._theme.colour("accent" if row.step.corrected else "accent_soft")
            painter.setBrush(ground if done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 2, 2)
        if is_selected:
            painter.setPen(QPen(self._theme.colour("text"), 1.5))
            below = box.bottom() + 2.5
            painter.drawLine(QPointF(box.left(), below), QPointF(box.right(), below))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self._desk.select([row.id])
            self._desk.seek(row.step.action.t_start_ns)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos().x())
            if row is not None:
                QToolTip.showText(event.globalPos(), row_words(row), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
