"""What a real recording shows before and after each press: the old state and the new one."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from recorder.session.model import Rect
from replay.action_types import Click
from replay.steps import trajectory_of
from replay.trajectory import Step
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop
from tests import press_painter
from tests.context_helpers import program
from tests.engine_helpers import pictures, recording
from tests.session_helpers import make_worker

PLACE = Rect(400, 300, 600, 400)
PRESSES = 24
LOOK_AT = (650, 800)  # row and column of a pixel that only the shade of the window has


def test_before_a_press_is_the_old_state_and_after_it_the_new_one(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    place = (str(n) for n in (PLACE.x, PLACE.y, PLACE.width, PLACE.height))
    with (
        program(desktop, sys.executable, press_painter.__file__, *place),
        recording(desktop, make_worker(tmp_path)) as running,
    ):
        person = ScriptedPerson(desktop.display)
        running.wait_for(frames=1)
        person.move(PLACE.x + 200, PLACE.y + 200)
        person.rest(0.5)
        for press in range(PRESSES):
            # Places apart, so that no two of them are a double click, and never the same pause.
            person.move(PLACE.x + 200 + 12 * (press % 20), PLACE.y + 200)
            person.button("left", down=True)
            person.rest(0.03 + 0.01 * (press % 7))
            person.button("left", down=False)
            person.rest(0.35 + 0.017 * (press % 13))
        running.written()
        session = running.end()
        person.close()

    steps = [step for step in trajectory_of(session).steps if isinstance(step.action, Click)]
    shown = dict(enumerate(int(picture[LOOK_AT].mean()) for _, picture in pictures(session)))
    lags_ns = [step.before.lag_ns for step in steps if step.before is not None]
    wrong = [index for index, step in enumerate(steps) if not shows(step, index, shown)]
    median_ns = statistics.median(lags_ns)

    assert len(steps) == len(lags_ns) == PRESSES
    assert not wrong
    assert min(lags_ns) >= 0
    assert median_ns <= 1e9 / session.meta.fps, f"{median_ns / 1e6:.1f} ms, all: {lags_ns}"


def shows(step: Step, index: int, shown: dict[int, int]) -> bool:
    """Whether the frames of a step show the window before and after its press."""
    assert step.before is not None
    if step.after is None:
        return False
    before, after = shown[step.before.frame], shown[step.after.frame]
    old, new = press_painter.shade(index), press_painter.shade(index + 1)
    return abs(before - old) < 12 and abs(after - new) < 12
