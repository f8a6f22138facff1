"""Predictions against what was recorded, step by step, by one of two sets of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from recorder.errors import FormatError, WrongUse
from replay.action_types import Action, Type
from replay.score import agentnetbench, strict
from replay.score.agentnetbench import Call, calls_of
from replay.score.code import actions_in
from replay.score.model import Gold, Pair, Scores, StepScore, kind_of
from replay.score.reading import Row, pointer_at

RULES = ("strict", "agentnetbench")


def score_rows(rows: Iterable[Row], gold: Iterable[Gold], rules: str = "strict") -> Scores:
    """Score predictions; steps without one count as 0.

    Raises:
        WrongUse: a prediction is for no recorded step, or two are for the same one, or brings its
            own truth where the rules need the recording.
        FormatError: what is predicted is not an action.
    """
    wanted = {(one.session, one.step): one for one in gold}
    scored: dict[tuple[str, str], StepScore] = {}
    unscored = {place for place, one in wanted.items() if _is_unknown(one)}
    for row in rows:
        place = (row.session, row.step)
        if place in scored:
            raise WrongUse(f"Line {row.number}: the step {row.step} was predicted twice.")
        if row.options:
            scored[place] = _own_truth(row, rules)
        elif place not in wanted:
            raise WrongUse(f"Line {row.number}: no step {row.step} was recorded there.")
        elif place not in unscored:
            scored[place] = _scored(row, wanted[place], rules)
    missing = [one for place, one in wanted.items() if place not in scored.keys() | unscored]
    steps = [*scored.values(), *(_not_predicted(one) for one in missing)]
    return Scores(rules, tuple(steps), len(missing), len(unscored))


def _scored(row: Row, gold: Gold, rules: str) -> StepScore:
    if rules == "strict":
        return strict.score((gold,), _actions(row, gold))
    truth = calls_of(gold.action, gold.picture, gold.target)
    total, kinds = agentnetbench.score(truth, _calls(row, gold))
    return StepScore(row.session, row.step, total, kinds)


def _own_truth(row: Row, rules: str) -> StepScore:
    if rules != "agentnetbench":
        raise WrongUse(
            f"Line {row.number} brings its own truth, which only --rules agentnetbench reads."
        )
    try:
        total, kinds = agentnetbench.best_score(row.options, row.calls)
    except (TypeError, ValueError) as error:
        raise FormatError(f"Line {row.number}: a value does not fit its call.") from error
    return StepScore(row.session, row.step, total, kinds)


def _actions(row: Row, gold: Gold) -> tuple[Action, ...]:
    if row.actions:
        return row.actions
    try:
        return actions_in(row.calls, lambda a, b: _pixel(a, b, gold, row.unit), pointer_at(gold))
    except FormatError as error:
        raise FormatError(f"Line {row.number}: {error}") from error


def _calls(row: Row, gold: Gold) -> Sequence[Call]:
    if row.actions:
        return [call for one in row.actions for call in calls_of(one, gold.picture)]
    if row.unit:
        return row.calls
    return [_unit_call(call, gold) for call in row.calls]


def _unit_call(call: Call, gold: Gold) -> Call:
    if not isinstance(call.value, tuple):
        return call
    x, y = cast("tuple[float, float]", call.value)
    return Call(call.name, (x / gold.picture.width, y / gold.picture.height))


def _pixel(a: float, b: float, gold: Gold, unit: bool) -> tuple[int, int]:
    width, height = (gold.picture.width, gold.picture.height) if unit else (1, 1)
    return round(gold.picture.x + a * width), round(gold.picture.y + b * height)


def _is_unknown(gold: Gold) -> bool:
    return isinstance(gold.action, Type) and gold.action.text is None


def _not_predicted(gold: Gold) -> StepScore:
    kind = kind_of(gold.action)
    pair = Pair(kind, None, 0.0, "no prediction")
    return StepScore(gold.session, gold.step, 0.0, {kind: 0.0}, (pair,))
