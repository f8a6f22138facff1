"""The menu bar, made from the table of actions and made again when rows are added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenuBar

from studio.gui.actions import ActionRow, Actions
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
        # The keys of what is in no menu are the window's.
        hidden = [row for row in self._actions.rows() if row.hidden]
        self._bar.window().addActions([self._actions.action(row.id) for row in hidden])
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
            menu.aboutToShow.connect(partial(self._give_icons, rows))

    def _give_icons(self, rows: list[ActionRow]) -> None:
        for row in rows:
            self._actions.pictured(row.id)
