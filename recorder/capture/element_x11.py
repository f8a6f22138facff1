"""Which element lies under the pointer or has the focus, asked over AT-SPI with little patience.

A connection of its own, for one thread that may wait: nothing else waits for it. A password field
has no element here, and no text of a field is ever read, only role, name and place.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from recorder.capture.atspi import (
    PASSWORD_TEXT,
    PROPERTIES,
    ROOT,
    SHOWING,
    has_state,
    one_of,
)
from recorder.capture.bus import DBUS, Bus, BusGone, Call, Failure
from recorder.capture.context import ACCESSIBLE, Element, Place
from recorder.session.model import Rect

COMPONENT = "org.a11y.atspi.Component"
ON_SCREEN = 0
SELECTED = 23
DEPTH_MAX = 16
CHILDREN_MAX = 40
NAME_LETTERS_MAX = 200
FAR_PX = 1 << 20
# Check menu item, menu, menu item, popup menu, radio menu item, tear off menu item, menu bar.
MENU_BAR, MENU = 34, 33
MENU_ITEMS = frozenset({8, 33, 35, 45, 59})
# Filler, frame, menu bar, panel, popup menu, window: a menu may be found below them.
ABOVE_MENUS = frozenset({16, 20, 23, 34, 39, 41, 69})


class X11Elements:
    """Asks programs for their elements. Raises BusGone when the bus is gone."""

    def __init__(self, address: str, is_secret: Callable[[Place], bool]) -> None:
        self._bus = Bus(address)
        self._is_secret = is_secret
        self._pids: dict[str, int | None] = {}
        self._menu: Place | None = None

    def at(self, pid: int, x: int, y: int, *, popup: bool, within_s: float) -> Element | None:
        """The element of a program at a place of the desktop; with `popup` one of its menus."""
        deadline = time.monotonic() + within_s
        if popup and (entry := self._entry_of_last_menu(x, y, deadline)):
            return self._described(entry, deadline)
        tops = self._children([Place(name, ROOT) for name in self._names_of(pid)], deadline)
        if popup:
            found = self._menu_item(tops, x, y, deadline)
        else:
            boxes = self._boxes(tops, deadline)
            inside = [top for top, box in zip(tops, boxes, strict=True) if _holds(box, x, y)]
            found = self._descend(inside[-1], x, y, deadline) if inside else None
        return self._described(found, deadline) if found is not None else None

    def of(self, place: Place, *, within_s: float) -> Element | None:
        """What a place says it is."""
        return self._described(place, time.monotonic() + within_s)

    def close(self) -> None:
        self._bus.close()

    def _descend(self, top: Place, x: int, y: int, deadline: float) -> Place:
        """The deepest element there. Some containers know their children, but not where."""
        place = top
        for _ in range(DEPTH_MAX):
            there = Call(place.of(COMPONENT), "GetAccessibleAtPoint", "iiu", (x, y, ON_SCREEN))
            at, count = self._ask([there, _count_of(place)], deadline)
            below = _place(one_of(at, tuple))
            if below is None and 0 < _number(count) <= CHILDREN_MAX:
                below = self._child_around(place, x, y, deadline)
            if below is None or below == place:
                break
            place = below
        return place

    def _child_around(self, place: Place, x: int, y: int, deadline: float) -> Place | None:
        children = self._children([place], deadline)
        told = self._places_and_states(children, deadline)
        for child, (box, _) in zip(children, told, strict=True):
            if _holds(box, x, y):
                return child
        # A page of a book has no place of its own, but what is in it has.
        blank = [
            child
            for child, (box, state) in zip(children, told, strict=True)
            if box is None and has_state(state, SHOWING)
        ]
        return blank[0] if len(blank) == 1 else None

    def _entry_of_last_menu(self, x: int, y: int, deadline: float) -> Place | None:
        """Most menus that are open were opened by the last press."""
        if self._menu is None:
            return None
        entries = self._children([self._menu], deadline)
        boxes = self._boxes(entries, deadline)
        inside = (each for each, box in zip(entries, boxes, strict=True) if _holds(box, x, y))
        return next(inside, None)

    def _menu_item(self, tops: list[Place], x: int, y: int, deadline: float) -> Place | None:
        """The entry of an open menu: what lies below it is not asked for."""
        level, found = tops, None
        for _ in range(DEPTH_MAX):
            if not level or time.monotonic() >= deadline:
                break
            roles, told = self._roles(level, deadline), self._places_and_states(level, deadline)
            above: list[Place] = []
            for place, role, (box, state) in zip(level, roles, told, strict=True):
                if role in MENU_ITEMS and _holds(box, x, y):
                    found = place
                if role in ABOVE_MENUS or (role == MENU and has_state(state, SELECTED)):
                    above.append(place)
            level = self._few_children(above, deadline)
        return found

    def _described(self, place: Place, deadline: float) -> Element | None:
        if self._is_secret(place):
            return None
        calls = [
            Call(place.of(), "GetRole"),
            Call(place.of(), "GetRoleName"),
            Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")),
            _extents_of(place),
        ]
        role, role_name, name, box = self._ask(calls, deadline)
        number, word = one_of(role, int), one_of(role_name, str)
        if number in (None, PASSWORD_TEXT) or not word:
            return None
        if number == MENU:
            self._menu = place
        told: tuple[Any, ...] | None = one_of(name, tuple)
        text = " ".join(str(told[1]).split())[:NAME_LETTERS_MAX] if told else ""
        return Element(word, text or None, _box(one_of(box, tuple)))

    def _names_of(self, pid: int) -> list[str]:
        known = [name for name, other in self._pids.items() if other == pid]
        if known:
            return known
        answer = self._bus.call_all([Call(DBUS, "ListNames")])[0]
        names: list[str] = one_of(answer, list) or []
        fresh = [name for name in names if name.startswith(":") and name not in self._pids]
        calls = [Call(DBUS, "GetConnectionUnixProcessID", "s", (name,)) for name in fresh]
        for name, other in zip(fresh, self._bus.call_all(calls) if calls else (), strict=True):
            self._pids[name] = one_of(other, int)
        return [name for name in fresh if self._pids[name] == pid]

    def _few_children(self, places: list[Place], deadline: float) -> list[Place]:
        counts = self._ask([_count_of(place) for place in places], deadline)
        few = [
            place
            for place, count in zip(places, counts, strict=True)
            if 0 < _number(count) <= CHILDREN_MAX
        ]
        return self._children(few, deadline)

    def _children(self, places: list[Place], deadline: float) -> list[Place]:
        answers = self._ask([Call(place.of(), "GetChildren") for place in places], deadline)
        return [Place(name, path) for each in answers for name, path in one_of(each, list) or ()]

    def _places_and_states(
        self, places: list[Place], deadline: float
    ) -> list[tuple[Rect | None, list[int]]]:
        calls = [_extents_of(place) for place in places]
        calls += [Call(place.of(), "GetState") for place in places]
        told = self._ask(calls, deadline)
        boxes, states = told[: len(places)], told[len(places) :]
        return [
            (_box(one_of(box, tuple)), one_of(state, list) or [])
            for box, state in zip(boxes, states, strict=True)
        ]

    def _boxes(self, places: list[Place], deadline: float) -> list[Rect | None]:
        answers = self._ask([_extents_of(place) for place in places], deadline)
        return [_box(one_of(answer, tuple)) for answer in answers]

    def _roles(self, places: list[Place], deadline: float) -> list[int]:
        calls = [Call(place.of(), "GetRole") for place in places]
        return [one_of(answer, int) or 0 for answer in self._ask(calls, deadline)]

    def _ask(self, calls: list[Call], deadline: float) -> list[tuple[Any, ...] | Failure]:
        rest_s = deadline - time.monotonic()
        if rest_s <= 0:
            return [Failure.SILENT] * len(calls)
        return self._bus.call_all(calls, rest_s)


def open_elements(address: str, is_secret: Callable[[Place], bool]) -> X11Elements | None:
    """The elements on the bus at an address, or None where it does not answer."""
    try:
        return X11Elements(address, is_secret)
    except BusGone:
        return None


def _count_of(place: Place) -> Call:
    return Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "ChildCount"))


def _extents_of(place: Place) -> Call:
    return Call(place.of(COMPONENT), "GetExtents", "u", (ON_SCREEN,))


def _number(answer: tuple[Any, ...] | Failure) -> int:
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    return told[1] if told is not None and isinstance(told[1], int) else 0


def _place(answer: tuple[Any, ...] | None) -> Place | None:
    if answer is None or len(answer) != 2 or str(answer[1]).endswith("/null"):
        return None
    return Place(str(answer[0]), str(answer[1]))


def _box(answer: tuple[Any, ...] | None) -> Rect | None:
    """A rectangle on the desktop; what is not shown is told to lie far away, or to be nothing."""
    if answer is None or len(answer) != 4 or not all(isinstance(each, int) for each in answer):
        return None
    x, y, width, height = answer
    if width <= 0 or height <= 0 or max(abs(x), abs(y), width, height) > FAR_PX:
        return None
    return Rect(x, y, width, height)


def _holds(box: Rect | None, x: int, y: int) -> bool:
    return box is not None and box.contains(x, y)
