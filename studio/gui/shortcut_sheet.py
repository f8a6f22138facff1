"""The shortcut sheet: the keys that work here, then those that work everywhere. Opened with `?`."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from studio.gui.actions import EVERYWHERE, ActionRow, Actions
from studio.gui.keys import keycap
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, label, row
from studio.gui.words import tr


class ShortcutSheet(Sheet):
    """Closed with Esc."""

    def __init__(
        self, actions: Actions, place: str, place_title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("shortcut-sheet", tr("Keyboard shortcuts"), parent, width_px=640)
        with_keys = [each for each in actions.rows() if actions.shortcut(each.id)]
        here = [each for each in with_keys if each.place == place]
        everywhere = [each for each in with_keys if each.place == EVERYWHERE]
        for title, rows in ((place_title, here), (tr("Everywhere"), everywhere)):
            if rows:
                self.add(_group(title, rows, actions))
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Close"), "primary", name="close", clicked=self.accept))


def _group(title: str, rows: list[ActionRow], actions: Actions) -> Card:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    grid.setColumnStretch(0, 1)
    for at, each in enumerate(rows):
        text = actions.action(each.id).text().replace("&", "")
        grid.addWidget(label(text, wrap=True), at, 0)
        caps = [keycap(keys) for keys in actions.shortcut(each.id).split()]
        grid.addLayout(row(1, *caps, space=Space.XS), at, 1)
    card = Card(label(title, "subtitle"))
    card.body.addLayout(grid)
    return card
