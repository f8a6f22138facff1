"""Raw input becomes events of a session: pairs of presses and releases, repeats, scrolls.

Pure Python over a `Keyboard`; no system calls. Events leave it `UNNUMBERED` and with `t_ns` on
the monotonic clock; whoever stores them gives both.
"""

from __future__ import annotations

from dataclasses import dataclass

from recorder.capture.input import Held, Keyboard, RawInput, RawKind
from recorder.session.events import ButtonEvent, KeyEvent, MoveEvent, ScrollEvent

InputEvent = KeyEvent | ButtonEvent | MoveEvent | ScrollEvent

UNNUMBERED = -1
EVDEV_OFFSET = 8
BUTTON_NAMES = {1: "left", 2: "middle", 3: "right", 8: "back", 9: "forward"}
WHEEL = {4: (0, 1), 5: (0, -1), 6: (-1, 0), 7: (1, 0)}


def button_name(number: int) -> str:
    """The name of an X button number: `left`, `middle`, `right`, `back`, `forward`, `button10`…"""
    return BUTTON_NAMES.get(number, f"button{number}")


@dataclass(frozen=True, slots=True)
class _Down:
    """A press that waits for its release."""

    code: int
    name: str


class Translator:
    """Turns raw input into events, so that each press has one release and no release lacks one.

    What was held before the recording, and releases without a press, are left out.
    """

    def __init__(self, keyboard: Keyboard | None, held: Held | None = None) -> None:
        """`keyboard` may be None where keystrokes are not granted."""
        held = held or Held()
        self._keyboard = keyboard
        self._foreign_keys = set(held.keys)
        self._foreign_buttons = set(held.buttons)
        self._keys: dict[int, _Down] = {}
        self._buttons: dict[int, _Down] = {}
        self._x = 0
        self._y = 0

    @property
    def down(self) -> Held:
        """What is down now and was pressed within the recording."""
        return Held(frozenset(self._keys), frozenset(self._buttons))

    def translate(self, raw: RawInput) -> list[InputEvent]:
        """The events that this raw input makes: one, or none where it is left out.

        Raises:
            CaptureError: the layout changed and cannot be read any more.
        """
        match raw.kind:
            case RawKind.MOVE:
                self._x, self._y = raw.x, raw.y
                return [MoveEvent(UNNUMBERED, raw.at_ns, raw.x, raw.y)]
            case RawKind.KEY_DOWN:
                return self._key_down(raw)
            case RawKind.KEY_UP:
                return self._key_up(raw)
            case RawKind.BUTTON_DOWN:
                return self._button_down(raw)
            case RawKind.BUTTON_UP:
                return self._button_up(raw)
            case RawKind.LAYOUT:
                if self._keyboard is not None:
                    self._keyboard.reload()
                return []

    def closing(self, at_ns: int) -> list[InputEvent]:
        """Synthetic releases for everything that is down, the latest press first.

        What is still held afterwards counts as held before the recording: after a pause its
        repetitions and its release are left out.
        """
        buttons = [self._release_button(down, at_ns, True) for down in self._buttons.values()]
        keys = [self._release_key(down, at_ns, True) for down in self._keys.values()]
        self._foreign_buttons |= self._buttons.keys()
        self._foreign_keys |= self._keys.keys()
        self._buttons.clear()
        self._keys.clear()
        return [*reversed(buttons), *reversed(keys)]

    def _key_down(self, raw: RawInput) -> list[InputEvent]:
        if self._keyboard is None or raw.detail in self._foreign_keys:
            return []
        repeat = raw.detail in self._keys
        symbol, text = self._keyboard.press(raw)
        code = raw.detail - EVDEV_OFFSET
        self._keys.setdefault(raw.detail, _Down(code, symbol))
        return [KeyEvent(UNNUMBERED, raw.at_ns, True, code, symbol, text, repeat)]

    def _key_up(self, raw: RawInput) -> list[InputEvent]:
        self._foreign_keys.discard(raw.detail)
        down = self._keys.pop(raw.detail, None)
        return [] if down is None else [self._release_key(down, raw.at_ns, False)]

    def _button_down(self, raw: RawInput) -> list[InputEvent]:
        self._x, self._y = raw.x, raw.y
        if wheel := WHEEL.get(raw.detail):
            return [ScrollEvent(UNNUMBERED, raw.at_ns, raw.x, raw.y, *wheel)]
        if raw.detail in self._buttons or raw.detail in self._foreign_buttons:
            return []
        down = self._buttons[raw.detail] = _Down(raw.detail, button_name(raw.detail))
        return [ButtonEvent(UNNUMBERED, raw.at_ns, True, down.name, raw.x, raw.y)]

    def _button_up(self, raw: RawInput) -> list[InputEvent]:
        self._x, self._y = raw.x, raw.y
        self._foreign_buttons.discard(raw.detail)
        down = self._buttons.pop(raw.detail, None)
        return [] if down is None else [self._release_button(down, raw.at_ns, False)]

    def _release_key(self, down: _Down, at_ns: int, synthetic: bool) -> KeyEvent:
        # The symbol of the press: the modifiers may have changed while the key was down.
        return KeyEvent(UNNUMBERED, at_ns, False, down.code, down.name, "", False, synthetic)

    def _release_button(self, down: _Down, at_ns: int, synthetic: bool) -> ButtonEvent:
        return ButtonEvent(UNNUMBERED, at_ns, False, down.name, self._x, self._y, synthetic)
