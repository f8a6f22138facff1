"""Unfinished labels on the disk: sealed, whole after every change, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotate.label_set import SESSION, Work, answer_of
from annotate.label_store import LabelStore
from recorder.crypto import context
from recorder.errors import Damaged, NotOurs, VersionRefused
from recorder.vault.identity import Identity
from tests.label_sets import SCHEMA, SUBMISSION
from tests.session_helpers import Worker, make_worker

CANARY = "CANARY-what-she-wrote"
WORK = (
    Work(steps=("e1",))
    .answered(answer_of(SCHEMA, ("what", "e1"), CANARY))
    .answered(answer_of(SCHEMA, ("outcome", SESSION), "failure"))
    .suggested("a-model", [answer_of(SCHEMA, ("why", "e1"), CANARY)])
)


class Person:
    """Opens what is sealed to an identity, as a keeper does."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def open_edits(self, sealed: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        key = self._identity.seal
        return tuple(key.open(each, context("edit", place.encode())) for place, each in sealed)


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path)


@pytest.fixture
def person(worker: Worker) -> Person:
    return Person(worker.identity)


@pytest.fixture
def store(worker: Worker) -> LabelStore:
    return LabelStore(worker.home)


def kept(store: LabelStore) -> Path:
    (path,) = (store.home.root / "labels").iterdir()
    return path


def test_work_comes_back_as_it_was_and_is_sealed_meanwhile(
    store: LabelStore, person: Person
) -> None:
    assert store.read(SUBMISSION, "annotator", person) == Work()

    store.keep(SUBMISSION, "annotator", Work())
    store.keep(SUBMISSION, "annotator", WORK)

    assert store.read(SUBMISSION, "annotator", person) == WORK
    assert CANARY.encode() not in kept(store).read_bytes()
    assert kept(store).stat().st_mode & 0o077 == 0
    assert store.begun("annotator") == {SUBMISSION}
    assert store.begun("adjudicator") == frozenset()
    store.forget(SUBMISSION, "annotator")
    assert store.begun("annotator") == frozenset()


def test_work_that_was_altered_or_moved_is_refused(store: LabelStore, person: Person) -> None:
    store.keep(SUBMISSION, "annotator", WORK)
    raw = kept(store).read_bytes()

    for at in (0, 12, len(raw) // 2, len(raw) - 1):
        kept(store).write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises(Damaged, match="altered"):
            store.read(SUBMISSION, "annotator", person)
    for cut in (0, 9, 11, len(raw) - 1):
        kept(store).write_bytes(raw[:cut])
        with pytest.raises(Damaged, match="altered"):
            store.read(SUBMISSION, "annotator", person)
    kept(store).write_bytes(raw[:8] + b"\0\2" + raw[10:])
    with pytest.raises(VersionRefused):
        store.read(SUBMISSION, "annotator", person)
    kept(store).write_bytes(raw)
    kept(store).rename(kept(store).with_name(f"{'7' * 32}.annotator.labels"))
    with pytest.raises(Damaged):
        store.read("7" * 32, "annotator", person)


def test_somebody_else_cannot_open_the_work(store: LabelStore, person: Person) -> None:
    store.keep(SUBMISSION, "annotator", WORK)

    with pytest.raises(Damaged):
        store.read(SUBMISSION, "annotator", Person(Identity.generate()))


def test_a_name_that_leads_elsewhere_is_no_submission(store: LabelStore, person: Person) -> None:
    with pytest.raises(NotOurs):
        store.keep("../x", "annotator", WORK)
