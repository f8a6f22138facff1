"""LeRobotDataset v3: the rules of the format, held against what was recorded."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import av
import msgspec
import numpy as np
import pyarrow.parquet as pq
import pytest

from recorder.errors import CandorError
from recorder.session.decoder import Pictures
from recorder.session.events import ScreenEvent
from recorder.session.model import Rect
from replay.export.check import check_export
from replay.export.lerobot import LEROBOT
from replay.export.lerobot_rows import ACTION, FPS
from replay.export.writer import export_sessions
from replay.steps import trajectory_of
from tests.export_sessions import Made, contents, everything, nasty, written
from tests.replay_script import play
from tests.test_export_owamcap import filmed

SCREEN = "observation.images.screen"


def rows(out: Path, name: str = "data/chunk-000/file-000.parquet") -> list[dict[str, object]]:
    return pq.ParquetFile(out / name).read().to_pylist()


def test_episodes_rows_and_frames_fit_together(tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = written("lerobot", "v3.0", out, everything("one"), nasty(), everything("two"))
    assert check_export(out).problems == ()
    info = json.loads((out / "meta/info.json").read_text())
    episodes = rows(out, "meta/episodes/chunk-000/file-000.parquet")
    assert info["codebase_version"] == "v3.0"
    assert [episode["session"] for episode in episodes] == ["one", "bad", "two"]
    assert info["total_tasks"] == 2
    total = 0
    for number, episode in enumerate(episodes):
        found = rows(out, f"data/chunk-000/file-{number:03d}.parquet")
        assert episode["dataset_from_index"] == total
        total += len(found)
        with av.open(str(out / f"videos/{SCREEN}/chunk-000/file-{number:03d}.mp4")) as file:
            times = [frame.time for frame in file.decode(video=0)]
        assert times == pytest.approx([row["timestamp"] for row in found], abs=1e-4)
    assert info["total_frames"] == total
    stats = json.loads((out / "meta/stats.json").read_text())
    assert stats["action"]["count"] == [total]
    assert np.shape(stats[SCREEN]["mean"]) == (3, 1, 1)
    assert len(stats["action"]["max"]) == len(ACTION)
    assert report.steps + report.left_out == sum(
        len(trajectory_of(made).steps) for made in (everything(), nasty(), everything())
    )


def test_a_row_says_what_was_done_in_its_tenth_of_a_second(tmp_path: Path) -> None:
    script = "screen ~500 @34,34 ~300 L+ ~400 L- ~300 v2 ~300 a ~500 screen"
    session = Made(tuple(play(script)), "one")
    written("lerobot", "v3.0", tmp_path / "out", session)
    first = next(e.t_ns for e in session.events if isinstance(e, ScreenEvent))
    found = rows(tmp_path / "out")
    action = np.array([row["action"] for row in found])
    assert action[-1, 0:2] == pytest.approx([1.0, 0.5])
    assert 4 <= action[:, ACTION.index("left")].sum() <= 6
    assert action[:, ACTION.index("scroll_y")].sum() == -2
    assert action[:, ACTION.index("keys")].sum() == 1
    steps = [(n, step) for n, row in enumerate(found) for step in json.loads(str(row["steps"]))]
    assert [step["action"] for _, step in steps] == [
        json.loads(msgspec.json.encode(step.action)) for step in trajectory_of(session).steps
    ]
    for number, step in steps:
        assert number == (step["action"]["t_start_ns"] - first) // (10**9 // FPS)
    assert [row["next.done"] for row in found] == [False] * (len(found) - 1) + [True]


def test_the_video_shows_the_frame_that_was_on_the_screen(tmp_path: Path) -> None:
    session = filmed(3.0)
    export_sessions([session], tmp_path / "out", LEROBOT)
    assert check_export(tmp_path / "out").problems == ()
    shown = [e for e in session.events if isinstance(e, ScreenEvent)]
    pictures = Pictures(session.chunks)
    with av.open(str(tmp_path / f"out/videos/{SCREEN}/chunk-000/file-000.mp4")) as file:
        decoded = [frame.to_ndarray(format="bgr24") for frame in file.decode(video=0)]
    for number in (0, len(decoded) // 2, len(decoded) - 1):
        t_ns = shown[0].t_ns + number * 10**9 // FPS
        truth = pictures.frame([e for e in shown if e.t_ns <= t_ns][-1].frame)
        assert np.abs(decoded[number].astype(int) - truth).mean() < 12


def test_the_same_session_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_sessions([filmed(2.0)], tmp_path / name, LEROBOT)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_came_before_the_first_picture_is_left_out_and_said(tmp_path: Path) -> None:
    report = written("lerobot", "v3.0", tmp_path / "out", Made(tuple(play("L ~900 screen R")), "a"))
    assert report.left_out == 1
    assert report.steps == 1
    assert check_export(tmp_path / "out").problems == ()


def test_a_dataset_has_one_size_of_picture(tmp_path: Path) -> None:
    other = everything("other")
    other.meta = msgspec.structs.replace(other.meta, captured=Rect(0, 0, 32, 32))
    with pytest.raises(CandorError, match="another size"):
        written("lerobot", "v3.0", tmp_path / "out", everything("one"), other)
    assert not (tmp_path / "out").exists()


def test_a_changed_step_and_a_lost_frame_are_found(tmp_path: Path) -> None:
    out = tmp_path / "out"
    written("lerobot", "v3.0", out, everything("one"))
    (out / "SHA256SUMS").unlink()
    line = (out / "provenance.jsonl").read_text()
    (out / "provenance.jsonl").write_text(line.replace('"count":2', '"count":1'))
    assert any("steps of episode 0" in problem for problem in check_export(out).problems)
    video = out / f"videos/{SCREEN}/chunk-000/file-000.mp4"
    video.write_bytes(video.read_bytes()[:900])
    assert any("file-000.mp4" in problem for problem in check_export(out).problems)


@pytest.mark.prove
@pytest.mark.filterwarnings("default")
def test_pandas_and_datasets_read_it_as_their_loader_does(tmp_path: Path) -> None:
    """LeRobot's own loader needs torch; what it does with the files before that is done here."""
    for name in ("datasets", "pandas"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"unverified: {name} is not installed")
    import datasets  # pyright: ignore[reportMissingImports]
    import pandas  # pyright: ignore[reportMissingImports]

    out = tmp_path / "out"
    written("lerobot", "v3.0", out, everything("one"), nasty())
    info = json.loads((out / "meta/info.json").read_text())
    tasks = pandas.read_parquet(out / "meta/tasks.parquet")
    assert tasks.loc["Write a note"].task_index == 0
    kinds = {}
    for key, feature in info["features"].items():
        if feature["dtype"] == "video":
            continue
        value = datasets.Value(feature["dtype"])
        length = feature["shape"][0]
        kinds[key] = value if length == 1 else datasets.Sequence(value, length=length)
    files = sorted(map(str, out.glob("data/*/*.parquet")))
    loaded = datasets.Dataset.from_parquet(
        files, features=datasets.Features(kinds), cache_dir=str(tmp_path / "cache")
    )
    assert len(loaded) == info["total_frames"]
    assert len(loaded[0]["action"]) == len(ACTION)
    episodes = datasets.Dataset.from_parquet(
        str(out / "meta/episodes/chunk-000/file-000.parquet"), cache_dir=str(tmp_path / "c2")
    )
    assert [episode["length"] for episode in episodes] == [
        sum(row == number for row in loaded["episode_index"]) for number in range(2)
    ]
