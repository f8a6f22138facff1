"""Tips: one small sentence for each place, told once, when it is of use there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from studio.gui.actions import Actions
from studio.gui.settings import Settings
from studio.gui.settings_table import LOOK, SHOW_TIPS, Setting
from studio.gui.theme import Space
from studio.gui.widgets import Banner, button, column
from studio.gui.words import mark, tr

ROOM_FROM_PX = 600
"""In a window lower than this the place itself needs all of it."""

SEEN: Setting[tuple[str, ...]] = Setting(
    "look.tips_seen",
    (),
    mark("Tips"),
    mark("The tips that were read."),
    LOOK,
)
"""Kept by the tips themselves; switching them on again begins afresh."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A sentence of a place, for when its facts hold. `keys` are actions whose keys it names."""

    id: str
    place: str
    text: str
    needs: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


TIPS = (
    Tip(
        "record",
        "record",
        mark("Candor's own windows are in no recording, and Esc cancels the countdown."),
        ("!recording_runs",),
    ),
    Tip(
        "player",
        "sessions",
        mark("{0} plays; {1}, {2} and {3} go back, stop and go on. {4} shows every key."),
        ("player_open",),
        ("player.play", "player.back", "player.stop", "player.forward", "app.help"),
    ),
    Tip(
        "sessions",
        "sessions",
        mark("Deleting asks nothing: {0} brings a session back until you close Candor."),
        ("session_selected", "!player_open"),
        ("edit.undo",),
    ),
    Tip(
        "submitted",
        "submitted",
        mark("{0} asks the brokers who opened what; each line is held against what you saw."),
        ("submission_selected",),
        ("submitted.refresh",),
    ),
    Tip(
        "consent",
        "consent",
        mark("You can take consent back here at any time; what records under it ends at once."),
    ),
    Tip(
        "settings",
        "settings",
        mark("{0} finds every command by its name, wherever you are."),
        keys=("app.palette",),
    ),
)


class TipStrip(QWidget):
    """Shows the tip of a place below it, until it was read."""

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tips")
        self.setProperty("page", True)
        self._actions = actions
        self._settings = settings
        self._place = ""
        self._has_room = True
        self.tip: Tip | None = None
        read = button(tr("Got it"), "quiet", name="tip-read", clicked=self._on_read)
        never = button(tr("No tips"), "quiet", name="tips-off", clicked=self._on_never)
        never.setAccessibleDescription(tr("They can be switched on again in the settings."))
        self._banner = Banner("info", "", read, never)
        inner = column(self._banner)
        inner.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.setLayout(inner)
        self.hide()
        actions.fact_changed.connect(self._on_fact)
        settings.changed.connect(self._on_setting)

    def show_place(self, place: str) -> None:
        """Another place is in front."""
        self._place = place
        self._refresh()

    def set_room(self, has_room: bool) -> None:
        """Say whether the window is high enough for a tip."""
        if has_room != self._has_room:
            self._has_room = has_room
            self._refresh()

    def _refresh(self) -> None:
        self.tip = self._due()
        if self.tip is not None:
            keys = (self._actions.shortcut(each).split()[:1] for each in self.tip.keys)
            text = tr(self.tip.text).format(*("".join(each) for each in keys))
            self._banner.text.setText(text)
        self.setVisible(self.tip is not None)

    def _due(self) -> Tip | None:
        if not self._has_room or not self._settings.get(SHOW_TIPS):
            return None
        seen = self._settings.get(SEEN)
        return next((each for each in TIPS if each.id not in seen and self._fits(each)), None)

    def _fits(self, tip: Tip) -> bool:
        known = {each.id for each in self._actions.rows()}
        return (
            tip.place == self._place
            and self._actions.holds(tip.needs)
            and all(each in known and self._actions.shortcut(each) for each in tip.keys)
        )

    def _on_read(self) -> None:
        if self.tip is not None:
            self._settings.choose(SEEN, (*self._settings.get(SEEN), self.tip.id))

    def _on_never(self) -> None:
        self._settings.choose(SHOW_TIPS, False)

    def _on_fact(self, fact: str) -> None:
        if any(fact == need.removeprefix("!") for tip in TIPS for need in tip.needs):
            self._refresh()

    def _on_setting(self, key: str) -> None:
        if key == SHOW_TIPS.key and self._settings.get(SHOW_TIPS):
            self._settings.choose(SEEN, ())
        if key in (SHOW_TIPS.key, SEEN.key):
            self._refresh()
