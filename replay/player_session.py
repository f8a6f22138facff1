"""A session opened for looking: its description, track and video, each read when it is needed.

It knows neither keys nor threads: whoever has them passes in `Source`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from recorder.errors import Damaged, FormatError
from recorder.session.columns import Columns
from recorder.session.events import Event
from recorder.session.journal import Ending
from recorder.session.layout import RecordType
from recorder.session.model import SessionMeta
from recorder.session.reader import decode
from recorder.session.scan import SessionState
from recorder.vault.packing import Contents
from replay.actions import reduce
from replay.player_media import Media
from replay.player_track import Track, all_events, duration_of, track_of
from replay.steps import steps_of
from replay.trajectory import Step

ROUNDS_MAX = 64
EVENTS_AT_ONCE = 256
TAKEN_AT_ONCE = 64


class Source(Protocol):
    """An open session of which any record can be read. `OpenSession` of the keeper is one."""

    @property
    def contents(self) -> Contents: ...

    def read(self, wanted: Sequence[int]) -> Iterator[bytes]:
        """The payloads of the records at these places. Raises CandorError."""
        ...


class OpenSource(Source, Protocol):
    """A source that somebody has to let go of."""

    def close(self) -> None:
        """Nothing is read of it any more. Raises CandorError."""
        ...


@dataclass(slots=True)
class Opened:
    """What is known of an opened session so far. `problem` says why it ends where it does."""

    contents: Contents
    meta: SessionMeta
    media: Media
    ending: Ending | None
    columns: Columns = field(default_factory=Columns)
    problem: str | None = None

    @property
    def state(self) -> SessionState:
        return self.contents.state if self.problem is None else SessionState.DAMAGED

    @property
    def duration_ns(self) -> int:
        return duration_of(self.columns, self.ending.at_ns if self.ending else None)


def begin(source: Source) -> Opened:
    """Read a session's description and how it ended; no events, no video.

    Raises:
        Damaged: not even its description can be read.
    """
    contents = source.contents
    places = contents.places(RecordType.META)
    if not places:
        raise Damaged("The session ends before its own description; nothing of it can be shown.")
    (payload,) = source.read(places[:1])
    meta = decode(payload, SessionMeta)
    if meta.session != contents.header.session:
        raise Damaged("The session's description belongs to another session.")
    ending = None
    if ends := contents.places(RecordType.END):
        (payload,) = source.read(ends[-1:])
        ending = decode(payload, Ending)
    media = Media(len(contents.places(RecordType.MEDIA)))
    return Opened(contents, meta, media, ending, problem=contents.problem)


class EventReader:
    """Reads all events, some records at a time, so that other work can come between.

    A damaged record ends them and is noted as the session's problem.
    """

    def __init__(self, source: Source, opened: Opened) -> None:
        self._source = source
        self._opened = opened
        self._left = list(opened.contents.places(RecordType.EVENTS))

    def more(self, count: int) -> bool:
        """Read the next records; False when there are no more."""
        wanted, self._left = self._left[:count], self._left[count:]
        columns, opened = self._opened.columns, self._opened
        try:
            for payloads in _together(self._source.read(wanted)):
                columns.take(*payloads)
        except (Damaged, FormatError) as error:
            opened.problem = opened.problem or str(error)
            self._left = []
        if not self._left and opened.problem is None and opened.ending is not None:
            opened.problem = _miscount(opened.ending.events, len(columns))
        return bool(self._left)


def read_events(source: Source, opened: Opened) -> Track:
    """Read all events at once."""
    reader = EventReader(source, opened)
    while reader.more(EVENTS_AT_ONCE):
        pass
    return track_of(opened.columns, opened.duration_ns)


def read_video(source: Source, opened: Opened, t_ns: int) -> None:
    """Read what the frame at a time needs.

    Raises:
        Damaged: it can not be shown.
    """
    for _ in range(ROUNDS_MAX):
        if not (missing := opened.media.missing(t_ns)):
            return
        read_records(source, opened, missing)
    raise Damaged("A part of the video is larger than can be shown.")


def read_more_video(source: Source, opened: Opened, count: int) -> bool:
    """Read the next records of which nothing is known; False when there are none."""
    if not (unread := opened.media.unread(count)):
        return False
    read_records(source, opened, unread)
    return True


def read_records(source: Source, opened: Opened, records: Sequence[int]) -> None:
    """Read these records of video."""
    places = opened.contents.places(RecordType.MEDIA)
    opened.media.take(records, source.read([places[record] for record in records]))


def steps_in(columns: Columns) -> tuple[Step, ...]:
    """The steps of a session. It takes seconds for a long one."""
    reduction = reduce(all_events(columns))
    # Observations and windows are told by events that are not movement.
    told: list[Event] = columns.others
    return steps_of(told, reduction)


def _together(payloads: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Some at a time. What came before an error is given first."""
    waiting: list[bytes] = []
    try:
        for payload in payloads:
            waiting.append(payload)
            if len(waiting) == TAKEN_AT_ONCE:
                yield waiting
                waiting = []
    except (Damaged, FormatError):
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting


def _miscount(expected: int, found: int) -> str | None:
    if expected == found:
        return None
    return f"The session had {expected} events; {found} are there."
