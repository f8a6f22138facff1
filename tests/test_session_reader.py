"""A session put together from plain records: what is whole, what is left of one that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recorder.errors import CandorError, Damaged, FormatError, Locked, StorageError, VersionRefused
from recorder.session import events as ev
from recorder.session.codec import encode_events
from recorder.session.journal import Ending, Forgetting
from recorder.session.layout import Header, RecordType
from recorder.session.model import Chunk, SessionMeta
from recorder.session.opening import PlainRecord
from recorder.session.reader import Session, read_session
from recorder.session.scan import SessionState
from tests.session_helpers import (
    SECOND,
    begin,
    encoded,
    make_meta,
    make_worker,
    of_stream,
    read,
    record_spans,
    shown,
    typed,
    write_session,
)

META = make_meta()
HEADER = Header(META.session, META.started_at, "w", "", "", "", consent="c0ffee")
FIRST, SECOND_CHUNK = encoded([0, 1]), of_stream(encoded([2], start_ns=SECOND), 1)
EVENTS: tuple[ev.Event, ...] = (shown(0, 0, 0), shown(1, 1, SECOND // 10), shown(2, 2, SECOND))

TYPES: dict[type[Any], RecordType] = {
    SessionMeta: RecordType.META,
    Chunk: RecordType.MEDIA,
    Forgetting: RecordType.FORGET,
    Ending: RecordType.END,
}


def records(*contents: Any) -> Iterator[PlainRecord]:
    """Each content as the record that holds it; events stand in a tuple; an error is raised."""
    for index, content in enumerate(contents):
        if isinstance(content, Exception):
            raise content
        if isinstance(content, tuple):
            yield PlainRecord(index, RecordType.EVENTS, encode_events(content))
        elif isinstance(content, PlainRecord):
            yield content
        else:
            yield PlainRecord(index, TYPES[type(content)], msgspec.msgpack.encode(content))


def session(*contents: Any, header: Header = HEADER) -> Session:
    return read_session(header, records(*contents))


def ended(events: int, frames: int, reason: str = "stopped", at_ns: int = 2 * SECOND) -> Ending:
    return Ending(reason, at_ns, events, frames)


def test_a_session_with_its_end_and_all_that_it_counts_is_complete() -> None:
    whole = session(META, EVENTS, FIRST, SECOND_CHUNK, ended(3, 3))

    assert (whole.state, whole.problem) == (SessionState.COMPLETE, None)
    assert (whole.id, whole.meta, whole.events) == (META.session, META, EVENTS)
    assert whole.chunks == (FIRST, SECOND_CHUNK)
    assert whole.duration_ns == 2 * SECOND


def test_without_its_end_it_is_interrupted_at_the_last_thing_known() -> None:
    for contents, last_ns in (
        ((META, EVENTS[:2], FIRST), SECOND // 10),
        ((META, (ev.ConfirmEvent(0, 0),), SECOND_CHUNK), SECOND),
        ((META,), 0),
    ):
        cut = session(*contents)
        assert (cut.state, cut.problem, cut.ending) == (SessionState.INTERRUPTED, None, None)
        assert cut.duration_ns == last_ns


def test_the_event_of_a_frame_whose_picture_was_cut_off_is_not_shown() -> None:
    """Events and video lie in different records: one may be left without the other."""
    cut = session(META, (*EVENTS, ev.ConfirmEvent(3, 2 * SECOND)), FIRST)

    assert [event.seq for event in cut.events] == [0, 1, 3]
    assert (cut.state, cut.problem) == (SessionState.INTERRUPTED, None)


def test_a_picture_whose_event_was_cut_off_is_no_fault() -> None:
    cut = session(META, EVENTS[:1], FIRST, SECOND_CHUNK)

    assert (cut.events, cut.state) == (EVENTS[:1], SessionState.INTERRUPTED)
    assert cut.chunks == (FIRST, SECOND_CHUNK)


def test_events_of_frames_that_were_forgotten_are_not_shown(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    journal = begin(worker)
    journal.append_media(FIRST)
    journal.append_events([*EVENTS[:2], ev.ConfirmEvent(2, 3 * SECOND // 2)])
    journal.append_media(SECOND_CHUNK)
    journal.forget(SECOND, 2 * SECOND)
    journal.end("stopped", 3 * SECOND)

    left = read(journal.path, worker)

    assert (left.state, left.problem) == (SessionState.COMPLETE, None)
    assert (left.events, left.chunks) == ((), (FIRST,))


@pytest.mark.parametrize(
    ("contents", "problem"),
    [
        ((META, EVENTS, FIRST, SECOND_CHUNK, ended(4, 3)), "had 4 events; 3 are there"),
        ((META, EVENTS, FIRST, SECOND_CHUNK, ended(3, 4)), "had 4 frames; 3 are there"),
        ((META, EVENTS, FIRST, ended(3, 2)), "has 2 frames and 3 events of frames"),
        ((META, EVENTS[:1], FIRST, ended(1, 2)), "has 2 frames and 1 events of frames"),
        ((META, EVENTS[1:], FIRST, ended(2, 2)), "has 2 frames and 2 events of frames"),
        ((META, ended(0, 0, "input lost")), "input came too fast"),
    ],
)
def test_an_end_that_counts_what_is_not_there_is_damage(
    contents: tuple[Any, ...], problem: str
) -> None:
    whole = session(*contents)

    assert whole.state is SessionState.DAMAGED
    assert whole.problem is not None
    assert problem in whole.problem


def test_after_forgetting_a_frame_may_have_no_event() -> None:
    whole = session(META, EVENTS[:1], FIRST, Forgetting(SECOND, 2 * SECOND), ended(1, 2))

    assert (whole.state, whole.problem) == (SessionState.COMPLETE, None)


@pytest.mark.parametrize(
    "fault",
    [
        Damaged("Record 3 of the session was altered: its signature does not fit."),
        FormatError("Record 3 of the session is out of order."),
    ],
)
def test_a_damaged_session_is_shown_up_to_its_damage_and_says_so(fault: CandorError) -> None:
    left = session(META, EVENTS, FIRST, fault)

    assert (left.state, left.problem) == (SessionState.DAMAGED, str(fault))
    assert left.events == EVENTS[:2]
    assert left.chunks == (FIRST,)


@pytest.mark.parametrize(
    "content",
    [
        (ev.ConfirmEvent(2, 0),),
        (ev.ConfirmEvent(1, 0),),
        PlainRecord(2, RecordType.EVENTS, b"\x01\xff"),
        PlainRecord(2, RecordType.MEDIA, b"\x90"),
        PlainRecord(2, RecordType.FORGET, b""),
        PlainRecord(2, RecordType.END, b"\x80"),
        PlainRecord(2, RecordType.META, b"\x91" * 9999),
    ],
)
def test_a_record_that_does_not_fit_is_damage_behind_the_good_part(content: Any) -> None:
    left = session(META, (ev.ConfirmEvent(0, 0), ev.ConfirmEvent(2, 1)), content)

    assert left.state is SessionState.DAMAGED
    assert len(left.events) == 2


def test_a_session_without_a_description_cannot_be_shown() -> None:
    with pytest.raises(Damaged, match="before its own description"):
        session()
    with pytest.raises(Damaged, match="signature"):
        session(Damaged("Record 0 of the session was altered: its signature does not fit."))


def test_the_description_of_another_session_is_refused() -> None:
    with pytest.raises(Damaged, match="belongs to another session"):
        session(make_meta())


@pytest.mark.parametrize(
    "error", [Locked("The keeper is gone."), StorageError("read error"), VersionRefused("newer")]
)
def test_what_is_no_damage_is_not_called_damage(error: CandorError) -> None:
    with pytest.raises(type(error)):
        session(META, EVENTS, error)


def test_a_damaged_file_reads_up_to_its_damage(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    path = write_session(worker)
    raw = path.read_bytes()
    whole, found = read(path, worker), list[int]()
    for start, end in record_spans(raw)[1:]:
        altered = bytearray(raw)
        altered[(start + end) // 2] ^= 4
        path.write_bytes(altered)
        left = read(path, worker)
        assert left.state is SessionState.DAMAGED
        assert "was altered" in str(left.problem)
        assert set(left.events) <= set(whole.events)
        found.append(len(left.events))

    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, len(whole.events))


def test_typing_and_everything_else_keeps_its_order(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    journal = begin(worker)
    parts: Iterable[list[ev.Event]] = (typed("one", 0, 0), typed("two", 9, SECOND))
    for part in parts:
        journal.append_events(part)
    journal.close()

    assert read(journal.path, worker).events == tuple(typed("one", 0, 0) + typed("two", 9, SECOND))
