"""The questions that a campaign asks its annotators about a session and its steps. Data and checks.

They are part of the terms, so they are signed with them. Answers are in `annotate.label_set`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

import msgspec

from recorder.crypto import sha256

Kind = Literal[
    "outcome",
    "step correctness",
    "step description",
    "thought",
    "element box",
    "quality",
    "tags",
    "choice",
]
Per = Literal["session", "step"]

QUESTIONS_MAX = 40
OPTIONS_MAX = 40
QUESTION_MAX = 400
OPTION_MAX = 80
SCALE_MAX = 100
ANNOTATORS_MAX = 20
OUTCOME_OPTIONS = ("success", "failure")
CORRECTNESS_OPTIONS = ("correct", "wrong", "unnecessary")
ALWAYS_STEP = frozenset({"step correctness", "step description", "thought", "element box"})
ONCE = frozenset({"outcome", *ALWAYS_STEP})
"""Kinds that say one thing of a step or session, so a campaign asks each of them once at most."""

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `options` are what a choice takes; quality goes from `low` to `high`."""

    id: str
    question: str
    kind: Kind
    options: tuple[str, ...] = ()
    required: bool = False
    per: Per = "session"
    low: int = 1
    high: int = 5

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words that an answer takes; none where it is free, a number or a box."""
        if self.kind == "outcome":
            return OUTCOME_OPTIONS
        if self.kind == "step correctness":
            return self.options or CORRECTNESS_OPTIONS
        return self.options

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that an answer takes; none unless it is a quality."""
        return tuple(range(self.low, self.high + 1)) if self.kind == "quality" else ()


class LabelSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The questions of a campaign, and how many annotators answer them for each session."""

    questions: tuple[Question, ...]
    annotators: int = 1

    @property
    def digest(self) -> str:
        """What names these questions in a set of labels."""
        return sha256(b"candor-label-schema", msgspec.json.encode(self)).hex()

    def question(self, name: str) -> Question | None:
        return next((each for each in self.questions if each.id == name), None)

    def of_kind(self, kind: Kind) -> Question | None:
        """The first question of a kind; the only one, for those that are asked once."""
        return next((each for each in self.questions if each.kind == kind), None)


def problem_of_labels(schema: LabelSchema) -> str | None:
    """What makes the questions impossible, as half a sentence, or None."""
    if not 1 <= len(schema.questions) <= QUESTIONS_MAX:
        return f"the labels have no question, or more than {QUESTIONS_MAX}"
    if not 1 <= schema.annotators <= ANNOTATORS_MAX:
        return f"the annotators of a session are not between 1 and {ANNOTATORS_MAX}"
    ids = [each.id for each in schema.questions]
    if len(set(ids)) != len(ids):
        return "two questions have the same id"
    for kind, count in Counter(each.kind for each in schema.questions).items():
        if kind in ONCE and count > 1:
            return f"there are {count} questions of the kind {kind}"
    found = (_problem(each) for each in schema.questions)
    return next((problem for problem in found if problem is not None), None)


def _problem(asked: Question) -> str | None:
    name = asked.id if _ID.fullmatch(asked.id) else "?"
    options = asked.options
    takes_options = asked.kind in ("choice", "tags", "step correctness")
    checks = (
        (name != "?", "needs an id of lower case letters, digits, . _ or -"),
        (0 < len(asked.question) <= QUESTION_MAX, f"is empty or over {QUESTION_MAX} characters"),
        (asked.kind != "outcome" or asked.per == "session", "is asked once per session"),
        (asked.kind not in ALWAYS_STEP or asked.per == "step", "is asked per step"),
        (takes_options or not options, "takes no options"),
        (asked.kind != "choice" or len(options) > 1, "is a choice and needs two options"),
        (len(options) <= OPTIONS_MAX, f"has more than {OPTIONS_MAX} options"),
        (all(0 < len(each) <= OPTION_MAX for each in options), "has an empty or long option"),
        (len(set(options)) == len(options), "has an option twice"),
        (0 <= asked.low < asked.high <= SCALE_MAX, f"has no scale within 0 and {SCALE_MAX}"),
    )
    complaint = next((complaint for fits, complaint in checks if not fits), None)
    return None if complaint is None else f"the question {name} {complaint}"
