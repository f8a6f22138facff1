"""The context where nothing can be asked yet (Windows, macOS): every focus is unknown.

So keys are hidden there and every window whose program must be known is masked, until a witness
for that platform is written.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from recorder.capture.context import (
    Answer,
    Fact,
    FocusFact,
    LockFact,
    SeenFact,
    StackFact,
    WindowInfo,
)
from recorder.session.model import Rect

EVERYWHERE = Rect(-(2**20), -(2**20), 2**21, 2**21)


class PortableContext:
    """Answers every question with "unknown"."""

    def __init__(self, clock_ns: Callable[[], int] = time.monotonic_ns) -> None:
        self._clock_ns = clock_ns
        self._on_fact: Callable[[Fact], None] | None = None
        self._asked = threading.Semaphore(0)
        self._stopped = threading.Event()

    def start(self, on_fact: Callable[[Fact], None]) -> None:
        self._on_fact = on_fact
        now_ns = self._clock_ns()
        on_fact(LockFact(now_ns, False))
        whole = WindowInfo(0, None, None, None, None, EVERYWHERE)
        on_fact(StackFact(now_ns, (whole,)))
        self._answer()

    def run(self) -> None:
        while not self._stopped.is_set():
            self._asked.acquire()
            self._answer()

    def ask(self) -> None:
        self._asked.release()

    def see(self) -> None:
        self._asked.release()

    def stop(self) -> None:
        self._stopped.set()
        self._asked.release()

    def elements(self) -> None:
        return None

    def fields(self) -> None:
        return None

    def report(self) -> dict[str, str]:
        return dict.fromkeys(
            ("windows", "accessibility", "terminal", "lock"), "cannot be asked here"
        )

    def _answer(self) -> None:
        assert self._on_fact is not None
        now_ns = self._clock_ns()
        self._on_fact(FocusFact(0, now_ns, now_ns, None, Answer.UNKNOWN, Answer.UNKNOWN))
        # Everything is covered, whatever comes.
        self._on_fact(SeenFact(now_ns))
