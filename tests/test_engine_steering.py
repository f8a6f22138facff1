"""Pausing, forgetting, marking, discarding, by command and by chord; each means what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from recorder.errors import WrongUse
from recorder.session.events import (
    GapEvent,
    GapReason,
    GestureEvent,
    KeyEvent,
    MoveEvent,
    ScreenEvent,
)
from recorder.session.model import Rect
from recorder.session.scan import SessionState
from replay.steps import trajectory_of
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.engine_helpers import of, pictures, recording, start, typed
from tests.screen_helpers import painting
from tests.session_helpers import make_worker
from tests.test_engine_scopes import open_terminal

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone

CORNER = Rect(0, 0, 200, 150)
CHORD = ("ctrl", "alt", "shift")


def gaps(session, reason: GapReason) -> list[tuple[bool, int]]:
    return [(gap.begins, gap.t_ns) for gap in of(session, GapEvent) if gap.reason is reason]


def test_nothing_is_recorded_while_paused(desktop: VirtualDesktop, tmp_path: Path) -> None:
    open_terminal(desktop)
    with painting(desktop, CORNER) as painter, recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.type("before ")
        running.written()
        frames = running.ask("pause").frames
        person.type("secret")
        person.move(700, 700)
        painter.fill(CORNER, 0xFF0000)
        assert running.status().state == "paused"
        with pytest.raises(WrongUse, match="paused"):
            running.ask("mark", text="lost")
        assert running.status().frames <= frames + 1
        painter.fill(CORNER, 0)
        running.ask("resume")
        running.settle()
        person.type("after")
        running.written()
        session = running.end()
        person.close()

    assert typed(session) == "before after"
    assert (700, 700) not in {(move.x, move.y) for move in of(session, MoveEvent)}
    (begin, begin_ns), (end, end_ns) = gaps(session, GapReason.PAUSED)
    assert (begin, end) == (True, False)
    inside = [e for e in of(session, ScreenEvent) if begin_ns + 100_000_000 < e.t_ns < end_ns]
    assert not inside
    assert all(picture[100, 100, 2] < 200 for _, picture in pictures(session))


def test_what_was_forgotten_is_gone_and_the_next_picture_is_whole(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    open_terminal(desktop)
    with painting(desktop, CORNER) as painter, recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.type("keep ")
        running.written(3.0)
        person.key(ord("k"), down=True)
        person.type("secret")
        painter.fill(CORNER, 0x0000FF)
        running.written(1.5)
        painter.fill(CORNER, 0x00FF00)
        size = running.path.stat().st_size
        running.ask("forget", seconds=3)
        assert running.path.stat().st_size < size
        person.key(ord("k"), down=False)
        running.written(1.5)
        person.type(" after")
        running.written()
        session = running.end()
        person.close()

    assert session.problem is None
    assert session.state is SessionState.COMPLETE
    assert typed(session) == "keep  after"
    assert [begins for begins, _ in gaps(session, GapReason.FORGOTTEN)] == [True, False]
    shown = pictures(session)
    assert all(picture[100, 100, 0] < 200 for _, picture in shown)
    assert shown[-1][1][100, 100, 1] > 200
    assert_every_press_has_a_release(session)
    numbers = [event.seq for event in session.events]
    assert numbers == sorted(set(numbers))
    assert sum(trajectory_of(session).left_out.values()) + trajectory_of(session).used == len(
        session.events
    )


def test_a_key_that_is_held_at_the_end_is_released_in_the_record(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.move(400, 300)
        person.key(ord("x"), down=True)
        person.button("left", down=True)
        running.written()
        session = running.end()
        person.key(ord("x"), down=False)
        person.button("left", down=False)
        person.close()

    assert_every_press_has_a_release(session)
    assert [key.synthetic for key in of(session, KeyEvent) if not key.pressed] == [True]


def test_chords_steer_a_recording_and_are_no_part_of_it(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    open_terminal(desktop)
    with recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        running.settle()
        person.type("a")
        running.written()
        person.chord(*CHORD, "m")
        person.chord(*CHORD, "p")
        wait_until(lambda: running.status().state == "paused", "the pause")
        person.chord(*CHORD, "p")
        wait_until(lambda: running.status().state == "recording", "the end of the pause")
        running.settle()
        person.type("b")
        running.written()
        person.chord(*CHORD, "s")
        session = running.read()
        person.close()

    assert running.process.returncode == 0
    assert typed(session) == "ab"
    assert {gesture.verb for gesture in of(session, GestureEvent)} >= {"mark"}
    sentences = [step.sentence for step in trajectory_of(session).steps]
    assert not [words for words in sentences if "Ctrl" in words or "Alt" in words]


def test_the_chord_that_discards_must_be_pressed_twice(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    with recording(desktop, make_worker(tmp_path)) as running:
        person = ScriptedPerson(desktop.display)
        person.chord(*CHORD, "q")
        running.written(0.5)
        assert running.status().state == "recording"
        person.chord(*CHORD, "q")
        assert running.wait() == 0
        person.close()

    assert not list(running.worker.home.sessions.iterdir())


def test_discarding_keeps_nothing(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with recording(desktop, make_worker(tmp_path)) as running:
        running.wait_for(frames=1)
        running.ask("discard")
        assert running.wait() == 0

    assert not list(running.worker.home.sessions.iterdir())
    assert {path.name for path in running.worker.home.run.iterdir()} <= {"recording.lock"}


def test_a_second_recording_is_refused_and_the_first_goes_on(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    worker = make_worker(tmp_path)
    with recording(desktop, worker) as running:
        second = start(desktop, worker)
        _, words = second.communicate()
        assert second.returncode == 2
        assert words.decode().strip() == "A recording is running already; stop it first."
        assert running.status().state == "recording"


@pytest.mark.parametrize(
    ("verb", "options", "words"),
    [
        ("forget", {"seconds": -1.0}, "how many seconds"),
        ("stop", {"text": "perhaps"}, "success or failure"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_and_changes_nothing(
    desktop: VirtualDesktop, tmp_path: Path, verb: str, options: dict, words: str
) -> None:
    with recording(desktop, make_worker(tmp_path)) as running:
        with pytest.raises(WrongUse, match=words):
            running.ask(verb, **options)
        assert running.status().state == "recording"


def assert_every_press_has_a_release(session) -> None:
    down: set[int] = set()
    for key in of(session, KeyEvent):
        if key.pressed:
            down.add(key.key)
        else:
            assert key.key in down
            down.discard(key.key)
    assert not down
