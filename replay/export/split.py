"""Training, validation and test sets, chosen by whole sessions so that nothing leaks. Pure.

The set follows from a hash, so a session stays in its set when others are added. Sessions that
share the key (a worker, an application, a task) share the set, and so do near duplicates. Who the
worker is decides the set and is written nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Literal, get_args

from recorder.session.events import WindowEvent
from replay.export.duplicates import Groups, NearDuplicates, sketch_of, task_key
from replay.export.model import Exportable
from replay.steps import trajectory_of

Key = Literal["session", "worker", "app", "task"]
KEYS: tuple[str, ...] = get_args(Key)
TRAIN, VALIDATION, TEST = "train", "validation", "test"


class Plan:
    """Sessions taken in one by one; what they have in common makes them one group, however far
    apart. Which set a session is in is known when all were taken in."""

    def __init__(self, key: Key) -> None:
        self._key: Key = key
        self._groups, self._alike = Groups(), NearDuplicates()
        self._names: dict[str, str] = {}

    def take(self, session: Exportable) -> None:
        """Take in one session; again makes no difference."""
        if session.id in self._names:
            return
        twins = self._alike.take(sketch_of(trajectory_of(session), session.meta.captured))
        names = [*_keys(session, self._key), *(self._names[twin] for twin in twins)]
        self._names[session.id] = self._groups.join(names)

    def set_of(self, session: str) -> str:
        """The set of a session that was taken in."""
        return set_of(self._groups.first(self._names[session]))


def plan_split(sessions: Iterable[Exportable], key: Key) -> Callable[[Exportable], str]:
    """Which set each session goes into; takes in one session at a time."""
    plan = Plan(key)
    for session in sessions:
        plan.take(session)
    return lambda session: plan.set_of(session.id)


def set_of(name: str) -> str:
    """The set of a group: of ten hashes eight train, one validates, one tests."""
    place = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[0] * 10 // 256
    return TRAIN if place < 8 else VALIDATION if place == 8 else TEST


def _keys(session: Exportable, key: Key) -> list[str]:
    """What binds a session to others: those with one of these names are in one set."""
    match key:
        case "session":
            return [f"session {session.id}"]
        case "worker":
            return [f"worker {session.header.worker}"]
        case "task":
            return [f"task {task_key(session.meta.task)}"]
        case "app":
            found = (event.app for event in session.events if isinstance(event, WindowEvent))
            apps = sorted({f"app {app}" for app in found if app is not None})
            return apps or [f"session {session.id}"]
