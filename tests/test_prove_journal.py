"""The long proofs of the journal: every byte, thousands of made-up files, fifty kills."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from recorder.errors import Damaged, FormatError, NotOurs
from recorder.session import layout
from recorder.session.events import Event, ScreenEvent
from recorder.session.scan import SessionState
from tests.checkout import ROOT
from tests.session_fuzz import hostile_chunk, hostile_head, hostile_records, mutated
from tests.session_helpers import (
    Worker,
    encoded,
    make_worker,
    plain_records,
    read,
    scan,
    write_session,
)

pytestmark = pytest.mark.prove

FUZZED = 5_000
KILLS = 50
GROWTH_MAX = 200 << 20

WRITE_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from recorder.consent.register import Register
from recorder.session import events as ev
from recorder.session.journal import JournalWriter
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key
from tests.session_helpers import encoded, make_meta
home = Home(Path(sys.argv[1]))
receipt, key = Register(home).current(), load_recording_key(home)
journal = JournalWriter(home.sessions, receipt, key, make_meta(), datetime.now(UTC))
print(journal.path, flush=True)
chunk, seq = encoded([0]), 0
while True:
    for _ in range(7):
        journal.append_events([ev.ConfirmEvent(seq, seq)])
        journal.append_media(chunk)
        journal.sync()
        print("has", seq, flush=True)
        seq += 1
    print("forgets", seq - 3, flush=True)
    journal.forget(seq - 3, seq)
    print("forgot", seq - 3, flush=True)
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


@pytest.fixture(scope="module")
def raw(worker: Worker) -> bytes:
    return write_session(worker).read_bytes()


@pytest.fixture
def file(tmp_path: Path, raw: bytes) -> Path:
    path = tmp_path / "altered.candor"
    path.write_bytes(raw)
    return path


@pytest.fixture(autouse=True)
def _memory_is_bounded() -> Iterator[None]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < GROWTH_MAX


def is_beginning(events: tuple[Event, ...], whole: tuple[Event, ...]) -> bool:
    """Whether these are the first events of the whole; frames without a picture are left out."""
    rest = [event for event in events if not isinstance(event, ScreenEvent)]
    all_rest = [event for event in whole if not isinstance(event, ScreenEvent)]
    return rest == all_rest[: len(rest)] and set(events) <= set(whole)


@pytest.mark.parametrize("how", ["flipped", "zero", "ones"])
def test_every_byte_that_is_altered_is_found(how: str, raw: bytes, file: Path) -> None:
    chance = random.Random(4)
    with open(file, "r+b", buffering=0) as altered:
        for at, byte in enumerate(raw):
            new = {"flipped": byte ^ chance.randrange(1, 256), "zero": 0, "ones": 255}[how]
            if new == byte:
                continue
            altered.seek(at)
            altered.write(bytes([new]))
            with pytest.raises((Damaged, FormatError)):
                scan(file)
            altered.seek(at)
            altered.write(bytes([byte]))


def test_every_byte_that_is_flipped_is_found_when_opened(
    worker: Worker, raw: bytes, file: Path
) -> None:
    """A reader shows the good part, marked as damaged; it never shows more than was written."""
    whole, chance = read(file, worker).events, random.Random(5)
    with open(file, "r+b", buffering=0) as altered:
        for at, byte in enumerate(raw):
            altered.seek(at)
            altered.write(bytes([byte ^ (1 << chance.randrange(8))]))
            try:
                session = read(file, worker)
            except (Damaged, FormatError, NotOurs):
                pass
            else:
                assert session.state is SessionState.DAMAGED
                assert session.problem
                assert is_beginning(session.events, whole)
            altered.seek(at)
            altered.write(bytes([byte]))


def test_cut_at_any_byte_it_opens_as_interrupted(worker: Worker, raw: bytes, file: Path) -> None:
    described = layout.parse_head(raw).size + 2048
    whole = read(file, worker).events
    for size in range(len(raw) - 1, described, -1):
        with open(file, "r+b") as cut:
            cut.truncate(size)
        try:
            session = read(file, worker)
        except Damaged as error:
            assert "before its own description" in str(error)  # noqa: PT017 - where, not whether
            continue
        assert (session.state, session.problem) == (SessionState.INTERRUPTED, None)
        assert is_beginning(session.events, whole)


@pytest.mark.parametrize("seed", range(5))
def test_a_mutated_journal_is_never_whole(
    seed: int, worker: Worker, raw: bytes, file: Path
) -> None:
    whole, chance = [record.payload for record in plain_records(file, worker)], random.Random(seed)
    for _ in range(FUZZED // 5):
        made = mutated(raw, chance)
        file.write_bytes(made)
        found: list[bytes] = []
        try:
            found.extend(record.payload for record in plain_records(file, worker))
            state, _ = scan(file)
        except (Damaged, FormatError, NotOurs):
            state = None
        assert found == whole[: len(found)]
        assert (state is SessionState.COMPLETE) == (made == raw)


def test_a_made_up_head_is_one_clean_error(worker: Worker, raw: bytes, file: Path) -> None:
    chance = random.Random(6)
    for _ in range(FUZZED):
        made = hostile_head(worker, raw, chance)
        file.write_bytes(made)
        if made != raw:
            with pytest.raises((Damaged, FormatError)):
                scan(file)


def test_made_up_records_are_read_up_to_them_or_are_one_clean_error(worker: Worker) -> None:
    chance = random.Random(7)
    for _ in range(FUZZED):
        path = hostile_records(worker, chance)
        try:
            session = read(path, worker)
            assert session.problem or session.state is not SessionState.DAMAGED
        except (Damaged, FormatError):
            pass
        path.unlink()


def test_a_made_up_video_is_decoded_or_is_one_clean_error() -> None:
    from recorder.session.decoder import Pictures

    chance, good, shown = random.Random(8), encoded(range(6)), 0
    for _ in range(FUZZED):
        made = [hostile_chunk(good, chance) for _ in range(chance.choice((1, 1, 2)))]
        sizes = {(chunk.height, chunk.width, 3) for chunk in made}
        with suppress(Damaged):
            pictures = Pictures(made)
            for index in pictures.indexes:
                assert pictures.frame(index).shape in sizes
                shown += 1
    assert shown > FUZZED


def test_whatever_moment_the_writer_is_killed_what_it_acknowledged_is_there(
    worker: Worker,
) -> None:
    chance = random.Random(9)
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(worker.home.root)]
    for _ in range(KILLS):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            path = Path(writer.stdout.readline().strip())
            said = [writer.stdout.readline() for _ in range(chance.randrange(60))]
            # Any moment will do: this is no waiting for something.
            time.sleep(chance.random() * 0.01)
            writer.kill()
            said += writer.stdout.read().splitlines(keepends=True)
        acknowledged, forgotten = told(said)

        session = read(path, worker)

        assert (session.state, session.problem) == (SessionState.INTERRUPTED, None)
        seqs = {event.seq for event in session.events}
        assert acknowledged <= seqs
        assert not forgotten & seqs
        path.unlink()


def told(lines: list[str]) -> tuple[set[int], set[int]]:
    """What a writer acknowledged and did not forget since, and what it surely forgot."""
    acknowledged, forgotten = set[int](), set[int]()
    for line in lines:
        if not line.endswith("\n"):
            continue
        word, number = line.split()
        late = {seq for seq in acknowledged if seq >= int(number)}
        match word:
            case "has":
                acknowledged.add(int(number))
            case "forgets":
                acknowledged, going = acknowledged - late, late
            case _:
                forgotten |= going
    return acknowledged, forgotten
