"""The sign in the desktop's tray, with the verbs of the window. Where there is no tray, nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu, QSystemTrayIcon, QWidget

from studio.gui.actions import Actions
from studio.gui.icons import icon
from studio.gui.record.recording import State
from studio.gui.record.sayings import state_word
from studio.gui.theme import Theme
from studio.gui.words import tr

VERBS = ("record.pause", "record.mark", "record.forget", "record.stop", "record.discard")
_SIGNS: dict[State, tuple[str, str]] = {
    "idle": ("tray-idle", "border_strong"),
    "starting": ("tray-idle", "record"),
    "recording": ("tray-recording", "record"),
    "paused": ("tray-paused", "warning"),
    "ending": ("tray-idle", "record"),
    "silent": ("tray-problem", "danger"),
}


class Tray(QObject):
    """Shows idle, recording, paused or problem, each with a shape of its own."""

    def __init__(self, actions: Actions, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self._state: State = "idle"
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        theme.changed.connect(self._show)

    @property
    def is_shown(self) -> bool:
        return self._icon is not None

    def look_for_tray(self) -> None:
        """Take a place in the tray, if there is one by now."""
        if self._icon is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._menu = self._made_menu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._show()
        self._icon.show()

    def show_state(self, state: State) -> None:
        """Show another state; costs nothing while it stays the same."""
        if state != self._state:
            self._state = state
            self._show()

    def close(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _show(self) -> None:
        if self._icon is None:
            return
        name, tone = _SIGNS[self._state]
        self._icon.setIcon(icon(name, tone))
        self._icon.setToolTip(tr("Candor: {state}").format(state=state_word(self._state)))

    def _made_menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName("tray-menu")
        for action_id in VERBS:
            menu.addAction(self._actions.pictured(action_id))
        menu.addSeparator()
        menu.addAction(tr("Show the window"), self._show_window)
        menu.addAction(tr("Quit Candor"), self._quit)
        return menu

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._show_window()

    def _quit(self) -> None:
        # The question whether to stop a recording belongs to the window, so it must be seen.
        self._show_window()
        self._actions.trigger("app.quit")

    def _show_window(self) -> None:
        from studio.gui.main_window import bring_to_front

        if isinstance(self._window, QMainWindow):
            bring_to_front(self._window)
