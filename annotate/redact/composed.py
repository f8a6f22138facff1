"""Texts that an input method composed, in a redacted session: which keys they answer, and whether
a step still shows them. Pure.

The symbols of such keys spell out what was composed, so they go where its text does.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from recorder.session.events import ComposedEvent, Event, KeyEvent
from replay.action_types import LeftOut
from replay.actions import reduce

_BACK = "BackSpace"


class Presses:
    """The presses of a session that may have been composed, to be asked for by their text."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._found = sorted(
            (event.t_ns, event.seq)
            for event in events
            if isinstance(event, KeyEvent)
            and event.pressed
            and (event.text is None or event.symbol == _BACK)
        )

    def of(self, event: ComposedEvent) -> tuple[int, int] | None:
        """The numbers of the first and the last press that a text answers, if any is there."""
        first_ns, last_ns = span_ns(event)
        start = bisect_left(self._found, (first_ns, -1))
        stop = bisect_right(self._found, (last_ns, 1 << 63))
        seqs = [seq for _, seq in self._found[start:stop]]
        return (min(seqs), max(seqs)) if seqs else None


def span_ns(event: ComposedEvent) -> tuple[int, int]:
    """When the first and the last key of a text were pressed."""
    return event.t_ns - event.first_lag_ns, event.t_ns - event.last_lag_ns


def without_orphans(events: Sequence[Event]) -> list[Event]:
    """The events without the texts that no step shows, because their keys are gone or are others
    than they answer: nobody could have looked at them."""
    if not any(isinstance(event, ComposedEvent) for event in events):
        return list(events)
    owner = reduce(events).owner
    return [
        event
        for event in events
        if not (isinstance(event, ComposedEvent) and isinstance(owner[event.seq], LeftOut))
    ]


def moved_along(events: Iterable[Event], moved: Mapping[int, int]) -> list[Event]:
    """The events with texts that answer their keys as before, where the keys have new times."""
    return [_moved(each, moved) if isinstance(each, ComposedEvent) else each for each in events]


def _moved(event: ComposedEvent, moved: Mapping[int, int]) -> ComposedEvent:
    first_ns, last_ns = (moved.get(at_ns, at_ns) for at_ns in span_ns(event))
    return dataclasses.replace(
        event, first_lag_ns=event.t_ns - first_ns, last_lag_ns=event.t_ns - last_ns
    )
