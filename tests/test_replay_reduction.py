"""What a person did, from what was observed: the cases are in `reduction_cases`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from replay.action_types import LeftOut
from replay.actions import reduce
from tests.reduction_cases import CASES
from tests.replay_script import brief, play


@pytest.mark.parametrize(("script", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_actions_of_a_script_are_what_was_done(script: str, expected: list[str]):
    reduction = reduce(play(script))
    assert [brief(found.action) for found in reduction.found] == expected


LEFT_OUT = [
    ("L- a-", {LeftOut.NO_PRESS: 2}),
    ("L+", {LeftOut.NO_RELEASE: 1}),
    ("ctrl+ ctrl-", {LeftOut.LONE_MODIFIER: 2}),
    ("caps", {LeftOut.LOCK_KEY: 2}),
    ("'a' bs", {LeftOut.TAKEN_BACK: 4}),
    ("@5,5 @6,6", {LeftOut.MOVED_ON: 2}),
    ("v0", {LeftOut.NO_NOTCH: 1}),
    ("came:1/р", {LeftOut.NO_TYPING: 1}),
    ("screen same", {LeftOut.OBSERVATION: 2}),
    ("win:a desktop", {LeftOut.CONTEXT: 2}),
    ("gap gap- mark", {LeftOut.GAP: 2, LeftOut.MARK: 1}),
    ("ctrl+ F9+ own:2 F9- ctrl-", {LeftOut.OWN_GESTURE: 5}),
    ("ctrl+ ~3000 ctrl- owns:2", {LeftOut.OWN_GESTURE: 3}),
    ("L+ @60,0 L-!", {LeftOut.NO_RELEASE: 3}),
    ("c:", {LeftOut.UNKNOWN_CHORD: 2}),
    ("L+ gap gap- L-", {LeftOut.GAP: 2, LeftOut.NO_PRESS: 1, LeftOut.NO_RELEASE: 1}),
]


@pytest.mark.parametrize(("script", "counts"), LEFT_OUT, ids=[c[0] for c in LEFT_OUT])
def test_events_without_an_action_are_left_out_for_a_reason(script: str, counts: dict[str, int]):
    reduction = reduce(play(script))
    assert reduction.left_out == {reason.value: count for reason, count in counts.items()}
    assert reduction.used == 0


def test_an_action_is_named_after_its_press_and_owns_the_way_to_it():
    reduction = reduce(play("@1,1 @5,5 ctrl+ L ctrl-"))
    assert [found.id for found in reduction.found] == ["e4"]
    assert reduction.owner == dict.fromkeys(range(1, 7), "e4")


def test_a_shared_modifier_is_owned_by_the_first_action_that_used_it():
    reduction = reduce(play("ctrl+ a c ctrl-"))
    assert reduction.owner[1] == reduction.owner[6] == "e2"
    assert reduction.owner[4] == "e4"


def test_a_drag_keeps_its_path_and_times():
    (found,) = reduce(play("@10,10 L+ @40,10 @90,30 L-")).found
    ms = 1_000_000
    path = ((10, 10, 40 * ms), (40, 10, 60 * ms), (90, 30, 80 * ms), (90, 30, 100 * ms))
    assert found.action.path == path  # pyright: ignore[reportAttributeAccessIssue]


def test_keys_that_were_stored_late_come_in_their_place():
    events = play("a b ~10 L c ~9000 d")
    late = [*events[:2], *events[4:6], *events[2:4], *events[6:]]
    reduction = reduce([replace(event, seq=seq) for seq, event in enumerate(late, 1)])
    expected = ["type 'ab'", "left click 0,0", "type 'c'", "type 'd'"]
    assert [brief(found.action) for found in reduction.found] == expected


def test_where_keys_were_not_granted_nobody_knows_what_was_held():
    reduction = reduce(play("L v1 L+ @60,0 L- L+ ~900 L-"), keys_are_seen=False)
    assert [found.action.modifiers for found in reduction.found] == [None] * 4  # pyright: ignore


def test_no_case_is_there_twice():
    assert len({name for name, *_ in CASES}) == len(CASES) >= 120


def test_where_input_was_not_granted_nobody_knows_of_waits_and_hovers():
    events = play("L ~2000 screen ~2000 @50,5 screen:0,10,90,90 ~600 @60,600 L")
    kinds = [brief(found.action) for found in reduce(events, input_is_whole=False).found]
    assert kinds == ["left click 0,0", "left click 60,600"]


def test_a_keyboard_action_after_a_pause_has_no_place():
    (found,) = reduce(play("@5,5 gap gap- 'a'")).found
    assert (found.action.x, found.action.y) == (None, None)  # pyright: ignore[reportAttributeAccessIssue]


def test_movement_before_a_pause_belongs_to_nothing_after_it():
    reduction = reduce(play("@5,5 gap gap- @9,9 L"))
    assert [reduction.owner[seq] for seq in (1, 4)] == [LeftOut.MOVED_ON, "e5"]


def test_a_wait_owns_the_changes_that_were_waited_for():
    reduction = reduce(play("L ~2000 screen screen:1,1,2,2 screen ~2000 L"))
    owners = [reduction.owner[seq] for seq in (3, 4, 5)]
    assert owners == ["e3", LeftOut.OBSERVATION, "e3"]


def test_a_keyboard_action_before_any_movement_has_no_place():
    (found,) = reduce(play("'a'")).found
    assert (found.action.x, found.action.y) == (None, None)  # pyright: ignore[reportAttributeAccessIssue]
