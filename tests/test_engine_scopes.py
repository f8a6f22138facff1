"""What consent grants is recorded as it was, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from recorder.session.events import (
    ButtonEvent,
    GapEvent,
    GapReason,
    Hidden,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    OutcomeEvent,
    ScreenEvent,
    WindowEvent,
)
from recorder.session.model import Rect, Scope
from recorder.session.scan import SessionState
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop
from tests.context_helpers import watching
from tests.engine_helpers import begin_ns, of, pictures, recording, typed
from tests.screen_helpers import painting
from tests.session_helpers import make_worker

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone

CAPTURED = {
    Scope.SCREEN: ScreenEvent,
    Scope.KEYSTROKES: KeyEvent,
    Scope.MOUSE: MoveEvent,
    Scope.WINDOW_TITLES: WindowEvent,
}


def open_terminal(desktop: VirtualDesktop) -> None:
    """An xterm that shows what is typed, in front."""
    with watching(desktop) as watch:
        desktop.start("xterm", "-geometry", "80x20+300+200", "-e", "cat")
        watch.wait_for_app("XTerm")


def test_a_recording_holds_what_was_done(desktop: VirtualDesktop, tmp_path: Path) -> None:
    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.click(400, 300)
        person.type("Hello, World\n")
        running.ask("mark", text="here")
        running.written()
        session = running.end(text="success")
        person.close()

    assert session.state is SessionState.COMPLETE
    assert session.problem is None
    assert typed(session).startswith("Hello, World")
    assert {window.app for window in of(session, WindowEvent)} >= {"xterm"}
    assert [mark.text for mark in of(session, MarkEvent)] == ["here"]
    assert [outcome.outcome for outcome in of(session, OutcomeEvent)] == ["success"]
    assert [(b.x, b.y, b.pressed) for b in of(session, ButtonEvent)] == [
        (400, 300, True), (400, 300, False),
    ]  # fmt: skip
    assert all(event.t_ns >= 0 for event in session.events)
    assert len(pictures(session)) == len(of(session, ScreenEvent)) > 1


@pytest.mark.parametrize("withheld", CAPTURED, ids=str)
def test_a_scope_that_was_not_granted_is_not_captured(
    desktop: VirtualDesktop, tmp_path: Path, withheld: Scope
) -> None:
    open_terminal(desktop)
    worker = make_worker(tmp_path, frozenset(Scope) - {withheld})
    with recording(desktop, worker) as running:
        person = ScriptedPerson(desktop.display)
        if withheld is not Scope.KEYSTROKES:
            running.settle()
        person.click(400, 300)
        person.type("some words")
        running.written()
        session = running.end()
        person.close()

    for scope, kind in CAPTURED.items():
        assert bool(of(session, kind)) == (scope is not withheld)
    assert withheld not in session.meta.scopes
    if withheld is Scope.SCREEN:
        assert not session.chunks
    if withheld is Scope.MOUSE:
        assert not of(session, ButtonEvent)


def test_a_program_that_may_not_be_recorded_is_painted_over(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path), "--never", "xterm") as running:
        person = ScriptedPerson(desktop.display)
        person.click(400, 300)
        person.type("not for anybody")
        running.written()
        session = running.end()
        person.close()

    assert not of(session, KeyEvent)
    assert not of(session, ButtonEvent)
    assert {window.app for window in of(session, WindowEvent)} == {None}
    for _, picture in pictures(session):
        assert picture[210:500, 310:700].max() < 8
    reasons = {(gap.hidden, gap.reason) for gap in of(session, GapEvent)}
    assert (Hidden.PIXELS, GapReason.APP_NOT_ALLOWED) in reasons


def test_the_windows_of_candor_itself_are_left_out_without_a_gap(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    open_terminal(desktop)
    with (
        painting(desktop) as bar,
        # The parent of the engine is this process, whose window the painter is.
        recording(desktop, make_worker(tmp_path), "--pipe", stdin=-1, stdout=-1) as running,
    ):
        bar.fill(Rect(0, 0, 1920, 1080), 0xFFFFFF)
        person = ScriptedPerson(desktop.display)
        person.click(900, 900)
        running.written()
        session = running.end()
        person.close()

    assert not of(session, ButtonEvent)
    assert Hidden.PIXELS not in {gap.hidden for gap in of(session, GapEvent)}
    for _, picture in pictures(session):
        assert picture.max() < 8


def test_a_frame_is_labelled_within_one_interval_of_what_it_shows_and_never_before(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    times: list[tuple[int, int]] = []
    with painting(desktop) as painter:
        painter.fill(Rect(0, 0, 1920, 1080), 0)
        with recording(desktop, make_worker(tmp_path)) as running:
            running.wait_for(frames=1)
            for shade in range(1, 9):
                frames = running.status().frames
                times.append(painter.fill(Rect(0, 0, 400, 400), shade * 0x181818))
                running.wait_for(frames=frames + 1)
            session = running.end()

    began_ns, interval_ns = begin_ns(session), 1_000_000_000 // session.meta.fps
    shown = [(t_ns + began_ns, picture[200, 200].mean()) for t_ns, picture in pictures(session)]
    for shade, (before_ns, after_ns) in enumerate(times, start=1):
        first_ns = next(t_ns for t_ns, grey in shown if abs(grey - shade * 0x18) < 6)
        assert before_ns <= first_ns
        # Besides the interval: the grab itself, and what a busy machine adds to a tick.
        assert first_ns - after_ns < 3 * interval_ns
