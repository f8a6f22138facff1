"""Steps under the labels of annotators: what they said merged, and people's in the plain fields.
Pure. What a model proposed is carried as such, and is never a description or an outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotate.adjudication import Merged, merged
from annotate.label_set import SESSION, LabelSet, Place, plain
from recorder.consent.label_schema import LabelSchema
from replay.annotator_labels import AnnotatorLabel, human_value
from replay.corrections import outcome_of_steps
from replay.trajectory import Trajectory


@dataclass(frozen=True, slots=True)
class Labelled:
    """The steps with their labels. `lost` are places whose step is not among them."""

    trajectory: Trajectory
    lost: tuple[Place, ...]


def labelled(trajectory: Trajectory, schema: LabelSchema, sets: Iterable[LabelSet]) -> Labelled:
    """Lay the labels of everybody about a session over its steps.

    Raises:
        WrongUse: they are about several submissions.
    """
    by_step: dict[str, list[AnnotatorLabel]] = {}
    for place, found in merged(schema, sets).items():
        by_step.setdefault(place[1], []).append(_label(schema, place, found))
    known = {step.id for step in trajectory.steps}
    lost = tuple(
        (each.question, step)
        for step, labels in by_step.items()
        for each in labels
        if step not in known and step != SESSION
    )
    steps = tuple(
        replace(step, **_fields(tuple(by_step.get(step.id, ())), step.description))
        for step in trajectory.steps
    )
    session = tuple(by_step.get(SESSION, ()))
    outcome = human_value(session, "outcome") or trajectory.outcome
    steps = outcome_of_steps(steps, outcome)
    return Labelled(replace(trajectory, steps=steps, labels=session, outcome=outcome), lost)


def _fields(labels: tuple[AnnotatorLabel, ...], description: str | None) -> Mapping[str, Any]:
    said = human_value(labels, "step description")
    return {"labels": labels, "description": said or description}


def _label(schema: LabelSchema, place: Place, found: Merged) -> AnnotatorLabel:
    asked = schema.question(place[0])
    assert asked is not None, "what was merged answers a question of these"
    return AnnotatorLabel(
        question=asked.id,
        kind=asked.kind,
        value=None if found.value is None else plain(found.value),
        standing=found.standing,
        annotators=found.annotators,
        source=found.source,
        models=found.models,
    )
