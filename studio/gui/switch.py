"""A switch, and a row that explains what it switches."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from studio.gui.icons import current_theme
from studio.gui.theme import Space
from studio.gui.widgets import column, label, picture_label, row

_TRACK = QSize(38, 22)
_ROOM_PX = 3


class Switch(QCheckBox):
    """On or off, at once. The knob lies left or right, because colour alone says too little."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return _TRACK + QSize(2 * _ROOM_PX, 2 * _ROOM_PX)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        on, usable = self.isChecked(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_ROOM_PX, _ROOM_PX, _TRACK.width(), _TRACK.height())
        edge = theme.colour("accent" if on else "border_strong")
        fill = theme.colour("accent") if on else theme.colour("surface")
        knob = theme.colour("on_accent") if on else theme.colour("text_soft")
        if not usable:
            edge, fill, knob = (theme.colour(each) for each in ("border", "sunken", "text_off"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        _round(painter, track.adjusted(0.75, 0.75, -0.75, -0.75), edge, fill)
        side = track.height() - 8
        left = track.right() - side - 4 if on else track.left() + 4
        _round(painter, QRectF(left, track.top() + 4, side, side), knob, knob)


class SwitchRow(QFrame):
    """An icon, what is switched, one sentence about it, and the switch. A click anywhere counts."""

    def __init__(self, name: str, icon: str, title: str, note: str, *extra: QWidget) -> None:
        super().__init__()
        self.switch = Switch(name, title)
        self.switch.setAccessibleDescription(note)
        head = row(label(title, "strong"), *extra, 1, space=Space.S)
        words = column(head, label(note, tone="soft", wrap=True), space=2)
        inner = row(space=Space.M)
        inner.addWidget(picture_label(icon, 24), 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(words, 1)
        inner.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.setContentsMargins(0, Space.XS, 0, Space.XS)
        self.setLayout(inner)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.switch.setFocus()
            self.switch.toggle()


def _round(painter: QPainter, box: QRectF, edge: QColor, fill: QColor) -> None:
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
