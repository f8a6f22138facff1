"""The rail at the left: the places, and below them what belongs to the whole window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from studio.gui.icons import set_icon
from studio.gui.theme import Space
from studio.gui.widgets import label, picture_label, row

WIDE_PX, NARROW_PX = 196, 60


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place before it is loaded. `target` is `module:Class`; `title` an English source."""

    place_id: str
    title: str
    icon: str
    target: str


class Rail(QFrame):
    """Buttons for places at the top, for actions at the bottom. Narrow, it shows icons only."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rail", True)
        self.setObjectName("rail")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._all: list[QToolButton] = []
        self._word = label("Candor", "subtitle")
        self._top, self._bottom = QVBoxLayout(), QVBoxLayout()
        brand = row(picture_label("shield", 24, "accent_text"), self._word, 1, space=Space.S)
        brand.setContentsMargins(Space.S, Space.XS, Space.S, Space.L)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        whole.setSpacing(Space.XS)
        whole.addLayout(brand)
        for part in (self._top, self._bottom):
            part.setSpacing(Space.XS)
        whole.addLayout(self._top)
        whole.addStretch(1)
        whole.addLayout(self._bottom)
        self.set_narrow(False)

    def add_place(self, place_id: str, title: str, icon: str) -> None:
        button = self._button(title, icon)
        button.setCheckable(True)
        button.setObjectName(f"rail-{place_id}")
        button.clicked.connect(lambda: self.chosen.emit(place_id))
        self._group.addButton(button)
        self._buttons[place_id] = button
        self._top.addWidget(button)

    def add_action(self, action: QAction, icon: str) -> QToolButton:
        """Show an action at the bottom."""
        button = self._button(action.text().replace("&", ""), icon)
        button.setObjectName(f"rail-{action.objectName()}")
        button.clicked.connect(action.trigger)
        self._bottom.addWidget(button)
        return button

    def show_place(self, place_id: str) -> None:
        self._buttons[place_id].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with words."""
        self._word.setVisible(not narrow)
        self.setFixedWidth(NARROW_PX if narrow else WIDE_PX)
        style = Qt.ToolButtonStyle
        for button in self._all:
            wanted = style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            button.setToolButtonStyle(wanted)
            button.setToolTip(button.text() if narrow else "")

    def _button(self, text: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("rail", True)
        button.setText(text)
        button.setAccessibleName(text)
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(button, icon, "text_soft")
        self._all.append(button)
        return button
