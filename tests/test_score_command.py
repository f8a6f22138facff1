"""Predictions in a file against an export, through the command line, good and bad."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from recorder.errors import CandorError, FormatError, WrongUse
from recorder.session.model import Rect
from replay.action_types import Click, Drag, Key, Type
from replay.score.code import actions_in, calls_in
from replay.score.model import scores_document
from replay.score.reading import gold_in, read_rows, target_of
from replay.score.scoring import score_rows
from replay.steps import trajectory_of
from replay.trajectory import StepElement
from studio.commands.score import score
from tests.export_sessions import everything, written


@pytest.fixture
def export(tmp_path: Path) -> Path:
    written("jsonl", "steps", tmp_path / "export", everything())
    return tmp_path / "export"


def predictions(tmp_path: Path, rows: list[Any]) -> Path:
    path = tmp_path / "predictions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def perfect(export: Path) -> list[dict[str, Any]]:
    return [
        {"session": one.session, "step": one.step, "actions": [msgspec.to_builtins(one.action)]}
        for one in gold_in(export)
    ]


@pytest.mark.parametrize("rules", ["strict", "agentnetbench"])
def test_what_was_recorded_scores_one_by_both_rules(
    export: Path, tmp_path: Path, rules: str
) -> None:
    scores = score_rows(read_rows(predictions(tmp_path, perfect(export))), gold_in(export), rules)
    assert scores.missing == 0
    for step in scores.steps:
        # By their rules a kind without a rule gets nothing, however right it is.
        ruled = rules == "strict" or set(step.kinds)
        assert step.score == (1.0 if ruled else 0.0), step


def test_junk_costs_by_our_rules_and_not_by_theirs(export: Path, tmp_path: Path) -> None:
    rows = perfect(export)
    for row in rows:
        row["actions"] += [{"type": "key", "keys": ["f5"]}, {"type": "wait"}]
    path = predictions(tmp_path, rows)
    strict = score_rows(read_rows(path), gold_in(export), "strict")
    lenient = score_rows(read_rows(path), gold_in(export), "agentnetbench")
    assert strict.mean == pytest.approx(1 / 3)
    assert lenient.mean is not None
    assert lenient.mean > 0.6
    assert strict.confusion["-"] == {"key": len(strict.steps), "wait": len(strict.steps)}
    assert strict.reasons["an action too many"] == 2 * len(strict.steps)


def test_steps_without_a_prediction_count_as_nothing(export: Path, tmp_path: Path) -> None:
    rows = perfect(export)[1:]
    scores = score_rows(read_rows(predictions(tmp_path, rows)), gold_in(export))
    assert scores.missing == 1
    assert scores.mean == pytest.approx(len(rows) / (len(rows) + 1))


def test_code_is_understood_in_the_space_that_it_names(export: Path, tmp_path: Path) -> None:
    click = next(one for one in gold_in(export) if isinstance(one.action, Click))
    place = click.action
    x, y = place.x - click.picture.x, place.y - click.picture.y  # type: ignore[union-attr]
    row = {"session": click.session, "step": click.step}
    for space, code in (
        ("pixel", f"import pyautogui\npyautogui.click(x={x}, y={y})"),
        ("unit", f"pyautogui.click({x / click.picture.width}, {y / click.picture.height})"),
    ):
        path = predictions(tmp_path, [row | {"code": code, "space": space}])
        for rules in ("strict", "agentnetbench"):
            assert score_rows(read_rows(path), [click], rules).mean == 1.0


def test_held_keys_drags_and_chords_are_read_from_code() -> None:
    code = "pyautogui.keyDown('ctrl')\npyautogui.click(5, 6)\npyautogui.keyUp('ctrl')"

    def actions(code: str) -> Any:
        return actions_in(calls_in(code), lambda a, b: (int(a), int(b)), None)

    assert actions(code) == (Click("left", 1, ("ctrl",), 5, 6, 0, 0),)
    (drag,) = actions("pyautogui.moveTo(1, 2)\npyautogui.dragTo(30, 40, duration=1)")
    assert isinstance(drag, Drag)
    assert (drag.x, drag.y, drag.x2, drag.y2) == (1, 2, 30, 40)
    assert actions("pyautogui.hotkey('ctrl', 's')") == (Key(("ctrl", "s"), 1, None, None, 0, 0),)
    assert actions("pyautogui.press('down', presses=3)") == (Key(("down",), 3, None, None, 0, 0),)


def test_a_row_may_bring_its_own_truth_in_the_words_of_the_benchmark(tmp_path: Path) -> None:
    click = {"type": "click", "params": {"position": {"x": 0.8221, "y": 0.9111}},
             "metadata": {"bboxes": [{"rel_bbox": [0.7451, 0.8439, 0.2068, 0.1258]}]}}  # fmt: skip
    write = {"type": "write", "params": {"content": "hi"}}
    row = {"task_id": "s_1", "step_num": 2, "ground_truth_actions": [click],
           "alternative_options": [[write]]}  # fmt: skip
    rows = [row | {"predicted_actions": [["click", [0.75, 0.85]]]},
            row | {"step_num": 3, "predicted_actions": [["write", "HI"]]},
            row | {"step_num": 4, "predicted_actions": []}]  # fmt: skip
    path = predictions(tmp_path, rows)
    scores = score_rows(read_rows(path), (), "agentnetbench")
    assert [step.score for step in scores.steps] == [1.0, 1.0, 0.0]
    with pytest.raises(WrongUse, match="Line 1 brings its own truth"):
        score_rows(read_rows(path), (), "strict")


def test_text_that_nobody_knows_is_not_scored(export: Path, tmp_path: Path) -> None:
    golds = [
        replace(one, action=msgspec.structs.replace(one.action, text=None))
        if isinstance(one.action, Type)
        else one
        for one in gold_in(export)
    ]
    scores = score_rows(read_rows(predictions(tmp_path, perfect(export))), golds)
    assert scores.unscored > 0
    assert scores.mean == 1.0
    assert "type" not in scores_document(scores)["kinds"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"session": "5e55"}, "is no prediction"),
        ([], "is no prediction"),
        (7, "is no prediction"),
        ({"session": "5e55", "step": "e1", "actions": [{"type": "fly"}]}, "an action is not as"),
        ({"session": "5e55", "step": "e1", "actions": [{"type": "click", "x": "a"}]}, "not as"),
        ({"session": "5e55", "step": "e1", "code": "pyautogui.click(1, 2)"}, "says its space"),
        ({"session": "5e55", "step": "e1", "code": "import os; os.system('x')", "space": "unit"},
         "not pyautogui"),
        ({"session": "5e55", "step": "e1", "code": "(" * 5000, "space": "unit"}, "not Python"),
        ({"session": "5e55", "step": "e1", "code": "x" * 30_000, "space": "unit"}, "longer"),
        ({"session": "5e55", "step": "e1", "code": "pyautogui.click(float('nan'), 1)",
          "space": "unit"}, "not plain"),
        ({"ground_truth_actions": [{"type": 3}], "predicted_actions": []}, "AgentNetBench"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_prediction_is_named(tmp_path: Path, row: Any, words: str) -> None:
    with pytest.raises(FormatError, match=r"^Line 1 of predictions\.jsonl") as error:
        list(read_rows(predictions(tmp_path, [row])))
    assert words in str(error.value)


def test_predictions_for_nothing_or_twice_are_refused(export: Path, tmp_path: Path) -> None:
    row = perfect(export)[0]
    for rows, words in (([row | {"step": "e99999"}], "no step e99999"), ([row, row], "twice")):
        with pytest.raises(WrongUse, match=words):
            score_rows(read_rows(predictions(tmp_path, rows)), gold_in(export))


def test_the_command_prints_the_table_or_one_document(export: Path, tmp_path: Path) -> None:
    path = predictions(tmp_path, perfect(export))
    told = CliRunner().invoke(score, [str(path), str(export)])
    assert told.exit_code == 0, told.output
    assert "Score 1.000" in told.output
    document = json.loads(CliRunner().invoke(score, [str(path), str(export), "--json"]).stdout)
    assert document["score"] == 1.0
    assert document["rules"] == "strict"


def test_a_folder_that_is_no_export_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(CandorError, match="is no export"):
        list(gold_in(tmp_path))


def test_a_button_is_a_target_and_a_page_of_text_is_none() -> None:
    trajectory = trajectory_of(everything())
    step = next(step for step in trajectory.steps if isinstance(step.action, Click))
    bounds = Rect(1, 2, 30, 10)

    def target(role: str, raced: bool = False) -> Rect | None:
        return target_of(replace(step, element=StepElement(role, "Save", bounds, 1, raced)))

    assert target("push button") == bounds
    assert target("push button", raced=True) is None
    assert target("text") is None
    assert target_of(step) is None
