"""The files of a LeRobotDataset v3: rows and video of each episode, and what describes them."""
# pyarrow ships no types, PyAV's containers are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from recorder.errors import CandorError
from replay.export.lerobot_rows import ACTION, FPS, STATE, Row
from replay.frames import Picture, PictureSource
from replay.plain import write_private

CHUNK = 1000
KEY = "observation.images.screen"
DATA = "data/chunk-{chunk:03d}/file-{file:03d}.parquet"
VIDEO = "videos/" + KEY + "/chunk-{chunk:03d}/file-{file:03d}.mp4"
EPISODES = "meta/episodes/chunk-000/file-000.parquet"
TASKS = "meta/tasks.parquet"
INFO, STATS = "meta/info.json", "meta/stats.json"
_NUMBERS = ("timestamp", "frame_index", "episode_index", "index", "task_index")
# Of every picture that is shown for the first time, each eighth pixel in both directions.
_SAMPLE = 8


class LeRobotFiles:
    """Writes episodes one by one; at the end what describes them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.size: tuple[int, int] | None = None
        self._tasks: dict[str, int] = {}
        self._episodes: list[dict[str, Any]] = []
        self._rows = 0
        self._moments: dict[str, Moments] = {}
        self._closed = False

    def add(
        self,
        session: str,
        task: str,
        rows: list[Row],
        pictures: PictureSource,
        size: tuple[int, int],
    ) -> None:
        """Write the rows and the video of an episode."""
        self.size = size
        number = len(self._episodes)
        place = {"chunk": number // CHUNK, "file": number % CHUNK}
        task_index = self._tasks.setdefault(task, len(self._tasks))
        self._write_rows(DATA.format(**place), rows, number, task_index)
        self._write_video(VIDEO.format(**place), rows, pictures, size)
        self._episodes.append(
            {
                "episode_index": number,
                "tasks": [task],
                "length": len(rows),
                "dataset_from_index": self._rows,
                "dataset_to_index": self._rows + len(rows),
                "data/chunk_index": place["chunk"],
                "data/file_index": place["file"],
                f"videos/{KEY}/chunk_index": place["chunk"],
                f"videos/{KEY}/file_index": place["file"],
                f"videos/{KEY}/from_timestamp": 0.0,
                f"videos/{KEY}/to_timestamp": len(rows) / FPS,
                "meta/episodes/chunk_index": 0,
                "meta/episodes/file_index": 0,
                "session": session,
            }
        )
        self._rows += len(rows)

    def close(self) -> None:
        """Write what describes the whole."""
        if self._closed:
            return
        self._closed = True
        import pyarrow as pa

        if self._episodes:
            self._write_table(EPISODES, pa.Table.from_pylist(self._episodes))
            names = {"task_index": list(self._tasks.values()), "task": list(self._tasks)}
            # pandas finds the name of a task in its index.
            table = pa.table(names).replace_schema_metadata({"pandas": _PANDAS})
            self._write_table(TASKS, table)
        stats = {name: moments.document for name, moments in self._moments.items()}
        for path, document in ((STATS, stats), (INFO, self._info())):
            text = msgspec.json.format(msgspec.json.encode(document), indent=2)
            write_private(self._folder / path, text + b"\n")

    def _info(self) -> dict[str, Any]:
        width, height = self.size or (0, 0)
        video = {
            "video.fps": FPS, "video.height": height, "video.width": width, "video.channels": 3,
            "video.codec": "h264", "video.pix_fmt": "yuv420p", "video.is_depth_map": False,
            "has_audio": False,
        }  # fmt: skip
        features: dict[str, Any] = {
            KEY: {
                "dtype": "video",
                "shape": [height, width, 3],
                "names": ["height", "width", "channels"],
                "info": video,
            },
            "observation.state": _feature("float32", len(STATE), list(STATE)),
            "action": _feature("float32", len(ACTION), list(ACTION)),
            "steps": _feature("string", 1),
            "next.done": _feature("bool", 1),
            "timestamp": _feature("float32", 1),
        } | {name: _feature("int64", 1) for name in _NUMBERS[1:]}
        return {
            "codebase_version": "v3.0",
            "robot_type": "desktop",
            "total_episodes": len(self._episodes),
            "total_frames": self._rows,
            "total_tasks": len(self._tasks),
            "chunks_size": CHUNK,
            "data_files_size_in_mb": 100,
            "video_files_size_in_mb": 200,
            "fps": FPS,
            "splits": {"train": f"0:{len(self._episodes)}"},
            "data_path": "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet",
            "video_path": "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4",
            "features": features,
        }

    def _write_rows(self, name: str, rows: list[Row], episode: int, task_index: int) -> None:
        import pyarrow as pa

        count = len(rows)
        columns: dict[str, Any] = {
            "observation.state": [list(row.state) for row in rows],
            "action": [row.action for row in rows],
            "steps": [msgspec.json.encode(row.steps).decode() for row in rows],
            "next.done": [number == count - 1 for number in range(count)],
            "timestamp": [number / FPS for number in range(count)],
            "frame_index": list(range(count)),
            "episode_index": [episode] * count,
            "index": list(range(self._rows, self._rows + count)),
            "task_index": [task_index] * count,
        }
        kinds: dict[str, Any] = {
            "observation.state": pa.list_(pa.float32(), len(STATE)),
            "action": pa.list_(pa.float32(), len(ACTION)),
            "steps": pa.string(),
            "next.done": pa.bool_(),
            "timestamp": pa.float32(),
        } | dict.fromkeys(_NUMBERS[1:], pa.int64())
        schema = pa.schema([pa.field(column, kinds[column]) for column in columns])
        self._write_table(name, pa.table(columns, schema=schema))
        for column in ("observation.state", "action", *_NUMBERS):
            values = np.asarray(columns[column], np.float64).reshape(count, -1)
            self._moments.setdefault(column, Moments((-1,))).add(values)

    def _write_table(self, name: str, table: Any) -> None:
        import pyarrow.parquet as pq

        path = self._folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            pq.write_table(table, file, compression="snappy")

    def _write_video(
        self, name: str, rows: list[Row], pictures: PictureSource, size: tuple[int, int]
    ) -> None:
        import av

        path = self._folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        pixels = self._moments.setdefault(KEY, Moments((3, 1, 1)))
        options = {"preset": "veryfast", "crf": "20", "threads": "1", "bf": "0"}
        container = {"fflags": "+bitexact", "movflags": "+faststart"}
        with av.open(str(path), "w", format="mp4", options=container) as file:
            stream: Any = file.add_stream("libx264", rate=FPS, options=options)
            stream.width, stream.height = size
            stream.pix_fmt = "yuv420p"
            stream.codec_context.time_base = Fraction(1, FPS)
            stream.codec_context.gop_size = FPS
            last, picture = -1, None
            for number, row in enumerate(rows):
                if row.frame != last or picture is None:
                    picture = _even(pictures.frame(row.frame), size)
                    small = picture[::_SAMPLE, ::_SAMPLE, ::-1]
                    pixels.add(small.reshape(-1, 3).astype(np.float64) / 255)
                    last = row.frame
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts, frame.time_base = number, Fraction(1, FPS)
                for packet in stream.encode(frame):
                    file.mux(packet)
            for packet in stream.encode(None):
                file.mux(packet)


class Moments:
    """Least, greatest, mean and spread of numbers that come in parts."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._shape = shape
        self._count = 0
        self._least: Any = np.inf
        self._most: Any = -np.inf
        self._sum: Any = 0.0
        self._squares: Any = 0.0

    def add(self, values: NDArray[np.float64]) -> None:
        """Take rows of numbers."""
        self._count += len(values)
        self._least = np.minimum(self._least, values.min(axis=0))
        self._most = np.maximum(self._most, values.max(axis=0))
        self._sum = self._sum + values.sum(axis=0)
        self._squares = self._squares + (values**2).sum(axis=0)

    @property
    def document(self) -> dict[str, Any]:
        """As plain data for JSON."""
        mean = self._sum / self._count
        spread = np.sqrt(np.maximum(0.0, self._squares / self._count - mean**2))
        found = {"min": self._least, "max": self._most, "mean": mean, "std": spread}
        plain = {name: np.asarray(v).reshape(self._shape).tolist() for name, v in found.items()}
        return plain | {"count": [self._count]}


def _feature(kind: str, length: int, names: list[str] | None = None) -> dict[str, Any]:
    return {"dtype": kind, "shape": [length], "names": names}


def _even(picture: Picture, size: tuple[int, int]) -> Picture:
    """A picture whose last row and column are there twice where the video needs even sides."""
    height, width = picture.shape[:2]
    if not (0 <= size[0] - width <= 1 and 0 <= size[1] - height <= 1):
        raise CandorError("A frame does not have the size of its session; nothing was written.")
    more = ((0, size[1] - height), (0, size[0] - width), (0, 0))
    return np.ascontiguousarray(np.pad(picture, more, "edge"))


def _pandas_column(name: str, kind: str, numpy: str) -> dict[str, Any]:
    return {
        "name": name, "field_name": name, "pandas_type": kind, "numpy_type": numpy,
        "metadata": None,
    }  # fmt: skip


_PANDAS = msgspec.json.encode(
    {
        "index_columns": ["task"],
        "column_indexes": [],
        "columns": [
            _pandas_column("task_index", "int64", "int64"),
            _pandas_column("task", "unicode", "object"),
        ],
        "creator": {"library": "pyarrow", "version": "18"},
        "pandas_version": "2.0.0",
    }
)
