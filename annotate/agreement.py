"""How far annotators agree: Cohen's kappa, Krippendorff's alpha, and the overlap of boxes. Pure.

A coefficient is None where it is not defined: nobody to compare, or nothing that varies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final, Literal

from annotate.label_set import LabelSet, Place, Value
from recorder.consent.label_schema import LabelSchema, Question
from recorder.session.model import Rect

Level = Literal["nominal", "ordinal", "interval"]
Item = tuple[str, Place]
"""What is compared: a place in a submission."""
SAME_BOX: Final = 0.5
"""Two boxes that overlap less are told as a difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where annotators say different things; `said` is by their fingerprints."""

    submission: str
    place: Place
    said: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far annotators agree on one question. `items` were answered by two at least, of
    `annotators` in all. `overlap` is the mean of pairs, for boxes and tags."""

    question: str
    items: int
    annotators: int
    kappa: float | None
    alpha: float | None
    overlap: float | None
    level: Level | None
    differences: tuple[Difference, ...]


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two annotators, each pair one item.

    Jacob Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological
    Measurement 20 (1960), 37-46: (p_o - p_c) / (1 - p_c). The tests hold it against his example.
    """
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / total
    chance = sum(first[each] * second[each] for each in first) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def krippendorff_alpha(
    units: Iterable[Sequence[Hashable]], level: Level = "nominal"
) -> float | None:
    """Krippendorff's alpha: each unit holds the values that it was given, without gaps.

    Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C, from the
    matrix of coincidences; ordinal and interval take numbers. The tests hold it against his
    example with four observers, twelve units and missing values.
    """
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        if len(unit) < 2:
            continue
        for pair in permutations(unit, 2):
            weights[pair] = weights.get(pair, 0.0) + 1 / (len(unit) - 1)
    counts: dict[Hashable, float] = {}
    for (value, _), weight in weights.items():
        counts[value] = counts.get(value, 0.0) + weight
    total = sum(counts.values())
    distance = _distance(level, counts)
    expected = sum(
        counts[a] * counts[b] * distance(a, b) for a in counts for b in counts if a != b
    )  # fmt: skip
    if total <= 1 or expected == 0:
        return None
    seen = sum(weight * distance(a, b) for (a, b), weight in weights.items() if a != b)
    return 1 - (total - 1) * seen / expected


def iou(one: Rect, other: Rect) -> float:
    """The area that two boxes share, as a part of the area that they cover together."""
    shared = one.intersect(other)
    common = shared.width * shared.height if shared else 0
    return common / (one.width * one.height + other.width * other.height - common)


def agreement(schema: LabelSchema, sets: Iterable[LabelSet]) -> tuple[Agreement, ...]:
    """How far people agree on each question, over one submission or many. Models are not people,
    and decisions are not labels."""
    chosen = labels_of_people(sets)
    return tuple(agreement_on(asked, answers_by_item(asked, chosen)) for asked in schema.questions)


def labels_of_people(sets: Iterable[LabelSet]) -> list[LabelSet]:
    """The labels among these: neither what models proposed nor what was decided."""
    return [each for each in sets if (each.source, each.purpose) == ("human", "labels")]


def answers_by_item(asked: Question, sets: Iterable[LabelSet]) -> dict[Item, dict[str, Value]]:
    """What each person answered to a question, for each thing that it was asked of."""
    items: dict[Item, dict[str, Value]] = {}
    for each in sets:
        for answer in each.answers:
            if answer.question == asked.id:
                items.setdefault((each.submission, answer.place), {})[each.annotator] = answer.said
    return items


def agreement_on(asked: Question, items: Mapping[Item, Mapping[str, Value]]) -> Agreement:
    """How far people agree on one question."""
    people = {who for said in items.values() for who in said}
    shared = {item: said for item, said in items.items() if len(said) > 1}
    differences = tuple(
        Difference(submission, place, said)
        for (submission, place), said in shared.items()
        if differs(asked, said.values())
    )
    level = _level(asked)
    units = [tuple(map(key_of, said.values())) for said in shared.values()]
    return Agreement(
        question=asked.id,
        items=len(shared),
        annotators=len(people),
        kappa=_kappa(people, shared.values()) if level else None,
        alpha=krippendorff_alpha(units, level) if level else None,
        overlap=_overlap(asked, shared.values()),
        level=level,
        differences=differences,
    )


def differs(asked: Question, said: Iterable[Value]) -> bool:
    """Whether these answers to a question are different ones."""
    values = list(said)
    if asked.kind == "element box":
        boxes = [each for each in values if isinstance(each, Rect)]
        return any(iou(a, b) < SAME_BOX for a, b in combinations(boxes, 2))
    return len({key_of(each) for each in values}) > 1


def key_of(value: Value) -> Hashable:
    """What makes two answers the same one: the order of tags does not matter, nor space around
    a text."""
    if isinstance(value, tuple):
        return frozenset(value)
    if isinstance(value, Rect):
        return value.x, value.y, value.width, value.height
    return value.strip() if isinstance(value, str) else value


def _level(asked: Question) -> Level | None:
    if asked.kind == "quality":
        return "ordinal"
    return "nominal" if asked.allowed and asked.kind != "tags" else None


def _kappa(people: set[str], said: Iterable[Mapping[str, Value]]) -> float | None:
    if len(people) != 2:
        return None
    one, other = sorted(people)
    return cohen_kappa([(key_of(each[one]), key_of(each[other])) for each in said])


def _overlap(asked: Question, said: Iterable[Mapping[str, Value]]) -> float | None:
    found: list[float] = []
    for each in said:
        for one, other in combinations(each.values(), 2):
            if isinstance(one, Rect) and isinstance(other, Rect):
                found.append(iou(one, other))
            elif asked.kind == "tags" and isinstance(one, tuple) and isinstance(other, tuple):
                found.append(len({*one} & {*other}) / len({*one, *other}))
    return sum(found) / len(found) if found else None


def _distance(
    level: Level, counts: Mapping[Hashable, float]
) -> Callable[[Hashable, Hashable], float]:
    """The squared difference of two values, by what their numbers mean."""
    if level == "nominal":
        return lambda a, b: float(a != b)
    if level == "interval":
        return lambda a, b: (_number(a) - _number(b)) ** 2

    def ordinal(a: Hashable, b: Hashable) -> float:
        low, high = sorted((_number(a), _number(b)))
        between = sum(count for each, count in counts.items() if low <= _number(each) <= high)
        return (between - (counts[a] + counts[b]) / 2) ** 2

    return ordinal


def _number(value: Hashable) -> float:
    assert isinstance(value, int | float), "an ordinal or interval value is a number"
    return float(value)
