"""How a review stands: the edits, the steps they give, and the steps that were taken out. Pure.

Made in the job that holds the file, shown by the window.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotate.review import Review
from annotate.review_store import ReviewFile
from recorder.session.columns import Columns
from recorder.session.events import Event
from recorder.session.model import SessionMeta
from replay.correction_types import Delete, Overlay
from replay.corrections import Corrected, corrected
from replay.parts import Subject
from replay.player_track import all_events
from replay.trajectory import Step


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session that was read, as steps are made of it."""

    id: str
    meta: SessionMeta
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A review after an edit. `gone` are the deleted steps, as they were before."""

    review: Review = field(default_factory=Review)
    corrected: Corrected | None = None
    gone: tuple[Step, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.corrected.trajectory.steps if self.corrected else ()


def recorded(session: str, meta: SessionMeta, columns: Columns) -> Recorded:
    """What the player read, as the steps need it."""
    return Recorded(session, meta, tuple(all_events(columns)))


def standing_of(file: ReviewFile, subject: Subject) -> Standing:
    """How the review in a file stands now."""
    made = file.corrected
    return Standing(file.review, made, gone_steps(subject, file.review.overlay, made))


def gone_steps(subject: Subject, overlay: Overlay, made: Corrected) -> tuple[Step, ...]:
    """The deleted steps that could be brought back, in the order of time."""
    if not made.deleted:
        return ()
    kept = tuple(each for each in overlay.corrections if not isinstance(each, Delete))
    before = corrected(subject, replace(overlay, corrections=kept)).trajectory
    found = {step.id: step for step in (*subject.computed.steps, *before.steps)}
    there = {step.id for step in made.trajectory.steps}
    ids = [each for each in dict.fromkeys(made.deleted) if each in found and each not in there]
    return tuple(sorted((found[each] for each in ids), key=lambda step: step.action.t_start_ns))
