"""What holds for every import: the command, the hidden journal, the fuzz."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.errors import CandorError, FormatError
from recorder.vault.home import Home
from recorder.vault.library import Library
from replay.export.registry import find_format
from replay.export.writer import export_sessions
from replay.load import entering
from replay.load.registry import BUILT_IN, find_loader, readable
from replay.load.source import Source
from studio.cli import cli
from tests.foreign_recordings import ducktrack, osworld
from tests.load_fuzz import MAKERS, strange_copy, tried
from tests.load_helpers import imported
from tests.session_helpers import make_worker

SHORT, LONG = 25, 2000


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_format_is_found_out_and_imported_again_as_itself(tmp_path: Path, name: str) -> None:
    folder = MAKERS[name](tmp_path / "recording")

    assert find_loader(Source.at(folder)).name == name


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_export_of_an_import_checks(tmp_path: Path, name: str) -> None:
    from replay.export.check import check_export

    worker = make_worker(tmp_path / "home")
    session, account = imported(MAKERS[name](tmp_path / "recording"), worker)
    export_sessions([session], tmp_path / "out", find_format("jsonl"))

    checked = check_export(tmp_path / "out")
    assert not checked.problems
    assert checked.steps > 4
    assert account.rows == account.used + account.left_out.total()


def test_the_command_imports_verifies_and_marks(
    tmp_path: Path, candor_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("identity", "new").exit_code == 0
    folder = osworld(tmp_path / "run")
    done = run("import", folder, "--task", "Close it", "--json")
    told = json.loads(done.stdout)

    assert done.exit_code == 0, done.output
    assert told["format"] == "osworld"
    assert told["account"]["rows"] == 12
    verified = run("verify", told["session"], "--json")
    assert json.loads(verified.stdout)["unlocked"] is True
    assert verified.exit_code == 0
    listed = json.loads(run("sessions", "--unlock", "--json").stdout)["sessions"]
    assert [(each["task"], each["imported"]) for each in listed] == [("Close it", True)]
    library = Library(Home(candor_home))
    library.refresh()
    assert [row.consent for row in library.rows()] == [None]


def test_formats_lists_what_can_be_read(tmp_path: Path) -> None:
    told = json.loads(run("formats", "--json").stdout)

    assert [each["format"] for each in told["imports"]] == list(BUILT_IN)
    assert all(each.cannot for each in readable())


@pytest.mark.parametrize("words", [["nothing"], ["--format", "word", "."]])
def test_wrong_use_is_told_before_anything_is_unlocked(words: list[str]) -> None:
    done = run("import", *words)

    assert isinstance(done.exception, CandorError)
    assert done.exception.exit_code == 2


def test_an_interrupted_import_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = make_worker(tmp_path / "home")
    visible: list[list[Path]] = []

    def interrupt(self: object) -> None:
        visible.append(list(worker.home.sessions.glob("*.candor")))
        raise KeyboardInterrupt

    monkeypatch.setattr(entering._Writing, "_flush", interrupt)
    with pytest.raises(KeyboardInterrupt):
        imported(ducktrack(tmp_path / "duck"), worker)
    assert visible == [[]]
    assert not os.listdir(worker.home.sessions)


def test_a_killed_import_is_cleared_by_the_next(tmp_path: Path) -> None:
    worker = make_worker(tmp_path / "home")
    left = worker.home.ensure().sessions / f"{entering.HIDDEN}0badc0de"
    left.mkdir()
    (left / "half.candor").write_bytes(b"CANDOR-J")

    imported(ducktrack(tmp_path / "duck"), worker)
    assert not left.exists()
    assert len(os.listdir(worker.home.sessions)) == 1


def test_an_empty_folder_a_device_and_a_pipe_are_refused(tmp_path: Path) -> None:
    folder = ducktrack(tmp_path / "duck", seen=False)
    (folder / "events.jsonl").unlink()
    os.mkfifo(folder / "events.jsonl")

    with pytest.raises(FormatError, match="not a file"):
        imported(folder, make_worker(tmp_path / "home"))


def _fuzz(name: str, folder: Path, times: int, seed: int) -> None:
    whole, worker = MAKERS[name](folder / "whole"), make_worker(folder / "home")
    worker.home.ensure()
    chance = random.Random(seed)
    results = set[bool]()
    for _ in range(times):
        strange_copy(whole, folder / "strange", chance)
        results.add(tried(name, folder / "strange", worker))
    assert results == {True, False}


@pytest.mark.parametrize("name", BUILT_IN)
def test_altered_recordings_are_read_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    _fuzz(name, tmp_path, SHORT, 7)


@pytest.mark.prove
@pytest.mark.parametrize("name", BUILT_IN)
def test_two_thousand_altered_recordings_are_read_or_refused(tmp_path: Path, name: str) -> None:
    _fuzz(name, tmp_path, LONG, 11)
