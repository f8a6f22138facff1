"""What an export would write, counted beforehand: the same numbers as the export then gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recorder.errors import WrongUse
from recorder.session.reader import Session
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from replay.export.where import joined_where, parse_where, text_value
from replay.grammar.kinds import kind_of
from replay.grammar.table import SAMPLES
from replay.plain import NotEmpty, OthersCanRead, refusal_of
from studio.export_plan import Open, Wish, count_export, write_export
from studio.reviewed import Reviewed
from tests.player_sessions import consented, write_session


@pytest.fixture
def two(candor_home: Path) -> tuple[Home, tuple[str, ...]]:
    """A home with two sessions."""
    home = Home(candor_home)
    consented(home)
    return home, tuple(write_session(home, task).stem for task in ("One", "Two"))


def opening(home: Home) -> Open:
    def open_one(reviewed: Reviewed, name: str) -> Session:
        with Keeper(home) as keeper:
            keeper.unlock(Unlock.default())
            return reviewed.read(keeper, home.sessions / f"{name}.candor")

    return open_one


def test_every_sample_is_of_its_own_kind() -> None:
    found = {name: kind_of(action) for name, action in SAMPLES.items()}

    # Whether a drag was straight is told by no format, so both count as bent ones.
    assert found.pop("straight drag") == "bent drag"
    assert found == {name: name for name in found}


@pytest.mark.parametrize("name", ["jsonl", "openai", "agentnet"])
@pytest.mark.parametrize("where", [None, 'type == "click"'])
def test_a_count_is_what_the_export_then_writes(
    two: tuple[Home, tuple[str, ...]], name: str, where: str | None, tmp_path: Path
) -> None:
    home, sessions = two
    wish = Wish(sessions, name, None, where, "session")

    count = count_export(wish, home, opening(home))
    report = write_export(wish, home, opening(home), tmp_path / "out")

    assert count.steps == report.steps > 0
    assert count.cannot.total() == report.left_out
    assert (count.pictures, count.filtered) == (report.frames, report.filtered)
    assert count.sets == report.splits
    assert count.sessions == len(report.sessions)


def test_sessions_without_a_step_or_a_key_are_named(two: tuple[Home, tuple[str, ...]]) -> None:
    home, sessions = two
    path = home.sessions / f"{sessions[0]}.candor"
    os.truncate(path, 40)

    count = count_export(Wish(sessions, "jsonl", None, 'app == "none"'), home, opening(home))

    assert list(count.unreadable) == [sessions[0]]
    assert count.empty == [sessions[1]]
    assert count.readable == [sessions[1]]
    assert (count.sessions, count.steps, count.pictures) == (0, 0, 0)


def test_an_expression_that_is_none_is_refused_before_a_session_is_opened(
    candor_home: Path,
) -> None:
    def never(_reviewed: Reviewed, _name: str) -> Session:
        raise AssertionError("no session is to be opened")

    with pytest.raises(WrongUse, match="character 5"):
        count_export(Wish(("a",), "jsonl", None, "type ="), Home(candor_home), never)


def test_a_folder_is_judged_as_the_export_will_judge_it(tmp_path: Path) -> None:
    open_to_all, full = tmp_path / "open", tmp_path / "full"
    open_to_all.mkdir(mode=0o755)
    full.mkdir(mode=0o700)
    (full / "mine").touch()

    assert isinstance(refusal_of(open_to_all, empty=True), OthersCanRead)
    assert isinstance(refusal_of(full, empty=True), NotEmpty)
    assert refusal_of(full) is None
    assert refusal_of(tmp_path / "new", empty=True) is None
    assert refusal_of(full / "mine") is not None


def test_a_comparison_is_added_so_that_it_always_holds_too() -> None:
    both = joined_where('type == "click" or type == "key"', "lag_ms <= 50")

    assert both == '(type == "click" or type == "key") and lag_ms <= 50'
    assert joined_where("  ", "corrected == true") == "corrected == true"
    assert joined_where('app == "or"', "steps > 2") == 'app == "or" and steps > 2'
    parse_where(joined_where(both, "title == " + text_value('say "yes" or \\ no')))
