"""Long proofs of a real recorder: killed at any moment, and kept at work for minutes."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from recorder.session.events import MoveEvent, ScreenEvent
from recorder.session.model import Rect
from recorder.session.scan import SessionState
from replay.steps import trajectory_of
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop
from tests.engine_helpers import Running, begin_ns, of, pictures, recording
from tests.screen_helpers import Painter, painting
from tests.session_helpers import Worker, make_worker, read, scan

KILLS = 50
LOST_MAX_NS = 1_500_000_000
SOAK_S = 180.0
MEMORY_MAX = 200_000_000
CORNER = Rect(0, 0, 200, 150)

pytestmark = pytest.mark.prove


@dataclass
class Done:
    """When the last moves were sent and the last pictures drawn (monotonic)."""

    moves_ns: list[int] = field(default_factory=list)
    fills_ns: list[int] = field(default_factory=list)


def work(person: ScriptedPerson, painter: Painter, seconds: float, seed: int) -> Done:
    """Move and draw at a steady pace for some seconds."""
    done, dice = Done(), random.Random(seed)
    end_s = time.monotonic() + seconds
    for count in range(10**9):
        if time.monotonic() >= end_s:
            return done
        done.moves_ns.append(person.move(300 + count % 700, 200 + count % 500))
        if count % 4 == 0:
            done.fills_ns.append(painter.fill(CORNER, dice.randrange(0x1000000))[1])
        person.rest(0.02)
    raise AssertionError


def check_killed(
    running: Running, worker: Worker, done: Done, killed_ns: int, acked: int, forgot_ns: int
) -> None:
    """`forgot_ns` is when something was forgotten: what came before is not lost but taken back."""
    path = running.path
    assert path.stat().st_size >= acked
    assert scan(path)[0] is SessionState.INTERRUPTED
    session = read(path, worker)
    assert session.problem is None
    began_ns = begin_ns(session)
    sent_ns = [at_ns for at_ns in done.moves_ns if at_ns > began_ns]
    drawn_ns = [at_ns for at_ns in done.fills_ns if at_ns > began_ns]
    for kind, last_ns in ((MoveEvent, max(sent_ns)), (ScreenEvent, max(drawn_ns))):
        kept_ns = max((event.t_ns for event in of(session, kind)), default=0) + began_ns
        assert min(last_ns, killed_ns) - max(kept_ns, forgot_ns) <= LOST_MAX_NS, kind
    # What was told in a status before the kill is there with its picture.
    assert len(pictures(session)) == len(of(session, ScreenEvent))


def test_killed_at_fifty_random_moments_a_session_opens_and_loses_little(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    dice = random.Random(20)
    worker = make_worker(tmp_path)
    person = ScriptedPerson(desktop.display)
    with painting(desktop, CORNER) as painter:
        for count in range(KILLS):
            with recording(desktop, worker) as running:
                done = work(person, painter, dice.uniform(0.3, 5.0), count)
                forgot_ns = 0
                if count % 5 == 0:
                    running.ask("forget", seconds=1)
                    forgot_ns = time.monotonic_ns()
                    more = work(person, painter, dice.uniform(0.1, 2.0), count)
                    done.moves_ns += more.moves_ns
                    done.fills_ns += more.fills_ns
                acked = running.status().bytes
                killed_ns = time.monotonic_ns()
                running.process.send_signal(signal.SIGKILL)
                running.process.wait()
                check_killed(running, worker, done, killed_ns, acked, forgot_ns)
                running.path.unlink()
    person.close()


def test_minutes_of_work_stay_within_memory_and_are_all_there(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    person = ScriptedPerson(desktop.display)
    with painting(desktop, CORNER) as painter, recording(desktop, make_worker(tmp_path)) as running:
        done = Done()
        peak = 0
        process = psutil.Process(running.process.pid)
        end_s = time.monotonic() + SOAK_S
        while time.monotonic() < end_s:
            more = work(person, painter, 5.0, len(done.moves_ns))
            done.moves_ns += more.moves_ns
            peak = max(peak, process.memory_info().rss)
        session = running.end()
    person.close()

    assert peak < MEMORY_MAX
    assert session.problem is None
    assert len(of(session, MoveEvent)) == len(done.moves_ns)
    assert len(pictures(session)) == len(of(session, ScreenEvent))
    trajectory = trajectory_of(session)
    assert trajectory.used + sum(trajectory.left_out.values()) == len(session.events)
