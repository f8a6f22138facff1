"""The edit log on the disk: what was acknowledged is there again, what was altered is refused."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.edit_log import MAGIC, VERSION
from annotate.edits import Correct, Describe, Edit, SetTask
from annotate.review import Review
from annotate.review_store import ReviewFile, open_review, read_review
from recorder.consent.register import Register
from recorder.crypto import context, sha256
from recorder.errors import CandorError, Damaged, NotOurs, VersionRefused, WrongUse
from recorder.session.model import Scope
from recorder.vault.deletion import shred
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library
from recorder.vault.unlock import Unlock
from replay.correction_types import Delete, Split
from tests.review_helpers import part_of, step_of, subject
from tests.session_helpers import Worker, make_worker, write_session

HEAD_BYTES = 60
CANARY = "plumcanary"
EDITS: tuple[Edit, ...] = (
    SetTask(f"Say hello to {CANARY}"), Describe("e4", f"{CANARY} " * 50), Describe("e15", "two"),
)  # fmt: skip

SAVE = """
import sys
from pathlib import Path
from annotate.edits import Describe
from annotate.review_store import open_review
from recorder.vault.home import Home
class Nobody:
    def open_edits(self, sealed):
        return ()
review = open_review(Home(Path(sys.argv[1])), sys.argv[2], Nobody())
for number in range(1000):
    review.apply(Describe(f"e{number}", "x"))
    print(number, flush=True)
"""


@dataclass(frozen=True, slots=True)
class OwnKeeper:
    """Opens edits as the keeper does, in this process."""

    worker: Worker

    def open_edits(self, sealed: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        key = self.worker.identity.seal
        return tuple(key.open(each, context("edit", place.encode())) for place, each in sealed)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A session with a review of three edits."""

    worker: Worker
    session: str
    sizes: tuple[int, ...]

    @property
    def path(self) -> Path:
        return self.worker.home.review_of(self.session)

    def open(self) -> ReviewFile:
        return open_review(self.worker.home, self.session, OwnKeeper(self.worker))

    def read(self) -> Review:
        return read_review(self.worker.home, self.session, OwnKeeper(self.worker))


def reviewed_in(folder: Path) -> Reviewed:
    worker = make_worker(folder)
    session = write_session(worker).stem
    reviewed = Reviewed(worker, session, ())
    sizes: list[int] = []
    with reviewed.open() as review:
        for edit in EDITS:
            review.apply(edit)
            sizes.append(reviewed.path.stat().st_size)
    return Reviewed(worker, session, tuple(sizes))


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    return reviewed_in(tmp_path / "home")


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reviewed, bytes]:
    reviewed = reviewed_in(tmp_path_factory.mktemp("lasting"))
    return reviewed, reviewed.path.read_bytes()


def with_edits(count: int) -> Review:
    review = Review()
    for edit in EDITS[:count]:
        review = review.apply(edit)
    return review


def test_a_review_is_read_again_with_all_that_can_be_undone(reviewed: Reviewed) -> None:
    with reviewed.open() as review:
        review.undo()
        review.undo()
        review.redo()
        kept = review.review

    assert reviewed.read() == kept
    assert kept.undo_name == "label step e4"
    assert kept.redo_name == "label step e15"


def test_a_session_without_a_review_has_an_empty_one_and_looking_writes_nothing(
    tmp_path: Path,
) -> None:
    worker = make_worker(tmp_path)
    session = write_session(worker).stem

    with open_review(worker.home, session, OwnKeeper(worker)) as review:
        assert review.review == Review()

    assert not worker.home.review_of(session).exists()


def test_nothing_that_was_written_can_be_read_from_the_disk(reviewed: Reviewed) -> None:
    for path in reviewed.worker.home.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert CANARY.encode() not in content
            assert CANARY.encode("utf-16-le") not in content
    assert reviewed.path.stat().st_mode & 0o777 == 0o600


def test_sizes_tell_only_steps_of_256_bytes(reviewed: Reviewed) -> None:
    steps = [two - one for one, two in zip(reviewed.sizes, reviewed.sizes[1:], strict=False)]
    assert steps[1] < steps[0]
    assert (steps[0] - steps[1]) % 256 == 0


@given(st.data())
def test_cut_anywhere_it_is_what_was_whole_and_can_go_on(
    lasting: tuple[Reviewed, bytes], data: st.DataObject
) -> None:
    reviewed, raw = lasting
    cut = data.draw(st.integers(0, len(raw)))
    reviewed.path.write_bytes(raw[:cut])
    whole = sum(size <= cut for size in reviewed.sizes)

    assert reviewed.read() == with_edits(whole)
    with reviewed.open() as review:
        review.apply(Describe("e9", "after"))
    assert reviewed.read() == with_edits(whole).apply(Describe("e9", "after"))


@given(st.data())
def test_a_byte_that_is_flipped_is_found(
    lasting: tuple[Reviewed, bytes], data: st.DataObject
) -> None:
    reviewed, raw = lasting
    at = data.draw(st.integers(0, len(raw) - 1))
    altered = bytearray(raw)
    altered[at] ^= 1 << data.draw(st.integers(0, 7))
    reviewed.path.write_bytes(altered)

    with pytest.raises(CandorError) as caught:
        reviewed.read()

    if at >= HEAD_BYTES:
        assert isinstance(caught.value, Damaged)
        assert "altered" in str(caught.value)
    with pytest.raises(CandorError):
        reviewed.open()
    assert reviewed.path.read_bytes() == altered


def test_records_that_are_swapped_or_taken_out_are_found(reviewed: Reviewed) -> None:
    raw, (one, two, _) = reviewed.path.read_bytes(), reviewed.sizes
    for altered in (raw[:one] + raw[two:], raw[:one] + raw[two:] + raw[one:two]):
        reviewed.path.write_bytes(altered)
        with pytest.raises(Damaged):
            reviewed.read()


def test_whoever_mends_the_hashes_still_cannot_move_a_seal(reviewed: Reviewed) -> None:
    raw, (one, two, three) = reviewed.path.read_bytes(), reviewed.sizes
    assert one - HEAD_BYTES == three - two
    head = raw[:HEAD_BYTES]
    body = raw[HEAD_BYTES : HEAD_BYTES + 20] + raw[two + 20 : three - 32]
    link = sha256(b"candor-review", sha256(b"candor-review", head), body)
    reviewed.path.write_bytes(head + body + link)

    with pytest.raises(Damaged):
        reviewed.read()


def test_a_newer_version_is_refused_and_left_alone(reviewed: Reviewed) -> None:
    raw = bytearray(reviewed.path.read_bytes())
    raw[len(MAGIC) : len(MAGIC) + 2] = struct.pack(">H", VERSION + 1)
    reviewed.path.write_bytes(raw)

    with pytest.raises(VersionRefused, match="version 2"):
        reviewed.open()
    assert reviewed.path.read_bytes() == raw


def test_the_review_of_another_session_or_worker_is_refused(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    other = write_session(reviewed.worker).stem
    reviewed.worker.home.review_of(other).write_bytes(reviewed.path.read_bytes())
    with pytest.raises(Damaged, match="another session"):
        read_review(reviewed.worker.home, other, OwnKeeper(reviewed.worker))

    stranger = make_worker(tmp_path / "stranger")
    stranger.home.ensure().review_of(other).write_bytes(reviewed.path.read_bytes())
    with pytest.raises(NotOurs):
        read_review(stranger.home, other, OwnKeeper(stranger))


def test_two_do_not_edit_one_review(reviewed: Reviewed) -> None:
    with reviewed.open() as first, reviewed.open() as second:
        first.apply(Describe("e9", "mine"))
        with pytest.raises(WrongUse, match="elsewhere"):
            second.apply(Describe("e9", "theirs"))
        first.close()
        with pytest.raises(WrongUse, match="meanwhile"):
            second.apply(Describe("e9", "theirs"))
        assert second.review == with_edits(3)

    assert reviewed.read().content.overlay.labels.steps["e9"] == "mine"


def test_an_edit_that_is_too_large_leaves_the_review_as_it_was(reviewed: Reviewed) -> None:
    from annotate.edits import Together

    many = Together("label steps", tuple(Describe(f"e{n}", "x" * 8000) for n in range(60)))
    with reviewed.open() as review, pytest.raises(WrongUse, match="too much"):
        review.apply(many)

    assert reviewed.read() == with_edits(3)


def test_a_change_that_makes_no_sense_for_the_steps_is_refused(reviewed: Reviewed) -> None:
    told = subject()
    step = step_of(told, "type")
    cut = Split(step.id, part_of(told, step, 2))
    with open_review(
        reviewed.worker.home, reviewed.session, OwnKeeper(reviewed.worker), told
    ) as review:
        before = review.corrected
        with pytest.raises(WrongUse, match="cannot be split"):
            review.apply(Correct(Split(step.id, "e3")))
        with pytest.raises(WrongUse, match="no step e900"):
            review.apply(Describe("e900", "nowhere"))
        assert review.corrected == before

        review.apply(Correct(cut))
        with pytest.raises(WrongUse):
            review.apply(Correct(Delete(step.id), 0))

        assert len(review.corrected.trajectory.steps) == len(told.computed.steps) + 1
        review.undo()
        assert review.corrected == before


def test_deleting_a_session_overwrites_and_removes_its_review(reviewed: Reviewed) -> None:
    journal = reviewed.worker.home.sessions / f"{reviewed.session}.candor"
    os.link(reviewed.path, reviewed.path.with_name("left.blocks"))
    raw = reviewed.path.read_bytes()

    with reviewed.open() as review:
        shred(reviewed.worker.home, journal)
        with pytest.raises(WrongUse, match="gone"):
            review.apply(SetTask("too late"))

    assert not reviewed.path.exists()
    left = reviewed.path.with_name("left.blocks").read_bytes()
    assert len(left) == len(raw)
    assert not any(left[at : at + 16] in raw for at in range(0, len(left) - 16, 16))


def test_the_library_does_not_take_a_review_for_a_session(reviewed: Reviewed) -> None:
    library = Library(reviewed.worker.home)
    library.rebuild()

    assert [row.session for row in library.rows()] == [reviewed.session]


def test_killed_at_any_moment_every_acknowledged_edit_is_there_again(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    session = write_session(worker).stem
    for acknowledged in (0, 3, 17):
        worker.home.review_of(session).unlink(missing_ok=True)
        with subprocess.Popen(
            (sys.executable, "-c", SAVE, str(worker.home.root), session),
            stdout=subprocess.PIPE,
            text=True,
        ) as saving:
            assert saving.stdout is not None
            last = ""
            while last != str(acknowledged):
                last = saving.stdout.readline().strip()
                assert last, "The process ended by itself."
            saving.kill()
        labels = read_review(worker.home, session, OwnKeeper(worker)).overlay.labels.steps
        assert len(labels) > acknowledged
        assert list(labels) == [f"e{number}" for number in range(len(labels))]


def test_a_review_is_read_through_the_keeper_process(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with Keeper(home) as keeper:
        keeper.make_identity("spring in the air")
        Register(home).give(frozenset({Scope.SCREEN}), keeper.sign)
    session = "5e" * 16
    (home.ensure().sessions / f"{session}.candor").touch()
    edits = [Describe(f"e{number}", CANARY * 500) for number in range(120)]
    with Keeper(home) as keeper:
        keeper.unlock(Unlock(prompt=lambda: "spring in the air"))
        with open_review(home, session, keeper) as review:
            for edit in edits:
                review.apply(edit)
        again = read_review(home, session, keeper)
        path = home.review_of(session)
        raw = bytearray(path.read_bytes())
        path.write_bytes(raw.replace(b"EDT", b"EDU", 1))
        with pytest.raises(Damaged):
            read_review(home, session, keeper)

    assert again == review.review
    assert len(again.done) == 120
