"""What can be read on the screen over a session, and from which frame to which.

Only what changed is read: at once where much changed, and where somebody types or something
blinks when it has come to rest, or once a second. What is found counts from the first change
before it was read until before the next change that was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from annotate.detect.lines import Find, LineReader, SeenLine
from annotate.detect.model import Pixels, Sighting
from annotate.detect.regions import changed_areas
from recorder.session.events import ScreenEvent
from recorder.session.model import Rect

Picture = NDArray[np.uint8]

LARGE_PX: Final = 24_000
LARGE_EVERY_NS: Final = 200_000_000
REST_NS: Final = 500_000_000
WAIT_MAX_NS: Final = 1_000_000_000
PLACE_SHARE: Final = 0.5


class Frames(Protocol):
    """Decodes frames by their index: rows of blue, green, red. Raises CandorError."""

    def frame(self, index: int) -> Picture: ...


@dataclass(slots=True)
class _Waiting:
    """An area that changed and was not read yet."""

    rect: Rect
    first: int
    since_ns: int
    last_ns: int
    is_large: bool


@dataclass(slots=True)
class _Live:
    """A line with findings that is still on the screen."""

    line: SeenLine
    first: int
    read_at: int


@dataclass(slots=True)
class ScreenScanner:
    """Walks the frames of a session once, in order. `captured` is where they lie on the desktop."""

    reader: LineReader
    captured: Rect
    _before: Picture | None = None
    _frame: int = 0
    _large_ns: int = -LARGE_EVERY_NS
    _waiting: list[_Waiting] = field(default_factory=list[_Waiting])
    _live: list[_Live] = field(default_factory=list[_Live])
    _done: list[Sighting] = field(default_factory=list[Sighting])

    def take(self, event: ScreenEvent, picture: Picture) -> None:
        """Look at the next frame.

        Raises:
            CandorError: text cannot be read.
        """
        changed = event.changed
        within = Rect(
            changed.x - self.captured.x, changed.y - self.captured.y, changed.width, changed.height
        )
        if self._before is None or self._before.shape != picture.shape:
            self._end_all()
            within = Rect(0, 0, picture.shape[1], picture.shape[0])
        # What had come to rest, or is about to be painted over, is read as it was until now.
        self._read([one for one in self._waiting if _is_due(one, event.t_ns)])
        areas = changed_areas(self._before, picture, within)
        self._read([one for one in self._waiting if _is_lost(one, areas)])
        for area in areas:
            self._note(area, event)
        self._before, self._frame = picture, event.frame
        if event.t_ns - self._large_ns >= LARGE_EVERY_NS:
            large = [one for one in self._waiting if one.is_large]
            self._large_ns = event.t_ns if large else self._large_ns
            self._read(large)

    def finish(self) -> tuple[Sighting, ...]:
        """Read what still waits, and say what was found.

        Raises:
            CandorError: text cannot be read.
        """
        self._read(list(self._waiting))
        self._end_all()
        return joined(self._done)

    def _note(self, area: Rect, event: ScreenEvent) -> None:
        is_large = area.width * area.height >= LARGE_PX
        for one in self._waiting:
            if one.rect.intersect(area) and one.is_large == is_large:
                one.rect, one.last_ns = one.rect.union(area), event.t_ns
                one.is_large |= one.rect.width * one.rect.height >= LARGE_PX
                return
        self._waiting.append(_Waiting(area, event.frame, event.t_ns, event.t_ns, is_large))

    def _read(self, due: list[_Waiting]) -> None:
        picture = self._before
        if not due or picture is None:
            return
        self._waiting = [one for one in self._waiting if one not in due]
        first = min(one.first for one in due)
        changed = [one.rect for one in due]
        lines = self.reader.lines(picture, changed)
        self._replace(changed, [line for line in lines if _touches(line.rect, changed)], first)

    def _replace(self, changed: list[Rect], lines: list[SeenLine], first: int) -> None:
        """Lines in changed places end, unless they are there again; new ones begin."""
        ending = [one for one in self._live if _touches(one.line.rect, changed)]
        for line in lines:
            same = [one for one in ending if one.line.text == line.text]
            stayed = next((one for one in same if _same_place(one.line.rect, line.rect)), None)
            if stayed is not None:
                ending.remove(stayed)
                stayed.read_at = self._frame
                continue
            for one in same:
                # It moved: between the two readings it was somewhere between the two places.
                way = _Live(
                    SeenLine(line.text, one.line.rect.union(line.rect), line.findings),
                    one.read_at,
                    self._frame,
                )
                self._end(way)
            self._live.append(_Live(line, first, self._frame))
        for one in ending:
            self._live.remove(one)
            self._end(one)

    def _end(self, one: _Live) -> None:
        rect = one.line.rect
        place = Rect(rect.x + self.captured.x, rect.y + self.captured.y, rect.width, rect.height)
        pixels = Pixels(one.first, max(one.first, self._frame), place)
        self._done += [Sighting(pixels, finding, one.line.text) for finding in one.line.findings]

    def _end_all(self) -> None:
        for one in self._live:
            self._end(one)
        self._live = []


def scan_screen(
    events: Sequence[ScreenEvent],
    frames: Frames,
    captured: Rect,
    find: Find,
    progress: Callable[[float], None] = lambda share: None,
    check: Callable[[], None] = lambda: None,
) -> tuple[Sighting, ...]:
    """What detectors find on the screen. `check` may raise to stop it, `progress` is told 0 to 1.

    Raises:
        CandorError: a frame cannot be decoded, or text cannot be read.
    """
    scanner = ScreenScanner(LineReader(find), captured)
    for number, event in enumerate(events):
        check()
        scanner.take(event, frames.frame(event.frame))
        progress((number + 1) / len(events))
    check()
    return scanner.finish()


def joined(sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The same text in the same place in frames that follow each other, as one."""
    done: list[Sighting] = []
    for one in sorted(sightings, key=lambda one: _pixels(one).first):
        for number, other in enumerate(done):
            if _is_same(other, one) and _pixels(one).first <= _pixels(other).last + 1:
                a, b = _pixels(other), _pixels(one)
                place = Pixels(min(a.first, b.first), max(a.last, b.last), a.rect.union(b.rect))
                done[number] = Sighting(place, other.finding, other.text)
                break
        else:
            done.append(one)
    return tuple(done)


def _pixels(one: Sighting) -> Pixels:
    assert isinstance(one.place, Pixels)
    return one.place


def _is_same(one: Sighting, other: Sighting) -> bool:
    return (
        one.text == other.text
        and (one.finding.kind, one.finding.start) == (other.finding.kind, other.finding.start)
        and _same_place(_pixels(one).rect, _pixels(other).rect)
    )


def _is_due(one: _Waiting, t_ns: int) -> bool:
    rest_ns = LARGE_EVERY_NS if one.is_large else REST_NS
    return t_ns - one.last_ns >= rest_ns or t_ns - one.since_ns >= WAIT_MAX_NS


def _is_lost(one: _Waiting, areas: Sequence[Rect]) -> bool:
    """Whether a large change takes away what a small one had left to read."""
    large = [area for area in areas if area.width * area.height >= LARGE_PX]
    return not one.is_large and _touches(one.rect, large)


def _touches(rect: Rect, others: Sequence[Rect]) -> bool:
    return any(rect.intersect(other) for other in others)


def _same_place(one: Rect, other: Rect) -> bool:
    shared = one.intersect(other)
    if shared is None:
        return False
    smaller = min(one.width * one.height, other.width * other.height)
    return shared.width * shared.height >= PLACE_SHARE * smaller


def screen_events(events: Sequence[object]) -> Iterator[ScreenEvent]:
    """The events of frames among others."""
    return (event for event in events if isinstance(event, ScreenEvent))
