"""Hotkeys of Windows and macOS, found by pynput in the stream of keys.

The chord is seen but not taken away from the window that has the focus.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from recorder.capture.hotkeys import US_POSITIONS, Chord, HotkeyStatus, OnVerb, Verb
from recorder.errors import CaptureError

MODIFIER_NAMES = {"ctrl": "<ctrl>", "alt": "<alt>", "shift": "<shift>", "super": "<cmd>"}
WATCH_S = 0.5


class PortableHotkeys:
    """`Hotkeys` over pynput, whose listener is a thread of its own."""

    def __init__(self, chords: Mapping[Verb, Chord]) -> None:
        self._chords = dict(chords)
        self._listener: Any = None
        self._stopping = threading.Event()
        self._ended = False

    def start(self, on_verb: OnVerb) -> tuple[HotkeyStatus, ...]:
        """Listen for the chords; other programs see them too."""
        try:
            from pynput import keyboard
        except ImportError as error:
            raise CaptureError("Hotkeys cannot be claimed: pynput found no backend.") from error

        def say(verb: Verb) -> None:
            on_verb(verb, time.monotonic_ns())

        actions: dict[str, Callable[[], None]] = {
            pynput_chord(chord): partial(say, verb) for verb, chord in self._chords.items()
        }
        self._listener = keyboard.GlobalHotKeys(actions)
        self._listener.start()
        return tuple(
            HotkeyStatus(verb, chord, US_POSITIONS.get(chord.key))
            for verb, chord in self._chords.items()
        )

    def run(self) -> None:
        """Wait while verbs are delivered, until stopped."""
        while not self._stopping.wait(WATCH_S):
            if not self._listener.is_alive():
                break
        self._ended = True
        self._listener.stop()

    def check(self) -> None:
        """Raise CaptureError if the listener died."""
        if self._ended and not self._stopping.is_set():
            raise CaptureError("The system stopped sending keys, so the hotkeys ended.")

    def stop(self) -> None:
        """Stop listening and let `run` return."""
        self._stopping.set()
        if self._listener is not None:
            self._listener.stop()


def pynput_chord(chord: Chord) -> str:
    """The chord in pynput's notation: `<ctrl>+<alt>+p`."""
    names = [MODIFIER_NAMES[name] for name in MODIFIER_NAMES if name in chord.modifiers]
    key = chord.key.lower()
    return "+".join([*names, key if len(key) == 1 else f"<{key}>"])
