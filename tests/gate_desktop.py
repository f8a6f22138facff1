"""A desktop made of numbers, for the gate: places that change, news that come late, keys, answers.

Times are milliseconds here and nanoseconds for the gate. Nothing is random: what happens when is
drawn by the test.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import Literal

from recorder.capture.context import Answer, FocusFact, LockFact, WindowInfo
from recorder.gate import HOLD_NS, Gate
from recorder.gate_decisions import Close, Decision, GapChange, Kind, Publish
from recorder.gate_rules import AppRules
from recorder.session.events import Hidden

MS = 1_000_000
RULES = AppRules.of(["*"], never=["safe"])
PlaceKind = Literal["public", "secret", "unknown", "denied"]
FIELD: dict[PlaceKind, Answer] = {
    "public": Answer.PUBLIC,
    "secret": Answer.SECRET,
    "unknown": Answer.NONE,
    "denied": Answer.PUBLIC,
}


@dataclass(frozen=True)
class Place:
    """Where keys go from `start_ms` on. Its news come `news_ms` later (but never before older
    news), the answer `answer_ms` after that, unless the focus has moved on by then."""

    start_ms: int
    kind: PlaceKind
    news_ms: int = 0
    answer_ms: int = 0


@dataclass(frozen=True)
class Input:
    """A key (or with `pointer` a button) that was moved at `at_ms` and arrives `late_ms` later."""

    at_ms: int
    control: int
    pressed: bool
    late_ms: int = 0
    pointer: bool = False


@dataclass(frozen=True)
class Steer:
    at_ms: int
    act: Literal["pause", "resume", "lock", "unlock"]


@dataclass
class Desktop:
    """Plays all of it to a gate and keeps what the gate decided, and when."""

    places: Sequence[Place]
    inputs: Sequence[Input] = ()
    steers: Sequence[Steer] = ()
    reask_ms: int | None = 5
    end_ms: int = 3_000
    silent_from_ms: int = 1 << 60
    said: list[tuple[int, Decision[Input]]] = field(default_factory=list)
    answered: set[int] = field(default_factory=set[int])

    def run(self) -> Desktop:
        self.gate: Gate[Input] = Gate(RULES)
        self._order, self._events = count(), list[tuple[int, int, object]]()
        self.gate.begin(0)
        news = (place.start_ms + place.news_ms for place in self.places)
        self._known_ms = [*accumulate(news, max), 1 << 60]
        for epoch, place in enumerate(self.places):
            known_ms = self._known_ms[epoch]
            self._at(known_ms, self._fact(epoch, known_ms, 0, Answer.PENDING))
            if known_ms + place.answer_ms < self._known_ms[epoch + 1]:
                answer = self._fact(epoch, known_ms, place.answer_ms, FIELD[place.kind])
                self._at(known_ms + place.answer_ms, answer)
        late_ms = 0
        for item in self.inputs:
            late_ms = max(late_ms, item.at_ms + item.late_ms)
            self._at(late_ms, item)
        for steer in self.steers:
            self._at(steer.at_ms, steer)
        while self._events and self._events[0][0] < self.end_ms:
            self._step()
        self._keep(self.end_ms, self.gate.finish(self.end_ms * MS))
        return self

    def place_at(self, at_ms: float) -> int:
        """The number of the place that has the focus at a time."""
        return max(n for n, place in enumerate(self.places) if place.start_ms <= at_ms)

    @property
    def decisions(self) -> list[Decision[Input]]:
        return [decision for _, decision in self.said]

    def published(self) -> list[tuple[int, Input]]:
        return [(ms, each.item) for ms, each in self.said if isinstance(each, Publish)]

    def gaps(self) -> list[GapChange]:
        return [each for each in self.decisions if isinstance(each, GapChange)]

    def _step(self) -> None:
        now_ms, _, event = heapq.heappop(self._events)
        match event:
            case FocusFact():
                if event.field is not Answer.PENDING:
                    self.answered.add(event.epoch)
                self.gate.focus(event)
            case Input():
                self.gate.put(
                    event,
                    event.at_ms * MS,
                    Kind.POINTER if event.pointer else Kind.KEY,
                    control=event.control,
                    pressed=event.pressed,
                    place=(0, 0) if event.pointer else None,
                )
            case Steer():
                self._steer(event)
            case _:
                pass
        self._keep(now_ms, self.gate.release(now_ms * MS))
        if self.gate.wants_answer(now_ms * MS) and self.reask_ms is not None:
            self._reask(now_ms, self.reask_ms)
        if (due_ns := self.gate.next_ns()) is not None:
            self._at(max(now_ms + 1, -(-due_ns // MS)), None)

    def _reask(self, now_ms: int, took_ms: int) -> None:
        """The context asks the place that it knows of, which may have been left already."""
        if now_ms >= self.silent_from_ms:
            return
        epoch = bisect_right(self._known_ms, now_ms) - 1
        if epoch < 0:
            return
        place = self.places[epoch]
        is_answered = self._known_ms[epoch] + place.answer_ms <= now_ms
        answer = FIELD[place.kind] if is_answered else Answer.PENDING
        if now_ms + took_ms < self._known_ms[epoch + 1]:
            self._at(now_ms + took_ms, self._fact(epoch, now_ms, took_ms, answer))

    def _steer(self, steer: Steer) -> None:
        at_ns = steer.at_ms * MS
        match steer.act:
            case "pause":
                self.gate.pause(at_ns)
            case "resume":
                self.gate.resume(at_ns)
            case "lock" | "unlock":
                self.gate.lock(LockFact(at_ns, steer.act == "lock"))

    def _fact(self, epoch: int, asked_ms: int, took_ms: int, answer: Answer) -> FocusFact:
        app = "safe" if self.places[epoch].kind == "denied" else "editor"
        window = WindowInfo(1, None, app, app, 100, None)
        asked_ns, known_ns = asked_ms * MS, (asked_ms + took_ms) * MS
        return FocusFact(epoch, asked_ns, known_ns, window, answer, Answer.NONE)

    def _at(self, ms: int, event: object) -> None:
        heapq.heappush(self._events, (ms, next(self._order), event))

    def _keep(self, ms: int, decisions: Iterable[Decision[Input]]) -> None:
        self.said += [(ms, decision) for decision in decisions]


def stretches(gaps: Iterable[GapChange]) -> list[tuple[Hidden, int, int]]:
    """The gaps as (what is hidden, begin, end). Asserts that begins and ends alternate."""
    found: list[tuple[Hidden, int, int]] = []
    open_gaps: dict[Hidden, GapChange] = {}
    for gap in gaps:
        if gap.begins:
            assert gap.hidden not in open_gaps, "a gap begins inside another of its kind"
            open_gaps[gap.hidden] = gap
        else:
            begin = open_gaps.pop(gap.hidden)
            assert begin.reason == gap.reason
            assert begin.at_ns <= gap.at_ns
            found.append((gap.hidden, begin.at_ns, gap.at_ns))
    assert not open_gaps, "a gap is left open"
    return found


def check(desktop: Desktop) -> None:
    """What holds of every run, whatever happened."""
    _check_places(desktop)
    _check_gaps(desktop)
    _check_held(desktop)


def _check_places(desktop: Desktop) -> None:
    for said_ms, item in desktop.published():
        place = desktop.places[desktop.place_at(item.at_ms)]
        if item.pointer or not item.pressed:
            continue
        assert place.kind == "public", f"typed into a place that is {place.kind}"
        assert desktop.place_at(item.at_ms) in desktop.answered, "nobody ever answered there"
        assert (said_ms - item.at_ms) * MS <= HOLD_NS, "held for too long"


def _check_gaps(desktop: Desktop) -> None:
    for hidden, begin_ns, end_ns in stretches(desktop.gaps()):
        for _, item in desktop.published():
            hides = hidden is Hidden.ALL or (hidden is Hidden.KEYS and not item.pointer)
            if hides and item.pressed:
                assert not begin_ns <= item.at_ms * MS < end_ns, f"{item} inside a gap"


def _check_held(desktop: Desktop) -> None:
    """Every press that was published is released or closed once, and nothing else is."""
    down: set[Hashable] = set()
    for decision in desktop.decisions:
        match decision:
            case Publish(item):
                name = (item.pointer, item.control)
                assert item.pressed or name in down, "a release without its press"
                (down.add if item.pressed else down.remove)(name)
            case Close():
                down.remove((decision.kind is Kind.POINTER, decision.control))
            case GapChange():
                pass
    assert not down, "something is still down at the end"
