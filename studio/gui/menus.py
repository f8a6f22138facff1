"""The menu bar, made from the table of actions and made again when rows are added."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenuBar

from studio.gui.actions import Actions
from studio.gui.words import mark, tr

MENUS = (
    ("file", mark("&File")),
    ("edit", mark("&Edit")),
    ("record", mark("&Recording")),
    ("session", mark("&Session")),
    ("play", mark("&Playback")),
    ("view", mark("&View")),
    ("help", mark("&Help")),
)
"""The menus in their order. A row names one by its id; a menu without rows is not shown."""


class Menus(QObject):
    """Keeps a menu bar in step with the table."""

    def __init__(self, actions: Actions, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._actions = actions
        self._bar = bar
        actions.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self._bar.clear()
        for menu_id, title in MENUS:
            rows = [row for row in self._actions.rows() if row.menu == menu_id and not row.hidden]
            if not rows:
                continue
            menu = self._bar.addMenu(tr(title))
            menu.setObjectName(f"menu-{menu_id}")
            for row in rows:
                if row.starts_group:
                    menu.addSeparator()
                menu.addAction(self._actions.action(row.id))
