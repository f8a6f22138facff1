"""The writer: consent or nothing, whole or nothing, and it cannot read what it wrote."""

from __future__ import annotations

import gc
import math
import os
import shutil
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recorder.consent.receipt import ImportOrigin
from recorder.consent.register import Register
from recorder.crypto import SEAL_PRIVATE_BYTES, SealPrivate, sha256
from recorder.engine_writer import CYCLE_S
from recorder.errors import ConsentError, Damaged, StorageError
from recorder.session import disk
from recorder.session import events as ev
from recorder.session.disk import is_being_written
from recorder.session.journal import JournalWriter, session_path
from recorder.session.model import Rect, Scope
from recorder.session.scan import Scanner, SessionState
from tests.checkout import ROOT
from tests.session_helpers import (
    SECOND,
    TASK,
    Worker,
    begin,
    encoded,
    make_meta,
    make_worker,
    of_stream,
    plain_records,
    read,
    record_spans,
    scan,
    shown,
    typed,
    write_session,
)

CANARY = "hunter2-canary"
HOUR_OF_MOVEMENT_MAX = 13_000_000

WRITE_UNTIL_FULL = """
import sys
from pathlib import Path
from recorder.errors import StorageError
from recorder.session import events as ev
from tests.session_helpers import begin, make_worker, read
if sys.argv[2] == "limit":
    import resource
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
worker = make_worker(Path(sys.argv[1]))
journal = begin(worker)
acknowledged = 0
try:
    while True:
        journal.append_events([ev.MarkEvent(acknowledged, acknowledged, "x" * 1500)])
        journal.sync()
        acknowledged += 1
except StorageError as error:
    print(error)
try:
    journal.end("disk", acknowledged)
except StorageError:
    journal.close()
session = read(journal.path, worker)
print(session.state, session.problem, len(session.events) == acknowledged > 5)
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


@pytest.fixture(autouse=True)
def _nothing_half_written_is_left(worker: Worker) -> Iterator[None]:
    yield
    assert not [path for path in worker.home.sessions.iterdir() if path.suffix != ".candor"]


def files(worker: Worker) -> set[Path]:
    return set(worker.home.sessions.iterdir())


def refused(worker: Worker, message: str, make: Callable[[], object]) -> None:
    before = files(worker)
    with pytest.raises(ConsentError, match=message):
        make()
    assert files(worker) == before


def test_without_a_receipt_there_is_no_journal(worker: Worker) -> None:
    before = files(worker)
    with pytest.raises(TypeError):
        JournalWriter(worker.home.sessions, key=worker.key, meta=make_meta(), now=datetime.now(UTC))  # pyright: ignore[reportCallIssue]
    with pytest.raises(AttributeError):
        JournalWriter(worker.home.sessions, None, worker.key, make_meta(), datetime.now(UTC))  # pyright: ignore[reportArgumentType]
    assert files(worker) == before


def test_an_expired_receipt_makes_no_file(worker: Worker) -> None:
    late = worker.receipt.valid_until
    refused(worker, "expired", lambda: begin(worker, now=late))
    early = worker.receipt.given_at - timedelta(seconds=1)
    refused(worker, "future", lambda: begin(worker, now=early))


def test_a_withdrawn_receipt_makes_no_file(worker: Worker) -> None:
    withdrawn = replace(worker.receipt, withdrawn_at=datetime.now(UTC))

    refused(worker, "withdrawn", lambda: begin(worker, authority=withdrawn))


def test_a_scope_that_was_not_granted_makes_no_file(tmp_path: Path) -> None:
    worker = make_worker(tmp_path, frozenset({Scope.SCREEN}))
    wanted = make_meta((Scope.SCREEN, Scope.MOUSE, Scope.KEYSTROKES))

    refused(worker, "cover: keystrokes, mouse", lambda: begin(worker, meta=wanted))


def test_a_receipt_that_the_recording_key_is_not_certified_for_makes_no_file(
    worker: Worker, tmp_path: Path
) -> None:
    other = make_worker(tmp_path)

    refused(worker, "not certified", lambda: begin(worker, authority=other.receipt))


def test_an_import_needs_an_origin_and_no_receipt(worker: Worker) -> None:
    origin = ImportOrigin(sha256(b"elsewhere"), "another program", worker.id)

    journal = begin(worker, authority=origin)
    journal.end("stopped", 0)

    with Scanner(journal.path) as scanner:
        assert scanner.head.header.origin == origin.digest.hex()
        assert scanner.head.header.consent is None


@pytest.mark.parametrize(
    "event",
    [
        ev.KeyEvent(0, 0, True, 30, "a", "a"),
        ev.ButtonEvent(0, 0, True, "left", 0, 0),
        ev.MoveEvent(0, 0, 1, 1),
        ev.ScrollEvent(0, 0, 1, 1, 0, 1),
        ev.ScreenEvent(0, 0, 0, Rect(0, 0, 1, 1), 0),
        ev.WindowEvent(0, 0, "a title", None, None, None, None),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_was_not_granted_does_not_get_into_a_journal(worker: Worker, event: ev.Event) -> None:
    journal = begin(worker, meta=make_meta((Scope.ACCESSIBILITY,)))

    with pytest.raises(ValueError, match="not asked for"):
        journal.append_events([ev.ConfirmEvent(0, 0), event])
    with pytest.raises(ValueError, match="not asked for"):
        journal.append_media(encoded([0]))
    journal.append_events([ev.MarkEvent(0, 0, "note"), ev.WindowEvent(1, 0, *[None] * 5)])
    journal.end("stopped", 0)

    assert read(journal.path, worker).problem is None


def test_the_head_names_the_consent_and_whom_it_is_sealed_to(worker: Worker) -> None:
    path = write_session(worker)

    with Scanner(path) as scanner:
        header = scanner.head.header
    assert header.consent == worker.receipt.digest.hex()
    assert header.worker == worker.id
    assert session_path(path.parent, header.session) == path


def test_a_written_session_reads_back_as_it_was(worker: Worker) -> None:
    journal = begin(worker)
    chunk = encoded([0, 1, 2])
    events = [shown(seq, seq, seq * SECOND // 10) for seq in range(3)] + typed("ok", 3, SECOND)
    journal.append_events(events[:4])
    journal.append_media(chunk)
    journal.append_events(events[4:])
    journal.append_events([])
    journal.end("time over", 2 * SECOND)

    session = read(journal.path, worker)

    assert (session.state, session.problem) == (SessionState.COMPLETE, None)
    assert session.events == tuple(events)
    assert session.chunks == (chunk,)
    assert session.meta.task == TASK
    assert session.ending is not None
    assert (session.ending.reason, session.duration_ns) == ("time over", 2 * SECOND)


def test_a_journal_is_its_owners_alone_and_others_can_tell_that_it_is_written(
    worker: Worker,
) -> None:
    journal = begin(worker)
    assert is_being_written(journal.path)
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert journal.size == journal.path.stat().st_size

    journal.close()

    assert not is_being_written(journal.path)
    assert scan(journal.path) == (SessionState.INTERRUPTED, 1)


def test_a_file_appears_only_when_its_head_is_whole(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def refuse(fd: int) -> None:
        seen.append(any(path.suffix == ".candor" for path in files(worker) - before))
        raise OSError(28, "No space left on device")

    before = files(worker)
    monkeypatch.setattr(disk.os, "fsync", refuse)
    with pytest.raises(StorageError, match="No space left"):
        begin(worker)

    assert seen == [False]
    assert files(worker) == before


def test_a_session_is_never_overwritten(worker: Worker) -> None:
    meta = make_meta()
    first = begin(worker, meta=meta)
    first.end("stopped", 0)
    raw = first.path.read_bytes()

    with pytest.raises(StorageError, match="already"):
        begin(worker, meta=meta)
    assert first.path.read_bytes() == raw


def reachable(root: object) -> list[object]:
    """Everything that can be reached from an object, but for code and classes."""
    seen: dict[int, object] = {}
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen and not isinstance(each, type | types.ModuleType | types.CodeType):
            seen[id(each)] = each
            waiting += gc.get_referents(each)
    return list(seen.values())


def test_no_key_that_reads_is_left_in_the_writer(worker: Worker) -> None:
    journal = begin(worker)
    journal.append_events([ev.MarkEvent(0, 0, CANARY)])
    journal.sync()

    kept = reachable(journal)

    journal.close()
    with Scanner(journal.path) as scanner:
        (*_, record) = scanner.records()
    assert any(getattr(each, "raw", None) for each in kept), "the walk finds the public key"
    private = (SealPrivate, MLKEM768PrivateKey, X25519PrivateKey)
    assert not [each for each in kept if isinstance(each, private)]
    for each in kept:
        if isinstance(each, bytes | bytearray) and len(each) == SEAL_PRIVATE_BYTES:
            with pytest.raises(Damaged):
                SealPrivate.from_bytes(bytes(each)).open(record.ciphertext, record.info)
    assert not [each for each in kept if isinstance(each, str) and CANARY in each]


def test_nothing_recorded_stands_in_the_file(worker: Worker) -> None:
    journal = begin(worker, meta=make_meta(task=CANARY))
    journal.append_events(
        [
            ev.MarkEvent(0, 0, CANARY),
            ev.WindowEvent(1, 1, CANARY, CANARY, CANARY, 1, None),
            *typed(CANARY, 2, 2),
            ev.OutcomeEvent(99, SECOND, "success"),
        ]
    )
    chunk = encoded([0])
    journal.append_media(chunk)
    journal.end("stopped", SECOND)

    raw = journal.path.read_bytes()

    assert read(journal.path, worker).meta.task == CANARY
    for secret in (CANARY.encode(), CANARY.encode("utf-16-le"), b"success", b"stopped"):
        assert secret not in raw
    assert not [at for at in range(len(chunk.data) - 8) if chunk.data[at : at + 8] in raw]


def test_sizes_tell_only_steps_of_a_kib(worker: Worker) -> None:
    sizes: set[int] = set()
    for letters in range(0, 60, 7):
        journal = begin(worker)
        start = journal.size
        journal.append_events([ev.ConfirmEvent(0, 0), *typed("x" * letters, 1, 1)])
        sizes.add(journal.size - start)
        journal.discard()

    assert len(sizes) <= 2


def test_a_number_is_never_used_twice_also_not_after_forgetting(worker: Worker) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(4, SECOND), ev.ConfirmEvent(7, 2 * SECOND)])
    journal.forget(0, 3 * SECOND)

    for seq in (4, 7):
        with pytest.raises(ValueError, match="twice"):
            journal.append_events([ev.ConfirmEvent(seq, 3 * SECOND)])
    journal.append_events([ev.ConfirmEvent(8, 3 * SECOND)])
    journal.end("stopped", 4 * SECOND)

    session = read(journal.path, worker)
    assert (session.state, [event.seq for event in session.events]) == ("complete", [8])


def test_forgetting_truncates_at_the_boundary_before_and_says_so(worker: Worker) -> None:
    journal = begin(worker)
    journal.append_events([shown(0, 0, 0), ev.ConfirmEvent(1, 2 * SECOND)])
    journal.append_media(encoded([0]))
    boundary = journal.size
    # A frame that began before the boundary in time lies behind it in the file: it goes as well.
    journal.append_events([ev.MarkEvent(2, 5 * SECOND, CANARY), shown(3, 1, 5 * SECOND)])
    journal.append_media(of_stream(encoded([1], start_ns=3 * SECOND), 1))
    long_before = journal.size
    journal.append_events([ev.MarkEvent(4, 8 * SECOND, CANARY)])
    forgotten_bytes = journal.path.read_bytes()[boundary:]

    kept = journal.forget(4 * SECOND, 9 * SECOND)

    assert (kept.kept_until_ns, kept.held, kept.gaps) == (2 * SECOND, (), ())
    assert journal.kept == (2, 1)
    raw = journal.path.read_bytes()
    assert len(raw) == journal.size < long_before
    assert forgotten_bytes[:64] not in raw
    assert forgotten_bytes[-64:] not in raw
    journal.append_events([ev.ConfirmEvent(5, 9 * SECOND)])
    journal.end("stopped", 9 * SECOND)
    session = read(journal.path, worker)
    assert (session.state, session.problem) == (SessionState.COMPLETE, None)
    assert [event.seq for event in session.events] == [0, 1, 5]
    assert [record.type for record in plain_records(journal.path, worker)] == [1, 2, 3, 4, 2, 5]


def test_forgetting_everything_leaves_the_description(worker: Worker) -> None:
    journal = begin(worker)
    for seq in range(3):
        journal.append_events([ev.ConfirmEvent(seq, seq * SECOND)])

    assert journal.forget(0, 3 * SECOND).kept_until_ns == 0
    journal.end("stopped", 3 * SECOND)

    session = read(journal.path, worker)
    assert (session.state, session.events) == (SessionState.COMPLETE, ())


def test_forgetting_again_and_again_keeps_the_chain(worker: Worker) -> None:
    journal = begin(worker)
    seq = 0
    for _ in range(5):
        for _ in range(3):
            journal.append_events([ev.ConfirmEvent(seq, seq * SECOND)])
            seq += 1
        journal.forget((seq - 2) * SECOND, seq * SECOND)
        journal.forget((seq - 2) * SECOND, seq * SECOND)
    journal.end("stopped", seq * SECOND)

    session = read(journal.path, worker)
    assert (session.state, session.problem) == (SessionState.COMPLETE, None)
    assert [event.seq for event in session.events] == [0, 3, 6, 9, 12]


def test_forgetting_returns_what_is_still_down_and_which_gaps_are_open(worker: Worker) -> None:
    down, up = ev.KeyEvent(0, 0, True, 29, "Control_L", ""), ev.KeyEvent(1, 1, True, 30, "a", "a")
    button = ev.ButtonEvent(2, 2, True, "left", 1, 1)
    gap = ev.GapEvent(5, 5, True, ev.Hidden.KEYS, ev.GapReason.PASSWORD)
    journal = begin(worker)
    journal.append_events([down, up, button, replace(down, seq=3, t_ns=3, repeat=True)])
    journal.append_events([replace(up, seq=4, t_ns=4, pressed=False), gap])
    journal.append_events(
        [
            replace(down, seq=6, t_ns=SECOND, pressed=False),
            replace(gap, seq=7, t_ns=SECOND, begins=False),
        ]
    )

    kept = journal.forget(SECOND, 2 * SECOND)
    journal.discard()

    assert kept.held == (down, button)
    assert kept.gaps == (gap,)


def test_a_kill_between_truncating_and_the_forget_record_reads_as_interrupted(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.append_events([ev.MarkEvent(1, SECOND, CANARY)])

    def killed(offset: int, data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal._file, "append", killed)
    with pytest.raises(KeyboardInterrupt):
        journal.forget(SECOND, SECOND)
    journal.close()

    session = read(journal.path, worker)
    assert (session.state, len(session.events)) == (SessionState.INTERRUPTED, 1)


def test_a_forget_that_the_disk_refuses_changes_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])
    journal.append_events([ev.ConfirmEvent(1, SECOND)])

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "ftruncate", _broken)
        with pytest.raises(StorageError, match="Input/output"):
            journal.forget(0, SECOND)
    journal.end("disk", SECOND)

    session = read(journal.path, worker)
    assert (session.state, len(session.events)) == (SessionState.COMPLETE, 2)


def _broken(*_: object) -> int:
    raise OSError(5, "Input/output error")


def test_a_write_that_fails_in_the_middle_leaves_the_good_prefix(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, journal = os.write, begin(worker)
    journal.append_events([ev.ConfirmEvent(0, 0)])

    def half(fd: int, data: memoryview) -> int:
        if len(data) > 1000:
            return real(fd, data[:1000])
        raise OSError(28, "No space left on device")

    for cut in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr(disk.os, "write", half)
            if not cut:
                patch.setattr(disk.os, "ftruncate", _broken)
            with pytest.raises(StorageError, match="What was written is kept"):
                journal.append_events([ev.ConfirmEvent(1, 1)])
        assert scan(journal.path) == (SessionState.INTERRUPTED, 2)
    journal.append_events([ev.ConfirmEvent(2, 2)])
    journal.end("disk", 3)

    assert read(journal.path, worker).state == SessionState.COMPLETE


def test_a_disk_that_does_not_sync_ends_the_recording_with_a_sentence(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(worker)
    monkeypatch.setattr(disk.os, "fdatasync", _broken)
    with pytest.raises(StorageError, match="Input/output"):
        journal.sync()
    journal.close()


@pytest.mark.parametrize("way", ["limit", "full"])
def test_a_full_disk_ends_the_recording_and_what_was_written_stays_readable(
    way: str, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", WRITE_UNTIL_FULL, str(tmp_path / "candor"), way]
    if way == "full":
        # A small disk of its own, which goes away with the process.
        if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"]).returncode:
            pytest.skip("making a small disk needs root")
        mount = f"mount -t tmpfs -o size=64k none {tmp_path} && exec"
        program = ["unshare", "-m", "sh", "-c", f'{mount} "$@"', "sh", *program]
    done = subprocess.run(
        program, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )

    sentence, ended = done.stdout.splitlines()
    assert sentence.startswith("The session could not be written: "), done.stderr
    assert sentence.endswith("What was written is kept.")
    assert ended in ("interrupted None True", "complete None True")


def test_discarding_leaves_nothing(worker: Worker) -> None:
    before = files(worker)
    journal = begin(worker)
    journal.append_events([ev.MarkEvent(0, 0, CANARY)])
    journal.sync()

    journal.discard()

    assert files(worker) == before


def test_nothing_is_written_after_the_end(worker: Worker) -> None:
    journal = begin(worker)
    journal.end("stopped", 0)
    raw = journal.path.read_bytes()

    with pytest.raises(StorageError):
        journal.append_events([ev.ConfirmEvent(0, 0)])
    assert journal.path.read_bytes() == raw


def test_each_record_is_on_its_own_and_two_sessions_share_nothing(worker: Worker) -> None:
    """Twice the same events: no ciphertext, no signature and no key is the same."""
    first, second = (write_session(worker).read_bytes() for _ in range(2))

    for (start, end), (other, _) in zip(record_spans(first), record_spans(second), strict=True):
        assert first[start + 24 : end] != second[other + 24 : other + end - start]
        assert first[end - 64 : end] not in second


def hand(seconds: float) -> Iterator[ev.MoveEvent]:
    """A hand that moves 125 times a second, without rest, in great and small strokes."""
    for seq in range(int(seconds * 125)):
        t_ns = seq * 8_000_000 + seq * 7919 % 1_000_000
        reach = 300 + 250 * math.sin(seq / 999)
        x, y = 960 + reach * math.cos(seq / 12), 540 + reach * math.sin(seq / 17)
        yield ev.MoveEvent(seq, t_ns, int(x), int(y))


def size_of_movement(worker: Worker, seconds: float) -> int:
    journal = begin(worker)
    for _, second in groupby(hand(seconds), lambda event: int(event.t_ns / 1e9 / CYCLE_S)):
        journal.append_events(list(second))
    size = journal.size
    journal.discard()
    return size


def test_an_hour_of_movement_fits_the_promised_size(worker: Worker) -> None:
    assert size_of_movement(worker, 90) * 40 <= HOUR_OF_MOVEMENT_MAX


@pytest.mark.prove
def test_a_whole_hour_of_movement_fits_the_promised_size(worker: Worker) -> None:
    assert size_of_movement(worker, 3600) <= HOUR_OF_MOVEMENT_MAX


def test_certificates_and_receipts_of_later_days_do_not_disturb_a_session(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    path = write_session(worker)
    Register(worker.home).give(frozenset({Scope.SCREEN}), worker.identity.envelope)

    assert read(path, worker).state == SessionState.COMPLETE
    refused(
        worker,
        "cover",
        lambda: begin(
            worker,
            authority=Register(worker.home).current(),
            meta=msgspec.structs.replace(make_meta(), scopes=(Scope.MOUSE,)),
        ),
    )
