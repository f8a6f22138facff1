"""Has the context seen what the desktop showed at a time? Pure state, times are parameters.

News of a window come after the window itself. What was seen or done at a time therefore waits until
the context says that it has told of every window up to then: `recorder.gate` for presses of the
pointer, `recorder.engine_masks` for pictures.
"""

from __future__ import annotations

EVERY_NS = 40_000_000


class Sight:
    """How far the context has seen, and when to ask it to look further."""

    def __init__(self) -> None:
        self.until_ns = -1
        self._asked_ns = -EVERY_NS

    def saw(self, until_ns: int) -> None:
        """The context has told of every window up to this time."""
        self.until_ns = max(self.until_ns, until_ns)

    def reaches(self, t_ns: int) -> bool:
        return t_ns <= self.until_ns

    def due_ns(self, unseen_ns: int, patience_ns: int = 0) -> int | None:
        """When to ask for what was at a time; None while an answer that tells is on its way."""
        if unseen_ns <= self._asked_ns:
            return None
        return max(unseen_ns + patience_ns, self._asked_ns + EVERY_NS)

    def asked(self, now_ns: int) -> None:
        """The question is being put now."""
        self._asked_ns = now_ns
