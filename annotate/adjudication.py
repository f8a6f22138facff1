"""What is taken to be so when several people labelled one submission, and how sure that is. Pure.

Adjudicated goes before unanimous, that before a majority, and a tie is disputed and says nothing.
What only a model said is told as such. The sets that this is made of stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from annotate.agreement import SAME_BOX, differs, iou, key_of
from annotate.label_set import Answer, LabelSet, Place, Value
from recorder.consent.label_schema import LabelSchema, Question
from recorder.errors import WrongUse
from recorder.session.model import Rect

Standing = Literal["adjudicated", "unanimous", "majority", "disputed", "suggested"]


@dataclass(frozen=True, slots=True)
class Said:
    """Who answered what at one place. `model` is that of a proposal that they took over."""

    annotator: str
    value: Value
    model: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What is taken to be so at one place; `value` is None where it is disputed. `annotators` says
    how many people answered, `models` which models were asked or followed."""

    place: Place
    value: Value | None
    standing: Standing
    annotators: int
    models: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """`human`, or `model` where no person answered."""
        return "model" if self.standing == "suggested" else "human"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A place where people differ and nobody has decided."""

    place: Place
    said: tuple[Said, ...]


def merged(schema: LabelSchema, sets: Iterable[LabelSet]) -> dict[Place, Merged]:
    """What is taken to be so at every place that anybody or any model answered.

    Raises:
        WrongUse: the sets are not about one submission.
    """
    chosen = _about_one(sets)
    people = _said(chosen, "human")
    models = _said(chosen, "model")
    decided = _decisions(chosen)
    found: dict[Place, Merged] = {}
    for asked in schema.questions:
        for place in _places(asked, (*people, *models, *decided)):
            answers = people.get(place, ())
            found[place] = _merge(asked, place, answers, models.get(place, ()), decided.get(place))
    return found


def disputes(schema: LabelSchema, sets: Iterable[LabelSet]) -> tuple[Dispute, ...]:
    """The places where people differ, in the order of the questions, that nobody has decided.

    Raises:
        WrongUse: the sets are not about one submission.
    """
    chosen = _about_one(sets)
    people, decided = _said(chosen, "human"), _decisions(chosen)
    return tuple(
        Dispute(place, people[place])
        for asked in schema.questions
        for place in _places(asked, people)
        if place not in decided and differs(asked, (each.value for each in people[place]))
    )


def _about_one(sets: Iterable[LabelSet]) -> list[LabelSet]:
    chosen = list(sets)
    if len({each.submission for each in chosen}) > 1:
        raise WrongUse("Labels of several submissions are merged one by one.")
    return chosen


def _places(asked: Question, known: Iterable[Place]) -> list[Place]:
    found = {place for place in known if place[0] == asked.id}
    return sorted(found, key=lambda place: (len(place[1]), place[1]))


def _said(sets: Sequence[LabelSet], source: str) -> Mapping[Place, tuple[Said, ...]]:
    found: dict[Place, tuple[Said, ...]] = {}
    for each in sets:
        if (each.source, each.purpose) == (source, "labels"):
            for answer in each.answers:
                who = each.model if source == "model" else each.annotator
                said = Said(who, answer.said, answer.from_suggestion)
                found[answer.place] = (*found.get(answer.place, ()), said)
    return found


def _decisions(sets: Sequence[LabelSet]) -> Mapping[Place, Answer]:
    """The newest decision at each place."""
    newest: dict[Place, tuple[datetime, Answer]] = {}
    for each in sets:
        if each.purpose == "decision":
            for answer in each.answers:
                before = newest.get(answer.place)
                if before is None or before[0] < each.made_at:
                    newest[answer.place] = (each.made_at, answer)
    return {place: answer for place, (_, answer) in newest.items()}


def _merge(
    asked: Question,
    place: Place,
    people: tuple[Said, ...],
    models: tuple[Said, ...],
    decision: Answer | None,
) -> Merged:
    followed = tuple(dict.fromkeys(each.model for each in people if each.model))
    count = len({each.annotator for each in people})
    if decision is not None:
        if decision.from_suggestion:
            followed = tuple(dict.fromkeys((*followed, decision.from_suggestion)))
        return Merged(place, decision.said, "adjudicated", count, followed)
    if not people:
        names = tuple(dict.fromkeys(each.annotator for each in models))
        if differs(asked, (each.value for each in models)):
            return Merged(place, None, "disputed", 0, names)
        return Merged(place, models[0].value, "suggested", 0, names)
    if not differs(asked, (each.value for each in people)):
        return Merged(place, _typical(people), "unanimous", count, followed)
    value = _majority(people)
    return Merged(place, value, "disputed" if value is None else "majority", count, followed)


def _typical(people: tuple[Said, ...]) -> Value:
    """The answer of all; of boxes that are nearly one, the one that is nearest to the others."""
    boxes = [each.value for each in people if isinstance(each.value, Rect)]
    if not boxes:
        return people[0].value
    return max(boxes, key=lambda box: (sum(iou(box, other) for other in boxes), -boxes.index(box)))


def _majority(people: tuple[Said, ...]) -> Value | None:
    """What more than half of the people said, or None."""
    boxes = [each.value for each in people if isinstance(each.value, Rect)]
    if boxes:
        return _majority_of_boxes(boxes)
    counts: Counter[Hashable] = Counter(key_of(each.value) for each in people)
    key, count = counts.most_common(1)[0]
    if 2 * count <= len(people):
        return None
    return next(each.value for each in people if key_of(each.value) == key)


def _majority_of_boxes(boxes: list[Rect]) -> Rect | None:
    near = [[other for other in boxes if iou(box, other) >= SAME_BOX] for box in boxes]
    best = max(range(len(boxes)), key=lambda at: len(near[at]))
    is_most = 2 * len(near[best]) > len(boxes)
    # Boxes that all overlap one need not overlap each other.
    is_one = all(iou(a, b) >= SAME_BOX for a, b in combinations(near[best], 2))
    return boxes[best] if is_most and is_one else None
