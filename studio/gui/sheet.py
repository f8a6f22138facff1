"""The dialog that all dialogs are: a title, a body that scrolls when it must, a foot of buttons.

It opens without blocking; its answer comes by signal.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.gui.theme import Space
from studio.gui.widgets import column, label, line

_SCREEN_SHARE = 0.92
_FRAME_PX = 40
"""What the window manager may put around a dialog."""


class Sheet(QDialog):
    """`body` is the layout to fill; `foot` takes buttons, to the right unless stretched."""

    def __init__(
        self, name: str, title: str, parent: QWidget | None = None, *, width_px: int = 560
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setProperty("sheet", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width_px = width_px
        self.heading = label(title, "title", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.L)
        self.body.setContentsMargins(Space.XL, Space.S, Space.XL, Space.XL)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        self.foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        self._inner = QWidget()
        self._inner.setProperty("page", True)
        self._inner.setLayout(self.body)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inner)
        self._inner.installEventFilter(self)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room_for_bar)
        head = column(self.heading)
        head.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        self._whole = column(head, self._area, line(), self.foot, space=0)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)

    def add(self, *items: QWidget | QLayout) -> None:
        """Put things into the body, below each other."""
        for each in items:
            if isinstance(each, QLayout):
                self.body.addLayout(each)
            else:
                self.body.addWidget(each)

    def fit(self) -> None:
        """Take the size that the content wants, once it is laid out."""
        QTimer.singleShot(0, self, lambda: self.resize(self._wanted()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Content that became taller gets room; what the person made larger stays so."""
        wanted = self._wanted()
        if self.isVisible() and wanted.height() > self.height():
            self.resize(self.width(), wanted.height())

    def _wanted(self) -> QSize:
        """What the content wants, as far as the screen has it."""
        room = self.screen().availableSize() * _SCREEN_SHARE
        width = min(self._width_px, room.width())
        self.ensurePolished()
        self._inner.ensurePolished()
        self.body.activate()
        rest = self._whole.heightForWidth(width) - self._area.sizeHint().height()
        body = max(self.body.heightForWidth(width), self.body.minimumSize().height())
        wanted = QSize(width, max(rest, 0) + body)
        return wanted.boundedTo(QSize(room.width(), room.height() - _FRAME_PX))

    def _make_room_for_bar(self, _low: int, high: int) -> None:
        """The bar takes the place of the margin, so that the content stays in the middle."""
        right = Space.XL - self._area.verticalScrollBar().sizeHint().width() if high else Space.XL
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), margins.top(), right, margins.bottom())

    def showEvent(self, event: QShowEvent) -> None:
        self._inner.resize(self._wanted().width(), self._inner.height())
        self.resize(self._wanted())
        super().showEvent(event)
