"""What a player shows besides pictures: pointer, clicks, keys, windows, gaps and marks over time.

Plain columns made once from the events, so that any moment is found by bisection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.session.columns import Columns
from recorder.session.events import (
    ButtonEvent,
    Event,
    GestureEvent,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from replay.describe import chord, key_label
from replay.keys import LEVEL_SHIFTS, LOCKS, MODIFIERS, in_order, is_named, key_name, printable
from replay.session_view import Stretch, gaps_of

Times = NDArray[np.int64]

FOREVER_NS: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Press:
    """A button from down to up; `end_ns` is FOREVER_NS where it never came up."""

    t_ns: int
    end_ns: int
    button: str
    x: int
    y: int
    end_x: int
    end_y: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The wheel turned."""

    t_ns: int
    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """What one press of a key says: typed text, or the name of a key or chord."""

    t_ns: int
    label: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A window that was active from one time to another."""

    t_ns: int
    end_ns: int
    app: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    t_ns: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Everything over time. Arrays of the same name begin with the same letter and length."""

    duration_ns: int
    pointer_t_ns: Times
    pointer_x: Times
    pointer_y: Times
    presses: tuple[Press, ...]
    turns: tuple[Turn, ...]
    strokes: tuple[Stroke, ...]
    held_t_ns: Times
    held: tuple[tuple[str, ...], ...]
    frame_t_ns: Times
    input_t_ns: Times
    windows: tuple[Span, ...]
    gaps: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    events: int


def track_of(columns: Columns, duration_ns: int) -> Track:
    """The track of a session whose events were read into columns."""
    own = {seq for event in columns.others if isinstance(event, GestureEvent) for seq in event.seqs}
    others = [event for event in columns.others if event.seq not in own]
    pointer = _pointer(columns, others)
    held = _held(others)
    inputs = [e.t_ns for e in others if isinstance(e, KeyEvent | ButtonEvent | ScrollEvent)]
    moves = np.frombuffer(columns.move_t_ns, np.int64)
    frames = [event.t_ns for event in others if isinstance(event, ScreenEvent)]
    return Track(
        duration_ns=duration_ns,
        pointer_t_ns=pointer[0],
        pointer_x=pointer[1],
        pointer_y=pointer[2],
        presses=tuple(_presses(others)),
        turns=tuple(
            Turn(e.t_ns, e.x, e.y, e.dx, e.dy) for e in others if isinstance(e, ScrollEvent)
        ),
        strokes=tuple(_strokes(others)),
        held_t_ns=np.array([t_ns for t_ns, _ in held], np.int64),
        held=tuple(names for _, names in held),
        frame_t_ns=np.sort(np.array(frames, np.int64)),
        input_t_ns=np.sort(np.concatenate((np.array(inputs, np.int64), moves))),
        windows=tuple(_windows(others, duration_ns)),
        gaps=gaps_of(tuple(columns.others)),
        marks=tuple(Mark(e.t_ns, e.text) for e in others if isinstance(e, MarkEvent)),
        events=len(columns),
    )


def duration_of(columns: Columns, ending_ns: int | None) -> int:
    """From the start to the last thing known."""
    times = [ending_ns or 0, *columns.move_t_ns[-1:]]
    times += [event.t_ns for event in columns.others[-1:]]
    return max(times)


def all_events(columns: Columns) -> Iterator[Event]:
    """The events as objects again, one by one in the order of `seq`."""
    others = iter(columns.others)
    waiting = next(others, None)
    moves = zip(columns.move_seq, columns.move_t_ns, columns.move_x, columns.move_y, strict=True)
    for seq, t_ns, x, y in moves:
        while waiting is not None and waiting.seq < seq:
            yield waiting
            waiting = next(others, None)
        yield MoveEvent(seq, t_ns, x, y)
    if waiting is not None:
        yield waiting
    yield from others


def _pointer(columns: Columns, others: list[Event]) -> tuple[Times, Times, Times]:
    """Where the pointer was, in the order of time: movement, clicks and the wheel all tell it."""
    points = [(e.seq, e.t_ns, e.x, e.y) for e in others if isinstance(e, ButtonEvent | ScrollEvent)]
    told = np.array(points, np.int64).reshape(-1, 4)
    moved = (columns.move_seq, columns.move_t_ns, columns.move_x, columns.move_y)
    seq, t_ns, x, y = (
        np.concatenate((np.frombuffer(column, np.int64), told[:, place]))
        for place, column in enumerate(moved)
    )
    order = np.lexsort((seq, t_ns))
    return t_ns[order], x[order], y[order]


def _presses(events: Iterable[Event]) -> Iterator[Press]:
    down: dict[str, ButtonEvent] = {}
    for event in events:
        if not isinstance(event, ButtonEvent):
            continue
        if event.pressed:
            down.setdefault(event.button, event)
        elif begun := down.pop(event.button, None):
            yield Press(begun.t_ns, event.t_ns, event.button, begun.x, begun.y, event.x, event.y)
    for begun in down.values():
        yield Press(begun.t_ns, FOREVER_NS, begun.button, begun.x, begun.y, begun.x, begun.y)


def _strokes(events: Iterable[Event]) -> Iterator[Stroke]:
    held: set[str] = set()
    for event in events:
        if not isinstance(event, KeyEvent):
            continue
        modifier = MODIFIERS.get(event.symbol)
        if modifier is not None:
            (held.add if event.pressed else held.discard)(modifier)
        elif event.pressed and event.symbol not in LEVEL_SHIFTS | LOCKS and not event.synthetic:
            yield _stroke(event, held)


def _stroke(event: KeyEvent, held: set[str]) -> Stroke:
    text = printable(event.text)
    if text and not held & {"ctrl", "alt", "super"}:
        return Stroke(event.t_ns, text, True)
    name = key_name(event.symbol, event.key)
    if is_named(event.symbol) and held <= {"shift"} and "shift" not in held:
        return Stroke(event.t_ns, key_label(name), False)
    return Stroke(event.t_ns, chord((*in_order(held), name)), False)


def _held(events: Iterable[Event]) -> list[tuple[int, tuple[str, ...]]]:
    """Which modifiers are down from which time on."""
    down: set[str] = set()
    found: list[tuple[int, tuple[str, ...]]] = []
    for event in events:
        if isinstance(event, KeyEvent) and (name := MODIFIERS.get(event.symbol)):
            (down.add if event.pressed else down.discard)(name)
            found.append((event.t_ns, in_order(down)))
    return found


def _windows(events: Iterable[Event], duration_ns: int) -> Iterator[Span]:
    last: WindowEvent | None = None
    for event in events:
        if isinstance(event, WindowEvent):
            if last is not None and event.t_ns > last.t_ns:
                yield Span(last.t_ns, event.t_ns, last.app, last.title)
            last = event
    if last is not None:
        yield Span(last.t_ns, max(duration_ns, last.t_ns), last.app, last.title)
