"""One order for events that come from several threads: by time, then numbered. Pure but for a lock.

Input waits for the gate, frames wait for the grab, windows come as they change. An event may
therefore arrive after a later one; it waits here until nothing earlier can come any more.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from recorder.capture.hotkeys import Gesture, GestureFilter
from recorder.errors import InputLost
from recorder.session.events import Event, GapEvent, GapReason, GestureEvent, Hidden, KeyEvent

UNNUMBERED = -1
WAITING_MAX = 200_000


class Timeline:
    """Takes events without a number, gives them back in order with one.

    A number is never used twice, also not after `clear`. Own hotkeys are taken out here, because
    a gesture names the numbers of its modifiers. Gaps of one name that overlap become one here,
    because they come from several threads. Times count from `origin_ns` when they come out.
    """

    def __init__(self, origin_ns: int = 0) -> None:
        self._origin_ns = origin_ns
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._next_seq = 0
        self._last_ns = 0
        self._gestures: GestureFilter | None = None
        self._gaps: Counter[tuple[Hidden, GapReason]] = Counter()

    def watch_gestures(self, gestures: GestureFilter) -> None:
        self._gestures = gestures

    def put(self, events: Iterable[Event]) -> None:
        """Take events of any time, from any thread.

        Raises:
            InputLost: far more arrive than can be written; the recording must end.
        """
        with self._lock:
            self._waiting += events
            if len(self._waiting) > WAITING_MAX:
                raise InputLost("More input arrived than can be written; the recording ended.")

    @property
    def numbered(self) -> int:
        """How many numbers were given so far."""
        return self._next_seq

    def since(self, at_ns: int) -> int:
        """Session time of a time of the clock."""
        return at_ns - self._origin_ns

    def take(self, until_ns: int) -> list[Event]:
        """All events up to a time of the clock they came with, numbered; later ones stay."""
        with self._lock:
            due = [event for event in self._waiting if event.t_ns <= until_ns]
            self._waiting = [event for event in self._waiting if event.t_ns > until_ns]
        due.sort(key=lambda event: event.t_ns)
        numbered: list[Event] = []
        for event in due:
            numbered += self._number(event)
        return numbered

    def take_all(self) -> list[Event]:
        """Everything, with the hotkey gestures that are still open: the session ends."""
        numbered = self.take(1 << 62)
        if self._gestures is not None:
            numbered += [self._told(gesture, self._last_ns) for gesture in self._gestures.finish()]
        return numbered

    def clear(self) -> None:
        """Forget what waits, and the hotkey gestures that are not complete."""
        with self._lock:
            self._waiting.clear()
            self._gaps.clear()
            if self._gestures is not None:
                self._gestures.finish()

    def go_on(self, gaps: Iterable[tuple[Hidden, GapReason]]) -> None:
        """Number what comes from now on for a record in which these gaps are open."""
        self._gaps = Counter(gaps)

    def _number(self, event: Event) -> list[Event]:
        if isinstance(event, GapEvent) and self._is_within(event):
            return []
        numbered = replace(event, seq=self._take_seq(), t_ns=event.t_ns - self._origin_ns)
        self._last_ns = numbered.t_ns
        if not isinstance(numbered, KeyEvent) or self._gestures is None:
            return [numbered]
        verdict = self._gestures.take(numbered)
        kept: list[Event] = [numbered] if verdict.keep else []
        return kept + [self._told(gesture, numbered.t_ns) for gesture in verdict.gestures]

    def _is_within(self, event: GapEvent) -> bool:
        """Whether a gap begins or ends while another of its name goes on."""
        name = event.hidden, event.reason
        others = self._gaps[name] if event.begins else max(0, self._gaps[name] - 1)
        self._gaps[name] = others + event.begins
        return others > 0

    def _told(self, gesture: Gesture, t_ns: int) -> GestureEvent:
        return GestureEvent(self._take_seq(), t_ns, gesture.verb.value, gesture.seqs)

    def _take_seq(self) -> int:
        seq, self._next_seq = self._next_seq, self._next_seq + 1
        return seq
