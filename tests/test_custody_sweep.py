"""What belongs to nobody goes after a week, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from recorder.custody.databases import CATALOGUE_FILE
from recorder.custody.stores import FolderStore
from recorder.custody.sweep import SEEN
from recorder.errors import Damaged, StorageError, WrongUse
from tests.custody_helpers import World
from tests.sending_helpers import Sender, Wrapped

WEEK = timedelta(days=7)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "world")
    yield world
    world.broker.close()


def test_what_broke_off_goes_after_a_week_and_what_was_accepted_stays(world: World) -> None:
    world.submit("accepted")
    stays = set(world.store.names())
    world.seal("broken off")

    assert world.broker.sweep() == 0
    world.now += WEEK - timedelta(seconds=1)
    assert world.broker.sweep() == 0
    world.now += timedelta(seconds=1)
    world.restart()
    assert world.broker.sweep() > 0

    assert set(world.store.names()) == stays
    assert world.broker.sweep() == 0


def test_what_is_claimed_in_time_stays(world: World) -> None:
    manifest = world.seal()
    world.broker.sweep()
    world.now += WEEK - timedelta(minutes=1)
    world.broker.accept(manifest, world.receipt)
    names = set(world.store.names())
    world.now += WEEK

    assert world.broker.sweep() == 0
    assert set(world.store.names()) == names


def test_whoever_comes_back_after_the_sweep_sends_again(world: World, tmp_path: Path) -> None:
    sender = Sender(world, tmp_path / "home")
    ready = sender.ready()
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(world.store, fails_from=2))
    world.broker.sweep()
    world.now += WEEK
    assert world.broker.sweep() == 2
    assert list(world.store.names()) == []

    sender.check_one(ready, sender.send(ready))


def test_an_old_catalogue_sweeps_nothing(world: World) -> None:
    path = world.root / "broker" / CATALOGUE_FILE
    world.broker.close()
    shutil.copy(path, world.root / "old.db")
    world.broker = world.open_broker()
    world.submit()
    names = set(world.store.names())
    world.broker.close()
    shutil.copy(world.root / "old.db", path)
    world.broker = world.open_broker()

    for _ in range(2):
        with pytest.raises(Damaged, match="nothing was swept"):
            world.broker.sweep()
        world.now += WEEK

    assert set(world.store.names()) == names


def test_a_store_that_another_broker_uses_too_is_not_swept(world: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other", world.store)
    other.submit()
    other.broker.close()
    world.seal("broken off")
    names = set(world.store.names())

    for _ in range(2):
        with pytest.raises(WrongUse, match="a store of its own"):
            world.broker.sweep()
        world.now += WEEK

    assert set(world.store.names()) == names


def test_a_clock_that_goes_back_and_a_note_that_was_altered_make_nothing_older(
    world: World,
) -> None:
    world.seal()
    count = len(set(world.store.names()))
    world.broker.sweep()
    world.now -= timedelta(days=30)
    assert world.broker.sweep() == 0
    world.now += WEEK - timedelta(minutes=1)
    assert world.broker.sweep() == 0
    (world.root / "broker" / SEEN).write_bytes(b"\xff")
    world.now += timedelta(minutes=1)
    assert world.broker.sweep() == 0
    world.now += WEEK
    assert world.broker.sweep() == count


def test_a_store_that_refuses_leaves_the_rest_for_the_next_time(world: World) -> None:
    world.seal()
    count = len(set(world.store.names()))
    world.broker.sweep()
    world.now += WEEK
    assert isinstance(world.store, FolderStore)
    folder = world.store.root / "o"
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"")
    assert world.broker.sweep() == 0
    folder.unlink()
    folder.with_name("away").rename(folder)
    world.broker.sweep()
    world.now += WEEK

    assert world.broker.sweep() == count
