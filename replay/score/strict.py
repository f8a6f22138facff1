"""Our own matching rules: what a step needs to be right, nothing more and nothing less. Pure.

Recorded and predicted actions of a step are aligned; an action too many or too few costs a place.
Button, count, modifiers, keys, direction and outcome must be right; a place may be a hundredth of
the diagonal off, and letters may differ a little where neither digits nor a secret depend on them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from recorder.session.model import Rect
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type
from replay.score.model import Gold, Pair, StepScore, kind_of
from replay.score.text import similarity

# A hundredth of the diagonal is 22 px on a screen of 1920 x 1080: half a button.
NEAR = 0.01
STEEPNESS = 120.0
ALIKE = 0.8
# A wheel turned half as far or twice as far does the same for a reader.
AMOUNT_MIN = 0.5
ACTIONS_MAX = 64


def score(gold: Sequence[Gold], predicted: Sequence[Action]) -> StepScore:
    """The score of what was predicted for a step of one or more recorded actions."""
    first = gold[0]
    said = _without_needless_clicks(gold, predicted[:ACTIONS_MAX])
    pairs = align(gold, said)
    kinds: dict[str, list[float]] = {}
    for pair in pairs:
        kinds.setdefault(pair.recorded or "extra", []).append(pair.score)
    each = {kind: sum(found) / len(found) for kind, found in kinds.items() if kind != "extra"}
    total = sum(pair.score for pair in pairs) / len(pairs)
    return StepScore(first.session, first.step, total, each, pairs)


def align(gold: Sequence[Gold], predicted: Sequence[Action]) -> tuple[Pair, ...]:
    """Recorded against predicted actions in order, so that the sum of the scores is greatest."""
    match = [[compare(one, two) for two in predicted] for one in gold]
    rows, columns = len(gold), len(predicted)
    # Among alignments of equal worth the one with fewer places is better.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            together = match[i][j].score + best[i + 1][j + 1]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if match[i][j].score + best[i + 1][j + 1] >= best[i][j]:
            pairs.append(match[i][j])
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            pairs.append(_missing(gold[i]))
            i += 1
        else:
            pairs.append(_extra(predicted[j]))
            j += 1
    pairs += [_missing(one) for one in gold[i:]]
    pairs += [_extra(two) for two in predicted[j:]]
    return tuple(pairs)


def compare(gold: Gold, said: Action) -> Pair:
    """One recorded action against one predicted action."""
    kinds = kind_of(gold.action), kind_of(said)
    if kinds[0] != kinds[1]:
        return Pair(*kinds, 0.0, "another kind of action")
    score, why = _alike(gold, said)
    return Pair(*kinds, score, why)


def _alike(gold: Gold, said: Action) -> tuple[float, str | None]:
    match gold.action, said:
        case Click() as one, Click() as two:
            wrong = _wrong_press(one, two)
            if wrong is None and one.count != two.count:
                wrong = "the number of clicks"
            return (0.0, wrong) if wrong else _place(gold, (one.x, one.y), (two.x, two.y))
        case Drag() as one, Drag() as two:
            if wrong := _wrong_press(one, two):
                return 0.0, wrong
            begin = _place(gold, (one.x, one.y), (two.x, two.y))
            end = _place(gold, (one.x2, one.y2), (two.x2, two.y2))
            return min(begin, end, key=lambda found: found[0])
        case Scroll() as one, Scroll() as two:
            return _scrolled(gold, one, two)
        case Move() as one, Move() as two:
            return _place(gold, (one.x, one.y), (two.x, two.y))
        case Type() as one, Type() as two:
            return _typed(one.text or "", two.text or "")
        case one, two:
            wrong = _wrong_command(one, two)
            return (0.0, wrong) if wrong else (1.0, None)


def _wrong_command(one: Action, two: Action) -> str | None:
    """What differs between two actions that are either the same or not."""
    match one, two:
        case Key(), Key():
            if set(one.keys) != set(two.keys):
                return "the keys"
            return None if one.repeat == two.repeat else "how often"
        case Hold(), Hold():
            same = set(one.keys) == set(two.keys) and one.button == two.button
            return None if same else "what was held"
        case Finish(), Finish():
            return None if one.outcome == two.outcome else "the outcome"
        case _:
            return None


def _wrong_press(one: Click | Drag, two: Click | Drag) -> str | None:
    if one.button != two.button:
        return "the button"
    return _wrong_modifiers(one.modifiers, two.modifiers)


def _wrong_modifiers(one: tuple[str, ...] | None, two: tuple[str, ...] | None) -> str | None:
    # What nobody knows of the recording cannot be wrong in the prediction.
    if one is None or set(one) == set(two or ()):
        return None
    return "the modifiers"


def _scrolled(gold: Gold, one: Scroll, two: Scroll) -> tuple[float, str | None]:
    if wrong := _wrong_modifiers(one.modifiers, two.modifiers):
        return 0.0, wrong
    if (_sign(one.dx), _sign(one.dy)) != (_sign(two.dx), _sign(two.dy)):
        return 0.0, "the direction"
    amounts = sorted((abs(one.dx) + abs(one.dy), abs(two.dx) + abs(two.dy)))
    ratio = amounts[0] / amounts[1] if amounts[1] else 1.0
    near, why = _place(gold, (one.x, one.y), (two.x, two.y))
    if ratio < AMOUNT_MIN:
        return near * ratio / AMOUNT_MIN, why or "how far"
    return near, why


def _typed(one: str, two: str) -> tuple[float, str | None]:
    if one == two:
        return 1.0, None
    if must_be_exact(one):
        return 0.0, "a text that must be exact"
    alike = similarity(_folded(one), _folded(two))
    if alike == 1.0:
        return 1.0, None
    return (1.0, None) if alike >= ALIKE else (alike / ALIKE, "the text")


def must_be_exact(text: str) -> bool:
    """Whether a small difference makes a text wrong: digits, addresses, names of files, and what
    may be a password (one word of mixed case or with signs in it)."""
    if re.search(r"\d|[@/\\\\_=]", text):
        return True
    word = text.strip()
    if not word or re.search(r"\s", word):
        return False
    mixed = word[1:].lower() != word[1:] and word.upper() != word
    return mixed or bool(re.search(r"[^\w'’.,!?-]", word))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _place(gold: Gold, one: tuple[int, int], two: tuple[int, int]) -> tuple[float, str | None]:
    """1 within the element or near the place, then falling; distances are along the diagonal."""
    if gold.target is not None and gold.target.contains(*two) and gold.target.contains(*one):
        return 1.0, None
    distance = math.dist(one, two) / _diagonal(gold.picture)
    if distance <= NEAR:
        return 1.0, None
    return math.exp(-STEEPNESS * (distance - NEAR)), "the place"


def _without_needless_clicks(gold: Sequence[Gold], said: Sequence[Action]) -> list[Action]:
    """Predicted actions without a click into the field where the recorded person was already.

    To click where the pointer rests and then type the same does the same as to type.
    """
    types = [one for one in gold if isinstance(one.action, Type)]
    if not types or any(isinstance(one.action, Click) for one in gold):
        return list(said)
    kept = list(said)
    for click, typed in pairwise(said):
        if isinstance(click, Click) and isinstance(typed, Type) and _rests_at(types[0], click):
            kept.remove(click)
            break
    return kept


def _rests_at(gold: Gold, click: Click) -> bool:
    at = gold.action
    if not isinstance(at, Type) or at.x is None or at.y is None:
        return False
    plain = click.button == "left" and click.count == 1 and not click.modifiers
    return plain and math.dist((at.x, at.y), (click.x, click.y)) <= NEAR * _diagonal(gold.picture)


def _diagonal(picture: Rect) -> float:
    return max(1.0, math.hypot(picture.width, picture.height))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _missing(gold: Gold) -> Pair:
    return Pair(kind_of(gold.action), None, 0.0, "an action is missing")


def _extra(said: Action) -> Pair:
    return Pair(None, kind_of(said), 0.0, "an action too many")
