"""The events behind a step, one a line, for who wants to know exactly."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recorder.session.events import ConfirmEvent, Event, MoveEvent, ScreenEvent
from replay.player import clock
from replay.trajectory import Step

LINES_MAX = 400


def lines_of(events: tuple[Event, ...], step: Step) -> tuple[str, ...]:
    """The input and context from the first event of a step to its last; moves are counted."""
    first, last = int(step.id[1:]), step.seqs[1]
    first = min(first, step.seqs[0])
    found = [event for event in events if first <= event.seq <= last]
    return tuple(_lines(found))[:LINES_MAX]


def _lines(events: list[Event]) -> Iterator[str]:
    moves = 0
    for event in events:
        if isinstance(event, ScreenEvent | ConfirmEvent):
            continue
        if isinstance(event, MoveEvent):
            moves += 1
            continue
        if moves:
            yield f"… move × {moves}"
            moves = 0
        yield _line(event)
    if moves:
        yield f"… move × {moves}"


def _line(event: Event) -> str:
    fields: dict[str, object] = msgspec.to_builtins(event)
    kind = type(event).__name__.removesuffix("Event").lower()
    said = [
        f"{name}={value}"
        for name, value in fields.items()
        if name not in ("seq", "t_ns", "synthetic") and value not in (None, False)
    ]
    return f"{event.seq} {clock(event.t_ns)} {kind} {' '.join(said)}"
