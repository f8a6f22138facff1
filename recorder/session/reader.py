"""A session in memory, made of plain records. It neither decrypts nor decodes pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from recorder.errors import Damaged, FormatError, VersionRefused
from recorder.session.codec import decode_events
from recorder.session.events import Event, ScreenEvent
from recorder.session.journal import Ending, Forgetting
from recorder.session.layout import Header, RecordType
from recorder.session.model import Chunk, EndReason, SessionMeta
from recorder.session.opening import PlainRecord
from recorder.session.scan import SessionState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that a session holds. `problem` says why a damaged one ends where it does."""

    id: str
    header: Header
    state: SessionState
    meta: SessionMeta
    events: tuple[Event, ...]
    chunks: tuple[Chunk, ...]
    ending: Ending | None = None
    problem: str | None = None

    @property
    def duration_ns(self) -> int:
        """From the start to the last thing known."""
        times = [self.ending.at_ns] if self.ending else []
        times += [event.t_ns for event in self.events[-1:]]
        times += [t_ns for chunk in self.chunks[-1:] for _, t_ns, _, _ in chunk.frames[-1:]]
        return max(times, default=0)


@dataclass(slots=True)
class _Assembly:
    """What the records said so far."""

    meta: SessionMeta | None = None
    events: list[Event] = field(default_factory=list[Event])
    chunks: list[Chunk] = field(default_factory=list[Chunk])
    ending: Ending | None = None
    forgot: bool = False

    def take(self, record: PlainRecord) -> None:
        match RecordType(record.type):
            case RecordType.META:
                self.meta = decode(record.payload, SessionMeta)
            case RecordType.EVENTS:
                self._take_events(decode_events(record.payload))
            case RecordType.MEDIA:
                self.chunks.append(decode(record.payload, Chunk))
            case RecordType.FORGET:
                decode(record.payload, Forgetting)
                self.forgot = True
            case RecordType.END:
                self.ending = decode(record.payload, Ending)

    def _take_events(self, batch: tuple[Event, ...]) -> None:
        if self.events and batch and batch[0].seq <= self.events[-1].seq:
            raise FormatError("Events of the session are out of order.")
        self.events += batch

    def miscount(self) -> str | None:
        """What does not add up in a complete session: every accepted event and frame is there."""
        if self.ending is None:
            return None
        frames = sum(len(chunk.frames) for chunk in self.chunks)
        if len(self.events) != self.ending.events:
            return f"The session had {self.ending.events} events; {len(self.events)} are there."
        if frames != self.ending.frames:
            return f"The session had {self.ending.frames} frames; {frames} are there."
        if self.ending.reason == EndReason.INPUT_LOST:
            return "The recording ended because input came too fast; some of it may be missing."
        told = sum(isinstance(event, ScreenEvent) for event in self.events)
        if not frames == told == len(self.shown()) and not self.forgot:
            return f"The session has {frames} frames and {told} events of frames."
        return None

    def shown(self) -> frozenset[int]:
        """The frames that have both a picture and an event."""
        pictures = {frame for chunk in self.chunks for frame, _, _, _ in chunk.frames}
        events = {event.frame for event in self.events if isinstance(event, ScreenEvent)}
        return frozenset(pictures & events)

    def seen_events(self) -> Iterator[Event]:
        """All events but those of frames whose picture was cut off or forgotten: the video and
        the events of a moment lie in different records, so one can be left without the other."""
        shown = self.shown()
        for event in self.events:
            if not isinstance(event, ScreenEvent) or event.frame in shown:
                yield event


def read_session(header: Header, records: Iterable[PlainRecord]) -> Session:
    """Put a session together; a damaged one is returned up to its damage, marked as such.

    Raises:
        Damaged: not even its description can be read.
        CandorError: reading ended for another reason than damage, such as a newer version.
    """
    got = _Assembly()
    problem: str | None = None
    try:
        for record in records:
            got.take(record)
    except VersionRefused:
        raise
    except (Damaged, FormatError) as error:
        if got.meta is None:
            raise
        problem = str(error)
    if got.meta is None:
        raise Damaged("The session ends before its own description; nothing of it can be shown.")
    if got.meta.session != header.session:
        raise Damaged("The session's description belongs to another session.")
    problem = problem or got.miscount()
    state = SessionState.COMPLETE if got.ending else SessionState.INTERRUPTED
    return Session(
        id=got.meta.session,
        header=header,
        state=SessionState.DAMAGED if problem else state,
        meta=got.meta,
        events=tuple(got.seen_events()),
        chunks=tuple(got.chunks),
        ending=got.ending,
        problem=problem,
    )


def decode(payload: bytes, kind: type[T]) -> T:
    """Decode a sealed MessagePack value.

    Raises:
        FormatError: it is not one of `kind`.
    """
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"A record does not hold a valid {kind.__name__}.") from error
