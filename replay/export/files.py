"""Files that exports are made of: JSON lines that grow, and what a check sees of pictures."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from recorder.errors import FormatError

_PNG = b"\x89PNG\r\n\x1a\n"


# Readers that split a text into lines take these for ends of lines.
_BREAKS = {
    char.encode(): ascii(char)[1:-1].replace("\\x", "\\u00").encode() for char in "\x85\u2028\u2029"
}


def one_line(document: Any) -> bytes:
    """A document as JSON that is one line to every reader."""
    line = msgspec.json.encode(document)
    for char, escape in _BREAKS.items():
        line = line.replace(char, escape)
    return line


class Lines:
    """A private file of JSON lines, written one by one."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = open(descriptor, "wb")  # noqa: SIM115 - closed by `close`

    def write(self, document: Any) -> None:
        self._file.write(one_line(document) + b"\n")

    def close(self) -> None:
        self._file.close()


def rows(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a file, counted from 1.

    Raises:
        FormatError: the file is missing, or a line is not JSON.
    """
    try:
        with open(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                yield number, msgspec.json.decode(line)
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}.") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise FormatError(f"A line of {path.name} is not JSON.") from error


def image_problems(folder: Path, image: dict[str, Any], where: str) -> Iterator[str]:
    """What is wrong with a picture that a line names with its size."""
    size = png_size(folder, str(image["file"]))
    if size is None:
        yield f"The picture of {where} is missing or is no PNG."
    elif size != (image["width"], image["height"]):
        yield f"The picture of {where} does not have the size it is said to have."


def png_size(folder: Path, name: str) -> tuple[int, int] | None:
    """The size of a picture below a folder, or None where there is none."""
    if not is_below(name):
        return None
    try:
        with open(folder / name, "rb") as file:
            return png_head(file.read(24))
    except OSError:
        return None


def png_head(data: bytes) -> tuple[int, int] | None:
    """The size that the first bytes of a PNG file state."""
    if len(data) < 24 or not data.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def is_below(name: str) -> bool:
    """Whether a name leads to a file below its folder and nowhere else."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
