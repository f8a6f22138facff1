"""Hotkeys of a real X server: they work with locks on and in any layout, once for each press."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from recorder.capture.hotkeys import Chord, Verb, default_chords, open_hotkeys, parse_chord
from recorder.capture.hotkeys_x11 import X11Hotkeys
from recorder.errors import CaptureError
from studio.scripted_person import KEY_PRESS, KEY_RELEASE, ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.input_helpers import plain_server, press, recording, running, server_pid, set_layout

pytestmark = pytest.mark.display
CTRL, ALT, SHIFT, P, NUM_LOCK, CAPS_LOCK = 37, 64, 50, 33, 77, 66
CHORD = (CTRL, ALT, SHIFT, P)
MS = 1_000_000


@contextmanager
def listening(
    desktop: VirtualDesktop, chords: dict[Verb, Chord] | None = None
) -> Iterator[list[tuple[Verb, int]]]:
    heard: list[tuple[Verb, int]] = []
    hotkeys = open_hotkeys(chords or default_chords(), desktop.display)
    statuses = hotkeys.start(lambda verb, at_ns: heard.append((verb, at_ns)))
    assert [status.problem for status in statuses] == [None] * len(statuses)
    with running(hotkeys):
        yield heard
    hotkeys.check()


def test_a_chord_is_heard_once_with_its_time_even_when_it_is_held() -> None:
    with plain_server() as desktop, listening(desktop) as heard:
        person = ScriptedPerson(desktop.display)
        before_ns = time.monotonic_ns()
        for code in CHORD:
            person._send(KEY_PRESS, code)
        wait_until(lambda: heard, "the verb")
        with recording(desktop, mouse=False) as taken:
            # Three repetitions went by: the server repeats, the verb does not.
            taken.wait_for(3)
        for code in reversed(CHORD):
            person._send(KEY_RELEASE, code)
        press(person, *CHORD)
        wait_until(lambda: len(heard) == 2, "the second verb")
        person.close()

    assert [verb for verb, _ in heard] == [Verb.PAUSE, Verb.PAUSE]
    assert -2 * MS < heard[0][1] - before_ns < 500 * MS


@pytest.mark.parametrize("lock", [NUM_LOCK, CAPS_LOCK])
def test_a_lock_that_is_on_does_not_matter(lock: int) -> None:
    with plain_server() as desktop, listening(desktop) as heard:
        person = ScriptedPerson(desktop.display)
        press(person, lock)
        press(person, *CHORD)
        wait_until(lambda: heard, "the verb")
        person.close()


@pytest.mark.parametrize("layout", ["ru", "us,ru", "de", "fr"])
def test_a_chord_works_in_any_layout(layout: str) -> None:
    with plain_server() as desktop:
        set_layout(desktop, layout)
        with listening(desktop) as heard:
            person = ScriptedPerson(desktop.display)
            press(person, *CHORD)
            wait_until(lambda: heard, "the verb")
            person.close()


def test_a_chord_stays_on_its_key_when_the_layout_is_switched() -> None:
    with plain_server() as desktop, listening(desktop) as heard:
        person = ScriptedPerson(desktop.display)
        set_layout(desktop, "ru")
        press(person, *CHORD)
        wait_until(lambda: heard, "the verb")
        person.close()


def test_a_chord_of_another_program_is_told_and_the_others_work() -> None:
    with plain_server() as desktop, listening(desktop, {Verb.MARK: parse_chord("ctrl+alt+m")}):
        hotkeys = X11Hotkeys(
            {Verb.PAUSE: parse_chord("ctrl+alt+m"), Verb.STOP: parse_chord("ctrl+alt+s")},
            desktop.display,
        )
        pause, stop = hotkeys.start(lambda verb, at_ns: None)
        hotkeys.stop()

    assert pause.problem == "Another program has taken ctrl+alt+m already."
    assert stop.problem is None


def test_a_stopped_listener_gives_its_chords_back() -> None:
    with plain_server() as desktop:
        with listening(desktop):
            pass

        with listening(desktop):
            pass


def test_a_killed_server_is_noticed() -> None:
    with plain_server() as desktop:
        person = ScriptedPerson(desktop.display)
        hotkeys = X11Hotkeys(default_chords(), desktop.display)
        hotkeys.start(lambda verb, at_ns: None)
        with running(hotkeys):
            os.kill(server_pid(person), signal.SIGKILL)
            wait_until(lambda: hotkeys._life.died, "the end of the listener")

            with pytest.raises(CaptureError, match="went away"):
                hotkeys.check()


def test_no_server_is_one_sentence() -> None:
    with pytest.raises(CaptureError, match="unreachable"):
        X11Hotkeys(default_chords(), ":4711").start(lambda verb, at_ns: None)
