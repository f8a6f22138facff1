"""What lies over the picture at one moment: the pointer, rings of clicks, keys. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

import numpy as np

from replay.player_track import Press, Stroke, Track, Turn

MS: Final = 1_000_000
RIPPLE_NS: Final = 450 * MS
TURN_NS: Final = 350 * MS
KEYS_NS: Final = 1_800 * MS
# A pause in typing begins a new line of keys.
PAUSE_NS: Final = 1_000 * MS
SHOWN_MAX: Final = 28


@dataclass(frozen=True, slots=True)
class Ripple:
    """A press of a button: where, how far its ring has grown (0 to 1), and whether it is held."""

    button: str
    x: int
    y: int
    grown: float
    held: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned here; `faded` goes from 0 to 1."""

    x: int
    y: int
    dx: int
    dy: int
    faded: float


@dataclass(frozen=True, slots=True)
class Keycap:
    """What stands in one box: typed text, or a key or chord."""

    label: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything at one moment. `pointer` is None before it was first seen."""

    pointer: tuple[int, int] | None
    ripples: tuple[Ripple, ...]
    wheel: Wheel | None
    keys: tuple[Keycap, ...]
    held: tuple[str, ...]


class Overlays:
    """Finds the overlay of any moment of a track."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._press_t_ns = [press.t_ns for press in track.presses]
        self._turn_t_ns = [turn.t_ns for turn in track.turns]
        self._stroke_t_ns = [stroke.t_ns for stroke in track.strokes]
        # Presses of different buttons overlap, so the longest says how far back to look.
        lengths = [min(press.end_ns - press.t_ns, 60_000 * MS) for press in track.presses]
        self._press_max_ns = max(lengths, default=0) + RIPPLE_NS

    def at(self, t_ns: int) -> Overlay:
        """What is to be shown at a time."""
        return Overlay(
            pointer=self.pointer(t_ns),
            ripples=self._ripples(t_ns),
            wheel=self._wheel(t_ns),
            keys=self._keys(t_ns),
            held=self._held(t_ns),
        )

    def pointer(self, t_ns: int) -> tuple[int, int] | None:
        """Where the pointer was."""
        track = self._track
        place = int(np.searchsorted(track.pointer_t_ns, t_ns, side="right")) - 1
        return None if place < 0 else (int(track.pointer_x[place]), int(track.pointer_y[place]))

    def _ripples(self, t_ns: int) -> tuple[Ripple, ...]:
        found: list[Ripple] = []
        place = bisect_right(self._press_t_ns, t_ns) - 1
        while place >= 0 and t_ns - self._press_t_ns[place] <= self._press_max_ns:
            press = self._track.presses[place]
            if t_ns < max(press.end_ns, press.t_ns + RIPPLE_NS):
                found.append(self._ripple(press, t_ns))
            place -= 1
        return tuple(reversed(found))

    def _ripple(self, press: Press, t_ns: int) -> Ripple:
        held = t_ns < press.end_ns
        where = self.pointer(t_ns) if held else None
        x, y = where or (press.x, press.y)
        return Ripple(press.button, x, y, min(1.0, (t_ns - press.t_ns) / RIPPLE_NS), held)

    def _wheel(self, t_ns: int) -> Wheel | None:
        """Turns that follow each other are one."""
        place = bisect_right(self._turn_t_ns, t_ns) - 1
        if place < 0 or t_ns - self._turn_t_ns[place] >= TURN_NS:
            return None
        last: Turn = self._track.turns[place]
        dx = dy = 0
        next_ns = t_ns
        while place >= 0 and next_ns - self._turn_t_ns[place] < TURN_NS:
            turn = self._track.turns[place]
            dx, dy, next_ns = dx + turn.dx, dy + turn.dy, turn.t_ns
            place -= 1
        return Wheel(last.x, last.y, dx, dy, (t_ns - last.t_ns) / TURN_NS)

    def _keys(self, t_ns: int) -> tuple[Keycap, ...]:
        """The strokes of the last moments; text that was typed on end stands in one box."""
        end = bisect_right(self._stroke_t_ns, t_ns)
        begin, next_ns = end, t_ns
        while begin and self._is_shown(begin - 1, next_ns, t_ns) and end - begin < SHOWN_MAX:
            begin -= 1
            next_ns = self._stroke_t_ns[begin]
        return tuple(_keycaps(self._track.strokes[begin:end]))

    def _is_shown(self, place: int, next_ns: int, t_ns: int) -> bool:
        stroke_ns = self._stroke_t_ns[place]
        return t_ns - stroke_ns < KEYS_NS or (next_ns < t_ns and next_ns - stroke_ns < PAUSE_NS)

    def _held(self, t_ns: int) -> tuple[str, ...]:
        place = int(np.searchsorted(self._track.held_t_ns, t_ns, side="right")) - 1
        return self._track.held[place] if place >= 0 else ()


def _keycaps(strokes: tuple[Stroke, ...]) -> list[Keycap]:
    caps: list[Keycap] = []
    for stroke in strokes:
        if stroke.is_text and caps and caps[-1].is_text:
            caps[-1] = Keycap(caps[-1].label + stroke.label, True)
        else:
            caps.append(Keycap(stroke.label, stroke.is_text))
    return caps
