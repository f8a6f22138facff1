"""Sessions that are nearly the same: the same task, done in nearly the same steps. Pure.

An action is reduced to what repeats when a person does the same again: its kind, button, keys and
text, and its place in sixteenths of the picture. Times, waits and hovers do not count. Two
sessions of one task are near duplicates where at least half of all pairs of consecutive actions
that occur in either occur in both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from recorder.session.model import Rect
from replay.action_types import Action, Finish, Move, Wait
from replay.grammar.common import places_of
from replay.trajectory import Trajectory

CELLS = 16
ALIKE = 0.5
# A session keeps this many of its pairs, those with the least hashes; up to here the share of
# common pairs is exact, beyond it is an estimate within a few hundredths.
PAIRS_KEPT = 256


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is remembered of a session to find others like it."""

    session: str
    task: str
    pairs: frozenset[int]


def sketch_of(trajectory: Trajectory, captured: Rect) -> Sketch:
    """The sketch of a session; one without actions is like no other."""
    words = [word for step in trajectory.steps if (word := _word(step.action, captured))]
    pairs = {_hash(f"{one}\n{two}") for one, two in pairwise(["begin", *words, "end"])}
    kept = frozenset(sorted(pairs)[:PAIRS_KEPT]) if words else frozenset[int]()
    return Sketch(trajectory.session, task_key(trajectory.task), kept)


def task_key(task: str) -> str:
    """A task without the differences that are none: capitals and spaces."""
    return " ".join(task.casefold().split())


def likeness(one: Sketch, two: Sketch) -> float:
    """The share of pairs that both have, from 0 to 1."""
    if one.task != two.task or not one.pairs or not two.pairs:
        return 0.0
    least = sorted(one.pairs | two.pairs)[:PAIRS_KEPT]
    return sum(pair in one.pairs and pair in two.pairs for pair in least) / len(least)


class NearDuplicates:
    """Sessions taken in one by one, in groups of those that are alike."""

    def __init__(self) -> None:
        self._by_task: dict[str, list[Sketch]] = {}
        self._alike: list[tuple[str, str]] = []

    def take(self, sketch: Sketch) -> tuple[str, ...]:
        """Remember a session; returns those before it that it is like."""
        others = self._by_task.setdefault(_digest(sketch.task), [])
        found = tuple(one.session for one in others if likeness(one, sketch) >= ALIKE)
        others.append(sketch)
        self._alike += [(one, sketch.session) for one in found]
        return found

    def groups(self) -> list[list[str]]:
        """The groups of two and more, in order."""
        joined = Groups()
        for one, two in self._alike:
            joined.join([one, two])
        groups: dict[str, list[str]] = {}
        for session in sorted({name for pair in self._alike for name in pair}):
            groups.setdefault(joined.first(session), []).append(session)
        return list(groups.values())


class Groups:
    """Names that belong together; each group goes by the first of its names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, names: Iterable[str]) -> str:
        """Bring names and their groups together and return the name of the whole."""
        roots = sorted({self.first(name) for name in names})
        for root in roots:
            self._parent[root] = roots[0]
        return roots[0]

    def first(self, name: str) -> str:
        """The name that a group goes by: the least of all."""
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name


def _word(action: Action, captured: Rect) -> str | None:
    """An action without what differs each time; None for what is done without meaning to."""
    if isinstance(action, Wait | Move | Finish):
        return None
    parts = [type(action).__name__]
    for name in ("button", "count", "text", "keys", "modifiers"):
        parts.append(repr(getattr(action, name, None)))
    for way in ("dx", "dy"):
        turn = getattr(action, way, 0)
        parts.append(str((turn > 0) - (turn < 0)))
    for x, y in places_of(action):
        column = (x - captured.x) * CELLS // max(1, captured.width)
        row = (y - captured.y) * CELLS // max(1, captured.height)
        parts.append(f"{column} {row}")
    return "\t".join(parts)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest()[:8])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
