"""What `candor export` says of exports that exist: a check, a difference, the numbers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from replay.export.check import Checked
    from replay.export.diff import Changes

LINES_MAX = 20


def tell_check(folder: Path, as_json: bool) -> None:
    """Check an export; exit 1 where something is wrong with it."""
    from replay.export.check import check_export

    checked = check_export(folder)
    if as_json:
        document = {
            "format": checked.form,
            "variant": checked.variant,
            "steps": checked.steps,
            "corrected": checked.corrected,
            "problems": list(checked.problems),
            "more": checked.more,
        }
        click.echo(json.dumps(document, indent=2))
    else:
        _tell_checked(checked)
    if checked.problems:
        sys.exit(1)


def _tell_checked(checked: Checked) -> None:
    for problem in checked.problems:
        click.echo(_harmless(problem))
    if checked.more:
        click.echo("There is more; the check stopped here.")
    if not checked.problems:
        click.echo(
            f"{checked.steps} steps as {checked.form} ({checked.variant}): every file is as it "
            f"was written, and every step reads as it was recorded{_corrected(checked)}."
        )


def _corrected(checked: Checked) -> str:
    """That not all steps are those that were computed, where that is so."""
    return f" or, in {checked.corrected}, as a person corrected it" if checked.corrected else ""


def tell_diff(old: Path, new: Path, as_json: bool) -> None:
    """Compare two exports; exit 1 where they differ."""
    from replay.export.diff import compare_exports

    found = compare_exports(old, new)
    parts: dict[str, Changes[Any]] = {
        "sessions": found.sessions, "steps": found.steps, "files": found.files,
    }  # fmt: skip
    if as_json:
        document: dict[str, Any] = {"format": found.form, "variant": found.variant}
        for name, part in parts.items():
            document[name] = {way: list(getattr(part, way)) for way in _WAYS}
        click.echo(json.dumps(document, indent=2))
    else:
        for name, part in parts.items():
            _tell_changes(name, part)
        if not found:
            click.echo("The two exports say that they hold the same sessions, steps and files.")
    if found:
        sys.exit(1)


_WAYS = ("removed", "added", "changed")


def _tell_changes(what: str, changes: Changes[Any]) -> None:
    for way in _WAYS:
        names: tuple[Any, ...] = getattr(changes, way)
        if not names:
            continue
        click.echo(f"{len(names)} {what} {way}:")
        for name in names[:LINES_MAX]:
            click.echo("  " + _harmless(name if isinstance(name, str) else " ".join(name)))
        if len(names) > LINES_MAX:
            click.echo(f"  and {len(names) - LINES_MAX} more; --json names them all")


def tell_stats(folder: Path, as_json: bool) -> None:
    """Print the numbers that an export has of itself."""
    from replay.export.statistics import read_statistics

    numbers = read_statistics(folder)
    if as_json:
        click.echo(json.dumps(numbers, indent=2))
        return
    for name, value in numbers.items():
        label = name.replace("_", " ")
        if isinstance(value, dict):
            click.echo(f"{label}:")
            for key, count in value.items():
                click.echo(f"  {_harmless(str(key)):<28} {count:>8,}")
        elif isinstance(value, list):
            click.echo(f"{label}: {len(value)} groups")
            for group in value[:LINES_MAX]:
                click.echo("  " + _harmless(", ".join(map(str, group))))
        else:
            click.echo(f"{label}: {value:,}" if value is not None else f"{label}: none")


def _harmless(words: str) -> str:
    """Words from a foreign file for a terminal."""
    return "".join(c if c.isprintable() else "�" for c in words)
