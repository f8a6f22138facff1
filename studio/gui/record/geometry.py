"""Between desktop pixels, in which recordings are measured, and Qt's own, which have a scale."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen

from recorder.session.model import Rect

GAP_PX = 16


def native_rect(screen: QScreen) -> QRect:
    """A screen in desktop pixels. Qt keeps the corner of each screen where it is."""
    box, ratio = screen.geometry(), screen.devicePixelRatio()
    return QRect(box.topLeft(), QSize(round(box.width() * ratio), round(box.height() * ratio)))


def screen_of(rect: Rect) -> QScreen:
    """The screen that holds the middle of a rectangle, else the first one."""
    middle = QPoint(rect.x + rect.width // 2, rect.y + rect.height // 2)
    screens = QGuiApplication.screens()
    found = (each for each in screens if native_rect(each).contains(middle))
    return next(found, QGuiApplication.primaryScreen())


def to_qt(rect: Rect, screen: QScreen) -> QRect:
    """A rectangle of the desktop in the coordinates of windows on this screen; where they do not
    meet a pixel it is rather larger, so that what lies around it does not lie in it."""
    return scaled(rect, screen.geometry().topLeft(), screen.devicePixelRatio())


def scaled(rect: Rect, origin: QPoint, ratio: float) -> QRect:
    """`to_qt` for a screen at `origin` with `ratio` desktop pixels to one of Qt's."""
    left, right = rect.x - origin.x(), rect.x + rect.width - origin.x()
    top, bottom = rect.y - origin.y(), rect.y + rect.height - origin.y()
    corner = QPoint(floor(left / ratio), floor(top / ratio))
    size = QSize(ceil(right / ratio) - corner.x(), ceil(bottom / ratio) - corner.y())
    return QRect(corner + origin, size)


def on_screen(box: QRect, screens: list[QRect]) -> QPoint:
    """Where a box must go to lie on one of the screens: where it is if it can, else the nearest
    place on the screen that holds most of it."""
    if not screens:
        return box.topLeft()

    def shared(screen: QRect) -> int:
        common = screen.intersected(box)
        return common.width() * common.height() if common.isValid() else 0

    best = max(screens, key=shared)
    x = min(max(box.x(), best.left()), max(best.left(), best.right() + 1 - box.width()))
    y = min(max(box.y(), best.top()), max(best.top(), best.bottom() + 1 - box.height()))
    return QPoint(x, y)


def place_beside(size: QSize, captured: QRect, screens: list[QRect]) -> QPoint:
    """Where a bar is least in the way: off what is recorded if there is room, else at its top."""
    for screen in screens:
        x = screen.x() + (screen.width() - size.width()) // 2
        for y in (
            screen.y() + GAP_PX,
            screen.bottom() + 1 - GAP_PX - size.height(),
        ):
            if not QRect(QPoint(x, y), size).intersects(captured):
                return QPoint(x, y)
    middle = captured.x() + (captured.width() - size.width()) // 2
    return on_screen(QRect(QPoint(middle, captured.y() + GAP_PX), size), screens)
