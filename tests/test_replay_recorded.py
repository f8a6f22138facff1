"""A scripted person's deeds, recorded by the real engine: each becomes one right step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from replay.steps import trajectory_of
from studio.virtual_desktop import VirtualDesktop
from tests.engine_helpers import recording
from tests.input_helpers import ALT_GR, CAPS_LOCK, SHIFT
from tests.replay_person import MONITORS, Doer, Expected, office, read
from tests.session_helpers import make_worker

# Keycodes of a PC keyboard, named after what a German one has there.
Z, Y, A_UMLAUT, SHARP_S, Q, E, LETTER_O = 29, 52, 48, 20, 24, 26, 32
ACUTE, CIRCUMFLEX, U_UMLAUT = 21, 49, 34
A, B, C, U, CONTROL = 38, 56, 54, 30, 37
CYRILLIC_A, CYRILLIC_DE = 41, 46
LEFT = 0xFF51

Deeds = Callable[[Doer], None]
Difference = tuple[Expected | None, Expected | None]


def with_a_us_layout(do: Doer) -> None:
    """In three programs, with the keyboard that most have."""
    do.go("XTerm")
    do.click()
    do.type("Hello, Wrold\b\b\b\borld", "Hello, World")
    do.key("enter")
    do.go("XTerm", 40, 30)
    do.scroll("up", 3)
    do.scroll("down", 2)
    do.click(count=3)
    do.go("qt-form", 0, -60)
    do.click()
    do.type("vote $5")
    do.key("ctrl", "a")
    do.key("Left", repeat=3)
    do.go("painter", 30, 30)
    do.click("left", 1, "ctrl", "shift")
    do.drag(-200, 40)
    do.click("right", 2)
    do.go("Mousepad")
    do.click()
    do.type("two  spaces")
    do.key("enter")
    do.press("abCAB", (A,), (B,), (SHIFT, C), (CAPS_LOCK,), (A,), (B,), (CAPS_LOCK,))
    do.key("ctrl", "z", repeat=2)
    do.key("ctrl", "shift", "z")
    do.scroll("up", 1, "ctrl")
    do.scroll("down", 1, "ctrl")
    do.drag(60, 0, "shift")
    do.go("XTerm", -30, 40)
    do.click(count=2)
    do.click("middle")
    do.go("XTerm", 10, -60)
    do.drag(90, 20)
    do.type("more")
    do.key("ctrl", "u")
    do.key("delete")
    do.hold_key("left", LEFT)


def on_the_border(do: Doer) -> None:
    """With all buttons, in a window on both monitors that answers at once, or late."""
    do.go("painter", 60, 60)
    do.click("right", 3)
    do.go("painter", 0, 60)
    do.click("middle", 2)
    do.click("left", 1, "alt")
    do.click("back")
    do.click("forward")
    do.hold("left")
    do.hold("right")
    do.drag(-200, 60, "ctrl", button="right")
    do.drag(240, -60, button="middle")
    do.scroll("scroll-left", 2)
    do.scroll("scroll-right", 4)
    do.scroll("down", 2, "shift")
    do.go("painter", -170, -90)
    do.hover()
    do.go("painter", 90, 90)
    do.click("right")
    do.wait()


def with_others(do: Doer) -> None:
    """With dead keys, AltGr and letters that are not Latin."""
    do.use_layout("de")
    do.go("Mousepad", 40, 40)
    do.click()
    do.press("zyäß", (Z,), (Y,), (A_UMLAUT,), (SHARP_S,))
    do.key("tab")
    do.press("@€\\", (ALT_GR, Q), (ALT_GR, E), (ALT_GR, SHARP_S))
    do.key("enter")
    do.press("éôÉ", (ACUTE,), (E,), (CIRCUMFLEX,), (LETTER_O,), (ACUTE,), (SHIFT, E))
    do.key("ctrl", "z")
    do.go("qt-form", 10, -60)
    do.click()
    do.press("Üq?", (SHIFT, U_UMLAUT), (Q,), (SHIFT, SHARP_S))
    do.key("shift", "Home")
    do.key("delete")
    do.use_layout("ru")
    do.go("XTerm", 60, 0)
    do.click()
    do.press("да", (CYRILLIC_DE,), (CYRILLIC_A,))
    do.press_chord("key ctrl+u", CONTROL, U)
    do.key("enter")
    do.scroll("up", 5)


def recorded(desktop: VirtualDesktop, folder: Path, count: int, *deeds: Deeds) -> list[Difference]:
    """Where the steps of a recording differ from what was done."""
    with office(desktop) as places, recording(desktop, make_worker(folder)) as running:
        running.settle()
        do = Doer(desktop, running, places)
        for deed in deeds:
            deed(do)
        running.written()
        session = running.end(text="success")
        do.person.close()
    assert len(do.expected) == count
    trajectory = trajectory_of(session)
    *steps, last = trajectory.steps
    assert trajectory.used + sum(trajectory.left_out.values()) == len(session.events)
    assert last.sentence == "Finish with success"
    assert {display.bounds for display in session.meta.desktop.displays} >= set(MONITORS.values())
    pairs = zip_longest(do.expected, [read(step) for step in steps])
    return [(want, found) for want, found in pairs if want != found]


def test_each_of_sixty_deeds_is_one_right_step(desktop: VirtualDesktop, tmp_path: Path) -> None:
    assert recorded(desktop, tmp_path, 60, with_a_us_layout, on_the_border, with_others) == []
