"""Texts that an input method composed, held until the typing closes that they answer. Pure.

They are stored after their keys, so they are known a little ahead of their turn.
"""

from __future__ import annotations

from recorder.session.events import ComposedEvent
from replay.action_types import LeftOut
from replay.ledger import Ledger, Share


class Composed:
    """What was composed, by when the first key of it was pressed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: dict[int, ComposedEvent] = {}

    def put(self, event: ComposedEvent) -> None:
        """Know of a text before its turn comes."""
        self._waiting.setdefault(event.t_ns - event.first_lag_ns, event)

    def pass_by(self, event: ComposedEvent) -> None:
        """The turn of a text has come: until typing claims it, it belongs to none."""
        if event.seq not in self._ledger.shares:
            self._ledger.leave_out(event.seq, LeftOut.NO_TYPING)

    def claim(self, first_ns: int, last_ns: int, share: Share) -> str | None:
        """The text that answers just the keys from one time to another, which then owns it."""
        event = self._waiting.get(first_ns)
        if event is None or not event.text or event.t_ns - event.last_lag_ns != last_ns:
            return None
        del self._waiting[first_ns]
        self._ledger.shares[event.seq] = share
        return event.text
