"""The live picture of the desktop, on which one points at what shall be recorded.

It shows what it is given and says what was pointed at; which areas there are is `choice`'s.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from recorder.capture.screen import whole_desktop
from recorder.session.model import Rect
from studio.gui.record import map_paint as paint
from studio.gui.record.choice import Area, AreaKind, rectangle_of
from studio.gui.record.look import Look
from studio.gui.record.region import Grip, dragged, grip_at, nudged, spanned
from studio.gui.theme import Theme
from studio.gui.words import tr

SIZE_MIN = QSize(320, 180)
SIZE = QSize(560, 315)
STEP_PX, FINE_STEP_PX = 10, 1
_CURSORS = {
    Grip.NONE: Qt.CursorShape.CrossCursor,
    Grip.INSIDE: Qt.CursorShape.SizeAllCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DesktopMap(QWidget):
    """Drag a region, or click a monitor or a window. The arrow keys do the same."""

    chosen = Signal(object)
    """An area was pointed at: the new `Area`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("desktop-map")
        self.setAccessibleName(tr("Live picture of the desktop"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(SIZE_MIN)
        self._theme = theme
        self._look: Look | None = None
        self._area = Area()
        self._problem = ""
        self._hover: Rect | None = None
        self._drag: tuple[Grip, QPointF, Rect | None] | None = None
        self._scaled: QPixmap | None = None
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return SIZE

    def heightForWidth(self, width: int) -> int:
        return max(SIZE_MIN.height(), round(width * self._ratio()))

    @property
    def look(self) -> Look | None:
        """The desktop as it was seen last."""
        return self._look

    def show_look(self, look: Look | None, problem: str = "") -> None:
        """Show the desktop as it is now, or say why it cannot be shown."""
        before = self._ratio()
        self._look, self._problem, self._scaled = look, problem, None
        if before != self._ratio():
            self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    def show_area(self, area: Area) -> None:
        """Show what is chosen."""
        self._area, self._hover = area, None
        self.setAccessibleDescription(self._in_words())
        self.update()

    def captured(self) -> Rect | None:
        """The rectangle that is chosen, in desktop pixels."""
        look = self._look
        return rectangle_of(self._area, look.desktop, look.bounds) if look else None

    # Places on the desktop and in the widget

    def _whole(self) -> Rect:
        whole = whole_desktop(self._look.desktop) if self._look else Rect(0, 0, 16, 9)
        return whole if whole.width and whole.height else Rect(0, 0, 16, 9)

    def _ratio(self) -> float:
        whole = self._whole()
        return min(0.75, whole.height / whole.width)

    def _frame(self) -> QRectF:
        """Where the desktop lies in the widget: as large as it fits, in the middle."""
        whole = self._whole()
        share = min(self.width() / whole.width, self.height() / whole.height)
        width, height = whole.width * share, whole.height * share
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _share(self) -> float:
        return self._frame().width() / self._whole().width

    def _shown(self, rect: Rect) -> QRectF:
        frame, share, whole = self._frame(), self._share(), self._whole()
        left = frame.x() + (rect.x - whole.x) * share
        top = frame.y() + (rect.y - whole.y) * share
        return QRectF(left, top, rect.width * share, rect.height * share)

    def _pointed(self, at: QPointF) -> tuple[int, int]:
        frame, share, whole = self._frame(), self._share(), self._whole()
        x = whole.x + round((at.x() - frame.x()) / share)
        y = whole.y + round((at.y() - frame.y()) / share)
        return (
            min(max(x, whole.x), whole.x + whole.width),
            min(max(y, whole.y), whole.y + whole.height),
        )

    # Pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._look is None:
            return
        at = event.position()
        match self._area.kind:
            case AreaKind.REGION:
                grip = self._grip(at)
                region = self._area.region if grip is not Grip.NONE else None
                self._drag = (grip, at, region)
            case AreaKind.MONITOR | AreaKind.WINDOW:
                self._choose_at(at)
            case AreaKind.EVERYTHING:
                pass

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._drag is not None:
            self._drag_to(at)
        elif self._area.kind is AreaKind.REGION:
            self.setCursor(_CURSORS[self._grip(at)])
        else:
            self._hover_at(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = None

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._area.kind is not AreaKind.REGION:
            self.unsetCursor()

    def _grip(self, at: QPointF) -> Grip:
        region = self._area.region
        return grip_at(self._shown(region), at) if region else Grip.NONE

    def _drag_to(self, at: QPointF) -> None:
        assert self._drag is not None
        grip, begin, region = self._drag
        whole = self._whole()
        (x, y), (x2, y2) = self._pointed(begin), self._pointed(at)
        if region is None:
            new = spanned(x, y, x2, y2, whole)
        else:
            new = dragged(region, grip, x2 - x, y2 - y, whole)
        self._choose(replace(self._area, region=new))

    def _choose_at(self, at: QPointF) -> None:
        x, y = self._pointed(at)
        look = self._look
        assert look is not None
        if self._area.kind is AreaKind.MONITOR:
            for display in look.desktop.displays:
                if display.bounds.contains(x, y):
                    self._choose(replace(self._area, monitor=display.id))
                    return
        for window in look.windows:
            if self._area.kind is AreaKind.WINDOW and window.bounds.contains(x, y):
                self._choose(replace(self._area, window=window.id))
                return

    def _hover_at(self, at: QPointF) -> None:
        look, (x, y) = self._look, self._pointed(at)
        choices: tuple[Rect, ...] = ()
        if look is not None and self._area.kind is AreaKind.MONITOR:
            choices = tuple(each.bounds for each in look.desktop.displays)
        elif look is not None and self._area.kind is AreaKind.WINDOW:
            choices = tuple(each.bounds for each in look.windows)
        self._set_hover(next((each for each in choices if each.contains(x, y)), None))

    def _set_hover(self, rect: Rect | None) -> None:
        if rect != self._hover:
            self._hover = rect
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if rect else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        area = self._area if arrow is None else self._moved(arrow, event.modifiers())
        if area == self._area:
            super().keyPressEvent(event)
            return
        self._choose(area)

    def _moved(self, arrow: tuple[int, int], held: Qt.KeyboardModifier) -> Area:
        """The area after an arrow key: the next one, or the region moved or resized."""
        look, area = self._look, self._area
        if look is None:
            return area
        forward = arrow in ((1, 0), (0, 1))
        match area.kind:
            case AreaKind.MONITOR:
                ids = [each.id for each in look.desktop.displays]
                return replace(area, monitor=_next(ids, area.monitor, forward=forward))
            case AreaKind.WINDOW:
                ids = [each.id for each in look.windows]
                return replace(area, window=_next(ids, area.window, forward=forward))
            case AreaKind.REGION if area.region is not None:
                fine = bool(held & Qt.KeyboardModifier.ControlModifier)
                step = FINE_STEP_PX if fine else STEP_PX
                sizes = bool(held & Qt.KeyboardModifier.ShiftModifier)
                by = (arrow[0] * step, arrow[1] * step)
                region = nudged(area.region, by, self._whole(), resize=sizes)
                return replace(area, region=region)
            case AreaKind.REGION | AreaKind.EVERYTHING:
                return area

    def _choose(self, area: Area) -> None:
        self.chosen.emit(area)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._frame()
        paint.canvas(painter, frame)
        if self._look is None or self._look.picture.isNull():
            paint.says(painter, frame, self._problem or tr("Looking at the desktop…"), self._theme)
        else:
            self._paint_desktop(painter, frame, self._look)
        if self.hasFocus():
            paint.focus(painter, frame, self._theme.colour("focus"))

    def _paint_desktop(self, painter: QPainter, frame: QRectF, look: Look) -> None:
        painter.drawPixmap(frame.topLeft(), self._picture(look, frame))
        for rect in look.hidden:
            paint.hidden(painter, self._shown(rect))
        below = [(each.name, self._shown(each.bounds)) for each in reversed(look.windows)]
        for rect in look.unseen:
            paint.unseen(painter, self._shown(rect), below, self._theme)
        captured = self.captured()
        chosen = self._shown(captured) if captured else None
        paint.outside(painter, frame, chosen)
        largest = max(look.own, key=lambda each: each.width * each.height, default=None)
        for rect in look.own:
            paint.own(painter, self._shown(rect), self._theme, named=rect == largest)
        if self._hover is not None:
            paint.outline(painter, self._shown(self._hover), QColor("white"), dashed=True)
        if chosen is not None:
            paint.chosen(painter, chosen, handles=self._area.kind is AreaKind.REGION)
        if len(look.desktop.displays) > 1:
            for display in look.desktop.displays:
                paint.number(painter, self._shown(display.bounds), display.id + 1, self._theme)

    def _picture(self, look: Look, frame: QRectF) -> QPixmap:
        """The picture in the size it is shown in, kept until either changes."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(frame.width() * ratio), round(frame.height() * ratio))
        if self._scaled is None or self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = look.picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QPixmap.fromImage(image)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _in_words(self) -> str:
        captured = self.captured()
        if captured is None:
            return tr("Nothing is chosen.")
        return tr("Chosen: {width} × {height} pixels at {x}, {y}.").format(
            width=captured.width, height=captured.height, x=captured.x, y=captured.y
        )


def _next(ids: list[int], current: int | None, *, forward: bool) -> int | None:
    if not ids:
        return current
    if current not in ids:
        return ids[0]
    return ids[(ids.index(current) + (1 if forward else -1)) % len(ids)]
