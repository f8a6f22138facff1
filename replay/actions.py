"""Events to actions: pure, streaming, every event accounted for. No files, no frames, no clock.

An action's id comes from the event that began it (the press, the first key, the first notch);
the movement that led there belongs to it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recorder.session.events import (
    ButtonEvent,
    ConfirmEvent,
    DesktopEvent,
    Event,
    GapEvent,
    GestureEvent,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    OutcomeEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from replay.action_types import Finish, Found, LeftOut, Wait
from replay.draft import Draft
from replay.intake import Intake
from replay.keyboard import Keyboard
from replay.ledger import Ledger, Share, left_out_counts
from replay.pointer import Pointer
from replay.pointer_actions import OpenClick
from replay.rules import WAIT_AFTER_NS, WAIT_AREA_PX, WAIT_NS


@dataclass(frozen=True, slots=True)
class Reduction:
    """The actions of a session, and of each event which of them owns it or why none does."""

    found: tuple[Found, ...]
    owner: Mapping[int, str | LeftOut]
    left_out: Mapping[str, int]

    @property
    def total(self) -> int:
        return len(self.owner)

    @property
    def used(self) -> int:
        return self.total - sum(self.left_out.values())


def reduce(events: Iterable[Event]) -> Reduction:
    """Find the actions in all events of a session."""
    reducer = Reducer()
    found: list[Found] = []
    for event in events:
        if new := reducer.feed(event):
            found.extend(new)
    found.extend(reducer.finish())
    return reducer.account(found)


class Reducer:
    """Takes events one by one and gives the actions that are complete.

    Actions come in the order they began, about two seconds after their events (`LOOKBACK_NS`).
    """

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._intake = Intake(self._ledger)
        self._draft = Draft(self._ledger)
        self._keyboard = Keyboard(self._draft)
        self._pause = Pause()
        self._pointer = Pointer(self._draft, self._pause.restart)
        self._focus: tuple[object, ...] | None = None
        self._count = 0
        self._handlers = {
            KeyEvent: self._key,
            ButtonEvent: self._button,
            MoveEvent: self._pointer.move,
            ScrollEvent: self._scroll,
            WindowEvent: self._window,
            ScreenEvent: self._screen,
            ConfirmEvent: self._confirm,
            GapEvent: self._gap,
            MarkEvent: self._mark,
            GestureEvent: self._gesture,
            DesktopEvent: self._desktop,
            OutcomeEvent: self._outcome,
        }

    def feed(self, event: Event) -> tuple[Found, ...]:
        """Take the next event, in the order of `seq`; returns the actions it completed."""
        self._count += 1
        for due in self._intake.put(event):
            self._handlers[type(due)](due)  # pyright: ignore[reportArgumentType]
        if self._draft.ready:
            return self._draft.take(self._pointer.oldest_press())
        return ()

    def finish(self) -> tuple[Found, ...]:
        """End the stream; returns the actions that were still open."""
        for due in self._intake.rest():
            self._handlers[type(due)](due)  # pyright: ignore[reportArgumentType]
        self._pointer.finish()
        self._draft.close()
        return self._draft.take(None)

    def account(self, found: Iterable[Found]) -> Reduction:
        """The reduction of a finished stream whose actions were `found`."""
        owner = self._ledger.owners()
        assert len(owner) == self._count, "each event has one verdict"
        result = Reduction(tuple(found), owner, left_out_counts(owner))
        ids = {item.id for item in result.found}
        assert len(ids) == len(result.found), "each action has its own id"
        assert all(type(v) is LeftOut or v in ids for v in owner.values()), "owners exist"
        return result

    def _key(self, event: KeyEvent) -> None:
        self._done_at(event.t_ns)
        self._pointer.stay(event.t_ns)
        self._keyboard.feed(event)

    def _button(self, event: ButtonEvent) -> None:
        self._done_at(event.t_ns)
        self._pointer.button(event)

    def _scroll(self, event: ScrollEvent) -> None:
        self._done_at(event.t_ns)
        self._pointer.scroll(event)

    def _window(self, event: WindowEvent) -> None:
        """Another window ends what was open; a new title of the same window does not. A click
        stays open: the first of a double click may have brought the window to the front."""
        focus = (event.app, event.window_class, event.pid, event.bounds)
        if focus != self._focus and not isinstance(self._draft.open, OpenClick):
            self._draft.close()
        self._focus = focus
        self._ledger.leave_out(event.seq, LeftOut.CONTEXT)

    def _screen(self, event: ScreenEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OBSERVATION)
        self._pointer.screen(event)
        if not (self._pointer.working or self._keyboard.working):
            self._pause.screen(event, self._ledger)

    def _confirm(self, event: ConfirmEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OBSERVATION)

    def _gap(self, event: GapEvent) -> None:
        self._draft.close()
        self._pause.restart(None)
        self._ledger.leave_out(event.seq, LeftOut.GAP)

    def _mark(self, event: MarkEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.MARK)

    def _gesture(self, event: GestureEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OWN_GESTURE)

    def _desktop(self, event: DesktopEvent) -> None:
        self._draft.close()
        self._ledger.leave_out(event.seq, LeftOut.CONTEXT)

    def _outcome(self, event: OutcomeEvent) -> None:
        self._done_at(event.t_ns)
        self._draft.close()
        share = self._ledger.shares[event.seq] = Share(LeftOut.CONTEXT)
        finish = Finish(event.outcome, event.t_ns, event.t_ns)
        self._draft.settle(event.seq, share, finish)

    def _done_at(self, t_ns: int) -> None:
        """Something is done now; what the screen did meanwhile may have been a wait."""
        pause = self._pause
        if pause.first is not None and (wait := pause.wait(t_ns)) is not None:
            self._draft.close()
            self._draft.settle(pause.first.seq, pause.share, wait)
        pause.restart(t_ns)


class Pause:
    """A stretch in which nothing is done, and the changes of the screen in it."""

    __slots__ = ("_since_ns", "_until_ns", "first", "share")

    def __init__(self) -> None:
        self.restart(None)

    def restart(self, since_ns: int | None) -> None:
        self._since_ns = since_ns
        self._until_ns = 0
        self.first: ScreenEvent | None = None
        self.share = Share(LeftOut.OBSERVATION)

    def screen(self, event: ScreenEvent, ledger: Ledger) -> None:
        area = event.changed
        if self._since_ns is None or event.t_ns - self._since_ns < WAIT_AFTER_NS:
            return
        if area.width * area.height >= WAIT_AREA_PX:
            self.first = self.first or event
            self._until_ns = max(self._until_ns, event.t_ns)
            ledger.shares[event.seq] = self.share

    def wait(self, t_ns: int) -> Wait | None:
        if self._since_ns is None or t_ns - self._since_ns < WAIT_NS:
            return None
        return Wait(self._since_ns + WAIT_AFTER_NS, self._until_ns)
