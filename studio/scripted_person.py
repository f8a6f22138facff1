# pyright: reportAttributeAccessIssue=false, reportArgumentType=false
"""A person made of a script: real input through XTEST, at known times.

The demo, the tests and the benchmarks use it. Text is typed with the keyboard layout that the
server has: a character that no key of it gives is an error, not a guess.
"""

from __future__ import annotations

import time
from contextlib import suppress

import xcffib
import xcffib.xproto
import xcffib.xtest

from recorder.errors import WrongUse

KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = 2, 3, 4, 5, 6
BUTTONS = {
    "left": 1,
    "middle": 2,
    "right": 3,
    "up": 4,
    "down": 5,
    "scroll-left": 6,
    "scroll-right": 7,
}
NAMED_KEYS = {
    "Return": 0xFF0D, "Tab": 0xFF09, "BackSpace": 0xFF08, "Escape": 0xFF1B, "space": 0x20,
    "ctrl": 0xFFE3, "shift": 0xFFE1, "alt": 0xFFE9, "super": 0xFFEB, "Left": 0xFF51,
    "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "Home": 0xFF50, "End": 0xFF57,
    "Delete": 0xFFFF, "F4": 0xFFC1, "F9": 0xFFC6, "F10": 0xFFC7,
}  # fmt: skip


class ScriptedPerson:
    """Moves, clicks, scrolls and types on one X display."""

    def __init__(self, display: str, pause_s: float = 0.03) -> None:
        self.pause_s = pause_s
        self._x = xcffib.connect(display=display)
        self._test = self._x(xcffib.xtest.key)
        setup = self._x.get_setup()
        self._root = setup.roots[0].root
        self._keys = self._read_keyboard(setup)

    def close(self) -> None:
        # The server does not do the last thing it was asked for by somebody who has left.
        with suppress(xcffib.ConnectionException):
            self._x.core.GetInputFocus().reply()
        self._x.disconnect()

    def move(self, x: int, y: int) -> int:
        return self._send(MOTION, 0, x, y)

    def button(self, name: str, *, down: bool) -> int:
        return self._send(BUTTON_PRESS if down else BUTTON_RELEASE, BUTTONS[name])

    def click(self, x: int, y: int, button: str = "left", count: int = 1) -> None:
        self.move(x, y)
        self.rest()
        for _ in range(count):
            self.button(button, down=True)
            self.rest()
            self.button(button, down=False)
            self.rest()

    def drag(self, x: int, y: int, x2: int, y2: int, moves: int = 12) -> None:
        self.move(x, y)
        self.rest()
        self.button("left", down=True)
        for step in range(1, moves + 1):
            self.rest()
            self.move(x + (x2 - x) * step // moves, y + (y2 - y) * step // moves)
        self.rest()
        self.button("left", down=False)
        self.rest()

    def scroll(self, direction: str, notches: int) -> None:
        for _ in range(notches):
            self.button(direction, down=True)
            self.button(direction, down=False)
            self.rest()

    def key(self, keysym: int, *, down: bool) -> int:
        code, _ = self._find(keysym)
        return self._send(KEY_PRESS if down else KEY_RELEASE, code)

    def chord(self, *names: str) -> None:
        """Press the named keys in order and release them in reverse: `chord("ctrl", "s")`."""
        keysyms = [NAMED_KEYS.get(name) or ord(name) for name in names]
        for keysym in keysyms:
            self.key(keysym, down=True)
            self.rest()
        for keysym in reversed(keysyms):
            self.key(keysym, down=False)
        self.rest()

    def type(self, text: str) -> None:
        for character in text:
            keysym = NAMED_KEYS["Return"] if character == "\n" else _keysym_of(character)
            code, shifted = self._find(keysym)
            shift, _ = self._find(NAMED_KEYS["shift"])
            if shifted:
                self._send(KEY_PRESS, shift)
            self._send(KEY_PRESS, code)
            self._send(KEY_RELEASE, code)
            if shifted:
                self._send(KEY_RELEASE, shift)
            self.rest()

    def rest(self, seconds: float | None = None) -> None:
        time.sleep(self.pause_s if seconds is None else seconds)

    def _send(self, kind: int, detail: int, x: int = 0, y: int = 0) -> int:
        """Inject one event; returns the monotonic time just before it was handed over."""
        at_ns = time.monotonic_ns()
        self._test.FakeInput(kind, detail, 0, self._root, x, y, 0)
        self._x.flush()
        return at_ns

    def _find(self, keysym: int) -> tuple[int, bool]:
        try:
            return self._keys[keysym]
        except KeyError:
            raise WrongUse(f"No key of this keyboard layout gives keysym {keysym:#x}.") from None

    def _read_keyboard(self, setup: xcffib.xproto.Setup) -> dict[int, tuple[int, bool]]:
        first, count = setup.min_keycode, setup.max_keycode - setup.min_keycode + 1
        mapping = self._x.core.GetKeyboardMapping(first, count).reply()
        width = mapping.keysyms_per_keycode
        keys: dict[int, tuple[int, bool]] = {}
        for index in range(count):
            row = mapping.keysyms[index * width : index * width + 2]
            for level, keysym in enumerate(row):
                if keysym:
                    keys.setdefault(keysym, (first + index, level == 1))
        return keys


def _keysym_of(character: str) -> int:
    code = ord(character)
    return code if code < 0x100 else 0x01000000 | code
