"""The table of actions: facts decide what can be done, places own their keys, conflicts show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from studio.gui.actions import ActionRow, Actions
from studio.gui.context import AppContext
from studio.gui.palette import CommandModel, commands, rank
from tests.gui_helpers import gui_context

ROWS = (
    ActionRow("go", "Go", shortcut="Ctrl+G"),
    ActionRow("play", "Play", shortcut="Space", place="sessions"),
    ActionRow("start", "Start", shortcut="Space", place="record", needs=("ready", "!busy")),
    ActionRow("panel", "Panel", checked_by="panel_shown"),
)


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def actions(context: AppContext, done: list[str]) -> Actions:
    made = Actions()
    made.register(ROWS, {row.id: lambda name=row.id: done.append(name) for row in ROWS})
    return made


def test_an_action_runs_what_is_bound_to_it(actions: Actions, done: list[str]) -> None:
    actions.trigger("go")

    assert done == ["go"]


def test_an_action_of_another_place_cannot_be_done(actions: Actions, done: list[str]) -> None:
    actions.set_place("record")
    actions.trigger("play")
    actions.set_place("sessions")
    actions.trigger("play")

    assert done == ["play"]


def test_an_action_waits_for_its_facts(actions: Actions) -> None:
    actions.set_place("record")
    assert not actions.can("start")

    actions.set_fact("ready", True)
    assert actions.can("start")

    actions.set_fact("busy", True)
    assert not actions.can("start")


def test_a_check_mark_shows_its_fact_and_not_the_click(actions: Actions) -> None:
    actions.set_fact("panel_shown", True)
    assert actions.action("panel").isChecked()

    actions.trigger("panel")

    assert actions.action("panel").isChecked()


def test_the_same_key_in_two_places_is_no_conflict(actions: Actions) -> None:
    assert actions.conflicts() == {}


def test_a_key_claimed_twice_is_a_conflict(actions: Actions) -> None:
    actions.set_shortcuts({"go": "Space"})

    assert actions.conflicts() == {"Space": ("go", "play", "start")}
    assert actions.action("go").shortcut().toString() == "Space"


def test_the_palette_offers_only_what_can_be_done(actions: Actions) -> None:
    actions.set_place("record")

    assert [each.action_id for each in commands(actions)] == ["go", "panel"]


@pytest.mark.parametrize(
    ("text", "words", "score"),
    [
        ("Lock the vault", "lock", 0),
        ("Lock the vault", "vault", 1),
        ("Unlock", "lock", 2),
        ("Lock the vault", "ltv", 3),
        ("Lock the vault", "xyz", None),
        ("Lock the vault", "", 0),
    ],
)
def test_the_palette_ranks_what_fits(text: str, words: str, score: int | None) -> None:
    assert rank(text, words) == score


def test_the_model_of_the_palette_is_sound(actions: Actions, qtmodeltester: object) -> None:
    model = CommandModel(commands(actions))
    model.find("p")

    qtmodeltester.check(model)  # type: ignore[attr-defined]
