"""One order for events of several threads: by time, numbered once, hotkeys taken out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder import timeline as timeline_module
from recorder.capture.hotkeys import Chord, GestureFilter, HotkeyStatus, Verb
from recorder.errors import InputLost
from recorder.session.events import (
    ConfirmEvent,
    GapEvent,
    GapReason,
    GestureEvent,
    Hidden,
    KeyEvent,
    MarkEvent,
    MoveEvent,
)
from recorder.timeline import UNNUMBERED, Timeline

CTRL, SHIFT, P = 29, 42, 25
STOP = HotkeyStatus(Verb.STOP, Chord(frozenset({"ctrl", "shift"}), "p"), P)
SYMBOLS = {CTRL: "Control_L", SHIFT: "Shift_L", P: "p"}


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Threads take turns after every few steps, so that a missing lock shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def confirm(t_ns: int) -> ConfirmEvent:
    return ConfirmEvent(UNNUMBERED, t_ns)


def key(t_ns: int, code: int, *, pressed: bool = True) -> KeyEvent:
    return KeyEvent(UNNUMBERED, t_ns, pressed, code, SYMBOLS[code], "")


def gap(t_ns: int, *, begins: bool, reason: GapReason = GapReason.UNSEEN) -> GapEvent:
    return GapEvent(UNNUMBERED, t_ns, begins, Hidden.PIXELS, reason)


def gestures() -> Timeline:
    timeline = Timeline()
    timeline.watch_gestures(GestureFilter((STOP,)))
    return timeline


CHORD = [key(10, CTRL), key(11, SHIFT), key(12, P), key(13, P, pressed=False)]
CHORD_UP = [key(14, SHIFT, pressed=False), key(15, CTRL, pressed=False)]


def test_events_come_out_in_the_order_of_their_times_and_are_numbered_so() -> None:
    timeline = Timeline()
    timeline.put([confirm(30), confirm(10)])
    timeline.put([confirm(20)])

    assert timeline.take(25) == [ConfirmEvent(0, 10), ConfirmEvent(1, 20)]
    assert timeline.take(25) == []
    timeline.put([confirm(26)])
    assert timeline.take_all() == [ConfirmEvent(2, 26), ConfirmEvent(3, 30)]
    assert timeline.numbered == 4


def test_what_happened_at_the_same_time_keeps_the_order_in_which_it_came() -> None:
    timeline = Timeline()
    timeline.put([MarkEvent(UNNUMBERED, 5, text) for text in "abc"])
    timeline.put([MarkEvent(UNNUMBERED, 5, "d")])

    assert [event.text for event in timeline.take(5)] == list("abcd")


def test_times_count_from_the_origin() -> None:
    timeline = Timeline(origin_ns=1_000)
    timeline.put([confirm(1_500)])

    assert timeline.since(1_700) == 700
    assert timeline.take(1_500) == [ConfirmEvent(0, 500)]


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=40))
def test_nothing_is_lost_or_doubled_and_numbers_rise(acts: list[tuple[int, bool]]) -> None:
    timeline, taken, given_count = Timeline(), list[ConfirmEvent](), 0
    for t_ns, takes in acts:
        if takes:
            batch = timeline.take(t_ns)
            assert all(event.t_ns <= t_ns for event in batch)
            assert [event.t_ns for event in batch] == sorted(event.t_ns for event in batch)
            taken += batch
        else:
            timeline.put([confirm(t_ns)])
            given_count += 1
    taken += timeline.take_all()

    assert len(taken) == given_count
    assert [event.seq for event in taken] == list(range(given_count))


def test_a_number_is_never_used_twice_also_not_after_forgetting() -> None:
    timeline = Timeline()
    timeline.put([confirm(1), confirm(2)])
    timeline.take(1)
    timeline.clear()
    timeline.put([confirm(3)])

    assert timeline.take_all() == [ConfirmEvent(1, 3)]


def told(timeline: Timeline) -> list[tuple[int, bool, GapReason]]:
    return [
        (event.t_ns, event.begins, event.reason)
        for event in timeline.take_all()
        if isinstance(event, GapEvent)
    ]


def test_gaps_of_one_name_that_overlap_are_one() -> None:
    timeline, unknown = Timeline(), GapReason.UNKNOWN
    timeline.put([gap(10, begins=True), gap(40, begins=False), confirm(41)])
    timeline.put([gap(20, begins=True), gap(30, begins=False)])
    timeline.put([gap(25, begins=True, reason=unknown), gap(50, begins=False, reason=unknown)])

    events = timeline.take(60)
    timeline.put([gap(70, begins=True), gap(80, begins=False)])

    assert [(event.seq, event.t_ns) for event in events] == [
        (0, 10),
        (1, 25),
        (2, 40),
        (3, 41),
        (4, 50),
    ]
    assert told(timeline) == [(70, True, GapReason.UNSEEN), (80, False, GapReason.UNSEEN)]


def test_after_forgetting_a_gap_that_the_record_has_open_still_ends() -> None:
    timeline = Timeline()
    timeline.put([gap(10, begins=True), gap(20, begins=True)])
    timeline.take(20)
    timeline.clear()
    timeline.go_on([(Hidden.PIXELS, GapReason.UNSEEN)])
    timeline.put([gap(40, begins=False)])

    assert told(timeline) == [(40, False, GapReason.UNSEEN)]


def test_too_much_that_waits_ends_the_recording_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_module, "WAITING_MAX", 3)
    timeline = Timeline()
    timeline.put([confirm(1)] * 3)

    with pytest.raises(InputLost, match="More input arrived"):
        timeline.put([confirm(2)])


def test_many_threads_put_and_nothing_is_lost(eager_threads: None) -> None:
    timeline, taken = Timeline(), list[ConfirmEvent]()
    threads = [
        threading.Thread(target=lambda n=n: [timeline.put([confirm(n)]) for _ in range(500)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        taken += timeline.take(4)
    taken += timeline.take_all()

    assert [event.seq for event in taken] == list(range(2_000))
    assert sorted(event.t_ns for event in taken) == [n for n in range(4) for _ in range(500)]


def test_a_hotkey_is_taken_out_and_its_modifiers_are_told() -> None:
    timeline = gestures()
    timeline.put([*CHORD, *CHORD_UP, key(20, P)])

    events = timeline.take_all()

    assert [(event.seq, type(event)) for event in events] == [
        (0, KeyEvent),
        (1, KeyEvent),
        (4, KeyEvent),
        (5, KeyEvent),
        (6, GestureEvent),
        (7, KeyEvent),
    ]
    assert events[4] == GestureEvent(6, 15, "stop", (0, 1, 4, 5))


def test_movement_between_the_keys_of_a_hotkey_stays() -> None:
    timeline = gestures()
    timeline.put([*CHORD, MoveEvent(UNNUMBERED, 12, 3, 4), *CHORD_UP])

    assert [type(event) for event in timeline.take_all()].count(MoveEvent) == 1


def test_a_hotkey_that_is_still_held_at_the_end_is_told_at_the_last_time_known() -> None:
    timeline = gestures()
    timeline.put(CHORD)
    taken = timeline.take(100)

    assert [event.seq for event in taken] == [0, 1]
    assert timeline.take_all() == [GestureEvent(4, 13, "stop", (0, 1))]


def test_after_forgetting_no_gesture_names_what_was_forgotten() -> None:
    timeline = gestures()
    timeline.put(CHORD)
    timeline.take(100)
    timeline.clear()
    timeline.put([*CHORD_UP, key(30, P)])

    events = timeline.take_all()

    assert [type(event) for event in events] == [KeyEvent] * 3
