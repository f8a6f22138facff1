"""Events and steps at a constant rate: a row is a tenth of a second, its frame the one before it.
Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from recorder.session.events import (
    ButtonEvent,
    Event,
    KeyEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
)

FPS = 10
STEP_NS = 1_000_000_000 // FPS
# Places are parts of the picture, buttons 1 while down, wheel and keys counts within the row.
ACTION = ("x", "y", "left", "middle", "right", "scroll_x", "scroll_y", "keys")
STATE = ("x", "y")
_BUTTONS = ("left", "middle", "right")


@dataclass(slots=True)
class Row:
    """A tenth of a second: its frame, where the pointer was at its begin, and what was done."""

    frame: int
    state: tuple[float, float]
    action: list[float]
    steps: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def rows_of(
    events: Sequence[Event],
    steps: Sequence[tuple[int, dict[str, Any], int]],
    first_ns: int,
    origin: tuple[int, int],
    size: tuple[int, int],
) -> list[Row]:
    """The rows of a session from its first frame on; steps are time, action and number."""
    last_ns = max([event.t_ns for event in events] + [t_ns for t_ns, _, _ in steps])
    shown = [event for event in events if isinstance(event, ScreenEvent)]
    times = [event.t_ns for event in shown]
    hand = _Hand(origin, size)
    inputs = [e for e in events if isinstance(e, ButtonEvent | MoveEvent | ScrollEvent | KeyEvent)]
    rows: list[Row] = []
    place = step = 0
    for number in range((last_ns - first_ns) // STEP_NS + 1):
        begin_ns = first_ns + number * STEP_NS
        while place < len(inputs) and inputs[place].t_ns < begin_ns:
            hand.take(inputs[place])
            place += 1
        hand.begin()
        state = hand.place
        while place < len(inputs) and inputs[place].t_ns < begin_ns + STEP_NS:
            hand.take(inputs[place])
            place += 1
        frame = shown[bisect_right(times, begin_ns) - 1].frame
        row = Row(frame, state, hand.action())
        while step < len(steps) and steps[step][0] < begin_ns + STEP_NS:
            row.steps.append({"index": steps[step][2], "action": steps[step][1]})
            step += 1
        rows.append(row)
    return rows


class _Hand:
    """Pointer, buttons, wheel and keys within a row."""

    def __init__(self, origin: tuple[int, int], size: tuple[int, int]) -> None:
        self._origin, self._size = origin, size
        self._down: set[str] = set()
        self.place = (0.0, 0.0)
        self.begin()

    def begin(self) -> None:
        """Begin a row."""
        self._pressed = set(self._down)
        self._scroll = [0, 0]
        self._keys = 0

    def take(self, event: ButtonEvent | MoveEvent | ScrollEvent | KeyEvent) -> None:
        """Take the next input."""
        if isinstance(event, KeyEvent):
            self._keys += event.pressed
            return
        self.place = (
            (event.x - self._origin[0]) / self._size[0],
            (event.y - self._origin[1]) / self._size[1],
        )
        if isinstance(event, ButtonEvent):
            (self._down.add if event.pressed else self._down.discard)(event.button)
            self._pressed |= self._down
        elif isinstance(event, ScrollEvent):
            self._scroll[0] += event.dx
            self._scroll[1] += event.dy

    def action(self) -> list[float]:
        """What was done in the row."""
        held = [float(name in self._pressed) for name in _BUTTONS]
        return [*self.place, *held, *map(float, self._scroll), float(self._keys)]
