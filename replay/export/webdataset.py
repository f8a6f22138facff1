"""Export to WebDataset shards: tar files in which a sample is a picture and its step as JSON."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from replay.export.files import png_head
from replay.export.jsonl import step_line
from replay.export.model import Episode, Sees, Shot, Written
from replay.export.reading import provenance
from replay.export.saying import lossless, seen_losses
from replay.grammar.common import Loss

# Loaders read shards whole; between 100 and 500 MB is what they like.
SHARD_BYTES = 256 * 1024 * 1024
_PATTERN = "steps-{:06d}.tar"


class WebDataset:
    """Every sample of an export has the same fields, because loaders infer them from the first."""

    name = "webdataset"
    title = "Tar shards of samples: the picture before, the step as JSON"
    variants: tuple[str, ...] = ("before", "both")
    packs = True
    carries_labels = True

    def sees(self, variant: str) -> Sees:
        return "both" if variant == "both" else "before"

    def data(self, variant: str) -> str:
        return "steps-*.tar"

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return lossless()

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(folder, variant == "both")

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        wanted = {"json", "png", "after.png"} if variant == "both" else {"json", "png"}
        lines = (line for line in provenance(folder) if line["index"] is not None)
        for key, fields in _samples(folder):
            line = next(lines, None)
            if line is None:
                yield f"The sample {key} is not in the provenance."
                continue
            if set(fields) != wanted:
                yield f"The sample {key} does not have the fields of the others."
                continue
            step = msgspec.json.decode(fields["json"])
            if key != _key(line["session"], line["index"]) or step["action"] != line["action"]:
                yield f"The sample {key} is not the step that was recorded."
            if any(png_head(fields[name]) is None for name in wanted - {"json"}):
                yield f"A picture of the sample {key} is no PNG."
        if next(lines, None) is not None:
            yield "Steps of the provenance are in no shard."


class _Sink:
    def __init__(self, folder: Path, both: bool) -> None:
        self._folder = folder
        self._both = both
        self._shards = 0
        self._bytes = 0
        self._tar: tarfile.TarFile | None = None

    def write(self, episode: Episode) -> Iterable[Written]:
        index = 0
        for shot in episode.shots:
            lost = self._lost(shot)
            if shot.before is None or (self._both and shot.after is None):
                yield Written(shot, lost, None)
                continue
            self._sample(episode, shot, index)
            yield Written(shot, lost, index)
            index += 1

    def close(self) -> None:
        if self._tar is None and not self._shards:
            self._next_shard()
        if self._tar is not None:
            self._tar.close()
            self._tar = None

    def _lost(self, shot: Shot) -> tuple[Loss, ...]:
        before = seen_losses(shot)
        after = (Loss.AFTER,) if shot.after is None or not self._both else ()
        return before + after

    def _sample(self, episode: Episode, shot: Shot, index: int) -> None:
        assert shot.before is not None
        key = _key(episode.session.id, index)
        line: dict[str, Any] = step_line(episode, shot) | {"index": index}
        for seen in (line["before"], line["after"]):
            if seen is not None:
                seen.pop("image", None)
        line["image"] = {"width": shot.before.width, "height": shot.before.height}
        fields = {"png": (episode.folder / shot.before.file).read_bytes()}
        if self._both and shot.after is not None:
            fields["after.png"] = (episode.folder / shot.after.file).read_bytes()
        fields["json"] = msgspec.json.encode(line)
        if self._tar is None or self._bytes > SHARD_BYTES:
            self._next_shard()
        for name, data in fields.items():
            self._add(f"{key}.{name}", data)

    def _next_shard(self) -> None:
        if self._tar is not None:
            self._tar.close()
        path = self._folder / _PATTERN.format(self._shards)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(descriptor)
        self._tar = tarfile.open(path, "w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115
        self._shards += 1
        self._bytes = 0

    def _add(self, name: str, data: bytes) -> None:
        assert self._tar is not None
        info = tarfile.TarInfo(name)
        # No owner, no time: the same steps give the same bytes.
        info.size, info.mode = len(data), 0o600
        self._tar.addfile(info, io.BytesIO(data))
        self._bytes += len(data)


def _key(session: str, index: int) -> str:
    return f"{session}_{index:06d}"


def _samples(folder: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The samples of all shards: members that follow one another under one key."""
    for path in sorted(folder.glob("steps-*.tar")):
        with tarfile.open(path, "r:") as shard:
            key, fields = "", dict[str, bytes]()
            for member in shard:
                name, _, ending = member.name.partition(".")
                if name != key and fields:
                    yield key, fields
                    fields = {}
                key = name
                content = shard.extractfile(member)
                fields[ending] = content.read() if content is not None else b""
            if fields:
                yield key, fields


WEBDATASET = WebDataset()
