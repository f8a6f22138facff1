"""Which frames stand before and after an action: complete before it, settled after it."""

from __future__ import annotations

import pytest

from recorder.session.events import (
    ConfirmEvent,
    Event,
    GapEvent,
    GapReason,
    Hidden,
    ScreenEvent,
)
from recorder.session.model import Rect
from replay.observations import FOREVER_NS, After, Before, Observations

MS = 1_000_000


def seen(*facts: str) -> Observations:
    """`f100` a frame complete at 100 ms, `c100` a confirmation, `p100 r100` pause and resume,
    `k100` keys hidden, `d100 e100` frames dropped and again stored. Frames count from 0."""
    events: list[Event] = []
    frames = 0
    for seq, fact in enumerate(facts, 1):
        t_ns = int(fact[1:]) * MS
        match fact[0]:
            case "f":
                events.append(ScreenEvent(seq, t_ns, frames, Rect(0, 0, 9, 9), 5 * MS))
                frames += 1
            case "c":
                events.append(ConfirmEvent(seq, t_ns))
            case "k":
                events.append(GapEvent(seq, t_ns, True, Hidden.KEYS, GapReason.PASSWORD))
            case "d" | "e" as kind:
                reason = GapReason.FRAMES_DROPPED
                events.append(GapEvent(seq, t_ns, kind == "d", Hidden.PIXELS, reason))
            case kind:
                events.append(GapEvent(seq, t_ns, kind == "p", Hidden.ALL, GapReason.PAUSED))
    return Observations(events)


def test_before_is_the_last_frame_that_was_complete():
    assert seen("f100", "f200").before(250 * MS) == Before(1, 200 * MS, 50 * MS)


def test_a_frame_complete_at_the_very_begin_counts():
    assert seen("f100", "f200").before(200 * MS) == Before(1, 200 * MS, 0)


def test_a_frame_complete_after_the_begin_is_never_the_one_before():
    assert seen("f100", "f201").before(200 * MS) == Before(0, 100 * MS, 100 * MS)


def test_a_confirmation_shortens_the_lag():
    assert seen("f100", "c180", "c220").before(200 * MS) == Before(0, 180 * MS, 20 * MS)


def test_a_confirmation_of_an_older_frame_says_nothing_of_the_new_one():
    assert seen("f100", "c150", "f180").before(200 * MS) == Before(1, 180 * MS, 20 * MS)


def test_without_a_frame_there_is_nothing_before():
    assert seen("f300").before(200 * MS) is None


def test_a_frame_from_before_a_pause_is_not_the_one_before():
    assert seen("f100", "p150", "r180").before(200 * MS) is None


def test_a_frame_that_was_confirmed_after_a_pause_is():
    assert seen("f100", "p150", "r180", "c190").before(200 * MS) == Before(0, 190 * MS, 10 * MS)


def test_hidden_keys_do_not_hide_the_frame():
    assert seen("f100", "k150").before(200 * MS) == Before(0, 100 * MS, 100 * MS)


def test_a_frame_from_before_a_dropped_one_is_not_the_one_before():
    assert seen("f100", "d150").before(200 * MS) is None


def test_a_frame_that_ended_the_dropping_is():
    assert seen("f100", "d150", "e180", "f180").before(200 * MS) == Before(1, 180 * MS, 20 * MS)


AFTER = [
    ("the first that stays", ("f0", "f210", "f900"), After(1, 210)),
    ("not one that changes again at once", ("f0", "f210", "f300", "f900"), After(2, 300)),
    ("the last of an animation", ("f0", *(f"f{t}" for t in range(210, 990, 30))), After(26, 960)),
    ("a frame from within the action", ("f0", "f150", "f1200"), After(1, 200)),
    ("within the action, without any proof", ("f0", "f150"), None),
    ("the old one, if it was confirmed", ("f0", "c700"), After(0, 700)),
    ("confirmed after a pause before it", ("f0", "p20", "r40", "c700"), After(0, 700)),
    ("nothing was captured", ("f0",), None),
    ("only a frame of the next action", ("f0", "f1100"), None),
    (
        "not one that a dropped frame followed",
        ("f0", "f210", "d300", "e700", "f700"),
        After(2, 700),
    ),
    ("not one from within that a dropped frame followed", ("f0", "f150", "d160", "c900"), None),
    ("not the old one, if a frame was dropped", ("f0", "d150", "c900"), None),
    ("within the action, before a dropped frame", ("f0", "f150", "d300"), After(1, 200)),
    ("no frame from after a pause", ("f0", "p300", "r600", "f700"), None),
    ("the last before a pause", ("f0", "f250", "p300", "r600", "f700"), After(1, 250)),
]


@pytest.mark.parametrize(("facts", "expected"), [c[1:] for c in AFTER], ids=[c[0] for c in AFTER])
def test_after_an_action_from_100_to_200_ms_before_one_at_1000_ms(
    facts: tuple[str, ...], expected: After | None
):
    after = seen(*facts).after(100 * MS, 200 * MS, 1000 * MS)
    assert after == (expected and After(expected.frame, expected.t_ns * MS))


def test_after_the_last_action_nothing_limits_the_search():
    assert seen("f0", "f9000").after(100 * MS, 200 * MS, FOREVER_NS) == After(1, 9000 * MS)
