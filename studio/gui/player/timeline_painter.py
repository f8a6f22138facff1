"""Paints the timeline into a picture: ruler, steps, input, windows, gaps, marks, selection.

The playhead is not in it, because it moves while all this stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen

from recorder.session.events import GapReason
from replay.player import Playhead, clock
from replay.player_timeline import View, density, ticks
from replay.player_track import Track
from replay.session_view import Stretch
from replay.trajectory import Step
from studio.gui.theme import DATA, SEMIBOLD, Theme
from studio.gui.words import mark, tr

GAP_PX = 4
GUTTER_PX = 84
TICKS_APART_PX = 88
MS = 1_000_000

GAP_WORDS: dict[str, str] = {
    GapReason.PAUSED: mark("Paused"),
    GapReason.LOCKED: mark("Screen locked"),
    GapReason.APP_NOT_ALLOWED: mark("Application not allowed"),
    GapReason.PRIVATE_WINDOW: mark("Private browser window"),
    GapReason.URL_NOT_ALLOWED: mark("Site not allowed"),
    GapReason.PASSWORD: mark("Password field"),
    GapReason.SENSITIVE_FIELD: mark("Sensitive field"),
    GapReason.UNKNOWN: mark("Unknown place"),
    GapReason.UNSEEN: mark("Windows not known in time"),
    GapReason.FRAMES_DROPPED: mark("Frames dropped"),
    GapReason.FORGOTTEN: mark("Forgotten"),
    GapReason.OWN_WINDOW: mark("Candor's own window"),
    GapReason.REDACTED: mark("Redacted"),
    GapReason.NOT_TOLD: mark("Not told by the source"),
}


@dataclass(frozen=True, slots=True)
class Lanes:
    """How high each lane is; a lane of 0 is not shown. Below them come their tops."""

    ruler: int = 26
    steps_high: int = 22
    input_high: int = 46
    windows_high: int = 24

    @property
    def steps(self) -> int:
        return self.ruler + GAP_PX

    @property
    def input(self) -> int:
        return self.steps + self.steps_high + GAP_PX

    @property
    def windows(self) -> int:
        return self.input + self.input_high + GAP_PX

    @property
    def bottom(self) -> int:
        return self.windows + self.windows_high if self.windows_high else self.windows - GAP_PX


ROOMY = Lanes()
LOW = Lanes(22, 14, 26, 0)
"""For a window that is hardly higher than its parts."""


def gap_words(gap: Stretch) -> str:
    """Why a stretch was not recorded, and what of it, in words."""
    reason = tr(GAP_WORDS.get(gap.reason, gap.reason))
    if gap.hidden == "keys":
        return tr("Keys not recorded: {reason}").format(reason=reason)
    if gap.hidden == "pixels":
        return tr("Picture not recorded: {reason}").format(reason=reason)
    return tr("Not recorded: {reason}").format(reason=reason)


class TimelinePainter:
    """Paints one timeline. `left` is where time begins, in logical pixels."""

    def __init__(self, theme: Theme, left: int = GUTTER_PX) -> None:
        self._theme = theme
        self._left = left
        self.lanes = ROOMY

    def paint(
        self,
        painter: QPainter,
        view: View,
        head: Playhead,
        track: Track | None,
        steps: tuple[Step, ...],
    ) -> None:
        """Paint everything but the playhead and the step under way."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self._left, 0, view.width_px, self.lanes.bottom + 1)
        self._names(painter)
        painter.save()
        painter.setClipRect(area.adjusted(-1, 0, 1, 0))
        painter.translate(self._left, 0)
        self._grounds(painter, view)
        self._selection(painter, view, head)
        self._ruler(painter, view)
        if track is not None:
            self._density(painter, view, track)
            if self.lanes.windows_high:
                self._windows(painter, view, track)
            self._clicks(painter, view, track)
        self._steps(painter, view, steps)
        if track is not None:
            for gap in track.gaps:
                self._gap(painter, view, gap)
            self._marks(painter, view, track)
        painter.restore()

    def _names(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(0.86))
        painter.setPen(self._theme.colour("text_soft"))
        names = (
            (tr("Steps"), self.lanes.steps, self.lanes.steps_high),
            (tr("Input"), self.lanes.input, self.lanes.input_high),
            (tr("Windows"), self.lanes.windows, self.lanes.windows_high),
        )
        for name, top, height in names:
            if not height:
                continue
            box = QRectF(0, top, self._left - 10, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)

    def _grounds(self, painter: QPainter, view: View) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        for top, height in (
            (self.lanes.steps, self.lanes.steps_high),
            (self.lanes.input, self.lanes.input_high),
            (self.lanes.windows, self.lanes.windows_high),
        ):
            painter.drawRoundedRect(QRectF(0, top, view.width_px, height), 4, 4)

    def _ruler(self, painter: QPainter, view: View) -> None:
        font = self._theme.font(0.82)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(clock(view.duration_ns)) + 20
        line = QPen(self._theme.colour("border_strong"), 1)
        faint = QPen(self._theme.colour("border"), 1)
        fine = view.span_ns < 8_000 * MS
        for t_ns, written in ticks(view, max(TICKS_APART_PX, round(width))):
            x = round(view.x(t_ns)) + 0.5
            painter.setPen(line if written else faint)
            painter.drawLine(
                QPointF(x, self.lanes.ruler - (8 if written else 4)), QPointF(x, self.lanes.ruler)
            )
            if written and x + width - 12 <= view.width_px:
                painter.setPen(self._theme.colour("text_soft"))
                box = QRectF(x + 4, 0, width, self.lanes.ruler - 6)
                text = clock(t_ns, millis=fine)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _selection(self, painter: QPainter, view: View, head: Playhead) -> None:
        if head.in_ns is None and head.out_ns is None:
            return
        begin = view.x(head.in_ns or 0)
        end = view.x(head.duration_ns if head.out_ns is None else head.out_ns)
        colour = QColor(DATA.selection)
        painter.setPen(Qt.PenStyle.NoPen)
        colour.setAlpha(46)
        painter.setBrush(colour)
        painter.drawRect(QRectF(begin, 0, end - begin, self.lanes.bottom))
        painter.setPen(QPen(QColor(DATA.selection), 2))
        for t_ns, way in ((head.in_ns, 1), (head.out_ns, -1)):
            if t_ns is not None:
                x = view.x(t_ns)
                corner = [QPointF(x + way * 5, 2), QPointF(x, 2), QPointF(x, self.lanes.bottom)]
                painter.drawPolyline([*corner, QPointF(x + way * 5, self.lanes.bottom)])

    def _density(self, painter: QPainter, view: View, track: Track) -> None:
        """As an image made by numpy: a shape of a thousand points takes a hundred times as long."""
        ratio = painter.device().devicePixelRatioF()
        fine = replace(view, width_px=max(1, round(view.width_px * ratio)))
        high = round((self.lanes.input_high - 14) * ratio)
        heights = density(track.input_t_ns, fine) * high
        rows = np.arange(high, 0, -1, dtype=np.float64)[:, None]
        alpha = np.clip(heights[None, :] - rows + 1, 0, 1)
        colour = QColor(DATA.density)
        pixels = np.empty((high, fine.width_px, 4), np.uint8)
        for channel, value in enumerate((colour.blue(), colour.green(), colour.red(), 255)):
            pixels[:, :, channel] = alpha * value
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(pixels.data, fine.width_px, high, fine.width_px * 4, form)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(0, self.lanes.input + 5), image)

    def _clicks(self, painter: QPainter, view: View, track: Track) -> None:
        """A dot below the density for each click, a line for each key that was pressed."""
        low = self.lanes.input + self.lanes.input_high - 5
        last = -9.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(DATA.click))
        for press in track.presses:
            x = view.x(press.t_ns)
            if -4 <= x <= view.width_px + 4 and x - last >= 3:
                painter.drawEllipse(QPointF(x, low), 2.4, 2.4)
                last = x

    def _windows(self, painter: QPainter, view: View, track: Track) -> None:
        font = self._theme.font(0.82)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        apps = list(dict.fromkeys(span.app for span in track.windows))
        for span in track.windows:
            if not view.sees(span.t_ns, span.end_ns):
                continue
            left, right = max(view.x(span.t_ns), -8), min(view.x(span.end_ns), view.width_px + 8)
            box = QRectF(
                left, self.lanes.windows, max(1.0, right - left - 1), self.lanes.windows_high
            )
            colour = QColor(DATA.windows[apps.index(span.app) % len(DATA.windows)])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 3, 3)
            words = span.title or span.app or ""
            inside = QRectF(max(box.left(), 0) + 7, box.top(), 0, box.height())
            inside.setRight(min(box.right(), view.width_px) - 5)
            if inside.width() > 28 and words:
                painter.setPen(_ink_on(colour))
                text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
                painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)

    def _steps(self, painter: QPainter, view: View, steps: tuple[Step, ...]) -> None:
        self._use_step_font(painter)
        last = -2.0
        for step in steps:
            if not view.sees(step.action.t_start_ns, step.action.t_end_ns):
                continue
            left = view.x(step.action.t_start_ns)
            if left - last >= 1:
                last = self._step(painter, view, step, is_now=False)

    def step_now(self, painter: QPainter, view: View, step: Step) -> None:
        """Paint the step that is under way over the others."""
        painter.save()
        painter.setClipRect(QRectF(self._left, 0, view.width_px, self.lanes.bottom + 1))
        painter.translate(self._left, 0)
        self._use_step_font(painter)
        self._step(painter, view, step, is_now=True)
        painter.restore()

    def _step(self, painter: QPainter, view: View, step: Step, *, is_now: bool) -> float:
        """Paint one step; returns where it ends."""
        left = view.x(step.action.t_start_ns)
        width = max(2.5, view.x(step.action.t_end_ns) - left)
        box = QRectF(left, self.lanes.steps + 3, width, self.lanes.steps_high - 6)
        colour = self._theme.colour("accent" if is_now else "border_strong")
        if width < 6:
            painter.fillRect(box, colour)
            return left + width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 3, 3)
        number = str(step.index + 1)
        if width > painter.fontMetrics().horizontalAdvance(number) + 8:
            painter.setPen(self._theme.colour("on_accent" if is_now else "surface"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        return left + width

    def _use_step_font(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(0.79, SEMIBOLD))

    def _gap(self, painter: QPainter, view: View, gap: Stretch) -> None:
        """A hatched block over what is not known: everything, or only the input."""
        end_ns = view.duration_ns if gap.t_end_ns is None else gap.t_end_ns
        if not view.sees(gap.t_start_ns, end_ns):
            return
        left, right = max(view.x(gap.t_start_ns), -4), min(view.x(end_ns), view.width_px + 4)
        top = self.lanes.input if gap.hidden == "keys" else self.lanes.steps
        low = (
            self.lanes.input + self.lanes.input_high if gap.hidden == "keys" else self.lanes.bottom
        )
        box = QRectF(left, top, max(3.0, right - left), low - top)
        ground = QColor(DATA.gap)
        if box.width() < 6:
            painter.fillRect(box, ground)
            return
        painter.setPen(QPen(ground, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(DATA.gap_hatch), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 3, 3)
        self._gap_text(painter, box, gap)

    def _gap_text(self, painter: QPainter, box: QRectF, gap: Stretch) -> None:
        font = self._theme.font(0.82, SEMIBOLD)
        words = tr(GAP_WORDS.get(gap.reason, gap.reason))
        width = QFontMetricsF(font).horizontalAdvance(words)
        if width + 16 > box.width():
            return
        plate = QRectF(box.center().x() - width / 2 - 6, box.center().y() - 10, width + 12, 20)
        painter.setBrush(QColor(DATA.canvas))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(DATA.canvas_text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def _marks(self, painter: QPainter, view: View, track: Track) -> None:
        """A flag in the ruler and a line through all lanes."""
        for each in track.marks:
            x = view.x(each.t_ns)
            if not -12 <= x <= view.width_px + 12:
                continue
            colour = QColor(DATA.marker)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self.lanes.ruler), QPointF(x, self.lanes.bottom))
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour)
            high = self.lanes.ruler - 14
            painter.drawPolygon([QPointF(x + dx, high + y) for dx, y in ((0, 0), (9, 4), (0, 8))])
            painter.drawLine(QPointF(x, high), QPointF(x, self.lanes.ruler))


def _ink_on(colour: QColor) -> QColor:
    bright = 0.3 * colour.red() + 0.59 * colour.green() + 0.11 * colour.blue() > 128
    return QColor("#101316" if bright else "#ffffff")
