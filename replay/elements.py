"""Which element each press went to, by the time of the press. Pure.

An answer that came after the screen or the active window had changed may be about what is there
now. It is kept and marked, and no sentence is built on it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from recorder.session.events import ElementEvent, Event, ScreenEvent, Target, WindowEvent
from replay.action_types import Action, Click, Drag, Hold, Key, Type
from replay.trajectory import StepElement


class Elements:
    """The elements of a session, to be asked for by action."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._pressed: dict[int, ElementEvent] = {}
        self._focused: list[tuple[int, ElementEvent]] = []
        changes: list[int] = []
        for event in events:
            if isinstance(event, ElementEvent):
                self._take(event)
            elif isinstance(event, ScreenEvent | WindowEvent):
                changes.append(event.t_ns)
        self._focused.sort(key=lambda each: each[0])
        self._focus_ns = [press_ns for press_ns, _ in self._focused]
        self._changes = sorted(changes)

    def of(self, action: Action) -> StepElement | None:
        """The element that an action went to, if a program told."""
        match action:
            case Click() | Drag() | Hold(button=str()):
                found = self._pressed.get(action.t_start_ns)
            case Type() | Key():
                first = bisect_left(self._focus_ns, action.t_start_ns)
                stop = bisect_right(self._focus_ns, action.t_end_ns)
                found = self._focused[first][1] if first < stop else None
            case _:
                found = None
        return None if found is None else self._step_element(found)

    def _take(self, event: ElementEvent) -> None:
        press_ns = event.t_ns - event.lag_ns
        if event.target is Target.POINTER:
            self._pressed[press_ns] = event
        else:
            self._focused.append((press_ns, event))

    def _step_element(self, event: ElementEvent) -> StepElement:
        first = bisect_right(self._changes, event.t_ns - event.lag_ns)
        raced = first < bisect_right(self._changes, event.t_ns)
        return StepElement(event.role, event.name, event.bounds, event.lag_ns, raced)
