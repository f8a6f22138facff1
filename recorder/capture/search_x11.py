"""Looking through a program for the object with the focus, a little at a time.

A program that is big or busy is not looked through in one go, and nobody may wait for it: each turn
is short and goes on where the last one ended, and a program that did not say it is left in peace
for ever longer.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator

from recorder.capture.atspi import (
    ACTIVE,
    FOCUSED,
    MANAGES_DESCENDANTS,
    PROPERTIES,
    ROOT,
    SHOWING,
    WINDOWS,
    count_of,
    has_state,
    one_of,
)
from recorder.capture.bus import Bus, Call, Failure
from recorder.capture.context import ACCESSIBLE, Place

TURN_S = 0.15
SILENT_TURNS_MAX = 3
# What was found a while ago says little of what there is now.
SEARCH_MAX_NS = 3_000_000_000
OBJECTS_MAX = 600
BATCH = 20
CHILDREN_MAX = 200
AGAIN_NS, AGAIN_MAX_NS = 250_000_000, 8_000_000_000


class FocusSearch:
    """One search through one program, from its root down, within limits."""

    def __init__(self, bus: Bus, name: str) -> None:
        self._bus = bus
        self._open = deque([Place(name, ROOT)])
        self._seen = self._silent_turns = 0
        self._end_ns = time.monotonic_ns() + SEARCH_MAX_NS

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to look at, or the limits are reached."""
        return (
            not self._open
            or self._seen >= OBJECTS_MAX
            or self._silent_turns >= SILENT_TURNS_MAX
            or time.monotonic_ns() >= self._end_ns
        )

    def turn(self) -> Iterator[tuple[Place, int]]:
        """Look on for a moment; what has the focus, with its role, as it is found.

        Raises:
            BusGone: the bus is gone.
        """
        deadline, seen = time.monotonic() + TURN_S, self._seen
        while self._open and self._seen < OBJECTS_MAX and time.monotonic() < deadline:
            yield from self._take(deadline)
        self._silent_turns = 0 if self._seen > seen else self._silent_turns + 1

    def _take(self, deadline: float) -> Iterator[tuple[Place, int]]:
        """Ask the next few; those that do not answer are asked again."""
        batch = [self._open.popleft() for _ in range(min(BATCH, len(self._open)))]
        calls = [
            call
            for place in batch
            for call in (
                Call(place.of(), "GetState"),
                Call(place.of(), "GetRole"),
                Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "ChildCount")),
            )
        ]
        answers = self._bus.call_all(calls, max(0.0, deadline - time.monotonic()))
        below: list[Place] = []
        silent: list[Place] = []
        for place, told, role, count in zip(
            batch, answers[::3], answers[1::3], answers[2::3], strict=True
        ):
            if Failure.SILENT in (told, role, count):
                silent.append(place)
                continue
            self._seen += 1
            states: list[int] = one_of(told, list) or []
            number: int = one_of(role, int) or 0
            if has_state(states, FOCUSED):
                yield place, number
            # Some programs make an object for each cell of a table as soon as it is asked for.
            if 0 < count_of(count) <= CHILDREN_MAX and _may_hold_focus(place, states, number):
                below.append(place)
        self._open.extendleft(reversed(silent))
        self._look_below(below, deadline)

    def _look_below(self, places: list[Place], deadline: float) -> None:
        calls = [Call(place.of(), "GetChildren") for place in places]
        lists = self._bus.call_all(calls, max(0.0, deadline - time.monotonic())) if calls else []
        silent = [
            place for place, told in zip(places, lists, strict=True) if told is Failure.SILENT
        ]
        self._open.extend(Place(*child) for told in lists for child in one_of(told, list) or ())
        # It was seen, but what is in it was not.
        self._seen -= len(silent)
        self._open.extendleft(reversed(silent))


class Again:
    """When a program that did not say where its focus is shall be asked again.

    The times lie on a grid, so that they do not tell when somebody typed.
    """

    def __init__(self) -> None:
        self.due_ns = 0
        self._wait_ns = AGAIN_NS

    def put_off(self, now_ns: int) -> None:
        """It did not say it: ask it again in a while, each time a longer one."""
        self.due_ns = (now_ns + self._wait_ns) // AGAIN_NS * AGAIN_NS
        self._wait_ns = min(2 * self._wait_ns, AGAIN_MAX_NS)

    def hurry(self) -> None:
        """Something has changed in it: the next wait is a short one."""
        self._wait_ns = AGAIN_NS
        self.due_ns = min(self.due_ns, (time.monotonic_ns() // AGAIN_NS + 1) * AGAIN_NS)


def _may_hold_focus(place: Place, states: list[int], role: int) -> bool:
    if place.path == ROOT:
        return True
    if has_state(states, MANAGES_DESCENDANTS) or not has_state(states, SHOWING):
        return False
    return role not in WINDOWS or has_state(states, ACTIVE)
