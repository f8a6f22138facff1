"""The context of an X11 desktop: windows from X, fields over AT-SPI, echo from ttys, locks.

One thread sleeps on all of them and puts what they say into facts. A witness that is missing or
ends is one that says nothing; only the end of the X server ends the context.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import logging
import os
import select
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import xcffib

from recorder.capture.accessibility_x11 import Accessibility, find_bus
from recorder.capture.browsers import is_browser
from recorder.capture.bus import BusGone, NoAnswer, Urgent
from recorder.capture.context import (
    Answer,
    Fact,
    FocusFact,
    LockFact,
    Page,
    Place,
    SeenFact,
    StackFact,
    WindowInfo,
)
from recorder.capture.element_x11 import X11Elements, open_elements
from recorder.capture.field_x11 import X11Fields, open_fields
from recorder.capture.keyboard_x11 import input_method_active
from recorder.capture.lifetime import Lifetime
from recorder.capture.lock import BusSavers, LoginSession, XSaver
from recorder.capture.terminal import ask_terminal
from recorder.capture.windows_x11 import Changed, X11Windows
from recorder.errors import CaptureError

log = logging.getLogger("recorder")

# A window is active a few milliseconds before its program tells of the focus in it.
GRACE_NS = 100_000_000
# Nobody tells when a tty stops to show what is typed. What is typed at the prompt is asked about
# key by key; this is for what a program types there faster than that.
TERMINAL_EVERY_NS = 250_000_000
# A busy browser may not answer in time. What it said of the same place a moment ago still holds.
PAGE_KEPT_NS = 2_000_000_000
# What it said a moment ago, of the same place and without any news of it, is not asked again.
PAGE_FRESH_NS = 1_000_000_000
# While it has never said, all of its window is hidden, and nobody else would ask it again.
PAGE_AGAIN_NS = 250_000_000
UNREACHABLE = (
    "The windows of this X server cannot be watched; check that the display is reachable "
    "(candor doctor)."
)
GONE = "The X server went away, so it is not known any more what was being recorded."
WITNESSES = ("windows", "accessibility", "terminal", "lock")
WHOSE_BY_SERVER = "They are seen, and the X server says which program each belongs to."
WHOSE_BY_THEMSELVES = (
    "They are seen; which program each belongs to is not known but from what it says itself "
    "(the X server lacks X-Resource)."
)
ACCESSIBILITY = (
    "Its bus answers, so programs can say which fields are for passwords. Chromium says it only "
    "when started with --force-renderer-accessibility; else its windows are hidden."
)
NO_ACCESSIBILITY = (
    "It cannot be asked (no bus answers), so keys are hidden in all programs but terminals and "
    "those allowed without accessibility."
)
TERMINAL = "The kernel is asked whether a terminal shows what is typed."
NO_LOCK = "It is not told by anybody here, so a locked screen looks like an open one."
LockWitness = XSaver | BusSavers | LoginSession


class X11Context:
    """A `Context` for an X server."""

    def __init__(
        self,
        display: str | None = None,
        *,
        titles: bool,
        accessibility: bool,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._names = accessibility
        self._address: str | None = None
        self._display = display
        self._titles = titles
        self._clock_ns = clock_ns
        self._on_fact: Callable[[Fact], None] = _nowhere
        self._life = Lifetime()
        self._question, self._sight = threading.Event(), threading.Event()
        self._windows: X11Windows | None = None
        self._accessibility: Accessibility | None = None
        self._locks: dict[str, LockWitness] = {}
        self._locked = False
        # Of a witness that ended while it said so, nobody will say that the screen is open again.
        self._locked_for_good = False
        self._stack: tuple[WindowInfo, ...] | None = None
        self._fact: FocusFact | None = None
        self._place: Place | None = None
        self._page: tuple[int, Place, Page] | None = None
        self._moved_ns = self._looked_ns = 0
        self._unread = Changed.NOTHING

    def start(self, on_fact: Callable[[Fact], None]) -> None:
        """Connect to every witness there is and deliver the first facts."""
        self._on_fact = on_fact
        try:
            self._windows = windows = X11Windows(self._display, titles=self._titles)
            self._open_accessibility(windows)
            self._open_locks()
            self._tell_lock(always=True)
            self._tell_stack(windows)
            self._look(windows, patient=False)
        except (xcffib.XcffibException, OSError) as error:
            self._close()
            raise CaptureError(UNREACHABLE) from error

    def run(self) -> None:
        """Deliver facts as they change, until `stop`."""
        windows = self._windows
        if windows is None or not self._life.begin():
            return
        try:
            while not self._life.stopping:
                self._step(windows)
            self._tell_sight(windows)
        except (xcffib.XcffibException, OSError) as error:
            log.debug("the X server ended the context")
            raise CaptureError(GONE) from error
        finally:
            self._close()

    def ask(self) -> None:
        """Ask the place that has the focus again."""
        if not self._question.is_set():
            self._question.set()
            self._life.wake()

    def see(self) -> None:
        """Look whether there are windows that were not told of."""
        if not self._sight.is_set():
            self._sight.set()
            self._life.wake()

    def stop(self) -> None:
        """End `run`."""
        if self._life.stop():
            self._close()

    def elements(self) -> X11Elements | None:
        """Who can be asked for elements; None where their names were not granted."""
        witness, address = self._accessibility, self._address
        if not self._names or witness is None or address is None:
            return None
        return open_elements(address, witness.is_secret)

    def fields(self) -> X11Fields | None:
        """Who can be asked what an input method put into a field; None where none is in use."""
        witness, address = self._accessibility, self._address
        if witness is None or address is None or not input_method_active(os.environ):
            return None
        return open_fields(address, witness.is_secret)

    def report(self) -> dict[str, str]:
        """Which witness is there and which is not, in words."""
        windows, locks = self._windows, list(self._locks)
        if windows is None:
            return dict.fromkeys(WITNESSES, "It was not asked.")
        return {
            "windows": WHOSE_BY_SERVER if windows.knows_processes else WHOSE_BY_THEMSELVES,
            "accessibility": NO_ACCESSIBILITY if self._accessibility is None else ACCESSIBILITY,
            "terminal": TERMINAL,
            "lock": f"It is told by {', '.join(locks)}." if locks else NO_LOCK,
        }

    # The thread.

    def _step(self, windows: X11Windows) -> None:
        """Take in what was said; when there is nothing new, answer what was asked, or sleep."""
        self._tell_sight(windows)
        if self._take_news(windows) or self._life.stopping:
            return
        if self._question.is_set():
            self._question.clear()
            self._look(windows, asked=True)
        else:
            self._sleep(windows)

    def _sleep(self, windows: X11Windows) -> None:
        poll = select.poll()
        sources = [windows, self._accessibility, *self._locks.values()]
        for fd in [self._life.wake_fd, *(one.fileno() for one in sources if one is not None)]:
            poll.register(fd, select.POLLIN)
        due_ns = self._due_ns()
        wait_ms = None if due_ns is None else max(0.0, (due_ns - self._clock_ns()) / 1e6)
        ready = poll.poll(wait_ms)
        if any(fd == self._life.wake_fd for fd, _ in ready):
            self._life.woken()
        # Also when something else is there: a desktop that never rests must not put this off.
        if due_ns is not None and self._clock_ns() >= due_ns:
            self._look_again(windows)

    def _due_ns(self) -> int | None:
        """When to ask again unasked; None while nobody has to be asked."""
        fact = self._fact
        if fact is None or fact.window is None:
            return None
        if fact.field is Answer.PENDING:
            return self._moved_ns + GRACE_NS
        due: list[int] = []
        if fact.echo is not Answer.NONE:
            due.append(self._looked_ns + TERMINAL_EVERY_NS)
        if _lacks_page(fact):
            due.append(self._looked_ns + PAGE_AGAIN_NS)
        if (again_ns := self._again_ns(fact)) is not None:
            due.append(again_ns)
        return min(due, default=None)

    def _again_ns(self, fact: FocusFact) -> int | None:
        """When to ask a program again that did not say where its focus is."""
        window = fact.window
        if fact.field is not Answer.UNKNOWN or window is None or window.pid is None:
            return None
        try:
            return self._accessibility.again_ns(window.pid) if self._accessibility else None
        except BusGone:
            self._drop_accessibility()
            return None

    def _look_again(self, windows: X11Windows) -> None:
        """Ask unasked: the time for an answer is over, it was none, or a tty changed."""
        self._looked_ns, fact = self._clock_ns(), self._fact
        if fact is None or fact.window is None:
            return
        again_ns = self._again_ns(fact)
        if (
            fact.field is Answer.PENDING
            or _lacks_page(fact)
            or (again_ns is not None and self._looked_ns >= again_ns)
            or ask_terminal(fact.window) is not fact.echo
        ):
            self._look(windows, asked=True)

    def _take_news(self, windows: X11Windows) -> bool:
        """Whether anything was said."""
        self._take_stack_news(windows)
        changed, self._unread = self._unread, Changed.NOTHING
        moved = self._read_accessibility()
        self._read_locks()
        if moved or changed & (Changed.ACTIVE | Changed.DETAILS):
            self._look(windows, moved=moved)
        return moved or changed | self._unread is not Changed.NOTHING

    def _take_stack_news(self, windows: X11Windows) -> None:
        """Tell at once what lies above what, while a program is waited for; the rest can wait."""
        while changed := windows.read():
            self._unread |= changed
            if changed & Changed.STACK:
                self._tell_stack(windows)

    # The focus.

    def _look(
        self,
        windows: X11Windows,
        *,
        asked: bool = False,
        moved: bool = False,
        patient: bool = True,
    ) -> None:
        """See which window is active; ask about it if it is another, its focus moved, or `asked`.

        Without `patient` its program gets no time to tell where the focus is.
        """
        asked_ns = self._clock_ns()
        window, before = windows.active(), self._fact
        if before is None or moved or _identity(window) != _identity(before.window):
            self._moved_ns = asked_ns if patient else asked_ns - GRACE_NS
            open_ = Answer.UNKNOWN if window is None else Answer.PENDING
            epoch = before.epoch + 1 if before else 0
            self._tell(FocusFact(epoch, asked_ns, asked_ns, window, open_, open_))
            self._answer(window, asked_ns)
        elif asked:
            self._answer(window, asked_ns)
        elif window != before.window:
            self._tell(replace(before, window=window, known_ns=asked_ns))

    def _answer(self, window: WindowInfo | None, asked_ns: int) -> None:
        """Ask both witnesses about the window and tell what they said."""
        assert self._fact is not None
        self._looked_ns = asked_ns
        if window is None:
            field, place, echo = Answer.UNKNOWN, None, Answer.UNKNOWN
        else:
            echo = ask_terminal(window)
            field, place = self._ask_field(window, asked_ns)
        epoch = self._fact.epoch + (place != self._place)
        self._place = place
        label = self._accessibility.label if self._accessibility is not None and place else None
        page = self._ask_page(window, place)
        known_ns = self._clock_ns()
        self._tell(FocusFact(epoch, asked_ns, known_ns, window, field, echo, place, label, page))

    def _ask_field(self, window: WindowInfo, asked_ns: int) -> tuple[Answer, Place | None]:
        if self._accessibility is None or window.pid is None:
            return Answer.NONE, None
        search = asked_ns >= self._moved_ns + GRACE_NS
        try:
            return self._accessibility.ask(window.pid, search=search)
        except BusGone:
            self._drop_accessibility()
            return Answer.NONE, None

    def _ask_page(self, window: WindowInfo | None, place: Place | None) -> Page | None:
        if window is None or place is None or self._accessibility is None or not is_browser(window):
            return None
        if fresh := self._fresh_page(place):
            return fresh
        try:
            page = self._accessibility.page(place)
        except BusGone:
            self._drop_accessibility()
            return None
        now_ns = self._clock_ns()
        if page is not None:
            self._page = (now_ns, place, page)
        elif self._page is not None and self._page[1] == place:
            said_ns, _, before = self._page
            return before if now_ns - said_ns < PAGE_KEPT_NS else None
        return page

    def _fresh_page(self, place: Place) -> Page | None:
        """What was said of this place a moment ago, since the last news of its program."""
        if self._page is None:
            return None
        said_ns, about, page = self._page
        is_fresh = self._moved_ns < said_ns and self._clock_ns() < said_ns + PAGE_FRESH_NS
        return page if is_fresh and about == place else None

    def _tell(self, fact: FocusFact) -> None:
        self._fact = fact
        self._on_fact(fact)

    # Windows and locks.

    def _tell_stack(self, windows: X11Windows) -> None:
        stack = windows.stack()
        if stack != self._stack:
            self._stack = stack
            self._on_fact(StackFact(self._clock_ns(), stack))

    def _tell_sight(self, windows: X11Windows) -> None:
        """Where it was asked for: tell of every window that there was until now, and say so."""
        if not self._sight.is_set():
            return
        self._sight.clear()
        until_ns = self._clock_ns()
        windows.catch_up()
        self._take_stack_news(windows)
        self._on_fact(SeenFact(until_ns))

    def _urgent_fds(self, windows: X11Windows) -> list[int]:
        locks = (witness.fileno() for witness in self._locks.values())
        return [windows.fileno(), self._life.wake_fd, *locks]

    def _take_urgent(self, windows: X11Windows) -> None:
        """What cannot wait until a program has answered. Who woke the thread finds it awake."""
        self._life.woken()
        self._read_locks()
        self._take_stack_news(windows)
        self._tell_sight(windows)

    def _tell_lock(self, *, always: bool = False) -> None:
        locked = self._locked_for_good or any(witness.active for witness in self._locks.values())
        if always or locked != self._locked:
            self._locked = locked
            self._on_fact(LockFact(self._clock_ns(), locked))

    # The witnesses.

    def _open_accessibility(self, windows: X11Windows) -> None:
        self._address = address = find_bus(windows.accessibility_bus())
        try:
            if address is not None:
                urgent = Urgent(
                    lambda: self._urgent_fds(windows), lambda: self._take_urgent(windows)
                )
                self._accessibility = Accessibility(address, urgent)
        except (NoAnswer, BusGone):
            log.debug("the accessibility bus does not answer")

    def _read_accessibility(self) -> bool:
        """Whether it told something about the program of the active window."""
        if self._accessibility is None:
            return False
        window = self._fact.window if self._fact is not None else None
        try:
            return self._accessibility.read(window.pid if window is not None else None)
        except BusGone:
            self._drop_accessibility()
            return True

    def _drop_accessibility(self) -> None:
        if self._accessibility is not None:
            self._accessibility.close()
            self._accessibility = None
            log.debug("the accessibility bus ended")

    def _open_locks(self) -> None:
        for name, opener in self._lock_openers().items():
            try:
                self._locks[name] = opener()
            except (NoAnswer, BusGone):
                continue

    def _lock_openers(self) -> dict[str, Callable[[], LockWitness]]:
        return {
            "the X screen saver": lambda: XSaver(self._display),
            "the savers on the session bus": BusSavers,
            "logind": LoginSession,
        }

    def _read_locks(self) -> None:
        for name, witness in list(self._locks.items()):
            try:
                witness.read()
            except BusGone:
                self._locked_for_good |= witness.active
                self._locks.pop(name).close()
        self._tell_lock()

    def _close(self) -> None:
        self._drop_accessibility()
        for witness in self._locks.values():
            witness.close()
        self._locks.clear()
        if self._windows is not None:
            self._windows.close()
            self._windows = None
        self._life.end()


def _identity(window: WindowInfo | None) -> tuple[int, int | None, str | None] | None:
    return (window.id, window.pid, window.app) if window is not None else None


def _lacks_page(fact: FocusFact | None) -> bool:
    """Whether a browser told where its focus is, but not yet what it shows there."""
    if fact is None or fact.window is None or fact.place is None:
        return False
    return fact.page is None and is_browser(fact.window)


def _nowhere(fact: Fact) -> None:
    del fact
