"""The boxes over the picture: drawn, moved and resized by hand or by keys. It keeps no redactions.

While nothing is drawn and no box is under the pointer, the mouse belongs to the picture.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from annotate.redact.plan import Redaction, Region
from recorder.session.model import Rect
from studio.gui.player.picture_view import PictureView
from studio.gui.redaction import sayings
from studio.gui.redaction.boxes import Grip, grip_at, next_of, placed, pulled, shown_at, spanned
from studio.gui.redaction.claims import claimed
from studio.gui.theme import DATA
from studio.gui.words import tr

REACH_PX = 6
EDGE = QColor("#ff5a4f")
SOLID = QColor("#000000")
CURSORS = {
    "move": Qt.CursorShape.SizeAllCursor,
    "n": Qt.CursorShape.SizeVerCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "w": Qt.CursorShape.SizeHorCursor,
    "e": Qt.CursorShape.SizeHorCursor,
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
}
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BoxLayer(QWidget):
    """Lies over a picture view and takes its size. Tab goes from box to box, the arrows move the
    chosen one (with Ctrl by ten, with Alt its far corner), Delete removes it."""

    drawn = Signal(object)
    """A rectangle was drawn: a `Rect` of the desktop."""

    drawing = Signal(bool)
    changed = Signal(object)
    """A region was put elsewhere: the new one."""

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self.setObjectName("redaction-boxes")
        self.setAccessibleName(tr("Boxes over the picture"))
        self.setProperty("floats", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._view = view
        self._redactions: tuple[Redaction, ...] = ()
        self._lines: tuple[Rect, ...] = ()
        self._t_ns = 0
        self._now = ""
        self._solid = self._draws = False
        self._grip: Grip | None = None
        self._from = QPointF()
        self._held: Rect | None = None
        view.installEventFilter(self)
        view.zoomed.connect(self.update)
        self.setGeometry(view.rect())

    # What is shown

    def show_redactions(self, redactions: Iterable[Redaction]) -> None:
        self._redactions = tuple(redactions)
        if self._now and all(each.id != self._now for each in self._redactions):
            self._now = ""
        self.update()

    def show_lines(self, lines: tuple[Rect, ...]) -> None:
        """Lines of text that are filled now, beside the boxes."""
        if lines != self._lines:
            self._lines = lines
            self.update()

    def show_time(self, t_ns: int) -> None:
        self._t_ns = t_ns
        self.update()

    def show_solid(self, solid: bool) -> None:
        """Fill the boxes, as recipients see them."""
        self._solid = solid
        self.update()

    def choose(self, region: str) -> None:
        """Make a box the one that keys act on."""
        if region != self._now:
            self._now = region
            self.update()

    @property
    def chosen_id(self) -> str:
        return self._now

    @property
    def shown(self) -> tuple[tuple[Region, Rect], ...]:
        """The boxes that lie on the picture now."""
        return shown_at(self._redactions, self._t_ns)

    def draw(self, on: bool = True) -> None:
        """Begin to draw a box with the mouse, or with Return around the middle."""
        if on and self._view.captured is None:
            return
        self._draws, self._held = on, None
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        if on:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.drawing.emit(on)
        self.update()

    @property
    def draws(self) -> bool:
        return self._draws

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view.captured is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._solid:
            for rect in self._lines:
                painter.fillRect(self._view.box_of(rect), SOLID)
        for region, rect in self.shown:
            held = self._held is not None and region.id == self._now and not self._draws
            box = self._view.box_of(self._held if held and self._held else rect)
            self._paint_box(painter, region, box)
        if self._draws:
            self._paint_drawing(painter)

    def _paint_box(self, painter: QPainter, region: Region, box: QRectF) -> None:
        now = region.id == self._now
        if self._solid:
            painter.fillRect(box, SOLID)
        else:
            ground = QColor(0, 0, 0, 110)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRect(box)
            painter.setBrush(QBrush(QColor(255, 90, 79, 120), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        if self._solid and not now:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4 if now else 3))
        painter.drawRect(box)
        painter.setPen(QPen(EDGE if not now else QColor("#ffffff"), 2 if now else 1.5))
        painter.drawRect(box)
        if now:
            self._paint_handles(painter, box)
            self._paint_name(painter, region, box)

    def _paint_handles(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 200), 1))
        painter.setBrush(QColor("#ffffff"))
        xs = (box.left(), box.center().x(), box.right())
        ys = (box.top(), box.center().y(), box.bottom())
        for across, x in enumerate(xs):
            for down, y in enumerate(ys):
                if (across, down) != (1, 1):
                    painter.drawRect(QRectF(x - 3.5, y - 3.5, 7, 7))

    def _paint_name(self, painter: QPainter, region: Region, box: QRectF) -> None:
        words = f"{sayings.kind_word(region.kind)} · {sayings.redaction_when(region)}"
        width = QFontMetricsF(self.font()).horizontalAdvance(words) + 16
        top = box.top() - 30 if box.top() > 34 else box.bottom() + 8
        left = min(max(box.left(), 4), max(4.0, self.width() - width - 4))
        plate = QRectF(left, top, width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(14, 17, 19, 225))
        painter.drawRoundedRect(plate, 5, 5)
        painter.setPen(QColor(DATA.canvas_text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_drawing(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(14, 17, 19, 60))
        painter.drawRect(self.rect())
        if self._held is not None:
            box = self._view.box_of(self._held)
            painter.setBrush(QColor(0, 0, 0, 140))
            painter.setPen(QPen(EDGE, 2))
            painter.drawRect(box)
            return
        words = tr("Draw a box over what must not be seen")
        width = QFontMetricsF(self.font()).horizontalAdvance(words) + 28
        plate = QRectF(self.width() / 2 - width / 2, 14, width, 32)
        painter.setBrush(QColor(14, 17, 19, 225))
        painter.drawRoundedRect(plate, 16, 16)
        painter.setPen(QColor(DATA.canvas_text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    # Hands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._view.captured is None:
            event.ignore()
            return
        self._from = self._view.desktop_at(event.position())
        if self._draws:
            return
        region, grip = self._at(event.position())
        self._now, self._grip = (region.id if region else ""), grip
        self.chosen.emit(self._now)
        self.update()
        if region is None:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._view.captured is None:
            event.ignore()
            return
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        at = self._view.desktop_at(event.position())
        if self._draws:
            x, y = round(self._from.x()), round(self._from.y())
            self._held = spanned(x, y, round(at.x()), round(at.y()), self._view.captured)
            self.update()
        elif self._grip is not None and (place := self._place_now()) is not None:
            moved = at - self._from
            way = (round(moved.x()), round(moved.y()))
            self._held = pulled(place, self._grip, *way, self._view.captured)
            self.update()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if self._draws:
            if held is not None:
                self.draw(False)
                self.drawn.emit(held)
        elif self._grip is not None:
            self._grip = None
            if held is not None:
                self._put(held)
        else:
            event.ignore()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._draws and self._at(event.position())[0] is None:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """While a box is drawn or chosen, the keys that act on it are not those of the player."""
        if claimed(event, lambda key: self._wants(Qt.Key(key.key()))):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._took_key(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the boxes first, then on."""
        found = [region for region, _ in self.shown]
        ids = [each.id for each in found]
        at_end = self._now in ids and ids.index(self._now) == (len(ids) - 1 if forward else 0)
        if not ids or at_end:
            return super().focusNextPrevChild(forward)
        self._now = next_of(found, self._now, 1 if forward else -1)
        self.chosen.emit(self._now)
        self.update()
        return True

    def _wants(self, key: Qt.Key) -> bool:
        if self._draws:
            return key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        acts = key in KEYS or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        return acts and self._place_now() is not None

    def _took_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        captured = self._view.captured
        if captured is None:
            return False
        if self._draws:
            return self._drew_by_key(key, captured)
        place = self._place_now()
        if place is None:
            return False
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self._now)
            return True
        if key not in KEYS:
            return False
        step = 10 if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        grip: Grip = "se" if modifiers & Qt.KeyboardModifier.AltModifier else "move"
        dx, dy = KEYS[key]
        self._put(pulled(place, grip, dx * step, dy * step, captured))
        return True

    def _drew_by_key(self, key: Qt.Key, captured: Rect) -> bool:
        if key == Qt.Key.Key_Escape:
            self.draw(False)
            return True
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        width, height = max(8, captured.width // 5), max(8, captured.height // 12)
        x = captured.x + (captured.width - width) // 2
        y = captured.y + (captured.height - height) // 2
        self.draw(False)
        self.drawn.emit(Rect(x, y, width, height))
        return True

    def _put(self, rect: Rect) -> None:
        for region, now in self.shown:
            if region.id == self._now and now != rect:
                moved = placed(region, rect, self._t_ns)
                # Shown at once; the review answers when it is on the disk.
                self._redactions = tuple(
                    moved if each.id == moved.id else each for each in self._redactions
                )
                self.changed.emit(msgspec.structs.replace(moved))
        self.update()

    def _place_now(self) -> Rect | None:
        return next((rect for region, rect in self.shown if region.id == self._now), None)

    def _at(self, at: QPointF) -> tuple[Region | None, Grip | None]:
        """The box under a point; the chosen one before others, then the last that was made."""
        spot = self._view.desktop_at(at)
        reach = REACH_PX * self._view.devicePixelRatioF() / self._view.zoom_now
        order = [*self.shown[::-1]]
        order.sort(key=lambda each: each[0].id != self._now)
        for region, rect in order:
            grip = grip_at(rect, spot.x(), spot.y(), reach)
            if grip is not None:
                return region, grip
        return None, None

    def _show_cursor(self, at: QPointF) -> None:
        if self._draws:
            return
        _, grip = self._at(at)
        if grip is None:
            self.unsetCursor()
        else:
            self.setCursor(CURSORS[grip])
