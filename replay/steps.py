"""Actions to steps: each gets its frames before and after, its window and its sentence. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol

from recorder.session.events import Event, WindowEvent
from recorder.session.model import SessionMeta
from replay.actions import Reduction, reduce
from replay.describe import sentence
from replay.observations import FOREVER_NS, Observations
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
    reduction = reduce(session.events)
    return Trajectory(
        session=session.id,
        task=session.meta.task,
        desktop=session.meta.desktop,
        total=reduction.total,
        used=reduction.used,
        left_out=reduction.left_out,
        steps=steps_of(session.events, reduction),
    )


def steps_of(events: Iterable[Event], reduction: Reduction) -> tuple[Step, ...]:
    """The steps of a reduction, with what the events say of screen and windows."""
    events = tuple(events)
    seen, windows, spans = Observations(events), _Windows(events), _spans(reduction)
    begins = [found.action.t_start_ns for found in reduction.found] + [FOREVER_NS]
    steps: list[Step] = []
    for index, found in enumerate(reduction.found):
        action = found.action
        window = windows.at(action.t_start_ns)
        steps.append(
            Step(
                id=found.id,
                index=index,
                action=action,
                before=seen.before(action.t_start_ns),
                after=seen.after(action.t_start_ns, action.t_end_ns, begins[index + 1]),
                window=window,
                sentence=sentence(action, window.app if window else None),
                seqs=spans[found.id],
            )
        )
    return tuple(steps)


class _Windows:
    """Which window was active when."""

    def __init__(self, events: Iterable[Event]) -> None:
        found = [event for event in events if isinstance(event, WindowEvent)]
        self._events = sorted(found, key=lambda event: (event.t_ns, event.seq))
        self._times = [event.t_ns for event in self._events]

    def at(self, t_ns: int) -> StepWindow | None:
        """The window that was active just before `t_ns`."""
        index = bisect_right(self._times, t_ns) - 1
        if index < 0:
            return None
        event = self._events[index]
        if event.title is None and event.app is None:
            return None
        return StepWindow(event.title, event.app)


def _spans(reduction: Reduction) -> dict[str, tuple[int, int]]:
    """The first and last event of each action."""
    spans = {found.id: (found.seq, found.seq) for found in reduction.found}
    for seq, owner in reduction.owner.items():
        if owner in spans:
            first, last = spans[owner]
            spans[owner] = (min(first, seq), max(last, seq))
    return spans
