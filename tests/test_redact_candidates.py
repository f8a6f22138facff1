"""Candidates: burnt from real sessions, proven on the disk, hidden until they are whole."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.detect.memory import Known
from annotate.detect.model import Answer, Ready, Unavailable
from annotate.redact import burn as burning
from annotate.redact import prove as proving
from annotate.redact.burn import Orders
from annotate.redact.candidates import (
    Candidate,
    candidates_folder,
    find_candidate,
    redact,
    staged,
)
from annotate.redact.plan import (
    Everywhere,
    Keep,
    Plan,
    Region,
    Span,
    WholeStep,
    decode_plan,
    encode_plan,
)
from annotate.redact.proof import State, as_page, load_proof, proof_path, read_proof
from annotate.redact.prove import Tools
from recorder.errors import CandorError, Damaged, StorageError, WrongUse
from recorder.media.slots import Picture
from recorder.session import disk
from recorder.session import events as ev
from recorder.session.decoder import Pictures
from recorder.session.model import Rect
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from replay.steps import trajectory_of
from tests.redact_sessions import desk_with, sealing, written
from tests.session_helpers import Worker, make_worker, plain_records, read

SECRET = "jo.miller@example.org"
BOX = Rect(300, 120, 60, 40)


class Quiet:
    """A detector that ran and found nothing."""

    name = "quiet"

    def find(self, text: str) -> Answer:
        return Ready(())


class Missing:
    name = "missing"

    def find(self, text: str) -> Answer:
        return Unavailable(self.name, "Its file is not there.")


def no_text(picture: Picture, box: Rect) -> list[Known]:
    """Reading that sees no text, for tests that are not about it."""
    return []


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path / "home")


@pytest.fixture
def session(worker: Worker) -> Session:
    return written(worker, desk_with(SECRET), f"Write to {SECRET}")


def original_path(worker: Worker, session: Session) -> Path:
    return worker.home.sessions / f"{session.id}.candor"


def made(
    worker: Worker, session: Session, *redactions: object, tools: Tools | None = None
) -> Candidate:
    plan = Plan(session.id, tuple(redactions))  # pyright: ignore
    return redact(
        worker.home,
        original_path(worker, session),
        session,
        plan,
        sealing(worker),
        tools or Tools((Quiet(),), no_text),
        lambda path: plain_records(path, worker),
        worker.identity.envelope,
    )


def visible(worker: Worker) -> list[str]:
    folder = candidates_folder(worker.home)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_string_is_gone_from_every_carrier_and_the_proof_says_so(
    worker: Worker, session: Session
) -> None:
    before = original_path(worker, session).read_bytes()

    done = made(worker, session, Everywhere("r1", SECRET, "email"), tools=Tools((Quiet(),)))

    assert done.proof.passed, as_page(done.proof)
    left = read(done.path, worker)
    assert left.state is SessionState.COMPLETE
    assert left.meta.task == "Write to [email]"
    assert left.meta.lineage is not None
    assert left.meta.lineage.session == session.id
    assert SECRET not in repr(left.events) + repr(left.meta)
    assert "dear [email] hello" in [
        getattr(step.action, "text", None) for step in trajectory_of(left).steps
    ]
    assert (done.proof.figures.psnr_min_db or 0) >= proving.PSNR_MIN_DB
    assert original_path(worker, session).read_bytes() == before
    raw = proof_path(done.path).read_bytes()
    assert SECRET.encode() not in raw
    assert SECRET not in as_page(read_proof(raw, worker.identity.sign.public()))


def test_every_frame_keeps_index_and_time_and_every_step_its_frames(
    worker: Worker, session: Session
) -> None:
    done = made(worker, session, Region("r1", BOX, 0, session.duration_ns))

    left = read(done.path, worker)
    assert _frames(left) == _frames(session)
    exact = {step.id: (step.before, step.after) for step in trajectory_of(session).steps}
    assert {step.id: (step.before, step.after) for step in trajectory_of(left).steps} == exact
    keys = [event for event in left.events if isinstance(event, ev.KeyEvent)]
    assert keys
    assert len({event.t_ns % 50_000_000 for event in keys}) == 1


def test_a_region_is_one_colour_in_every_frame_of_its_time_and_others_are_untouched(
    worker: Worker, session: Session
) -> None:
    times = _frames(session)
    until_ns = times[4][1]

    done = made(worker, session, Region("r1", BOX, times[2][1] + 1, until_ns))

    pictures, before = Pictures(read(done.path, worker).chunks), Pictures(session.chunks)
    for index, _ in times:
        box = pictures.frame(index)[BOX.y : BOX.y + BOX.height, BOX.x : BOX.x + BOX.width]
        is_black = int(box.max()) < 20
        assert is_black == (index in (2, 3)), index
        if not is_black:
            difference = pictures.frame(index).astype(int) - before.frame(index)
            assert (difference**2).mean() < 4
    assert done.proof.passed, as_page(done.proof)


def test_boxes_off_the_screen_are_clipped(worker: Worker, session: Session) -> None:
    boxes = [Rect(-50, -50, 60, 60), Rect(9_000, 0, 10, 10), Rect(400, 170, 500, 500)]

    done = made(worker, session, *(Region(f"r{n}", box, 0, 10**12) for n, box in enumerate(boxes)))

    assert done.proof.passed, as_page(done.proof)
    assert done.proof.figures.boxes == 2 * done.proof.figures.frames


@pytest.mark.parametrize("keep", list(Keep))
def test_a_span_leaves_a_gap_and_no_frame(worker: Worker, session: Session, keep: Keep) -> None:
    times = _frames(session)
    span = Span("s", times[2][1], times[6][1], keep=keep)

    done = made(worker, session, span)

    left = read(done.path, worker)
    assert done.proof.passed, as_page(done.proof)
    assert [index for index, _ in _frames(left)] == [0, 1, *range(6, len(times))]
    gaps = [event for event in left.events if isinstance(event, ev.GapEvent)]
    assert [(gap.begins, gap.reason) for gap in gaps] == [
        (True, ev.GapReason.REDACTED),
        (False, ev.GapReason.REDACTED),
    ]
    shorter = span.until_ns - span.from_ns if keep is Keep.NOTHING else 0
    assert left.duration_ns == session.duration_ns - shorter


def test_a_whole_step_takes_what_it_typed_everywhere(worker: Worker, session: Session) -> None:
    typed = next(
        step for step in trajectory_of(session).steps if getattr(step.action, "text", None)
    )

    done = made(worker, session, WholeStep("r1", typed.id))

    left = read(done.path, worker)
    assert done.proof.passed, as_page(done.proof)
    assert typed.id not in {step.id for step in trajectory_of(left).steps}
    assert not any(isinstance(event, ev.KeyEvent) for event in left.events)


@pytest.mark.parametrize(
    ("redaction", "words"),
    [
        (WholeStep("r1", "e999"), "a step that the session does not have"),
        (Region("r1", Rect(0, 0, 0, 9), 0, 9), "without an area"),
        (Span("r1", 9, 9), "ends before it begins"),
        (Everywhere("r1", "x"), "fewer than 2"),
        (Everywhere("r1", "email", "email"), "occurs in a placeholder"),
        (Everywhere("r1", "secret", "a]b"), "a kind that is not"),
    ],
)
def test_a_plan_that_makes_no_sense_is_a_sentence_and_nothing_is_made(
    worker: Worker, session: Session, redaction: object, words: str
) -> None:
    with pytest.raises(WrongUse, match=words):
        made(worker, session, redaction)
    assert visible(worker) == []


def test_a_plan_of_another_session_is_refused(session: Session) -> None:
    with pytest.raises(WrongUse, match="another session"):
        burning.orders_of(Plan("5e55"), session)


def test_a_plan_reads_as_it_was_written_and_names_no_text_when_printed() -> None:
    plan = Plan("5e55", (Everywhere("r1", SECRET, "email"),), left=("left@example.org",))

    assert decode_plan(encode_plan(plan)) == plan
    assert "@" not in repr(plan)
    with pytest.raises(WrongUse) as refused:
        decode_plan(b'{"session": "jo.miller@example.org", "redactions": 3}')
    assert "@" not in str(refused.value)


def test_a_detector_that_cannot_run_is_not_clean(worker: Worker, session: Session) -> None:
    done = made(worker, session, tools=Tools((Quiet(), Missing()), no_text))

    assert not done.proof.passed
    states = {check.name: check.state for check in done.proof.checks}
    assert states["detector missing"] is State.COULD_NOT_RUN
    assert states["detector quiet"] is State.CLEAN


def test_pictures_that_cannot_be_read_are_not_clean(worker: Worker, session: Session) -> None:
    def blind(picture: Picture, box: Rect) -> list[Known]:
        raise CandorError("Text in pictures cannot be read here.")

    done = made(worker, session, tools=Tools((Quiet(),), blind))

    assert not done.proof.passed
    assert State.FOUND not in {check.state for check in done.proof.checks}


def _fails(done: Candidate) -> set[str]:
    return {check.name for check in done.proof.checks if check.state is not State.CLEAN}


def test_texts_that_are_not_rewritten_fail_the_proof(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burning, "rewrite_texts", lambda events, words: list(events))

    done = made(worker, session, Everywhere("r1", SECRET, "email"))

    assert {
        "redacted strings in events and description",
        "redacted strings in bytes",
    } <= _fails(done)


def test_a_task_that_is_not_rewritten_fails_the_proof(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burning, "rewritten_word", lambda word, words: word)

    done = made(worker, session, Everywhere("r1", SECRET, "email"))

    assert "redacted strings in events and description" in _fails(done)


def test_pixels_that_are_not_filled_fail_the_proof(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(burning, "masks_of_lines", lambda lines, words: [])

    done = made(worker, session, Everywhere("r1", SECRET, "email"), tools=Tools((Quiet(),)))

    assert _fails(done) == {"redacted strings in pictures"}


def test_a_box_that_is_said_but_not_filled_fails_the_proof(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Picture, "paint", lambda picture, box: None)

    done = made(worker, session, Region("r1", Rect(0, 0, 300, 90), 0, 10**12))

    assert "boxes that are not solid" in _fails(done)


def test_pictures_of_another_quality_fail_the_proof(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.redact import burn_pictures

    monkeypatch.setattr(burn_pictures, "QUALITY", {**burn_pictures.QUALITY, "crf": "45"})

    done = made(worker, session)

    assert _fails(done) == {"frames changed outside of their boxes"}


def test_a_proof_fits_one_candidate_as_it_was(worker: Worker, session: Session) -> None:
    one, other = made(worker, session), made(worker, session)
    identity = worker.identity.sign.public()

    assert load_proof(one.path, identity) == one.proof
    proof_path(one.path).write_bytes(proof_path(other.path).read_bytes())
    with pytest.raises(Damaged, match="another candidate"):
        load_proof(one.path, identity)
    raw = bytearray(proof_path(other.path).read_bytes())
    raw[len(raw) // 2] ^= 1
    proof_path(other.path).write_bytes(raw)
    with pytest.raises(Damaged, match="altered"):
        load_proof(other.path, identity)
    proof_path(one.path).unlink()
    with pytest.raises(Damaged, match="no proof"):
        load_proof(one.path, identity)


@pytest.mark.parametrize("writes", [0, 1, 2, 4])
def test_a_full_disk_leaves_nothing_and_the_original_as_it_was(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    path = original_path(worker, session)
    before, left, write = path.read_bytes(), [writes], disk.SealedFile.append

    def full(file: disk.SealedFile, offset: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise disk.storage_error(OSError(errno.ENOSPC, "No space left on device"))
        return write(file, offset, data)

    monkeypatch.setattr(disk.SealedFile, "append", full)

    with pytest.raises(StorageError, match="No space"):
        made(worker, session)
    assert visible(worker) == []
    assert path.read_bytes() == before


KILLED = """
import sys
from pathlib import Path
from recorder.vault.home import Home
from annotate.redact.candidates import staged

with staged(Home(Path(sys.argv[1]))) as folder:
    (folder / "half.candor").write_bytes(b"half")
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_a_kill_in_the_middle_leaves_nothing_visible_and_is_cleaned_up(worker: Worker) -> None:
    command = [sys.executable, "-c", KILLED, str(worker.home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        with staged(worker.home):
            # A burning that runs is left alone.
            assert len(visible(worker)) == 2
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(visible(worker)) == 1
    assert visible(worker)[0].startswith(".")
    with pytest.raises(WrongUse, match="No candidate"):
        find_candidate(worker.home, "half")

    with staged(worker.home):
        assert len(visible(worker)) == 1
    assert visible(worker) == []


def test_an_interruption_while_proving_leaves_nothing(
    worker: Worker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterable[Orders]:
        raise KeyboardInterrupt

    monkeypatch.setattr(proving, "read_session", interrupted)

    with pytest.raises(KeyboardInterrupt):
        made(worker, session)
    assert visible(worker) == []


def test_candidates_are_their_owner_s_alone(worker: Worker, session: Session) -> None:
    done = made(worker, session)

    assert os.stat(done.path).st_mode & 0o077 == 0
    assert os.stat(candidates_folder(worker.home)).st_mode & 0o077 == 0
    assert find_candidate(worker.home, done.path.name[:6]) == done.path


def test_nothing_of_a_session_is_written_in_clear(
    worker: Worker, session: Session, tmp_path: Path
) -> None:
    made(worker, session, Everywhere("r1", SECRET, "email"))

    found = [path for path in _files(tmp_path) if b"miller" in path.read_bytes()]
    assert found == []


def test_a_withdrawn_consent_makes_no_candidate(worker: Worker, session: Session) -> None:
    import dataclasses

    from recorder.errors import ConsentError

    withdrawn = dataclasses.replace(
        sealing(worker),
        authority=dataclasses.replace(worker.receipt, withdrawn_at=datetime.now(UTC)),
    )
    with pytest.raises(ConsentError):
        redact(
            worker.home,
            original_path(worker, session),
            session,
            Plan(session.id),
            withdrawn,
            Tools((Quiet(),), no_text),
            lambda path: plain_records(path, worker),
            worker.identity.envelope,
        )
    assert visible(worker) == []


def _frames(session: Session) -> list[tuple[int, int]]:
    return [(index, t_ns) for chunk in session.chunks for index, t_ns, _, _ in chunk.frames]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
