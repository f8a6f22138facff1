"""Edits of a review: each can be undone from any state, and the log of them gives the review."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.edit_log import Did, Entry, Redid, Undid, made, replayed
from annotate.edits import (
    ChangeRedaction,
    Content,
    Correct,
    Decide,
    Describe,
    Edit,
    Redact,
    SetOutcome,
    SetTask,
    TakeBack,
    Together,
    Unredact,
    applied,
    inverse,
    name_of,
    restore,
)
from annotate.redact.plan import Everywhere, Redaction, Region, Span, WholeStep
from annotate.review import Review
from recorder.errors import WrongUse
from recorder.session.model import Rect
from replay.action_types import Key, Type
from replay.correction_types import Delete, Merge, Retype, Split

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
step_ids = st.integers(0, 9).map(lambda seq: f"e{seq}")
names = st.sampled_from(["a", "b", "c"])
corrections = st.one_of(
    st.builds(Split, step_ids, step_ids),
    st.builds(Merge, st.lists(step_ids, max_size=3).map(tuple)),
    st.builds(Delete, step_ids),
    st.builds(Retype, step_ids, st.just(Type("other", None, None, 0, 1))),
    st.builds(Retype, step_ids, st.just(Key(("ctrl", "v"), 1, 3, -4, 0, 1))),
)
redactions: st.SearchStrategy[Redaction] = st.one_of(
    st.builds(Region, names, st.just(Rect(-5, 0, 4, 3)), st.just(0), st.integers(1, 9)),
    st.builds(Span, names, st.just(0), st.integers(1, 9)),
    st.builds(Everywhere, names, st.just("secret")),
    st.builds(WholeStep, names, step_ids),
)


edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(Correct, corrections, st.none() | st.integers(0, 2)),
    st.builds(TakeBack, st.integers(0, 2)),
    st.builds(SetTask, st.none() | words),
    st.builds(SetOutcome, st.sampled_from([None, "success", "failure"])),
    st.builds(Describe, step_ids, st.none() | words),
    st.builds(Decide, names, st.sampled_from([None, "accepted", "rejected"])),
    st.builds(Redact, redactions, st.none() | st.integers(0, 2)),
    st.builds(Unredact, names),
    st.builds(ChangeRedaction, redactions),
)
drawn = st.lists(edits | st.just(Undid()) | st.just(Redid()), max_size=12)


def fitting(wanted: Iterable[Edit | Undid | Redid]) -> tuple[list[Entry], Review]:
    """The log of those that fit, one after another, and the review it leads to."""
    log, review = list[Entry](), Review()
    for each in wanted:
        entry = each if isinstance(each, Undid | Redid) else Did(each)
        with suppress(WrongUse):
            review = made(review, entry)
            log.append(entry)
    return log, review


@given(drawn, edits)
def test_an_edit_and_its_inverse_leave_any_content_as_it_was(
    before: list[Edit | Undid | Redid], edit: Edit
) -> None:
    content = fitting(before)[1].content
    try:
        changed = applied(edit, content)
    except WrongUse:
        return

    assert applied(inverse(edit, content), changed) == content
    assert name_of(edit)


@given(drawn, drawn)
def test_edits_made_together_are_undone_together(
    before: list[Edit | Undid | Redid], together: list[Edit | Undid | Redid]
) -> None:
    content = fitting(before)[1].content
    fit, now = list[Edit](), content
    for each in together:
        if not isinstance(each, Undid | Redid):
            with suppress(WrongUse):
                now = applied(each, now)
                fit.append(each)
    edit = Together("redact 14 e-mail addresses", tuple(fit))

    review = Review(content).apply(edit)

    assert review.content == now
    assert review.undo_name == "redact 14 e-mail addresses"
    assert review.undo().content == content
    assert review.undo().redo() == review


@given(drawn)
def test_the_log_of_a_review_gives_the_same_review(wanted: list[Edit | Undid | Redid]) -> None:
    log, review = fitting(wanted)
    raw = [msgspec.msgpack.encode(entry) for entry in log]
    padded = [len(each).to_bytes(4, "big") + each + bytes(9) for each in raw]

    assert replayed(padded) == review


@given(drawn)
def test_undoing_everything_leads_back_to_nothing(wanted: list[Edit | Undid | Redid]) -> None:
    review = fitting(wanted)[1]
    while review.done:
        review = review.undo()

    assert review.content == Content()
    assert review.undo_name is None


def test_a_new_edit_ends_what_could_be_redone() -> None:
    review = Review().apply(SetTask("one")).undo()
    assert review.redo_name == "word the task"

    review = review.apply(SetTask("two"))

    assert review.redo_name is None
    with pytest.raises(WrongUse):
        review.redo()


def test_a_deleted_step_is_restored_wherever_it_stands() -> None:
    review = Review().apply(Correct(Delete("e4"))).apply(Correct(Delete("e9")))

    review = review.apply(restore(review.content, "e4"))

    assert review.overlay.corrections == (Delete("e9"),)
    with pytest.raises(WrongUse):
        restore(review.content, "e4")


@pytest.mark.parametrize(
    "edit",
    [
        Correct(Delete("4")),
        Correct(Delete("e4"), 1),
        Correct(Merge(("e4", "e-5"))),
        TakeBack(0),
        TakeBack(-1),
        SetTask("x" * 9000),
        SetTask("\ud800"),
        SetOutcome("perhaps"),
        Describe("first", "x"),
        Unredact("a"),
        ChangeRedaction(WholeStep("a", "e4")),
        Redact(Span("a", 9, 3)),
        Redact(WholeStep("a", "e4"), 2),
        Decide("", "accepted"),
    ],
    ids=name_of,
)
def test_an_edit_that_fits_nothing_is_refused(edit: Edit) -> None:
    with pytest.raises(WrongUse):
        Review().apply(edit)


def test_two_redactions_have_two_ids() -> None:
    review = Review().apply(Redact(WholeStep("a", "e4")))

    with pytest.raises(WrongUse, match="id already"):
        review.apply(Redact(WholeStep("a", "e5")))


def test_the_name_of_an_edit_holds_no_content() -> None:
    told: list[Edit] = [
        SetTask("canary"), Describe("e4", "canary"), Redact(Everywhere("a", "canary")),
        Correct(Retype("e4", Type("canary", None, None, 0, 1))), Decide("canary", "accepted"),
    ]  # fmt: skip
    assert not any("canary" in name_of(edit) for edit in told)
