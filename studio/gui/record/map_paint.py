"""How the parts of the live picture are painted. Colours on the picture are constants."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from studio.gui.theme import DATA, SEMIBOLD, Theme
from studio.gui.words import tr

DIM = QColor(14, 17, 19, 165)
CORNER_PX = 4.0
HANDLE_PX = 8.0
SKETCH = QColor(46, 54, 61)
BADGE_PX = 28.0


def canvas(painter: QPainter, frame: QRectF) -> None:
    painter.fillRect(frame, QColor(DATA.canvas))


def says(painter: QPainter, frame: QRectF, text: str, theme: Theme) -> None:
    """A sentence where there is no picture."""
    painter.setPen(QColor(DATA.canvas_text))
    painter.setFont(theme.font())
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(frame.adjusted(24, 12, -24, -12), int(flags), text)


def hidden(painter: QPainter, box: QRectF) -> None:
    """A part that a recording would paint over."""
    painter.fillRect(box, QColor(DATA.gap_hatch))
    painter.fillRect(box, QBrush(QColor(DATA.gap), Qt.BrushStyle.BDiagPattern))


def unseen(painter: QPainter, box: QRectF, below: list[tuple[str, QRectF]], theme: Theme) -> None:
    """What lies below a window of Candor and was not seen yet: only its windows are known."""
    hidden(painter, box)
    painter.save()
    painter.setClipRect(box)
    for name, rect in below:
        _sketch(painter, name, rect, theme)
    painter.restore()


def own(painter: QPainter, box: QRectF, theme: Theme, *, named: bool) -> None:
    """A window of Candor, which is not recorded; `named` says so in words."""
    painter.setPen(QPen(QColor(DATA.canvas_text), 1, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    plate = QRectF(box.left(), box.bottom() - 34, box.width(), 26)
    if named:
        _plate(painter, plate, tr("Candor itself is not recorded"), theme)


def _sketch(painter: QPainter, name: str, rect: QRectF, theme: Theme) -> None:
    """A window that lies below: only its place and its name are known."""
    painter.setPen(QPen(QColor(DATA.canvas_text), 1))
    painter.setBrush(SKETCH)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(theme.font(0.86))
    painter.setPen(QColor(DATA.canvas_text))
    metrics = painter.fontMetrics()
    room = rect.adjusted(8, 4, -8, -4)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
    if room.height() >= metrics.height():
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), text)


def _plate(painter: QPainter, room: QRectF, text: str, theme: Theme) -> None:
    """A few words on a dark plate, in the middle of their room; none where they do not fit."""
    painter.setFont(theme.font(0.86, SEMIBOLD))
    width = painter.fontMetrics().horizontalAdvance(text) + 20
    if width > room.width() - 8:
        return
    plate = QRectF(0, 0, width, painter.fontMetrics().height() + 8)
    plate.moveCenter(room.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DATA.canvas))
    painter.drawRoundedRect(plate, CORNER_PX, CORNER_PX)
    painter.setPen(QColor(DATA.canvas_text))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


def outside(painter: QPainter, frame: QRectF, box: QRectF | None) -> None:
    """Darken what is not recorded."""
    path = QPainterPath()
    path.addRect(frame)
    if box is not None:
        path.addRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(path, DIM)


def chosen(painter: QPainter, box: QRectF, *, handles: bool) -> None:
    """The frame of what is recorded, with its handles."""
    outline(painter, box, QColor(DATA.outline))
    if not handles:
        return
    painter.setPen(QPen(QColor(DATA.outline), 1.5))
    painter.setBrush(QColor("white"))
    middle = box.center()
    for x in (box.left(), middle.x(), box.right()):
        for y in (box.top(), middle.y(), box.bottom()):
            if QPointF(x, y) != middle:
                handle = QRectF(0, 0, HANDLE_PX, HANDLE_PX)
                handle.moveCenter(QPointF(x, y))
                painter.drawRoundedRect(handle, 2, 2)


def outline(painter: QPainter, box: QRectF, colour: QColor, *, dashed: bool = False) -> None:
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 2, style, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(1, 1, -1, -1))


def number(painter: QPainter, box: QRectF, count: int, theme: Theme) -> None:
    """The number of a monitor, as the list beside it has it."""
    badge = QRectF(box.left() + 8, box.top() + 8, BADGE_PX, BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DATA.canvas))
    painter.drawRoundedRect(badge, CORNER_PX, CORNER_PX)
    painter.setPen(QColor(DATA.canvas_text))
    painter.setFont(theme.font(1.0, SEMIBOLD))
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(count))


def focus(painter: QPainter, frame: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(1, 1, -1, -1))
