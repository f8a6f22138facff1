"""The texts of a recording that an input method composed, read from the fields they went to.

A thread of its own asks: how long a field is and where its caret stands while keys go there, and
the piece that came in with them once the gate let every one of those keys through. Nothing else of
a field is read, and nothing that is read is kept. Times are those of the monotonic clock.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from functools import partial

from recorder.capture.bus import BusGone
from recorder.capture.context import Answer, Caret, Fields, FocusFact, Place, StackFact
from recorder.capture.translator import InputEvent
from recorder.composing import (
    Ending,
    Piece,
    Run,
    ending_of,
    is_silent,
    letters_that_came,
    letters_to_read,
    text_of,
    words_of,
)
from recorder.gate_rules import AppRules, judge_app
from recorder.session.events import ButtonEvent, ComposedEvent, KeyEvent
from recorder.timeline import UNNUMBERED, Timeline

WITHIN_S = 0.25
# How long after an input a program is asked what came of it.
REST_NS = 50_000_000
# Where a pause ends typing for whoever reads the session; a text across it would fit no typing.
PAUSE_NS = 3_000_000_000
PIECES_MAX = 64


class ComposedTexts:
    """Reads what was composed and puts it on the timeline. The intake's thread tells it all; `run`
    has a thread of its own."""

    def __init__(
        self,
        fields: Fields,
        timeline: Timeline,
        rules: AppRules,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._fields = fields
        self._timeline = timeline
        self._rules = rules
        self._clock_ns = clock_ns
        self._todo: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._era = 0
        self._told: Place | None = None
        self._place: Place | None = None
        self._rest: Caret | None = None
        self._rest_ns = self._acted_ns = -1
        self._due_ns: int | None = None
        self._run: Run | None = None
        self._ended: tuple[Run, Ending] | None = None
        self._pieces: list[Piece] = []

    def run(self) -> None:
        """Work until `stop`; without a bus nothing is read any more."""
        try:
            while self._work():
                pass
        except BusGone:
            return
        finally:
            self._fields.close()

    def stop(self) -> None:
        self._todo.put(None)

    def know(self, fact: FocusFact | StackFact) -> None:
        """What the context told."""
        if isinstance(fact, StackFact) or fact.field is Answer.PENDING:
            return
        place = fact.place if fact.field is Answer.PUBLIC else None
        if fact.window is None or judge_app(fact.window, self._rules) is not None:
            place = None
        if place != self._told:
            self._told = place
            self._todo.put(partial(self._move, place))

    def pressed(self, event: InputEvent) -> None:
        """Something was done; whether the gate lets it through is not known."""
        if isinstance(event, KeyEvent) and event.pressed and not is_silent(event):
            self._todo.put(partial(self._take_key, event, self._era))
        elif isinstance(event, ButtonEvent):
            self._todo.put(partial(self._take_button, event))

    def published(self, event: InputEvent) -> None:
        """The gate let this through."""
        if isinstance(event, KeyEvent) and event.pressed and not is_silent(event):
            self._todo.put(partial(self._let_through, event.t_ns))

    def forget(self) -> None:
        """Drop everything that was typed so far: from here on none of it is written."""
        with self._lock:
            self._era += 1
        self._todo.put(self._drop)

    # On the thread of `run`.

    def _work(self) -> bool:
        due_ns = self._due_ns
        timeout_s = None if due_ns is None else max(0.0, (due_ns - self._clock_ns()) / 1e9)
        try:
            act = self._todo.get(timeout=timeout_s)
        except queue.Empty:
            act = self._look
        if act is None:
            self._finish()
            return False
        act()
        self._read_what_may_be()
        return True

    def _finish(self) -> None:
        if self._due_ns is not None:
            self._look()
        self._end(None)
        self._read_what_may_be()

    def _move(self, place: Place | None) -> None:
        self._stir(self._clock_ns())
        self._end(Ending.STILL)
        self._place = place

    def _take_button(self, event: ButtonEvent) -> None:
        if event.pressed:
            self._act(event.t_ns)
            self._end(ending_of(event))
        else:
            self._stir(event.t_ns)

    def _take_key(self, event: KeyEvent, era: int) -> None:
        rest = self._rest if self._rest_ns < event.t_ns else None
        if self._run is not None and event.t_ns - self._run.last_ns >= PAUSE_NS:
            self._end(None)
        self._act(event.t_ns)
        goes_on = event.symbol == "BackSpace" and self._run is not None
        if event.text is not None and not goes_on:
            self._end(ending_of(event))
            return
        if self._run is None:
            self._run = Run(era, self._place, rest, event.t_ns, event.t_ns)
        self._run.add(event)

    def _act(self, at_ns: int) -> None:
        """Something is done: what was learned after it, or could not be before it, is worthless."""
        self._stir(at_ns)
        self._pieces = [piece for piece in self._pieces if piece.seen_ns < at_ns]
        self._ended, self._acted_ns = None, at_ns

    def _stir(self, at_ns: int) -> None:
        """The place is not at rest; it is asked about when it may be again."""
        if self._rest_ns >= at_ns and self._run is not None:
            self._run.after = None
        self._rest, self._due_ns = None, at_ns + REST_NS

    def _end(self, ending: Ending | None) -> None:
        """The run is over; None where nobody knows whether all of it has left the input method."""
        run, self._run = self._run, None
        if run is None or run.place is None or run.before is None:
            return
        if run.words is not None:
            self._put(run, run.words)
        elif ending is not None:
            self._ended = run, ending

    def _look(self) -> None:
        """How the place is at rest, and how the place of a run was left."""
        self._due_ns = None
        if self._ended is not None:
            (run, ending), self._ended = self._ended, None
            assert run.place is not None
            self._settle(run, ending, self._fields.caret(run.place, within_s=WITHIN_S))
        if self._place is not None:
            self._rest = self._fields.caret(self._place, within_s=WITHIN_S)
            self._rest_ns = self._clock_ns()
            if self._run is not None and self._run.place == self._place:
                self._run.after = self._rest

    def _settle(self, run: Run, ending: Ending, now: Caret | None) -> None:
        length = letters_to_read(run, ending, now)
        if not length or run.place is None or run.before is None or now is None:
            return
        start = run.before.at
        piece = Piece(run, run.place, ending, start, start + length, now, self._clock_ns())
        self._pieces = [*self._pieces[1 - PIECES_MAX :], piece]

    def _let_through(self, at_ns: int) -> None:
        for run in self._known_runs():
            run.unpublished.discard(at_ns)

    def _known_runs(self) -> list[Run]:
        runs = [piece.run for piece in self._pieces]
        if self._ended is not None:
            runs.append(self._ended[0])
        return runs if self._run is None else [*runs, self._run]

    def _read_what_may_be(self) -> None:
        for piece in [piece for piece in self._pieces if not piece.run.unpublished]:
            self._pieces.remove(piece)
            told = self._fields.piece(piece.place, piece.start, piece.stop, within_s=WITHIN_S)
            # A program that had more to do than answer may have gone on since.
            if told is None or (self._acted_ns < piece.seen_ns and told[0] != piece.caret):
                continue
            if text := text_of(piece, told[1]):
                self._put(piece.run, text)
        if self._run is not None and not self._run.unpublished:
            self._read_words(self._run)

    def _read_words(self, run: Run) -> None:
        """Words that are complete are read at once: whatever comes next may change the field."""
        length = letters_that_came(run)
        if run.is_read or run.last_symbol != "space" or not length:
            return
        assert run.place is not None
        assert run.before is not None
        run.is_read, start = True, run.before.at
        told = self._fields.piece(run.place, start, start + length, within_s=WITHIN_S)
        if told is not None and told[0] == run.after:
            run.words = words_of(run, told[1])

    def _put(self, run: Run, text: str) -> None:
        now_ns = self._clock_ns()
        event = ComposedEvent(UNNUMBERED, now_ns, now_ns - run.first_ns, now_ns - run.last_ns, text)
        with self._lock:
            if run.era == self._era:
                self._timeline.put([event])

    def _drop(self) -> None:
        self._run = self._ended = None
        self._pieces.clear()
