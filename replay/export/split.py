"""Training, validation and test sets, chosen by whole sessions so that nothing leaks. Pure.

The set follows from a hash, so a session stays in its set when others are added. Sessions that
share the key (an application, a task) share the set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Literal, get_args

from recorder.session.events import WindowEvent
from replay.export.model import Exportable

Key = Literal["session", "app", "task"]
KEYS: tuple[str, ...] = get_args(Key)
TRAIN, VALIDATION, TEST = "train", "validation", "test"


def plan_split(sessions: Iterable[Exportable], key: Key) -> Callable[[Exportable], str]:
    """Which set each session goes into; takes in one session at a time.

    With `app`, sessions that have an application in common are one group, however far apart.
    """
    if key == "session":
        return lambda session: set_of(session.id)
    if key == "task":
        return lambda session: set_of(_task(session))
    groups = _Groups()
    names = {session.id: groups.join(_apps(session), session.id) for session in sessions}
    return lambda session: set_of(groups.first(names[session.id]))


def set_of(name: str) -> str:
    """The set of a group: of ten hashes eight train, one validates, one tests."""
    place = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[0] * 10 // 256
    return TRAIN if place < 8 else VALIDATION if place == 8 else TEST


def _task(session: Exportable) -> str:
    return " ".join(session.meta.task.casefold().split())


def _apps(session: Exportable) -> set[str]:
    found = (event.app for event in session.events if isinstance(event, WindowEvent))
    return {app for app in found if app is not None}


class _Groups:
    """Names that belong together; each group goes by the first of its names."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, apps: set[str], session: str) -> str:
        """Bring the applications of a session together and return one of them."""
        names = sorted(f"app {app}" for app in apps) or [f"session {session}"]
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
