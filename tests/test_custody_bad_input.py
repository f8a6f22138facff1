"""Objects and manifests that are wrong, swapped, cut or replayed, and clocks that are wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from recorder.custody import documents
from recorder.custody.catalogue import State
from recorder.custody.manifest import Manifest, read_manifest
from recorder.custody.stores import FolderStore
from recorder.errors import CandorError, ConsentError, Damaged, NotOurs
from tests.custody_helpers import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.broker.close()


def nothing_was_taken(world: World) -> None:
    assert world.broker.submissions(State.SUBMITTED) == ()
    assert "submitted" not in world.kinds()


def _paths(world: World, manifest: bytes) -> list[Path]:
    assert isinstance(world.store, FolderStore)
    read = read_manifest(manifest, world.worker.sign.public())
    names = [each.object for each in read.streams]
    return [world.store.root / "o" / name[:2] / name[2:4] / name for name in names]


def _cut(paths: list[Path]) -> None:
    paths[0].write_bytes(paths[0].read_bytes()[:-1])


def _lengthen(paths: list[Path]) -> None:
    paths[0].write_bytes(paths[0].read_bytes() + b"\0")


def _swap(paths: list[Path]) -> None:
    one, other = paths[0].read_bytes(), paths[1].read_bytes()
    paths[0].write_bytes(other)
    paths[1].write_bytes(one)


def _flip(paths: list[Path]) -> None:
    raw = bytearray(paths[-1].read_bytes())
    raw[len(raw) // 2] ^= 1
    paths[-1].write_bytes(raw)


@pytest.mark.parametrize("harm", [_cut, _lengthen, _swap, _flip])
def test_objects_that_are_not_what_the_manifest_says_are_not_accepted(
    world: World, harm: Callable[[list[Path]], None]
) -> None:
    manifest = world.seal()
    whole = [(path, path.read_bytes()) for path in _paths(world, manifest)]
    harm([path for path, _ in whole])

    with pytest.raises(Damaged):
        world.broker.accept(manifest, world.receipt)
    nothing_was_taken(world)

    for path, raw in whole:
        path.write_bytes(raw)
    world.broker.accept(manifest, world.receipt)
    assert world.kinds().count("submitted") == 1


def test_a_manifest_or_a_receipt_that_was_cut_anywhere_is_one_sentence(world: World) -> None:
    manifest = world.seal()

    for end in range(0, len(manifest), 97):
        with pytest.raises(CandorError):
            world.broker.accept(manifest[:end], world.receipt)
    for end in range(0, len(world.receipt), 97):
        with pytest.raises(CandorError):
            world.broker.accept(manifest, world.receipt[:end])

    nothing_was_taken(world)
    world.broker.accept(manifest, world.receipt)


def test_a_second_manifest_for_the_same_place_is_refused(world: World) -> None:
    manifest = world.seal()
    read = read_manifest(manifest, world.worker.sign.public())
    later = msgspec.structs.replace(read, made_at=read.made_at + timedelta(seconds=1))
    world.broker.accept(manifest, world.receipt)

    with pytest.raises(ConsentError, match="made before, with other content"):
        world.broker.accept(_signed(world, later), world.receipt)

    assert world.broker.submissions(State.SUBMITTED)[0].manifest == manifest


def test_a_place_of_one_worker_is_not_for_another(world: World) -> None:
    read = read_manifest(world.seal(), world.worker.sign.public())
    stolen = documents.write_document(documents.MANIFEST, read, world.other.envelope)

    with pytest.raises(ConsentError, match="signed by another worker"):
        world.broker.accept(stolen, world.receipt)
    nothing_was_taken(world)


def test_a_manifest_for_a_place_that_nobody_reserved_is_refused(world: World) -> None:
    read = read_manifest(world.seal(), world.worker.sign.public())
    invented = msgspec.structs.replace(read, submission="ab" * 16)

    with pytest.raises(NotOurs):
        world.broker.accept(_signed(world, invented), world.receipt)
    nothing_was_taken(world)


def test_what_was_withdrawn_cannot_be_brought_again(world: World) -> None:
    submission, manifest = world.submit()
    objects = [(path, path.read_bytes()) for path in _paths(world, manifest)]
    world.end(submission)
    for path, raw in objects:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    with pytest.raises(ConsentError, match="has ended"):
        world.broker.accept(manifest, world.receipt)

    assert world.kinds().count("submitted") == 1
    with pytest.raises(ConsentError):
        world.lease(submission)


@pytest.mark.parametrize("off", [timedelta(minutes=6), timedelta(days=-1), timedelta(days=4000)])
def test_a_worker_whose_clock_is_wrong_is_told_so_and_nothing_is_reserved(
    world: World, off: timedelta
) -> None:
    right, clock = world.now, world.broker._desk.clock
    world.broker._desk.clock = lambda: right
    world.now = right + off

    with pytest.raises(ConsentError, match="check this machine's clock"):
        world.reserve()

    world.now = right
    world.broker._desk.clock = clock
    assert world.broker.submissions(*State) == ()
    world.submit()


def test_a_broker_whose_clock_goes_back_ends_nothing_and_opens_no_longer_than_before(
    world: World,
) -> None:
    submission, _ = world.submit()
    (before,) = world.broker.submissions(State.SUBMITTED)
    world.now -= timedelta(minutes=30)
    world.restart()

    assert world.broker.expire() == 0
    assert world.broker.submissions(State.SUBMITTED) == (before,)
    with pytest.raises(CandorError):
        world.lease(submission)
    world.now += timedelta(hours=1)
    world.lease(submission)


def _signed(world: World, manifest: Manifest) -> bytes:
    return documents.write_document(documents.MANIFEST, manifest, world.worker.envelope)
