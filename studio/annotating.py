"""Labelling without a window: where somebody labels, what their queue holds, a submission opened
for it, answers with what can be taken back, and what is missing. Widgets and threads are elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from annotate.label_set import SESSION, Place, Work, answer_of, missing, places_of
from annotate.label_work import LabelDesk, Stage, Task, check_labelled
from annotate.opened import Watch, steps_of
from recorder.consent.campaign import Purpose
from recorder.consent.label_schema import LabelSchema, Question
from recorder.custody.labelling import ADJUDICATOR, ANNOTATOR, manifest_of
from recorder.custody.messages import Lease
from recorder.errors import CandorError, WrongUse
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from replay.player_memory import SessionInMemory
from replay.trajectory import Step
from studio.counter import Counter
from studio.steward_desk import pinned_roster

LABELLING: Final = (ANNOTATOR, ADJUDICATOR)
"""The roles that have a queue."""

KEYS_MAX: Final = 9
"""So many options have a number key."""

_ORDER: Final = (Stage.DOING, Stage.TO_DO, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Seat:
    """As whom somebody labels in a campaign, and what for."""

    campaign: str
    role: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """A submission in the queue. `streams` are those that may be opened there."""

    seat: Seat
    title: str
    purposes: tuple[Purpose, ...]
    task: Task
    streams: tuple[str, ...] = ()

    @property
    def submission(self) -> str:
        return self.task.row.submission

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.task.stage is not Stage.DONE


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission that is open until its lease ends. Nothing of it is on a disk."""

    queued: Queued
    schema: LabelSchema
    words: str
    steps: tuple[Step, ...]
    duration_ns: int
    work: Work
    until: datetime
    source: SessionInMemory

    @property
    def submission(self) -> str:
        return self.queued.submission


# Where somebody labels


def label_desk(found: Counter, role: str | None, purpose: str | None) -> LabelDesk:
    """Somebody at their labelling, in the one role of theirs that labels unless one is named.

    Raises:
        WrongUse: the role that is named does not label, or is not theirs.
    """
    roster, me = found.roster.roster, found.person.worker
    held = [each for each in LABELLING if roster.holds(me, each)]
    if role is not None and role not in held:
        raise WrongUse("Only annotators label, and only adjudicators decide.")
    if role is None and len(held) == 1:
        role = held[0]
    reader = found.reader(role, purpose)
    return LabelDesk(found.home, reader, found.campaign, found.roster, found.person.sign)


def seats_of(home: Home) -> tuple[Seat, ...]:
    """Where this person labels, by the rosters that were accepted here; no broker is asked."""
    if not home.identity_public.exists():
        return ()
    person = load_public(home)
    found: list[Seat] = []
    for path in sorted((home.root / "custody").glob("*.place")):
        try:
            roster = pinned_roster(home, path.stem)
        except CandorError:
            continue
        if roster is not None:
            held = [role for role in LABELLING if roster.holds(person.worker, role)]
            found += [Seat(path.stem, role) for role in held]
    return tuple(found)


def queue_at(found: Counter, role: str) -> tuple[Queued, ...]:
    """What somebody has to do at one broker in a role: begun first, done last.

    Raises:
        WrongUse: the campaign asks its annotators nothing.
    """
    terms = found.campaign.terms
    desk = label_desk(found, role, terms.purposes[0].id)
    assert desk.schema.questions, "a campaign that asks has a question"
    queued: list[Queued] = []
    for task in desk.tasks():
        manifest = manifest_of(task.row)
        streams = desk.reader.streams(manifest) if manifest else ()
        seat = Seat(terms.id, role, terms.purposes[0].id)
        queued.append(Queued(seat, terms.title, terms.purposes, task, streams))
    return tuple(sorted(queued, key=lambda each: _ORDER.index(each.task.stage)))


def next_in(queue: Sequence[Queued], after: str = "") -> Queued | None:
    """The next submission that is not done, from one on and then from the top."""
    at = next((n for n, each in enumerate(queue) if each.submission == after), -1)
    order = (*queue[at + 1 :], *queue[: at + 1])
    return next((each for each in order if each.is_open and each.submission != after), None)


# Opening


def open_submission(
    found: Counter, queued: Queued, tell: Callable[[float], None] = lambda _share: None
) -> Opened:
    """Open a submission for labelling: a lease for each stream, its steps, and the work so far.

    `tell` hears which share was read; what it raises ends the opening.

    Raises:
        CandorError: the broker refuses, or something does not belong together.
    """
    desk = label_desk(found, queued.seat.role, queued.seat.purpose)
    row, leases = queued.task.row, list[Lease]()
    check_labelled(row)
    total, read = max(1, row.size_bytes or 0), 0

    def hear(size: int) -> None:
        nonlocal read
        read += size
        tell(min(1.0, read / total))

    schema = desk.schema
    session = replace(desk.reader, watch=Watch(leases.append, hear)).open(row)
    trajectory = steps_of(session).trajectory
    work = desk.work(row.submission)
    seen = replace(work, steps=tuple(step.id for step in trajectory.steps))
    if seen != work and (work.answers or work.steps):
        desk.keep(row.submission, seen)
    return Opened(
        queued,
        schema,
        trajectory.task or "",
        tuple(trajectory.steps),
        session.duration_ns,
        seen,
        min(each.until for each in leases),
        SessionInMemory(session),
    )


def hand_in(found: Counter, opened: Opened, work: Work, now: datetime | None = None) -> str:
    """Hand in what was answered; the id of the labels comes back.

    Raises:
        CandorError: something is missing, or the broker refuses; the work stays.
    """
    desk = label_desk(found, opened.queued.seat.role, opened.queued.seat.purpose)
    done = desk.finish(opened.queued.task.row, work, now or datetime.now(UTC))
    return done.submission


# Answers, and what can be taken back


class Deed(StrEnum):
    """What was done to an answer."""

    ANSWER = "answer"
    CLEAR = "clear"
    TAKE_OVER = "take over"


@dataclass(frozen=True, slots=True)
class Done:
    """One deed at one place, and the work before it, or after it where it was taken back."""

    deed: Deed
    place: Place
    work: Work


@dataclass(frozen=True, slots=True)
class Labelling:
    """Answers as they are made. A proposal becomes one only by `take_over`."""

    work: Work = field(default_factory=Work)
    done: tuple[Done, ...] = ()
    undone: tuple[Done, ...] = ()

    def answer(
        self, schema: LabelSchema, place: Place, said: object, *, joins: bool = False
    ) -> Labelling:
        """With an answer. With `joins`, typing at one place is taken back at once.

        Raises:
            WrongUse: it does not fit the question.
        """
        before = self.work.answers.get(place)
        answer = answer_of(schema, place, said)
        if before is not None and before.said == answer.said:
            return self
        return self._after(Deed.ANSWER, place, self.work.answered(answer), joins)

    def clear(self, place: Place, *, joins: bool = False) -> Labelling:
        """Without an answer at this place."""
        if place not in self.work.answers:
            return self
        return self._after(Deed.CLEAR, place, self.work.unanswered(place), joins)

    def take_over(self, place: Place, model: str) -> Labelling:
        """With what a model proposed as an answer of one's own, which says where it is from.

        Raises:
            WrongUse: the model proposed nothing there.
        """
        return self._after(Deed.TAKE_OVER, place, self.work.accepted(place, model), joins=False)

    def undo(self) -> Labelling:
        if not self.done:
            return self
        last = self.done[-1]
        return Labelling(
            last.work, self.done[:-1], (*self.undone, replace(last, work=self.work))
        )  # fmt: skip

    def redo(self) -> Labelling:
        if not self.undone:
            return self
        last = self.undone[-1]
        return Labelling(
            last.work, (*self.done, replace(last, work=self.work)), self.undone[:-1]
        )  # fmt: skip

    def _after(self, deed: Deed, place: Place, work: Work, joins: bool) -> Labelling:
        last = self.done[-1] if self.done else None
        if joins and last is not None and last.place == place and not self.undone:
            return Labelling(work, (*self.done[:-1], replace(last, deed=deed)))
        return Labelling(work, (*self.done, Done(deed, place, self.work)))


# What is asked, and what is missing


@dataclass(frozen=True, slots=True)
class Summary:
    """How far the answers are. `required` and `open` are places without one, in their order."""

    answered: int
    asked: int
    required: tuple[Place, ...]
    open: tuple[Place, ...]


def questions(schema: LabelSchema, step: str) -> tuple[Question, ...]:
    """What is asked of a step, or of the session."""
    per = "session" if step == SESSION else "step"
    return tuple(each for each in schema.questions if each.per == per)


def choices(asked: Question) -> tuple[str | int, ...]:
    """What can be chosen, in the order of the number keys; nothing where the answer is free."""
    return asked.numbers or asked.allowed


def told(schema: LabelSchema, step: str, work: Work) -> tuple[int, int]:
    """How many questions about a step or the session are answered, and how many there are."""
    asked = questions(schema, step)
    return sum((each.id, step) in work.answers for each in asked), len(asked)


def is_labelled(schema: LabelSchema, step: str, work: Work) -> bool:
    """Whether nothing has to be said of it any more: all that is required, or where nothing is
    required, anything."""
    asked = questions(schema, step)
    needed = [each for each in asked if each.required]
    if needed:
        return all((each.id, step) in work.answers for each in needed)
    return not asked or any((each.id, step) in work.answers for each in asked)


def next_unlabelled(
    schema: LabelSchema, steps: Sequence[str], work: Work, after: str = ""
) -> str | None:
    """The next step that is not labelled, from one on and then from the first."""
    at = steps.index(after) if after in steps else -1
    order = (*steps[at + 1 :], *steps[: at + 1])
    return next((each for each in order if not is_labelled(schema, each, work)), None)


def summary(schema: LabelSchema, steps: Iterable[str], work: Work) -> Summary:
    """What somebody who wants to finish is told."""
    places = places_of(schema, steps)
    left = tuple(each for each in places if each not in work.answers)
    required = missing(schema, [step for _, step in places if step], work)
    needed = tuple(dict.fromkeys(required))
    free = tuple(each for each in left if each not in needed)
    return Summary(len(places) - len(left), len(places), needed, free)
