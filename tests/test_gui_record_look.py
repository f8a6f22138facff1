"""The live picture: what it shows, what it hides, and what it remembers below Candor's windows."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor

from recorder.errors import CaptureError
from recorder.gate_rules import ANY_APP, AppRules
from recorder.media.slots import Picture
from recorder.session.model import Rect
from studio.gui.jobs import Cancelled, Progress
from studio.gui.record.look import Eye, Look, rules_without_consent
from studio.gui.record.memory import Memory
from studio.virtual_desktop import VirtualDesktop, end_group, wait_until

ALL = rules_without_consent()
XTERM = ("xterm", "-geometry", "60x20+200+150", "-bg", "#00a000", "-e", "cat")
WHOLE = Rect(0, 0, 64, 32)


@pytest.fixture
def eye(session_desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Eye]:
    monkeypatch.setenv("DISPLAY", session_desktop.display)
    made = Eye()
    yield made
    made.close()


@pytest.fixture
def terminal(session_desktop: VirtualDesktop, eye: Eye) -> Iterator[int]:
    """The process of a green terminal that stands on the desktop."""
    process = session_desktop.start(*XTERM)
    wait_until(lambda: _colour(eye.look(ALL)) == "#00a000", "the terminal")
    yield process.pid
    end_group(process)


def _colour(look: Look) -> str:
    """The colour in the middle of the terminal."""
    window = next((each.bounds for each in look.windows if each.name == "XTerm"), None)
    box = window or Rect(200, 150, 360, 260)
    share = look.picture.width() / look.desktop.width
    x, y = (box.x + box.width // 2) * share, (box.y + box.height // 2) * share
    return _near(QColor(look.picture.pixel(int(x), int(y))))


def _near(colour: QColor) -> str:
    """The colour in steps, because I420 rounds."""
    parts = (round(part / 32) * 32 for part in (colour.red(), colour.green(), colour.blue()))
    return "#" + "".join(f"{min(part, 255):02x}" for part in parts)


def test_a_desktop_that_does_not_change_is_the_same_look(eye: Eye, terminal: int) -> None:
    wait_until(lambda: eye.look(ALL) is eye.look(ALL), "the desktop to come to rest")


def test_what_is_never_recorded_is_not_in_the_picture(eye: Eye, terminal: int) -> None:
    rules = AppRules.of((ANY_APP,), ("xterm",), own_pids=(os.getpid(),))

    look = eye.look(rules)
    assert _colour(look) == "#000000"
    assert [each.name for each in look.windows] == []
    assert len(look.hidden) == 1


def test_rules_that_become_stricter_forget_what_was_seen(eye: Eye, terminal: int) -> None:
    assert _colour(eye.look(ALL)) == "#00a000"
    own = AppRules.of((ANY_APP,), own_pids=(terminal,))

    look = eye.look(own)
    assert look.unseen == look.own
    assert _colour(look) == "#000000"


def test_below_a_window_of_candor_lies_what_was_seen_there_last(
    eye: Eye, session_desktop: VirtualDesktop
) -> None:
    ours = session_desktop.start(*XTERM)
    own = AppRules.of((ANY_APP,), own_pids=(ours.pid,))
    try:
        wait_until(lambda: eye.look(ALL).windows, "our window")
        assert eye.look(own).unseen
        end_group(ours)
        bare = eye.look_behind(own, Progress(lambda _fraction, _text: None))
        assert not bare.own
        assert not bare.unseen
    finally:
        end_group(ours)


def test_to_look_behind_can_be_cancelled(eye: Eye, terminal: int) -> None:
    progress = Progress(lambda _fraction, _text: None)
    assert isinstance(progress.cancel, threading.Event)
    progress.cancel.set()

    with pytest.raises(Cancelled):
        eye.look_behind(AppRules.of((ANY_APP,), own_pids=(terminal,)), progress)


def test_a_desktop_that_is_not_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    eye = Eye()

    with pytest.raises(CaptureError, match="No X11 desktop answers"):
        eye.look(ALL)
    eye.close()


def test_what_is_covered_stays_as_it_was_seen() -> None:
    memory = Memory()
    memory.see(_plain(200), WHOLE, ())
    memory.see(_plain(20), WHOLE, (Rect(0, 0, 32, 32),))

    assert memory.knows(WHOLE)
    assert memory.picture.pixelColor(8, 8).red() > 180
    assert memory.picture.pixelColor(48, 8).red() < 40


def test_what_was_always_covered_is_not_known() -> None:
    memory = Memory()
    cover = Rect(0, 0, 32, 32)
    memory.see(_plain(200), WHOLE, (cover,))

    assert not memory.knows(cover)
    assert memory.knows(Rect(32, 0, 32, 32))
    memory.see(_plain(200), WHOLE, ())
    assert memory.knows(cover)
    memory.forget()
    assert not memory.knows(cover)
    assert memory.picture.isNull()


def test_a_wide_desktop_becomes_a_small_picture() -> None:
    memory = Memory()
    memory.see(_plain(200, 3840, 1080), Rect(-1920, 0, 3840, 1080), (Rect(-1920, 0, 1920, 1080),))

    assert (memory.picture.width(), memory.picture.height()) == (960, 270)
    assert not memory.knows(Rect(-1920, 0, 1920, 1080))
    assert memory.knows(Rect(0, 0, 1920, 1080))


def _plain(grey: int, width: int = 64, height: int = 32) -> Picture:
    picture = Picture(width, height)
    luma, blue, red = picture.planes
    luma[:], blue[:], red[:] = grey, 128, 128
    assert luma.dtype == np.uint8
    return picture
