"""What a loader makes of a foreign recording: events, pictures, and an account of every row.

Plain data. Times are nanoseconds on the clock of the source; who writes the session shifts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from recorder.errors import FormatError
from recorder.session.events import Event
from recorder.session.model import Rect
from replay.load.source import Source

UNNUMBERED = -1
EVENTS_MAX = 2_000_000
SIDE_MAX_PX = 16_384
PIXELS_MAX = 64_000_000

Image = npt.NDArray[np.uint8]
Picture = tuple[int, Image]
"""When it was on the screen, and blue, green, red of every pixel."""


@dataclass(slots=True)
class Account:
    """Where the rows of a source went: each became events or was left out, with the reason."""

    rows: int = 0
    used: int = 0
    left_out: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])
    events: int = 0
    pictures: int = 0
    frames: int = 0

    def use(self) -> None:
        self.rows += 1
        self.used += 1

    def leave_out(self, why: str) -> None:
        self.rows += 1
        self.left_out[why] += 1

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)

    def check(self) -> None:
        """See that every row is accounted for.

        Raises:
            FormatError: the sums differ, which is a defect of the loader.
        """
        if self.rows != self.used + self.left_out.total():
            raise FormatError("The rows of the recording do not add up; nothing was imported.")

    def sentences(self) -> list[str]:
        """The account for people."""
        lines = [f"{self.rows} rows: {self.used} became {self.events} events."]
        lines += [f"{count} left out: {why}." for why, count in sorted(self.left_out.items())]
        if self.pictures:
            lines.append(f"{self.pictures} pictures: {self.frames} showed a change and are frames.")
        return lines + self.notes

    def document(self) -> dict[str, Any]:
        """The account as plain data for JSON."""
        return {
            "rows": self.rows,
            "used": self.used,
            "left_out": dict(sorted(self.left_out.items())),
            "events": self.events,
            "pictures": self.pictures,
            "frames": self.frames,
            "notes": list(self.notes),
        }


@dataclass(slots=True)
class Foreign:
    """A foreign recording in Candor's terms.

    `screen` is what the pictures show, in the pixels that the places are told in. `width` and
    `height` are those of the desktop. `epoch_ns` is the wall clock at 0 of the source's clock, or
    None where it does not say. `events` are unnumbered, in the order of the source.
    """

    source: str
    screen: Rect
    width: int
    height: int
    account: Account
    events: list[Event] = field(default_factory=list[Event])
    pictures: Callable[[], Iterator[Picture]] | None = None
    task: str = ""
    epoch_ns: int | None = None
    platform: str = "unknown"

    def add(self, event: Event) -> None:
        """Take an event.

        Raises:
            FormatError: there are more than an import takes.
        """
        if len(self.events) >= EVENTS_MAX:
            raise FormatError("The recording has more events than an import takes.")
        self.events.append(event)


class Loader(Protocol):
    """One foreign format."""

    name: str
    title: str
    cannot: tuple[str, ...]

    def fits(self, source: Source) -> bool:
        """Whether the source looks like this format, by names and first bytes alone."""
        ...

    def load(self, source: Source) -> Foreign:
        """Read it.

        Raises:
            FormatError: it is not what the format allows; names the file and the place.
            StorageError: it cannot be read.
        """
        ...


def checked_screen(width: int, height: int, place: str) -> Rect:
    """A screen of this size.

    Raises:
        FormatError: nobody has such a screen.
    """
    sides = 1 <= width <= SIDE_MAX_PX and 1 <= height <= SIDE_MAX_PX
    if not sides or width * height > PIXELS_MAX:
        raise FormatError(f"{place}: the screen has an impossible size.")
    return Rect(0, 0, width, height)
