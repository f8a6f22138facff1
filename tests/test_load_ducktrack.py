"""DuckTrack's and AgentNet's raw rows become sessions, and bad ones are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from recorder.errors import FormatError
from recorder.session.events import (
    ButtonEvent,
    ConfirmEvent,
    GapEvent,
    KeyEvent,
    MarkEvent,
    ScreenEvent,
)
from replay.load.registry import find_loader
from replay.load.source import Source
from replay.steps import trajectory_of
from tests.foreign_recordings import HEIGHT, WIDTH, Duck, agentnet, duck_work, ducktrack, lines
from tests.load_helpers import imported, said
from tests.session_helpers import make_worker

STEPS = [
    "click left x2 20,20", "type Hi é", "key ctrl+s x1", "scroll 0,-2 at 60,60",
    "scroll 0,1 at 60,60", "click shift+left x1 90,70", "click right x1 100,30",
    "drag left 30,30 90,80", "key enter x1",
]  # fmt: skip


@pytest.mark.parametrize("make", [ducktrack, agentnet])
def test_raw_rows_give_the_steps_that_were_done(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    session, account = imported(make(tmp_path / "recording"), make_worker(tmp_path / "home"))

    assert said(trajectory_of(session)) == STEPS
    assert session.state == "complete"
    assert session.problem is None
    assert account.rows == account.used == len(duck_work().rows)


def test_pictures_are_frames_only_where_they_show_a_change(tmp_path: Path) -> None:
    session, account = imported(ducktrack(tmp_path / "d"), make_worker(tmp_path / "home"))
    frames = [event for event in session.events if isinstance(event, ScreenEvent)]

    assert account.pictures == 120
    assert account.frames == len(frames) == 24
    assert frames[1].t_ns - frames[0].t_ns == 500_000_000
    assert any(isinstance(event, ConfirmEvent) for event in session.events)
    trajectory = trajectory_of(session)
    assert all(step.before and step.before.lag_ns < 200_000_000 for step in trajectory.steps[:9])


def test_a_smaller_video_is_brought_to_the_pixels_of_the_screen(tmp_path: Path) -> None:
    session, _ = imported(agentnet(tmp_path / "a"), make_worker(tmp_path / "home"))

    assert {(chunk.width, chunk.height) for chunk in session.chunks} == {(WIDTH, HEIGHT)}
    assert session.meta.task == "Set the clock"


def test_what_the_source_cannot_tell_stays_unknown(tmp_path: Path) -> None:
    session, _ = imported(ducktrack(tmp_path / "d"), make_worker(tmp_path / "home"))

    assert session.meta.started_at == "unknown"
    assert session.meta.desktop.displays == ()
    assert session.header.consent is None
    assert session.header.origin is not None
    keys = {event.symbol: event.key for event in session.events if isinstance(event, KeyEvent)}
    assert keys["Control_L"] == 29
    assert keys["i"] > 0xFFFF


def test_the_account_is_kept_with_the_session(tmp_path: Path) -> None:
    session, account = imported(ducktrack(tmp_path / "d"), make_worker(tmp_path / "home"))
    marks = [event.text for event in session.events if isinstance(event, MarkEvent)]

    assert any(text.startswith(f"{account.rows} rows: ") for text in marks)


def test_rows_out_of_order_are_sorted_and_that_is_said(tmp_path: Path) -> None:
    rows = duck_work().rows
    rows[3], rows[8] = rows[8], rows[3]
    session, account = imported(
        ducktrack(tmp_path / "d", rows, seen=False), make_worker(tmp_path / "home")
    )

    assert said(trajectory_of(session)) == STEPS
    assert any("out of order" in note for note in account.notes)


def test_what_does_not_pair_is_left_out_and_what_was_down_is_closed(tmp_path: Path) -> None:
    duck = Duck()
    duck.release("a")
    duck.press("b")
    duck.click(5, 5, "unknown")
    duck._row("gesture", 0.1, x=1)
    duck._row("click", 0.1, x=5, y=5, button="x1", pressed=True)
    session, account = imported(
        ducktrack(tmp_path / "d", duck.rows, seen=False), make_worker(tmp_path / "home")
    )

    assert account.left_out == {
        "a release without its press": 1,
        "a mouse button that is not known": 2,
        "an action that is not known": 1,
    }
    closed = [event for event in session.events if getattr(event, "synthetic", False)]
    assert {type(event) for event in closed} == {KeyEvent, ButtonEvent}


def test_a_sign_that_comes_up_under_another_name_is_one_key(tmp_path: Path) -> None:
    duck = Duck()
    duck.press("shift")
    duck.press("!")
    duck.release("shift")
    duck.release("1")
    duck.tap("x")
    session, account = imported(
        ducktrack(tmp_path / "d", duck.rows, seen=False), make_worker(tmp_path / "home")
    )

    assert said(trajectory_of(session)) == ["type !x"]
    assert not account.left_out
    assert not any(getattr(event, "synthetic", False) for event in session.events)


@pytest.mark.parametrize(
    ("held", "system", "step"),
    [
        (["ctrl_l", "alt_gr"], "Windows", "type @"),
        (["alt"], "Darwin", "type @"),
        (["alt"], "Linux", "key alt+@ x1"),
        (["cmd"], "Darwin", "key super+@ x1"),
    ],
)
def test_what_is_held_decides_whether_a_character_appeared(
    tmp_path: Path, held: list[str], system: str, step: str
) -> None:
    duck = Duck()
    for name in held:
        duck.press(name)
    duck.tap("@")
    for name in reversed(held):
        duck.release(name)
    folder = ducktrack(tmp_path / "d", duck.rows, seen=False)
    metadata = json.loads((folder / "metadata.json").read_text()) | {"system": system}
    (folder / "metadata.json").write_text(json.dumps(metadata))

    session, _ = imported(folder, make_worker(tmp_path / "home"))
    assert said(trajectory_of(session)) == [step]


def test_a_pause_is_a_gap_and_a_dead_key_stays_unknown(tmp_path: Path) -> None:
    duck = Duck()
    duck.tap("a")
    duck.rows.append({"time_stamp": duck.at + 1, "action": "pause"})
    duck.rows.append({"time_stamp": duck.at + 9, "action": "resume"})
    duck.at += 10
    duck.tap(None)
    session, account = imported(
        ducktrack(tmp_path / "d", duck.rows, seen=False), make_worker(tmp_path / "home")
    )

    assert said(trajectory_of(session)) == ["type a", "type None"]
    gaps = [event.begins for event in session.events if isinstance(event, GapEvent)]
    assert gaps == [True, False]
    assert account.used == account.rows == 6


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("events.jsonl", '{"time_stamp": 1, "action": "move", "x": 1', "events.jsonl, line 1"),
        ("events.jsonl", '{"time_stamp": "1", "action": "move"}', "time_stamp"),
        ("events.jsonl", '{"time_stamp": 1, "action": "move", "x": 1e300, "y": 1}', "“x”"),
        ("events.jsonl", '{"time_stamp": 1e30, "action": "move"}', "time_stamp"),
        ("events.jsonl", "[" * 100_000, "not JSON"),
        ("events.jsonl", "x" * (9 << 20), "longer than an import takes"),
        ("events.jsonl", '{"time_stamp": 1, "action": "move", "x": "a"}\n', "line 1: “x”"),
        ("events.jsonl", "", "neither events nor pictures"),
        ("metadata.json", "{}", "screen_width"),
        ("metadata.json", json.dumps({"screen_width": 10**9, "screen_height": 1}), "screen_width"),
        ("metadata.json", json.dumps({"screen_width": 90_000, "screen_height": 1}), "impossible"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    worker = make_worker(tmp_path / "home")
    folder = ducktrack(tmp_path / "d", seen=False)
    (folder / name).write_text(content)

    with pytest.raises(FormatError, match=words):
        imported(folder, worker)
    assert not list(worker.home.sessions.glob("*")) if worker.home.sessions.exists() else True


def test_a_missing_or_torn_video_is_named(tmp_path: Path) -> None:
    worker = make_worker(tmp_path / "home")
    folder = ducktrack(tmp_path / "d")
    (movie,) = folder.glob("*.mp4")
    movie.write_bytes(movie.read_bytes()[:2000])
    with pytest.raises(FormatError, match="video cannot be read"):
        imported(folder, worker)
    movie.unlink()
    with pytest.raises(FormatError, match="is missing"):
        imported(folder, worker)
    assert not list(worker.home.sessions.iterdir())


def test_a_link_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = ducktrack(tmp_path / "d", seen=False)
    secret = tmp_path / "secret"
    (folder / "events.jsonl").rename(secret)
    (folder / "events.jsonl").symlink_to(secret)

    with pytest.raises(FormatError, match="link"):
        imported(folder, make_worker(tmp_path / "home"))


def test_a_folder_of_something_else_is_no_recording(tmp_path: Path) -> None:
    lines(tmp_path / "notes.jsonl", [{"a": 1}])

    with pytest.raises(FormatError, match="candor formats"):
        find_loader(Source.at(tmp_path))
