"""Which stored frames show the screen before and after an action. Only times; no pictures.

A frame counts from the moment its capture had finished, so a frame that could already show an
effect is never taken for the state before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from recorder.session.events import ConfirmEvent, Event, GapEvent, GapReason, Hidden, ScreenEvent
from replay.rules import SETTLE_NS

FOREVER_NS = 1 << 62


@dataclass(frozen=True, slots=True)
class Before:
    """The frame before an action, and when the screen was last known to look like it.

    `lag_ns` is from that instant to the begin of the action, never negative.
    """

    frame: int
    t_ns: int
    lag_ns: int


@dataclass(frozen=True, slots=True)
class After:
    """The frame after an action, and when the screen is known to look like it."""

    frame: int
    t_ns: int


class Observations:
    """The frames of a session in the order of time, and where nothing is known of the screen."""

    def __init__(self, events: Iterable[Event]) -> None:
        frames: list[tuple[int, int]] = []
        confirmed: list[int] = []
        dropped: list[int] = []
        blind: list[int] = []
        for event in events:
            if isinstance(event, ScreenEvent):
                frames.append((event.t_ns, event.frame))
            elif isinstance(event, ConfirmEvent):
                confirmed.append(event.t_ns)
            elif isinstance(event, GapEvent) and is_blind(event):
                blind.append(event.t_ns)
            elif isinstance(event, GapEvent) and is_dropping(event):
                dropped.append(event.t_ns)
        frames.sort()
        self._shown_ns = [t_ns for t_ns, _ in frames]
        self._frames = [frame for _, frame in frames]
        self._changed_ns = sorted(self._shown_ns + dropped)
        self._confirmed_ns = sorted(confirmed)
        self._blind_ns = sorted(blind)

    def before(self, begin_ns: int) -> Before | None:
        """The last frame that was complete when an action began; None where none is known."""
        index = bisect_right(self._shown_ns, begin_ns) - 1
        if index < 0:
            return None
        known_ns = self._shown_ns[index]
        last = bisect_right(self._confirmed_ns, begin_ns) - 1
        if last >= 0:
            known_ns = max(known_ns, self._confirmed_ns[last])
        if min(self._next_blind(known_ns), self._next_change(known_ns)) <= begin_ns:
            return None
        return Before(self._frames[index], known_ns, begin_ns - known_ns)

    def after(self, begin_ns: int, end_ns: int, next_ns: int = FOREVER_NS) -> After | None:
        """The first frame after an action that stays, else the last before the next begins.

        Where no frame came, the screen had done all it did by the end of the action: then it is
        the frame from within the action, or the old one if it was confirmed later.
        """
        limit_ns = min(next_ns, self._next_blind(begin_ns))
        first = bisect_right(self._shown_ns, end_ns)
        stop = bisect_right(self._shown_ns, limit_ns)
        for index in range(first, stop):
            shown_ns = self._shown_ns[index]
            if self._next_change(shown_ns) - shown_ns >= SETTLE_NS:
                return After(self._frames[index], shown_ns)
        if first < stop:
            return After(self._frames[stop - 1], self._shown_ns[stop - 1])
        return self._unchanged(first - 1, begin_ns, end_ns, limit_ns)

    def _unchanged(self, index: int, begin_ns: int, end_ns: int, limit_ns: int) -> After | None:
        if index < 0 or end_ns > limit_ns:
            return None
        change_ns = self._next_change(self._shown_ns[index])
        place = bisect_right(self._confirmed_ns, end_ns)
        confirm_ns = self._confirmed_ns[place] if place < len(self._confirmed_ns) else FOREVER_NS
        if confirm_ns < FOREVER_NS and confirm_ns <= min(limit_ns, change_ns):
            return After(self._frames[index], confirm_ns)
        proof_ns = min(confirm_ns, change_ns)
        within = self._shown_ns[index] > begin_ns and change_ns > end_ns
        if within and proof_ns < self._next_blind(begin_ns):
            return After(self._frames[index], end_ns)
        return None

    def _next_change(self, t_ns: int) -> int:
        """When the screen is next known to have changed: a frame, stored or dropped."""
        index = bisect_right(self._changed_ns, t_ns)
        return self._changed_ns[index] if index < len(self._changed_ns) else FOREVER_NS

    def _next_blind(self, t_ns: int) -> int:
        """The first moment from `t_ns` on at which the screen stopped or started to be seen."""
        index = bisect_left(self._blind_ns, t_ns)
        return self._blind_ns[index] if index < len(self._blind_ns) else FOREVER_NS


def is_blind(gap: GapEvent) -> bool:
    """Whether nothing is known of the screen meanwhile; a painted window is still a true frame."""
    return gap.hidden is Hidden.ALL


def is_dropping(gap: GapEvent) -> bool:
    """Whether a changed screen could not be stored from here on; the next frame ends that."""
    return gap.reason is GapReason.FRAMES_DROPPED and gap.begins
