"""A session opened part by part: description, events, video; and a bundle on its way in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from benchmarks.made_session import made_meta
from recorder.errors import Damaged, FormatError, VersionRefused
from recorder.session.codec import encode_events
from recorder.session.journal import Ending
from recorder.session.layout import Header, RecordType
from recorder.session.reader import read_session
from recorder.session.scan import Scanner, SessionState
from recorder.session.verify import verify_sealed
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.import_key import importing_key
from recorder.vault.packing import Contents
from replay.load.bundle import import_bundle, origin_of, pack_bundle, read_bundle
from replay.player_session import (
    EventReader,
    begin,
    read_events,
    read_more_video,
    read_video,
    steps_in,
)
from replay.steps import trajectory_of
from tests.player_sessions import PlainSource, office


def source(*, ended: bool = True, problem: str | None = None) -> PlainSource:
    """The office as records: description, then events and video second by second, then END."""
    meta = made_meta(322, 202)
    payloads, types = [msgspec.msgpack.encode(meta)], [RecordType.META]
    for at in range(0, len(office().events), 150):
        payloads.append(encode_events(office().events[at : at + 150]))
        types.append(RecordType.EVENTS)
    for chunk in office().chunks:
        payloads.append(msgspec.msgpack.encode(chunk))
        types.append(RecordType.MEDIA)
    if ended:
        events, frames = len(office().events), office().frames
        payloads.append(msgspec.msgpack.encode(Ending("stopped", office().t_ns, events, frames)))
        types.append(RecordType.END)
    header = Header(meta.session, meta.started_at, "w", "", "", "", "c0ffee")
    state = SessionState.COMPLETE if ended else SessionState.INTERRUPTED
    return PlainSource(Contents(header, tuple(types), state, problem), payloads)


def test_opening_reads_neither_events_nor_video() -> None:
    plain = source()
    opened = begin(plain)

    assert opened.meta.task == "Write to the supplier"
    assert opened.duration_ns == office().t_ns
    assert [plain.contents.types[place] for place in plain.read_places] == [
        RecordType.META,
        RecordType.END,
    ]


def test_events_come_in_pieces_and_make_the_same_steps_as_all_at_once() -> None:
    plain = source()
    opened = begin(plain)
    reader, pieces = EventReader(plain, opened), 1
    while reader.more(2):
        pieces += 1

    class Recorded:
        id, meta, events = "x", opened.meta, tuple(office().events)

    assert pieces > 2
    assert opened.problem is None
    assert steps_in(opened.columns) == trajectory_of(Recorded()).steps  # pyright: ignore


def test_an_interrupted_session_is_as_long_as_what_is_known_of_it() -> None:
    plain = source(ended=False)
    opened = begin(plain)
    track = read_events(plain, opened)

    assert opened.state is SessionState.INTERRUPTED
    assert track.duration_ns == office().events[-1].t_ns


def test_a_damaged_record_of_events_ends_them_and_is_told() -> None:
    plain = source()
    plain.payloads[2] = b"\x01\xff"
    opened = begin(plain)
    track = read_events(plain, opened)

    assert opened.state is SessionState.DAMAGED
    assert opened.problem
    assert track.events == 150


def test_events_that_are_missing_are_noticed() -> None:
    plain = source()
    plain.payloads[2] = encode_events([])
    opened = begin(plain)
    read_events(plain, opened)

    assert opened.problem is not None
    assert "events" in opened.problem


def test_a_problem_that_the_survey_found_stays() -> None:
    opened = begin(source(problem="Record 4 was altered."))

    assert (opened.state, opened.problem) == (SessionState.DAMAGED, "Record 4 was altered.")


def test_video_is_read_once_and_the_rest_piece_by_piece() -> None:
    plain = source()
    opened = begin(plain)
    read_video(plain, opened, office().t_ns // 2)
    while read_more_video(plain, opened, 3):
        pass

    assert sorted(plain.media_read()) == list(range(len(office().chunks)))


def test_a_session_without_description_cannot_be_opened() -> None:
    plain = source()
    empty = Contents(plain.contents.header, (), SessionState.INTERRUPTED, None)
    with pytest.raises(Damaged, match="description"):
        begin(PlainSource(empty, []))
    foreign = msgspec.structs.replace(plain.contents.header, session="00" * 16)
    other = Contents(foreign, plain.contents.types, SessionState.COMPLETE, None)
    with pytest.raises(Damaged, match="another session"):
        begin(PlainSource(other, plain.payloads))


def bundle() -> bytes:
    meta = made_meta(322, 202, "Demo")
    return pack_bundle(meta, office().events, office().chunks, office().t_ns, "stopped")


def _none(session: str) -> bytes:
    raise AssertionError(f"the session {session} has no lock")


def test_a_bundle_becomes_a_sealed_session_with_the_same_content(candor_home: Path) -> None:
    home, worker = Home(candor_home), Identity.generate()
    worker.publish(home)
    now = datetime.now(UTC)
    origin = origin_of(bundle(), "demo", worker.sign.public().fingerprint())
    key = importing_key(home, worker.envelope, now)
    path = import_bundle(read_bundle(bundle()), home.sessions, origin, key, now)

    from recorder.session.opening import open_journal

    with Scanner(path) as scanner:
        header = scanner.head.header
    stored = read_session(header, open_journal(path, worker.seal, header.worker, half_of=_none))
    assert (header.consent, header.origin) == (None, origin.digest.hex())
    assert (stored.state, stored.meta.task) == (SessionState.COMPLETE, "Demo")
    assert stored.meta.session == path.stem
    assert list(stored.events) == office().events
    assert list(stored.chunks) == office().chunks
    assert verify_sealed(path, lambda header: None).good


def test_a_bundle_that_is_none_or_newer_is_refused() -> None:
    with pytest.raises(FormatError):
        read_bundle(b"not a bundle")
    newer = msgspec.msgpack.decode(bundle())
    newer["version"] = 2
    with pytest.raises(VersionRefused):
        read_bundle(msgspec.msgpack.encode(newer))


def test_a_bundle_with_more_than_it_says_leaves_nothing(candor_home: Path) -> None:
    home, worker = Home(candor_home), Identity.generate()
    worker.publish(home)
    now = datetime.now(UTC)
    whole = read_bundle(bundle())
    quiet = msgspec.structs.replace(
        whole, meta=msgspec.structs.replace(whole.meta, scopes=whole.meta.scopes[:1])
    )

    with pytest.raises(FormatError, match="leaves out"):
        import_bundle(
            quiet,
            home.sessions,
            origin_of(b"", "demo", "w"),
            importing_key(home, worker.envelope, now),
            now,
        )
    assert list(home.sessions.iterdir()) == []


def test_the_demo_that_ships_can_be_read() -> None:
    from tests.checkout import ROOT

    demo = read_bundle((ROOT / "assets" / "demo" / "demo.bundle").read_bytes())

    assert demo.chunks
    assert demo.meta.task.startswith("Demo")
