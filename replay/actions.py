"""Events to actions: pure, streaming, every event accounted for. No files, no frames, no clock.

An action's id comes from the event that began it (the press, the first key, the first notch);
the movement that led there belongs to it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recorder.session.events import (
    ButtonEvent,
    ComposedEvent,
    ConfirmEvent,
    DesktopEvent,
    ElementEvent,
    Event,
    GapEvent,
    GestureEvent,
    Hidden,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    OutcomeEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from replay.action_types import Finish, Found, LeftOut, Wait
from replay.composed import Composed
from replay.draft import Draft
from replay.intake import Intake
from replay.keyboard import Keyboard
from replay.ledger import Ledger, Share, left_out_counts
from replay.pointer import Pointer
from replay.pointer_actions import OpenClick
from replay.rules import WAIT_AFTER_NS, WAIT_AREA_PX, WAIT_NS

NEVER_NS = 1 << 62


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


def reduce(
    events: Iterable[Event], *, input_is_whole: bool = True, keys_are_seen: bool = True
) -> Reduction:
    """Find the actions in all events of a session; see `Reducer`."""
    reducer = Reducer(input_is_whole=input_is_whole, keys_are_seen=keys_are_seen)
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

    def __init__(self, *, input_is_whole: bool = True, keys_are_seen: bool = True) -> None:
        """`input_is_whole` tells whether keys and mouse were both recorded. Where they were not,
        or are hidden for a while, nobody knows whether nothing was done, so that there is no
        wait and no hover. `keys_are_seen` tells whether keys were recorded: where they were not,
        nobody knows which modifiers were held."""
        self._whole = input_is_whole
        self._keys_are_seen = keys_are_seen
        self._hidden: set[Hidden] = set()
        self._ledger = Ledger()
        self._composed = Composed(self._ledger)
        self._intake = Intake(self._ledger, self._composed)
        self._draft = Draft(self._ledger)
        self._draft.keys_are_seen = keys_are_seen
        self._keyboard = Keyboard(self._draft, self._composed)
        self._pause = Pause()
        self._pointer = Pointer(self._draft, self._hovered)
        self._active: WindowEvent | None = None
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
            ElementEvent: self._element,
            ComposedEvent: self._composed.pass_by,
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
        """Another window ends what was open; a click stays open, because the first of a double
        click may have brought the window to the front."""
        if not (is_same(self._active, event) or isinstance(self._draft.open, OpenClick)):
            self._draft.close()
        self._active = event
        self._ledger.leave_out(event.seq, LeftOut.CONTEXT)

    def _screen(self, event: ScreenEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OBSERVATION)
        if not self._whole or self._hidden - {Hidden.PIXELS}:
            return
        self._pointer.screen(event)
        if not (self._pointer.working or self._keyboard.working):
            self._pause.screen(event)

    def _confirm(self, event: ConfirmEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OBSERVATION)

    def _gap(self, event: GapEvent) -> None:
        """What is hidden ends what it could have changed: keys the typing, all everything. Where
        only pixels are, the input is whole."""
        (self._hidden.add if event.begins else self._hidden.discard)(event.hidden)
        if event.hidden is not Hidden.PIXELS:
            self._keyboard.lose()
            self._pointer.lose_keys()
        self._draft.keys_are_seen = self._keys_are_seen and not self._hidden - {Hidden.PIXELS}
        if event.hidden is Hidden.ALL:
            self._draft.close()
            self._pointer.lose()
        self._pause.restart(None)
        self._ledger.leave_out(event.seq, LeftOut.GAP)

    def _mark(self, event: MarkEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.MARK)

    def _gesture(self, event: GestureEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.OWN_GESTURE)
        for seq in event.seqs:
            share = self._ledger.shares.get(seq)
            if share is not None and share.verdict is LeftOut.LONE_MODIFIER:
                share.verdict = LeftOut.OWN_GESTURE

    def _desktop(self, event: DesktopEvent) -> None:
        self._draft.close()
        self._ledger.leave_out(event.seq, LeftOut.CONTEXT)

    def _element(self, event: ElementEvent) -> None:
        self._ledger.leave_out(event.seq, LeftOut.CONTEXT)

    def _outcome(self, event: OutcomeEvent) -> None:
        self._done_at(event.t_ns)
        self._draft.close()
        share = self._ledger.shares[event.seq] = Share(LeftOut.CONTEXT)
        finish = Finish(event.outcome, event.t_ns, event.t_ns)
        self._draft.settle(event.seq, share, finish)

    def _done_at(self, t_ns: int) -> None:
        """Something is done now; what the screen did meanwhile may have been a wait."""
        waited = self._pause.waited(t_ns)
        if waited:
            share = Share(LeftOut.OBSERVATION)
            for event in waited:
                self._ledger.shares[event.seq] = share
            self._draft.close()
            wait = Wait(self._pause.since_ns + WAIT_AFTER_NS, waited[-1].t_ns)
            self._draft.settle(waited[0].seq, share, wait)
        self._pause.restart(t_ns)

    def _hovered(self, start_ns: int, end_ns: int) -> None:
        """The pointer pointed at something, which ends a wait as other actions do."""
        self._done_at(start_ns)
        self._pause.restart(end_ns)


def is_same(before: WindowEvent | None, now: WindowEvent) -> bool:
    """Whether two events speak of one window: a program may move it or give it a new title, but
    where both changed it is another one."""
    if before is None:
        return False
    program = before.app, before.window_class, before.pid
    if program != (now.app, now.window_class, now.pid):
        return False
    return before.bounds == now.bounds or (now.title is not None and before.title == now.title)


class Pause:
    """A stretch in which nothing is done, and the changes of the screen in it."""

    __slots__ = ("_changes", "since_ns")

    def __init__(self) -> None:
        self.restart(None)

    def restart(self, since_ns: int | None) -> None:
        """Begin anew; None where it is not known since when nothing was done."""
        self.since_ns = NEVER_NS if since_ns is None else since_ns
        self._changes: list[ScreenEvent] = []

    def screen(self, event: ScreenEvent) -> None:
        area = event.changed
        late = event.t_ns - self.since_ns >= WAIT_AFTER_NS
        if late and area.width * area.height >= WAIT_AREA_PX:
            self._changes.append(event)

    def waited(self, t_ns: int) -> list[ScreenEvent]:
        """The changes that were waited for, if what is done at `t_ns` ends a wait."""
        if t_ns - self.since_ns < WAIT_NS:
            return []
        return [event for event in self._changes if event.t_ns <= t_ns]
