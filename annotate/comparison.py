"""Annotators question by question: who answered, the coefficients or why there is none, and what
two people said of the same. Pure; the coefficients themselves are in `annotate.agreement`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from annotate.agreement import (
    Agreement,
    Item,
    agreement_on,
    answers_by_item,
    cohen_kappa,
    key_of,
    labels_of_people,
)
from annotate.label_set import LabelSet, Value
from recorder.consent.label_schema import LabelSchema, Question

COMPARED_MIN: Final = 2
"""Of one thing that was answered twice, both coefficients are 0 or undefined, whatever was said."""
SCALE_SHOWN_MAX: Final = 12


class Absence(StrEnum):
    """Why there is no coefficient."""

    FEW = "not enough labels"
    SAME = "all the same"
    FREE = "not a choice"


Measure = float | Absence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people on one question: `counts` are how often one said the first and the other the
    second of two values, over the `compared` things that both answered."""

    one: str
    other: str
    compared: int
    kappa: Measure
    counts: Mapping[tuple[Hashable, Hashable], int]

    @property
    def same(self) -> int:
        """How often both said the same."""
        return sum(count for (a, b), count in self.counts.items() if a == b)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question. `answered` counts what each person answered, `values` are those of a table;
    there are none where the answers are free."""

    asked: Question
    found: Agreement
    answered: Mapping[str, int]
    alpha: Measure
    pairs: tuple[Pair, ...]
    values: tuple[Hashable, ...]

    @property
    def compared(self) -> int:
        """How many pairs of answers there are to compare."""
        return sum(each.compared for each in self.pairs)

    @property
    def kappas(self) -> tuple[Measure, ...]:
        """Kappa of each two people who have one, else the reason that there is none."""
        numbers = tuple(each.kappa for each in self.pairs if not isinstance(each.kappa, Absence))
        if numbers:
            return numbers
        reasons = [each.kappa for each in self.pairs if each.kappa is Absence.SAME]
        return (_absence(self.found, reasons),)


def compared(schema: LabelSchema, sets: Iterable[LabelSet]) -> tuple[Comparison, ...]:
    """Every question of a campaign, over the labels of people; models are not among them."""
    chosen = labels_of_people(sets)
    return tuple(_comparison(asked, chosen) for asked in schema.questions)


def _comparison(asked: Question, sets: Sequence[LabelSet]) -> Comparison:
    items = answers_by_item(asked, sets)
    found = agreement_on(asked, items)
    people = Counter(who for said in items.values() for who in said)
    pairs = tuple(_pair(found, items, one, other) for one, other in combinations(sorted(people), 2))
    alpha: Measure = found.alpha if found.alpha is not None else _absence(found, (Absence.SAME,))
    if found.items < COMPARED_MIN and found.level is not None:
        alpha = Absence.FEW
    return Comparison(asked, found, people, alpha, pairs, _values(asked, pairs))


def _absence(found: Agreement, reasons: Sequence[Measure]) -> Absence:
    if found.level is None:
        return Absence.FREE
    return Absence.SAME if reasons and found.items >= COMPARED_MIN else Absence.FEW


def _pair(
    found: Agreement, items: Mapping[Item, Mapping[str, Value]], one: str, other: str
) -> Pair:
    said = [
        (key_of(each[one]), key_of(each[other]))
        for each in items.values()
        if one in each and other in each
    ]
    kappa: Measure = Absence.FREE
    if found.level is not None:
        number = cohen_kappa(said) if len(said) >= COMPARED_MIN else None
        reason = Absence.SAME if len(said) >= COMPARED_MIN else Absence.FEW
        kappa = reason if number is None else number
    return Pair(one, other, len(said), kappa, Counter(said))


def _values(asked: Question, pairs: Sequence[Pair]) -> tuple[Hashable, ...]:
    """What a table has rows for: all that can be answered, or of a long scale what was."""
    if asked.kind == "tags":
        return ()
    values: tuple[Hashable, ...] = asked.allowed or asked.numbers
    if len(values) <= SCALE_SHOWN_MAX:
        return values
    seen = {value for each in pairs for both in each.counts for value in both}
    return tuple(value for value in values if value in seen)
