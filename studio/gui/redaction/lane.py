"""The lane of redactions below the timeline: what is hidden when, and where proposals are open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotate.redact.plan import Keep, Redaction, Region, Span
from studio.gui.player.timeline import Timeline
from studio.gui.player.timeline_painter import GUTTER_PX
from studio.gui.redaction import sayings
from studio.gui.redaction.claims import claimed
from studio.gui.theme import DATA, Theme
from studio.gui.words import tr

HEIGHT_PX = 26
BOX, SPAN, OPEN = "#ff5a4f", "#e8eaec", "#f2a541"
SHORTEST_PX = 4.0
WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class RedactionLane(QWidget):
    """Takes its scale from a timeline. `chosen` names the redaction that was pressed."""

    chosen = Signal(str)
    sought = Signal("qint64")  # pyright: ignore[reportArgumentType]

    def __init__(self, timeline: Timeline, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("redaction-lane")
        self.setAccessibleName(tr("Redactions over time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)
        self._timeline, self._theme = timeline, theme
        self._redactions: tuple[Region | Span, ...] = ()
        self._open_ns: tuple[int, ...] = ()
        self._now = ""
        timeline.viewed.connect(self.update)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEIGHT_PX)

    def show_redactions(self, redactions: Iterable[Redaction], open_ns: Iterable[int]) -> None:
        """Show these, and a mark for each time at which a proposal is open."""
        self._redactions = tuple(each for each in redactions if isinstance(each, Region | Span))
        self._open_ns = tuple(open_ns)
        self.update()

    def choose(self, redaction: str) -> None:
        self._now = redaction
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.86))
        painter.setPen(self._theme.colour("text_soft"))
        name = QRectF(0, 0, GUTTER_PX - 10, HEIGHT_PX)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(name, side, tr("Redacted"))
        ground = QRectF(GUTTER_PX, 2, self._timeline.view.width_px, HEIGHT_PX - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(ground, 4, 4)
        painter.setClipRect(ground)
        for each in self._redactions:
            self._paint_one(painter, each)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(OPEN))
        for t_ns in self._open_ns:
            x = self._timeline.x_of(t_ns)
            painter.drawPolygon(QPolygonF([QPointF(x + dx, 3 + dy) for dx, dy in _MARK]))
        if self.hasFocus():
            painter.setClipping(False)
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_one(self, painter: QPainter, redaction: Region | Span) -> None:
        box = self._box(redaction)
        if isinstance(redaction, Region):
            painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
            painter.setBrush(QColor(BOX))
            painter.drawRoundedRect(box.adjusted(0, 5, 0, -5), 3, 3)
        else:
            ground = QColor(DATA.gap if redaction.keep is Keep.GAP else DATA.canvas)
            painter.setPen(QPen(ground, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 3, 3)
            painter.setBrush(QBrush(QColor(SPAN), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 3, 3)
        if redaction.id == self._now:
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 3, 3)

    def _box(self, redaction: Region | Span) -> QRectF:
        left = self._timeline.x_of(redaction.from_ns)
        right = self._timeline.x_of(min(redaction.until_ns, self._timeline.view.duration_ns))
        return QRectF(left, 3, max(SHORTEST_PX, right - left), HEIGHT_PX - 6)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self._choose(found)
        if found is None:
            view = self._timeline.view
            x = min(max(event.position().x() - GUTTER_PX, 0), view.width_px)
            self.sought.emit(view.t_ns(x))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from redaction to redaction, in the order of time."""
        way = WAYS.get(Qt.Key(event.key()))
        order = sorted(self._redactions, key=lambda each: each.from_ns)
        if way is None or not order:
            super().keyPressEvent(event)
            return
        ids = [each.id for each in order]
        at = ids.index(self._now) + way if self._now in ids else 0
        found = order[min(max(at, 0), len(order) - 1)]
        self._choose(found)
        self.sought.emit(found.from_ns)

    def event(self, event: QEvent) -> bool:
        if claimed(event, lambda key: key.key() in WAYS):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                title, when = sayings.redaction_title(found), sayings.redaction_when(found)
                QToolTip.showText(event.globalPos(), f"{title}\n{when}", self)
            return True
        return super().event(event)

    def _choose(self, redaction: Region | Span | None) -> None:
        self._now = redaction.id if redaction else ""
        self.chosen.emit(self._now)
        self.update()

    def _at(self, at: QPointF) -> Region | Span | None:
        hits = [each for each in self._redactions if self._box(each).contains(at)]
        return min(hits, key=lambda each: each.until_ns - each.from_ns) if hits else None


_MARK = ((-4, 0), (4, 0), (0, 7))
