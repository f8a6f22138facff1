"""Hotkeys: the chords that steer a recording from anywhere, and how they stay out of it.

The platforms fill `Hotkeys`; `GestureFilter` is pure and finds the chord in the events.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from recorder.errors import WrongUse
from recorder.session.events import KeyEvent


class Verb(StrEnum):
    """What a hotkey asks of the recording. `PAUSE` resumes when it is paused."""

    PAUSE = "pause"
    MARK = "mark"
    FORGET = "forget"
    STOP = "stop"
    DISCARD = "discard"


# Letters, because Ctrl+Alt with a function key switches the console when Shift is missed; three
# modifiers, because desktops and editors leave these free. D lies between S and F: discard is Q.
DEFAULT_CHORDS: Mapping[Verb, str] = {
    Verb.PAUSE: "ctrl+alt+shift+p",
    Verb.MARK: "ctrl+alt+shift+m",
    Verb.FORGET: "ctrl+alt+shift+f",
    Verb.STOP: "ctrl+alt+shift+s",
    Verb.DISCARD: "ctrl+alt+shift+q",
}
MODIFIERS: Mapping[str, frozenset[str]] = {
    "ctrl": frozenset({"Control_L", "Control_R"}),
    "alt": frozenset({"Alt_L", "Alt_R", "Meta_L", "Meta_R"}),
    "shift": frozenset({"Shift_L", "Shift_R"}),
    "super": frozenset({"Super_L", "Super_R"}),
}
# Where a US keyboard has these keys (evdev codes): the place a chord falls back to when the
# layout has no such letter, as on a purely Cyrillic one.
US_POSITIONS: Mapping[str, int] = {
    **{key: 2 + i for i, key in enumerate("1234567890")},
    **{key: 16 + i for i, key in enumerate("qwertyuiop")},
    **{key: 30 + i for i, key in enumerate("asdfghjkl")},
    **{key: 44 + i for i, key in enumerate("zxcvbnm")},
}
OTHER_KEYS: Mapping[str, str] = {
    **{f"f{n}": f"F{n}" for n in range(1, 25)},
    "pause": "Pause", "insert": "Insert", "delete": "Delete", "home": "Home", "end": "End",
    "scrolllock": "Scroll_Lock", "print": "Print",
}  # fmt: skip

KEYSYMS: Mapping[str, int] = {
    **{key: ord(key) for key in US_POSITIONS},
    **{f"F{n}": 0xFFBE + n - 1 for n in range(1, 25)},
    "Pause": 0xFF13, "Insert": 0xFF63, "Delete": 0xFFFF, "Home": 0xFF50, "End": 0xFF57,
    "Scroll_Lock": 0xFF14, "Print": 0xFF61,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord:
    """Modifiers and one key: `key` is a letter, a digit, or an X keysym name (`F9`, `Pause`)."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        names = [name for name in MODIFIERS if name in self.modifiers]
        return "+".join([*names, self.key.lower()])


@dataclass(frozen=True, slots=True)
class HotkeyStatus:
    """Whether a chord works. `key` is its physical key (evdev code), None where not known."""

    verb: Verb
    chord: Chord
    key: int | None
    problem: str | None = None
    """Why it does not work, as a sentence; None if it works in every window."""


OnVerb = Callable[[Verb, int], object]
"""Takes the verb and the monotonic time of the press in nanoseconds, without waiting."""


class Hotkeys(Protocol):
    """Chords that work in every window. One thread runs it."""

    def start(self, on_verb: OnVerb) -> tuple[HotkeyStatus, ...]:
        """Claim the chords; each answer says whether it works. A lost chord is no error.

        Raises:
            CaptureError: the desktop cannot be reached at all.
        """
        ...

    def run(self) -> None:
        """Deliver verbs until stopped; returns early when the desktop goes away."""
        ...

    def check(self) -> None:
        """Raise CaptureError if the desktop went away."""
        ...

    def stop(self) -> None:
        """Release the chords and let `run` return."""
        ...


def parse_chord(text: str) -> Chord:
    """Read `ctrl+alt+p`: at least one of ctrl, alt and super, and one key.

    Raises:
        WrongUse: it is not a chord.
    """
    *names, key = [part.strip().lower() for part in text.split("+")]
    unknown = [name for name in names if name not in MODIFIERS]
    symbol = key if key in US_POSITIONS else OTHER_KEYS.get(key)
    if unknown or symbol is None or len(set(names)) != len(names):
        raise WrongUse(
            f"“{text}” is not a hotkey; write one like ctrl+alt+shift+p, with ctrl, alt, shift or "
            "super and a letter, a digit or a key such as f9."
        )
    # A chord without these would take the key away from ordinary typing.
    if not {"ctrl", "alt", "super"} & set(names):
        raise WrongUse(f"The hotkey “{text}” needs ctrl, alt or super.")
    return Chord(frozenset(names), symbol)


@dataclass(frozen=True, slots=True)
class Gesture:
    """A chord that was recognised: the numbers of the modifier events that belong to it."""

    verb: Verb
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an event stays in the session, and the gestures that are complete with it."""

    keep: bool
    gestures: tuple[Gesture, ...] = ()


class GestureFilter:
    """Finds the chords in numbered key events: their own key is dropped, their modifiers told.

    A modifier's press was recorded before anybody could know that a chord would follow, so it
    stays and the gesture names it. The gesture is complete when its modifiers are up again.
    """

    def __init__(self, statuses: tuple[HotkeyStatus, ...]) -> None:
        """`statuses` as `Hotkeys.start` gave them; chords that do not work are ordinary keys."""
        self._chords = {
            (status.key, status.chord.modifiers): status.verb
            for status in statuses
            if status.problem is None and status.key is not None
        }
        self._modifiers: dict[int, tuple[str, list[int]]] = {}
        self._swallowed: set[int] = set()
        self._open: list[tuple[Verb, set[int], list[int]]] = []

    def take(self, event: KeyEvent) -> Verdict:
        """Judge the next key event, numbered as it would be stored (a dropped number is lost)."""
        name = next((name for name, syms in MODIFIERS.items() if event.symbol in syms), None)
        if name is not None:
            return self._take_modifier(name, event)
        if event.key in self._swallowed:
            if not event.pressed:
                self._swallowed.discard(event.key)
            return Verdict(keep=False)
        held = frozenset(held_name for held_name, _ in self._modifiers.values())
        verb = self._chords.get((event.key, held))
        if verb is None or not event.pressed or event.repeat:
            return Verdict(keep=True)
        self._swallowed.add(event.key)
        seqs = [seq for _, numbers in self._modifiers.values() for seq in numbers]
        self._open.append((verb, set(self._modifiers), seqs))
        return Verdict(keep=False)

    def finish(self) -> tuple[Gesture, ...]:
        """The gestures whose modifiers are still down, as far as they got; then starts afresh."""
        gestures = tuple(Gesture(verb, tuple(sorted(seqs))) for verb, _, seqs in self._open)
        self._open.clear()
        self._modifiers.clear()
        return gestures

    def _take_modifier(self, name: str, event: KeyEvent) -> Verdict:
        for _, keys, seqs in self._open:
            if event.key in keys:
                seqs.append(event.seq)
        if event.pressed:
            self._modifiers.setdefault(event.key, (name, []))[1].append(event.seq)
            return Verdict(keep=True)
        self._modifiers.pop(event.key, None)
        for _, keys, _ in self._open:
            keys.discard(event.key)
        done = tuple(
            Gesture(verb, tuple(sorted(seqs))) for verb, keys, seqs in self._open if not keys
        )
        self._open = [entry for entry in self._open if entry[1]]
        return Verdict(keep=True, gestures=done)


def open_hotkeys(chords: Mapping[Verb, Chord], display: str | None = None) -> Hotkeys:
    """The hotkeys of this platform."""
    if sys.platform == "linux":
        from recorder.capture.hotkeys_x11 import X11Hotkeys

        return X11Hotkeys(chords, display)
    from recorder.capture.hotkeys_portable import PortableHotkeys

    return PortableHotkeys(chords)


def default_chords() -> dict[Verb, Chord]:
    """The chords of a fresh installation."""
    return {verb: parse_chord(text) for verb, text in DEFAULT_CHORDS.items()}


def chosen_chords(words: Iterable[str]) -> dict[Verb, Chord]:
    """The usual chords, with those instead that words like `pause=ctrl+alt+f9` name.

    Raises:
        WrongUse: a word names no verb or no chord, or two verbs have the same chord.
    """
    chords = default_chords()
    for word in words:
        name, _, text = word.partition("=")
        if name not in DEFAULT_CHORDS:
            verbs = ", ".join(DEFAULT_CHORDS)
            raise WrongUse(f"“{word}” names no hotkey; write VERB=CHORD, with one of {verbs}.")
        chords[Verb(name)] = parse_chord(text)
    taken = list(chords.values())
    if twice := next((chord for chord in taken if taken.count(chord) > 1), None):
        raise WrongUse(f"The hotkey “{twice}” is named for two verbs; give each its own.")
    return chords
