"""The gate in single scenes: what waits, what passes, what is dropped, and what is said of it."""

from __future__ import annotations

import pytest

from recorder.capture.context import Answer, FocusFact, LockFact, WindowInfo
from recorder.gate import ASK_EVERY_NS, HOLD_NS, MARGIN_NS, SETTLE_NS, Gate
from recorder.gate_decisions import Close, GapChange, Kind, Publish
from recorder.gate_rules import AppRules
from recorder.session.events import GapReason, Hidden
from recorder.session.model import Rect
from tests.gate_desktop import MS, Desktop, Input, Place, check, stretches

RULES = AppRules.of(["*"], never=["safe"])
EDITOR = WindowInfo(1, None, "editor", "Editor", 1, None)
SAFE = WindowInfo(2, None, "safe", "Safe", 2, None)


def fact(
    asked_ms: int,
    field: Answer = Answer.PUBLIC,
    known_ms: int | None = None,
    *,
    epoch: int = 0,
    window: WindowInfo | None = EDITOR,
    echo: Answer = Answer.NONE,
) -> FocusFact:
    known_ms = asked_ms if known_ms is None else known_ms
    return FocusFact(epoch, asked_ms * MS, known_ms * MS, window, field, echo)


def public_gate() -> Gate[str]:
    """A gate at 100 ms in a place that has been public from the beginning."""
    gate: Gate[str] = Gate(RULES)
    gate.begin(0)
    gate.focus(fact(0))
    gate.release(100 * MS)
    return gate


def key(gate: Gate[str], name: str, at_ms: int, *, pressed: bool = True) -> None:
    gate.put(name, at_ms * MS, Kind.KEY, control=name, pressed=pressed)


def passed(decisions: list[Publish[str] | Close | GapChange]) -> list[str]:
    return [each.item for each in decisions if isinstance(each, Publish)]


def test_one_question_answers_for_keys_that_came_close_to_each_other() -> None:
    gate = public_gate()
    for at_ms, name in ((200, "n"), (201, "o"), (203, "t"), (219, "e"), (260, "x")):
        key(gate, name, at_ms)
    assert gate.next_ns() == 219 * MS + SETTLE_NS
    assert not gate.wants_answer(219 * MS + SETTLE_NS - 1)
    assert gate.wants_answer(219 * MS + SETTLE_NS)

    gate.focus(fact(319, known_ms=440))
    assert passed(gate.release(441 * MS)) == ["n", "o", "t", "e"]


def test_until_the_first_answer_keys_are_hidden_and_a_gap_says_so() -> None:
    gate: Gate[str] = Gate(RULES)
    gate.begin(5 * MS)
    key(gate, "a", 6)
    gate.focus(fact(30))
    key(gate, "b", 300)
    gate.focus(fact(401))

    assert gate.release(402 * MS) == [
        GapChange(5 * MS, True, Hidden.KEYS, GapReason.UNKNOWN),
        GapChange(30 * MS + MARGIN_NS, False, Hidden.KEYS, GapReason.UNKNOWN),
        Publish("b"),
    ]


def test_a_key_waits_for_an_answer_that_was_asked_for_well_after_it() -> None:
    gate = public_gate()
    key(gate, "a", 200)
    settled_ms = 200 + SETTLE_NS // MS

    gate.focus(fact(settled_ms - 1))
    assert gate.release(settled_ms * MS) == []
    gate.focus(fact(settled_ms))
    assert gate.release(settled_ms * MS) == [Publish("a")]


@pytest.mark.parametrize("answer", [Answer.SECRET, Answer.UNKNOWN, Answer.NONE])
def test_bad_news_hide_every_key_that_waits(answer: Answer) -> None:
    gate = public_gate()
    for at, name in enumerate("abc"):
        key(gate, name, 200 + at)
    gate.focus(fact(210, answer))
    gate.focus(fact(250))
    gate.focus(fact(400))

    assert passed(gate.release(500 * MS)) == []


def test_good_news_bring_back_no_key_that_was_typed_before_them() -> None:
    gate: Gate[str] = Gate(RULES)
    gate.begin(0)
    gate.focus(fact(0, Answer.SECRET))
    key(gate, "a", 100)
    gate.focus(fact(120, known_ms=130))
    # Typed before the good news, or so soon after them that it may have been before: late arrivals.
    key(gate, "b", 125)
    key(gate, "c", 130 + MARGIN_NS // MS - 1)
    key(gate, "d", 130 + MARGIN_NS // MS)
    gate.focus(fact(260))

    assert passed(gate.release(261 * MS)) == ["d"]


def test_no_answer_in_time_is_an_answer() -> None:
    gate = public_gate()
    key(gate, "a", 200)

    assert gate.release(200 * MS + HOLD_NS - 1) == []
    (gap,) = gate.release(200 * MS + HOLD_NS)
    assert isinstance(gap, GapChange)
    assert (gap.begins, gap.hidden, gap.reason) == (True, Hidden.KEYS, GapReason.UNKNOWN)
    assert gap.at_ns <= 200 * MS
    # The answer comes, too late for this key.
    gate.focus(fact(310, known_ms=460))
    assert passed(gate.release(600 * MS)) == []
    key(gate, "b", 700)
    gate.focus(fact(800))
    assert passed(gate.release(801 * MS)) == ["b"]


def test_an_answer_that_was_known_too_late_does_not_count_however_late_the_gate_is_asked() -> None:
    gate = public_gate()
    key(gate, "a", 200)
    gate.focus(fact(320, known_ms=200 + HOLD_NS // MS))
    assert passed(gate.release(900 * MS)) == []

    gate = public_gate()
    key(gate, "a", 200)
    gate.focus(fact(320, known_ms=200 + HOLD_NS // MS - 1))
    assert passed(gate.release(900 * MS)) == ["a"]


def test_while_a_question_is_open_keys_wait_and_the_answer_decides() -> None:
    for answer, expected in ((Answer.PUBLIC, ["a"]), (Answer.SECRET, []), (Answer.UNKNOWN, [])):
        gate = public_gate()
        gate.focus(fact(200, Answer.PENDING, epoch=1))
        key(gate, "a", 210)
        gate.focus(fact(200, answer, 250, epoch=1))
        gate.focus(fact(310, answer, 315, epoch=1))
        assert passed(gate.release(320 * MS)) == expected


def test_a_place_that_was_left_before_it_answered_stays_hidden() -> None:
    """A dialog that comes and goes: nobody could say that it asked for a password."""
    gate = public_gate()
    key(gate, "before", 150)
    gate.focus(fact(200, Answer.PENDING, epoch=1))
    key(gate, "inside", 210)
    key(gate, "as the focus moved", 190)
    gate.focus(fact(240, Answer.PENDING, epoch=2))
    key(gate, "late", 230)
    key(gate, "after", 240 + MARGIN_NS // MS)
    gate.focus(fact(240, Answer.PUBLIC, 245, epoch=2))
    gate.focus(fact(370, Answer.PUBLIC, 372, epoch=2))

    decisions = gate.release(380 * MS)

    assert passed(decisions) == ["before", "after"]
    ((hidden, begin_ns, end_ns),) = stretches(
        [each for each in decisions if isinstance(each, GapChange)]
    )
    assert (hidden, begin_ns, end_ns) == (
        Hidden.KEYS, 200 * MS - MARGIN_NS, 240 * MS + MARGIN_NS,
    )  # fmt: skip


def test_asking_again_about_the_same_place_is_not_leaving_it() -> None:
    gate = public_gate()
    gate.focus(fact(200, Answer.PENDING, epoch=1))
    key(gate, "a", 210)
    gate.focus(fact(220, Answer.PENDING, epoch=1))
    gate.focus(fact(320, epoch=1))

    assert passed(gate.release(330 * MS)) == ["a"]


def test_a_dialog_that_comes_and_goes_on_a_whole_desktop() -> None:
    places = [Place(0, "public"), Place(1_000, "secret", 5, 400), Place(1_060, "public", 5, 3)]
    inputs = [Input(1_030, 1, True), Input(1_040, 1, False), Input(1_500, 2, True)]

    desktop = Desktop(places, inputs, end_ms=2_000).run()

    check(desktop)
    assert [item.control for _, item in desktop.published()] == [2]


def test_a_program_that_may_not_be_recorded_hides_the_pointer_as_well() -> None:
    gate = public_gate()
    gate.release(100 * MS)
    gate.put("click", 150 * MS, Kind.POINTER, control="left", pressed=True, place=(1, 1))
    clicked = gate.release(150 * MS)
    gate.focus(fact(200, window=SAFE))
    gate.put("hidden", 210 * MS, Kind.POINTER, place=(2, 2))
    gate.focus(fact(300, known_ms=310))
    # It happened before the good news and came after them.
    gate.put("late", 305 * MS, Kind.POINTER, place=(3, 3))
    gate.put("shown", 330 * MS, Kind.POINTER, place=(4, 4))

    assert clicked == [Publish("click")]
    assert gate.release(400 * MS) == [
        Close(150 * MS + 1, Kind.POINTER, "left"),
        GapChange(150 * MS + 1, True, Hidden.ALL, GapReason.APP_NOT_ALLOWED),
        GapChange(310 * MS + MARGIN_NS, False, Hidden.ALL, GapReason.APP_NOT_ALLOWED),
        Publish("shown"),
    ]


def test_pointer_input_in_a_password_field_is_recorded() -> None:
    gate = public_gate()
    gate.focus(fact(200, Answer.SECRET))
    gate.put("click", 210 * MS, Kind.POINTER, control="left", pressed=True, place=(1, 1))

    assert passed(gate.release(211 * MS)) == ["click"]


def test_paused_and_locked_hide_all_and_opening_shows_again() -> None:
    for begin, end, reason in (
        (lambda gate: gate.pause(200 * MS), lambda gate: gate.resume(400 * MS), GapReason.PAUSED),
        (
            lambda gate: gate.lock(LockFact(200 * MS, True)),
            lambda gate: gate.lock(LockFact(400 * MS, False)),
            GapReason.LOCKED,
        ),
    ):
        gate = public_gate()
        begin(gate)
        key(gate, "a", 300)
        gate.put("move", 300 * MS, Kind.POINTER, place=(0, 0))
        gate.focus(fact(350))
        end(gate)
        key(gate, "b", 500)
        gate.focus(fact(600))
        decisions = gate.release(601 * MS)
        assert passed(decisions) == ["b"]
        reasons = {each.reason for each in decisions if isinstance(each, GapChange)}
        assert reasons == {reason}


def test_what_is_down_when_a_gap_begins_is_closed_and_its_release_is_not_told_again() -> None:
    gate = public_gate()
    key(gate, "shift", 200)
    gate.focus(fact(300))
    assert passed(gate.release(301 * MS)) == ["shift"]

    gate.focus(fact(400, Answer.SECRET))
    key(gate, "shift", 450, pressed=False)
    gate.focus(fact(500))
    key(gate, "shift", 600)
    key(gate, "shift", 610, pressed=False)
    gate.focus(fact(720))
    decisions = gate.release(721 * MS)

    (begin,) = (each for each in decisions if isinstance(each, GapChange) and each.begins)
    closes = [each for each in decisions if isinstance(each, Close)]
    assert closes == [Close(begin.at_ns, Kind.KEY, "shift")]
    assert decisions.index(closes[0]) < decisions.index(begin)
    assert passed(decisions) == ["shift", "shift"]


def test_a_key_that_was_pressed_hidden_and_released_in_public_tells_nothing() -> None:
    gate = public_gate()
    gate.focus(fact(200, Answer.SECRET))
    key(gate, "a", 210)
    gate.focus(fact(300))
    key(gate, "a", 400)  # The keyboard repeats it.
    key(gate, "a", 410, pressed=False)
    gate.focus(fact(520))

    assert passed(gate.release(521 * MS)) == []


def test_a_release_in_a_place_that_was_left_unanswered_closes_the_key_once() -> None:
    gate = public_gate()
    key(gate, "a", 150)
    gate.focus(fact(200, Answer.PENDING, epoch=1))
    key(gate, "a", 210)  # A repeat.
    key(gate, "a", 215, pressed=False)
    gate.focus(fact(240, Answer.PENDING, epoch=2))
    gate.focus(fact(260, epoch=2))
    decisions = gate.release(261 * MS)
    key(gate, "a", 300)
    key(gate, "a", 310, pressed=False)
    gate.focus(fact(411, epoch=2))
    decisions += gate.release(412 * MS)

    told = [type(each) for each in decisions if not isinstance(each, GapChange)]
    assert told == [Publish, Close, Publish, Publish]


def test_a_key_that_is_held_over_a_place_that_was_left_unanswered_goes_on_as_it_was() -> None:
    gate = public_gate()
    key(gate, "a", 150)
    gate.focus(fact(200, Answer.PENDING, epoch=1))
    key(gate, "a", 210)  # A repeat.
    gate.focus(fact(240, Answer.PENDING, epoch=2))
    gate.focus(fact(260, epoch=2))
    decisions = gate.release(261 * MS)
    for at_ms, pressed in ((300, False), (310, True), (320, False)):
        key(gate, "a", at_ms, pressed=pressed)
    gate.focus(fact(421, epoch=2))
    decisions += gate.release(422 * MS)

    assert passed(decisions) == ["a"] * 4
    assert not [each for each in decisions if isinstance(each, Close)]


def test_after_a_hidden_program_keys_stay_hidden_until_the_next_place_has_answered() -> None:
    gate = public_gate()
    gate.focus(fact(200, window=SAFE))
    gate.focus(fact(300, Answer.PENDING, epoch=1))
    key(gate, "a", 350)
    gate.put("move", 350 * MS, Kind.POINTER, place=(0, 0))
    gate.focus(fact(300, Answer.PUBLIC, 360, epoch=1))
    key(gate, "b", 400)
    gate.focus(fact(501, epoch=1))
    decisions = gate.release(502 * MS)

    assert passed(decisions) == ["move", "b"]
    gaps = [each for each in decisions if isinstance(each, GapChange)]
    assert [(hidden, end_ns) for hidden, _, end_ns in stretches(gaps)] == [
        (Hidden.ALL, 300 * MS), (Hidden.KEYS, 360 * MS + MARGIN_NS),
    ]  # fmt: skip


def test_a_masked_box_hides_the_pointer_inside_it_and_closes_what_it_holds() -> None:
    gate = public_gate()
    gate.mask(150 * MS, [Rect(0, 0, 10, 10)])
    gate.put("outside", 160 * MS, Kind.POINTER, control="left", pressed=True, place=(20, 5))
    gate.put("inside", 170 * MS, Kind.POINTER, place=(5, 5))
    gate.put("up", 180 * MS, Kind.POINTER, control="left", pressed=False, place=(5, 5))
    gate.put("down", 190 * MS, Kind.POINTER, control="left", pressed=True, place=(5, 5))
    gate.put("up", 200 * MS, Kind.POINTER, control="left", pressed=False, place=(20, 5))
    gate.mask(300 * MS, [Rect(0, 0, 5, 5)])
    gate.mask(310 * MS, [])
    gate.put("again", 320 * MS, Kind.POINTER, place=(2, 2))

    decisions = gate.release(400 * MS)

    assert passed(decisions) == ["outside", "again"]
    assert [each for each in decisions if isinstance(each, Close)] == [
        Close(180 * MS, Kind.POINTER, "left")
    ]
    gaps = [each for each in decisions if isinstance(each, GapChange)]
    assert stretches(gaps) == [(Hidden.PIXELS, 150 * MS, 310 * MS)]


def test_a_window_of_our_own_is_masked_without_a_gap() -> None:
    gate = public_gate()
    gate.mask(150 * MS, [Rect(0, 0, 10, 10)], None)
    gate.put("inside", 170 * MS, Kind.POINTER, place=(5, 5))
    gate.mask(200 * MS, [Rect(0, 0, 10, 10)], GapReason.APP_NOT_ALLOWED)
    gate.mask(210 * MS, [], None)

    decisions = gate.release(300 * MS)

    assert passed(decisions) == []
    gaps = [each for each in decisions if isinstance(each, GapChange)]
    assert stretches(gaps) == [(Hidden.PIXELS, 200 * MS, 210 * MS)]


def test_the_end_closes_what_is_down_and_every_gap_and_lies_behind_none() -> None:
    gate = public_gate()
    gate.put("click", 150 * MS, Kind.POINTER, control="left", pressed=True, place=(1, 1))
    key(gate, "a", 160)
    gate.focus(fact(260))
    gate.release(261 * MS)
    gate.mask(270 * MS, [Rect(0, 0, 1, 1)])
    key(gate, "waits", 300)

    decisions = gate.finish(350 * MS)

    assert passed(decisions) == []
    assert {(each.kind, each.control) for each in decisions if isinstance(each, Close)} == {
        (Kind.POINTER, "left"), (Kind.KEY, "a"),
    }  # fmt: skip
    gaps = [each for each in decisions if isinstance(each, GapChange)]
    assert {hidden for hidden, _, _ in stretches(gaps)} == {Hidden.KEYS, Hidden.PIXELS}
    assert max(each.at_ns for each in gaps) == 350 * MS


def test_forgetting_drops_what_waits_and_releases_of_what_was_down() -> None:
    gate = public_gate()
    key(gate, "shift", 150)
    gate.focus(fact(260))
    gate.release(261 * MS)
    key(gate, "waits", 270)

    gate.forget()
    key(gate, "waits", 290, pressed=False)
    key(gate, "shift", 300, pressed=False)
    key(gate, "b", 310)
    gate.focus(fact(420))

    assert passed(gate.release(421 * MS)) == ["b"]


def test_the_context_is_asked_when_a_key_has_settled_and_not_too_often() -> None:
    gate = public_gate()
    assert gate.next_ns() is None
    assert not gate.wants_answer(150 * MS)
    key(gate, "a", 200)

    assert gate.next_ns() == 200 * MS + SETTLE_NS
    assert not gate.wants_answer(200 * MS + SETTLE_NS - 1)
    assert gate.wants_answer(200 * MS + SETTLE_NS)
    assert not gate.wants_answer(200 * MS + SETTLE_NS + ASK_EVERY_NS - 1)
    assert gate.next_ns() == 200 * MS + SETTLE_NS + ASK_EVERY_NS
    assert gate.wants_answer(200 * MS + SETTLE_NS + ASK_EVERY_NS)
    gate._asked_ns = 440 * MS
    assert gate.next_ns() == 200 * MS + HOLD_NS


def test_a_program_that_hung_for_a_moment_is_asked_again_while_somebody_types() -> None:
    gate = public_gate()
    key(gate, "a", 200)
    gate.release(200 * MS)
    assert gate.wants_answer(300 * MS)
    gate.focus(fact(300, Answer.UNKNOWN, 440))
    assert not gate.wants_answer(5_000 * MS)
    assert gate.next_ns() is None

    key(gate, "b", 5_300)
    key(gate, "c", 5_900)
    gate.release(5_900 * MS)
    assert gate.next_ns() == 6_000 * MS
    assert not gate.wants_answer(5_999 * MS)
    assert gate.wants_answer(6_000 * MS)
    assert not gate.wants_answer(6_500 * MS)
    gate.focus(fact(6_000, Answer.PUBLIC, 6_002))
    key(gate, "d", 6_100)
    gate.focus(fact(6_200))

    assert passed(gate.release(6_201 * MS)) == ["d"]


def test_a_secret_place_is_not_asked_again_because_somebody_types() -> None:
    gate = public_gate()
    gate.focus(fact(200, Answer.SECRET))
    key(gate, "a", 300)

    assert gate.next_ns() is None
    assert not gate.wants_answer(9_000 * MS)
