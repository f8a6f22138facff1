"""Input of Windows and macOS through pynput. It fills the same Protocols as X11.

pynput does not pass on the system's own event times, so an event is stamped in its hook, and
what is down at the start is not known. Its listeners are threads of its own.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from recorder.capture.input import Held, RawInput, RawKind, Sink, Typed
from recorder.capture.keycodes_portable import (
    EVDEV_OFFSET,
    KEY_NAMES,
    UNKNOWN_KEY,
    mac_key,
    symbol_of,
    windows_key,
)
from recorder.errors import CaptureError

SHIFT, CONTROL, ALT, SUPER = 0x01, 0x04, 0x08, 0x40
MODIFIER_BITS = {
    "Shift_L": SHIFT, "Shift_R": SHIFT, "Control_L": CONTROL, "Control_R": CONTROL,
    "Alt_L": ALT, "Alt_R": ALT, "Super_L": SUPER, "Super_R": SUPER,
}  # fmt: skip
BUTTONS = {"left": 1, "middle": 2, "right": 3, "x1": 8, "x2": 9}
DEAD = "dead_"
UNKNOWN_SYMBOL = "VoidSymbol"
WATCH_S = 0.5
MAP_VIRTUAL_KEY_TO_SCAN_CODE = 4


class PortableInput:
    """An `InputSource` over pynput. What was not granted gets no listener."""

    def __init__(self, *, keys: bool, mouse: bool) -> None:
        self._keys = keys
        self._mouse = mouse
        self._sink: Sink | None = None
        self._held: dict[int, str] = {}
        self._x = 0
        self._y = 0
        self._listeners: list[Any] = []
        self._stopping = threading.Event()
        self._ended = False

    def start(self, sink: Sink) -> Held:
        """Arm the hooks. Nothing is known of what is down already."""
        self._sink = sink
        try:
            from pynput import keyboard, mouse
        except ImportError as error:
            raise CaptureError(
                "Input cannot be recorded here: pynput found no backend for this desktop."
            ) from error
        if self._keys:
            self._listeners.append(keyboard.Listener(on_press=self.press, on_release=self.release))
        if self._mouse:
            self._listeners.append(
                mouse.Listener(on_move=self.move, on_click=self.click, on_scroll=self.scroll)
            )
        for listener in self._listeners:
            listener.start()
        for listener in self._listeners:
            listener.wait()
            # macOS refuses without an error; the library notes it here.
            if not getattr(listener, "IS_TRUSTED", True):
                self.stop()
                raise CaptureError(
                    "The system does not let Candor see input; allow it under Privacy & Security, "
                    "Input Monitoring and Accessibility, and start again."
                )
        return Held()

    def run(self) -> None:
        """Wait while the hooks deliver, until stopped."""
        while not self._stopping.wait(WATCH_S):
            if not all(listener.is_alive() for listener in self._listeners):
                break
        self._ended = True
        self._end_listeners()

    def check(self) -> None:
        """Raise CaptureError if a hook died."""
        if self._ended and not self._stopping.is_set():
            raise CaptureError("The system stopped sending input to Candor.")

    def stop(self) -> None:
        """Take the hooks away and let `run` return."""
        self._stopping.set()
        self._end_listeners()

    def press(self, key: object) -> None:
        """Hook: a key went down or repeats."""
        code, symbol, text = describe_key(key)
        self._put(RawKind.KEY_DOWN, code, symbol, text)
        self._held[code] = symbol

    def release(self, key: object) -> None:
        """Hook: a key went up."""
        code, symbol, _ = describe_key(key)
        self._held.pop(code, None)
        self._put(RawKind.KEY_UP, code, symbol)

    def move(self, x: float, y: float) -> None:
        """Hook: the pointer moved."""
        self._x, self._y = round(x), round(y)
        self._put(RawKind.MOVE, 0)

    def click(self, x: float, y: float, button: Any, pressed: bool) -> None:
        """Hook: a button went down or up."""
        self._x, self._y = round(x), round(y)
        number = BUTTONS.get(button.name)
        if number is None:
            # Other buttons are only numbers there, and pynput calls them so: x3, button8, …
            number = int("".join(c for c in button.name if c.isdigit()) or 0) + 7
        self._put(RawKind.BUTTON_DOWN if pressed else RawKind.BUTTON_UP, number)

    def scroll(self, x: float, y: float, dx: float, dy: float) -> None:
        """Hook: the wheel turned; one raw input for each notch, as in X."""
        self._x, self._y = round(x), round(y)
        for amount, positive, negative in ((round(dy), 4, 5), (round(dx), 7, 6)):
            for _ in range(abs(amount)):
                self._put(RawKind.BUTTON_DOWN, positive if amount > 0 else negative)

    def _put(self, kind: RawKind, detail: int, symbol: str = "", text: str | None = None) -> None:
        if self._sink is None:
            return
        state = 0
        for held in tuple(self._held.values()):
            state |= MODIFIER_BITS.get(held, 0)
        at_ns = time.monotonic_ns()
        self._sink(RawInput(at_ns, kind, detail, self._x, self._y, state, symbol, text))

    def _end_listeners(self) -> None:
        for listener in self._listeners:
            listener.stop()


class PortableKeyboard:
    """A `Keyboard` that repeats what the hook was told with each press."""

    def __init__(self) -> None:
        self._after_dead_key = False

    def press(self, raw: RawInput) -> Typed:
        """Say what a press means; the text after a dead key is not known, because the hook sees
        the letter alone."""
        if raw.symbol.startswith(DEAD):
            self._after_dead_key = True
            return Typed(raw.symbol, "")
        if not raw.text or not raw.text.isprintable():
            return Typed(raw.symbol, raw.text and "")
        # Control with Alt is AltGr on Windows; Alt alone is Option on macOS and types as well.
        chord = raw.state & (CONTROL | ALT)
        if raw.state & SUPER or chord == CONTROL or (chord == ALT and sys.platform == "win32"):
            return Typed(raw.symbol, "")
        known, self._after_dead_key = not self._after_dead_key, False
        return Typed(raw.symbol, raw.text if known else None)

    def reload(self) -> None:
        """Nothing to read: each press brings its meaning along."""

    def close(self) -> None:
        """Nothing to close."""


def describe_key(key: Any) -> tuple[int, str, str | None]:
    """The keycode (evdev code + 8), symbol and text of a pynput key; text None if not known."""
    name: str | None = getattr(key, "name", None)
    code = key if name is None else key.value
    virtual_key: int | None = getattr(code, "vk", None)
    character: str | None = getattr(code, "char", None)
    number = _evdev_code(virtual_key or 0) + EVDEV_OFFSET
    if name is not None:
        return number, KEY_NAMES.get(name, name), " " if name == "space" else ""
    if character is None:
        return number, UNKNOWN_SYMBOL, None
    if getattr(code, "is_dead", False):
        return number, DEAD + symbol_of(character), ""
    if not character.isprintable():
        # Control with a letter arrives as a control character on Windows.
        return number, chr(ord(character) + 0x60) if ord(character) < 27 else UNKNOWN_SYMBOL, ""
    return number, symbol_of(character), character


def _evdev_code(virtual_key: int) -> int:
    if sys.platform == "darwin":
        return mac_key(virtual_key)
    if sys.platform == "win32":
        import ctypes

        scan_code = ctypes.windll.user32.MapVirtualKeyW(virtual_key, MAP_VIRTUAL_KEY_TO_SCAN_CODE)
        return windows_key(virtual_key, int(scan_code))
    return UNKNOWN_KEY + virtual_key
