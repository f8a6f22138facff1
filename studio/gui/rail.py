"""The rail at the left: the places of work above, those of the whole window below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.icons import current_theme, picture
from studio.gui.theme import REGULAR, SEMIBOLD, Radius, Space
from studio.gui.widgets import column, label, picture_label, row

WIDE_PX, NARROW_PX = 196, 60
_BUTTON_PX, _ICON_PX = 40, 20


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place before it is loaded. `target` is `module:Class`; `title` an English source.

    `low` places stand at the bottom of the rail and are loaded only when they are shown. A place
    with a `fact` is in the rail while that holds, or once it was shown.
    """

    place_id: str
    title: str
    icon: str
    target: str
    low: bool = False
    fact: str = ""


class Rail(QFrame):
    """Buttons for the places. Narrow, it shows icons only."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rail", True)
        self.setObjectName("rail")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        self._word = label("Candor", "subtitle")
        self._top, self._bottom = QVBoxLayout(), QVBoxLayout()
        brand = row(picture_label("shield", 24, "accent_text"), self._word, 1, space=Space.S)
        brand.setContentsMargins(Space.S + 2, Space.XS, Space.S, Space.L)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        whole.setSpacing(Space.XS)
        whole.addLayout(brand)
        for part in (self._top, self._bottom):
            part.setSpacing(Space.XS)
        whole.addWidget(_scrolling(column(self._top, 1, self._bottom, space=Space.XS)), 1)
        self.set_narrow(False)

    def add_place(self, place_id: str, title: str, icon: str, *, low: bool = False) -> None:
        button = _RailButton(title, icon)
        button.setObjectName(f"rail-{place_id}")
        button.clicked.connect(lambda: self.chosen.emit(place_id))
        self._group.addButton(button)
        self._buttons[place_id] = button
        (self._bottom if low else self._top).addWidget(button)

    def offer_place(self, place_id: str, offered: bool) -> None:
        """Have a place in the rail or not; the one that is shown stays."""
        button = self._buttons[place_id]
        button.setVisible(offered or button.isChecked())

    def show_place(self, place_id: str) -> None:
        self._buttons[place_id].show()
        self._buttons[place_id].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with words."""
        self._word.setVisible(not narrow)
        self.setFixedWidth(NARROW_PX if narrow else WIDE_PX)
        for button in self._buttons.values():
            button.set_narrow(narrow)


def _scrolling(places: QVBoxLayout) -> QScrollArea:
    """Where the window is too low for all places, the wheel and Tab reach the others."""
    inner = QWidget()
    inner.setProperty("page", True)
    inner.setLayout(places)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


class _RailButton(QToolButton):
    """Painted by hand, because styles leave no say over the room between icon and text."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon_name, self._narrow = icon, False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_BUTTON_PX, max(_BUTTON_PX, self.fontMetrics().height() + Space.L))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = current_theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("focus"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        back = "accent_soft" if on else "hover" if self.underMouse() else "window"
        painter.setBrush(theme.colour(back))
        painter.drawRoundedRect(box, Radius.CONTROL + 1, Radius.CONTROL + 1)
        tone = "accent_text" if on else "text_soft"
        left = (self.width() - _ICON_PX) // 2 if self._narrow else Space.M
        top = (self.height() - _ICON_PX) // 2
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(QPoint(left, top), picture(self._icon_name, _ICON_PX, tone, ratio))
        if not self._narrow:
            painter.setFont(theme.font(1.0, SEMIBOLD if on else REGULAR))
            painter.setPen(theme.colour(tone))
            words = self.rect().adjusted(Space.M + _ICON_PX + Space.M, 0, -Space.S, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
