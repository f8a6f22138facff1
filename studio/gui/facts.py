"""A table of facts: what each is called, and its value, which can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.gui.theme import Space
from studio.gui.widgets import label


def facts(rows: tuple[tuple[str, str], ...]) -> QWidget:
    """Names on the left, values on the right, wrapped where they are long."""
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.XL)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(rows):
        shown = label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label(name, "body", "soft"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, place, 1)
    made.setLayout(grid)
    return made
