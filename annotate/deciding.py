"""An adjudicator's decisions while they are made: one of the answers, or another, and back again.
Pure; they are kept as `Work` and handed in as a set of their own, so that no label changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotate.adjudication import Dispute, Said, disputes
from annotate.agreement import key_of
from annotate.label_set import Answer, LabelSet, Place, Value, Work, answer_of, check_answer
from recorder.consent.label_schema import LabelSchema
from recorder.errors import WrongUse
from recorder.session.model import Rect


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is disputed about one submission, what was decided of it, and how it came to that."""

    schema: LabelSchema
    disputes: tuple[Dispute, ...]
    work: Work
    past: tuple[Work, ...] = ()
    future: tuple[Work, ...] = ()

    @property
    def left(self) -> tuple[Place, ...]:
        """The places that nobody decided yet."""
        return tuple(each.place for each in self.disputes if each.place not in self.work.answers)

    def dispute(self, place: Place) -> Dispute | None:
        return next((each for each in self.disputes if each.place == place), None)

    def others(self, place: Place) -> tuple[Value, ...]:
        """What could be decided there besides what people said; nothing where answers are free."""
        known, asked = self.dispute(place), self.schema.question(place[0])
        if known is None or asked is None or asked.kind == "tags":
            return ()
        given = {key_of(each.value) for each in known.said}
        choices: tuple[Value, ...] = asked.numbers or asked.allowed
        return tuple(each for each in choices if each not in given)

    def taken(self, place: Place, said: Said) -> Deciding:
        """With what somebody said as the decision. Where they followed a model, it says so too.

        Raises:
            WrongUse: nobody said that there.
        """
        known = self.dispute(place)
        if known is None or said not in known.said:
            raise WrongUse("Nobody gave this answer there.")
        answer = _answer(place, said.value, said.model)
        check_answer(self.schema, answer)
        return self._after(self.work.answered(answer))

    def written(self, place: Place, said: object) -> Deciding:
        """With an answer of the adjudicator's own as the decision.

        Raises:
            WrongUse: it does not fit the question, or nothing is disputed there.
        """
        if self.dispute(place) is None:
            raise WrongUse("Nothing is disputed there.")
        return self._after(self.work.answered(answer_of(self.schema, place, said)))

    def reopened(self, place: Place) -> Deciding:
        """Without a decision at this place."""
        return self._after(self.work.unanswered(place))

    def undone(self) -> Deciding:
        """As it was before the last change; the same where there was none."""
        if not self.past:
            return self
        future = (self.work, *self.future)
        return replace(self, work=self.past[-1], past=self.past[:-1], future=future)

    def redone(self) -> Deciding:
        """As it was before the last change was taken back; the same where none was."""
        if not self.future:
            return self
        past = (*self.past, self.work)
        return replace(self, work=self.future[0], past=past, future=self.future[1:])

    def next_open(self, after: Place | None) -> Place | None:
        """The next place without a decision, from the top again at the end."""
        places = [each.place for each in self.disputes]
        at = places.index(after) + 1 if after in places else 0
        return next((each for each in places[at:] + places[:at] if each in self.left), None)

    def _after(self, work: Work) -> Deciding:
        if work == self.work:
            return self
        return replace(self, work=work, past=(*self.past, self.work), future=())


def deciding(schema: LabelSchema, sets: Iterable[LabelSet], work: Work) -> Deciding:
    """What there is to decide, with what was decided of it before.

    Raises:
        WrongUse: the sets are not about one submission.
    """
    return Deciding(schema, disputes(schema, sets), work)


def _answer(place: Place, value: Value, model: str) -> Answer:
    name, step = place
    if isinstance(value, tuple):
        return Answer(name, step, tags=value, from_suggestion=model)
    if isinstance(value, Rect):
        return Answer(name, step, box=value, from_suggestion=model)
    return Answer(name, step, value=value, from_suggestion=model)
