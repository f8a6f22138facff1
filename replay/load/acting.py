"""Actions of a source that keeps no raw input, as the events that make them.

Nothing of it was measured but the time of the row: its events follow each other by one nanosecond,
which is an order and no time. See docs/adr/0055.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recorder.session.events import (
    ButtonEvent,
    GapEvent,
    GapReason,
    Hidden,
    KeyEvent,
    MoveEvent,
    OutcomeEvent,
    ScrollEvent,
)
from replay.load.foreign import UNNUMBERED, Foreign
from replay.load.keys import Word, button_name, character_key, named_key
from replay.rules import MULTI_CLICK_NS, MULTI_CLICK_PX

COUNT_MAX = 1000
TEXT_MAX = 20_000
LINE_ENDS = {"\n": "enter", "\r": "enter", "\t": "tab"}


class CannotSay(ValueError):
    """A row that cannot be made into events; the words are the reason in the account."""


class Acting:
    """Plays the rows of a source in their order."""

    def __init__(self, foreign: Foreign) -> None:
        self._foreign = foreign
        self._now_ns = -1
        self._place: tuple[int, int] | None = None
        self._keys: dict[int, Word] = {}
        self._buttons: dict[str, tuple[int, int]] = {}
        self._clicked: tuple[int, str, int, int] | None = None
        self.late = 0
        self.apart = 0

    @property
    def now_ns(self) -> int:
        return self._now_ns

    def begin(self, t_ns: int) -> None:
        """A row of this time begins; one that is earlier than the row before keeps its place."""
        self.late += t_ns < self._now_ns // 1_000_000_000 * 1_000_000_000
        self._now_ns = max(t_ns, self._now_ns + 1)

    def take(self, plays: Iterable[Callable[[Acting], None]]) -> None:
        """Play one row whole, or leave it out whole with the reason."""
        foreign, before = self._foreign, len(self._foreign.events)
        kept = self._now_ns, self._place, dict(self._keys), dict(self._buttons), self._clicked
        apart = self.apart
        try:
            for play in plays:
                play(self)
        except CannotSay as error:
            del foreign.events[before:]
            self._now_ns, self._place, self._keys, self._buttons, self._clicked = kept
            self.apart = apart
            foreign.account.leave_out(str(error))
        else:
            foreign.account.use()

    def move(self, x: int, y: int) -> None:
        self._place = (x, y)
        self._foreign.add(MoveEvent(UNNUMBERED, self._tick(), x, y))
        for button in self._buttons:
            self._buttons[button] = (x, y)

    def move_by(self, dx: int, dy: int) -> None:
        x, y = self._at(None)
        self.move(x + dx, y + dy)

    def click(self, place: tuple[int, int] | None, button: str, count: int) -> None:
        """Press and release `count` times. Two clicks of the source stay two: the second is put
        as far behind the first as makes them no double click."""
        x, y = self._at(place)
        name = self._button(button)
        last = self._clicked
        if last is not None and last[1] == name:
            near = max(abs(x - last[2]), abs(y - last[3])) <= MULTI_CLICK_PX
            if near and self._now_ns - last[0] <= MULTI_CLICK_NS:
                self._now_ns = last[0] + MULTI_CLICK_NS + 1
                self.apart += 1
        for _ in range(_counted(count)):
            self.button(True, (x, y), button)
            self._clicked = (self._now_ns, name, x, y)
            self.button(False, (x, y), button)

    def button(self, pressed: bool, place: tuple[int, int] | None, button: str) -> None:
        x, y = self._at(place)
        name = self._button(button)
        if pressed == (name in self._buttons):
            raise CannotSay("a button that was down already, or up")
        self._place = (x, y)
        if pressed:
            self._buttons[name] = (x, y)
        else:
            del self._buttons[name]
        self._foreign.add(ButtonEvent(UNNUMBERED, self._tick(), pressed, name, x, y))

    def drag(self, end: tuple[int, int], button: str) -> None:
        """From where the pointer is, or from the press that is open there."""
        self._at(None)
        if self._button(button) not in self._buttons:
            self.button(True, None, button)
        self.move(*end)
        self.button(False, end, button)

    def hide_keys(self, hidden: bool) -> None:
        """From here on the source does not tell which keys were held, or does again."""
        gap = GapEvent(UNNUMBERED, self._tick(), hidden, Hidden.KEYS, GapReason.NOT_TOLD)
        self._foreign.add(gap)

    def scroll(self, place: tuple[int, int] | None, dx: int, dy: int) -> None:
        x, y = self._at(place)
        self._place = (x, y)
        if max(abs(dx), abs(dy)) > COUNT_MAX * 10 or not (dx or dy):
            raise CannotSay("a scroll of no notch, or of too many")
        self._foreign.add(ScrollEvent(UNNUMBERED, self._tick(), x, y, dx, dy))

    def key(self, name: str, pressed: bool) -> None:
        word = key_of(name)
        if pressed == (word.key in self._keys):
            raise CannotSay("a key that was down already, or up")
        if pressed:
            text = "" if self._chording() else word.text
            self._keys[word.key] = word
        else:
            text = ""
            del self._keys[word.key]
        self._foreign.add(KeyEvent(UNNUMBERED, self._tick(), pressed, word.key, word.symbol, text))

    def chord(self, names: list[str]) -> None:
        """Press all, release them in reverse."""
        for name in names:
            self.key(name, True)
        for name in reversed(names):
            self.key(name, False)

    def presses(self, names: list[str], times: int = 1) -> None:
        """Press one key after the other, as often as that was done."""
        for _ in range(_counted(times)):
            for name in names:
                self.chord([name])

    def text(self, text: str) -> None:
        """A text that appeared, one key after the other: upper case is in the text, so there is no
        Shift."""
        if len(text) > TEXT_MAX:
            raise CannotSay("a text that is longer than an import takes")
        for character in text:
            self.chord([LINE_ENDS.get(character, character)])

    def outcome(self, outcome: str) -> None:
        self._foreign.add(OutcomeEvent(UNNUMBERED, self._tick(), outcome))

    def close(self) -> None:
        """Release what is still down, marked as written by Candor, and say what was assumed."""
        for name, (x, y) in self._buttons.items():
            self._foreign.add(ButtonEvent(UNNUMBERED, self._tick(), False, name, x, y, True))
        for word in self._keys.values():
            self._foreign.add(
                KeyEvent(UNNUMBERED, self._tick(), False, word.key, word.symbol, "", synthetic=True)
            )
        account = self._foreign.account
        account.note(
            "The source keeps actions only: their events were made of them, with an order but no "
            "times of their own."
        )
        if self.late:
            account.note(
                f"{self.late} rows were earlier than the row above; they kept their place."
            )
        if self.apart:
            account.note(f"{self.apart} clicks were put apart, so that they stay single clicks.")

    def _tick(self) -> int:
        now_ns = self._now_ns
        self._now_ns += 1
        return now_ns

    def _at(self, place: tuple[int, int] | None) -> tuple[int, int]:
        found = place if place is not None else self._place
        if found is None:
            raise CannotSay("an action at the pointer, whose place is not known")
        return found

    def _chording(self) -> bool:
        held = {word.symbol for word in self._keys.values()}
        return bool(held & {"Control_L", "Control_R", "Alt_L", "Alt_R", "Super_L", "Super_R"})

    @staticmethod
    def _button(button: str) -> str:
        name = button_name({"primary": "left", "secondary": "right"}.get(button, button))
        if name is None:
            raise CannotSay("a mouse button that is not known")
        return name


def key_of(name: str) -> Word:
    """The key of a name or of one character.

    Raises:
        CannotSay: there is no such key.
    """
    word = named_key(name) if len(name) > 1 else None
    if word is None and len(name) == 1 and name.isprintable():
        word = character_key(name)
    if word is None:
        raise CannotSay("a key that is not known")
    return word


def _counted(count: int) -> int:
    if not 1 <= count <= COUNT_MAX:
        raise CannotSay("something done no times, or too many")
    return count
