"""`candor export` of one's own sessions: how often the vault is unlocked, what is said before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.errors import WrongUse
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.cli import cli
from tests.export_runs import sessions


@pytest.fixture
def unlocks(monkeypatch: pytest.MonkeyPatch) -> list[Keeper]:
    """The keepers that were unlocked, in their order."""
    found: list[Keeper] = []
    unlock = Keeper.unlock

    def counted(self: Keeper, how: Unlock) -> None:
        found.append(self)
        unlock(self, how)

    monkeypatch.setattr(Keeper, "unlock", counted)
    return found


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, words)])


@pytest.mark.parametrize("more", [(), ("--split", "session")])
def test_the_vault_is_unlocked_once_for_all_sessions(
    candor_home: Path, tmp_path: Path, unlocks: list[Keeper], more: tuple[str, ...]
) -> None:
    names = sessions(Home(candor_home), 3)
    unlocks.clear()

    done = run(*names, "--format", "jsonl", "--out", tmp_path / "out", *more)

    assert done.exit_code == 0, done.output
    assert len(unlocks) == 1


def test_what_is_wrong_with_the_wish_is_said_before_the_vault_is_unlocked(
    candor_home: Path, tmp_path: Path, unlocks: list[Keeper]
) -> None:
    (name,) = sessions(Home(candor_home), 1)
    unlocks.clear()
    full = tmp_path / "full"
    full.mkdir(mode=0o700)
    (full / "mine.txt").write_text("mine")
    wrong: list[tuple[object, ...]] = [
        (name, "--format", "jsonl", "--out", full),
        (name, "--format", "none", "--out", tmp_path / "out"),
        (name, "--format", "jsonl", "--variant", "none", "--out", tmp_path / "out"),
        (name, "--format", "jsonl", "--where", "type ==", "--out", tmp_path / "out"),
        ("nobody", "--format", "jsonl", "--out", tmp_path / "out"),
    ]

    for words in wrong:
        assert isinstance(run(*words).exception, WrongUse), words
    assert unlocks == []
