"""A journal that was altered, cut, shuffled or made up: never whole, always one clean answer."""

from __future__ import annotations

import os
import random
import tracemalloc
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import msgspec
import pytest

from recorder.errors import CandorError, Damaged, FormatError, NotOurs, StorageError, VersionRefused
from recorder.session import events as ev
from recorder.session import layout
from recorder.session.journal import Ending, JournalWriter
from recorder.session.layout import RecordType
from recorder.session.scan import Scanner, SessionState
from tests.session_fuzz import hostile_head, hostile_records, mutated, with_head
from tests.session_helpers import (
    Worker,
    begin,
    make_meta,
    make_worker,
    plain_records,
    read,
    record_spans,
    scan,
    write_session,
)

MEMORY_MAX = 32 << 20
FUZZED = 300


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


@pytest.fixture(scope="module")
def raw(worker: Worker) -> bytes:
    raw = write_session(worker).read_bytes()
    assert 18_000 < len(raw) < 22_000
    return raw


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "altered.candor"


@pytest.fixture
def _little_memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY_MAX


def good_prefix(file: Path) -> tuple[list[bytes], SessionState | None]:
    """The ciphertexts up to the first fault, and the state, or None after a clean error."""
    found: list[bytes] = []
    try:
        with Scanner(file) as scanner:
            for record in scanner.records():
                found.append(record.ciphertext)
            return found, scanner.state
    except (Damaged, FormatError):
        return found, None


def telling_places(raw: bytes, every: int) -> list[int]:
    """Every byte near the seams of a journal, and some between; `make prove` takes them all."""
    seams = {0, layout.PREFIX_BYTES, len(raw), *range(0, len(raw), every)}
    for start, end in record_spans(raw):
        seams |= {start, start + layout.FRAME_BYTES, end - layout.SIGNATURE_BYTES}
    near = {seam + step for seam in seams for step in (-1, 0, 1)}
    frames = {at for start, _ in record_spans(raw) for at in range(start, start + 24)}
    return sorted(at for at in near | frames if 0 <= at < len(raw))


def test_a_byte_that_is_flipped_is_found(raw: bytes, file: Path) -> None:
    file.write_bytes(raw)
    chance = random.Random(1)
    with open(file, "r+b", buffering=0) as altered:
        for at in telling_places(raw, 19):
            altered.seek(at)
            altered.write(bytes([raw[at] ^ chance.randrange(1, 256)]))
            with pytest.raises((Damaged, FormatError)):
                scan(file)
            altered.seek(at)
            altered.write(raw[at : at + 1])
    assert scan(file) == (SessionState.COMPLETE, 8)


def test_cut_anywhere_it_reads_as_interrupted_and_never_as_complete(raw: bytes, file: Path) -> None:
    head = layout.parse_head(raw).size
    ends = [end for _, end in record_spans(raw)]
    file.write_bytes(raw)
    for size in reversed(telling_places(raw, 19)):
        with open(file, "r+b") as cut:
            cut.truncate(size)
        if size < head:
            with pytest.raises(FormatError):
                scan(file)
        else:
            whole = sum(end <= size for end in ends)
            assert scan(file) == (SessionState.INTERRUPTED, whole)


def test_what_is_left_of_a_cut_session_can_be_read(worker: Worker, raw: bytes, file: Path) -> None:
    events: list[int] = []
    for size in range(layout.parse_head(raw).size + 2400, len(raw), 997):
        file.write_bytes(raw[:size])
        session = read(file, worker)
        assert (session.state, session.problem) == (SessionState.INTERRUPTED, None)
        events.append(len(session.events))
    assert events == sorted(events)
    assert (events[0], events[-1]) == (0, 10)


def test_records_that_were_taken_out_are_missed(raw: bytes, file: Path) -> None:
    spans = record_spans(raw)
    for start, end in spans[:-1]:
        file.write_bytes(raw[:start] + raw[end:])
        found, state = good_prefix(file)
        assert state is None
        assert len(found) == spans.index((start, end))


def test_records_that_were_swapped_or_doubled_are_found(raw: bytes, file: Path) -> None:
    spans = record_spans(raw)
    for (a, b), (c, d) in combinations(spans, 2):
        file.write_bytes(raw[:a] + raw[c:d] + raw[b:c] + raw[a:b] + raw[d:])
        assert good_prefix(file)[1] is None
    for start, end in spans:
        file.write_bytes(raw[:end] + raw[start:end] + raw[end:])
        assert good_prefix(file)[1] is None


def test_records_of_another_session_of_the_same_worker_do_not_fit(
    worker: Worker, raw: bytes, file: Path
) -> None:
    other = write_session(worker).read_bytes()
    ours, theirs = record_spans(raw), record_spans(other)
    for (start, end), (their_start, their_end) in zip(ours, theirs, strict=True):
        foreign = other[their_start:their_end]
        for made in (
            raw[:start] + foreign + raw[end:],
            raw[:start] + foreign,
            raw[:start] + other[their_start:],
        ):
            file.write_bytes(made)
            found, state = good_prefix(file)
            assert state is None
            assert len(found) == ours.index((start, end))
    file.write_bytes(other[: layout.parse_head(other).size] + raw[ours[0][0] :])
    assert good_prefix(file) == ([], None)


def test_the_end_of_another_session_does_not_make_an_interrupted_one_complete(
    worker: Worker, raw: bytes, file: Path
) -> None:
    interrupted = write_session(worker, end=False).read_bytes()
    (start, end) = record_spans(raw)[-1]
    file.write_bytes(interrupted + raw[start:end])

    assert good_prefix(file)[1] is None


def test_nothing_may_follow_the_end(raw: bytes, file: Path) -> None:
    spans = record_spans(raw)
    for tail in (b"\0", b"REC\n", raw[spans[-1][0] :], raw[spans[0][0] :], raw):
        file.write_bytes(raw + tail)
        with pytest.raises(Damaged, match="follow the end"):
            scan(file)


def test_a_session_cut_in_the_middle_of_its_end_is_interrupted(
    worker: Worker, raw: bytes, file: Path
) -> None:
    start, end = record_spans(raw)[-1]
    for size in (start, start + 1, start + layout.FRAME_BYTES, (start + end) // 2, end - 1):
        file.write_bytes(raw[:size])
        session = read(file, worker)
        assert (session.state, session.ending) == (SessionState.INTERRUPTED, None)


def test_a_tail_of_zeros_is_no_whole_session(raw: bytes, file: Path) -> None:
    """What some file systems leave of a record when the power fails."""
    for start, _ in record_spans(raw):
        file.write_bytes(raw[:start] + bytes(len(raw) - start))
        found, state = good_prefix(file)
        assert state is not SessionState.COMPLETE
        assert len(found) == record_spans(raw).index((start, _))


def _signed(worker: Worker, *kinds: tuple[RecordType, int]) -> Path:
    """A journal signed by its own writer, with records of these types that skip so many."""
    journal = begin(worker)
    for kind, skipped in kinds:
        journal._index += skipped
        payload = msgspec.msgpack.encode(Ending("stopped", 0, 0, 0))
        journal._append(kind, payload, journal._last)
    journal.close()
    return journal.path


def test_only_forgetting_skips_numbers_and_only_the_description_is_first(worker: Worker) -> None:
    assert scan(_signed(worker, (RecordType.FORGET, 3), (RecordType.EVENTS, 0)))[1] == 3
    for kinds in (
        ((RecordType.EVENTS, 1),),
        ((RecordType.EVENTS, -1),),
        ((RecordType.FORGET, -1),),
        ((RecordType.META, 0),),
        ((RecordType.META, -1),),
        ((RecordType.END, 1),),
    ):
        with pytest.raises(FormatError, match=r"out of order|may stand"):
            scan(_signed(worker, *kinds))
    with pytest.raises(Damaged, match="follow the end"):
        scan(_signed(worker, (RecordType.END, 0), (RecordType.END, 0)))


def test_a_journal_without_its_description_is_refused(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = JournalWriter._append

    def skip_meta(self: JournalWriter, kind: RecordType, payload: bytes, state: object) -> None:
        if kind is not RecordType.META:
            real(self, kind, payload, state)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(JournalWriter, "_append", skip_meta)
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.close()

    with pytest.raises(FormatError, match="may stand"):
        scan(journal.path)


def test_a_record_is_bound_to_its_place(worker: Worker) -> None:
    """Signed anew by the session's own key, a record of another place still does not open."""
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.close()
    raw = journal.path.read_bytes()
    start, end = record_spans(raw)[-1]
    ciphertext = raw[start + layout.FRAME_BYTES : end - layout.SIGNATURE_BYTES]

    for kind, index in ((RecordType.EVENTS, 2), (RecordType.MEDIA, 1), (RecordType.EVENTS, 1)):
        chain = layout.parse_head(raw).chain
        body = raw[layout.parse_head(raw).size : start]
        for at, to in record_spans(raw)[:-1]:
            frame = raw[at : at + layout.FRAME_BYTES]
            sealed = raw[at + layout.FRAME_BYTES : to - layout.SIGNATURE_BYTES]
            chain = layout.next_chain(chain, frame, sealed)
        if (kind, index) == (RecordType.EVENTS, 2):
            # Skipping a number needs a FORGET before it, as if one had been there.
            kind = RecordType.FORGET
        frame = layout.pack_frame(kind, index, len(ciphertext))
        chain = layout.next_chain(chain, frame, ciphertext)
        signature = journal._sign.sign(layout.RECORD_PURPOSE, chain)
        head = raw[: layout.parse_head(raw).size]
        journal.path.write_bytes(head + body + frame + ciphertext + signature)
        assert scan(journal.path) == (SessionState.INTERRUPTED, 2)
        if (kind, index) == (RecordType.EVENTS, 1):
            assert len(list(plain_records(journal.path, worker))) == 2
        else:
            with pytest.raises(Damaged):
                list(plain_records(journal.path, worker))


# Heads.


@pytest.mark.parametrize(
    ("at", "value", "kind", "words"),
    [
        (0, b"CANDOR-K", FormatError, "not a Candor session"),
        (8, b"\0\x03", VersionRefused, "format version 3; this Candor reads up to 2. Install"),
        (8, b"\xff\xff", VersionRefused, "format version 65535"),
        (8, b"\0\0", FormatError, "does not exist"),
        (10, b"\0\x01", FormatError, "does not exist"),
        (12, b"\xff\xff\xff\xff", FormatError, "more bytes than allowed"),
        (12, b"\0\x01\0\x01", FormatError, "more bytes than allowed"),
        (16, b"\xff\xff\xff\xff", FormatError, "more bytes than allowed"),
        (12, b"\0\0\xff\xff", FormatError, "cut short"),
        (12, b"\0\0\0\0", FormatError, "cannot be read"),
    ],
)
@pytest.mark.usefixtures("_little_memory")
def test_a_strange_head_is_one_sentence(
    at: int, value: bytes, kind: type[CandorError], words: str, raw: bytes, file: Path
) -> None:
    file.write_bytes(raw[:at] + value + raw[at + len(value) :])

    with pytest.raises(kind, match=words) as refusal:
        scan(file)
    assert type(refusal.value) is kind


def test_a_head_alone_is_held_to_its_signature(raw: bytes, file: Path) -> None:
    """A recording that was killed at once: no record behind the head would notice."""
    head = raw[: layout.parse_head(raw).size]
    file.write_bytes(head)
    assert scan(file) == (SessionState.INTERRUPTED, 0)
    for at in range(0, len(head), 3):
        file.write_bytes(head[:at] + bytes([head[at] ^ 2]) + head[at + 1 :])
        with pytest.raises((Damaged, FormatError)):
            scan(file)


@pytest.mark.usefixtures("_little_memory")
def test_a_record_that_claims_too_much_is_refused_before_it_is_read(raw: bytes, file: Path) -> None:
    start, _ = record_spans(raw)[-1]
    frame = layout.pack_frame(RecordType.MEDIA, 99, layout.RECORD_BYTES_MAX + 1)
    file.write_bytes(raw[:start] + frame)
    os.truncate(file, layout.RECORD_BYTES_MAX + (1 << 20))

    with pytest.raises(FormatError, match="claims more bytes"):
        scan(file)


def test_a_head_names_a_consent_or_an_origin_and_never_both_or_none(
    worker: Worker, raw: bytes, file: Path
) -> None:
    header = layout.parse_head(raw).header
    for consent, origin in ((None, None), ("ab", "cd")):
        changed = msgspec.structs.replace(header, consent=consent, origin=origin)
        file.write_bytes(with_head(worker, raw, msgspec.json.encode(changed)))
        with pytest.raises(FormatError, match="names no consent"):
            scan(file)


def test_a_session_key_sealed_to_somebody_else_is_not_ours(
    worker: Worker, raw: bytes, file: Path, tmp_path: Path
) -> None:
    other = make_worker(tmp_path)
    head = layout.parse_head(raw)
    wrap = other.key.worker_seal.seal(b"x" * 96, head.wrap_info)
    for made in (bytes(len(head.wrap)), wrap, b""):
        file.write_bytes(with_head(worker, raw, msgspec.json.encode(head.header), made))
        with pytest.raises(NotOurs):
            list(plain_records(file, worker))
    file.write_bytes(raw)
    with pytest.raises(NotOurs, match="belongs to worker"):
        list(plain_records(file, other))


def test_a_file_that_is_no_session_is_one_sentence(file: Path, tmp_path: Path) -> None:
    for content in (b"", b"C", b"CANDOR-J", b"x" * 4096, b"PK\x03\x04" * 99, bytes(1 << 16)):
        file.write_bytes(content)
        with pytest.raises(FormatError):
            scan(file)
    for path in (tmp_path, tmp_path / "absent.candor"):
        with pytest.raises(StorageError, match="cannot be read"):
            scan(path)


# Fuzz: `make prove` does more of it.


@pytest.mark.usefixtures("_little_memory")
def test_a_mutated_journal_gives_a_prefix_and_then_one_clean_answer(raw: bytes, file: Path) -> None:
    file.write_bytes(raw)
    whole, _ = good_prefix(file)
    chance = random.Random(2)
    for _ in range(FUZZED):
        made = mutated(raw, chance)
        file.write_bytes(made)
        found, state = good_prefix(file)
        assert found == whole[: len(found)]
        assert (state is SessionState.COMPLETE) == (made == raw)


@pytest.mark.usefixtures("_little_memory")
def test_a_made_up_head_is_one_clean_error(worker: Worker, raw: bytes, file: Path) -> None:
    chance = random.Random(3)
    for _ in range(FUZZED):
        made = hostile_head(worker, raw, chance)
        file.write_bytes(made)
        found, state = good_prefix(file)
        assert (made == raw) or (found, state) == ([], None)


@pytest.mark.usefixtures("_little_memory")
def test_made_up_records_are_read_up_to_them_or_are_one_clean_error(worker: Worker) -> None:
    chance = random.Random(4)
    for _ in range(FUZZED // 5):
        path = hostile_records(worker, chance)
        try:
            session = read(path, worker)
        except (Damaged, FormatError):
            continue
        finally:
            path.unlink()
        assert session.meta.task == make_meta().task
        assert session.problem or session.state in ("interrupted", "complete")


def test_records_stand_one_behind_the_other(raw: bytes) -> None:
    assert all(end == start for (_, end), (start, _) in pairwise(record_spans(raw)))
