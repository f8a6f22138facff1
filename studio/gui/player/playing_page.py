"""What every page does that plays a session: shuttle, speed, loop, what lies over the picture."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from replay import player as heads
from studio.gui.context import AppContext
from studio.gui.player.overlay_painter import Shows
from studio.gui.player.player import Player
from studio.gui.player.timeline import Timeline
from studio.gui.player.transport import Transport, loop_words
from studio.gui.settings_table import PLAYER_SPEED, SHOW_CLICKS, SHOW_KEYS, SHOW_POINTER

SHOWN = {"pointer": SHOW_POINTER, "clicks": SHOW_CLICKS, "keys": SHOW_KEYS}


class PlayingPage(QWidget):
    """A page with a player and a timeline; `transport` is made when it is built."""

    transport: Transport

    def __init__(self, context: AppContext, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self._context = context
        self._k_is_down = False
        self.player = player
        self.timeline = Timeline(context.theme)
        context.settings.changed.connect(self._on_setting)

    # What the person does

    def shuttle(self, direction: int) -> None:
        """J and L: play, or go by one frame while K is held."""
        if self._k_is_down:
            self.player.hop_frame(direction)
        else:
            self.player.use(heads.shuttle(self.player.head, direction))

    def choose_speed(self, speed: float) -> None:
        """Play at this speed, now and from now on."""
        self._context.settings.choose(PLAYER_SPEED, f"{speed:g}")

    def next_loop(self) -> None:
        """Off, the selection, everything; and say which."""
        order = list(heads.Loop)
        now = order[(order.index(self.player.head.loop) + 1) % len(order)]
        self.player.use(replace(self.player.head, loop=now))
        self._context.frame.say(loop_words(now))

    def toggle(self, what: str) -> None:
        """Show or hide one thing that lies over the picture."""
        setting = SHOWN[what]
        self._context.settings.choose(setting, not self._context.settings.get(setting))

    def toggle_following(self) -> None:
        self.timeline.follows = not self.timeline.follows
        self._context.actions.set_fact("player_follows", self.timeline.follows)

    def type_time(self) -> None:
        self.transport.time.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know whether K is held, which shortcuts alone do not tell."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() in kinds and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_K:
            if not event.isAutoRepeat():
                self._k_is_down = event.type() != QEvent.Type.KeyRelease
        elif event.type() == QEvent.Type.FocusOut:
            self._k_is_down = False
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._context.actions.set_fact("player_follows", self.timeline.follows)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._k_is_down = False
        self.player.use(heads.pause(self.player.head))

    def _watch_keys(self) -> None:
        """Learn of K wherever in the page the keyboard is."""
        for each in self.findChildren(QWidget):
            if each.focusPolicy() != Qt.FocusPolicy.NoFocus:
                each.installEventFilter(self)

    # Settings

    def _shows(self) -> Shows:
        get = self._context.settings.get
        return Shows(get(SHOW_POINTER), get(SHOW_CLICKS), get(SHOW_KEYS))

    def _on_setting(self, key: str) -> None:
        if key.startswith("player."):
            self._show_settings()
            self._show_overlay()

    def _show_settings(self) -> None:
        speed = float(self._context.settings.get(PLAYER_SPEED))
        self.player.use(heads.choose_speed(self.player.head, speed))
        for name, setting in SHOWN.items():
            shown = self._context.settings.get(setting)
            self._context.actions.set_fact(f"player_shows_{name}", shown)

    def _show_overlay(self) -> None:
        """Paint what lies over the picture anew."""
