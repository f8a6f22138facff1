"""What a browser says of the documents and the window around a place.

Their objects are asked from the place upwards. Which lies in which was told before, so that mostly
all of them are asked at once, and each says again in which it lies.
"""

from __future__ import annotations

import time
from typing import Any

from recorder.capture.atspi import (
    APPLICATION,
    DOCUMENT,
    DOCUMENTS,
    PROPERTIES,
    WINDOWS,
    one_of,
    text_of,
)
from recorder.capture.browsers import is_private
from recorder.capture.bus import Bus, Call, Failure
from recorder.capture.context import ACCESSIBLE, Page, Place

# What Firefox and Chromium call the address of a document.
ADDRESSES = ("DocURL", "URI")
PAGE_S = 0.1
DEPTH_MAX = 128
KNOWN_MAX = 1024
NOTHING = Place("", "/null")
"""What the outermost object lies in."""


class Pages:
    """Asks for pages, and remembers what lies in what."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._around: dict[Place, Place] = {}

    def page(self, place: Place) -> Page | None:
        """The page around a place, or None where that was not told in time.

        Raises:
            BusGone: the bus is gone.
        """
        deadline = time.monotonic() + PAGE_S
        line = self._climb(place, deadline)
        if line is None:
            return None
        windows = [place for place, role in line if role in WINDOWS]
        documents = [place for place, role in line if role in DOCUMENTS]
        if not windows:
            return None
        calls = [
            Call(windows[-1].of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")),
            *(
                Call(each.of(DOCUMENT), "GetAttributeValue", "s", (key,))
                for each in documents
                for key in ADDRESSES
            ),
        ]
        name, *told = self._bus.call_all(calls, max(0.0, deadline - time.monotonic()))
        if not (window := text_of(name)):
            return None
        said = [one_of(answer, str) or "" for answer in told]
        urls = tuple(one or other for one, other in zip(said[::2], said[1::2], strict=True))
        return Page(tuple(url for url in urls if url), is_private(window))

    def _climb(self, place: Place, deadline: float) -> list[tuple[Place, int]] | None:
        """The objects around a place up to its application, with their roles. None where one of
        them did not say it: a part of them could be taken for all."""
        line: list[tuple[Place, int]] = []
        while len(line) < DEPTH_MAX:
            guesses = self._guess(place)
            for guess, (role, around) in zip(guesses, self._ask(guesses, deadline), strict=True):
                if guess != place:
                    break
                if role is None:
                    return None
                line.append((guess, role))
                if role == APPLICATION or around is NOTHING:
                    return line
                if around is None:
                    return None
                self._around[guess] = place = around
        return None

    def _guess(self, place: Place) -> list[Place]:
        """A place and what was last told to lie around it."""
        if len(self._around) > KNOWN_MAX:
            self._around.clear()
        line = [place]
        while len(line) < DEPTH_MAX and (around := self._around.get(line[-1])):
            line.append(around)
        return line

    def _ask(self, places: list[Place], deadline: float) -> list[tuple[int | None, Place | None]]:
        """The role of each and what it lies in; None where that was not told."""
        calls = [
            call
            for place in places
            for call in (
                Call(place.of(), "GetRole"),
                Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Parent")),
            )
        ]
        answers = self._bus.call_all(calls, max(0.0, deadline - time.monotonic()))
        return [
            (one_of(role, int), _around(parent))
            for role, parent in zip(answers[::2], answers[1::2], strict=True)
        ]


def _around(answer: tuple[Any, ...] | Failure) -> Place | None:
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    if told is None:
        return None
    name, path = told[1]
    return NOTHING if path.endswith("/null") else Place(name, path)
