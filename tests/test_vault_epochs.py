"""Epochs: what was deleted opens for nobody, copies from before included; nothing else is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from recorder.errors import CandorError, Damaged, Locked, NotOurs, StorageError
from recorder.session import layout
from recorder.session.layout import UNLOCKED_VERSION
from recorder.session.verify import verify_sealed
from recorder.vault.deletion import shred, turn_epoch
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.unlock import Unlock
from studio.commands.delete import delete
from tests.player_sessions import consented
from tests.player_sessions import write_session as written
from tests.session_helpers import Worker, begin, make_worker, read, write_session


class Killed(BaseException):
    """Ends what runs at a write, as a kill does; nothing catches it."""


@contextmanager
def killed_at(write: int, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """End what runs before its write of this number: a file, a name, a sync."""
    left = write

    def dying(act: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return act(*arguments, **named)

        return step

    with monkeypatch.context() as patched:
        for where, name in (
            (os, "fsync"),
            (os, "open"),
            (os, "sync"),
            (Path, "unlink"),
            (Path, "replace"),
        ):
            patched.setattr(where, name, dying(getattr(where, name)))
        yield


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path / "home")


def opens(path: Path, worker: Worker) -> bool:
    try:
        return bool(read(path, worker).events)
    except (NotOurs, Locked, Damaged):
        return False


def test_a_copy_of_what_was_deleted_opens_for_nobody_once_the_epoch_is_turned(
    worker: Worker, tmp_path: Path
) -> None:
    gone, kept = write_session(worker), write_session(worker)
    copy = tmp_path / "copy"
    shutil.copytree(worker.home.root, copy)
    before = Worker(worker.identity, Home(copy), worker.receipt)
    assert opens(copy / "sessions" / gone.name, before), "the copy is a whole home"

    shred(worker.home, gone)
    assert Epochs(worker.home).is_due()
    Epochs(worker.home).settle(worker.identity)

    # Journals, locks and vault of before, and the identity, with the epoch of today.
    shutil.rmtree(copy / "epochs")
    shutil.copytree(worker.home.epochs, copy / "epochs")
    assert not opens(copy / "sessions" / gone.name, before)
    # The copied lock brought back into the home itself.
    shutil.copyfile(copy / "locks" / f"{gone.stem}.lock", worker.home.locks / f"{gone.stem}.lock")
    assert not opens(copy / "sessions" / gone.name, worker)
    assert opens(kept, worker)
    assert not Epochs(worker.home).is_due()


def test_the_identity_alone_opens_no_copy_of_a_journal(worker: Worker, tmp_path: Path) -> None:
    path = write_session(worker)
    head = layout.parse_head(path.read_bytes())
    with pytest.raises(CandorError):
        layout.unlocked(worker.identity.seal.open(head.wrap, head.wrap_info), bytes(32))

    alone = Worker(worker.identity, Home(tmp_path / "elsewhere"), worker.receipt)
    Epochs(alone.home).settle(worker.identity)
    assert not opens(path, alone)
    assert verify_sealed(path, lambda header: None).good, "what is sealed can still be verified"


def test_no_key_of_an_epoch_is_left_but_the_one_that_runs(worker: Worker) -> None:
    (first,) = worker.home.epochs.glob("*.key")
    second_name = first.with_suffix(".left")
    second_name.hardlink_to(first)
    raw = first.read_bytes()

    shred(worker.home, write_session(worker))
    Epochs(worker.home).settle(worker.identity)

    (now,) = worker.home.epochs.glob("*.key")
    left = second_name.read_bytes()
    assert now != first
    assert not any(left[at : at + 16] in raw for at in range(0, len(left), 16))


def test_killed_at_any_write_no_survivor_is_lost_and_the_deleted_one_stays_dead(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = write_session(worker), [write_session(worker) for _ in range(2)]
    ended = False
    for left in range(80):
        root = tmp_path / f"at-{left}"
        shutil.copytree(worker.home.root, root)
        here = Worker(worker.identity, Home(root), worker.receipt)
        with killed_at(left, monkeypatch), suppress(Killed):
            shred(here.home, here.home.sessions / gone.name)
            Epochs(here.home).settle(here.identity)
            ended = True
        for path in kept:
            assert opens(here.home.sessions / path.name, here), f"right after write {left}"

        if (again := here.home.sessions / gone.name).exists():
            shred(here.home, again)
        Epochs(here.home).settle(here.identity)

        for path in kept:
            assert opens(here.home.sessions / path.name, here), f"after write {left}"
        shutil.copyfile(worker.home.locks / f"{gone.stem}.lock", root / "locks" / "back")
        (root / "locks" / "back").replace(root / "locks" / f"{gone.stem}.lock")
        assert not opens(gone, here), f"the copy after write {left}"
        assert len(list(here.home.epochs.glob("*.key"))) == 1
        shutil.rmtree(root)
        if ended:
            break
    assert ended, "the last one went through"


def test_a_home_from_before_epochs_gets_one_and_its_sessions_still_open(tmp_path: Path) -> None:
    worker = make_worker(tmp_path / "old")
    shutil.rmtree(worker.home.epochs)
    old = write_session(worker)
    assert int.from_bytes(old.read_bytes()[8:10], "big") == UNLOCKED_VERSION

    Epochs(worker.home).settle(worker.identity)
    new = write_session(worker)

    assert opens(old, worker)
    assert opens(new, worker)
    assert int.from_bytes(new.read_bytes()[8:10], "big") == layout.VERSION
    shred(worker.home, old)
    assert not Epochs(worker.home).is_due(), "it had no lock, so a turn would reach nothing"


def test_a_recording_that_is_discarded_leaves_no_lock(worker: Worker) -> None:
    journal = begin(worker)
    assert list(worker.home.locks.iterdir())
    journal.discard()
    assert not list(worker.home.locks.iterdir())
    assert Epochs(worker.home).is_due()


def test_a_name_that_is_taken_leaves_the_session_and_its_lock(worker: Worker) -> None:
    path = write_session(worker)
    with pytest.raises(StorageError, match="left as it is"):
        Epochs(worker.home).lock(path.stem, worker.identity.sign.public())
    assert opens(path, worker)


def test_nothing_is_recorded_to_an_epoch_whose_key_is_gone(worker: Worker) -> None:
    path = write_session(worker)
    (key,) = worker.home.epochs.glob("*.key")
    away = key.rename(worker.home.root / key.name)
    with pytest.raises(Damaged, match="unlock the vault once"):
        begin(worker)
    assert not opens(path, worker)

    Epochs(worker.home).settle(worker.identity)
    begin(worker).close()
    assert not opens(path, worker)

    # Brought back it counts again, and goes when what it locks is sealed anew.
    away.rename(key)
    assert opens(path, worker)
    assert Epochs(worker.home).settle(worker.identity) == 1
    assert opens(path, worker)
    assert not key.exists()


@pytest.mark.parametrize("change", ["public", "lock", "key"])
def test_an_altered_file_of_an_epoch_is_one_sentence(worker: Worker, change: str) -> None:
    path = write_session(worker)
    (key,) = worker.home.epochs.glob("*.key")
    lock = worker.home.locks / f"{path.stem}.lock"
    file = {"public": worker.home.epochs / "epoch.pub", "lock": lock, "key": key}[change]
    raw = bytearray(file.read_bytes())
    for at in range(0, len(raw), 97):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        act: Callable[[], object] = (
            (lambda: begin(worker))
            if change == "public"
            else (lambda: list(read(path, worker).events))
        )
        with pytest.raises((Damaged, NotOurs, Locked)):
            act()
    file.write_bytes(raw)
    assert opens(path, worker)


def test_another_identity_s_epoch_is_not_taken(worker: Worker, tmp_path: Path) -> None:
    other = make_worker(tmp_path / "other")
    shutil.rmtree(worker.home.epochs)
    shutil.copytree(other.home.epochs, worker.home.epochs)
    with pytest.raises(Damaged):
        begin(worker)


def test_a_full_disk_does_not_keep_the_vault_locked(candor_home: Path) -> None:
    home = Home(candor_home)
    consented(home)
    path = written(home)
    shred(home, written(home))
    home.epochs.chmod(0o500)
    try:
        with Keeper(home) as keeper:
            keeper.unlock(Unlock.default())
            assert read_whole(keeper, path).events
    finally:
        home.epochs.chmod(0o700)
    if os.geteuid():
        assert Epochs(home).is_due()
    assert turn_epoch(home, Unlock.default())
    assert not Epochs(home).is_due()


def test_a_keeper_that_was_unlocked_before_a_turn_goes_on_after_it(candor_home: Path) -> None:
    home = Home(candor_home)
    consented(home)
    gone, kept = written(home), written(home)
    with Keeper(home) as early:
        early.unlock(Unlock.default())
        shred(home, gone)
        assert turn_epoch(home, Unlock.default())
        assert read_whole(early, kept).events


def test_deleting_by_command_turns_the_epoch_where_no_one_has_to_be_asked(
    candor_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(candor_home)
    consented(home)
    first, second = written(home), written(home)

    result = CliRunner().invoke(delete, [first.stem, "--yes"])
    assert (result.exit_code, Epochs(home).is_due()) == (0, False)
    assert "Copies" not in result.stderr

    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")
    result = CliRunner().invoke(delete, [second.stem, "--yes"])
    assert (result.exit_code, Epochs(home).is_due()) == (0, True)
    assert "until the vault is unlocked" in result.stderr
