"""Labels and corrections by the command line: `label`, `steps`, `export` and its check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recorder.errors import CandorError, WrongUse
from recorder.vault.home import Home
from studio.cli import cli
from tests.export_sessions import contents
from tests.review_helpers import made_home, session_in

Candor = Callable[..., str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with an identity, and one session in it."""
    return made_home(tmp_path_factory.mktemp("reviewed"))


@pytest.fixture
def candor(home: Home, monkeypatch: pytest.MonkeyPatch) -> Candor:
    """Runs a command on that home, whose session has no review."""
    monkeypatch.setenv("CANDOR_HOME", str(home.root))
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(home.root.parent / "passphrase"))
    home.review_of(session_in(home)).unlink(missing_ok=True)

    def run(*words: str, stdin: str | None = None) -> str:
        return CliRunner().invoke(cli, list(words), input=stdin, catch_exceptions=False).stdout

    return run


def steps_of(candor: Candor, session: str, *options: str) -> list[dict[str, Any]]:
    return json.loads(candor("steps", session, "--json", *options))["steps"]


def test_labels_and_corrections_from_a_file_are_in_the_steps(candor: Candor, home: Home) -> None:
    session = session_in(home)
    hello, there, clicks = steps_of(candor, session)[:3]
    document = {
        "task": "Say hello",
        "outcome": "failure",
        "steps": {hello["id"]: "Greet everybody"},
        "edits": [
            {"merge": [hello["id"], there["id"]]},
            {"split": clicks["id"], "at": 1},
            {"retype": clicks["id"], "action": {"button": "right"}},
        ],
    }

    told = json.loads(candor("label", session, "--file", "-", "--json", stdin=json.dumps(document)))

    assert (told["task"], told["outcome"], told["undo"]) == (
        "Say hello", "failure", "label from a file",
    )  # fmt: skip
    found = steps_of(candor, session)
    assert [step["sentence"] for step in found[:3]] == [
        "Type “hellothere” in Editor",
        "Right click at 0, 20 in Editor",
        "Double-click at 0, 20 in Editor",
    ]
    assert found[0]["description"] == "Greet everybody"
    assert found[-1]["sentence"] == "Finish with failure"
    assert steps_of(candor, session, "--as-recorded")[0]["sentence"] == "Type “hello” in Editor"
    table = candor("steps", session)
    assert "Greet" in table
    assert f"{hello['id']}*" in table


def test_the_last_change_is_taken_back(candor: Candor, home: Home) -> None:
    session = session_in(home)
    candor("label", session, "--file", "-", stdin='{"task": "Other"}')

    told = json.loads(candor("label", session, "--undo", "--json"))

    assert told["task"] is None
    with pytest.raises(WrongUse, match="nothing to undo"):
        candor("label", session, "--undo")


def test_a_document_that_goes_wrong_says_where_and_changes_nothing(
    candor: Candor, home: Home
) -> None:
    session = session_in(home)
    candor("label", session, "--file", "-", stdin='{"task": "kept"}')

    with pytest.raises(CandorError, match=r"field edits\[1\]"):
        candor(
            "label", session, "--file", "-",
            stdin='{"task": "lost", "edits": [{"delete": "e4"}, {"delete": "e4"}]}',
        )  # fmt: skip

    assert json.loads(candor("label", session, "--json"))["task"] == "kept"


def test_a_deleted_step_comes_back(candor: Candor, home: Home) -> None:
    session = session_in(home)
    before = steps_of(candor, session)
    candor("label", session, "--file", "-", stdin='{"edits": [{"delete": "e4"}]}')
    assert len(steps_of(candor, session)) == len(before) - 1

    candor("label", session, "--file", "-", stdin='{"edits": [{"restore": "e4"}]}')

    assert steps_of(candor, session) == before


def test_an_export_takes_the_corrected_steps_and_says_so(
    candor: Candor, home: Home, tmp_path: Path
) -> None:
    session = session_in(home)
    document = '{"task": "Say hello", "outcome": "failure", "edits": [{"split": "e4", "at": 2}]}'
    candor("label", session, "--file", "-", stdin=document)
    for form in ("jsonl", "agentnet", "anthropic"):
        out = tmp_path / form

        told = json.loads(candor("export", session, "--format", form, "--out", str(out), "--json"))

        assert told["corrected"] == 3
        lines = [json.loads(line) for line in (out / "provenance.jsonl").read_text().splitlines()]
        assert [line["corrected"] for line in lines] == [
            True, True, *(False for _ in lines[3:]), True,
        ]  # fmt: skip
        assert lines[0]["action"]["text"] == "he"
        assert (
            "| steps that a person corrected in a review | 3 |" in (out / "README.md").read_text()
        )
        assert any(b"Say hello" in content for content in contents(out).values())
        checked = json.loads(candor("export", "--check", str(out), "--json"))
        assert (checked["problems"], checked["corrected"]) == ([], 3)
        assert "in 3, as a person corrected it" in candor("export", "--check", str(out))


def test_an_export_whose_corrections_were_hushed_up_is_found(
    candor: Candor, home: Home, tmp_path: Path
) -> None:
    session, out = session_in(home), tmp_path / "out"
    candor("label", session, "--file", "-", stdin='{"edits": [{"split": "e4", "at": 2}]}')
    candor("export", session, "--format", "jsonl", "--out", str(out))
    file = out / "provenance.jsonl"
    file.write_text(file.read_text().replace('"corrected":true', '"corrected":false', 1))

    problems = json.loads(candor("export", "--check", str(out), "--json"))["problems"]

    assert any("corrected steps" in problem for problem in problems)


def test_a_choice_can_name_corrected_steps(candor: Candor, home: Home, tmp_path: Path) -> None:
    session = session_in(home)
    candor("label", session, "--file", "-", stdin='{"edits": [{"split": "e4", "at": 2}]}')
    words = ("export", session, "--format", "jsonl", "--out", str(tmp_path / "o"), "--json")

    told = json.loads(candor(*words, "--where", "corrected == true"))

    assert told["steps"] == 2
