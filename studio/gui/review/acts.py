"""What a person does to steps, as edits of a review. Pure; what makes no sense is refused there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotate.edits import Content, Correct, Describe, Edit, Together, restore
from replay.correcting import filled
from replay.correction_types import Delete, Merge, Retype, Split
from replay.parts import Part
from replay.trajectory import Step


def deletion(steps: Sequence[str]) -> Edit:
    """Take steps out, as one edit."""
    return _as_one("delete {n} steps", [Correct(Delete(step)) for step in steps])


def restoration(content: Content, steps: Sequence[str]) -> Edit:
    """Bring deleted steps back, as one edit.

    Raises:
        WrongUse: one of them is not deleted.
    """
    # From the last correction to the first, so that none moves before its turn.
    found = sorted((restore(content, step) for step in steps), key=lambda each: -each.at)
    return _as_one("bring {n} steps back", list(found))


def merging(steps: Sequence[str]) -> Edit:
    return Correct(Merge(tuple(steps)))


def splitting(step: Step, parts: Sequence[Part], place: int) -> Edit:
    """Divide a step before one of its parts."""
    return Correct(Split(step.id, parts[place].id))


def change(step: Step, fields: Mapping[str, Any]) -> Edit:
    """Give a step another kind or other fields.

    Raises:
        WrongUse: the fields do not make an action.
    """
    return Correct(Retype(step.id, filled(step.action, dict(fields))))


def description(steps: Sequence[str], text: str) -> Edit:
    """Describe steps; an empty text takes the description away."""
    said = text.strip() or None
    return _as_one("describe {n} steps", [Describe(step, said) for step in steps])


def _as_one(name: str, edits: list[Any]) -> Edit:
    if len(edits) == 1:
        return edits[0]
    return Together(name.format(n=len(edits)), tuple(edits))
