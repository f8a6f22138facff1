"""Has a browser told of the focus that a key moved? Pure state, times are parameters.

A browser answers from what the process of its page last told it, which on a busy machine is later
than any answer of its own: it calls the field public that was left long ago. After a Tab its
answers therefore count only when it has told of another place, once for each Tab, or well after.
"""

from __future__ import annotations

from collections import deque

from recorder.capture.browsers import is_browser
from recorder.capture.context import FocusFact, Place

LATE_NS = 1_000_000_000
"""A Tab that nothing was told of for so long has not moved the focus."""
TOLD_KEPT = 16
MOVING = frozenset({"Tab", "ISO_Left_Tab", "KP_Tab"})


class Moves:
    """The keys that move the focus, and the moves that were told since."""

    def __init__(self) -> None:
        self._in_browser = False
        self._window: int | None = None
        self._place: Place | None = None
        self._keys: list[int] = []
        self._told: deque[int] = deque(maxlen=TOLD_KEPT)

    def pressed(self, at_ns: int) -> None:
        """A key that may move the focus was pressed. What it did may have been told already."""
        if self._in_browser:
            self._keys.append(at_ns)
            self._match()

    def know(self, fact: FocusFact) -> None:
        """The context answered."""
        window = None if fact.window is None else fact.window.id
        if window != self._window:
            self._window, self._place = window, fact.place
            self._in_browser = fact.window is not None and is_browser(fact.window)
            self._keys.clear()
            self._told.clear()
        elif self._in_browser and fact.place not in (None, self._place):
            self._place = fact.place
            self._told.append(fact.asked_ns)
            self._match()

    def are_told(self, asked_ns: int) -> bool:
        """Whether an answer that was asked for then can be about where the focus is."""
        self._keys = [at_ns for at_ns in self._keys if asked_ns - at_ns < LATE_NS]
        return not self._keys

    def _match(self) -> None:
        """Each move that was told answers for the first key before it, and nothing later does."""
        for at_ns in list(self._keys):
            while self._told and self._told[0] < at_ns:
                self._told.popleft()
            if self._told:
                self._told.popleft()
                self._keys.remove(at_ns)
