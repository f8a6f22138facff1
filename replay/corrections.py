"""The corrected trajectory: what was computed, under what a person changed. Pure.

An overlay holds corrections in their order, and labels. It names steps by their ids, so it can be
laid over the steps of a better reduction; what does not fit there any more is told, never dropped.
Which corrections make sense is said in `correcting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from recorder.errors import WrongUse
from replay.action_types import Finish
from replay.correcting import apply_correction
from replay.correction_types import Correction, Delete, Overlay
from replay.describe import sentence
from replay.parts import Evidence, Subject
from replay.steps import Recorded, trajectory_of
from replay.trajectory import Step, Trajectory


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A correction, or the label of a step, that does not fit the steps, and why."""

    what: Correction | str
    sentence: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The steps as a person left them. `deleted` are ids of the steps that were taken out."""

    trajectory: Trajectory
    not_applicable: tuple[NotApplicable, ...] = ()
    deleted: tuple[str, ...] = ()

    @property
    def steps_corrected(self) -> int:
        return sum(step.corrected for step in self.trajectory.steps)


def subject_of(session: Recorded) -> Subject:
    """What is reviewed of a session that was read."""
    return Subject(trajectory_of(session), Evidence(session.events))


def corrected_session(session: Recorded, overlay: Overlay) -> Corrected:
    """The steps of a session that was read, as a person left them."""
    if overlay == Overlay():
        return Corrected(trajectory_of(session))
    return corrected(subject_of(session), overlay)


def corrected(subject: Subject, overlay: Overlay) -> Corrected:
    """Lay an overlay over the computed steps."""
    computed = subject.computed
    steps = computed.steps
    refused: list[NotApplicable] = []
    deleted: list[str] = []
    for correction in overlay.corrections:
        try:
            steps = apply_correction(correction, steps, subject.evidence)
        except WrongUse as error:
            refused.append(NotApplicable(correction, str(error)))
        else:
            deleted += [correction.step] if isinstance(correction, Delete) else []
    labels = overlay.labels
    described, lost = _descriptions(labels.steps, steps, deleted)
    trajectory = replace(
        computed,
        task=computed.task if labels.task is None else labels.task,
        outcome=labels.outcome,
        steps=_finished(outcome_of_steps(steps, labels.outcome), described),
    )
    return Corrected(trajectory, (*refused, *lost), tuple(deleted))


def _descriptions(
    labels: Mapping[str, str], steps: tuple[Step, ...], deleted: list[str]
) -> tuple[dict[str, str], list[NotApplicable]]:
    """The description of each step, and the labels whose step is nowhere.

    A label whose step is gone goes to the step that owns its event now, such as a merged one.
    """
    ids = {step.id for step in steps}
    parts: dict[str, list[str]] = {}
    lost: list[NotApplicable] = []
    for name in sorted(labels, key=_seq):
        if name in deleted and name not in ids:
            continue
        home = name if name in ids else _owner(steps, _seq(name))
        if home is None:
            lost.append(NotApplicable(name, f"There is no step {name} to label."))
        else:
            parts.setdefault(home, []).append(labels[name])
    return {name: " ".join(texts) for name, texts in parts.items()}, lost


def _owner(steps: tuple[Step, ...], seq: int) -> str | None:
    found = [step.id for step in steps if _seq(step.id) <= seq <= step.seqs[1]]
    return found[-1] if found else None


def _seq(step_id: str) -> int:
    return int(step_id[1:])


def outcome_of_steps(steps: tuple[Step, ...], outcome: str | None) -> tuple[Step, ...]:
    """The steps, their last ones saying how the task ended as a person told it afterwards."""
    done: list[Step] = []
    for step in steps:
        action = step.action
        if outcome is not None and isinstance(action, Finish) and action.outcome != outcome:
            action = msgspec.structs.replace(action, outcome=outcome)
            step = replace(step, action=action, sentence=sentence(action), corrected=True)
        done.append(step)
    return tuple(done)


def _finished(steps: tuple[Step, ...], described: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps at their final places, with what was written of them."""
    return tuple(
        replace(step, index=index, description=described.get(step.id))
        for index, step in enumerate(steps)
    )
