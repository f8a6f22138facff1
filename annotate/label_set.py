"""Labels of one person, or of one model, about one submission: answers to the questions of its
campaign, and their bytes as a stream. Pure; who may read them is the campaign's.

A set has one source for good. A person who takes over what a model proposed makes an answer of
their own, which says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, cast

import msgspec

from recorder.consent.iso27560 import Moment
from recorder.consent.label_schema import LabelSchema, Question
from recorder.custody.documents import ID_HEX, SHA256_HEX
from recorder.errors import FormatError, VersionRefused, WrongUse
from recorder.session.model import Rect
from replay.correcting import STEP_ID, is_text

VERSION: Final = 1
MAGIC: Final = b"CANDOR-L"
SETS_BYTES_MAX: Final = 16 * 1024 * 1024
SETS_MAX: Final = 32
ANSWERS_MAX: Final = 50_000
TEXT_MAX: Final = 8192
TAG_MAX: Final = 80
TAGS_MAX: Final = 40
MODEL_MAX: Final = 120
SESSION: Final = ""
"""Stands for the session where an answer is not about one step."""

Source = Literal["human", "model"]
Purpose = Literal["labels", "decision"]
Value = str | int | tuple[str, ...] | Rect
Place = tuple[str, str]
"""What is asked, of what: the id of a question, and a step or `SESSION`."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer. Tags are in `tags`, a box (in desktop pixels) in `box`, all else in `value`.
    `from_suggestion` names the model whose proposal a person took over."""

    question: str
    step: str = SESSION
    value: str | int | None = None
    tags: tuple[str, ...] | None = None
    box: Rect | None = None
    from_suggestion: str = ""

    @property
    def place(self) -> Place:
        return self.question, self.step

    @property
    def said(self) -> Value:
        """What was answered, in whichever shape its question has."""
        if self.tags is not None:
            return self.tags
        if self.box is not None:
            return self.box
        assert self.value is not None, "an answer that was checked says something"
        return self.value


class LabelSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of one person or model. `manifest` is the hash of the manifest of the submission
    that they describe, `schema` the digest of the questions. A decision settles differences."""

    submission: str
    manifest: str
    schema: str
    annotator: str
    made_at: Moment
    answers: tuple[Answer, ...]
    purpose: Purpose = "labels"
    source: Source = "human"
    model: str = ""

    @property
    def by_place(self) -> dict[Place, Answer]:
        return {each.place: each for each in self.answers}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposed at a place, until a person says what is so."""

    model: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Work:
    """Unfinished labels of one person: own answers, and what models proposed. Immutable. `steps`
    are those of the session, once it was looked at."""

    answers: Mapping[Place, Answer] = field(default_factory=dict[Place, Answer])
    suggestions: Mapping[str, tuple[Answer, ...]] = field(
        default_factory=dict[str, tuple[Answer, ...]]
    )
    steps: tuple[str, ...] = ()

    def answered(self, answer: Answer) -> Work:
        """With this answer, in place of an earlier one to the same."""
        return replace(self, answers={**self.answers, answer.place: answer})

    def unanswered(self, place: Place) -> Work:
        """Without an answer at this place."""
        left = {each: answer for each, answer in self.answers.items() if each != place}
        return replace(self, answers=left)

    def suggested(self, model: str, answers: Iterable[Answer]) -> Work:
        """With what a model proposed, in place of what it proposed before."""
        return replace(self, suggestions={**self.suggestions, model: tuple(answers)})

    def proposed(self, place: Place) -> tuple[Proposed, ...]:
        """What models propose at a place, in the order they came."""
        return tuple(
            Proposed(model, answer)
            for model, answers in self.suggestions.items()
            for answer in answers
            if answer.place == place
        )

    def accepted(self, place: Place, model: str) -> Work:
        """With the proposal of a model as an answer of one's own, which says where it is from.

        Raises:
            WrongUse: the model proposed nothing there.
        """
        for each in self.proposed(place):
            if each.model == model:
                taken = msgspec.structs.replace(each.answer, from_suggestion=model)
                return self.answered(taken)
        raise WrongUse("The model proposed nothing there.")


def places_of(schema: LabelSchema, steps: Iterable[str]) -> tuple[Place, ...]:
    """Everything that is asked: of the session first, then of each step in its order."""
    session = [(each.id, SESSION) for each in schema.questions if each.per == "session"]
    of_steps = [each.id for each in schema.questions if each.per == "step"]
    return (*session, *((name, step) for step in steps for name in of_steps))


def missing(schema: LabelSchema, steps: Iterable[str], work: Work) -> tuple[Place, ...]:
    """The places that must be answered and are not."""
    required = {each.id for each in schema.questions if each.required}
    return tuple(
        place
        for place in places_of(schema, steps)
        if place[0] in required and place not in work.answers
    )


def check_answer(schema: LabelSchema, answer: Answer, steps: frozenset[str] | None = None) -> None:
    """Hold an answer against its question, and against the steps where they are known.

    Raises:
        WrongUse: it does not fit.
    """
    asked = schema.question(answer.question)
    if asked is None:
        raise WrongUse("The campaign asks no such question.")
    if (answer.step == SESSION) != (asked.per == "session"):
        raise WrongUse(f"The question {asked.id} is asked per {asked.per}.")
    if answer.step != SESSION:
        is_known = answer.step in steps if steps is not None else STEP_ID.fullmatch(answer.step)
        if not is_known:
            raise WrongUse("There is no such step.")
    if len(answer.from_suggestion) > MODEL_MAX or not answer.from_suggestion.isprintable():
        raise WrongUse("The name of a model is short and printable.")
    problem = _problem(asked, answer)
    if problem:
        raise WrongUse(f"The question {asked.id} takes {problem}.")


def answer_of(schema: LabelSchema, place: Place, said: object) -> Answer:
    """An answer made of plain data: a text, a number, a list of tags, or x, y, width and height.

    Raises:
        WrongUse: it does not fit the question.
    """
    name, step = place
    asked = schema.question(name)
    if asked is None:
        raise WrongUse("The campaign asks no such question.")
    answer = Answer(name, step)
    if asked.kind in ("tags", "element box"):
        if not isinstance(said, list | tuple):
            raise WrongUse(f"The question {asked.id} takes a list.")
        parts = tuple(cast("list[Any]", said))
        if asked.kind == "tags":
            answer = msgspec.structs.replace(answer, tags=parts)
        else:
            answer = msgspec.structs.replace(answer, box=_box(asked, parts))
    elif isinstance(said, str | int) and not isinstance(said, bool):
        answer = msgspec.structs.replace(answer, value=said)
    else:
        raise WrongUse(f"The question {asked.id} takes a text or a number.")
    check_answer(schema, answer)
    return answer


def check_set(found: LabelSet, schema: LabelSchema) -> None:
    """Hold a set that was read against the questions it says it answers.

    Raises:
        FormatError: it does not fit them, or contradicts itself.
    """
    if found.schema != schema.digest:
        raise FormatError("Labels answer other questions than those of the campaign.")
    names = (ID_HEX.fullmatch(found.submission), SHA256_HEX.fullmatch(found.manifest))
    places = {each.place for each in found.answers}
    if not all(names) or len(places) != len(found.answers) or len(places) > ANSWERS_MAX:
        raise FormatError("Labels contradict themselves.")
    if (found.source == "model") != bool(found.model):
        raise FormatError("Labels do not say whether a person or a model made them.")
    if len(found.model) > MODEL_MAX or not found.model.isprintable():
        raise FormatError("Labels have no printable name of a model.")
    if found.source == "model" and found.purpose == "decision":
        raise FormatError("A model cannot settle a difference.")
    for each in found.answers:
        try:
            check_answer(schema, each)
        except WrongUse as error:
            raise FormatError(f"Labels cannot be used: {error}") from error


def write_sets(sets: Iterable[LabelSet]) -> bytes:
    """The sets as the content of a stream."""
    return MAGIC + VERSION.to_bytes(2, "big") + msgspec.msgpack.encode(tuple(sets))


def read_sets(raw: bytes, schema: LabelSchema) -> tuple[LabelSet, ...]:
    """The sets in a stream, each held against the questions.

    Raises:
        FormatError: the stream holds something else, or something that does not fit.
        VersionRefused: it was written by a newer Candor.
    """
    head = len(MAGIC) + 2
    if len(raw) > SETS_BYTES_MAX or raw[: len(MAGIC)] != MAGIC or len(raw) < head:
        raise FormatError("The stream does not hold labels.")
    if int.from_bytes(raw[len(MAGIC) : head], "big") > VERSION:
        raise VersionRefused("The labels were written by a newer Candor; update this one.")
    try:
        sets = msgspec.msgpack.decode(raw[head:], type=tuple[LabelSet, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("The labels cannot be read.") from error
    if len(sets) > SETS_MAX:
        raise FormatError("The stream holds more sets of labels than one person makes.")
    for each in sets:
        check_set(each, schema)
    return sets


def plain(value: Value) -> Any:
    """What was answered, as plain data for JSON."""
    return msgspec.to_builtins(value)


def _problem(asked: Question, answer: Answer) -> str | None:
    """What the question takes instead, as half a sentence, or None."""
    shapes = (answer.value is not None, answer.tags is not None, answer.box is not None)
    wanted = (asked.kind not in ("tags", "element box"), asked.kind == "tags")
    if shapes != (*wanted, asked.kind == "element box"):
        return "another shape of answer"
    if answer.tags is not None:
        return _problem_of_tags(asked, answer.tags)
    if answer.box is not None:
        return None if _is_box(answer.box) else "a box of at least one pixel"
    if asked.kind == "quality":
        is_number = isinstance(answer.value, int) and answer.value in asked.numbers
        return None if is_number else f"a whole number from {asked.low} to {asked.high}"
    if asked.allowed:
        return None if answer.value in asked.allowed else f"one of {', '.join(asked.allowed)}"
    is_right = isinstance(answer.value, str) and _is_words(answer.value, TEXT_MAX)
    return None if is_right else f"a text of at most {TEXT_MAX} characters"


def _problem_of_tags(asked: Question, tags: tuple[Any, ...]) -> str | None:
    words = [each for each in tags if isinstance(each, str) and _is_words(each, TAG_MAX)]
    if not 0 < len(tags) <= TAGS_MAX or len(words) < len(tags) or len(set(words)) < len(words):
        return f"1 to {TAGS_MAX} different tags of at most {TAG_MAX} characters"
    if asked.options and not set(words) <= set(asked.options):
        return f"tags among {', '.join(asked.options)}"
    return None


def _is_words(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and bool(text.strip()) and is_text(text)


def _box(asked: Question, parts: tuple[Any, ...]) -> Rect:
    numbers = [
        round(each)
        for each in parts
        if isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
    ]
    if len(parts) != 4 or len(numbers) != 4:
        raise WrongUse(f"The question {asked.id} takes x, y, width and height in pixels.")
    return Rect(*numbers)


def _is_box(box: Rect) -> bool:
    fits = all(abs(each) < 1 << 31 for each in (box.x, box.y, box.width, box.height))
    return fits and box.width > 0 and box.height > 0
