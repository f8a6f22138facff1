"""Agreement against published examples, and what is merged out of answers that differ."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.adjudication import disputes, merged
from annotate.agreement import agreement, cohen_kappa, iou, krippendorff_alpha
from annotate.label_set import SESSION
from recorder.errors import WrongUse
from recorder.session.model import Rect
from tests.label_sets import SCHEMA, labels

# Krippendorff (2011), section C: four observers, twelve units, 0 where a value is missing.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
)
UNITS = [[value for value in unit if value] for unit in zip(*OBSERVERS, strict=True)]
# Cohen (1960), table 2: two judges and three categories, in counts of 200.
JUDGES = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
VALUES = st.sampled_from(["a", "b", "c"])
UNITS_OF_ANY = st.lists(st.lists(VALUES, max_size=5), max_size=20)
OUTCOME = ("outcome", SESSION)


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815),
                                              ("interval", 0.849)])  # fmt: skip
def test_alpha_is_that_of_krippendorffs_example(level: str, alpha: float) -> None:
    assert krippendorff_alpha(UNITS, level) == pytest.approx(alpha, abs=0.0005)  # type: ignore[arg-type]


def test_kappa_is_that_of_cohens_example() -> None:
    pairs = chain.from_iterable(
        [(row, column)] * count
        for row, counts in enumerate(JUDGES)
        for column, count in enumerate(counts)
    )

    assert cohen_kappa(list(pairs)) == pytest.approx(0.492, abs=0.0005)


def test_a_coefficient_that_is_not_defined_is_none() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")] * 5) is None
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([["a"], ["b"]]) is None
    assert krippendorff_alpha([["a", "a"]] * 5) is None


@given(UNITS_OF_ANY)
def test_alpha_does_not_depend_on_order_or_names(units: list[list[str]]) -> None:
    renamed = [[each.upper() for each in reversed(unit)] for unit in reversed(units)]
    alpha = krippendorff_alpha(units)

    assert krippendorff_alpha(renamed) == (None if alpha is None else pytest.approx(alpha))
    assert alpha is None or alpha <= 1 + 1e-9


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30))
def test_kappa_is_one_for_equals_and_the_same_from_both_sides(pairs: list[tuple[str, str]]) -> None:
    kappa = cohen_kappa(pairs)
    other = cohen_kappa([(b, a) for a, b in pairs])

    assert other == (None if kappa is None else pytest.approx(kappa))
    assert cohen_kappa([(a, a) for a, _ in pairs]) in (None, pytest.approx(1.0))


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=4), min_size=1, max_size=10))
def test_alpha_is_one_where_all_say_the_same_at_every_level(units: list[list[int]]) -> None:
    same = [[unit[0]] * len(unit) for unit in units]
    for level in ("nominal", "ordinal", "interval"):
        assert krippendorff_alpha(same, level) in (None, pytest.approx(1.0))


BOXES = st.builds(Rect, *[st.integers(0, 50)] * 2, *[st.integers(1, 50)] * 2)


@given(BOXES, BOXES)
def test_overlap_is_one_of_a_box_with_itself_and_the_same_from_both_sides(a: Rect, b: Rect) -> None:
    assert iou(a, a) == 1
    assert iou(a, b) == iou(b, a)
    assert 0 <= iou(a, b) <= 1


def test_agreement_counts_what_two_answered_and_names_where_they_differ() -> None:
    one, two = ("right", "e1"), ("right", "e2")
    box, tags = ("where", "e1"), ("tags", SESSION)
    anna = labels(
        "anna",
        {OUTCOME: "success", one: "correct", two: "wrong", box: [0, 0, 10, 10], tags: ["a", "b"]},
    )
    carl = labels("carl", {OUTCOME: "failure", one: "correct", box: [0, 0, 10, 5], tags: ["b"]})
    model = labels("carl", {OUTCOME: "success"}, source="model", model="m")

    found = {each.question: each for each in agreement(SCHEMA, [anna, carl, model])}

    assert (found["outcome"].items, found["outcome"].annotators) == (1, 2)
    assert found["outcome"].differences[0].said == {"anna": "success", "carl": "failure"}
    assert found["right"].items == 1
    assert not found["right"].differences
    assert found["where"].overlap == found["tags"].overlap == 0.5
    assert found["where"].alpha is None
    assert found["good"].items == 0


def test_two_people_who_mostly_agree_have_a_kappa_and_an_alpha() -> None:
    said = ["correct", "wrong", "correct", "correct"]
    anna = labels("anna", {("right", f"e{n}"): each for n, each in enumerate(said)})
    carl = labels("carl", {("right", f"e{n}"): each for n, each in enumerate([*said[:3], "wrong"])})

    right = next(each for each in agreement(SCHEMA, [anna, carl]) if each.question == "right")

    assert right.kappa == pytest.approx(0.5)
    assert right.alpha == pytest.approx(0.5333, abs=0.001)


def test_adjudicated_goes_before_unanimous_that_before_a_majority_and_a_tie_says_nothing() -> None:
    places = [("what", f"e{n}") for n in range(4)]
    anna = labels("anna", dict(zip(places, "aaaa", strict=True)))
    carl = labels("carl", dict(zip(places, "abab", strict=True)))
    dora = labels("dora", dict(zip(places[:3], ["a", "c", "b"], strict=True)))
    eve = labels("eve", {places[2]: "b"})
    early = labels("fay", {places[1]: "x"}, purpose="decision")
    late = labels("fay", {places[1]: "y"}, purpose="decision", hours=1)

    found = merged(SCHEMA, [anna, carl, dora, eve, late, early])

    assert [(found[place].value, found[place].standing) for place in places] == [
        ("a", "unanimous"),
        ("y", "adjudicated"),
        (None, "disputed"),
        (None, "disputed"),
    ]
    without = merged(SCHEMA, [anna, carl, labels("dora", {places[3]: "b"})])
    assert (without[places[3]].value, without[places[3]].standing) == ("b", "majority")
    assert without[places[3]].annotators == 3
    assert [each.place for each in disputes(SCHEMA, [anna, carl, dora, eve, late])] == places[2:]


def test_what_only_a_model_said_is_told_as_such_and_never_counts_as_a_person() -> None:
    model = labels("anna", {("what", "e1"): "x", OUTCOME: "failure"}, source="model", model="m")
    anna = labels("anna", {OUTCOME: "success"})

    found = merged(SCHEMA, [model, anna])

    assert found["what", "e1"].standing == "suggested"
    assert (found["what", "e1"].source, found["what", "e1"].models) == ("model", ("m",))
    assert (found[OUTCOME].value, found[OUTCOME].annotators) == ("success", 1)
    assert found[OUTCOME].models == ()


def test_boxes_that_overlap_are_one_and_far_ones_are_a_majority_or_a_dispute() -> None:
    near, nearly, far = [0, 0, 10, 10], [0, 0, 10, 9], [90, 90, 10, 10]
    place = ("where", "e1")

    def said(*boxes: list[int]) -> tuple[object, str]:
        sets = [labels(f"p{n}", {place: box}) for n, box in enumerate(boxes)]
        found = merged(SCHEMA, sets)[place]
        return found.value, found.standing

    assert said(near, nearly) == (Rect(0, 0, 10, 10), "unanimous")
    assert said(far, near, nearly) == (Rect(0, 0, 10, 10), "majority")
    assert said(near, far) == (None, "disputed")


def test_labels_of_two_submissions_are_not_merged() -> None:
    with pytest.raises(WrongUse):
        merged(SCHEMA, [labels("anna", {}), labels("anna", {}, submission="7" * 32)])
