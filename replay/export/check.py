"""An export checked again: its files against their hashes, its steps against what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import CandorError, WrongUse
from replay.export.files import is_below
from replay.export.manifest import MANIFEST, SUMS, VERSION, sum_problems
from replay.export.reading import order_problems, problems_of, provenance
from replay.export.registry import find_format

PROBLEMS_MAX = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `more` says that it stopped looking; `corrected` counts the steps that
    a person corrected."""

    form: str
    variant: str
    steps: int
    corrected: int
    problems: tuple[str, ...]
    more: bool


def check_export(folder: Path) -> Checked:
    """Read an export back.

    Raises:
        WrongUse: the folder holds no export, or one of a newer version.
    """
    manifest = manifest_of(folder)
    found: list[str] = []
    for problem in _problems(folder, manifest):
        if len(found) == PROBLEMS_MAX:
            return _checked(folder, manifest, found, more=True)
        found.append(problem)
    return _checked(folder, manifest, found, more=False)


def _checked(folder: Path, manifest: dict[str, Any], found: list[str], *, more: bool) -> Checked:
    steps, corrected = _counts(folder, manifest) or (0, 0)
    return Checked(manifest["format"], manifest["variant"], steps, corrected, tuple(found), more)


def _counts(folder: Path, manifest: dict[str, Any]) -> tuple[int, int] | None:
    """The steps that were written, and those of them that a person corrected; None where that
    cannot be read."""
    steps = corrected = 0
    try:
        for part in manifest["folders"]:
            for line in provenance(folder / part):
                if line["index"] is not None:
                    steps += 1
                    corrected += line.get("corrected", False) is True
    except (CandorError, KeyError, TypeError, AttributeError):
        return None
    return steps, corrected


def manifest_of(folder: Path) -> dict[str, Any]:
    """What an export says of itself.

    Raises:
        WrongUse: the folder holds no export, or one of another version.
    """
    try:
        manifest: Any = msgspec.json.decode((folder / MANIFEST).read_bytes())
        version = manifest["candor_export"]
        folders: Any = manifest["folders"]
        names = (manifest["format"], manifest["variant"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        raise WrongUse(f"{folder} is not an export of Candor.") from error
    if version != VERSION:
        raise WrongUse(f"{folder} was written by another version of Candor, which can check it.")
    if not isinstance(folders, list) or not all(isinstance(name, str) for name in names):
        raise WrongUse(f"{folder} is not an export of Candor.")
    if not all(part == "." or is_below(str(part)) for part in manifest["folders"]):
        raise WrongUse(f"{folder} names folders that are not its own.")
    return manifest


def _problems(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    if not (folder / SUMS).is_file():
        yield f"{SUMS} is missing."
    else:
        yield from problems_of(sum_problems(folder))
    form = find_format(manifest["format"])
    if manifest["variant"] not in form.variants:
        yield "The variant of the format is not known."
        return
    steps, corrected = _counts(folder, manifest) or (None, None)
    if steps != manifest.get("steps"):
        yield "The provenance has not as many steps as were written."
    # Exports from before there were reviews say nothing of corrections.
    if corrected is not None and corrected != manifest.get("corrected", 0):
        yield "The provenance has not as many corrected steps as were written."
    sets: dict[str, str] = {}
    yield from problems_of(_torn(folder, manifest))
    for part in manifest["folders"]:
        yield from problems_of(order_problems(folder / part))
        yield from problems_of(_leaks(folder / part, part, sets))
        yield from problems_of(form.check(folder / part, manifest["variant"]))


def _torn(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Near duplicates that are in different sets."""
    if manifest.get("split") is None:
        return
    sets = {
        line["session"]: part for part in manifest["folders"] for line in provenance(folder / part)
    }
    for group in manifest.get("near_duplicates", []):
        if len({sets[name] for name in group if name in sets}) > 1:
            yield f"Sessions that are nearly the same are in different sets: {', '.join(group)}."


def _leaks(folder: Path, part: str, sets: dict[str, str]) -> Iterator[str]:
    """A session that is in two sets."""
    for session in {line["session"] for line in provenance(folder)}:
        if sets.setdefault(session, part) != part:
            yield f"The session {session} is in {sets[session]} and in {part}."
