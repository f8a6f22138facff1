"""The rows that the player adds to the table of actions, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from replay import player as heads
from studio.gui.actions import ActionRow
from studio.gui.player.player import Player
from studio.gui.player.timeline import Timeline
from studio.gui.words import tr

PLACE = "sessions"
OPEN, LOOPS = "player_open", "player_loops"


class Zooms(Protocol):
    """A picture that can be made larger and smaller."""

    def zoom_by(self, steps: float) -> None: ...
    def zoom_to(self, zoom: float) -> None: ...
    def fit(self) -> None: ...


class Plays(Protocol):
    """A page that plays a session."""

    @property
    def player(self) -> Player: ...
    @property
    def picture(self) -> Zooms: ...
    @property
    def timeline(self) -> Timeline: ...

    def shuttle(self, direction: int) -> None: ...
    def choose_speed(self, speed: float) -> None: ...
    def next_loop(self) -> None: ...
    def toggle(self, what: str) -> None: ...
    def toggle_following(self) -> None: ...
    def type_time(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PlayerIds:
    """Where the rows of a player belong: the head of their ids, their place, when they hold."""

    head: str = "player"
    place: str = PLACE
    open: str = OPEN
    back_keys: str = "Alt+Left"
    on_keys: str = "Alt+Right"
    full_keys: str = "1"


IDS = PlayerIds()


def player_rows(ids: PlayerIds = IDS) -> tuple[ActionRow, ...]:
    """Everything that can be done with an open session, in the order of the menu."""
    rows = (
        ("play", tr("Play or pause"), "play", "Space", False),
        ("back", tr("Play backwards, again for faster"), "", "J", False),
        ("stop", tr("Pause; hold with J or L for single frames"), "", "K", False),
        ("forward", tr("Play forwards, again for faster"), "", "L", False),
        ("frame_back", tr("Previous frame"), "step-back", "Left", True),
        ("frame_on", tr("Next frame"), "step-forward", "Right", False),
        ("step_back", tr("Previous step"), "skip-previous", ids.back_keys, True),
        ("step_on", tr("Next step"), "skip-next", ids.on_keys, False),
        ("mark_back", tr("Previous mark"), "marker", "Ctrl+Left", False),
        ("mark_on", tr("Next mark"), "marker", "Ctrl+Right", False),
        ("begin", tr("To the beginning"), "", "Home", False),
        ("end", tr("To the end"), "", "End", False),
        ("time", tr("Type a time"), "clock", "T", False),
        ("set_in", tr("Selection begins here"), "", "I", True),
        ("set_out", tr("Selection ends here"), "", "O", False),
        ("loop", tr("Loop: off, selection, all"), "loop", "Ctrl+L", False),
        ("slower", tr("Slower"), "speed", "<", False),
        ("faster", tr("Faster"), "speed", ">", False),
    )
    made = [_row(ids, *each) for each in rows]
    loop = f"{ids.head}.loop"
    made = [replace(row, checked_by=LOOPS) if row.id == loop else row for row in made]
    made += [
        _shown(ids, "pointer", tr("Show the pointer"), "mouse", "Shift+P"),
        _shown(ids, "clicks", tr("Show clicks"), "bolt", "Shift+C"),
        _shown(ids, "keys", tr("Show keys"), "keyboard", "Shift+K"),
    ]
    zoom = (
        ("zoom_in", tr("Picture larger"), "zoom-in", "+ =", True),
        ("zoom_out", tr("Picture smaller"), "zoom-out", "-", False),
        ("zoom_fit", tr("Fit the picture"), "zoom-fit", "0", False),
        ("zoom_full", tr("Picture at 100 %"), "", ids.full_keys, False),
        ("timeline_in", tr("Timeline closer"), "", "Ctrl++ Ctrl+=", False),
        ("timeline_out", tr("Timeline farther"), "", "Ctrl+-", False),
        ("timeline_fit", tr("Whole timeline"), "", "Ctrl+0", False),
    )
    made += [_row(ids, *each) for each in zoom]
    follow = _row(ids, "follow", tr("Timeline follows the playhead"), "pin", "Shift+F", False)
    made.append(replace(follow, checked_by="player_follows"))
    return tuple(made)


def player_callbacks(page: Plays, ids: PlayerIds = IDS) -> dict[str, Callable[[], None]]:
    """What each row does on a page."""
    player, view, timeline = page.player, page.picture, page.timeline

    def use(change: Callable[[heads.Playhead], heads.Playhead]) -> Callable[[], None]:
        return lambda: player.use(change(player.head))

    def marks(direction: int) -> None:
        times = [each.t_ns for each in player.track.marks] if player.track else []
        player.use(heads.hop(player.head, times, direction))

    found: dict[str, Callable[[], None]] = {
        "play": use(heads.play_or_pause),
        "stop": use(heads.pause),
        "back": lambda: page.shuttle(-1),
        "forward": lambda: page.shuttle(1),
        "frame_back": lambda: player.hop_frame(-1),
        "frame_on": lambda: player.hop_frame(1),
        "step_back": lambda: player.hop_step(-1),
        "step_on": lambda: player.hop_step(1),
        "mark_back": lambda: marks(-1),
        "mark_on": lambda: marks(1),
        "begin": lambda: player.seek(0),
        "end": lambda: player.seek(player.head.duration_ns),
        "time": page.type_time,
        "set_in": use(heads.set_in),
        "set_out": use(heads.set_out),
        "loop": page.next_loop,
        "slower": lambda: page.choose_speed(_beside(player.head.speed, -1)),
        "faster": lambda: page.choose_speed(_beside(player.head.speed, 1)),
        "show_pointer": lambda: page.toggle("pointer"),
        "show_clicks": lambda: page.toggle("clicks"),
        "show_keys": lambda: page.toggle("keys"),
        "zoom_in": lambda: view.zoom_by(1),
        "zoom_out": lambda: view.zoom_by(-1),
        "zoom_fit": view.fit,
        "zoom_full": lambda: view.zoom_to(1.0),
        "timeline_in": lambda: timeline.zoom_by(2),
        "timeline_out": lambda: timeline.zoom_by(-2),
        "timeline_fit": timeline.fit,
        "follow": page.toggle_following,
    }
    return {f"{ids.head}.{name}": act for name, act in found.items()}


def _row(ids: PlayerIds, name: str, text: str, icon: str, keys: str, group: bool) -> ActionRow:
    action_id, needs = f"{ids.head}.{name}", (ids.open,)
    return ActionRow(action_id, text, icon, keys, ids.place, needs, menu="play", starts_group=group)


def _shown(ids: PlayerIds, name: str, text: str, icon: str, keys: str) -> ActionRow:
    made = _row(ids, f"show_{name}", text, icon, keys, name == "pointer")
    return replace(made, checked_by=f"player_shows_{name}")


def _beside(speed: float, direction: int) -> float:
    place = heads.SPEEDS.index(speed) if speed in heads.SPEEDS else heads.SPEEDS.index(1.0)
    return heads.SPEEDS[min(max(place + direction, 0), len(heads.SPEEDS) - 1)]
