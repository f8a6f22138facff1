"""Questions of a campaign and answers to them: bounded, checked, kept apart by their source."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.label_set import (
    MAGIC,
    SESSION,
    TAGS_MAX,
    TEXT_MAX,
    Answer,
    Work,
    answer_of,
    check_answer,
    check_set,
    missing,
    places_of,
    read_sets,
    write_sets,
)
from recorder.consent.campaign import PERSONAL, parse_terms
from recorder.consent.label_schema import LabelSchema, Question, problem_of_labels
from recorder.errors import FormatError, VersionRefused, WrongUse
from recorder.session.model import Rect
from tests.label_sets import SCHEMA, labels

TEAM = msgspec.structs.replace(PERSONAL, id="team", title="Team", schema=3, labels=SCHEMA)
GOOD: list[tuple[tuple[str, str], Any]] = [
    (("outcome", SESSION), "failure"),
    (("good", SESSION), 4),
    (("tags", SESSION), ["mail", "a form"]),
    (("tool", SESSION), "mouse"),
    (("right", "e4"), "unnecessary"),
    (("what", "e4"), "Opens the menu"),
    (("where", "e4"), [10, 20, 30, 40]),
]


def test_questions_are_signed_with_the_terms_and_terms_without_them_stay_the_same_bytes() -> None:
    assert parse_terms(TEAM.encode()).label_schema == SCHEMA
    assert PERSONAL.label_schema is None
    assert b"labels" not in msgspec.json.encode(msgspec.structs.replace(PERSONAL, recipients=()))


def test_terms_with_questions_need_the_schema_that_an_older_candor_refuses() -> None:
    with pytest.raises(FormatError, match="labels need the schema 3"):
        parse_terms(msgspec.structs.replace(TEAM, schema=2).encode())


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ((), "no question"),
        ((Question("A b", "?", "choice", ("a", "b")),), "needs an id"),
        ((Question("a", "", "outcome"),), "is empty"),
        ((Question("a", "?", "outcome", per="step"),), "once per session"),
        ((Question("a", "?", "thought"),), "asked per step"),
        ((Question("a", "?", "quality", ("x",)),), "takes no options"),
        ((Question("a", "?", "choice", ("x",)),), "two options"),
        ((Question("a", "?", "choice", ("x", "x")),), "option twice"),
        ((Question("a", "?", "quality", low=5, high=5),), "no scale"),
        ((Question("a", "?", "outcome"), Question("a", "?", "tags")), "same id"),
        ((Question("a", "?", "outcome"), Question("b", "?", "outcome")), "2 questions of the kind"),
        (tuple(Question(f"q{n}", "?", "tags") for n in range(41)), "more than 40"),
    ],
)
def test_impossible_questions_are_refused(questions: tuple[Question, ...], problem: str) -> None:
    asked = LabelSchema(questions)

    assert problem in (problem_of_labels(asked) or "")
    with pytest.raises(FormatError, match="do not fit"):
        parse_terms(msgspec.structs.replace(TEAM, labels=asked).encode())


def test_a_question_of_an_unknown_kind_is_refused() -> None:
    raw = TEAM.encode().replace(b'"kind":"tags"', b'"kind":"mood"')

    with pytest.raises(FormatError, match="do not fit"):
        parse_terms(raw)


def test_nobody_answers_a_session_no_or_a_hundred_times() -> None:
    for count in (0, 100):
        asked = msgspec.structs.replace(SCHEMA, annotators=count)
        assert "annotators" in (problem_of_labels(asked) or "")


@pytest.mark.parametrize(("place", "said"), GOOD)
def test_answers_fit_their_questions(place: tuple[str, str], said: Any) -> None:
    answer = answer_of(SCHEMA, place, said)

    assert answer.place == place
    check_answer(SCHEMA, answer, frozenset({"e4"}))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("none", SESSION), "x"),
        (("outcome", SESSION), "perhaps"),
        (("outcome", "e4"), "success"),
        (("good", SESSION), 6),
        (("good", SESSION), True),
        (("good", SESSION), "4"),
        (("tags", SESSION), []),
        (("tags", SESSION), ["a", "a"]),
        (("tags", SESSION), ["a"] * (TAGS_MAX + 1)),
        (("tags", SESSION), [1]),
        (("tags", SESSION), "mail"),
        (("tool", SESSION), None),
        (("what", "e4"), "x" * (TEXT_MAX + 1)),
        (("what", "e4"), "  "),
        (("what", "e4"), "\ud800"),
        (("what", "4"), "x"),
        (("what", SESSION), "x"),
        (("where", "e4"), [1, 2, 3]),
        (("where", "e4"), [1, 2, 0, 4]),
        (("where", "e4"), [1, 2, float("inf"), 4]),
        (("where", "e4"), {"x": 1}),
    ],
)
def test_answers_that_do_not_fit_are_refused(place: tuple[str, str], said: Any) -> None:
    with pytest.raises(WrongUse):
        answer_of(SCHEMA, place, said)


def test_an_answer_about_a_step_that_is_not_there_is_refused() -> None:
    with pytest.raises(WrongUse, match="no such step"):
        check_answer(SCHEMA, answer_of(SCHEMA, ("what", "e9"), "x"), frozenset({"e4"}))


def test_a_required_question_is_missing_until_every_step_has_an_answer() -> None:
    work = Work().answered(Answer("right", "e1", "correct"))

    assert missing(SCHEMA, ["e1", "e2"], work) == (("outcome", SESSION), ("right", "e2"))
    assert places_of(SCHEMA, ["e1"])[0] == ("outcome", SESSION)
    assert ("why", "e1") in places_of(SCHEMA, ["e1"])
    assert work.unanswered(("right", "e1")) == Work()


def test_a_suggestion_becomes_a_label_only_through_a_person_and_says_so() -> None:
    proposal = answer_of(SCHEMA, ("what", "e4"), "Opens the menu")
    work = Work().suggested("a-model", [proposal])

    assert not work.answers
    accepted = work.accepted(("what", "e4"), "a-model")
    assert accepted.answers["what", "e4"].from_suggestion == "a-model"
    assert accepted.suggestions == work.suggestions
    assert [each.model for each in accepted.proposed(("what", "e4"))] == ["a-model"]
    with pytest.raises(WrongUse):
        work.accepted(("what", "e4"), "another")


def test_sets_come_back_from_their_bytes_as_they_were() -> None:
    person = labels("anna", dict(GOOD))
    model = labels("anna", dict(GOOD), source="model", model="a-model")

    assert read_sets(write_sets([person, model]), SCHEMA) == (person, model)


def test_sets_that_lie_about_their_source_or_questions_are_refused() -> None:
    good = labels("anna", dict(GOOD))
    for changes in (
        {"model": "a-model"},
        {"source": "model"},
        {"source": "model", "model": "m", "purpose": "decision"},
        {"source": "model", "model": "m" * 200},
        {"submission": "x"},
        {"schema": "0" * 64},
        {"answers": (good.answers[0], good.answers[0])},
        {"answers": (Answer("outcome", "", "perhaps"),)},
        {"answers": (Answer("outcome", "", "success", tags=("a",)),)},
        {"answers": (Answer("where", "e4", box=Rect(0, 0, 1 << 40, 1)),)},
    ):
        with pytest.raises(FormatError):
            check_set(msgspec.structs.replace(good, **changes), SCHEMA)


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_being_refused(raw: bytes) -> None:
    for each in (raw, MAGIC + b"\0\1" + raw):
        with suppress(FormatError, VersionRefused):
            assert read_sets(each, SCHEMA) == ()


def test_labels_of_a_newer_candor_are_refused_as_such() -> None:
    with pytest.raises(VersionRefused):
        read_sets(MAGIC + b"\0\2", SCHEMA)
