"""Input of a real X server: nothing lost, in order, with the right times."""

from __future__ import annotations

import os
import signal
import time

import pytest
import xcffib.xproto

from recorder.capture.input import Held, RawInput, RawKind, open_input
from recorder.capture.translator import Translator
from recorder.errors import CaptureError
from recorder.session.events import ButtonEvent, MoveEvent, ScrollEvent
from studio.scripted_person import KEY_PRESS, KEY_RELEASE, ScriptedPerson
from studio.virtual_desktop import wait_until
from tests.input_helpers import plain_server, press, recording, running, server_pid

pytestmark = pytest.mark.display
A_KEY = 38
MS = 1_000_000


def test_moves_keys_buttons_and_scrolls_arrive_once_and_in_order() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        person = taken.person
        move_along(person, [(100 + step, 300) for step in range(200)])
        person.button("right", down=True)
        person.button("right", down=False)
        person.scroll("down", 3)
        press(person, A_KEY)
        raw = taken.wait_for(200 + 2 + 6 + 2)
        translator = Translator(None)

        events = [event for one in raw for event in translator.translate(one)]

    assert [(r.x, r.y) for r in raw[:200]] == [(100 + step, 300) for step in range(200)]
    assert all(isinstance(event, MoveEvent) for event in events[:200])
    assert [type(event) for event in events[200:]] == [ButtonEvent] * 2 + [ScrollEvent] * 3
    assert [one.kind for one in raw[-2:]] == [RawKind.KEY_DOWN, RawKind.KEY_UP]
    assert len(raw) == 210


def test_a_single_event_on_a_quiet_server_is_not_kept_back() -> None:
    late_ms: list[float] = []
    with plain_server() as desktop:
        arrived: list[int] = []
        source = open_input(keys=True, mouse=True, display=desktop.display)
        source.start(lambda _: arrived.append(time.monotonic_ns()))
        person = ScriptedPerson(desktop.display)
        with running(source):
            for step in range(20):
                sent_ns = person.move(10 + step, 10)
                wait_until(lambda step=step: len(arrived) > step, "the move")
                late_ms.append((arrived[-1] - sent_ns) / MS)
                # Longer than the pace of the source: each event meets a quiet one.
                time.sleep(0.02)
        person.close()

    # Without the bell the server keeps events back for as long as nothing else happens.
    assert sorted(late_ms)[10] < 10


def test_times_are_those_of_the_injection() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        path = [(step % 1000, step // 1000) for step in range(1, 1500)]
        sent = move_along(taken.person, path)
        raw = taken.wait_for(len(sent))

    errors_ms = sorted(abs(r.at_ns - at) / MS for r, at in zip(raw, sent, strict=True))
    assert errors_ms[len(errors_ms) // 2] < 3


def test_holding_a_key_gives_repeats_and_one_release() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        taken.person._send(KEY_PRESS, A_KEY)
        taken.wait_for(5)
        taken.person._send(KEY_RELEASE, A_KEY)
        wait_until(lambda: taken.raw[-1].kind == RawKind.KEY_UP, "the release")

    kinds = [one.kind for one in taken.inputs]
    assert kinds == [RawKind.KEY_DOWN] * (len(kinds) - 1) + [RawKind.KEY_UP]


def test_what_is_down_at_the_start_is_told() -> None:
    with plain_server() as desktop:
        person = ScriptedPerson(desktop.display)
        person._send(KEY_PRESS, A_KEY)
        person.button("left", down=True)
        person._x.core.GetInputFocus().reply()

        with recording(desktop) as taken:
            held = taken.held
        with recording(desktop, mouse=False) as keys_only:
            pass
        person.close()

    assert held == Held(frozenset({A_KEY}), frozenset({1}))
    assert keys_only.held == Held(frozenset({A_KEY}), frozenset())


@pytest.mark.parametrize(
    ("keys", "mouse", "seen"),
    [
        (True, False, {RawKind.KEY_DOWN, RawKind.KEY_UP}),
        (False, True, {RawKind.MOVE, RawKind.BUTTON_DOWN, RawKind.BUTTON_UP}),
    ],
)
def test_what_was_not_granted_never_leaves_the_server(
    keys: bool, mouse: bool, seen: set[RawKind]
) -> None:
    with plain_server() as desktop, recording(desktop, keys=keys, mouse=mouse) as taken:
        for _ in range(3):
            taken.person.move(50, 50)
            press(taken.person, A_KEY)
            taken.person.click(60, 60)

    assert {one.kind for one in taken.inputs} == seen


def test_stop_delivers_what_has_happened() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        move_along(taken.person, [(step, step) for step in range(500)])

    assert len(taken.raw) == 500


def test_what_waits_before_anybody_reads_is_kept() -> None:
    raw: list[RawInput] = []
    with plain_server() as desktop:
        source = open_input(keys=True, mouse=True, display=desktop.display)
        source.start(raw.append)
        person = ScriptedPerson(desktop.display)
        for step in range(1, 1501):
            person.move(step % 1000, step // 1000)

        with running(source):
            wait_until(lambda: len(raw) >= 1500, "the moves")
        person.close()

    assert [(one.x, one.y) for one in raw] == [(n % 1000, n // 1000) for n in range(1, 1501)]


def test_input_that_the_server_may_have_dropped_ends_the_source() -> None:
    with plain_server() as desktop:
        source = open_input(keys=True, mouse=True, display=desktop.display)
        source.start(lambda _: None)
        person = ScriptedPerson(desktop.display)
        # A program that follows the pointer makes the server send each event alone; and nobody
        # reads meanwhile, as on a machine that has no time.
        _follow_the_pointer(person)
        for step in range(2000):
            person.move(step % 1000, step // 1000)
        person._x.core.GetInputFocus().reply()

        source.run()
        person.close()

    with pytest.raises(CaptureError, match="dropped"):
        source.check()


def test_a_killed_server_is_noticed() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        os.kill(server_pid(taken.person), signal.SIGKILL)
        wait_until(lambda: taken.source._life.died, "the end of the source")

        with pytest.raises(CaptureError, match="stopped sending input"):
            taken.source.check()


def test_no_server_is_one_sentence() -> None:
    source = open_input(keys=True, mouse=True, display=":4711")

    with pytest.raises(CaptureError, match="cannot be recorded"):
        source.start(lambda _: None)


def test_a_source_that_is_stopped_before_it_runs_does_not_run() -> None:
    raw: list[RawInput] = []
    with plain_server() as desktop:
        source = open_input(keys=True, mouse=True, display=desktop.display)
        source.start(raw.append)
        source.stop()
        source.stop()

        source.run()
        source.check()

    assert raw == []


@pytest.mark.prove
def test_a_thousand_moves_and_forty_keys_a_second_lose_nothing() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        sent: list[tuple[int, int]] = []
        begin = time.monotonic()
        for step in range(10_000):
            time.sleep(max(0.0, begin + step / 1000 - time.monotonic()))
            sent.append((taken.person.move(step % 1280, step // 1280), RawKind.MOVE))
            if step % 50 == 0:
                sent.append((taken.person._send(KEY_PRESS, A_KEY), RawKind.KEY_DOWN))
                sent.append((taken.person._send(KEY_RELEASE, A_KEY), RawKind.KEY_UP))
        raw = taken.wait_for(len(sent))

    assert [one.kind for one in raw] == [kind for _, kind in sent]
    errors_ms = sorted(abs(r.at_ns - at) / MS for r, (at, _) in zip(raw, sent, strict=True))
    assert errors_ms[len(errors_ms) * 99 // 100] < 3


def move_along(person: ScriptedPerson, path: list[tuple[int, int]]) -> list[int]:
    """Move from point to point, some thousand a second; returns the times."""
    sent: list[int] = []
    for index, (x, y) in enumerate(path):
        sent.append(person.move(x, y))
        if index % 10 == 9:
            person.rest(0.002)
    return sent


def _follow_the_pointer(person: ScriptedPerson) -> None:
    mask, motion = xcffib.xproto.CW.EventMask, xcffib.xproto.EventMask.PointerMotion
    person._x.core.ChangeWindowAttributes(person._root, mask, [motion])
