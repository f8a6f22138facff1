"""Observed facts. Plain frozen data; no I/O, no Qt, no meaning: that is computed in `replay`.

Every event has `seq` (rising, never reused) and `t_ns` (integer nanoseconds since the start of
the session). Adding a field or a kind is a change of format: see `docs/FORMAT.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recorder.session.model import Desktop, Rect


class GapReason(StrEnum):
    """Why a stretch was not recorded. The first match of the gate, or a plain shortage."""

    PAUSED = "paused"
    LOCKED = "screen locked"
    APP_NOT_ALLOWED = "application not allowed"
    PRIVATE_WINDOW = "private browser window"
    URL_NOT_ALLOWED = "URL not allowed"
    PASSWORD = "password field"
    SENSITIVE_FIELD = "sensitive field name"
    UNKNOWN = "unknown focus"
    FRAMES_DROPPED = "frames dropped"
    FORGOTTEN = "forgotten"
    OWN_WINDOW = "own window"
    REDACTED = "redacted"
    NOT_TOLD = "not told by the source"
    UNSEEN = "windows not known in time"


class Hidden(StrEnum):
    """What a gap leaves out."""

    ALL = "all"
    KEYS = "keys"
    PIXELS = "pixels"


class Target(StrEnum):
    """Which element a press was asked about."""

    POINTER = "pointer"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key went down or up.

    `key` is the physical key (evdev code), `symbol` what the layout made of it (the xkb name,
    such as `a`, `Return`, `dead_acute`), `text` what it typed (empty for none, composed dead keys
    included; None where an input method may have changed it). `synthetic` marks a release that
    Candor wrote to close a held key.
    """

    seq: int
    t_ns: int
    pressed: bool
    key: int
    symbol: str
    text: str | None
    repeat: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class ButtonEvent:
    """A mouse button went down or up: `left`, `middle`, `right`, `back`, `forward`, `button10`…"""

    seq: int
    t_ns: int
    pressed: bool
    button: str
    x: int
    y: int
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class MoveEvent:
    """The pointer moved to x, y."""

    seq: int
    t_ns: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ScrollEvent:
    """The wheel turned: notches, positive dy = up, positive dx = right."""

    seq: int
    t_ns: int
    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class WindowEvent:
    """The active window is now this one. None means not granted, hidden, or not known."""

    seq: int
    t_ns: int
    title: str | None
    app: str | None
    window_class: str | None
    pid: int | None
    bounds: Rect | None


@dataclass(frozen=True, slots=True)
class ScreenEvent:
    """A changed frame was captured and stored. `t_ns` is when its capture had finished.

    `frame` is its index in the session, `changed` the rectangle that may differ from the frame
    before, `grab_ns` how long the capture took (so it began at `t_ns - grab_ns`).
    """

    seq: int
    t_ns: int
    frame: int
    changed: Rect
    grab_ns: int


@dataclass(frozen=True, slots=True)
class ConfirmEvent:
    """At `t_ns` the screen still looked like the last frame."""

    seq: int
    t_ns: int


@dataclass(frozen=True, slots=True)
class GapEvent:
    """A stretch that is not recorded begins or ends, with its reason; never with a count."""

    seq: int
    t_ns: int
    begins: bool
    hidden: Hidden
    reason: GapReason


@dataclass(frozen=True, slots=True)
class MarkEvent:
    """The worker set a marker."""

    seq: int
    t_ns: int
    text: str


@dataclass(frozen=True, slots=True)
class GestureEvent:
    """The events in `seqs` were part of a command to Candor itself (a hotkey), not of the work."""

    seq: int
    t_ns: int
    verb: str
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DesktopEvent:
    """The displays changed."""

    seq: int
    t_ns: int
    desktop: Desktop


@dataclass(frozen=True, slots=True)
class OutcomeEvent:
    """The worker said how the task ended: `success` or `failure`."""

    seq: int
    t_ns: int
    outcome: str


@dataclass(frozen=True, slots=True)
class ElementEvent:
    """What a program told over accessibility of the element that a press went to.

    `t_ns` is when the answer was in and `lag_ns` how long after the press that was, so the press
    lies at `t_ns - lag_ns`: what changed between the two may be what the answer is about. `role`
    is the AT-SPI name of the role (`push button`); `name` and `bounds` are None where the program
    told none.
    """

    seq: int
    t_ns: int
    lag_ns: int
    target: Target
    role: str
    name: str | None
    bounds: Rect | None


@dataclass(frozen=True, slots=True)
class ComposedEvent:
    """What an input method made of a run of keys, as it was read from the field they went to.

    The first key of the run lies at `t_ns - first_lag_ns`, the last at `t_ns - last_lag_ns`. Only
    what came in with them is here, nothing else of the field.
    """

    seq: int
    t_ns: int
    first_lag_ns: int
    last_lag_ns: int
    text: str


Event = (
    KeyEvent
    | ButtonEvent
    | MoveEvent
    | ScrollEvent
    | WindowEvent
    | ScreenEvent
    | ConfirmEvent
    | GapEvent
    | MarkEvent
    | GestureEvent
    | DesktopEvent
    | OutcomeEvent
    | ElementEvent
    | ComposedEvent
)
