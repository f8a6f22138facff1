"""Puts events in the order of their time and takes out what was said to Candor itself.

Events are stored in the order they were let through, which for keys is up to 250 ms after they
happened. A gesture names its keys after they came. Both are settled by waiting a little.
Modifiers stay, whoever names them: they may have been down for something else as well.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator

from recorder.session.events import ButtonEvent, ComposedEvent, Event, GestureEvent, KeyEvent
from replay.action_types import LeftOut
from replay.composed import Composed
from replay.keys import MODIFIERS
from replay.ledger import Ledger
from replay.rules import LOOKBACK_NS


def _time(event: Event) -> tuple[int, int]:
    return event.t_ns, event.seq


class Intake:
    """A delay line: `put` takes an event and gives those whose turn has come."""

    def __init__(self, ledger: Ledger, composed: Composed) -> None:
        self._ledger = ledger
        self._composed = composed
        self._waiting: deque[Event] = deque()
        self._newest_ns = -(1 << 62)
        self._ours: set[int] = set()
        self._closing: set[int | str] = set()

    def put(self, event: Event) -> Iterator[Event] | tuple[Event, ...]:
        waiting = self._waiting
        if event.t_ns >= self._newest_ns:
            waiting.append(event)
            self._newest_ns = event.t_ns
        else:
            insort(waiting, event, key=_time)
        if type(event) is GestureEvent:
            self._ours.update(event.seqs)
        elif type(event) is ComposedEvent:
            self._composed.put(event)
        if waiting[0].t_ns >= self._newest_ns - LOOKBACK_NS:
            return ()
        return self._due(self._newest_ns - LOOKBACK_NS)

    def rest(self) -> Iterator[Event]:
        """Everything that still waits."""
        return self._due(1 << 62)

    def _due(self, until_ns: int) -> Iterator[Event]:
        waiting = self._waiting
        while waiting and waiting[0].t_ns < until_ns:
            event = waiting.popleft()
            if (self._ours or self._closing) and self._is_ours(event):
                self._ledger.leave_out(event.seq, LeftOut.OWN_GESTURE)
            else:
                yield event
            if type(event) is GestureEvent:
                self._ours.difference_update(event.seqs)

    def _is_ours(self, event: Event) -> bool:
        """Whether the event is of a gesture, or releases what a gesture pressed."""
        if isinstance(event, KeyEvent):
            if event.symbol in MODIFIERS:
                return False
            what: int | str = event.key
        elif isinstance(event, ButtonEvent):
            what = event.button
        else:
            return event.seq in self._ours
        ours = event.seq in self._ours
        if event.pressed:
            if ours:
                self._closing.add(what)
            elif not (isinstance(event, KeyEvent) and event.repeat):
                self._closing.discard(what)
            return ours or what in self._closing
        if what in self._closing:
            self._closing.discard(what)
            return True
        return ours
