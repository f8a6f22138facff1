"""The timeline under the picture: shows where things happened, and takes the playhead there.

Press and drag scrub; the wheel zooms about the pointer; a bar below shows which part is in view.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from replay.player import Playhead, clock
from replay.player_timeline import View, following, resized, scrolled, whole, zoomed
from replay.player_track import Track
from replay.trajectory import Step
from studio.gui.player.timeline_painter import (
    GUTTER_PX,
    LOW,
    ROOMY,
    Lanes,
    TimelinePainter,
    gap_words,
)
from studio.gui.theme import DATA, Theme
from studio.gui.words import tr

RIGHT_PX = 14
BAR_PX = 8
ZOOM_STEP = 1.25


class Timeline(QWidget):
    """Shows a track and a playhead; `scrubbed` asks to go to a time."""

    scrubbed = Signal("qint64")  # pyright: ignore[reportArgumentType]
    scrub_began = Signal()
    scrub_ended = Signal()
    viewed = Signal()
    """Another part is in view, or the same at another width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(tr("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._theme = theme
        self._painter = TimelinePainter(theme)
        self._ground: QPixmap | None = None
        self.set_low(False)
        self._view = whole(0, 1)
        self._head = Playhead()
        self._track: Track | None = None
        self._steps: tuple[Step, ...] = ()
        self._step_now: int | None = None
        self._scrubbing = False
        self._bar_from: float | None = None
        self._hover_x: float | None = None
        self.follows = True
        theme.changed.connect(self._repaint_all)

    def set_low(self, low: bool) -> None:
        """Take less height, for a small window."""
        self._painter.lanes = LOW if low else ROOMY
        self.setFixedHeight(self._lanes.bottom + BAR_PX + 10)
        self._ground = None

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.height())

    @property
    def _lanes(self) -> Lanes:
        return self._painter.lanes

    @property
    def view(self) -> View:
        return self._view

    def clear(self) -> None:
        """Show nothing."""
        self._track, self._steps, self._step_now = None, (), None
        self._head = Playhead()
        self._view = whole(0, self._room())
        self._repaint_all()

    def show_track(self, track: Track | None) -> None:
        self._track = track
        self._repaint_all()

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self._repaint_all()

    def show_head(self, head: Playhead, step_now: int | None) -> None:
        """Show the playhead; the part in view follows it when it leaves it."""
        before, self._head = self._head, head
        changed = (before.in_ns, before.out_ns) != (head.in_ns, head.out_ns)
        view = resized(self._view, head.duration_ns, self._room())
        if self.follows and not self._scrubbing and before.t_ns != head.t_ns:
            view = following(view, head.t_ns)
        if changed or view != self._view:
            self._view, self._step_now = view, step_now
            self._repaint_all()
            return
        if step_now != self._step_now:
            self._step_now = step_now
            self.update()
            return
        for each in (before, head):
            x = round(GUTTER_PX + self._view.x(each.t_ns))
            self.update(x - 9, 0, 18, self.height())

    def zoom_by(self, steps: float, at_x: float | None = None) -> None:
        """Zoom about a pixel of the timeline, the playhead by default."""
        at_x = self._view.x(self._head.t_ns) if at_x is None else at_x
        self._use(zoomed(self._view, ZOOM_STEP**steps, min(max(at_x, 0), self._view.width_px)))

    def fit(self) -> None:
        """Bring all of the session into view."""
        self._use(whole(self._head.duration_ns, self._room()))

    def x_of(self, t_ns: int) -> float:
        """Where a time lies in this widget."""
        return GUTTER_PX + self._view.x(t_ns)

    def what_is_at(self, t_ns: int) -> str:
        """What a person would want to know of a moment, in lines."""
        lines = [clock(t_ns)]
        if self._track is not None:
            near = self._view.span_ns * 5 // max(1, self._view.width_px)
            lines += [m.text or tr("Mark") for m in self._track.marks if abs(m.t_ns - t_ns) < near]
            lines += [
                gap_words(gap)
                for gap in self._track.gaps
                if gap.t_start_ns <= t_ns and (gap.t_end_ns is None or t_ns <= gap.t_end_ns)
            ]
            for span in self._track.windows:
                if span.t_ns <= t_ns < span.end_ns:
                    lines.append(" – ".join(each for each in (span.app, span.title) if each))
        lines += [
            f"{step.index + 1}. {step.sentence}"
            for step in self._steps
            if step.action.t_start_ns <= t_ns <= step.action.t_end_ns
        ][:1]
        return "\n".join(line for line in lines if line)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground is None:
            self._ground = self._painted_ground()
        painter.drawPixmap(0, 0, self._ground)
        if self._step_now is not None and self._step_now < len(self._steps):
            self._painter.step_now(painter, self._view, self._steps[self._step_now])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hover_x is not None and not self._scrubbing:
            painter.setPen(QPen(self._theme.colour("text_hint"), 1, Qt.PenStyle.DotLine))
            x = round(self._hover_x) + 0.5
            painter.drawLine(QPointF(x, self._lanes.ruler), QPointF(x, self._lanes.bottom))
        if self._head.duration_ns:
            self._paint_head(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_head(self, painter: QPainter) -> None:
        x = self.x_of(self._head.t_ns)
        if not GUTTER_PX - 1 <= x <= GUTTER_PX + self._view.width_px + 1:
            return
        colour = QColor(DATA.playhead)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(x, 12), QPointF(x, self._lanes.bottom + 2))
        painter.setPen(QPen(self._theme.colour("surface"), 1))
        painter.setBrush(colour)
        knob = [(-6, 3), (6, 3), (6, 10), (0, 17), (-6, 10)]
        painter.drawPolygon([QPointF(x + dx, y) for dx, y in knob])

    def _painted_ground(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        self._painter.paint(painter, self._view, self._head, self._track, self._steps)
        self._paint_bar(painter)
        painter.end()
        return ground

    def _paint_bar(self, painter: QPainter) -> None:
        if self._view.is_whole:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(self._bar_box(), BAR_PX / 2, BAR_PX / 2)
        painter.setBrush(self._theme.colour("border_strong"))
        painter.drawRoundedRect(self._thumb_box(), BAR_PX / 2, BAR_PX / 2)

    def _bar_box(self) -> QRectF:
        return QRectF(GUTTER_PX, self._lanes.bottom + 6, self._view.width_px, BAR_PX)

    def _thumb_box(self) -> QRectF:
        share = self._view.width_px / max(1, self._view.duration_ns)
        width = max(24.0, self._view.span_ns * share)
        left = min(self._view.from_ns * share, self._view.width_px - width)
        return QRectF(GUTTER_PX + left, self._lanes.bottom + 6, width, BAR_PX)

    def _repaint_all(self) -> None:
        self._ground = None
        self.update()
        self.viewed.emit()

    def _use(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._repaint_all()

    def _room(self) -> int:
        return max(1, self.width() - GUTTER_PX - RIGHT_PX)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._head.duration_ns:
            return
        if not self._view.is_whole and event.position().y() > self._lanes.bottom + 2:
            self._bar_from = event.position().x()
            return
        self._scrubbing = True
        self.scrub_began.emit()
        self._scrub_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._bar_from is not None:
            share = self._view.duration_ns / max(1, self._view.width_px)
            self._use(scrolled(self._view, round((x - self._bar_from) * share)))
            self._bar_from = x
        elif self._scrubbing:
            self._scrub_to(x)
        else:
            inside = GUTTER_PX <= x <= GUTTER_PX + self._view.width_px
            self._hover_x = x if inside else None
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._bar_from = None
        if self._scrubbing:
            self._scrubbing = False
            self.scrub_ended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_x = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta, shift = event.angleDelta(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        along = delta.x() or (delta.y() if shift else 0)
        if along:
            self._use(scrolled(self._view, -round(along / 120 * self._view.span_ns / 10)))
        else:
            self.zoom_by(delta.y() / 120, event.position().x() - GUTTER_PX)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = event.pos().x() - GUTTER_PX
            if 0 <= x <= self._view.width_px and self._head.duration_ns:
                QToolTip.showText(event.globalPos(), self.what_is_at(self._view.t_ns(x)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view = resized(self._view, self._head.duration_ns, self._room())
        self._repaint_all()

    def _scrub_to(self, x: float) -> None:
        t_ns = self._view.t_ns(min(max(x - GUTTER_PX, 0), self._view.width_px))
        self.scrubbed.emit(min(max(t_ns, 0), self._head.duration_ns))
