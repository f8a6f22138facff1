"""The writer of a recording: about once a second what has come goes into the journal, synced.

It alone touches the journal. Times are those of the monotonic clock but inside the journal,
where they count from the start of the session.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from recorder.engine_pictures import Pictures
from recorder.session.events import (
    ButtonEvent,
    Event,
    GapEvent,
    GapReason,
    Hidden,
    KeyEvent,
)
from recorder.session.journal import Held, JournalWriter
from recorder.timeline import UNNUMBERED, Timeline

CYCLE_S = 0.9
"""With the horizon and a slow disk this stays under the 1.5 s that a kill may cost."""
HORIZON_NS = 350_000_000
"""An event of now may still come this much later, because input waits for its verdict."""

OpenGaps = frozenset[tuple[Hidden, GapReason]]


class Writer:
    """Moves events and chunks into the journal. One lock guards it: forgetting waits its turn."""

    def __init__(
        self,
        journal: JournalWriter,
        timeline: Timeline,
        pictures: Pictures | None,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._journal = journal
        self._timeline = timeline
        self._pictures = pictures
        self._clock_ns = clock_ns
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._lost = False
        self.events = 0
        self.bytes = journal.size

    def run(self) -> None:
        """Write until `stop`.

        Raises:
            StorageError: the disk refused; what was written is kept.
        """
        due_s = time.monotonic() + CYCLE_S
        while not self._stopped.wait(due_s - time.monotonic()):
            due_s = max(due_s + CYCLE_S, time.monotonic())
            with self._lock:
                self._write(self._timeline.take(self._horizon_ns()))

    def stop(self) -> None:
        """Let `run` return; what is left is for `end`."""
        self._stopped.set()

    def forget(self, seconds: float, at_ns: int, gaps: OpenGaps) -> None:
        """Take back what came in the last seconds before `at_ns`; nothing may come meanwhile.

        `gaps` are those that are open now. The stretch is a gap itself afterwards.

        Raises:
            StorageError: the disk refused.
        """
        now_ns = self._timeline.since(at_ns)
        with self._lock:
            forgotten = self._journal.forget(max(0, now_ns - int(seconds * 1e9)), now_ns)
            self.events, _ = self._journal.kept
            self.bytes = self._journal.size
        origin_ns = at_ns - now_ns
        kept_ns = origin_ns + forgotten.kept_until_ns
        before = frozenset((gap.hidden, gap.reason) for gap in forgotten.gaps)
        self._timeline.go_on(before)
        told: list[Event] = [_release(held, kept_ns) for held in forgotten.held]
        told += [_gap(kept_ns, False, *gap) for gap in sorted(before - gaps)]
        told += [_gap(kept_ns, True, Hidden.ALL, GapReason.FORGOTTEN)]
        told += [_gap(at_ns, False, Hidden.ALL, GapReason.FORGOTTEN)]
        told += [_gap(at_ns, True, *gap) for gap in sorted(gaps - before)]
        self._timeline.put(told)

    def end(self, reason: str, at_ns: int) -> None:
        """Write all that is left, and the end; after every other thread has ended.

        Where something could not be written there is no end: a session that has one is whole.

        Raises:
            StorageError: the disk refused; the session is readable up to there.
        """
        with self._lock:
            if self._lost:
                self._journal.close()
                return
            self._write(self._timeline.take_all())
            self._journal.end(reason, self._timeline.since(at_ns))
            self.bytes = self._journal.size

    def discard(self) -> None:
        """Remove the journal."""
        with self._lock:
            self._journal.discard()

    def close(self) -> None:
        """Let go of a journal that could not be ended."""
        with self._lock:
            self._journal.close()

    def _horizon_ns(self) -> int:
        """Up to when all events are there."""
        until_ns = self._clock_ns() - HORIZON_NS
        waiting_ns = self._pictures.waiting_ns if self._pictures is not None else None
        return until_ns if waiting_ns is None else min(until_ns, waiting_ns - 1)

    def _write(self, events: list[Event]) -> None:
        chunks = self._pictures.chunks() if self._pictures is not None else []
        self._lost = True
        self._journal.append_events(events)
        for chunk in chunks:
            self._journal.append_media(chunk)
        if events or chunks:
            self._journal.sync()
            self.events, _ = self._journal.kept
            self.bytes = self._journal.size
        self._lost = False


def _release(held: Held, at_ns: int) -> Event:
    match held:
        case KeyEvent():
            return KeyEvent(UNNUMBERED, at_ns, False, held.key, held.symbol, "", synthetic=True)
        case ButtonEvent():
            return ButtonEvent(
                UNNUMBERED, at_ns, False, held.button, held.x, held.y, synthetic=True
            )


def _gap(at_ns: int, begins: bool, hidden: Hidden, reason: GapReason) -> Event:
    return GapEvent(UNNUMBERED, at_ns, begins, hidden, reason)
