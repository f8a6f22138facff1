"""OWAMcap: exact times, the video as it was recorded, and their own reader."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from benchmarks.office import Office
from recorder.session.decoder import Pictures
from recorder.session.events import KeyEvent, MoveEvent, ScreenEvent
from recorder.session.model import Rect
from replay.export.check import check_export
from replay.export.owa_file import read_messages
from replay.export.owamcap import began_ns
from replay.export.virtual_keys import virtual_key
from replay.export.where import parse_where
from replay.export.writer import Choice
from replay.steps import trajectory_of
from tests.export_sessions import Made, contents, everything, written
from tests.replay_script import play


def filmed(seconds: float = 6.0) -> Made:
    """A session with a real video."""
    office = Office(320, 200)
    office.work(seconds)
    session = Made(tuple(office.events), "film")
    session.chunks = tuple(office.chunks)
    session.meta = msgspec.structs.replace(session.meta, captured=Rect(0, 0, 320, 200))
    session.duration_ns = office.t_ns
    return session


def test_frames_and_actions_keep_their_exact_times(tmp_path: Path) -> None:
    session = filmed()
    written("owamcap", "0.6", tmp_path / "out", session)
    assert check_export(tmp_path / "out").problems == ()
    found, details = read_messages(tmp_path / "out/film.mcap")
    base = began_ns(session.meta.started_at)
    assert details["status"] == "unsubmitted"
    frames = [e for e in session.events if isinstance(e, ScreenEvent)]
    shown = [m for m in found if m.topic == "screen"]
    assert [m.t_ns - base for m in shown] == [e.t_ns for e in frames]
    first = shown[0].content["utc_ns"]
    for message in shown:
        late = message.content["utc_ns"] - first - message.content["media_ref"]["pts_ns"]
        assert 0 <= late < 1000
    moves = [e.t_ns for e in session.events if isinstance(e, MoveEvent)]
    said = [m.t_ns - base for m in found if m.content.get("event_type") == "move"]
    assert said == moves
    keys = [e for e in session.events if isinstance(e, KeyEvent)]
    assert [m.content["vk"] for m in found if m.topic == "keyboard"] == [
        virtual_key(e.key, e.symbol) for e in keys
    ]


def test_the_video_is_the_recorded_one(tmp_path: Path) -> None:
    session = filmed(3.0)
    written("owamcap", "0.6", tmp_path / "out", session)
    pictures = Pictures(session.chunks)
    with av.open(str(tmp_path / "out/film-0.mp4")) as file:
        decoded = list(file.decode(video=0))
    assert len(decoded) == len(pictures)
    for number in (0, len(decoded) // 2, len(decoded) - 1):
        luma = decoded[number].to_ndarray()[:200]
        truth = pictures.frame(pictures.indexes[number])
        grey = truth @ np.array([0.114, 0.587, 0.299])
        assert np.abs(luma.astype(float) - grey).mean() < 25


def test_the_same_session_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written("owamcap", "0.6", tmp_path / name, filmed(2.0))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_places_are_pixels_of_the_picture_and_state_is_said_every_second(tmp_path: Path) -> None:
    session = Made(tuple(play("@5,20 L ~5000 @9,9 X")), "one")
    written("owamcap", "0.6", tmp_path / "out", session)
    found, _ = read_messages(tmp_path / "out/one.mcap")
    click = next(m.content for m in found if m.content.get("event_type") == "click")
    assert (click["x"], click["y"], click["button"]) == (35, 10, "left")
    assert [m.content["button"] for m in found if "button" in m.content][-1] == "x1"
    states = [m.t_ns for m in found if m.topic == "keyboard/state"]
    assert len(states) == 6
    assert {later - earlier for earlier, later in pairwise(states)} == {10**9}


def test_only_the_input_of_wanted_steps_is_written(tmp_path: Path) -> None:
    only = Choice(parse_where('type == "click"'), 'type == "click"')
    written("owamcap", "0.6", tmp_path / "out", everything("one"), choice=only)
    found, _ = read_messages(tmp_path / "out/one.mcap")
    assert not [m for m in found if m.topic == "keyboard" and 65 <= m.content["vk"] <= 90]
    assert check_export(tmp_path / "out").problems == ()


def test_what_is_hidden_has_no_state(tmp_path: Path) -> None:
    session = Made(tuple(play("@5,20 a+ gap ~5000 gap- @6,20 L")), "one")
    written("owamcap", "0.6", tmp_path / "out", session)
    found, _ = read_messages(tmp_path / "out/one.mcap")
    assert len([m for m in found if m.topic == "mouse/state"]) <= 2
    assert not [m for m in found if m.topic == "keyboard/state" and m.content["buttons"]][1:]


def test_a_changed_message_and_a_changed_video_are_found(tmp_path: Path) -> None:
    written("owamcap", "0.6", tmp_path / "out", filmed(2.0))
    (tmp_path / "out/SHA256SUMS").unlink()
    video = tmp_path / "out/film-0.mp4"
    video.write_bytes(video.read_bytes()[:2000])
    assert any("film-0.mp4" in problem for problem in check_export(tmp_path / "out").problems)
    messages = tmp_path / "out/film.mcap"
    messages.write_bytes(messages.read_bytes()[:-200])
    assert any("damaged" in problem for problem in check_export(tmp_path / "out").problems)


@pytest.mark.prove
@pytest.mark.filterwarnings("default")
def test_their_typed_reader_opens_every_message_and_frame(tmp_path: Path) -> None:
    if importlib.util.find_spec("mcap_owa") is None or importlib.util.find_spec("owa") is None:
        pytest.skip("unverified: mcap-owa-support and owa-msgs are not installed")
    from mcap_owa.highlevel import OWAMcapReader  # pyright: ignore

    session = filmed(3.0)
    written("owamcap", "0.6", tmp_path / "out", session, everything("all"))
    for name in ("film", "all"):
        path = tmp_path / f"out/{name}.mcap"
        frames = 0
        with OWAMcapReader(path) as reader:
            count = 0
            for message in reader.iter_messages():
                said = message.decoded
                count += 1
                if message.topic == "screen" and frames < 3:
                    said.resolve_relative_path(str(path))
                    assert said.to_rgb_array().shape == (200, 320, 3)
                    frames += 1
        assert count == len(read_messages(path)[0])
    assert trajectory_of(session).steps
