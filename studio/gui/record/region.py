"""A region that is drawn, moved and resized within the desktop. Pure geometry, but for Qt's points.

Grips are looked for in the coordinates of the map, regions are in desktop pixels.
"""

from __future__ import annotations

from enum import Flag

from PySide6.QtCore import QPointF, QRectF

from recorder.session.model import Rect

SIDE_MIN_PX = 32
GRIP_PX = 7.0


class Grip(Flag):
    """Where a region is held: an edge, a corner (two edges), or its inside."""

    NONE = 0
    LEFT = 1
    RIGHT = 2
    TOP = 4
    BOTTOM = 8
    INSIDE = 16
    TOP_LEFT = TOP | LEFT
    TOP_RIGHT = TOP | RIGHT
    BOTTOM_LEFT = BOTTOM | LEFT
    BOTTOM_RIGHT = BOTTOM | RIGHT


def grip_at(box: QRectF, at: QPointF) -> Grip:
    """What of a box is at a point."""
    if not box.adjusted(-GRIP_PX, -GRIP_PX, GRIP_PX, GRIP_PX).contains(at):
        return Grip.NONE
    grip = Grip.NONE
    if abs(at.x() - box.left()) <= GRIP_PX:
        grip |= Grip.LEFT
    elif abs(at.x() - box.right()) <= GRIP_PX:
        grip |= Grip.RIGHT
    if abs(at.y() - box.top()) <= GRIP_PX:
        grip |= Grip.TOP
    elif abs(at.y() - box.bottom()) <= GRIP_PX:
        grip |= Grip.BOTTOM
    return grip or Grip.INSIDE


def spanned(x: int, y: int, x2: int, y2: int, whole: Rect) -> Rect:
    """The region between two corners, not smaller than can be used."""
    left, top = min(x, x2), min(y, y2)
    width, height = abs(x2 - x), abs(y2 - y)
    return fitted(Rect(left, top, width, height), whole)


def fitted(region: Rect, whole: Rect) -> Rect:
    """The region within the desktop: large enough, and moved in where it would stick out."""
    width = min(max(region.width, SIDE_MIN_PX), whole.width)
    height = min(max(region.height, SIDE_MIN_PX), whole.height)
    x = min(max(region.x, whole.x), whole.x + whole.width - width)
    y = min(max(region.y, whole.y), whole.y + whole.height - height)
    return Rect(x, y, width, height)


def dragged(region: Rect, grip: Grip, dx: int, dy: int, whole: Rect) -> Rect:
    """The region after what is held was dragged; the edges that are not held stay."""
    if Grip.INSIDE in grip:
        return fitted(Rect(region.x + dx, region.y + dy, region.width, region.height), whole)
    left, top = region.x, region.y
    right, bottom = left + region.width, top + region.height
    if Grip.LEFT in grip:
        left = max(min(left + dx, right - SIDE_MIN_PX), whole.x)
    if Grip.RIGHT in grip:
        right = min(max(right + dx, left + SIDE_MIN_PX), whole.x + whole.width)
    if Grip.TOP in grip:
        top = max(min(top + dy, bottom - SIDE_MIN_PX), whole.y)
    if Grip.BOTTOM in grip:
        bottom = min(max(bottom + dy, top + SIDE_MIN_PX), whole.y + whole.height)
    return Rect(left, top, right - left, bottom - top)


def nudged(region: Rect, by: tuple[int, int], whole: Rect, *, resize: bool) -> Rect:
    """The region moved by some pixels, or its right and lower edges."""
    grip = Grip.BOTTOM_RIGHT if resize else Grip.INSIDE
    return dragged(region, grip, *by, whole)


def first_region(display: Rect) -> Rect:
    """Where a region begins: the middle of a monitor."""
    width, height = display.width // 2, display.height // 2
    return Rect(display.x + display.width // 4, display.y + display.height // 4, width, height)
