"""The list of an export's files with their hashes, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from replay.plain import STAGING_PREFIX

MANIFEST = "candor.json"
SUMS = "SHA256SUMS"
VERSION = 1
_BLOCK = 1 << 20


def write_sums(folder: Path) -> None:
    """Hash every file below a folder."""
    descriptor = os.open(folder / SUMS, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="\n") as lines:
        for name in files_below(folder):
            lines.write(f"{sha256(folder / name)}  {name}\n")


def sum_problems(folder: Path) -> Iterator[str]:
    """What differs from the list: files that are missing, changed or not listed."""
    listed: dict[str, str] = {}
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    there = set(files_below(folder))
    for name in sorted(set(listed) - there):
        yield f"{name} is missing."
    for name in sorted(there - set(listed)):
        yield f"{name} is not part of the export."
    for name in sorted(there & set(listed)):
        if sha256(folder / name) != listed[name]:
            yield f"{name} was changed."


def files_below(folder: Path) -> Iterator[str]:
    """The files of an export in order, without the list itself."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(STAGING_PREFIX))
        for name in sorted(files):
            path = Path(place, name).relative_to(folder).as_posix()
            if path != SUMS:
                yield path


def sha256(path: Path) -> str:
    """The hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
