"""Where a step can be divided: its characters, clicks, notches or presses, each with its time.

Found in the events behind a step. What does not add up to the step is said to be not known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from recorder.session.events import ButtonEvent, Event, KeyEvent, ScrollEvent
from replay.action_types import Click, Key, Scroll, Type
from replay.composed import Composed
from replay.draft import Draft
from replay.intake import Intake
from replay.keyboard import Keyboard, OpenText
from replay.keys import LEVEL_SHIFTS, LOCKS, MODIFIERS, key_name
from replay.ledger import Ledger
from replay.observations import Observations
from replay.trajectory import Step, Trajectory

Input = KeyEvent | ButtonEvent | ScrollEvent


@dataclass(frozen=True, slots=True)
class Part:
    """One character, click, notch or press of a step, and the event that began it."""

    seq: int
    t_start_ns: int
    t_end_ns: int
    text: str = ""
    dx: int = 0
    dy: int = 0

    @property
    def id(self) -> str:
        """The id of a step that begins here."""
        return f"e{self.seq}"


class Evidence:
    """What the events of a session say about its steps, beyond the steps themselves."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Take all events of a session; one pass, then the inputs and frames are kept."""
        events = tuple(events)
        ledger = Ledger()
        intake = Intake(ledger, Composed(ledger))
        due = [one for event in events for one in intake.put(event)] + list(intake.rest())
        found = [event for event in due if isinstance(event, Input)]
        self.seen = Observations(events)
        self._inputs = sorted(found, key=lambda event: event.seq)
        self._seqs = [event.seq for event in self._inputs]

    def parts_of(self, step: Step) -> tuple[Part, ...]:
        """The parts of a step in order; none where it has none, or they are not known."""
        inputs = sorted(self._span(step), key=lambda event: (event.t_ns, event.seq))
        match step.action:
            case Type():
                parts = _characters(inputs)
                fits = "".join(part.text for part in parts) == step.action.text
            case Click():
                parts = _clicks(inputs, step.action.button)
                fits = len(parts) == step.action.count
            case Scroll():
                parts = _notches(inputs)
                total = (sum(part.dx for part in parts), sum(part.dy for part in parts))
                fits = total == (step.action.dx, step.action.dy)
            case Key():
                parts = _presses(inputs, step.action.keys[-1])
                fits = len(parts) == step.action.repeat
            case _:
                return ()
        return parts if fits else ()

    def last_before(self, seq: int, first: int) -> int:
        """The last input before `seq`, or `first` where there is none after it."""
        place = bisect_left(self._seqs, seq) - 1
        return max(first, self._seqs[place]) if place >= 0 else first

    def _span(self, step: Step) -> list[Input]:
        """The inputs from the one that began a step to its last."""
        begin = bisect_left(self._seqs, int(step.id[1:]))
        return self._inputs[begin : bisect_right(self._seqs, step.seqs[1])]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reviewed: the steps as they were computed, and the evidence for them."""

    computed: Trajectory
    evidence: Evidence


def _characters(inputs: list[Input]) -> tuple[Part, ...]:
    """What the first text in these keys was made of."""
    draft = Draft(Ledger())
    keyboard = Keyboard(draft, Composed(draft.ledger))
    text: OpenText | None = None
    for event in inputs:
        if isinstance(event, KeyEvent):
            keyboard.feed(event)
        if text is None and isinstance(draft.open, OpenText):
            text = draft.open
    if text is None or not text.known:
        return ()
    marked = zip(text.pieces, text.marks, strict=True)
    return tuple(Part(seq, t_ns, t_ns, piece) for piece, (seq, t_ns) in marked if piece)


def _clicks(inputs: list[Input], button: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for event in inputs:
        if not isinstance(event, ButtonEvent) or event.button != button:
            continue
        if event.pressed:
            parts.append(Part(event.seq, event.t_ns, event.t_ns))
        elif parts:
            parts[-1] = Part(parts[-1].seq, parts[-1].t_start_ns, event.t_ns)
    return tuple(parts)


def _notches(inputs: list[Input]) -> tuple[Part, ...]:
    return tuple(
        Part(event.seq, event.t_ns, event.t_ns, dx=event.dx, dy=event.dy)
        for event in inputs
        if isinstance(event, ScrollEvent) and (event.dx or event.dy)
    )


def _presses(inputs: list[Input], key: str) -> tuple[Part, ...]:
    silent = MODIFIERS.keys() | LEVEL_SHIFTS | LOCKS
    return tuple(
        Part(event.seq, event.t_ns, event.t_ns)
        for event in inputs
        if isinstance(event, KeyEvent)
        and event.pressed
        and event.symbol not in silent
        and key_name(event.symbol, event.key) == key
    )
