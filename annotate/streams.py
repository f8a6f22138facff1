"""A candidate taken apart into the streams of a submission, and put together again. Pure.

Who may read which stream is the campaign's. What was typed lies in `text` alone: which keys, how
many and when; each stream is numbered so that it does not tell what lies in another.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import msgspec

from annotate.typed_keys import Typing, typing_of
from recorder.errors import Damaged, FormatError, VersionRefused, WrongUse
from recorder.session import events as ev
from recorder.session.codec import EVENTS_MAX, decode_events, encode_events
from recorder.session.journal import Ending
from recorder.session.layout import Header
from recorder.session.model import Chosen, Chunk, SessionMeta
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from replay.action_types import Click, Drag, Hold, Move, Scroll, Wait
from replay.correction_types import Correction, Delete, Labels, Merge, Overlay, Retype, Split

VERSION: Final = 2
VERSION_OF_REVIEWS: Final = 2
"""Of the stream of labels of a session that its worker corrected; all others are as before."""
VIDEO, ACTIONS, TEXT, CONTEXT, LABELS = "video", "actions", "text", "context", "labels"
NO_KEY: Final = 0
_PART_MAX: Final = 128 * 1024 * 1024
_BATCH_EVENTS: Final = min(EVENTS_MAX, 4096)
_PART: Final = struct.Struct(">cI")
_HEAD, _EVENTS, _MEDIA, _TASK, _CHOSEN, _REVIEW = b"H", b"E", b"M", b"T", b"C", b"R"
_WORDLESS: Final = (Click, Drag, Hold, Move, Scroll, Wait)

_STREAM_OF: Final[Mapping[type[ev.Event], str]] = {
    ev.ButtonEvent: ACTIONS,
    ev.MoveEvent: ACTIONS,
    ev.ScrollEvent: ACTIONS,
    ev.GapEvent: ACTIONS,
    ev.GestureEvent: ACTIONS,
    ev.DesktopEvent: ACTIONS,
    ev.WindowEvent: CONTEXT,
    ev.ElementEvent: CONTEXT,
    # When the screen changed says when a key was pressed, so it goes with the pictures.
    ev.ScreenEvent: VIDEO,
    ev.ConfirmEvent: VIDEO,
    ev.MarkEvent: LABELS,
    ev.OutcomeEvent: LABELS,
    ev.ComposedEvent: TEXT,
}
# Each kind is counted after the last one of those before it: what lies further right leaves no
# hole in the numbers of what lies further left.
_TIERS: Final = ((ACTIONS,), (CONTEXT, LABELS), (VIDEO,), (TEXT,))
_TIER_OF: Final = {stream: tier for tier, each in enumerate(_TIERS) for stream in each}
_BITS: Final = (20, 13, 15, 14)

T = TypeVar("T")


class SubmittedHeader(Header, frozen=True, forbid_unknown_fields=True):
    """The header of a session that was read from custody. Its keys stayed with the worker. `review`
    is what the worker corrected, as far as it leaves."""

    submission: str = ""
    review: Overlay = msgspec.field(default_factory=Overlay)


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands at the beginning of every stream. The task is in `labels`, and which frames
    belong to which step in `video`."""

    stream: str
    meta: SessionMeta
    state: str
    ended_ns: int
    reason: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Parted:
    """A session by streams: `events` with the numbers they leave under, `review` with the names
    that steps have there."""

    session: Session
    events: Mapping[str, tuple[ev.Event, ...]]
    chosen: tuple[Chosen, ...]
    review: Overlay = field(default_factory=Overlay)

    def content(self, stream: str) -> Iterator[bytes]:
        """The content of a stream, in pieces."""
        session = self.session
        meta = msgspec.structs.replace(session.meta, task="", lineage=None, chosen=())
        reason = session.ending.reason if session.ending else ""
        version = VERSION_OF_REVIEWS if stream == LABELS and self.review != Overlay() else 1
        head = _Head(stream, meta, str(session.state), session.duration_ns, reason, version)
        yield _part(_HEAD, msgspec.msgpack.encode(head))
        events = self.events[stream]
        for start in range(0, len(events), _BATCH_EVENTS):
            yield _part(_EVENTS, encode_events(events[start : start + _BATCH_EVENTS]))
        if stream == VIDEO:
            yield _part(_CHOSEN, msgspec.msgpack.encode(self.chosen))
            for chunk in session.chunks:
                yield _part(_MEDIA, msgspec.msgpack.encode(chunk))
        if stream == LABELS:
            yield _part(_TASK, msgspec.msgpack.encode(session.meta.task))
            if self.review != Overlay():
                yield _part(_REVIEW, msgspec.msgpack.encode(self.review))


def part(session: Session, review: Overlay | None = None) -> Parted:
    """Take a session apart. Of its worker's review, the outcome and the corrections leave that say
    nothing in words, because words of a review were not redacted, nor of keys in `text`.

    Raises:
        WrongUse: it has more events of one kind than can be numbered.
    """
    typing = typing_of(session)
    numbers = _numbers(session, typing)
    found: dict[str, list[ev.Event]] = {stream: [] for stream in _TIER_OF}
    for event in session.events:
        number = numbers[event.seq]
        if event.seq in typing.edges:
            found[ACTIONS].append(_edge(number, event))
        if isinstance(event, ev.GestureEvent):
            told = [seq for seq in event.seqs if seq in numbers]
            event = replace(event, seqs=tuple(numbers[seq] for seq in told))
        found[_stream_of(event, typing)].append(replace(event, seq=number))
    chosen = tuple(
        Chosen(f"e{numbers[int(each.step[1:])]}", each.before, each.after)
        for each in session.meta.chosen
        if each.step[1:].isdecimal() and int(each.step[1:]) in numbers
    )
    events = {name: tuple(each) for name, each in found.items()}
    steps = {
        f"e{event.seq}": f"e{numbers[event.seq]}"
        for event in session.events
        if event.seq in typing.edges or _stream_of(event, typing) == ACTIONS
    }
    return Parted(session, events, chosen, _leaving(review or Overlay(), steps))


def join(
    submission: str, worker: str, receipt: str, streams: Mapping[str, Iterable[bytes]]
) -> Session:
    """The session that these streams tell of; what no stream tells is not there.

    Raises:
        Damaged: they are streams of two sessions, or do not read to their end.
        FormatError: one is none, or is another than it is said to be.
        VersionRefused: they were written by a newer Candor.
    """
    heads: list[_Head] = []
    events: dict[int, ev.Event] = {}
    chunks: list[Chunk] = []
    task, chosen, review = "", tuple[Chosen, ...](), Overlay()
    # `text` comes last: its first and last keys take the place of what stands for the typing.
    for stream in sorted(streams, key=lambda name: name == TEXT):
        parts = _parts(streams[stream])
        heads.append(_head(next(parts, (b"", b"")), stream))
        for kind, payload in parts:
            if kind == _EVENTS:
                events |= {each.seq: each for each in decode_events(payload)}
            elif kind == _MEDIA and stream == VIDEO:
                chunks.append(_decoded(payload, Chunk))
            elif kind == _CHOSEN and stream == VIDEO:
                chosen = _decoded(payload, tuple[Chosen, ...])
            elif kind == _TASK and stream == LABELS:
                task = _decoded(payload, str)
            elif kind == _REVIEW and stream == LABELS:
                review = _decoded(payload, Overlay)
            else:
                raise FormatError("A stream holds something that does not belong into it.")
    if not heads or any(_common(each) != _common(heads[0]) for each in heads):
        raise Damaged("The streams of this submission belong to different sessions.")
    joined = _session(submission, worker, receipt, heads[0], events, chunks, task, chosen)
    assert isinstance(joined.header, SubmittedHeader), "what was joined was submitted"
    return replace(joined, header=msgspec.structs.replace(joined.header, review=review))


def _session(
    submission: str,
    worker: str,
    receipt: str,
    head: _Head,
    events: Mapping[int, ev.Event],
    chunks: list[Chunk],
    task: str,
    chosen: tuple[Chosen, ...],
) -> Session:
    meta = msgspec.structs.replace(head.meta, task=task, chosen=chosen)
    frames = sum(len(chunk.frames) for chunk in chunks)
    ending = Ending(head.reason, head.ended_ns, len(events), frames) if head.reason else None
    header = SubmittedHeader(
        session=meta.session,
        started_at=meta.started_at,
        worker=worker,
        verify_key="",
        recording_key="",
        certificate="",
        consent=receipt,
        submission=submission,
    )
    return Session(
        id=meta.session,
        header=header,
        state=SessionState(head.state),
        meta=meta,
        events=tuple(events[seq] for seq in sorted(events)),
        chunks=tuple(chunks),
        ending=ending,
    )


def _numbers(session: Session, typing: Typing) -> dict[int, int]:
    """The number under which each event leaves."""
    numbers: dict[int, int] = {}
    counts = [0] * len(_TIERS)
    for event in session.events:
        tier = 0 if event.seq in typing.edges else _TIER_OF[_stream_of(event, typing)]
        counts[tier] += 1
        counts[tier + 1 :] = [0] * (len(_TIERS) - tier - 1)
        numbers[event.seq] = _number(counts)
    return numbers


def _leaving(review: Overlay, steps: Mapping[str, str]) -> Overlay:
    """What leaves of a review, with the steps under the names that they leave under."""
    made: list[Correction] = []
    for each in review.corrections:
        match each:
            case Split() if {each.step, each.second} <= steps.keys():
                made.append(Split(steps[each.step], steps[each.second]))
            case Merge() if set(each.steps) <= steps.keys():
                made.append(Merge(tuple(steps[name] for name in each.steps)))
            case Delete() if each.step in steps:
                made.append(Delete(steps[each.step]))
            case Retype() if each.step in steps and isinstance(each.action, _WORDLESS):
                made.append(Retype(steps[each.step], each.action))
            case _:
                continue
    return Overlay(tuple(made), Labels(outcome=review.labels.outcome))


def _stream_of(event: ev.Event, typing: Typing) -> str:
    if isinstance(event, ev.KeyEvent):
        return TEXT if event.seq in typing.keys else ACTIONS
    if isinstance(event, ev.GestureEvent) and not typing.keys.isdisjoint(event.seqs):
        # It names keys that only this stream holds.
        return TEXT
    return _STREAM_OF[type(event)]


def _edge(number: int, event: ev.Event) -> ev.KeyEvent:
    """What stands for typing where it begins and ends: that something was typed, no more."""
    assert isinstance(event, ev.KeyEvent), "typing begins and ends with a key"
    return ev.KeyEvent(number, event.t_ns, event.pressed, NO_KEY, "", None)


def _number(counts: list[int]) -> int:
    number = 0
    for count, bits in zip(counts, _BITS, strict=True):
        if count >> bits:
            raise WrongUse("This session is too long for one submission; cut a part out of it.")
        number = number << bits | count
    return number


def _part(kind: bytes, payload: bytes) -> bytes:
    assert len(payload) <= _PART_MAX, "a larger part would be refused by whoever reads it"
    return _PART.pack(kind, len(payload)) + payload


def _parts(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= _PART.size:
            kind, length = _PART.unpack_from(held)
            if length > _PART_MAX:
                raise FormatError("A part of a stream is longer than parts are.")
            if len(held) < _PART.size + length:
                break
            yield kind, bytes(held[_PART.size : _PART.size + length])
            del held[: _PART.size + length]
    if held:
        raise Damaged("A stream of the submission ends in the middle.")


def _head(first: tuple[bytes, bytes], stream: str) -> _Head:
    kind, payload = first
    if kind != _HEAD:
        raise FormatError("A stream of the submission does not begin as streams do.")
    if _decoded(payload, _Version).version > VERSION:
        raise VersionRefused("The submission was written by a newer Candor; update this one.")
    head = _decoded(payload, _Head)
    if head.stream != stream:
        raise FormatError("A stream of the submission is another than its manifest says.")
    return head


def _common(head: _Head) -> _Head:
    return msgspec.structs.replace(head, stream="", version=0)


def _decoded(payload: bytes, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("A stream of the submission cannot be read.") from error


class _Version(msgspec.Struct):
    version: int
