"""Did a terminal show what is typed, while it was typed? Pure state, times are parameters.

A program may switch the echo of its terminal off and on again between two answers: when the line
that it wants is typed by another program. An answer well after a key still says that all is shown.
A key of a terminal therefore counts only if an answer lies between it and the end of its line.
"""

from __future__ import annotations

from collections import deque

LAG_NS = 6_000_000
"""How long a key takes to its terminal: an answer that was asked for sooner says nothing of it."""
EVERY_NS = 8_000_000
KEPT = 64
# What is typed under Ctrl may end a line, too (Ctrl+D, Ctrl+C): its text is not known.
LINE_ENDS = frozenset({"Return", "KP_Enter", "Linefeed", "Control_L", "Control_R"})


def ends_line(symbol: str, text: str | None) -> bool:
    """Whether a terminal may take a key for the end of a line."""
    return symbol in LINE_ENDS or (text is not None and "\0" < text < " ")


class Echo:
    """The answers that a terminal shows what is typed, and when to ask for the next one."""

    def __init__(self) -> None:
        self._shown: deque[tuple[int, int]] = deque(maxlen=KEPT)
        self._last_press_ns = -LAG_NS
        self._due_ns: int | None = None

    def shows(self, asked_ns: int, known_ns: int) -> None:
        """An answer said that everything typed is shown."""
        self._shown.append((asked_ns, known_ns))

    def pressed(self, at_ns: int) -> None:
        """A key was pressed in a terminal."""
        self._last_press_ns = at_ns
        if self._due_ns is None:
            self._due_ns = at_ns + LAG_NS

    def asked(self, now_ns: int) -> None:
        """The question is being put now."""
        due_ns = self._last_press_ns + LAG_NS
        self._due_ns = due_ns if due_ns > now_ns else None

    def due_ns(self, asked_ns: int) -> int | None:
        """When to ask next, if the last question was put at `asked_ns`; None: no need to."""
        return None if self._due_ns is None else max(self._due_ns, asked_ns + EVERY_NS)

    def was_shown(self, pressed_ns: int, ended_ns: int | None) -> bool:
        """Whether a key is answered for that belongs to a line that ended then, or did not yet."""
        return ended_ns is None or any(
            pressed_ns + LAG_NS <= asked_ns and known_ns <= ended_ns
            for asked_ns, known_ns in self._shown
        )
