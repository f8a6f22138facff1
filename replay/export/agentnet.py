"""Export to AgentNet's lines: one per session, pyautogui code with places from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from replay.annotator_labels import human_value
from replay.export.files import Lines, png_size, rows
from replay.export.model import Episode, SaidShot, Sees, Written
from replay.export.reading import grammar_problems
from replay.export.saying import say
from replay.grammar.common import Loss
from replay.grammar.pyautogui import AGENTNET as GRAMMAR
from replay.grammar.table import what_it_says

FILE = "agentnet.jsonl"


class AgentNet:
    """What models judged in the original (thought, reflection, scores) is null: nobody judged."""

    name = "agentnet"
    title = "AgentNet's trajectories, as OpenCUA trains on them"
    variants: tuple[str, ...] = ("jsonl",)
    packs = False
    needs_before = True

    def sees(self, variant: str) -> Sees:
        return "before"

    def data(self, variant: str) -> str:
        return FILE

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return what_it_says(GRAMMAR)

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(folder)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        for number, line in rows(folder / FILE):
            for index, step in enumerate(line["traj"]):
                if step["index"] != index:
                    yield f"The steps of line {number} are not numbered without gaps."
                if png_size(folder, step["image"]) is None:
                    yield f"A picture of line {number} is missing or is no PNG."
        yield from grammar_problems(folder, GRAMMAR, _heard(folder))


class _Sink:
    def __init__(self, folder: Path) -> None:
        self._lines = Lines(folder / FILE)

    def write(self, episode: Episode) -> Iterable[Written]:
        spoken, written = say(episode, GRAMMAR, needs_before=True)
        outcome = episode.outcome
        self._lines.write(
            {
                "task_id": episode.session.id,
                "instruction": episode.trajectory.task,
                "natural_language_task": None,
                "actual_task": None,
                "task_completed": None if outcome is None else outcome == "success",
                "alignment_score": None,
                "efficiency_score": None,
                "task_difficulty": None,
                "reason": None,
                "traj": [_step(said) for said in spoken],
            }
        )
        return written

    def close(self) -> None:
        self._lines.close()


def _step(said: SaidShot) -> dict[str, Any]:
    assert said.shot.before is not None
    return {
        "index": said.index,
        "image": said.shot.before.file,
        "value": {
            "observation": None,
            "thought": human_value(said.shot.step.labels, "thought"),
            "action": said.shot.step.sentence,
            "code": GRAMMAR.text(said.calls),
            "last_step_correct": None,
            "last_step_redundant": None,
            "reflection": None,
        },
    }


def _heard(folder: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    for _, line in rows(folder / FILE):
        yield line["task_id"], [step["value"]["code"].split("\n") for step in line["traj"]]


AGENTNET = AgentNet()
