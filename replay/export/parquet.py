"""Export to Parquet as Hugging Face's `datasets` reads it: a row per step, pictures inside.

Needs pyarrow, which the extra `parquet` installs; nothing of it is loaded before it is used.
"""
# pyarrow ships no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingImports=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import WrongUse
from replay.export.files import png_head
from replay.export.jsonl import step_line
from replay.export.model import Episode, Image, Sees, Shot, Written
from replay.export.reading import provenance
from replay.export.saying import keep_all, lossless
from replay.grammar.common import Loss

FILE = "data/steps-{:05d}.parquet"
ROWS_IN_GROUP = 32
FILE_BYTES = 400 * 1024 * 1024
_IMAGES = ("image", "image_after")


class Parquet:
    """One row per step; what is not known is null."""

    name = "parquet"
    title = "Parquet for Hugging Face datasets, pictures inside"
    variants: tuple[str, ...] = ("steps",)
    packs = True

    def sees(self, variant: str) -> Sees:
        return "both"

    def data(self, variant: str) -> str:
        return "data/*.parquet"

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return lossless()

    def open(self, folder: Path, variant: str) -> _Sink:
        pyarrow_of()
        return _Sink(folder)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        pq = pyarrow_of()[1]
        lines = (line for line in provenance(folder) if line["index"] is not None)
        for path in sorted((folder / "data").glob("*.parquet")):
            for batch in pq.ParquetFile(path).iter_batches(ROWS_IN_GROUP):
                for row in batch.to_pylist():
                    yield from _row_problems(row, next(lines, None))
        if next(lines, None) is not None:
            yield "Steps of the provenance are in no row."


def _row_problems(row: Any, line: Any) -> Iterator[str]:
    name = f"The row {row['index']} of {row['session']}"
    if line is None or (row["session"], row["index"]) != (line["session"], line["index"]):
        yield f"{name} is not in the provenance."
    elif msgspec.json.decode(row["action"]) != line["action"]:
        yield f"{name} is not the step that was recorded."
    for column in _IMAGES:
        image = row[column]
        if image is not None and png_head(image["bytes"]) != (row["width"], row["height"]):
            yield f"A picture of {name[0].lower() + name[1:]} is not what it is said to be."


class _Sink:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = 0
        self._bytes = 0
        self._writer: Any = None
        self._file: Any = None
        self._rows: list[dict[str, Any]] = []
        self._next_file()

    def write(self, episode: Episode) -> Iterable[Written]:
        for shot in episode.shots:
            row = _row(episode, shot)
            self._rows.append(row)
            self._bytes += sum(len(row[c]["bytes"]) for c in _IMAGES if row[c] is not None)
            if len(self._rows) >= ROWS_IN_GROUP:
                self._flush()
        return keep_all(episode.shots)

    def close(self) -> None:
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._file.close()
            self._writer = None

    def _flush(self) -> None:
        if not self._rows or self._writer is None:
            return
        pa, _ = pyarrow_of()
        if self._bytes > FILE_BYTES:
            self._writer.close()
            self._file.close()
            self._next_file()
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=_schema()))
        self._rows = []

    def _next_file(self) -> None:
        _, pq = pyarrow_of()
        path = self._folder / FILE.format(self._files)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = open(descriptor, "wb")  # noqa: SIM115
        # Pictures are packed already; what remains packs well.
        self._writer = pq.ParquetWriter(self._file, _schema(), compression="zstd")
        self._files += 1
        self._bytes = 0


def _row(episode: Episode, shot: Shot) -> dict[str, Any]:
    line = step_line(episode, shot)
    step, action = shot.step, line["action"]
    window = step.window
    return {
        "session": episode.session.id,
        "index": shot.index,
        "step": step.id,
        "task": episode.trajectory.task,
        "image": _picture(episode.folder, shot.before),
        "image_after": _picture(episode.folder, shot.after),
        "width": episode.size[0],
        "height": episode.size[1],
        "action_type": action["type"],
        "action": msgspec.json.encode(action).decode(),
        "x": None if action.get("x") is None else action["x"] - episode.origin[0],
        "y": None if action.get("y") is None else action["y"] - episode.origin[1],
        "text": action.get("text"),
        "sentence": step.sentence,
        "app": window.app if window else None,
        "title": window.title if window else None,
        "t_start_ns": step.action.t_start_ns,
        "lag_ns": step.before.lag_ns if step.before else None,
        "outcome": episode.outcome,
        "provenance": msgspec.json.encode(line["provenance"]).decode(),
    }


def _picture(folder: Path, image: Image | None) -> dict[str, Any] | None:
    if image is None:
        return None
    return {"bytes": (folder / image.file).read_bytes(), "path": image.file.replace("/", "_")}


def _schema() -> Any:
    pa, _ = pyarrow_of()
    image = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    kinds = {
        "image": image, "image_after": image, "index": pa.int32(), "width": pa.int32(),
        "height": pa.int32(), "x": pa.int32(), "y": pa.int32(), "t_start_ns": pa.int64(),
        "lag_ns": pa.int64(),
    }  # fmt: skip
    names = (
        "session", "index", "step", "task", "image", "image_after", "width", "height",
        "action_type", "action", "x", "y", "text", "sentence", "app", "title", "t_start_ns",
        "lag_ns", "outcome", "provenance",
    )  # fmt: skip
    words = {"int32": "int32", "int64": "int64", "string": "string"}
    features = {
        name: {"_type": "Image"}
        if name in _IMAGES
        else {"_type": "Value", "dtype": words[str(kinds.get(name, pa.string()))]}
        for name in names
    }
    head = json.dumps({"info": {"features": features}})
    return pa.schema(
        [(name, kinds.get(name, pa.string())) for name in names], metadata={"huggingface": head}
    )


def pyarrow_of() -> tuple[Any, Any]:
    """The two modules of pyarrow.

    Raises:
        WrongUse: it is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise WrongUse(
            "This format needs pyarrow; install Candor with the extra `parquet`."
        ) from error
    return pa, pq


PARQUET = Parquet()
