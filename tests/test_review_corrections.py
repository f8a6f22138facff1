"""What a person can change about steps, what comes of it, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.errors import WrongUse
from replay.action_types import Action, Click, Drag, Key, Scroll, Type
from replay.correcting import filled
from replay.correction_types import Correction, Delete, Labels, Merge, Retype, Split
from replay.parts import Subject
from replay.trajectory import StepElement
from tests.review_helpers import after, part_of, sentences, step_of, subject

SUBJECT = subject()
HELLO, THERE = step_of(SUBJECT, "type"), step_of(SUBJECT, "type", 1)
CLICKS, CHORD, DRAG = (step_of(SUBJECT, kind) for kind in ("click", "key", "drag"))
DOWN, MORE = step_of(SUBJECT, "scroll"), step_of(SUBJECT, "scroll", 1)
FINISH = step_of(SUBJECT, "finish")


def problem(*corrections: Correction) -> str:
    """Why the last of these is not applicable."""
    (refused,) = after(SUBJECT, *corrections).not_applicable
    assert refused.what == corrections[-1]
    return refused.sentence


def untimed(action: Action) -> Action:
    """Without its end: a part ends with its press, a whole with its last release."""
    return msgspec.structs.replace(action, t_end_ns=0)


def test_without_an_overlay_the_steps_are_those_that_were_computed() -> None:
    assert after(SUBJECT).trajectory == SUBJECT.computed


def test_typing_splits_at_a_character_with_its_time_and_its_own_pictures() -> None:
    second = part_of(SUBJECT, HELLO, 2)

    one, two, three = after(SUBJECT, Split(HELLO.id, second)).trajectory.steps[:3]

    assert isinstance(one.action, Type)
    assert isinstance(two.action, Type)
    assert (one.action.text, two.action.text) == ("he", "llo")
    assert (one.id, two.id, three.id) == (HELLO.id, second, THERE.id)
    assert one.action.t_end_ns < two.action.t_start_ns
    assert one.seqs[1] < two.seqs[0]
    assert two.before is not None
    assert two.before.t_ns + two.before.lag_ns == two.action.t_start_ns
    assert one.corrected
    assert two.corrected
    assert not three.corrected
    assert [step.index for step in (one, two, three)] == [0, 1, 2]


def test_clicks_notches_and_chords_split_between_their_presses() -> None:
    cuts = [Split(step.id, part_of(SUBJECT, step, 1)) for step in (CLICKS, DOWN, CHORD)]

    found = after(SUBJECT, *cuts)

    assert not found.not_applicable
    assert sentences(found)[2:4] == ["Click at 0, 20 in Editor", "Double-click at 0, 20 in Editor"]
    assert "Scroll down 1 notch at 5, 40 in Editor" in sentences(found)
    assert "Scroll down 2 notches at 5, 40 in Editor" in sentences(found)
    assert sentences(found)[-4:-2] == ["Press Ctrl+Z in Editor", "Press Ctrl+Z 2 times in Editor"]


def test_what_was_taken_back_while_typing_is_in_no_part() -> None:
    subject_ = subject("screen win:Editor @0,20 'hex' bs 'y' screen ~900 same")
    step = step_of(subject_, "type")

    assert [part.text for part in subject_.evidence.parts_of(step)] == ["h", "e", "y"]


def test_an_accent_and_its_letter_are_one_part_that_begins_with_the_accent() -> None:
    subject_ = subject("screen win:Editor @0,20 'a' acute: 'é' screen ~900 same")
    step = step_of(subject_, "type")

    parts = subject_.evidence.parts_of(step)

    assert [part.text for part in parts] == ["a", "é"]
    assert parts[1].t_start_ns < step.action.t_end_ns


def test_a_step_whose_parts_are_not_known_is_not_split() -> None:
    assert "cannot be split" in problem(Split(DRAG.id, "e49"))
    assert "cannot be split at" in problem(Split(HELLO.id, HELLO.id))
    assert "cannot be split at" in problem(Split(HELLO.id, THERE.id))
    typed_over = Retype(HELLO.id, filled(HELLO.action, {"text": "other"}))
    assert "do not say where" in problem(typed_over, Split(HELLO.id, part_of(SUBJECT, HELLO, 1)))


def test_neighbours_of_one_kind_merge_and_are_seen_before_the_first_and_after_the_last() -> None:
    found = after(SUBJECT, Merge((HELLO.id, THERE.id)), Merge((DOWN.id, MORE.id)))

    typed = found.trajectory.steps[0]
    assert typed.sentence == "Type “hellothere” in Editor"
    assert (typed.before, typed.after) == (HELLO.before, THERE.after)
    assert typed.seqs == (HELLO.seqs[0], THERE.seqs[1])
    assert (typed.action.t_start_ns, typed.action.t_end_ns) == (
        HELLO.action.t_start_ns,
        THERE.action.t_end_ns,
    )
    scrolled = found.trajectory.step(DOWN.id)
    assert scrolled is not None
    assert isinstance(scrolled.action, Scroll)
    assert scrolled.action.dy == -5


def test_a_split_is_undone_by_a_merge() -> None:
    second = part_of(SUBJECT, CLICKS, 1)

    found = after(SUBJECT, Split(CLICKS.id, second), Merge((CLICKS.id, second)))

    merged = found.trajectory.step(CLICKS.id)
    assert merged is not None
    assert merged.action == CLICKS.action
    assert merged.after == CLICKS.after


def test_steps_that_make_no_whole_are_not_merged() -> None:
    up = subject("screen win:Editor @0,20 ^1 ^1 screen ~900 v1 v1 screen ~900 same")
    one, two = (step_of(up, "scroll", number) for number in (0, 1))
    (refused,) = after(up, Merge((one.id, two.id))).not_applicable

    assert "opposite" in refused.sentence
    assert "follow" in problem(Merge((HELLO.id, CLICKS.id)))
    assert "two steps" in problem(Merge((HELLO.id,)))
    assert "do not make one step" in problem(Merge((THERE.id, CLICKS.id)))
    assert "no step" in problem(Merge((HELLO.id, "e99")))


def test_a_deleted_step_is_gone_and_those_after_it_move_up() -> None:
    found = after(SUBJECT, Delete(HELLO.id))

    assert found.deleted == (HELLO.id,)
    assert [step.id for step in found.trajectory.steps] == [
        step.id for step in SUBJECT.computed.steps[1:]
    ]
    assert [step.index for step in found.trajectory.steps] == list(range(7))


def test_a_step_is_retyped_with_the_fields_that_are_said_and_keeps_its_time() -> None:
    pasted = filled(CHORD.action, {"type": "type", "text": "pasted"})
    right = filled(CLICKS.action, {"button": "right", "count": 1})

    found = after(SUBJECT, Retype(CHORD.id, pasted), Retype(CLICKS.id, right))

    one, two = (found.trajectory.step(step.id) for step in (CHORD, CLICKS))
    assert one is not None
    assert two is not None
    assert one.sentence == "Type “pasted” in Editor"
    assert one.action.t_start_ns == CHORD.action.t_start_ns
    assert isinstance(two.action, Click)
    assert (two.action.button, two.action.count, two.action.x) == ("right", 1, 0)


def test_a_click_becomes_a_drag_and_the_path_of_a_drag_follows_its_ends() -> None:
    drag = filled(CLICKS.action, {"type": "drag", "x2": 30, "y2": 40})
    moved = filled(DRAG.action, {"x": 0})
    assert isinstance(drag, Drag)
    assert isinstance(moved, Drag)

    found = after(SUBJECT, Retype(CLICKS.id, drag), Retype(DRAG.id, moved))

    assert not found.not_applicable
    assert drag.path[0][:2] == (0, 20)
    assert drag.path[-1][:2] == (30, 40)
    assert moved.path[0][0] == 0
    assert moved.path[-1] == DRAG.action.path[-1]  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        (CLICKS, {"count": 4}),
        (CLICKS, {"button": "left'); import os"}),
        (CLICKS, {"modifiers": ["shift", "ctrl"]}),
        (CLICKS, {"x": 1 << 40}),
        (CLICKS, {"type": "type", "text": "x"}),
        (HELLO, {"text": ""}),
        (HELLO, {"text": "\ud800"}),
        (DOWN, {"dy": 0}),
        (CHORD, {"keys": []}),
        (CHORD, {"repeat": 0}),
        (FINISH, {"outcome": "perhaps"}),
        (DRAG, {"path": [[0, 0, 0], [1, 1, 1]]}),
    ],
)
def test_what_nobody_can_have_done_is_refused(step: Any, fields: dict[str, Any]) -> None:
    assert "cannot" in problem(Retype(step.id, filled(step.action, fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "fly"},
        {"t_start_ns": 5},
        {"wings": 2},
        {"count": "two"},
        {"type": "drag"},
        {"type": "key"},
    ],
)
def test_fields_that_make_no_action_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        filled(CLICKS.action, fields)


def test_labels_go_to_task_outcome_and_steps() -> None:
    labels = Labels("Say hello", "failure", {HELLO.id: "Greet", THERE.id: "them"})

    found = after(SUBJECT, labels=labels).trajectory

    assert (found.task, found.outcome) == ("Say hello", "failure")
    assert [step.description for step in found.steps[:3]] == ["Greet", "them", None]
    assert found.steps[-1].sentence == "Finish with failure"
    assert found.steps[-1].corrected
    assert not found.steps[0].corrected


def test_the_label_of_a_merged_step_goes_to_the_whole_and_that_of_a_split_one_stays() -> None:
    labels = Labels(steps={HELLO.id: "Greet", THERE.id: "them", CLICKS.id: "Click"})
    cut = Split(CLICKS.id, part_of(SUBJECT, CLICKS, 1))

    found = after(SUBJECT, Merge((HELLO.id, THERE.id)), cut, labels=labels)

    assert [step.description for step in found.trajectory.steps[:3]] == [
        "Greet them",
        "Click",
        None,
    ]
    assert not found.not_applicable


def test_what_does_not_fit_a_better_reduction_is_told_and_the_rest_holds() -> None:
    other = subject("screen win:Editor/note @0,20 'hello' screen ~900 same")
    overlay = (Merge((HELLO.id, THERE.id)), Delete(CHORD.id), Retype(
        HELLO.id, filled(HELLO.action, {"text": "hi"})
    ))  # fmt: skip

    found = after(other, *overlay, labels=Labels(steps={HELLO.id: "Greet", CHORD.id: "lost"}))

    assert [refused.what for refused in found.not_applicable] == [*overlay[:2], CHORD.id]
    assert sentences(found) == ["Type “hi” in Editor"]
    assert found.trajectory.steps[0].description == "Greet"


def test_the_label_of_a_deleted_step_waits_for_its_return() -> None:
    found = after(SUBJECT, Delete(HELLO.id), labels=Labels(steps={HELLO.id: "Greet"}))

    assert not found.not_applicable
    assert all(step.description is None for step in found.trajectory.steps)


@given(st.data())
def test_any_division_of_any_step_and_its_merge_give_the_step_again(data: st.DataObject) -> None:
    step = data.draw(st.sampled_from([HELLO, THERE, CLICKS, DOWN, MORE, CHORD]))
    parts = SUBJECT.evidence.parts_of(step)
    wanted = data.draw(st.lists(st.sampled_from(parts[1:]), unique=True, min_size=1))
    # From the end, so that each cut is in the step that still has the first id.
    cuts = sorted(wanted, key=lambda part: -part.seq)
    ids = (step.id, *(part.id for part in reversed(cuts)))

    divided = after(SUBJECT, *(Split(step.id, part.id) for part in cuts))
    whole = after(SUBJECT, *(Split(step.id, part.id) for part in cuts), Merge(ids))

    assert not divided.not_applicable
    assert not whole.not_applicable
    assert len(divided.trajectory.steps) == len(SUBJECT.computed.steps) + len(cuts)
    again = whole.trajectory.step(step.id)
    assert again is not None
    assert untimed(again.action) == untimed(step.action)
    spans = [each.seqs for each in divided.trajectory.steps if each.id in ids]
    assert all(one[1] < two[0] for one, two in pairwise(spans))


def test_a_key_that_types_nothing_keeps_its_keys_when_it_is_split() -> None:
    second = part_of(SUBJECT, CHORD, 2)

    found = after(SUBJECT, Split(CHORD.id, second))

    actions = [found.trajectory.step(step_id) for step_id in (CHORD.id, second)]
    assert [a.action.repeat for a in actions if a and isinstance(a.action, Key)] == [2, 1]


def test_what_a_step_went_to_is_known_only_of_the_same_place() -> None:
    named = StepElement("button", "Save", None, 5, False)
    steps = tuple(
        replace(step, element=named) if step.id == CLICKS.id else step
        for step in SUBJECT.computed.steps
    )
    there = Subject(replace(SUBJECT.computed, steps=steps), SUBJECT.evidence)
    moved = Retype(CLICKS.id, filled(CLICKS.action, {"x": 7}))
    right = Retype(CLICKS.id, filled(CLICKS.action, {"button": "right"}))

    said = [after(there, each).trajectory.step(CLICKS.id) for each in (right, moved)]

    assert [step and step.sentence for step in said] == [
        "Right triple-click “Save” in Editor",
        "Triple-click at 7, 20 in Editor",
    ]
    assert [step and step.element for step in said] == [named, None]
