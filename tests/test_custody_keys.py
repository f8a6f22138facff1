"""The broker's keys: ended ones are dead in every old copy of the table, whatever broke off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recorder.custody.epoch import EpochKeys, FileEpochStore, KeyringEpochStore, save_epoch
from recorder.custody.key_table import KeyTable
from recorder.custody.schema import KEYS
from recorder.custody.tables import SqliteTables
from recorder.errors import CandorError, Damaged, Locked, NotOurs

ONE, TWO, THREE = ("1" * 32, "2" * 32, "3" * 32)


class MemoryKeyring:
    """A keyring as the desktop's, in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.entries[service, username] = password


def open_table(folder: Path, name: str = "keys.db") -> KeyTable:
    return KeyTable(SqliteTables(folder / name, KEYS), FileEpochStore(folder / "epoch.key"))


def test_a_key_comes_back_and_outlives_a_restart(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    public = table.make(ONE)
    table.close()

    table = open_table(tmp_path)
    assert table.private(ONE).public().raw == public
    table.close()


def test_survivors_are_wrapped_anew_and_the_destroyed_key_is_gone(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    publics = {each: table.make(each) for each in (ONE, TWO, THREE)}

    assert table.destroy(TWO) == 2

    for each in (ONE, THREE):
        assert table.private(each).public().raw == publics[each]
    with pytest.raises(NotOurs, match="dead"):
        table.private(TWO)
    table.close()


def test_a_copy_of_the_table_from_before_a_withdrawal_opens_nothing(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    for each in (ONE, TWO):
        table.make(each)
    table.close()
    shutil.copy(tmp_path / "keys.db", tmp_path / "backup.db")
    table = open_table(tmp_path)
    table.destroy(TWO)
    table.close()

    restored = open_table(tmp_path, "backup.db")
    for each in (ONE, TWO):
        with pytest.raises(Damaged, match="dead"):
            restored.private(each)
    restored.close()


def test_a_row_does_not_open_for_another_submission(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    table.make(ONE)
    table._tables.change("update session_key set submission = ?", TWO)

    with pytest.raises(Damaged):
        table.private(TWO)
    table.close()


def test_a_row_that_was_altered_holds_up_nobody_elses_withdrawal(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    public = table.make(ONE)
    for each in (TWO, THREE):
        table.make(each)
    table._tables.change("update session_key set wrapped = x'00' where submission = ?", THREE)

    table.destroy(TWO)

    assert table.private(ONE).public().raw == public
    with pytest.raises(Damaged):
        table.private(THREE)
    table.close()


def test_without_the_epoch_key_the_table_opens_nothing_and_no_new_one_is_made(
    tmp_path: Path,
) -> None:
    table = open_table(tmp_path)
    table.make(ONE)
    table.close()
    (tmp_path / "epoch.key").unlink()

    with pytest.raises(Locked, match="gone"):
        open_table(tmp_path)
    assert not (tmp_path / "epoch.key").exists()


def test_an_altered_epoch_key_is_one_sentence(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    table.make(ONE)
    table.close()
    good = (tmp_path / "epoch.key").read_bytes()

    for raw in (b"", b"x", good[:-5], good + b"A", b"\xff" * 10):
        (tmp_path / "epoch.key").write_bytes(raw)
        with pytest.raises(Damaged, match="altered"):
            open_table(tmp_path)


class FailingStore(FileEpochStore):
    """Breaks off at one save, as a process that is killed there."""

    saves_left = 0

    def save(self, text: str) -> None:
        if type(self).saves_left == 0:
            raise Locked("killed here")
        type(self).saves_left -= 1
        FileEpochStore.save(self, text)


@pytest.mark.parametrize("saves", [0, 1])
def test_a_turn_that_was_broken_off_is_finished_on_opening(tmp_path: Path, saves: int) -> None:
    table = open_table(tmp_path)
    publics = {each: table.make(each) for each in (ONE, TWO)}
    table.close()
    old_key = (tmp_path / "epoch.key").read_bytes()
    FailingStore.saves_left = 9
    table = KeyTable(SqliteTables(tmp_path / "keys.db", KEYS), FailingStore(tmp_path / "epoch.key"))
    FailingStore.saves_left = saves
    with pytest.raises(CandorError):
        table.destroy(TWO)
    table.close()

    table = open_table(tmp_path)

    assert table.epoch == 2
    assert table.private(ONE).public().raw == publics[ONE]
    with pytest.raises(NotOurs):
        table.private(TWO)
    assert (tmp_path / "epoch.key").read_bytes() != old_key
    table.close()


def test_no_key_stands_in_the_files_in_the_clear(tmp_path: Path) -> None:
    table = open_table(tmp_path)
    table.make(ONE)
    private = table.private(ONE).to_bytes()
    table.destroy(ONE)
    table.close()

    for path in tmp_path.iterdir():
        assert private[:32] not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_a_file_is_announced_as_unprotected_and_a_keyring_is_not(tmp_path: Path) -> None:
    store = KeyringEpochStore(MemoryKeyring(), "candor/test")
    table = KeyTable(SqliteTables(tmp_path / "keys.db", KEYS), store)

    assert table.notice is None
    assert "backup" in (FileEpochStore(tmp_path / "x").notice or "")
    table.make(ONE)
    table.destroy(ONE)
    assert len(store.keyring.entries) == 1  # type: ignore[attr-defined]
    table.close()


def test_a_place_that_does_not_keep_the_key_is_noticed() -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str, /) -> None:
            pass

    with pytest.raises(Damaged, match="not kept"):
        save_epoch(KeyringEpochStore(Forgetful(), "x"), EpochKeys(1, bytes(32)))
