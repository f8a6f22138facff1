"""How much text a field holds, and a piece of it, asked over AT-SPI with little patience.

A connection of its own, for one thread that may wait. A password field, and a field that ever was
one, tells nothing here. What piece may be asked for is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recorder.capture.atspi import PASSWORD_TEXT, PROPERTIES, one_of
from recorder.capture.bus import Bus, BusGone, Call, Failure
from recorder.capture.context import Caret, Place

TEXT = "org.a11y.atspi.Text"
NUMBERS = ("CaretOffset", "CharacterCount")


class X11Fields:
    """Asks programs for the text of their fields. Raises BusGone when the bus is gone."""

    def __init__(self, address: str, is_secret: Callable[[Place], bool]) -> None:
        self._bus = Bus(address)
        self._is_secret = is_secret

    def caret(self, place: Place, *, within_s: float) -> Caret | None:
        """Where the caret of a field is, and how many letters it holds."""
        return self._ask(place, [], within_s)[0]

    def piece(
        self, place: Place, start: int, stop: int, *, within_s: float
    ) -> tuple[Caret, str] | None:
        """The letters of a field from one place to another, and where its caret is."""
        read = Call(place.of(TEXT), "GetText", "ii", (start, stop))
        caret, text = self._ask(place, [read], within_s)
        return None if caret is None or text is None else (caret, text)

    def close(self) -> None:
        self._bus.close()

    def _ask(
        self, place: Place, more: list[Call], within_s: float
    ) -> tuple[Caret | None, str | None]:
        if self._is_secret(place):
            return None, None
        calls = [Call(place.of(), "GetRole"), *(_text_property(place, name) for name in NUMBERS)]
        role, at, count, *rest = self._bus.call_all([*calls, *more], within_s)
        told = _number(at), _number(count)
        if one_of(role, int) in (None, PASSWORD_TEXT) or told[0] is None or told[1] is None:
            return None, None
        return Caret(told[0], told[1]), one_of(rest[0], str) if rest else None


def open_fields(address: str, is_secret: Callable[[Place], bool]) -> X11Fields | None:
    """The fields on the bus at an address, or None where it does not answer."""
    try:
        return X11Fields(address, is_secret)
    except BusGone:
        return None


def _text_property(place: Place, name: str) -> Call:
    return Call(place.of(PROPERTIES), "Get", "ss", (TEXT, name))


def _number(answer: tuple[Any, ...] | Failure) -> int | None:
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    if told is None or len(told) != 2 or not isinstance(told[1], int):
        return None
    return told[1] if told[1] >= 0 else None
