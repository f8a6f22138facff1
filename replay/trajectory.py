"""The ordered steps of a session: what people label and exporters take. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from recorder.session.model import Desktop, Rect
from replay.action_types import Action
from replay.annotator_labels import AnnotatorLabel
from replay.observations import After, Before


@dataclass(frozen=True, slots=True)
class StepWindow:
    """The window that a step was meant for: the active one, or the one that was clicked. None
    means not granted or not known."""

    title: str | None
    app: str | None


@dataclass(frozen=True, slots=True)
class StepElement:
    """What a step went to, as its program told `lag_ns` after the press. `raced` says that
    something changed meanwhile, so it may be about what was there afterwards."""

    role: str
    name: str | None
    bounds: Rect | None
    lag_ns: int
    raced: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One action with its observation before and after.

    `seqs` are the first and the last of the events that it owns. `corrected` says that a person
    changed what was computed, `description` is what a person wrote about it, `labels` what
    annotators said.
    """

    id: str
    index: int
    action: Action
    before: Before | None
    after: After | None
    window: StepWindow | None
    sentence: str
    seqs: tuple[int, int]
    corrected: bool = False
    description: str | None = None
    element: StepElement | None = None
    labels: tuple[AnnotatorLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The steps of a session, its task and desktop, and the account of its events.

    `outcome` is what a person said of the task in a review, else None; the account is that of the
    recording, whatever a person corrected.
    """

    session: str
    task: str
    desktop: Desktop
    total: int
    used: int
    left_out: Mapping[str, int]
    steps: tuple[Step, ...]
    outcome: str | None = None
    labels: tuple[AnnotatorLabel, ...] = ()

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)


def trajectory_document(trajectory: Trajectory) -> dict[str, Any]:
    """The trajectory as plain data for JSON; labels where annotators said something."""
    labels = [each.document for each in trajectory.labels]
    return {
        "session": trajectory.session,
        "task": trajectory.task,
        "outcome": trajectory.outcome,
        **({"labels": labels} if labels else {}),
        "desktop": msgspec.to_builtins(trajectory.desktop),
        "events": {
            "total": trajectory.total,
            "used": trajectory.used,
            "left_out": dict(trajectory.left_out),
        },
        "steps": [step_document(step) for step in trajectory.steps],
    }


def step_document(step: Step) -> dict[str, Any]:
    """One step as plain data for JSON."""
    before, after, window = step.before, step.after, step.window
    labels = {"labels": [each.document for each in step.labels]} if step.labels else {}
    return {
        "id": step.id,
        "index": step.index,
        "action": msgspec.to_builtins(step.action),
        "before": None if before is None else {"t_ns": before.t_ns, "lag_ns": before.lag_ns},
        "after": None if after is None else {"t_ns": after.t_ns},
        "window": None if window is None else {"title": window.title, "app": window.app},
        "element": None if step.element is None else element_document(step.element),
        "sentence": step.sentence,
        "description": step.description,
        "corrected": step.corrected,
        **labels,
    }


def element_document(element: StepElement) -> dict[str, Any]:
    """What a step went to as plain data for JSON."""
    return {
        "role": element.role,
        "name": element.name,
        "bounds": msgspec.to_builtins(element.bounds),
        "lag_ns": element.lag_ns,
        "raced": element.raced,
    }
