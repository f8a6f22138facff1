"""A LeRobotDataset v3 against the rules of its format, and against what was recorded."""
# pyarrow ships no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import FormatError
from replay.export.files import is_below
from replay.export.lerobot_files import DATA, EPISODES, INFO, KEY, TASKS, VIDEO
from replay.export.owa_video import video_times
from replay.export.reading import provenance

# Their loader refuses rows that lie farther from their frame.
TOLERANCE_S = 1e-4


def dataset_problems(folder: Path) -> Iterator[str]:
    """What their loader would refuse, and steps that are not what was recorded."""
    info = _json(folder / INFO)
    known: dict[str, list[Any]] = {}
    for line in provenance(folder):
        if line["index"] is not None:
            known.setdefault(line["session"], []).append(line)
    episodes = _table(folder, EPISODES) if info["total_episodes"] else []
    tasks = _table(folder, TASKS) if info["total_episodes"] else []
    if [row["task_index"] for row in tasks] != list(range(info["total_tasks"])):
        yield "The tasks are not numbered without gaps."
    names = [row["task"] for row in tasks]
    if len(episodes) != info["total_episodes"]:
        yield "There are not as many episodes as the dataset says."
    end = 0
    for number, episode in enumerate(episodes):
        if episode["episode_index"] != number or episode["dataset_from_index"] != end:
            yield f"Episode {number} is not numbered without gaps."
        end = episode["dataset_to_index"]
        steps = known.pop(episode["session"], [])
        yield from _episode_problems(folder, info, number, episode, names, steps)
    if end != info["total_frames"]:
        yield "There are not as many rows as the dataset says."
    for session in known:
        yield f"The session {session} has no episode."


def _episode_problems(
    folder: Path, info: Any, number: int, episode: Any, tasks: list[str], steps: list[Any]
) -> Iterator[str]:
    data = DATA.format(chunk=episode["data/chunk_index"], file=episode["data/file_index"])
    video = VIDEO.format(
        chunk=episode[f"videos/{KEY}/chunk_index"], file=episode[f"videos/{KEY}/file_index"]
    )
    rows = _table(folder, data)
    fps = info["fps"]
    if len(rows) != episode["length"]:
        yield f"Episode {number} has not as many rows as it says."
    found: list[Any] = []
    for place, row in enumerate(rows):
        if (row["frame_index"], row["episode_index"]) != (place, number):
            yield f"Row {place} of episode {number} is not numbered as it should be."
        if abs(row["timestamp"] - place / fps) > TOLERANCE_S:
            yield f"Row {place} of episode {number} is not at its time."
        if row["index"] != episode["dataset_from_index"] + place:
            yield f"Row {place} of episode {number} has a wrong place in the dataset."
        if [tasks[row["task_index"]]] != list(episode["tasks"]):
            yield f"Row {place} of episode {number} has another task than its episode."
        for name in ("action", "observation.state"):
            if len(row[name]) != info["features"][name]["shape"][0]:
                yield f"Row {place} of episode {number} has a {name} of a wrong length."
        found += msgspec.json.decode(row["steps"])
    wanted = [{"index": line["index"], "action": line["action"]} for line in steps]
    if found != wanted:
        yield f"The steps of episode {number} are not those that were recorded."
    # A frame of the video may be said a little beside its time by the clock of the file.
    times = video_times(folder / video)
    late = [abs(t_ns / 1e9 - place / fps) for place, t_ns in enumerate(times)]
    if len(times) != len(rows) or max(late, default=0.0) > TOLERANCE_S:
        yield f"The video of episode {number} has not one frame for each row."


def _table(folder: Path, name: str) -> list[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not is_below(name):
        raise FormatError("The dataset names files that are not its own.")
    try:
        return pq.ParquetFile(folder / name).read().to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise FormatError(f"{name} cannot be read.") from error


def _json(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise FormatError(f"{path.name} cannot be read.") from error
