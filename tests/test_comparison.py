"""Annotators side by side, question by question, and the decisions of an adjudicator."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.adjudication import merged
from annotate.comparison import Absence, Comparison, compared
from annotate.deciding import Deciding, deciding
from annotate.label_set import SESSION, LabelSet, Work
from recorder.errors import WrongUse
from recorder.session.model import Rect
from tests.label_sets import SCHEMA, labels

OUTCOME = ("outcome", SESSION)
STEPS = [("right", f"e{n}") for n in range(4)]


def on(question: str, *sets: LabelSet) -> Comparison:
    return next(each for each in compared(SCHEMA, sets) if each.asked.id == question)


def test_one_thing_that_two_answered_is_not_enough_for_a_coefficient() -> None:
    found = on(
        "outcome", labels("anna", {OUTCOME: "success"}), labels("carl", {OUTCOME: "failure"})
    )

    assert (found.compared, found.alpha, found.kappas) == (1, Absence.FEW, (Absence.FEW,))
    assert on("outcome").alpha is Absence.FEW
    assert on("outcome", labels("anna", {OUTCOME: "success"})).kappas == (Absence.FEW,)


def test_people_who_say_the_same_of_everything_have_no_coefficient_and_that_is_said() -> None:
    said = dict.fromkeys(STEPS, "correct")

    found = on("right", labels("anna", said), labels("carl", said))

    assert (found.alpha, found.kappas) == (Absence.SAME, (Absence.SAME,))


def test_free_answers_have_an_overlap_or_nothing_and_no_table() -> None:
    anna = labels("anna", {("what", "e1"): "a", ("where", "e1"): [0, 0, 10, 10]})
    carl = labels("carl", {("what", "e1"): "b", ("where", "e1"): [0, 0, 10, 5]})

    words, boxes = on("what", anna, carl), on("where", anna, carl)

    assert (words.alpha, words.kappas, words.values) == (Absence.FREE, (Absence.FREE,), ())
    assert (boxes.alpha, boxes.found.overlap) == (Absence.FREE, 0.5)


def test_each_two_people_have_a_table_and_a_kappa_of_their_own() -> None:
    def said(who: str, *words: str) -> LabelSet:
        return labels(who, dict(zip(STEPS, words, strict=False)))

    anna = said("anna", "correct", "wrong", "correct", "correct")
    carl = said("carl", "correct", "wrong", "correct", "wrong")
    dora = said("dora", "wrong")
    found = on("right", anna, carl, dora)

    pair = found.pairs[0]
    assert (pair.one, pair.other, pair.compared, pair.same) == ("anna", "carl", 4, 3)
    assert pair.kappa == pytest.approx(0.5)
    assert pair.counts["correct", "wrong"] == 1
    assert found.values == ("correct", "wrong", "unnecessary")
    assert [each.kappa for each in found.pairs[1:]] == [Absence.FEW, Absence.FEW]
    assert found.kappas == (pair.kappa,)
    assert found.answered == {"anna": 4, "carl": 4, "dora": 1}
    assert found.compared == 6


def test_models_are_nobody_in_a_comparison() -> None:
    model = labels("anna", {OUTCOME: "failure"}, source="model", model="m")
    decided = labels("fay", {OUTCOME: "failure"}, purpose="decision")

    assert on("outcome", model, decided, labels("anna", {OUTCOME: "success"})).answered == {
        "anna": 1
    }


def with_answers(found: LabelSet, work: Work) -> LabelSet:
    return msgspec.structs.replace(found, answers=tuple(work.answers.values()))


def disputed() -> Deciding:
    """Three disputes: an outcome, a text and a box."""
    text, box = ("what", "e1"), ("where", "e1")
    anna = labels("anna", {OUTCOME: "success", text: "a", box: [0, 0, 10, 10]})
    carl = labels("carl", {OUTCOME: "failure", text: "b", box: [90, 90, 10, 10]})
    return deciding(SCHEMA, [anna, carl], Work())


def test_a_decision_takes_one_of_the_answers_or_another_and_is_undone() -> None:
    begun = disputed()
    first, second, third = (each.place for each in begun.disputes)

    chosen = begun.taken(first, begun.disputes[0].said[1])
    written = chosen.written(second, "neither")
    boxed = written.taken(third, begun.disputes[2].said[0])

    assert [each.said for each in boxed.work.answers.values()] == [
        "failure",
        "neither",
        Rect(0, 0, 10, 10),
    ]
    assert not boxed.left
    assert boxed.undone().work == written.work
    assert boxed.undone().undone().undone().work == begun.work
    assert begun.undone() == begun
    assert boxed.reopened(second).left == (second,)
    assert boxed.reopened(second).undone().work == boxed.work
    assert not boxed.undone().written(third, [1, 1, 2, 2]).future


def test_a_decision_for_what_followed_a_model_says_so_too() -> None:
    anna = labels("anna", {OUTCOME: "success"})
    taken = Work().suggested("m", anna.answers).accepted(OUTCOME, "m")
    sets = [with_answers(anna, taken), labels("carl", {OUTCOME: "failure"})]
    begun = deciding(SCHEMA, sets, Work())

    done = begun.taken(OUTCOME, begun.disputes[0].said[0])

    assert done.work.answers[OUTCOME].from_suggestion == "m"
    decision = with_answers(labels("fay", {}, purpose="decision"), done.work)
    found = merged(SCHEMA, [*sets, decision])[OUTCOME]
    assert (found.standing, found.models) == ("adjudicated", ("m",))


def test_what_nobody_said_can_be_decided_too() -> None:
    place = STEPS[0]
    sets = [labels("anna", {place: "correct"}), labels("carl", {place: "wrong"})]
    begun = deciding(SCHEMA, sets, Work())

    assert begun.others(place) == ("unnecessary",)
    assert begun.written(place, "unnecessary").work.answers[place].said == "unnecessary"


def test_only_what_is_disputed_can_be_decided_and_only_as_its_question_takes_it() -> None:
    begun = disputed()
    with pytest.raises(WrongUse):
        begun.written(("good", SESSION), 3)
    with pytest.raises(WrongUse):
        begun.written(OUTCOME, "perhaps")
    with pytest.raises(WrongUse):
        begun.taken(OUTCOME, begun.disputes[1].said[0])


def test_the_next_open_place_comes_after_this_one_and_then_from_the_top() -> None:
    begun = disputed()
    first, second, third = (each.place for each in begun.disputes)

    assert begun.others(first) == ()
    assert begun.next_open(None) == first
    assert begun.next_open(first) == second
    done = begun.written(third, [1, 1, 2, 2])
    assert done.next_open(second) == first
    for each in begun.disputes:
        done = done.taken(each.place, each.said[0])
    assert done.next_open(None) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 1)), max_size=12))
def test_undo_leads_back_through_every_state_and_redo_forth(acts: list[tuple[int, int]]) -> None:
    states = [disputed()]
    for at, which in acts:
        each = states[-1].disputes[at]
        made = states[-1].reopened(each.place)
        if which >= 0:
            made = states[-1].taken(each.place, each.said[which])
        if made != states[-1]:
            states.append(made)
    last = states[-1]
    for before in reversed(states[:-1]):
        last = last.undone()
        assert (last.work, last.past) == (before.work, before.past)
    for after in states[1:]:
        last = last.redone()
        assert last.work == after.work
    assert last == states[-1]
