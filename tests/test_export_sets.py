"""Sets of sessions: what is kept together, what is told of them, and how two exports differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from recorder.errors import FormatError, WrongUse
from replay.export.check import check_export
from replay.export.diff import compare_exports
from replay.export.duplicates import ALIKE, NearDuplicates, likeness, sketch_of
from replay.export.split import plan_split
from replay.export.statistics import read_statistics
from replay.export.writer import Choice
from replay.steps import trajectory_of
from studio.commands.export import export
from tests.export_sessions import Made, contents, everything, nasty, written
from tests.replay_script import play
from tests.replay_sessions import MadeHeader


def made(script: str, name: str, task: str = "Write", worker: str = "ada") -> Made:
    session = Made(tuple(play(script)), name, task)
    session.header = MadeHeader(worker=worker)
    return session


def sets_of(sessions: list[Made], key: str) -> dict[str, str]:
    split = plan_split(sessions, key)  # pyright: ignore[reportArgumentType]
    return {session.id: split(session) for session in sessions}


def sketch(session: Made):
    return sketch_of(trajectory_of(session), session.meta.captured)


def test_sessions_that_share_nothing_are_spread_over_all_sets() -> None:
    sets = sets_of([everything(f"s{n}", f"Task {n}") for n in range(60)], "session")
    assert set(sets.values()) == {"train", "validation", "test"}


def test_sessions_of_one_task_share_a_set_however_the_task_is_written() -> None:
    sessions = [made(f"'{n}' enter", f"s{n}", f"Task {n % 7}") for n in range(40)]
    sessions.append(made("'other'", "odd", " TASK  3 "))
    sets = sets_of(sessions, "task")
    assert all(sets[f"s{n}"] == sets[f"s{n + 7}"] for n in range(33))
    assert sets["odd"] == sets["s3"]


def test_sessions_of_one_worker_share_a_set_and_the_worker_is_named_nowhere(tmp_path: Path) -> None:
    sessions = [made(f"'{n}'", f"s{n}", f"Task {n}", f"worker{n % 5}") for n in range(40)]
    sets = sets_of(sessions, "worker")
    assert all(sets[f"s{n}"] == sets[f"s{n + 5}"] for n in range(35))
    choice = Choice(split_of=plan_split(sessions, "worker"), split="worker")
    written("jsonl", "steps", tmp_path / "out", *sessions, choice=choice)
    assert not [name for name, data in contents(tmp_path / "out").items() if b"worker3" in data]
    assert check_export(tmp_path / "out").problems == ()


def test_sessions_that_share_an_application_through_others_share_a_set() -> None:
    chain = [("a", "b"), ("x",), ("b", "c"), ("c", "d"), ("y", "z"), ("z",)]
    for turn in range(20):
        sessions = [
            made(" ".join(f"win:{app}{turn}" for app in apps), f"s{n}")
            for n, apps in enumerate(chain)
        ]
        for order in (sessions, sessions[::-1]):
            sets = sets_of(order, "app")
            assert sets["s0"] == sets["s2"] == sets["s3"]
            assert sets["s4"] == sets["s5"]


def test_nearly_the_same_session_is_found_and_another_one_is_not() -> None:
    one = made("@10,20 L ~900 'hello' enter @30,40 R ~900 v3", "one")
    # A pixel beside, slower, and the pointer rests on the way.
    two = made("@11,20 L ~2000 'hello' enter @30,41 R ~1500 v2", "two")
    other = made("@10,20 L ~900 'good bye' enter @5,12 L ~900 ctrl+ s ctrl-", "other")
    foreign = made("@10,20 L ~900 'hello' enter @30,40 R ~900 v3", "foreign", "Read")
    assert likeness(sketch(one), sketch(two)) == 1.0
    assert likeness(sketch(one), sketch(other)) < ALIKE
    assert likeness(sketch(one), sketch(foreign)) == 0.0
    assert likeness(sketch(made("", "e")), sketch(made("", "f"))) == 0.0
    found = NearDuplicates()
    for session in (one, other, foreign, two):
        found.take(sketch(session))
    assert found.groups() == [["one", "two"]]


def test_near_duplicates_are_kept_in_one_set_and_told() -> None:
    sessions = [made(f"'{n % 9}' enter", f"s{n}", "Write") for n in range(45)]
    sets = sets_of(sessions, "session")
    assert all(sets[f"s{n}"] == sets[f"s{n + 9}"] for n in range(36))
    assert len(set(sets.values())) > 1


def test_the_card_and_the_numbers_name_near_duplicates(tmp_path: Path) -> None:
    written("jsonl", "steps", tmp_path / "out", everything("one"), everything("two"), nasty())
    numbers = read_statistics(tmp_path / "out")
    assert numbers["near_duplicates"] == [["one", "two"]]
    assert numbers["sessions"] == 3
    assert numbers["steps"] == sum(numbers["actions"].values())
    assert numbers["steps_per_session"]["least"] <= numbers["steps_per_session"]["most"]
    assert "`one`, `two`" in (tmp_path / "out/README.md").read_text()
    result = CliRunner().invoke(export, ["--stats", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert "near duplicates: 1 groups" in result.output


def test_near_duplicates_in_different_sets_are_a_problem(tmp_path: Path) -> None:
    names = iter(("train", "test"))
    choice = Choice(split_of=lambda _: next(names), split="session")
    out = tmp_path / "out"
    written("jsonl", "steps", out, everything("one"), everything("two"), choice=choice)
    problems = check_export(out).problems
    assert problems == ("Sessions that are nearly the same are in different sets: one, two.",)


def test_a_withdrawal_shows_as_a_difference(tmp_path: Path) -> None:
    written("jsonl", "steps", tmp_path / "old", everything("one"), nasty())
    written("jsonl", "steps", tmp_path / "new", nasty())
    found = compare_exports(tmp_path / "old", tmp_path / "new")
    assert found.sessions.removed == ("one",)
    assert found.sessions.added == found.sessions.changed == ()
    assert len(found.steps.removed) == len(trajectory_of(everything()).steps)
    assert found.steps.changed == ()
    assert "steps.jsonl" in found.files.changed
    assert any(name.startswith("frames/one/") for name in found.files.removed)
    result = CliRunner().invoke(
        export, ["--diff", str(tmp_path / "old"), str(tmp_path / "new"), "--json"]
    )
    assert result.exit_code == 1
    assert json.loads(result.output)["sessions"]["removed"] == ["one"]


def test_two_exports_of_the_same_sessions_do_not_differ(tmp_path: Path) -> None:
    for name in ("old", "new"):
        written("uitars", "1.5", tmp_path / name, everything("one"))
    result = CliRunner().invoke(export, ["--diff", str(tmp_path / "old"), str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert "the same sessions" in result.output


def test_a_step_that_reads_differently_is_changed_and_one_behind_it_is_not(tmp_path: Path) -> None:
    written("jsonl", "steps", tmp_path / "old", made("'a' enter 'b' ~4000 L", "one"))
    written("jsonl", "steps", tmp_path / "new", made("'a' enter 'c' ~4000 L", "one"))
    found = compare_exports(tmp_path / "old", tmp_path / "new")
    assert found.sessions.changed == ("one",)
    assert len(found.steps.changed) == 1
    assert found.steps.removed == found.steps.added == ()


def test_what_cannot_be_compared_is_said_in_a_sentence(tmp_path: Path) -> None:
    written("jsonl", "steps", tmp_path / "old", everything())
    written("uitars", "1.5", tmp_path / "new", everything())
    with pytest.raises(WrongUse, match="formats are jsonl and uitars"):
        compare_exports(tmp_path / "old", tmp_path / "new")
    (tmp_path / "foreign").mkdir()
    with pytest.raises(WrongUse, match="not an export"):
        compare_exports(tmp_path / "old", tmp_path / "foreign")
    with pytest.raises(WrongUse, match="no numbers"):
        read_statistics(tmp_path / "foreign")
    for bad in (b"[]\n", b"{}\n", b"\xff"):
        (tmp_path / "new" / "candor.json").write_bytes(
            (tmp_path / "old" / "candor.json").read_bytes()
        )
        (tmp_path / "new" / "provenance.jsonl").write_bytes(bad)
        with pytest.raises(FormatError):
            compare_exports(tmp_path / "old", tmp_path / "new")
