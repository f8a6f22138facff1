"""OSWorld's runs and PC Tracker's events become the steps that they tell, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recorder.errors import FormatError
from recorder.session.events import KeyEvent
from replay.action_types import Click, Drag
from replay.steps import trajectory_of
from tests.foreign_recordings import lines, osworld, pctracker, png
from tests.load_helpers import imported, said
from tests.session_helpers import Worker, make_worker


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path / "home")


def test_the_code_of_a_run_gives_its_steps(tmp_path: Path, worker: Worker) -> None:
    session, account = imported(osworld(tmp_path / "run"), worker)

    assert said(trajectory_of(session)) == [
        "click left x1 68,39", "click left x2 20,30", "type Hi <b>", "key enter x1",
        "key ctrl+s x1", "click shift+left x1 100,50", "drag left 30,30 90,80",
        "scroll 0,-5 at 90,80", "click right x1 50,60", "key alt+f4 x1", "finish",
    ]  # fmt: skip
    assert account.left_out == {
        "a wait, which is no event": 1,
        "code that is more than plain calls of pyautogui": 1,
    }
    assert "result.txt gives the run 1." in account.notes


def test_the_picture_after_an_action_is_before_the_next(tmp_path: Path, worker: Worker) -> None:
    session, _ = imported(osworld(tmp_path / "run"), worker)
    first, second, *_ = trajectory_of(session).steps

    assert first.before is None
    assert first.after is not None
    assert second.before is not None
    assert first.after.frame == second.before.frame == 0


def test_events_made_of_an_action_have_an_order_and_no_times(
    tmp_path: Path, worker: Worker
) -> None:
    session, account = imported(osworld(tmp_path / "run", ["pyautogui.write('ab')"]), worker)
    keys = [event for event in session.events if isinstance(event, KeyEvent)]

    assert [event.t_ns for event in keys] == [0, 1, 2, 3]
    assert all(event.key > 0xFFFF for event in keys)
    assert any("actions only" in note for note in account.notes)


def test_a_row_is_taken_whole_or_not_at_all(tmp_path: Path, worker: Worker) -> None:
    actions = ["pyautogui.press('a')\npyautogui.scroll(3)", "pyautogui.click(5, 5)"]
    session, account = imported(osworld(tmp_path / "run", actions), worker)

    assert said(trajectory_of(session)) == ["click left x1 5,5"]
    assert account.left_out == {"an action at the pointer, whose place is not known": 1}


def test_pc_trackers_lines_give_its_steps(tmp_path: Path, worker: Worker) -> None:
    session, account = imported(pctracker(tmp_path / "events"), worker)
    trajectory = trajectory_of(session)

    assert said(trajectory) == [
        "click left x1 28,75", "click left x2 40,75", "type Hello, wörld", "key enter x1",
        "key ctrl+s x1", "click right x1 100,20", "click left x1 50,50", "click left x1 50,50",
        "drag left 30,30 90,80", "finish",
    ]  # fmt: skip
    assert account.left_out == {
        "a scroll, whose place the source does not keep": 1,
        "a wait, which is no event": 1,
    }
    assert any("put apart" in note for note in account.notes)
    pointed = [step.action for step in trajectory.steps if isinstance(step.action, Click | Drag)]
    assert [action.modifiers for action in pointed] == [None] * 6
    assert all(step.before is not None for step in trajectory.steps)


@pytest.mark.parametrize("name", ["../secret.png", "/etc/hostname", "a\\b.png", "\0", "C:x.png"])
def test_a_picture_outside_of_the_recording_is_refused(
    tmp_path: Path, worker: Worker, name: str
) -> None:
    (tmp_path / "secret.png").write_bytes(png(1))
    folder = osworld(tmp_path / "run")
    row = {"action": "WAIT", "action_timestamp": "20250714@101112", "screenshot_file": name}
    lines(folder / "traj.jsonl", [row])

    with pytest.raises(FormatError):
        imported(folder, worker)
    assert not list(worker.home.sessions.iterdir()) if worker.home.sessions.exists() else True


def test_a_missing_picture_is_named(tmp_path: Path, worker: Worker) -> None:
    folder = osworld(tmp_path / "run")
    (folder / "step_3_20250714@101109.png").unlink()

    with pytest.raises(FormatError, match=r"step_3_20250714@101109\.png is missing"):
        imported(folder, worker)


def test_a_picture_that_is_none_or_too_large_leaves_nothing(tmp_path: Path, worker: Worker) -> None:
    folder = osworld(tmp_path / "run")
    late = folder / "step_9_20250714@101127.png"
    bomb = bytearray(png(1))
    bomb[16:24] = (40_000).to_bytes(4, "big") * 2
    for raw in (b"no picture", bytes(bomb), png(1, 300, 20)):
        late.write_bytes(raw)
        with pytest.raises(FormatError, match=r"step_9_20250714@101127\.png"):
            imported(folder, worker)
        assert not list(worker.home.sessions.iterdir())


def test_hostile_code_is_read_and_never_run(tmp_path: Path, worker: Worker) -> None:
    marker = tmp_path / "ran"
    actions = [
        f"pyautogui.write(open({str(marker)!r}, 'w').write('x'))",
        f"__import__('pathlib').Path({str(marker)!r}).touch()",
        "pyautogui.press('a', presses=10**9)", "pyautogui.press('a', presses=999999999)",
        "(" * 5000, "pyautogui.click(1e308, float('nan'))", "pyautogui.scroll(1.5)", "x" * 70_000,
        "pyautogui.write(" + "-" * 50_000 + "1)", "pyautogui.click(5, 5)", "", {"action_type": []},
    ]  # fmt: skip
    session, account = imported(osworld(tmp_path / "run", actions), worker)

    assert not marker.exists()
    assert said(trajectory_of(session)) == ["click left x1 5,5"]
    assert account.rows == len(actions)


@pytest.mark.parametrize(
    "row", [{"action": "DONE"}, {"error": "Time limit exceeded"}, {"action": 5}]
)
def test_a_log_without_pictures_tells_no_screen(
    tmp_path: Path, worker: Worker, row: dict[str, object]
) -> None:
    (tmp_path / "traj.jsonl").write_text(json.dumps(row))

    with pytest.raises(FormatError, match="size of the screen is not known"):
        imported(tmp_path / "traj.jsonl", worker)
