"""The elements of a recording: what a press went to, asked at once and written with its press.

A thread of its own asks, so that neither keys nor the gate wait for a program. An answer counts
only for a press that the gate let through. Times are those of the monotonic clock.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from recorder.capture.bus import BusGone
from recorder.capture.context import Answer, Elements, FocusFact, Place, StackFact, WindowInfo
from recorder.capture.translator import InputEvent
from recorder.gate_rules import AppRules, judge_app
from recorder.session.events import ButtonEvent, ElementEvent, KeyEvent, Target
from recorder.timeline import UNNUMBERED, Timeline

WITHIN_S = 0.02
LEARN_S = 0.25
"""How long a program may take to say what it opened; the answer is no element, but the entries of
an open menu are then known when the next press goes to one."""
KEPT_MAX = 256

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class _Question:
    """A press, and what to ask about it: a point of a program, or the place with the focus."""

    press_ns: int
    pid: int = 0
    x: int = 0
    y: int = 0
    popup: bool = False
    place: Place | None = None


class PressElements:
    """Asks about presses and puts the answers on the timeline. The intake's thread tells it all;
    `run` has a thread of its own."""

    def __init__(
        self,
        elements: Elements,
        timeline: Timeline,
        rules: AppRules,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._elements = elements
        self._timeline = timeline
        self._rules = rules
        self._clock_ns = clock_ns
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._answers: dict[int, ElementEvent] = {}
        self._published: dict[int, None] = {}
        self._stack: tuple[WindowInfo, ...] = ()
        self._focus: FocusFact | None = None
        self._asked: Place | None = None

    def run(self) -> None:
        """Answer until `stop`; without a bus there are no answers any more."""
        try:
            while (question := self._questions.get()) is not None:
                self._answer(question)
        except BusGone:
            return
        finally:
            self._elements.close()

    def stop(self) -> None:
        self._questions.put(None)

    def know(self, fact: FocusFact | StackFact) -> None:
        """What the context told."""
        if isinstance(fact, StackFact):
            self._stack = fact.windows
        else:
            self._focus = fact

    def pressed(self, event: InputEvent) -> None:
        """Ask what a press goes to, if anything may be known of it."""
        match event:
            case ButtonEvent(pressed=True):
                self._ask_point(event)
            case KeyEvent(pressed=True, repeat=False):
                self._ask_focus(event)
            case _:
                pass

    def published(self, event: InputEvent) -> None:
        """The gate let this press through."""
        if not isinstance(event, ButtonEvent | KeyEvent) or not event.pressed:
            return
        with self._lock:
            answer = self._answers.pop(event.t_ns, None)
            if answer is None:
                _keep(self._published, event.t_ns, None)
        if answer is not None:
            self._timeline.put([answer])

    def forget(self) -> None:
        """Drop everything that was asked so far."""
        with self._lock:
            self._answers.clear()
            self._published.clear()
        self._asked = None

    def _ask_point(self, event: ButtonEvent) -> None:
        # What is under the press may have the focus after it.
        self._asked = None
        for window in reversed(self._stack):
            if window.bounds is not None and window.bounds.contains(event.x, event.y):
                if window.pid is not None and judge_app(window, self._rules) is None:
                    popup = window.override_redirect
                    self._questions.put(_Question(event.t_ns, window.pid, event.x, event.y, popup))
                return

    def _ask_focus(self, event: KeyEvent) -> None:
        """Once for each place: its further keys go to the same element."""
        fact = self._focus
        if fact is None or fact.field is not Answer.PUBLIC or fact.place is None:
            return
        if fact.window is None or judge_app(fact.window, self._rules) is not None:
            return
        if fact.place != self._asked:
            self._asked = fact.place
            self._questions.put(_Question(event.t_ns, place=fact.place))

    def _answer(self, asked: _Question) -> None:
        if asked.place is not None:
            target = Target.FOCUS
            element = self._elements.of(asked.place, within_s=WITHIN_S)
        else:
            target = Target.POINTER
            element = self._elements.at(
                asked.pid, asked.x, asked.y, popup=asked.popup, within_s=WITHIN_S
            )
        if element is None:
            if asked.place is None and self._questions.empty():
                self._elements.at(asked.pid, asked.x, asked.y, popup=asked.popup, within_s=LEARN_S)
            return
        now_ns = self._clock_ns()
        event = ElementEvent(
            UNNUMBERED, now_ns, max(0, now_ns - asked.press_ns), target,
            element.role, element.name, element.bounds,
        )  # fmt: skip
        with self._lock:
            published = asked.press_ns in self._published
            self._published.pop(asked.press_ns, None)
            if not published:
                _keep(self._answers, asked.press_ns, event)
        if published:
            self._timeline.put([event])


def _keep(kept: dict[int, Kept], key: int, value: Kept) -> None:
    kept[key] = value
    while len(kept) > KEPT_MAX:
        del kept[next(iter(kept))]
