"""The outline around what is recorded: four thin windows outside of it, which take no input.

The whole desktop has no outside: its outline lies inside and is shown only before it records.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from recorder.session.model import Rect
from studio.gui.record.geometry import native_rect, screen_of, to_qt
from studio.gui.theme import DATA

THICK_PX = 4
DASH_PX = 12
NAMES = ("top", "bottom", "left", "right")


class Outline:
    """Solid while it records, dashed while it is paused."""

    def __init__(self) -> None:
        self._sides: list[_Side] = []

    def show_around(self, captured: Rect, *, records: bool) -> None:
        """Put the outline around a rectangle of the desktop. `records` tells whether pictures
        are taken already, so that nothing of it may lie inside."""
        self.hide()
        box = to_qt(captured, screen_of(captured))
        if not records and covers_screen(captured):
            box = box.adjusted(THICK_PX, THICK_PX, -THICK_PX, -THICK_PX)
        for name, side in zip(NAMES, _sides_of(box), strict=True):
            if _is_on_desktop(side):
                made = _Side(name, side)
                made.show()
                self._sides.append(made)

    def show_paused(self, paused: bool) -> None:
        for side in self._sides:
            side.show_paused(paused)

    def hide(self) -> None:
        for side in self._sides:
            side.close()
            side.deleteLater()
        self._sides.clear()

    @property
    def windows(self) -> tuple[QWidget, ...]:
        return tuple(self._sides)


class _Side(QWidget):
    """One edge of the outline."""

    def __init__(self, name: str, box: QRect) -> None:
        flag = Qt.WindowType
        super().__init__(
            None,
            flag.Tool
            | flag.FramelessWindowHint
            | flag.WindowStaysOnTopHint
            | flag.BypassWindowManagerHint
            | flag.WindowTransparentForInput
            | flag.WindowDoesNotAcceptFocus,
        )
        self.setObjectName(f"outline-{name}")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setGeometry(box)
        self._paused = False

    def show_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._paused:
            painter.fillRect(self.rect(), QColor(DATA.outline))
            return
        painter.fillRect(self.rect(), QColor(DATA.canvas))
        along = self.width() >= self.height()
        for at in range(0, max(self.width(), self.height()), 2 * DASH_PX):
            dash = QRect(at, 0, DASH_PX, self.height())
            if not along:
                dash = QRect(0, at, self.width(), DASH_PX)
            painter.fillRect(dash, QBrush(QColor(DATA.marker)))


def _sides_of(box: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """The four edges outside of a box, corners with the upper and the lower one."""
    outer = box.adjusted(-THICK_PX, -THICK_PX, THICK_PX, THICK_PX)
    return (
        QRect(outer.x(), outer.y(), outer.width(), THICK_PX),
        QRect(outer.x(), box.bottom() + 1, outer.width(), THICK_PX),
        QRect(outer.x(), box.y(), THICK_PX, box.height()),
        QRect(box.right() + 1, box.y(), THICK_PX, box.height()),
    )


def covers_screen(captured: Rect) -> bool:
    """Whether nothing of the screen where it lies is left outside."""
    box = QRect(captured.x, captured.y, captured.width, captured.height)
    return box.contains(native_rect(screen_of(captured)))


def _is_on_desktop(side: QRect) -> bool:
    return any(screen.geometry().intersects(side) for screen in QGuiApplication.screens())
