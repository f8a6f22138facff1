"""What input capture gives: raw input with its time, a source of it, a keyboard that reads it.

The platforms fill the two Protocols; what raw input means as events of a session is decided in
`recorder.capture.translator`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, Protocol

from recorder.errors import CaptureError


class RawKind(IntEnum):
    """What happened. The first five are the X protocol's own event codes."""

    KEY_DOWN = 2
    KEY_UP = 3
    BUTTON_DOWN = 4
    BUTTON_UP = 5
    MOVE = 6
    LAYOUT = 34
    """The keyboard layout changed; it stands in the stream where the change happened."""


class RawInput(NamedTuple):
    """One input as the system reported it: a tuple, because a hook makes a thousand a second.

    `at_ns` is on the clock of `time.monotonic_ns`. `detail` is the keycode or button number as
    in X (evdev code + 8; 4 to 7 are the wheel), `x` and `y` the pointer on the desktop, `state`
    the modifiers and layout group before the event. `symbol` and `text` are filled only where
    the system names them at once (Windows, macOS).
    """

    at_ns: int
    kind: RawKind
    detail: int
    x: int
    y: int
    state: int
    symbol: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Keys (as `RawInput.detail`) and buttons (numbers as in X) that are down."""

    keys: frozenset[int] = field(default_factory=frozenset[int])
    buttons: frozenset[int] = field(default_factory=frozenset[int])


class Typed(NamedTuple):
    """What a key press means in the layout: its symbol, and its text or None if not known."""

    symbol: str
    text: str | None


Sink = Callable[[RawInput], object]
"""Takes raw input without waiting; called on a thread of the source."""


class InputSource(Protocol):
    """Raw input of a desktop. One thread runs it; the other members may be called from any."""

    def start(self, sink: Sink) -> Held:
        """Arm the source and return what was down already. Nothing after the return is missed.

        Raises:
            CaptureError: input cannot be recorded here, with the reason.
        """
        ...

    def run(self) -> None:
        """Deliver input until stopped; returns early when the source dies."""
        ...

    def check(self) -> None:
        """Raise CaptureError if the source died."""
        ...

    def stop(self) -> None:
        """Let `run` deliver what has happened so far, close everything and return."""
        ...


class Keyboard(Protocol):
    """The keyboard layout: what a key press means. Stateful, because dead keys are."""

    def press(self, raw: RawInput) -> Typed:
        """Say what this press (or its repetition) means, dead keys composed."""
        ...

    def reload(self) -> None:
        """Read the layout again after it changed.

        Raises:
            CaptureError: the layout cannot be read any more.
        """
        ...

    def close(self) -> None: ...


def open_input(*, keys: bool, mouse: bool, display: str | None = None) -> InputSource:
    """The input source of this platform, for what was granted; the rest is never asked for.

    Raises:
        CaptureError: there is none for this platform.
    """
    if not (keys or mouse):
        raise CaptureError("Neither keystrokes nor mouse are granted, so there is no input.")
    if sys.platform == "linux":
        from recorder.capture.input_x11 import X11Input

        return X11Input(keys=keys, mouse=mouse, display=display)
    from recorder.capture.input_portable import PortableInput

    return PortableInput(keys=keys, mouse=mouse)


def open_keyboard(display: str | None = None) -> Keyboard:
    """The keyboard layout of this platform.

    Raises:
        CaptureError: the layout or the library that reads it is missing.
    """
    if sys.platform == "linux":
        from recorder.capture.keyboard_x11 import X11Keyboard

        return X11Keyboard(display)
    from recorder.capture.input_portable import PortableKeyboard

    return PortableKeyboard()
