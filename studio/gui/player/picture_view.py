"""Shows a picture of the recorded desktop with what lies over it: fitted, or zoomed and moved.

All is painted in device pixels, so that a picture at 100 % is as sharp as the screen it was.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from recorder.session.model import Rect
from replay.player_overlay import Overlay
from studio.gui.player.overlay_painter import Shows, Spot, paint_keys, paint_overlay
from studio.gui.player.picture import Picture
from studio.gui.theme import DATA
from studio.gui.words import tr

ZOOM_MAX = 8.0
ZOOM_STEP = 1.25


class PictureView(QWidget):
    """The picture. `zoom` is device pixels for one recorded pixel; None fits it into the view."""

    scale_wanted = Signal(float)
    zoomed = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture-view")
        self.setAccessibleName(tr("Picture of the recorded desktop"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 36))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._picture: Picture | None = None
        self._overlay: Overlay | None = None
        self._captured: Rect | None = None
        self._shows = Shows()
        self._notice = ""
        self._zoom: float | None = None
        self._centre = QPointF()
        self._drag_from: QPointF | None = None

    # What is shown

    def clear(self) -> None:
        """Show nothing."""
        self._picture = self._overlay = self._captured = None
        self._notice = ""
        self._zoom = None
        self.update()

    def show_captured(self, captured: Rect) -> None:
        """Say which part of the desktop the pictures show."""
        self._captured = captured
        self._centre = QPointF(captured.width / 2, captured.height / 2)
        self._ask_scale()
        self.zoomed.emit()
        self.update()

    def show_picture(self, picture: Picture | None) -> None:
        self._picture = picture
        self.update()

    def show_overlay(self, overlay: Overlay | None, shows: Shows) -> None:
        self._overlay, self._shows = overlay, shows
        self.update()

    def show_notice(self, text: str) -> None:
        """A sentence over the picture: why nothing newer is seen. Empty for none."""
        if text != self._notice:
            self._notice = text
            self.update()

    @property
    def notice(self) -> str:
        return self._notice

    @property
    def picture(self) -> Picture | None:
        return self._picture

    @property
    def captured(self) -> Rect | None:
        """Which part of the desktop the pictures show; None when nothing is open."""
        return self._captured

    # Where things lie, for what is laid over the picture

    def desktop_at(self, at: QPointF) -> QPointF:
        """The place of the desktop under a place of the view."""
        assert self._captured is not None
        return self._recorded(at) + QPointF(self._captured.x, self._captured.y)

    def box_of(self, rect: Rect) -> QRectF:
        """Where a rectangle of the desktop lies in the view."""
        assert self._captured is not None
        scale = self.zoom_now / self.devicePixelRatioF()
        corner = QPointF(rect.x - self._captured.x, rect.y - self._captured.y) - self._centre
        middle = QPointF(self.width() / 2, self.height() / 2)
        place = middle + corner * scale
        return QRectF(place.x(), place.y(), rect.width * scale, rect.height * scale)

    # Zoom

    @property
    def zoom(self) -> float | None:
        return self._zoom

    @property
    def zoom_now(self) -> float:
        """Device pixels for one recorded pixel."""
        return self._zoom if self._zoom is not None else self._fit()

    @property
    def centre(self) -> QPointF:
        """The recorded pixel in the middle of the view, from the picture's corner."""
        return QPointF(self._centre)

    def show_like(self, other: PictureView) -> None:
        """Show the same part as another view of pictures of this size."""
        self._zoom, self._centre = other.zoom, other.centre
        self._ask_scale()
        self.update()

    def fit(self) -> None:
        self._use_zoom(None)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom; the recorded pixel under `at` (logical, the middle by default) stays there."""
        if self._captured is None:
            return
        at = QPointF(self.width() / 2, self.height() / 2) if at is None else at
        under = self._recorded(at)
        self._use_zoom(min(max(zoom, self._fit() * 0.5), ZOOM_MAX))
        now = self._recorded(at)
        self._centre += under - now
        self._keep_inside()
        self.zoomed.emit()
        self.update()

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        self.zoom_to(self.zoom_now * ZOOM_STEP**steps, at)

    def _use_zoom(self, zoom: float | None) -> None:
        if zoom is None and self._captured is not None:
            self._centre = QPointF(self._captured.width / 2, self._captured.height / 2)
        self._zoom = zoom
        self._ask_scale()
        self.zoomed.emit()
        self.update()

    def _fit(self) -> float:
        """The zoom at which the whole is seen; never larger than it was."""
        if self._captured is None:
            return 1.0
        ratio = self.devicePixelRatioF()
        wide = self.width() * ratio / self._captured.width
        high = self.height() * ratio / self._captured.height
        return min(wide, high, max(1.0, ratio))

    def _ask_scale(self) -> None:
        self.scale_wanted.emit(min(1.0, self.zoom_now))

    def _keep_inside(self) -> None:
        assert self._captured is not None
        self._centre.setX(min(max(self._centre.x(), 0), self._captured.width))
        self._centre.setY(min(max(self._centre.y(), 0), self._captured.height))

    def _recorded(self, at: QPointF) -> QPointF:
        """The recorded pixel under a place of the view, from the picture's corner."""
        away = (at - QPointF(self.width() / 2, self.height() / 2)) * self.devicePixelRatioF()
        return self._centre + away / self.zoom_now

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        view = QRectF(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        painter.fillRect(view, QColor(DATA.canvas))
        if self._captured is None:
            return
        zoom = self.zoom_now
        left = round(view.width() / 2 - self._centre.x() * zoom)
        top = round(view.height() / 2 - self._centre.y() * zoom)
        size = QSize(round(self._captured.width * zoom), round(self._captured.height * zoom))
        box = QRectF(left, top, size.width(), size.height())
        if self._picture is not None:
            self._paint_picture(painter, self._picture.image, box)
        if self._overlay is not None:
            x, y = left - self._captured.x * zoom, top - self._captured.y * zoom
            spot = Spot(x, y, zoom, ratio)
            painter.save()
            painter.setClipRect(view)
            paint_overlay(painter, self._overlay, spot, self._shows)
            if self._shows.keys:
                paint_keys(painter, self._overlay, view, self.font(), ratio)
            painter.restore()
        if self._notice:
            self._paint_notice(painter, view, ratio)

    def _paint_picture(self, painter: QPainter, image: QImage, box: QRectF) -> None:
        same = abs(image.width() - box.width()) <= 2 and abs(image.height() - box.height()) <= 2
        if same:
            painter.drawImage(box.topLeft(), image)
            return
        smooth = box.width() < image.width() * 3
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(box, image)

    def _paint_notice(self, painter: QPainter, view: QRectF, ratio: float) -> None:
        font = self.font()
        font.setPixelSize(round(font.pixelSize() * ratio))
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(self._notice) + 28 * ratio
        box = QRectF(view.center().x() - width / 2, 16 * ratio, width, 32 * ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(14, 17, 19, 225))
        painter.drawRoundedRect(box, 16 * ratio, 16 * ratio)
        painter.setPen(QColor(DATA.canvas_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._notice)

    # Hands

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag_from = event.position()
            if self._zoom is not None:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is None or self._zoom is None:
            return
        moved = (event.position() - self._drag_from) * self.devicePixelRatioF()
        self._drag_from = event.position()
        self._centre -= moved / self.zoom_now
        self._keep_inside()
        self.zoomed.emit()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom is None:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        way = ways.get(Qt.Key(event.key()))
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if way is None or not shifted or self._zoom is None or self._captured is None:
            super().keyPressEvent(event)
            return
        self._centre += QPointF(*way) * (80 / self.zoom_now)
        self._keep_inside()
        self.zoomed.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._ask_scale()
            self.zoomed.emit()
