"""The desk of a review: edits reach the disk in their order, and are there when it opens again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotate.edits import Correct, Describe, SetOutcome, SetTask, Together
from annotate.review_store import read_review
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from replay.correction_types import Delete, Split
from studio.gui.vault import VaultState
from tests.checkout import ROOT
from tests.player_sessions import consented, write_session
from tests.review_desk import AtDesk, desk_over


@pytest.fixture
def at(candor_home: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with desk_over(candor_home, qtbot) as made:
        yield made


def test_an_edit_changes_the_steps_and_can_be_undone_and_redone(at: AtDesk) -> None:
    desk = at.open()
    first = desk.steps[0].id
    desk.apply(Correct(Delete(first)))
    at.until(lambda: desk.is_gone(first))

    assert desk.undo_name == "delete a step"
    assert all(step.id != first for step in desk.steps)
    assert desk.player.steps == desk.steps
    desk.undo()
    at.until(lambda: not desk.is_gone(first))
    assert desk.redo_name == "delete a step"
    desk.redo()
    at.until(lambda: desk.is_gone(first))


def test_edits_that_are_asked_for_at_once_are_made_in_their_order(at: AtDesk) -> None:
    desk = at.open()
    step = desk.steps[0].id
    for number in range(20):
        desk.apply(Describe(step, f"take {number}"))
    desk.undo()
    at.rest()

    assert desk.steps[0].description == "take 18"
    assert desk.saved_words.startswith("Saved")


def test_an_edit_that_makes_no_sense_is_refused_and_changes_nothing(at: AtDesk) -> None:
    desk = at.open()
    before = desk.review
    desk.apply(Correct(Split(desk.steps[0].id, "e999999")))
    at.until(lambda: at.refusals)

    assert desk.review == before
    assert not at.problems


def test_a_review_is_there_when_the_session_is_opened_again(
    candor_home: Path, qtbot: QtBot
) -> None:
    with desk_over(candor_home, qtbot) as at:
        desk = at.open()
        ids = [step.id for step in desk.steps[:2]]
        desk.apply(Together("delete 2 steps", tuple(Correct(Delete(each)) for each in ids)))
        desk.apply(SetTask("Answer the supplier"))
        desk.apply(SetOutcome("success"))
        at.rest()
    with desk_over(candor_home, qtbot) as at:
        desk = at.open()

        assert [step.id for step in desk.gone] == ids
        assert desk.corrected is not None
        assert desk.corrected.trajectory.task == "Answer the supplier"
        assert desk.undo_name == "set the outcome"
        desk.undo()
        desk.undo()
        at.rest()
        assert desk.undo_name.startswith("delete 2")


def test_two_desks_do_not_edit_one_review_at_a_time(candor_home: Path, qtbot: QtBot) -> None:
    with desk_over(candor_home, qtbot) as at:
        desk = at.open()
        desk.apply(SetTask("First"))
        at.rest()
        other = AtDesk(at.context, qtbot, at.path)
        other.open().apply(SetTask("Second"))
        at.until(lambda: at.problems or other.refusals)
        other.close()

        assert desk.content.overlay.labels.task == "First"


def test_locking_the_vault_forgets_the_review_and_unlocking_brings_it_back(at: AtDesk) -> None:
    desk = at.open()
    desk.apply(SetTask("Kept"))
    at.rest()
    at.context.vault.lock()
    at.until(lambda: at.context.vault.state is VaultState.LOCKED and not desk.is_open)
    assert (desk.events, desk.steps, desk.corrected) == ((), (), None)

    desk.player.reopen()
    at.until(lambda: desk.is_open)
    assert desk.content.overlay.labels.task == "Kept"


def test_the_selection_follows_the_steps_that_are_left(at: AtDesk) -> None:
    desk = at.open()
    ids = [step.id for step in desk.steps[:3]]
    desk.select([ids[2], ids[0], "e123456789"])
    assert desk.selection == (ids[0], ids[2])

    desk.apply(Correct(Delete(ids[0])))
    at.rest()
    assert desk.selection == (ids[0], ids[2])


def test_what_was_saved_survives_the_death_of_the_window(candor_home: Path, desktop) -> None:
    home = Home(candor_home)
    consented(home)
    session = write_session(home).stem
    command = [sys.executable, "-m", "tests.review_killed", session]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as window:
        assert window.stdout is not None
        told = [int(window.stdout.readline()) for _ in range(5)]
        window.kill()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        task = read_review(home, session, keeper).content.overlay.labels.task

    assert task is not None
    assert int(task.split()[1]) >= told[-1]
