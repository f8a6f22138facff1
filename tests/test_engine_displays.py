"""Displays that change while recording: what can goes on, what cannot ends with a sentence."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from recorder.session.events import DesktopEvent, ScreenEvent
from recorder.session.model import EndReason, Rect
from recorder.session.scan import SessionState
from studio.virtual_desktop import virtual_desktop
from tests.engine_helpers import of, pictures, recording
from tests.screen_helpers import HEIGHT, WIDTH, painting, small_desktop
from tests.session_helpers import make_worker
from tests.test_screen_x11 import set_monitor

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone


def test_a_recording_of_the_whole_desktop_goes_on_when_its_monitors_change(tmp_path: Path) -> None:
    with (
        small_desktop() as desktop,
        painting(desktop) as painter,
        recording(desktop, make_worker(tmp_path)) as running,
    ):
        running.wait_for(frames=1)
        set_monitor(painter, "left", Rect(0, 0, WIDTH // 2, HEIGHT))
        painter.fill(Rect(0, 0, 100, 100), 0xFFFFFF)
        frames = running.status().frames
        painter.fill(Rect(0, 0, 100, 100), 0x00FF00)
        running.wait_for(frames=frames + 1)
        session = running.end()

    assert session.problem is None
    assert session.state is SessionState.COMPLETE
    (changed,) = of(session, DesktopEvent)
    assert len(changed.desktop.displays) >= 1
    assert len(pictures(session)) == len(of(session, ScreenEvent))
    assert pictures(session)[-1][1][50, 50, 1] > 200


def test_a_region_that_is_gone_ends_the_recording_and_keeps_it(tmp_path: Path) -> None:
    with (
        virtual_desktop("800x600", window_manager=False, accessibility=False) as desktop,
        recording(desktop, make_worker(tmp_path), "--region", "700,500,100,100") as running,
    ):
        running.wait_for(frames=1)
        shrink = (
            *["xrandr", "--output", "screen", "--off", "--fb", "400x300"],
            "--display",
            desktop.display,
        )
        subprocess.run(shrink, check=True, timeout=20)
        assert running.wait() == 1
        assert "is not on the desktop any more" in running.words()
        session = running.read()

    assert session.state is SessionState.COMPLETE
    assert session.ending is not None
    assert session.ending.reason == EndReason.DESKTOP
