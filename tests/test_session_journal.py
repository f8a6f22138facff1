"""The writer: consent or nothing, whole or nothing, and it cannot read what it wrote."""

from __future__ import annotations

import gc
import math
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
from recorder.errors import ConsentError, Damaged
from recorder.session import events as ev
from recorder.session import layout
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
    read,
    record_spans,
    shown,
    typed,
    write_session,
)

CANARY = "hunter2-canary"
HOUR_OF_MOVEMENT_MAX = 13_000_000

WRITE_AND_WAIT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from recorder.consent.register import Register
from recorder.session.journal import JournalWriter
from recorder.session import events as ev
from recorder.session import layout
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key
from tests.session_helpers import make_meta
home, canary = Home(Path(sys.argv[1])), sys.argv[2]
receipt, key = Register(home).current(), load_recording_key(home)
journal = JournalWriter(home.sessions, receipt, key, make_meta(), datetime.now(UTC))
for seq in range(20):
    journal.append_events([ev.MarkEvent(seq, seq, canary)])
journal.sync()
print(journal.path, flush=True)
sys.stdin.read()
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
        ev.ComposedEvent(0, 0, 0, 0, "a"),
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


def test_names_of_elements_are_a_scope_of_their_own(worker: Worker) -> None:
    element = ev.ElementEvent(0, 0, 0, ev.Target.FOCUS, "text", None, None)
    others = tuple(scope for scope in Scope if scope is not Scope.ACCESSIBILITY)
    journal = begin(worker, meta=make_meta(others))

    with pytest.raises(ValueError, match="accessibility was not asked for"):
        journal.append_events([element])
    journal.close()


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


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process in /proc")
def test_the_memory_of_a_writer_does_not_hold_the_key_that_reads(worker: Worker) -> None:
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(worker.home.root), CANARY]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        path = Path(writer.stdout.readline().strip())
        memory = b"".join(memory_of(writer.pid))
        writer.stdin.close()
    with Scanner(path) as scanner:
        secret = worker.identity.seal.open(scanner.head.wrap, scanner.head.wrap_info)
        key = layout.unlocked(secret, worker.half_of(scanner.head.header.session))

    assert CANARY.encode() in memory, "the search finds what is there"
    assert key[:64] not in memory
    assert key[64:] not in memory


def memory_of(pid: int) -> Iterator[bytes]:
    """What another process of ours holds in memory, as far as the system shows it."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            bounds, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(bound, 16) for bound in bounds.split("-"))
            memory.seek(start)
            yield memory.read(end - start)


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
