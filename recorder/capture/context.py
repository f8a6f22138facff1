"""What surrounds the input: which window, which field, which terminal, is the screen locked.

Facts and the Protocol that delivers them. No rule lives here: what may be recorded is decided in
`recorder.gate`, from these facts alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from recorder.session.model import Rect

ACCESSIBLE = "org.a11y.atspi.Accessible"


class Answer(StrEnum):
    """What a witness (accessibility, terminal) said about the place where keys go."""

    PUBLIC = "public"
    SECRET = "secret"
    UNKNOWN = "unknown"
    """It should have answered and did not, or its answer is about something else."""
    PENDING = "pending"
    """The question is being asked; the answer follows at once."""
    NONE = "none"
    """It has nothing to say about this program: not a terminal, no accessibility."""


@dataclass(frozen=True, slots=True)
class WindowInfo:
    """A window. None means not known (or, for the title, not granted).

    `app` is the base name of the program's file, `window_class` the class it gave itself.
    `bounds` are desktop pixels, with the frame for windows of a stack. `opaque` is false where
    a window below may shine through.
    """

    id: int
    title: str | None
    app: str | None
    window_class: str | None
    pid: int | None
    bounds: Rect | None
    override_redirect: bool = False
    opaque: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """An object on the accessibility bus: who holds it, and its path there."""

    name: str
    path: str

    def of(self, interface: str = ACCESSIBLE) -> tuple[str, str, str]:
        return self.name, self.path, interface


@dataclass(frozen=True, slots=True)
class Element:
    """What a program says of a part of its window. None where it says nothing."""

    role: str
    name: str | None
    bounds: Rect | None


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret of a field is, and how many letters the field holds."""

    at: int
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser shows where the focus is: the addresses of the documents around it, from the
    inner to the outer (none where the focus is outside of them), and whether its window says that
    it is a private one."""

    urls: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class FocusFact:
    """Where keys go, as two witnesses saw it. Times are of the monotonic clock.

    `asked_ns` is when the question was put, `known_ns` when the answer was in: a bad answer is
    believed from `asked_ns` on, a good one from `known_ns` on. `epoch` rises with every change of
    window or field. `window` is None when no window is active, `place` where accessibility does
    not name the object with the focus; `label` is what the field calls itself. It is for the
    verdict alone and never written, as is `page`, which only browsers have that say it.
    """

    epoch: int
    asked_ns: int
    known_ns: int
    window: WindowInfo | None
    field: Answer
    echo: Answer
    place: Place | None = None
    label: str | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class StackFact:
    """All visible windows from the lowest to the highest, frames included."""

    at_ns: int
    windows: tuple[WindowInfo, ...]


@dataclass(frozen=True, slots=True)
class LockFact:
    """The screen was locked or blanked, or is open again."""

    at_ns: int
    locked: bool


@dataclass(frozen=True, slots=True)
class SeenFact:
    """Every window that the desktop showed up to this time was told of before this fact."""

    until_ns: int


Fact = FocusFact | StackFact | LockFact | SeenFact


class Elements(Protocol):
    """Asks programs what they show. For one thread, which may wait for them.

    Raises:
        BusGone: nobody can be asked any more.
    """

    def at(self, pid: int, x: int, y: int, *, popup: bool, within_s: float) -> Element | None:
        """The element of a program at a place of the desktop; with `popup` one of its menus.
        None for a password field and where no answer came in time."""
        ...

    def of(self, place: Place, *, within_s: float) -> Element | None:
        """The element that a place is."""
        ...

    def close(self) -> None: ...


class Fields(Protocol):
    """Asks programs for the text of their fields. For one thread, which may wait for them.

    None stands for a password field, and for no answer in time.

    Raises:
        BusGone: nobody can be asked any more.
    """

    def caret(self, place: Place, *, within_s: float) -> Caret | None:
        """Where the caret of a field is, and how many letters it holds."""
        ...

    def piece(
        self, place: Place, start: int, stop: int, *, within_s: float
    ) -> tuple[Caret, str] | None:
        """The letters of a field from one place to another, and where its caret is."""
        ...

    def close(self) -> None: ...


class Context(Protocol):
    """Delivers facts to one listener. It starts no thread: the engine runs `run` in one.

    `start` is called first, on any thread; `run` then blocks on a thread of its own until `stop`.
    The listener is called on the thread of `start` (the first facts) and then on that of `run`;
    it must not block. `ask`, `see` and `stop` may be called from any thread and never block.
    """

    def start(self, on_fact: Callable[[Fact], None]) -> None:
        """Connect and deliver the first focus, stack and lock facts.

        Raises:
            CaptureError: the desktop cannot be asked here.
        """
        ...

    def run(self) -> None:
        """Deliver facts as they change, until `stop`.

        Raises:
            CaptureError: the desktop went away.
        """
        ...

    def ask(self) -> None:
        """Ask the place that has the focus again; the answer comes as a `FocusFact`."""
        ...

    def see(self) -> None:
        """Look whether there are windows that were not told of; the answer is a `SeenFact`. What
        was asked before `stop` is answered."""
        ...

    def stop(self) -> None:
        """End `run`."""
        ...

    def elements(self) -> Elements | None:
        """Who can be asked for elements, after `start`; None where names were not granted, or
        nobody answers."""
        ...

    def fields(self) -> Fields | None:
        """Who can be asked what an input method put into a field, after `start`; None where no
        input method is in use, or nobody answers."""
        ...

    def report(self) -> dict[str, str]:
        """Which witness is there and which is not, in words, for `candor doctor`."""
        ...


def open_context(display: str | None = None, *, titles: bool, accessibility: bool) -> Context:
    """The context of this platform, not started. `display` is for X11 only.

    `titles` and `accessibility` are the scopes that were granted. What a password field is gets
    asked in any case, because the gate needs it; a title is read only with `titles`, and a name
    of an element only with `accessibility`.
    """
    if sys.platform == "linux":
        from recorder.capture.context_x11 import X11Context

        return X11Context(display, titles=titles, accessibility=accessibility)
    from recorder.capture.context_portable import PortableContext

    return PortableContext()
