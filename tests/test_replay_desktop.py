"""Real input on a real X server, recorded and reduced: what was done is what is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recorder.capture.input import RawInput, RawKind
from recorder.capture.keyboard_x11 import X11Keyboard
from recorder.capture.translator import Translator
from replay.actions import reduce
from studio.virtual_desktop import wait_until
from tests.input_helpers import plain_server, recording
from tests.replay_script import brief

pytestmark = pytest.mark.display

EXPECTED = [
    "left click 100,100",
    "left double 300,200",
    "right click 50,60",
    "left drag 200,300>400,350",
    "scroll 0,-3 400,350",
    "scroll 0,2 400,350",
    "type 'Hello, World'",
    "key enter",
    "type 'vote $5'",
    "key ctrl+s",
    "key ctrl+shift+t",
    "key alt+f4",
    "left triple 600,600",
]
BUTTON_RELEASES = 1 + 2 + 1 + 1 + 3 + 2 + 3


def released(raw: list[RawInput]) -> int:
    return sum(one.kind == RawKind.BUTTON_UP for one in raw)


def test_a_scripted_person_is_understood() -> None:
    with plain_server() as desktop, recording(desktop) as taken:
        person = taken.person
        person.pause_s = 0.02
        person.click(100, 100)
        person.click(300, 200, count=2)
        person.click(50, 60, "right")
        person.drag(200, 300, 400, 350)
        person.scroll("down", 3)
        person.scroll("up", 2)
        person.type("Hello, World\nvote $5")
        person.chord("ctrl", "s")
        person.chord("ctrl", "shift", "t")
        person.chord("alt", "F4")
        person.click(600, 600, count=3)
        wait_until(lambda: released(taken.raw) == BUTTON_RELEASES, "the last click")
        translator = Translator(X11Keyboard(desktop.display))
        events = [event for one in taken.raw for event in translator.translate(one)]
    numbered = [replace(event, seq=seq) for seq, event in enumerate(events, 1)]

    found = [brief(item.action) for item in reduce(numbered).found]

    assert found == EXPECTED
