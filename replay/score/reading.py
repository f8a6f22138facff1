"""Files of predictions, and recorded steps from sessions or exports, as scoring takes them.

A prediction is a line of JSON: `session`, `step`, and either `actions` (as `candor steps` writes
them, places in desktop pixels) or `code` (pyautogui) with its `space`. A line may bring its own
truth in the benchmark's words instead: `ground_truth_actions`, `predicted_actions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from recorder.errors import FormatError
from recorder.session.model import Rect
from replay.action_types import Action
from replay.export.files import rows
from replay.export.model import Exportable
from replay.export.reading import PROVENANCE
from replay.score.agentnetbench import Call
from replay.score.code import calls_in
from replay.score.model import Gold
from replay.steps import place_of
from replay.trajectory import Step, Trajectory

ROWS_MAX = 5_000_000
# Elements that do the same wherever they are clicked, by their AT-SPI roles.
TARGETS = frozenset(
    {
        "push button", "toggle button", "radio button", "check box", "menu", "menu item",
        "check menu item", "radio menu item", "page tab", "link", "list item", "combo box", "icon",
    }
)  # fmt: skip
# What a prediction may leave out, because it has nothing to do with being right.
_USUAL: dict[str, dict[str, Any]] = {
    "click": {"button": "left", "count": 1, "modifiers": []},
    "drag": {"button": "left", "modifiers": [], "path": []},
    "scroll": {"dx": 0, "dy": 0, "modifiers": []},
    "type": {"x": None, "y": None},
    "key": {"repeat": 1, "x": None, "y": None},
    "hold": {"keys": [], "button": None, "modifiers": [], "repeat": 1, "x": None, "y": None},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of predictions: for a recorded step, or with its own truth (`options`)."""

    number: int
    session: str
    step: str
    actions: tuple[Action, ...] = ()
    calls: tuple[Call, ...] = ()
    unit: bool = False
    options: tuple[tuple[Call, ...], ...] = ()


def read_rows(path: Path) -> Iterator[Row]:
    """The predictions of a file.

    Raises:
        FormatError: with the number of the line and what is wrong in it.
    """
    for number, line in rows(path):
        if number > ROWS_MAX:
            raise FormatError(f"{path.name} has more lines than allowed.")
        try:
            yield _row(number, line)
        except FormatError as error:
            raise FormatError(f"Line {number} of {path.name}: {error}") from error
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise FormatError(
                f"Line {number} of {path.name} is no prediction ({type(error).__name__})."
            ) from error


def gold_of(session: Exportable, trajectory: Trajectory) -> Iterator[Gold]:
    """The recorded steps of a session."""
    for step in trajectory.steps:
        target = target_of(step)
        yield Gold(trajectory.session, step.id, step.action, session.meta.captured, target)


def target_of(step: Step) -> Rect | None:
    """The bounds within which every place does the same; None where that is not known."""
    element = step.element
    if element is None or element.raced or element.role not in TARGETS:
        return None
    return element.bounds


def gold_in(folder: Path) -> Iterator[Gold]:
    """The recorded steps of an export, its splits included.

    Raises:
        FormatError: it is no export.
    """
    files = sorted(folder.rglob(PROVENANCE))
    if not files:
        raise FormatError(f"{folder.name} is no export: it has no {PROVENANCE}.")
    for path in files:
        for number, line in rows(path):
            try:
                action = msgspec.convert(line["action"], Action)
                picture = Rect(**msgspec.convert(line["image"], dict[str, int]))
                yield Gold(str(line["session"]), str(line["step"]), action, picture)
            except (KeyError, TypeError, msgspec.ValidationError) as error:
                raise FormatError(f"Line {number} of {path.name} is no step.") from error


def pointer_at(gold: Gold) -> tuple[int, int] | None:
    """Where the pointer was at a recorded step, for calls that name no place."""
    x, y = getattr(gold.action, "x", None), getattr(gold.action, "y", None)
    return place_of(gold.action) or (None if x is None or y is None else (x, y))


def _row(number: int, line: Any) -> Row:
    if "ground_truth_actions" in line:
        return _benchmark_row(number, line)
    session, step = str(line["session"]), str(line["step"])
    if "code" in line:
        space = line.get("space")
        if space not in ("unit", "pixel"):
            raise FormatError('a prediction in code says its space: "unit" or "pixel".')
        calls = calls_in(str(line["code"]))
        return Row(number, session, step, calls=calls, unit=space == "unit")
    return Row(number, session, step, actions=tuple(_action(one) for one in line["actions"]))


def _action(document: dict[str, Any]) -> Action:
    usual = {"t_start_ns": 0, "t_end_ns": 0, **_USUAL.get(str(document.get("type")), {})}
    try:
        return cast(Action, msgspec.convert(usual | document, Action))
    except msgspec.ValidationError as error:
        raise FormatError(f"an action is not as `candor steps` writes it ({error}).") from error


class _Position(msgspec.Struct):
    x: float
    y: float


class _Parameters(msgspec.Struct):
    position: _Position | None = None
    keys: list[str] | None = None
    status: str | None = None
    content: str = ""
    text: str = ""


class _Box(msgspec.Struct):
    rel_bbox: tuple[float, float, float, float]


class _Metadata(msgspec.Struct):
    bboxes: list[_Box] = []


class _TrueAction(msgspec.Struct):
    type: str
    params: _Parameters = msgspec.field(default_factory=_Parameters)
    metadata: _Metadata | None = None


class _BenchmarkRow(msgspec.Struct):
    """A step as AgentNetBench writes its results; other fields do not matter."""

    ground_truth_actions: list[_TrueAction]
    predicted_actions: list[tuple[str, Any]] | None
    alternative_options: list[list[_TrueAction]] = []
    task_id: str = ""
    step_num: int | str | None = None


def _benchmark_row(number: int, line: Any) -> Row:
    try:
        step = msgspec.convert(line, _BenchmarkRow)
    except msgspec.ValidationError as error:
        raise FormatError(f"the step is not as AgentNetBench writes it ({error}).") from error
    options = (step.ground_truth_actions, *step.alternative_options)
    return Row(
        number,
        step.task_id,
        str(number if step.step_num is None else step.step_num),
        calls=tuple(Call(name, _value(value)) for name, value in step.predicted_actions or ()),
        options=tuple(tuple(map(_true_call, option)) for option in options),
    )


def _true_call(action: _TrueAction) -> Call:
    params, boxes = action.params, action.metadata.bboxes if action.metadata else []
    where = params.position
    plain = params.keys or params.status or params.content or params.text
    value = plain if where is None else (where.x, where.y)
    return Call(action.type, value, tuple(box.rel_bbox for box in boxes))


def _value(value: Any) -> Any:
    """A predicted value; a place arrives as a list of two numbers."""
    try:
        return msgspec.convert(value, tuple[float, float])
    except msgspec.ValidationError:
        return value
