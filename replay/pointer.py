"""Buttons, wheel and movement to clicks, drags, holds, scrolls and hovers. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from recorder.session.events import ButtonEvent, MoveEvent, ScreenEvent, ScrollEvent
from replay.action_types import Drag, LeftOut, Move
from replay.draft import Draft
from replay.keys import in_order
from replay.ledger import Share
from replay.pointer_actions import OpenClick, OpenScroll, Press, held_button, known_both, near
from replay.rules import (
    DRAG_PX,
    HELD_DRAG_PX,
    HOLD_NS,
    HOVER_BEFORE_NS,
    HOVER_LEAVE_PX,
    HOVER_NEAR_PX,
    HOVER_REST_NS,
)


@dataclass(slots=True)
class Approach:
    """Movement that no action owns yet."""

    seq: int
    share: Share
    t_start_ns: int


@dataclass(slots=True)
class Rest:
    """A place where the pointer rested and the screen answered."""

    x: int
    y: int
    t_ns: int


class Pointer:
    """Turns pointer events into open and finished actions of the draft."""

    def __init__(self, draft: Draft, hovered: Callable[[int, int], None]) -> None:
        """`hovered` is told the begin and the end of each hover."""
        self._draft = draft
        self._hovered = hovered
        self._done_ns = 0
        self._done_at: tuple[int, int] | None = None
        self._presses: dict[str, Press] = {}
        self._approach: Approach | None = None
        self._moved_ns = 0
        self._answer_ns: int | None = None
        self._rest: Rest | None = None
        self._changes: deque[ScreenEvent] = deque()

    @property
    def working(self) -> bool:
        """Whether a button is down."""
        return bool(self._presses)

    def oldest_press(self) -> tuple[int, int] | None:
        """When the first of the buttons that are down was pressed (time, seq)."""
        times = [(press.event.t_ns, press.event.seq) for press in self._presses.values()]
        return min(times, default=None)

    def move(self, event: MoveEvent) -> None:
        """Take a movement: part of every press that is down, else an approach to what comes."""
        draft, x, y = self._draft, event.x, event.y
        if self._presses:
            for press in self._presses.values():
                press.path.append((x, y, event.t_ns))
            draft.ledger.shares[event.seq] = next(iter(self._presses.values())).share
        else:
            if self._answer_ns is not None or self._rest is not None:
                self._leave_rest(event)
            approach = self._approach
            if approach is None:
                share = Share(LeftOut.MOVED_ON)
                approach = self._approach = Approach(event.seq, share, event.t_ns)
            draft.ledger.shares[event.seq] = approach.share
            self._moved_ns = event.t_ns
        draft.x, draft.y = x, y

    def button(self, event: ButtonEvent) -> None:
        """Take a press or a release."""
        self._draft.x, self._draft.y = event.x, event.y
        if event.pressed:
            self._press(event)
        else:
            self._release(event)
        self.stay(event.t_ns)

    def scroll(self, event: ScrollEvent) -> None:
        """Take a turn of the wheel."""
        draft, current = self._draft, self._draft.open
        if not (event.dx or event.dy):
            draft.ledger.leave_out(event.seq, LeftOut.NO_NOTCH)
            return
        draft.x, draft.y = event.x, event.y
        modifiers = draft.held_now()
        if isinstance(current, OpenScroll) and current.may_grow(event, modifiers):
            current.modifiers = known_both(current.modifiers, modifiers)
            current.dx += event.dx
            current.dy += event.dy
            current.t_end_ns = event.t_ns
        else:
            current = OpenScroll(
                event.seq, Share(LeftOut.NO_NOTCH), modifiers, event.x, event.y,
                event.dx, event.dy, event.t_ns, event.t_ns,
            )  # fmt: skip
            draft.begin(current)
        draft.use_modifiers(current.share)
        draft.ledger.shares[event.seq] = current.share
        self._arrive(current.share)
        self.stay(event.t_ns)

    def screen(self, event: ScreenEvent) -> None:
        """Remember a change of the screen at a pointer that came to rest.

        Where something was just done, the change answers that, not the pointer.
        """
        goes_on = self._goes_on(event)
        x, y = self._draft.x, self._draft.y
        if goes_on or self._approach is None or self._presses or x is None or y is None:
            return
        if self._done_at is not None and near(x, y, *self._done_at, HOVER_LEAVE_PX):
            return
        area = event.changed
        if (
            event.t_ns > self._moved_ns
            and area.x - HOVER_NEAR_PX <= x < area.x + area.width + HOVER_NEAR_PX
            and area.y - HOVER_NEAR_PX <= y < area.y + area.height + HOVER_NEAR_PX
        ):
            self._answer_ns = event.t_ns

    def _goes_on(self, event: ScreenEvent) -> bool:
        """Whether the same area changed already before the pointer came, as a text cursor that
        blinks and a film do."""
        changes, area = self._changes, event.changed
        while changes and event.t_ns - changes[0].t_ns > HOVER_BEFORE_NS:
            changes.popleft()
        changes.append(event)
        return any(each.changed == area and each.t_ns <= self._moved_ns for each in changes)

    def finish(self) -> None:
        """Give up the presses that were never released: what they were is not known."""
        self._presses.clear()

    def lose(self) -> None:
        """The pointer is hidden from now on: where it is and what it does is not known."""
        self._presses.clear()
        self._approach = self._answer_ns = self._rest = self._done_at = None
        self._draft.x = self._draft.y = None

    def lose_keys(self) -> None:
        """Keys are hidden from now on: what is held at a button that is down is not known."""
        for press in self._presses.values():
            press.modifiers = None

    def stay(self, t_ns: int) -> None:
        """Forget the hover: something else was done at this place."""
        self._done_ns = t_ns
        x, y = self._draft.x, self._draft.y
        self._done_at = None if x is None or y is None else (x, y)
        self._answer_ns = self._rest = None

    def _arrive(self, share: Share) -> None:
        """Give the movement so far to the action it led to."""
        if self._approach is not None:
            self._approach.share.join(share)
            self._approach = None

    def _leave_rest(self, event: MoveEvent) -> None:
        """Make a hover of a rest that the screen answered, once the pointer has left the place."""
        draft = self._draft
        if self._rest is None and draft.x is not None and draft.y is not None:
            if event.t_ns - self._moved_ns < HOVER_REST_NS:
                self._answer_ns = None
                return
            self._rest = Rest(draft.x, draft.y, event.t_ns)
        rest, approach = self._rest, self._approach
        if rest is None or approach is None:
            return
        if not near(event.x, event.y, rest.x, rest.y, HOVER_LEAVE_PX):
            start_ns = max(approach.t_start_ns, self._done_ns)
            draft.close()
            self._hovered(start_ns, rest.t_ns)
            draft.settle(approach.seq, approach.share, Move(rest.x, rest.y, start_ns, rest.t_ns))
            self._approach = None
            self.stay(event.t_ns)

    def _press(self, event: ButtonEvent) -> None:
        draft, current = self._draft, self._draft.open
        share = Share(LeftOut.NO_RELEASE)
        modifiers = draft.use_modifiers(share)
        continues = None
        if isinstance(current, OpenClick) and current.may_grow(event, modifiers):
            continues = current
        else:
            draft.close()
        self._arrive(share)
        path = [(event.x, event.y, event.t_ns)]
        self._presses[event.button] = Press(event, share, modifiers, continues, path)
        draft.ledger.shares[event.seq] = share

    def _release(self, event: ButtonEvent) -> None:
        draft = self._draft
        press = self._presses.pop(event.button, None)
        if press is None:
            draft.ledger.leave_out(event.seq, LeftOut.NO_PRESS)
            return
        draft.ledger.shares[event.seq] = press.share
        if event.synthetic:
            # Nobody saw where and when the button came up: neither a click nor the end of a drag.
            draft.close()
            return
        press.path.append((event.x, event.y, event.t_ns))
        far = max((x - press.event.x) ** 2 + (y - press.event.y) ** 2 for x, y, _ in press.path)
        held = event.t_ns - press.event.t_ns > HOLD_NS
        if far >= DRAG_PX**2 or (held and far >= HELD_DRAG_PX**2):
            draft.close()
            draft.settle(press.event.seq, press.share, self._drag(press, event))
        elif held:
            draft.close()
            draft.settle(press.event.seq, press.share, held_button(press, event))
        else:
            self._click(press, event)

    def _drag(self, press: Press, event: ButtonEvent) -> Drag:
        """A drag; a modifier that came after the press counts too (Ctrl at the drop copies)."""
        then, now = press.modifiers, self._draft.use_modifiers(press.share)
        modifiers = None if then is None or now is None else in_order({*then, *now})
        start = press.event
        return Drag(
            start.button, modifiers, tuple(press.path),
            start.x, start.y, event.x, event.y, start.t_ns, event.t_ns,
        )  # fmt: skip

    def _click(self, press: Press, event: ButtonEvent) -> None:
        draft, start, click = self._draft, press.event, press.continues
        if click is not None and click is draft.open:
            press.share.join(click.share)
            click.modifiers = known_both(click.modifiers, press.modifiers)
            click.count += 1
            click.last = start
            click.t_end_ns = event.t_ns
            return
        draft.begin(
            OpenClick(
                start.seq, press.share, start.button, press.modifiers,
                start.x, start.y, start.t_ns, start, event.t_ns,
            )
        )  # fmt: skip
