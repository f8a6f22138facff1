"""Deleting: the key goes first, a running recording is spared, a crash does not bring it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from recorder.errors import CandorError, FormatError, StorageError, WrongUse
from recorder.session.survey import survey
from recorder.vault.deletion import Deletions, shred
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library
from recorder.vault.unlock import Unlock
from studio.commands.delete import delete
from studio.commands.sessions import sessions
from tests.player_sessions import begin_session, consented, write_session


@pytest.fixture
def home(candor_home: Path) -> Home:
    home = Home(candor_home)
    consented(home)
    return home


def test_what_a_shredded_file_leaves_on_the_disk_opens_for_nobody(home: Home) -> None:
    path = write_session(home)
    second = path.with_suffix(".second-name")
    second.hardlink_to(path)

    shred(home, path)

    assert not path.exists()
    with pytest.raises(FormatError):
        survey(second)
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        with pytest.raises(CandorError):
            keeper.survey(second)


def test_a_file_that_is_no_session_is_shredded_too(home: Home) -> None:
    torn = home.sessions / "ab.candor"
    torn.write_bytes(b"torn")

    shred(home, torn)

    assert not torn.exists()


def test_a_session_that_is_being_recorded_is_not_deleted(home: Home) -> None:
    writer = begin_session(home)
    with pytest.raises(WrongUse, match="stop the recording"):
        shred(home, writer.path)
    writer.close()

    shred(home, writer.path)
    assert not writer.path.exists()


def test_a_session_that_is_gone_is_an_error_in_a_sentence(home: Home) -> None:
    with pytest.raises(StorageError, match="No such file"):
        shred(home, home.sessions / "0.candor")


def test_noted_deletions_survive_and_are_shredded_later(home: Home) -> None:
    kept, gone = write_session(home), write_session(home)
    Deletions(home).note({gone.stem, "../identity"})

    assert Deletions(home).noted() == {gone.stem}
    assert Deletions(home).shred_noted() == 1
    assert (kept.exists(), gone.exists()) == (True, False)
    assert Deletions(home).shred_noted() == 0
    assert not home.deletions.exists()


def test_undoing_all_deletions_leaves_no_list(home: Home) -> None:
    path = write_session(home)
    Deletions(home).note({path.stem})
    Deletions(home).note(frozenset())

    assert Deletions(home).noted() == frozenset()
    assert path.exists()


def test_the_command_deletes_and_the_list_forgets(home: Home) -> None:
    path = write_session(home, "canary task")
    Library(home).refresh()

    result = CliRunner().invoke(delete, [path.stem[:8], "--yes"])

    assert result.exit_code == 0
    assert path.stem in result.stdout
    assert Library(home).rows() == ()


def test_the_command_lists_tasks_only_when_unlocked(home: Home) -> None:
    write_session(home, "canary task")

    locked = CliRunner().invoke(sessions, [])
    unlocked = CliRunner().invoke(sessions, ["--unlock", "--json"])

    assert "canary" not in locked.stdout
    assert '"task": "canary task"' in unlocked.stdout
    assert b"canary" not in home.index.read_bytes()
