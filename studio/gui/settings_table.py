"""The table of settings: each with its default and a one-line note. It stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from studio.gui.words import mark

Value = bool | int | str | tuple[str, ...]
T = TypeVar("T", bool, int, str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. Texts are English sources, to be put through `tr` when they are shown.

    `choices` are the values allowed with their names; `low` and `high` bound a number.
    """

    key: str
    default: T
    title: str
    note: str
    section: str
    choices: tuple[tuple[T, str], ...] = ()
    low: int = 0
    high: int = 0
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Whether a value read from a file can stand here."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in [each for each, _ in self.choices]
        if isinstance(value, int) and not isinstance(value, bool):
            return self.low <= value <= self.high
        return not isinstance(value, tuple) or all(isinstance(each, str) for each in value)


LOOK = mark("Look")
PRIVACY = mark("Privacy")
RECORDING = mark("Recording")
LOOKING_BACK = mark("Looking back")
CAMPAIGNS_SECTION = mark("Campaigns")

THEME = Setting(
    "look.theme",
    "system",
    mark("Theme"),
    mark("Light, dark, or as the desktop has it."),
    LOOK,
    (("system", mark("As the desktop")), ("light", mark("Light")), ("dark", mark("Dark"))),
)
LANGUAGE = Setting(
    "look.language",
    "system",
    mark("Language"),
    mark("Takes effect when Candor is opened again."),
    LOOK,
    (("system", mark("As the desktop")), ("en", "English"), ("de", "Deutsch")),
)
TEXT_PERCENT = Setting(
    "look.text_percent",
    100,
    mark("Text size"),
    mark("Everything in the window grows with the text."),
    LOOK,
    ((90, "90 %"), (100, "100 %"), (115, "115 %"), (130, "130 %"), (150, "150 %")),
)
OWN_FONT = Setting(
    "look.own_font",
    True,
    mark("Candor's own typeface"),
    mark("Switch it off to use the typeface of your desktop."),
    LOOK,
)
SHOW_TIPS = Setting(
    "look.show_tips",
    True,
    mark("Show tips"),
    mark("One sentence in each place, until you have read it. Switched on, they begin afresh."),
    LOOK,
)
LOCK_AFTER_MIN = Setting(
    "privacy.lock_after_min",
    5,
    mark("Lock the vault after"),
    mark("Counted from the last time something sealed was read."),
    PRIVACY,
    ((2, mark("2 minutes")), (5, mark("5 minutes")), (15, mark("15 minutes"))),
)
COUNTDOWN_S = Setting(
    "recording.countdown_s",
    3,
    mark("Countdown"),
    mark("Time to get ready before a recording starts. Esc cancels it."),
    RECORDING,
    ((0, mark("None")), (3, mark("3 seconds")), (5, mark("5 seconds")), (10, mark("10 seconds"))),
)
MINIMISE = Setting(
    "recording.minimise",
    True,
    mark("Make room when a recording starts"),
    mark("This window is minimised then; the bar and the hotkeys stay."),
    RECORDING,
)
CONFIRM_STOP = Setting(
    "recording.confirm_stop",
    False,
    mark("Ask before stopping"),
    mark("Without it a recording stops at once. Discarding always asks."),
    RECORDING,
)
SHOW_POINTER = Setting(
    "player.show_pointer",
    True,
    mark("Show the pointer"),
    mark("Draws where the pointer was on the picture."),
    LOOKING_BACK,
)
SHOW_CLICKS = Setting(
    "player.show_clicks",
    True,
    mark("Show clicks"),
    mark("Draws a ring where a button was pressed."),
    LOOKING_BACK,
)
SHOW_KEYS = Setting(
    "player.show_keys",
    True,
    mark("Show keys"),
    mark("Writes the keys that were pressed under the picture."),
    LOOKING_BACK,
)
CAMPAIGNS = Setting(
    "campaigns.shown",
    False,
    mark("Show Campaigns"),
    mark(
        "The place in which terms are written and rosters are made. Stewards and auditors have it."
    ),
    CAMPAIGNS_SECTION,
)
PLAYER_SPEED = Setting(
    "player.speed",
    "1",
    mark("Speed of playing"),
    mark("How fast a session plays. It can be changed while it plays."),
    LOOKING_BACK,
    tuple((each, f"{each} ×") for each in ("0.25", "0.5", "1", "1.5", "2", "4", "8")),
)

SETTINGS: tuple[Setting[bool] | Setting[int] | Setting[str] | Setting[tuple[str, ...]], ...] = (
    THEME,
    LANGUAGE,
    TEXT_PERCENT,
    OWN_FONT,
    SHOW_TIPS,
    LOCK_AFTER_MIN,
    COUNTDOWN_S,
    MINIMISE,
    CONFIRM_STOP,
    SHOW_POINTER,
    SHOW_CLICKS,
    SHOW_KEYS,
    PLAYER_SPEED,
    CAMPAIGNS,
)
