"""A foreign recording on the disk, read without trust: bounded sizes, nothing outside its folder.

Messages name files by their names inside the recording, and places by line or field.
"""

from __future__ import annotations

import hashlib
import math
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

import msgspec

from recorder.crypto import sha256
from recorder.errors import FormatError, StorageError, WrongUse

LINE_BYTES_MAX = 8 << 20
DOCUMENT_BYTES_MAX = 32 << 20
ROWS_MAX = 1_000_000
NAMES_MAX = 100_000
TEXT_MAX = 60_000
PLACE_MAX = 100_000
TIME_MAX_S = 1e11
WORD_MAX = 60


@dataclass(frozen=True, slots=True)
class Source:
    """A folder, and the one file in it that was named, if any."""

    folder: Path
    named: str | None
    opened: dict[str, None] = field(default_factory=dict[str, None], compare=False)

    @staticmethod
    def at(path: Path) -> Source:
        """The recording at a path that a person named.

        Raises:
            WrongUse: nothing that can be read is there.
        """
        if path.is_dir():
            return Source(path, None)
        if path.is_file():
            return Source(path.parent, path.name)
        raise WrongUse("There is no file or folder to import at this path.")

    def names(self) -> tuple[str, ...]:
        """The files that count: the one that was named, or all that lie directly in the folder."""
        if self.named is not None:
            return (self.named,)
        try:
            with os.scandir(self.folder) as found:
                names = [entry.name for _, entry in zip(range(NAMES_MAX), found, strict=False)]
        except OSError as error:
            raise StorageError(f"The folder cannot be read: {error.strerror}.") from error
        return tuple(sorted(names))

    def has(self, name: str) -> bool:
        """Whether there is such a file or folder beside the recording."""
        try:
            return self._inside(name).exists()
        except FormatError:
            return False

    def open(self, name: str) -> BinaryIO:
        """A file of the recording.

        Raises:
            FormatError: it is missing, or leads out of the recording.
            StorageError: it cannot be read.
        """
        path = self._inside(name)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            fd = os.open(path, flags | getattr(os, "O_BINARY", 0))
        except FileNotFoundError as error:
            raise FormatError(f"{shown(name)} is missing; nothing was imported.") from error
        except OSError as error:
            raise StorageError(f"{shown(name)} cannot be read: {error.strerror}.") from error
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise FormatError(f"{shown(name)} is not a file; nothing was imported.")
        self.opened[name] = None
        return os.fdopen(fd, "rb")

    def digest(self) -> bytes:
        """A hash over the files that were opened so far. Raises as `open`."""
        parts: list[bytes] = []
        for name in sorted(self.opened):
            with self.open(name) as file:
                parts += [name.encode("utf-8", "surrogatepass"), _digest(file)]
        return sha256(b"candor-import", msgspec.msgpack.encode(parts))

    def path(self, name: str) -> Path:
        """The path of a plain file inside, for a library that wants one. Raises as `open`."""
        self.open(name).close()
        return self._inside(name)

    def bytes(self, name: str, bytes_max: int = DOCUMENT_BYTES_MAX) -> bytes:
        """All of a small file. Raises as `open`."""
        with self.open(name) as file:
            raw = file.read(bytes_max + 1)
        if len(raw) > bytes_max:
            raise FormatError(f"{shown(name)} is larger than an import takes.")
        return raw

    def document(self, name: str) -> Row:
        """A JSON object. Raises as `open`, and FormatError where it is none."""
        return _row(self.bytes(name), shown(name))

    def rows(self, name: str) -> Iterator[Row]:
        """The lines of a JSONL file. Raises as `document`, naming the line."""
        with self.open(name) as file:
            for number in range(1, ROWS_MAX + 2):
                line = file.readline(LINE_BYTES_MAX + 1)
                if not line:
                    return
                place = f"{shown(name)}, line {number}"
                if len(line) > LINE_BYTES_MAX:
                    raise FormatError(f"{place}: the line is longer than an import takes.")
                if number > ROWS_MAX:
                    raise FormatError(f"{place}: there are more lines than an import takes.")
                if line.strip():
                    yield _row(line, place)

    def _inside(self, name: str) -> Path:
        """The path of a name that stays in the folder and passes no link."""
        parts = PurePosixPath(name).parts
        odd = "\0" in name or "\\" in name or ":" in name or len(name) > 1000
        if not parts or odd or name.startswith("/") or ".." in parts:
            raise FormatError(f"{shown(name)} leads out of the recording; nothing was imported.")
        path = self.folder
        try:
            for part in parts:
                path = path / part
                if path.is_symlink():
                    raise FormatError(f"{shown(name)} is a link; nothing was imported.")
        except (OSError, ValueError) as error:
            raise FormatError(f"{shown(name)} cannot be a file; nothing was imported.") from error
        return path


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a source, and the words for where it stands. Unknown fields are not looked at.

    Each of its readers raises FormatError where a field is not what it says.
    """

    fields: Mapping[str, Any]
    place: str

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str) or len(value) > TEXT_MAX:
            raise self.wrong(name, "a text")
        return value

    def flag(self, name: str) -> bool:
        value = self.fields.get(name)
        if value in (0, 1):
            return bool(value)
        raise self.wrong(name, "true or false")

    def number(self, name: str) -> float:
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, "a number")
        if not math.isfinite(value := _float(value)):
            raise self.wrong(name, "a number")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.number(name)
        if value != int(value) or not least <= value <= most:
            raise self.wrong(name, "a whole number in its range")
        exact = self.fields.get(name)
        return exact if isinstance(exact, int) else int(value)

    def place_px(self, name: str) -> int:
        """A pixel; a fraction belongs to the pixel that it lies in."""
        value = self.number(name)
        if abs(value) > PLACE_MAX:
            raise self.wrong(name, "a place on a desktop")
        return math.floor(value)

    def time_ns(self, name: str) -> int:
        """Seconds as nanoseconds."""
        value = self.number(name)
        if not 0 <= value <= TIME_MAX_S:
            raise self.wrong(name, "a time")
        return round(value * 1e9)

    def inner(self, name: str) -> Row:
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise self.wrong(name, "an object")
        return Row(cast("dict[str, Any]", value), f"{self.place}, {name}")

    def wrong(self, name: str, what: str) -> FormatError:
        return FormatError(f"{self.place}: “{name}” is not {what}; nothing was imported.")


def shown(name: str) -> str:
    """A name from a source for a message: short, on one line, and no folder of anybody."""
    word = name.replace("\\", "/").rsplit("/", 1)[-1][:WORD_MAX]
    return "".join(c if c.isprintable() else "�" for c in word) or "A file"


def _digest(file: BinaryIO) -> bytes:
    made = hashlib.sha256()
    while block := file.read(1 << 20):
        made.update(block)
    return made.digest()


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _row(raw: bytes, place: str) -> Row:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{place}: this is not JSON; nothing was imported.") from error
    if not isinstance(value, dict):
        raise FormatError(f"{place}: this is not a JSON object; nothing was imported.")
    return Row(cast("dict[str, Any]", value), place)
