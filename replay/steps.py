"""Actions to steps: each gets its frames before and after, its window and its sentence. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from recorder.session.events import Event, WindowEvent
from recorder.session.model import Chosen, Scope, SessionMeta
from replay.action_types import Action, Click, Drag, Hold, Move, Scroll
from replay.actions import Reduction, reduce
from replay.describe import sentence
from replay.elements import Elements
from replay.observations import FOREVER_NS, After, Before, Observations
from replay.rules import RAISE_NS
from replay.trajectory import Step, StepWindow, Trajectory


class Recorded(Protocol):
    """What steps are made of. A session that was read has it."""

    @property
    def id(self) -> str: ...
    @property
    def meta(self) -> SessionMeta: ...
    @property
    def events(self) -> tuple[Event, ...]: ...


def trajectory_of(session: Recorded) -> Trajectory:
    """The steps of a session, computed from its events."""
    scopes = session.meta.scopes
    keys = Scope.KEYSTROKES in scopes
    whole = keys and Scope.MOUSE in scopes
    reduction = reduce(session.events, input_is_whole=whole, keys_are_seen=keys)
    return Trajectory(
        session=session.id,
        task=session.meta.task,
        desktop=session.meta.desktop,
        total=reduction.total,
        used=reduction.used,
        left_out=reduction.left_out,
        steps=_as_chosen(steps_of(session.events, reduction), session.meta.chosen),
    )


def steps_of(events: Iterable[Event], reduction: Reduction) -> tuple[Step, ...]:
    """The steps of a reduction, with what the events say of screen and windows."""
    events = tuple(events)
    seen, windows, spans = Observations(events), _Windows(events), _spans(reduction)
    elements = Elements(events)
    begins = [found.action.t_start_ns for found in reduction.found] + [FOREVER_NS]
    steps: list[Step] = []
    for index, found in enumerate(reduction.found):
        action = found.action
        window, element = windows.of(action), elements.of(action)
        named = element.name if element and not element.raced else None
        steps.append(
            Step(
                id=found.id,
                index=index,
                action=action,
                before=seen.before(action.t_start_ns),
                after=seen.after(action.t_start_ns, action.t_end_ns, begins[index + 1]),
                window=window,
                sentence=sentence(action, window.app if window else None, named),
                element=element,
                seqs=spans[found.id],
            )
        )
    return tuple(steps)


def _as_chosen(steps: tuple[Step, ...], chosen: tuple[Chosen, ...]) -> tuple[Step, ...]:
    """The steps with the frames that were chosen before the times of keys were rounded."""
    if not chosen:
        return steps
    kept = {choice.step: choice for choice in chosen}
    return tuple(
        replace(
            step,
            before=choice.before and Before(*choice.before),
            after=choice.after and After(*choice.after),
        )
        if (choice := kept.get(step.id))
        else step
        for step in steps
    )


class _Windows:
    """Which window was active when."""

    def __init__(self, events: Iterable[Event]) -> None:
        found = [event for event in events if isinstance(event, WindowEvent)]
        self._events = sorted(found, key=lambda event: (event.t_ns, event.seq))
        self._times = [event.t_ns for event in self._events]

    def of(self, action: Action) -> StepWindow | None:
        """The window that an action was meant for.

        That is the active one, unless the pointer acted outside of it: then it is the window
        there that became active through it, else it is not known.
        """
        index = bisect_right(self._times, action.t_start_ns) - 1
        active = self._events[index] if index >= 0 else None
        place = place_of(action)
        if place is None or (active is not None and not _is_outside(active, place)):
            return _named(active)
        stop = bisect_right(self._times, action.t_start_ns + RAISE_NS)
        for raised in self._events[index + 1 : stop]:
            if raised.bounds is not None and raised.bounds.contains(*place):
                return _named(raised)
        return None


def place_of(action: Action) -> tuple[int, int] | None:
    """Where the pointer acted; None for actions that go to the active window wherever it is."""
    if isinstance(action, Hold):
        known = action.button is not None and action.x is not None and action.y is not None
        return (action.x, action.y) if known else None  # pyright: ignore[reportReturnType]
    return (action.x, action.y) if isinstance(action, Click | Drag | Scroll | Move) else None


def _is_outside(window: WindowEvent, place: tuple[int, int]) -> bool:
    """Whether a place lies outside of a window, or the window may not be known at all."""
    if window.bounds is None:
        return window.title is None and window.app is None
    return not window.bounds.contains(*place)


def _named(window: WindowEvent | None) -> StepWindow | None:
    if window is None or (window.title is None and window.app is None):
        return None
    return StepWindow(window.title, window.app)


def _spans(reduction: Reduction) -> dict[str, tuple[int, int]]:
    """The first and last event of each action."""
    spans = {found.id: (found.seq, found.seq) for found in reduction.found}
    for seq, owner in reduction.owner.items():
        if owner in spans:
            first, last = spans[owner]
            spans[owner] = (min(first, seq), max(last, seq))
    return spans
