"""Pointer actions in the making: a click, a run of the wheel, a button that is down."""

from __future__ import annotations

from dataclasses import dataclass

from recorder.session.events import ButtonEvent, ScrollEvent
from replay.action_types import Click, Hold, Modifiers, PathPoint, Scroll
from replay.ledger import Share
from replay.rules import MULTI_CLICK_MAX, MULTI_CLICK_NS, MULTI_CLICK_PX, SCROLL_PAUSE_NS, SCROLL_PX


@dataclass(slots=True)
class OpenClick:
    """A click that may become a double or triple one."""

    seq: int
    share: Share
    button: str
    modifiers: Modifiers
    x: int
    y: int
    t_start_ns: int
    last: ButtonEvent
    t_end_ns: int
    count: int = 1

    def may_grow(self, event: ButtonEvent, modifiers: Modifiers) -> bool:
        return (
            self.count < MULTI_CLICK_MAX
            and event.button == self.button
            and may_be_same(modifiers, self.modifiers)
            and event.t_ns - self.last.t_ns <= MULTI_CLICK_NS
            and near(event.x, event.y, self.last.x, self.last.y, MULTI_CLICK_PX)
        )

    def close(self) -> Click:
        return Click(
            self.button, self.count, self.modifiers, self.x, self.y, self.t_start_ns, self.t_end_ns
        )


@dataclass(slots=True)
class OpenScroll:
    """A run of notches in one direction at one place."""

    seq: int
    share: Share
    modifiers: Modifiers
    x: int
    y: int
    dx: int
    dy: int
    t_start_ns: int
    t_end_ns: int

    def may_grow(self, event: ScrollEvent, modifiers: Modifiers) -> bool:
        return (
            direction(event.dx, event.dy) == direction(self.dx, self.dy)
            and may_be_same(modifiers, self.modifiers)
            and event.t_ns - self.t_end_ns <= SCROLL_PAUSE_NS
            and near(event.x, event.y, self.x, self.y, SCROLL_PX)
        )

    def close(self) -> Scroll:
        return Scroll(
            self.x, self.y, self.dx, self.dy, self.modifiers, self.t_start_ns, self.t_end_ns
        )


@dataclass(slots=True)
class Press:
    """A button that is down, where it has been since, and the click it may continue."""

    event: ButtonEvent
    share: Share
    modifiers: Modifiers
    continues: OpenClick | None
    path: list[PathPoint]


def held_button(press: Press, event: ButtonEvent) -> Hold:
    start = press.event
    return Hold((), start.button, press.modifiers, 1, start.x, start.y, start.t_ns, event.t_ns)


def may_be_same(one: Modifiers, two: Modifiers) -> bool:
    """Whether the same may have been held both times; what is not known may be anything."""
    return one is None or two is None or one == two


def known_both(one: Modifiers, two: Modifiers) -> Modifiers:
    """What was held, if it is known of both times."""
    return None if two is None else one


def near(x: int, y: int, x2: int, y2: int, px: int) -> bool:
    """Whether two places are at most `px` apart in each direction."""
    return abs(x - x2) <= px and abs(y - y2) <= px


def direction(dx: int, dy: int) -> tuple[int, int]:
    """The signs of a scroll: opposite directions differ, so that they never cancel."""
    return (dx > 0) - (dx < 0), (dy > 0) - (dy < 0)
