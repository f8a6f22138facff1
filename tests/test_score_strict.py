"""Our own rules: right means button, count, modifiers, direction, text and nothing on top."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.session.model import Rect
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.grammar.table import SAMPLES
from replay.score.model import Gold
from replay.score.strict import align, must_be_exact, score

PICTURE = Rect(100, 50, 1920, 1080)
CLICK = Click("left", 1, (), 500, 400, 0, 1)
SCROLL = Scroll(500, 400, 0, -4, (), 0, 1)
DRAG = Drag("left", (), ((0, 0, 0), (9, 9, 1)), 500, 400, 800, 700, 0, 1)

HOLD = Hold(("down",), None, (), 1, None, None, 0, 1)


def gold(action: Action, target: Rect | None = None) -> Gold:
    return Gold("5e55", "e1", action, PICTURE, target)


def changed(action: Any, **fields: Any) -> Action:
    return msgspec.structs.replace(action, **fields)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_recorded_is_right(name: str) -> None:
    assert score([gold(SAMPLES[name])], [SAMPLES[name]]).score == 1.0


@pytest.mark.parametrize(
    ("recorded", "said", "why"),
    [
        (CLICK, changed(CLICK, button="right"), "the button"),
        (CLICK, changed(CLICK, count=2), "the number of clicks"),
        (CLICK, changed(CLICK, modifiers=("ctrl",)), "the modifiers"),
        (DRAG, changed(DRAG, modifiers=("shift",)), "the modifiers"),
        (SCROLL, changed(SCROLL, dy=4), "the direction"),
        (SCROLL, changed(SCROLL, dy=0, dx=-4), "the direction"),
        (Type("Password1", None, None, 0, 1), Type("password2", None, None, 0, 1),
         "a text that must be exact"),
        (Type("1000", None, None, 0, 1), Type("9000", None, None, 0, 1),
         "a text that must be exact"),
        (Key(("ctrl", "s"), 1, None, None, 0, 1), Key(("ctrl", "a"), 1, None, None, 0, 1),
         "the keys"),
        (Key(("down",), 3, None, None, 0, 1), Key(("down",), 2, None, None, 0, 1), "how often"),
        (HOLD, changed(HOLD, keys=("up",)), "what was held"),
        (Finish("success", 0, 0), Finish("failure", 0, 0), "the outcome"),
        (Move(1, 1, 0, 0), Wait(0, 0), "another kind of action"),
    ],
)  # fmt: skip
def test_a_wrong_action_scores_nothing_and_says_why(
    recorded: Action, said: Action, why: str
) -> None:
    # An action of another kind stands beside the recorded one, so it costs a place of its own.
    result = score([gold(recorded)], [said])
    assert result.score == 0.0
    assert why in [pair.why for pair in result.pairs]


def test_a_place_falls_off_the_same_way_in_both_directions() -> None:
    across = score([gold(CLICK)], [changed(CLICK, x=540)]).score
    down = score([gold(CLICK)], [changed(CLICK, y=440)]).score
    assert 0 < across < 1
    assert across == pytest.approx(down)
    assert score([gold(CLICK)], [changed(CLICK, x=520)]).score == 1.0


def test_any_place_within_the_element_is_right() -> None:
    target = Rect(400, 380, 400, 40)
    assert score([gold(CLICK, target)], [changed(CLICK, x=790, y=385)]).score == 1.0
    assert score([gold(CLICK, target)], [changed(CLICK, x=801, y=385)]).score < 0.01


def test_a_drag_is_as_good_as_its_worse_end() -> None:
    assert score([gold(DRAG)], [changed(DRAG, x2=1500)]).score < 0.01


def test_a_scroll_may_be_half_as_far_but_not_a_tenth() -> None:
    assert score([gold(SCROLL)], [changed(SCROLL, dy=-2)]).score == 1.0
    assert score([gold(changed(SCROLL, dy=-20))], [changed(SCROLL, dy=-2)]).score == pytest.approx(
        0.2
    )


def test_letters_may_differ_a_little_where_nothing_hangs_on_them() -> None:
    typed = Type("please send the minutes of the meeting", None, None, 0, 1)
    near = changed(typed, text="Please send the minutes of the meeting.")
    far = changed(typed, text="thank you")
    assert score([gold(typed)], [near]).score == 1.0
    assert score([gold(typed)], [far]).score < 0.4


@pytest.mark.parametrize(
    ("text", "exact"),
    [("hello world", False), ("Hello", False), ("hello,", False), ("HELLO", False),
     ("tr0ub4dor", True), ("a@b.de", True), ("/etc/hosts", True), ("CorrectHorse", True),
     ("x=y", True), ("s3cret words", True), ("pass!word#", True)],
)  # fmt: skip
def test_what_must_be_exact(text: str, exact: bool) -> None:
    assert must_be_exact(text) is exact


def test_an_action_too_many_and_one_too_few_each_cost_a_place() -> None:
    junk = Key(("f5",), 1, None, None, 0, 1)
    more = score([gold(CLICK)], [CLICK, junk])
    assert more.score == 0.5
    assert [pair.why for pair in more.pairs] == [None, "an action too many"]
    fewer = score([gold(CLICK), gold(junk)], [junk])
    assert fewer.score == 0.5
    assert fewer.kinds == {"click": 0.0, "key": 1.0}


def test_a_click_where_the_pointer_rests_before_typing_is_not_needed_and_not_wrong() -> None:
    typed = Type("hello", 500, 400, 0, 1)
    assert score([gold(typed)], [CLICK, typed]).score == 1.0
    assert score([gold(typed)], [changed(CLICK, x=900), typed]).score == 0.5
    assert score([gold(typed)], [changed(CLICK, button="right"), typed]).score == 0.5


def test_modifiers_that_nobody_knows_are_not_judged() -> None:
    unknown = replace(gold(CLICK), action=changed(CLICK, modifiers=None))
    assert score([unknown], [changed(CLICK, modifiers=("ctrl",))]).score == 1.0


ACTIONS = st.lists(st.sampled_from(list(SAMPLES.values())), max_size=6)


@given(ACTIONS, ACTIONS)
def test_every_action_has_one_place_in_the_alignment(
    recorded: list[Action], said: list[Action]
) -> None:
    pairs = align([gold(action) for action in recorded], said)
    assert sum(pair.recorded is not None for pair in pairs) == len(recorded)
    assert sum(pair.predicted is not None for pair in pairs) == len(said)
    assert all(0.0 <= pair.score <= 1.0 for pair in pairs)


@given(ACTIONS.filter(bool))
def test_the_recording_itself_scores_one(recorded: list[Action]) -> None:
    golds = [gold(action) for action in recorded]
    assert all(pair.score == 1.0 for pair in align(golds, recorded))
