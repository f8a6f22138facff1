"""Edits of a review: each is data, names itself for an undo menu, and has an inverse. Pure.

What an edit does to the steps is a rule of `replay.correcting`; here it is only kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from annotate.redact.plan import Plan, Redaction, check_plan
from recorder.errors import WrongUse
from replay.correcting import OUTCOMES, STEP_ID, is_text
from replay.correction_types import Correction, Delete, Labels, Merge, Overlay, Retype, Split

Decision = Literal["accepted", "rejected"]
LABEL_MAX = 8192
NAME_MAX = 120


@dataclass(frozen=True, slots=True)
class Content:
    """What a person made of a session: steps, labels, redactions, and answers to proposals."""

    overlay: Overlay = field(default_factory=Overlay)
    redactions: tuple[Redaction, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])


class Correct(msgspec.Struct, frozen=True, tag_field="edit", tag="correct"):
    """Correct steps. `at` is the place among the corrections; None is after all of them."""

    correction: Correction
    at: int | None = None


class TakeBack(msgspec.Struct, frozen=True, tag_field="edit", tag="take back"):
    """Take the correction at a place back, as if it had never been made."""

    at: int


class SetTask(msgspec.Struct, frozen=True, tag_field="edit", tag="task"):
    """Say the task in own words; None is the task as it was recorded."""

    text: str | None


class SetOutcome(msgspec.Struct, frozen=True, tag_field="edit", tag="outcome"):
    """Say how the task ended; None is what was said while recording."""

    outcome: str | None


class Describe(msgspec.Struct, frozen=True, tag_field="edit", tag="describe"):
    """Label a step; None takes the label away."""

    step: str
    text: str | None


class Redact(msgspec.Struct, frozen=True, tag_field="edit", tag="redact"):
    """Add a redaction. `at` is its place among them; None is after all of them."""

    redaction: Redaction
    at: int | None = None


class Unredact(msgspec.Struct, frozen=True, tag_field="edit", tag="unredact"):
    """Remove a redaction."""

    id: str


class ChangeRedaction(msgspec.Struct, frozen=True, tag_field="edit", tag="change redaction"):
    """Put a redaction in the place of the one with its id."""

    redaction: Redaction


class Decide(msgspec.Struct, frozen=True, tag_field="edit", tag="decide"):
    """Accept or reject what a detector proposed; None leaves it open."""

    proposal: str
    decision: Decision | None


class Together(msgspec.Struct, frozen=True, tag_field="edit", tag="together"):
    """Several edits that are made and undone as one, under one name."""

    name: str
    edits: tuple[Edit, ...]


Edit = (
    Correct
    | TakeBack
    | SetTask
    | SetOutcome
    | Describe
    | Redact
    | Unredact
    | ChangeRedaction
    | Decide
    | Together
)


def restore(content: Content, step: str) -> TakeBack:
    """The edit that brings a deleted step back.

    Raises:
        WrongUse: it is not deleted.
    """
    for at, correction in reversed(list(enumerate(content.overlay.corrections))):
        if isinstance(correction, Delete) and correction.step == step:
            return TakeBack(at)
    raise WrongUse(f"Step {step} is not deleted.")


def applied(edit: Edit, content: Content) -> Content:
    """The content after an edit.

    Raises:
        WrongUse: the edit does not fit it.
    """
    overlay = content.overlay
    match edit:
        case Correct():
            put = _put(overlay.corrections, edit.at, edit.correction)
            return replace(content, overlay=replace(overlay, corrections=put))
        case TakeBack():
            kept = _without(overlay.corrections, edit.at)
            return replace(content, overlay=replace(overlay, corrections=kept))
        case SetTask() | SetOutcome() | Describe():
            return replace(content, overlay=replace(overlay, labels=_labelled(edit, overlay)))
        case Redact() | Unredact() | ChangeRedaction():
            return replace(content, redactions=_redacted(edit, content.redactions))
        case Decide():
            decisions = {k: v for k, v in content.decisions.items() if k != edit.proposal}
            if edit.decision is not None:
                decisions[_short(edit.proposal)] = edit.decision
            return replace(content, decisions=decisions)
        case Together():
            for each in edit.edits:
                content = applied(each, content)
            return content


def inverse(edit: Edit, content: Content) -> Edit:
    """The edit that gives `content` again after `edit` was applied to it."""
    overlay = content.overlay
    match edit:
        case Correct():
            return TakeBack(len(overlay.corrections) if edit.at is None else edit.at)
        case TakeBack():
            return Correct(overlay.corrections[edit.at], edit.at)
        case SetTask():
            return SetTask(overlay.labels.task)
        case SetOutcome():
            return SetOutcome(overlay.labels.outcome)
        case Describe():
            return Describe(edit.step, overlay.labels.steps.get(edit.step))
        case Redact():
            return Unredact(edit.redaction.id)
        case Unredact():
            at = _redaction(content.redactions, edit.id)
            return Redact(content.redactions[at], at)
        case ChangeRedaction():
            return ChangeRedaction(
                content.redactions[_redaction(content.redactions, edit.redaction.id)]
            )
        case Decide():
            return Decide(edit.proposal, content.decisions.get(edit.proposal))
        case Together():
            back: list[Edit] = []
            for each in edit.edits:
                back.append(inverse(each, content))
                content = applied(each, content)
            return Together(edit.name, tuple(reversed(back)))


def name_of(edit: Edit) -> str:
    """What completes “Undo …”. It holds no content of the session."""
    match edit:
        case Correct():
            return _correction_name(edit.correction)
        case TakeBack():
            return "take back a correction"
        case SetTask():
            return "word the task"
        case SetOutcome():
            return "set the outcome"
        case Describe():
            return f"label step {edit.step}"
        case Redact():
            return f"redact {edit.redaction.kind}"
        case Unredact():
            return "remove a redaction"
        case ChangeRedaction():
            return f"change a redaction of {edit.redaction.kind}"
        case Decide():
            word = {"accepted": "accept", "rejected": "reject", None: "reopen"}[edit.decision]
            return f"{word} a proposal"
        case Together():
            return edit.name


def _correction_name(correction: Correction) -> str:
    match correction:
        case Split():
            return f"split step {correction.step}"
        case Merge():
            return f"merge {len(correction.steps)} steps"
        case Delete():
            return f"delete step {correction.step}"
        case Retype():
            return f"change step {correction.step}"


def _put(
    corrections: tuple[Correction, ...], at: int | None, correction: Correction
) -> tuple[Correction, ...]:
    for step in _ids(correction):
        _step_id(step)
    place = len(corrections) if at is None else at
    if not 0 <= place <= len(corrections):
        raise WrongUse("There is no such place among the corrections.")
    return (*corrections[:place], correction, *corrections[place:])


def _without(corrections: tuple[Correction, ...], at: int) -> tuple[Correction, ...]:
    if not 0 <= at < len(corrections):
        raise WrongUse("There is no such correction to take back.")
    return (*corrections[:at], *corrections[at + 1 :])


def _ids(correction: Correction) -> tuple[str, ...]:
    match correction:
        case Split():
            return correction.step, correction.second
        case Merge():
            return correction.steps
        case Delete() | Retype():
            return (correction.step,)


def _labelled(edit: SetTask | SetOutcome | Describe, overlay: Overlay) -> Labels:
    labels = overlay.labels
    match edit:
        case SetTask():
            return msgspec.structs.replace(labels, task=_label(edit.text))
        case SetOutcome():
            if edit.outcome is not None and edit.outcome not in OUTCOMES:
                raise WrongUse("The outcome of a task is success or failure.")
            return msgspec.structs.replace(labels, outcome=edit.outcome)
        case Describe():
            steps = {key: text for key, text in labels.steps.items() if key != edit.step}
            if edit.text is not None:
                steps[_step_id(edit.step)] = _label(edit.text) or ""
            return msgspec.structs.replace(labels, steps=steps)


def _redacted(
    edit: Redact | Unredact | ChangeRedaction, redactions: tuple[Redaction, ...]
) -> tuple[Redaction, ...]:
    match edit:
        case Redact():
            check_plan(Plan("", (edit.redaction,)))
            if any(each.id == edit.redaction.id for each in redactions):
                raise WrongUse("There is a redaction with this id already.")
            at = len(redactions) if edit.at is None else edit.at
            if not 0 <= at <= len(redactions):
                raise WrongUse("There is no such place among the redactions.")
            return (*redactions[:at], edit.redaction, *redactions[at:])
        case Unredact():
            at = _redaction(redactions, edit.id)
            return (*redactions[:at], *redactions[at + 1 :])
        case ChangeRedaction():
            check_plan(Plan("", (edit.redaction,)))
            at = _redaction(redactions, edit.redaction.id)
            return (*redactions[:at], edit.redaction, *redactions[at + 1 :])


def _redaction(redactions: tuple[Redaction, ...], redaction_id: str) -> int:
    for at, redaction in enumerate(redactions):
        if redaction.id == redaction_id:
            return at
    raise WrongUse("There is no redaction with this id.")


def _step_id(step: str) -> str:
    if not STEP_ID.fullmatch(step):
        raise WrongUse("A step is named by its id, such as e70.")
    return step


def _label(text: str | None) -> str | None:
    if text is not None and (len(text) > LABEL_MAX or not is_text(text)):
        raise WrongUse(f"A label has at most {LABEL_MAX} characters.")
    return text


def _short(name: str) -> str:
    if not 0 < len(name) <= NAME_MAX or not is_text(name):
        raise WrongUse("A proposal is named by its id.")
    return name
