"""Raw input of a source as events: presses pair with releases, chords type nothing.

What does not pair is left out of the session and counted.
"""

from __future__ import annotations

from recorder.session.events import ButtonEvent, KeyEvent, MoveEvent, ScrollEvent
from replay.keys import LEVEL_SHIFTS, MODIFIERS
from replay.load.foreign import UNNUMBERED, Foreign
from replay.load.keys import UNKNOWN_KEY, Word, button_name
from replay.load.source import Row

NOTCHES_MAX = 10_000
NO_PRESS = "a release without its press"
PRESSED = "a press of a button that was down"
NO_BUTTON = "a mouse button that is not known"
NO_NOTCH = "a scroll of less than a notch"


class RawInput:
    """Takes the rows of one source in the order of time."""

    def __init__(self, foreign: Foreign) -> None:
        self._foreign = foreign
        self._keys: dict[int, Word] = {}
        self._buttons: dict[str, tuple[int, int]] = {}
        self._rest = [0.0, 0.0]

    def move(self, t_ns: int, x: int, y: int) -> None:
        self._foreign.add(MoveEvent(UNNUMBERED, t_ns, x, y))
        self._foreign.account.use()

    def button(self, t_ns: int, name: str, pressed: bool, x: int, y: int) -> None:
        button, account = button_name(name), self._foreign.account
        if button is None:
            account.leave_out(NO_BUTTON)
        elif pressed and button in self._buttons:
            account.leave_out(PRESSED)
        elif not pressed and button not in self._buttons:
            account.leave_out(NO_PRESS)
        else:
            if pressed:
                self._buttons[button] = (x, y)
            else:
                del self._buttons[button]
            self._foreign.add(ButtonEvent(UNNUMBERED, t_ns, pressed, button, x, y))
            account.use()

    def scroll(self, t_ns: int, x: int, y: int, row: Row, names: tuple[str, str]) -> None:
        """Whole notches; fractions add up until they make one."""
        notches: list[int] = []
        for way, name in enumerate(names):
            turn = row.number(name) if row.has(name) else 0.0
            if abs(turn) > NOTCHES_MAX:
                raise row.wrong(name, "a turn of a wheel")
            if turn * self._rest[way] < 0:
                self._rest[way] = 0.0
            whole = int(self._rest[way] + turn)
            self._rest[way] += turn - whole
            notches.append(whole)
        if not any(notches):
            self._foreign.account.leave_out(NO_NOTCH)
            return
        self._foreign.add(ScrollEvent(UNNUMBERED, t_ns, x, y, *notches))
        self._foreign.account.use()

    def key(self, t_ns: int, word: Word, pressed: bool) -> None:
        if pressed:
            self._press(t_ns, word)
        else:
            self._release(t_ns, word)

    def close(self, t_ns: int) -> None:
        """Release what is still down, marked as written by Candor."""
        for button, (x, y) in self._buttons.items():
            self._foreign.add(ButtonEvent(UNNUMBERED, t_ns, False, button, x, y, True))
        for word in self._keys.values():
            self._foreign.add(
                KeyEvent(UNNUMBERED, t_ns, False, word.key, word.symbol, "", False, True)
            )
        if count := len(self._buttons) + len(self._keys):
            self._foreign.account.note(f"{count} keys or buttons were down at the end.")
        self._buttons.clear()
        self._keys.clear()

    def _press(self, t_ns: int, word: Word) -> None:
        repeat = word.key in self._keys
        self._keys.setdefault(word.key, word)
        text = "" if word.text and self._chording() else word.text
        self._foreign.add(KeyEvent(UNNUMBERED, t_ns, True, word.key, word.symbol, text, repeat))
        self._foreign.account.use()

    def _release(self, t_ns: int, word: Word) -> None:
        down = self._keys.pop(word.key, None) or self._only_character(word)
        if down is None:
            self._foreign.account.leave_out(NO_PRESS)
            return
        self._foreign.add(KeyEvent(UNNUMBERED, t_ns, False, down.key, down.symbol, ""))
        self._foreign.account.use()

    def _only_character(self, word: Word) -> Word | None:
        """The one character key that is down: `!` comes up as `1` once Shift is gone."""
        if word.key < UNKNOWN_KEY:
            return None
        down = [key for key in self._keys if key >= UNKNOWN_KEY]
        return self._keys.pop(down[0]) if len(down) == 1 else None

    def _chording(self) -> bool:
        """Whether what is held makes a chord of a character. Control with AltGr types, and so
        does Option on a Mac."""
        symbols = {word.symbol for word in self._keys.values()}
        if symbols & LEVEL_SHIFTS:
            return False
        names = {MODIFIERS.get(symbol) for symbol in symbols}
        mac = self._foreign.platform == "Darwin"
        return bool(names & ({"ctrl", "super"} if mac else {"ctrl", "super", "alt"}))
