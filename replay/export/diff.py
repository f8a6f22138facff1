"""Two exports side by side: which sessions, steps and files one has that the other has not.

It compares what the exports say of themselves; whether that is true is what a check is for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from recorder.errors import FormatError, WrongUse
from replay.export.check import manifest_of
from replay.export.manifest import SUMS
from replay.export.reading import provenance

T = TypeVar("T")
StepName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """What the newer one lacks, what it has besides, and what is not the same in both."""

    removed: tuple[T, ...]
    added: tuple[T, ...]
    changed: tuple[T, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two exports differ. A step goes by its session and its id."""

    form: str
    variant: str
    sessions: Changes[str]
    steps: Changes[StepName]
    files: Changes[str]

    def __bool__(self) -> bool:
        return bool(self.sessions or self.steps or self.files)


def compare_exports(old: Path, new: Path) -> Difference:
    """What became of an export.

    Raises:
        WrongUse: one of the folders holds no export, or they have different formats.
        FormatError: what one of them says cannot be read.
    """
    before, after = manifest_of(old), manifest_of(new)
    for what in ("format", "variant"):
        if before[what] != after[what]:
            raise WrongUse(
                f"The exports cannot be compared: their {what}s are {before[what]} and "
                f"{after[what]}."
            )
    old_steps, new_steps = _steps(old, before), _steps(new, after)
    return Difference(
        form=before["format"],
        variant=before["variant"],
        sessions=_changes(_sessions(old_steps), _sessions(new_steps)),
        steps=_changes(old_steps, new_steps),
        files=_changes(_files(old), _files(new)),
    )


def _changes(old: dict[T, bytes], new: dict[T, bytes]) -> Changes[T]:
    return Changes(
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name in new and old[name] != new[name]),
    )


def _steps(folder: Path, manifest: dict[str, Any]) -> dict[StepName, bytes]:
    """The hash of what is known of every step. Its number is not part of it: one that goes
    changes the numbers of those behind it, which are still the same steps."""
    try:
        return {
            (str(line["session"]), str(line["step"])): _hash(
                {key: value for key, value in line.items() if key != "index"}
                | {"written": line["index"] is not None}
            )
            for line in _lines(folder, manifest)
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise FormatError(f"The provenance of {folder} cannot be read.") from error


def _lines(folder: Path, manifest: dict[str, Any]) -> Iterator[Any]:
    for part in manifest["folders"]:
        yield from provenance(folder / str(part))


def _sessions(steps: dict[StepName, bytes]) -> dict[str, bytes]:
    """A hash of all steps of each session, in their order."""
    parts: dict[str, list[bytes]] = {}
    for (session, step), digest in steps.items():
        parts.setdefault(session, []).append(step.encode() + b"\0" + digest)
    return {session: hashlib.sha256(b"".join(all_)).digest() for session, all_ in parts.items()}


def _files(folder: Path) -> dict[str, bytes]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{SUMS} of {folder} cannot be read.") from error
    parts = [line.partition("  ") for line in lines]
    return {name: digest.encode() for digest, _, name in parts}


def _hash(document: Any) -> bytes:
    return hashlib.sha256(msgspec.json.encode(document)).digest()[:16]
