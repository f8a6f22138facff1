"""The matching rules of AgentNetBench, its defects included, so that numbers compare. Pure.

Source: the public evaluator of OpenCUA (`AgentNetBench/eval.py`, `run.py`). Known to be lenient:
extra predictions, direction and amount of scrolling, case and up to a fifth of a text do not
count, and x and y are not corrected for the shape of the screen. Not imitated: that the evaluator
appends a line break to its own data when it scores the same step twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from recorder.session.model import Rect
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.score.text import similarity

NEAR = 0.01 * 2**0.5
STEEPNESS = 120.0
ALIKE = 0.8
_PLACED = ("click", "doubleclick", "rightclick", "tripleclick", "moveto", "dragto")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a step: its name as the benchmark writes it, and its value.

    The value is a place in 0 to 1, a text, a list of keys, a number of notches or a status.
    `boxes` are (x, y, width, height) in 0 to 1, within which every place is right.
    """

    name: str
    value: Any
    boxes: tuple[tuple[float, float, float, float], ...] = field(default=())

    @property
    def kind(self) -> str:
        return self.name.lower()


def best_score(
    options: Iterable[Sequence[Call]], predicted: Sequence[Call]
) -> tuple[float, dict[str, float]]:
    """The best score over the recorded calls and their alternatives, in this order."""
    best: tuple[float, dict[str, float]] | None = None
    for option in options:
        found = score(option, predicted)
        if best is None or found[0] > best[0]:
            best = found
        if best[0] >= 1.0:
            break
    return best or (0.0, {})


def score(truth: Sequence[Call], predicted: Sequence[Call]) -> tuple[float, dict[str, float]]:
    """The score of one step and of each kind of call in it, 0 to 1."""
    if not truth or not predicted:
        return 0.0, {}
    truth = _with_enter(truth, ("press", "hotkey"))
    predicted = _with_enter(predicted, ("press",))
    if truth[0].name == "terminate":
        same = predicted[0].name == "terminate" and predicted[0].value == truth[0].value
        return float(same), {"terminate": float(same)}
    if predicted[0].kind not in {call.kind for call in truth}:
        return 0.0, {call.kind: 0.0 for call in truth}
    counts: dict[str, int] = {}
    sums: dict[str, float] = {}
    for index, call in enumerate(truth):
        counts[call.kind] = counts.get(call.kind, 0) + 1
        found = _one(call, predicted[index]) if index < len(predicted) else 0.0
        # A kind without a rule is not counted at all, not even as 0.
        if found is not None:
            sums[call.kind] = sums.get(call.kind, 0.0) + found
    kinds = {kind: total / counts[kind] for kind, total in sums.items()}
    return (sum(kinds.values()) / len(kinds) if kinds else 0.0), kinds


def _one(truth: Call, said: Call) -> float | None:
    kind = truth.kind
    if said.kind != kind:
        return 0.0
    if kind in _PLACED:
        return _placed(truth, said)
    if kind == "write":
        return _written(str(truth.value), str(said.value))
    if kind in ("press", "hotkey"):
        return float(set(_lower(truth.value)) == set(_lower(said.value)))
    return 1.0 if kind == "scroll" else None


def _placed(truth: Call, said: Call) -> float:
    (x, y), (px, py) = truth.value, said.value
    if any(left <= px <= left + w and top <= py <= top + h for left, top, w, h in truth.boxes):
        return 1.0
    distance = math.hypot(px - x, py - y)
    return 1.0 if distance <= NEAR else math.exp(-STEEPNESS * (distance - NEAR))


def _written(truth: str, said: str) -> float:
    alike = similarity(said.lower().strip(), truth.lower().strip())
    return 1.0 if alike >= ALIKE else alike / ALIKE


def _with_enter(calls: Sequence[Call], after: tuple[str, ...]) -> list[Call]:
    """Calls in which a text and the Enter after it are one text with a line break."""
    merged: list[Call] = []
    index = 0
    while index < len(calls):
        call, following = calls[index], calls[index + 1 : index + 2]
        if call.kind == "write" and following and _is_enter(following[0], after):
            merged.append(Call(call.name, f"{call.value}\n", call.boxes))
            index += 2
        else:
            merged.append(call)
            index += 1
    return merged


def _is_enter(call: Call, kinds: tuple[str, ...]) -> bool:
    return call.kind in kinds and _lower(call.value) in (["enter"], ["return"])


def _lower(keys: Any) -> list[str]:
    listed: list[Any] = [*keys] if isinstance(keys, list | tuple) else [keys]
    return [str(key).lower() for key in listed]


def calls_of(action: Action, picture: Rect, target: Rect | None = None) -> tuple[Call, ...]:
    """A recorded action in the benchmark's words; places become 0 to 1 of the picture."""
    boxes = () if target is None else (_box(target, picture),)
    match action:
        case Click():
            return (Call(_click_name(action), _unit(action.x, action.y, picture), boxes),)
        case Drag():
            ends = ((action.x, action.y), (action.x2, action.y2))
            names = ("moveTo", "dragTo")
            return tuple(
                Call(name, _unit(x, y, picture)) for name, (x, y) in zip(names, ends, strict=True)
            )
        case Scroll():
            sideways = bool(action.dx) and not action.dy
            return (
                Call("hscroll" if sideways else "scroll", action.dx if sideways else action.dy),
            )
        case Type():
            return (Call("write", action.text or ""),)
        case Key():
            name = "press" if len(action.keys) == 1 else "hotkey"
            return (Call(name, list(action.keys)),)
        case Hold():
            if action.keys:
                return (Call("keyDown", list(action.keys)),)
            return (Call("mouseDown", action.button),)
        case Move():
            return (Call("moveTo", _unit(action.x, action.y, picture)),)
        case Wait():
            return (Call("wait", None),)
        case Finish():
            return (Call("terminate", action.outcome),)


def _click_name(action: Click) -> str:
    if action.button in ("right", "middle"):
        return f"{action.button}Click"
    return {1: "click", 2: "doubleClick"}.get(action.count, "tripleClick")


def _unit(x: int, y: int, picture: Rect) -> tuple[float, float]:
    return (x - picture.x) / picture.width, (y - picture.y) / picture.height


def _box(target: Rect, picture: Rect) -> tuple[float, float, float, float]:
    left, top = _unit(target.x, target.y, picture)
    return left, top, target.width / picture.width, target.height / picture.height
