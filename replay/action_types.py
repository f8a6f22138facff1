"""What a person did, in the words of an agent. Plain frozen data; how it is found is elsewhere.

Times are nanoseconds since the start of the session, places are desktop pixels (negative
allowed), `modifiers` and `keys` are names such as `ctrl` and `t` in the order ctrl, alt, shift,
super, key. `modifiers` is None where keys were not recorded or were hidden: then nobody knows what
was held. The JSON of an action is its fields and its `type`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

PathPoint = tuple[int, int, int]
Modifiers = tuple[str, ...] | None


class Click(msgspec.Struct, frozen=True, tag_field="type", tag="click"):
    """A button went down and up in one place, `count` times (up to three)."""

    button: str
    count: int
    modifiers: Modifiers
    x: int
    y: int
    t_start_ns: int
    t_end_ns: int


class Drag(msgspec.Struct, frozen=True, tag_field="type", tag="drag"):
    """A button went down at x, y and up at x2, y2; `path` holds (x, y, t_ns), both included."""

    button: str
    modifiers: Modifiers
    path: tuple[PathPoint, ...]
    x: int
    y: int
    x2: int
    y2: int
    t_start_ns: int
    t_end_ns: int


class Scroll(msgspec.Struct, frozen=True, tag_field="type", tag="scroll"):
    """The wheel turned by dx, dy notches; positive dy is up, positive dx is right."""

    x: int
    y: int
    dx: int
    dy: int
    modifiers: Modifiers
    t_start_ns: int
    t_end_ns: int


class Type(msgspec.Struct, frozen=True, tag_field="type", tag="type"):
    """Text appeared. `text` is None where an input method decided what appeared and the field did
    not tell, or a program that was given a dead key and a letter it does not go with."""

    text: str | None
    x: int | None
    y: int | None
    t_start_ns: int
    t_end_ns: int


class Key(msgspec.Struct, frozen=True, tag_field="type", tag="key"):
    """One key or chord that types nothing, `repeat` times."""

    keys: tuple[str, ...]
    repeat: int
    x: int | None
    y: int | None
    t_start_ns: int
    t_end_ns: int


class Hold(msgspec.Struct, frozen=True, tag_field="type", tag="hold"):
    """A key or a button was held on its own; `repeat` counts what the held key gave."""

    keys: tuple[str, ...]
    button: str | None
    modifiers: Modifiers
    repeat: int
    x: int | None
    y: int | None
    t_start_ns: int
    t_end_ns: int


class Move(msgspec.Struct, frozen=True, tag_field="type", tag="move"):
    """The pointer rested at x, y and the screen answered."""

    x: int
    y: int
    t_start_ns: int
    t_end_ns: int


class Wait(msgspec.Struct, frozen=True, tag_field="type", tag="wait"):
    """Nothing was done and the screen changed."""

    t_start_ns: int
    t_end_ns: int


class Finish(msgspec.Struct, frozen=True, tag_field="type", tag="finish"):
    """The worker said how the task ended: `success` or `failure`."""

    outcome: str
    t_start_ns: int
    t_end_ns: int


Action = Click | Drag | Scroll | Type | Key | Hold | Move | Wait | Finish


class LeftOut(StrEnum):
    """Why an event belongs to no action."""

    OBSERVATION = "observation of the screen"
    CONTEXT = "context"
    GAP = "gap"
    MARK = "marker"
    OWN_GESTURE = "own gesture"
    MOVED_ON = "pointer moved without effect"
    LONE_MODIFIER = "modifier on its own"
    LOCK_KEY = "lock key"
    TAKEN_BACK = "typed and taken back"
    NO_PRESS = "release without press"
    NO_RELEASE = "press without release"
    UNKNOWN_CHORD = "key with a modifier that is not known"
    NO_NOTCH = "scroll without a notch"
    NO_TYPING = "composed text without its keys"


@dataclass(frozen=True, slots=True)
class Found:
    """An action and the event that began it; its id survives a better reduction."""

    seq: int
    action: Action

    @property
    def id(self) -> str:
        return f"e{self.seq}"
