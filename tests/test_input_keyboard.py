"""Layouts of a real X server: text is what the layout makes of a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

from recorder.capture.input import RawKind
from recorder.capture.keyboard_x11 import X11Keyboard, input_method_active
from recorder.capture.translator import Translator
from recorder.errors import CaptureError
from recorder.session.events import KeyEvent
from studio.virtual_desktop import VirtualDesktop
from tests.input_helpers import (
    ALT_GR,
    CAPS_LOCK,
    SHIFT,
    Recording,
    plain_server,
    press,
    recording,
    set_layout,
)

pytestmark = pytest.mark.display
NO_INPUT_METHOD: Mapping[str, str] = {"LANG": "en_US.UTF-8"}
Q, E, A, RETURN, CONTROL = 24, 26, 38, 36, 37
ACUTE, DIGIT_1 = 21, 10  # where a German keyboard has its dead acute; the number 1


class Pressed(NamedTuple):
    symbol: str
    text: str | None


@pytest.fixture(scope="module")
def server() -> Iterator[VirtualDesktop]:
    with plain_server() as desktop:
        yield desktop


def read(
    server: VirtualDesktop, taken: Recording, environ: Mapping[str, str] = NO_INPUT_METHOD
) -> list[Pressed]:
    """What the presses of a finished recording mean, modifiers left out."""
    keyboard = X11Keyboard(server.display, environ)
    translator = Translator(keyboard)
    events = [event for one in taken.raw for event in translator.translate(one)]
    keyboard.close()
    modifiers = ("Shift_L", "ISO_Level3_Shift", "Caps_Lock", "Control_L")
    return [
        Pressed(event.symbol, event.text)
        for event in events
        if isinstance(event, KeyEvent) and event.pressed and event.symbol not in modifiers
    ]


def test_us_letters_shift_and_caps_lock(server: VirtualDesktop) -> None:
    set_layout(server, "us")
    with recording(server) as taken:
        press(taken.person, A)
        press(taken.person, SHIFT, A)
        press(taken.person, CAPS_LOCK)
        press(taken.person, A)
        press(taken.person, SHIFT, A)
        press(taken.person, CAPS_LOCK)
        press(taken.person, SHIFT, DIGIT_1)

    assert read(server, taken) == [
        ("a", "a"), ("A", "A"), ("A", "A"), ("a", "a"), ("exclam", "!"),
    ]  # fmt: skip


def test_german_alt_gr_and_dead_keys(server: VirtualDesktop) -> None:
    set_layout(server, "de")
    with recording(server) as taken:
        press(taken.person, ALT_GR, Q)
        press(taken.person, ACUTE)
        press(taken.person, E)

    assert read(server, taken) == [("at", "@"), ("dead_acute", ""), ("e", "é")]


def test_a_dead_key_that_does_not_fit_gives_unknown_text(server: VirtualDesktop) -> None:
    set_layout(server, "de")
    with recording(server) as taken:
        press(taken.person, ACUTE)
        press(taken.person, Q)
        press(taken.person, Q)

    assert read(server, taken) == [("dead_acute", ""), ("q", None), ("q", "q")]


def test_cyrillic_as_the_only_layout(server: VirtualDesktop) -> None:
    set_layout(server, "ru")
    with recording(server) as taken:
        press(taken.person, A)

    assert read(server, taken) == [("Cyrillic_ef", "ф")]


def test_the_second_group_of_two_layouts(server: VirtualDesktop) -> None:
    menu = 135
    set_layout(server, "us,ru", "-option", "", "-option", "grp:menu_toggle")
    with recording(server) as taken:
        for code in (A, menu, A, menu, A):
            press(taken.person, code)
    seen = read(server, taken)
    set_layout(server, "us", "-option", "")

    letters = [press for press in seen if press.symbol != "ISO_Next_Group"]
    assert letters == [("a", "a"), ("Cyrillic_ef", "ф"), ("a", "a")]


def test_chords_and_control_keys_type_nothing(server: VirtualDesktop) -> None:
    set_layout(server, "us")
    with recording(server) as taken:
        press(taken.person, CONTROL, A)
        press(taken.person, RETURN)

    assert read(server, taken) == [("a", ""), ("Return", "")]


def test_a_layout_switched_in_the_middle_counts_from_there_on(server: VirtualDesktop) -> None:
    set_layout(server, "us")
    keyboard = X11Keyboard(server.display, NO_INPUT_METHOD)
    translator = Translator(keyboard)
    with recording(server) as taken:
        press(taken.person, 29)
        before = [e for one in taken.wait_for(2) for e in translator.translate(one)]
        done = len(taken.raw)
        set_layout(server, "de")
        press(taken.person, 29)
        taken.wait_for(4)
    after = [e for one in taken.raw[done:] for e in translator.translate(one)]
    keyboard.close()

    assert RawKind.LAYOUT in {one.kind for one in taken.raw[done:]}
    assert [e.text for e in before if isinstance(e, KeyEvent) and e.pressed] == ["y"]
    assert [e.text for e in after if isinstance(e, KeyEvent) and e.pressed] == ["z"]


def test_text_is_unknown_where_an_input_method_may_change_it(server: VirtualDesktop) -> None:
    set_layout(server, "us")
    with recording(server) as taken:
        press(taken.person, A)
        press(taken.person, RETURN)

    seen = read(server, taken, {"LANG": "en_US.UTF-8", "XMODIFIERS": "@im=ibus"})

    assert seen == [("a", None), ("Return", "")]


@pytest.mark.parametrize(
    ("environ", "active"),
    [
        ({}, False),
        ({"XMODIFIERS": "@im=none"}, False),
        ({"XMODIFIERS": "@im=fcitx"}, True),
        ({"GTK_IM_MODULE": "ibus"}, True),
        ({"GTK_IM_MODULE": "gtk-im-context-simple"}, False),
        ({"QT_IM_MODULE": "fcitx"}, True),
    ],
)
def test_an_input_method_is_recognised(environ: dict[str, str], active: bool) -> None:
    assert input_method_active(environ) is active


def test_a_missing_server_is_one_sentence() -> None:
    with pytest.raises(CaptureError, match="unreachable"):
        X11Keyboard(":4711")
