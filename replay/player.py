"""The playhead: where it stands, how fast it goes, between which points. Pure; no clock, no Qt.

Every change gives a new playhead. Times are nanoseconds since the start of the session.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

SPEEDS: Final = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0)
SHUTTLE_MAX: Final = 16.0


class Loop(StrEnum):
    """What happens at the end."""

    OFF = "off"
    SELECTION = "selection"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Playhead:
    """`pace` is how fast it goes now: 0 stands, negative goes back. `speed` is what play means."""

    duration_ns: int = 0
    t_ns: int = 0
    pace: float = 0.0
    speed: float = 1.0
    in_ns: int | None = None
    out_ns: int | None = None
    loop: Loop = Loop.OFF

    @property
    def moving(self) -> bool:
        return self.pace != 0.0

    @property
    def bounds_ns(self) -> tuple[int, int]:
        """From where to where it plays: the selection when that is looped, else everything."""
        if self.loop is not Loop.SELECTION:
            return 0, self.duration_ns
        end_ns = self.duration_ns if self.out_ns is None else self.out_ns
        return self.in_ns or 0, end_ns


def seek(head: Playhead, t_ns: int) -> Playhead:
    """Go to a time; beyond the ends it is the end."""
    return replace(head, t_ns=min(max(t_ns, 0), head.duration_ns))


def grown(head: Playhead, duration_ns: int) -> Playhead:
    """The same when the session turns out to last this long."""
    return seek(replace(head, duration_ns=duration_ns), head.t_ns)


def play_or_pause(head: Playhead) -> Playhead:
    """Play from here, or stand still; at the end it plays from the beginning again."""
    if head.moving:
        return replace(head, pace=0.0)
    begin_ns, end_ns = head.bounds_ns
    at_ns = begin_ns if not begin_ns <= head.t_ns < end_ns else head.t_ns
    return replace(head, pace=head.speed, t_ns=at_ns)


def pause(head: Playhead) -> Playhead:
    return replace(head, pace=0.0)


def shuttle(head: Playhead, direction: int) -> Playhead:
    """Play in a direction (1 or -1); again in the same direction, twice as fast."""
    if head.pace * direction <= 0:
        return replace(head, pace=float(direction))
    faster = max(1.0, abs(head.pace) * 2)
    return replace(head, pace=direction * min(faster, SHUTTLE_MAX))


def choose_speed(head: Playhead, speed: float) -> Playhead:
    """Let play mean this speed, from now on if it plays."""
    pace = head.pace if not head.moving else speed if head.pace > 0 else -speed
    return replace(head, speed=speed, pace=pace)


def advance(head: Playhead, elapsed_ns: int) -> Playhead:
    """Where it is after so much time; it stops at an end, or goes round where that is wanted."""
    if not head.moving:
        return head
    begin_ns, end_ns = head.bounds_ns
    at_ns = head.t_ns + int(elapsed_ns * head.pace)
    if begin_ns <= at_ns < end_ns:
        return replace(head, t_ns=at_ns)
    if head.loop is Loop.OFF or end_ns <= begin_ns:
        return replace(head, t_ns=end_ns if head.pace > 0 else begin_ns, pace=0.0)
    return replace(head, t_ns=begin_ns if head.pace > 0 else end_ns - 1)


def set_in(head: Playhead) -> Playhead:
    """Let the selection begin here; an end before it is dropped. Where it is already: no more."""
    if head.in_ns == head.t_ns:
        return replace(head, in_ns=None)
    keeps = head.out_ns is not None and head.out_ns > head.t_ns
    return replace(head, in_ns=head.t_ns, out_ns=head.out_ns if keeps else None)


def set_out(head: Playhead) -> Playhead:
    """Let the selection end here; a beginning behind it is dropped."""
    if head.out_ns == head.t_ns:
        return replace(head, out_ns=None)
    keeps = head.in_ns is not None and head.in_ns < head.t_ns
    return replace(head, out_ns=head.t_ns, in_ns=head.in_ns if keeps else None)


def hop(head: Playhead, times_ns: Sequence[int], direction: int) -> Playhead:
    """Stand at the next of these times (frames, steps, markers) in a direction."""
    if direction > 0:
        place = bisect_right(times_ns, head.t_ns)
        target = times_ns[place] if place < len(times_ns) else None
    else:
        place = bisect_left(times_ns, head.t_ns) - 1
        target = times_ns[place] if place >= 0 else None
    still = pause(head)
    return still if target is None else seek(still, int(target))


def clock(t_ns: int, *, millis: bool = True) -> str:
    """A time as people write it: `0:03.120`, `1:02:03.000`."""
    ms, seconds = t_ns // 1_000_000 % 1000, t_ns // 1_000_000_000
    minutes, hours = seconds // 60 % 60, seconds // 3600
    text = f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
    return f"{text}.{ms:03}" if millis else text


def parse_clock(text: str) -> int | None:
    """The time that a person wrote: `83`, `1:23`, `1:23.5`, `1:02:03`; None when it is none."""
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3 or not all(part and _is_number(part) for part in parts):
        return None
    if any("." in part for part in parts[:-1]):
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return round(seconds * 1e9)


def _is_number(part: str) -> bool:
    return part.replace(".", "", 1).isdigit() and part.isascii()
