"""An export read back: its own files against the provenance beside them.

Every call is understood by the grammar's reader, as a stranger would, and compared with the
action that was recorded. What the loss report admits is no problem; everything else is one.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import CandorError, FormatError
from replay.action_types import Action
from replay.export.files import rows
from replay.grammar.common import Grammar, Loss, Space
from replay.grammar.meaning import disagreement, heard

PROVENANCE = "provenance.jsonl"
_BROKEN = (tarfile.TarError, EOFError, RecursionError)


def provenance(folder: Path) -> Iterator[Any]:
    """The lines of provenance of a folder.

    Raises:
        FormatError: there are none, or one is not JSON.
    """
    if (folder / PROVENANCE).exists():
        for _, line in rows(folder / PROVENANCE):
            yield line


def order_problems(folder: Path) -> Iterator[str]:
    """Numbers with gaps, a frame later than its action, a session in two sets."""
    numbers: dict[str, int] = {}
    splits: dict[str, Any] = {}
    for line in provenance(folder):
        session = line["session"]
        if splits.setdefault(session, line["split"]) != line["split"]:
            yield f"The session {session} is in two sets."
        if line["lag_ns"] is not None and line["lag_ns"] < 0:
            yield f"The picture of step {line['step']} of {session} is later than its action."
        if line["index"] is None:
            continue
        if line["index"] != numbers.get(session, 0):
            yield f"The steps of {session} are not numbered without gaps."
        numbers[session] = line["index"] + 1


def grammar_problems(
    folder: Path, grammar: Grammar, sessions: Iterable[tuple[str, list[list[Any]]]]
) -> Iterator[str]:
    """Where the calls of a session, step by step, do not mean what was recorded."""
    lines = _written(folder)
    for session, groups in sessions:
        for number, calls in enumerate(groups):
            line = next(lines, None)
            if line is None or line["session"] != session:
                yield f"{session} has a step {number} of which the provenance knows nothing."
                return
            problem = _problem(line, grammar, calls)
            if problem:
                yield f"Step {line['step']} of {session}: {problem}."
    rest = sum(1 for _ in lines)
    if rest:
        yield f"{rest} steps of the provenance are not in the export."


def _written(folder: Path) -> Iterator[Any]:
    return (line for line in provenance(folder) if line["index"] is not None)


def _problem(line: Any, grammar: Grammar, calls: list[Any]) -> str | None:
    try:
        action: Action = msgspec.convert(line["action"], Action)
        image = line["image"]
        space: Space = grammar.space((image["x"], image["y"]), (image["width"], image["height"]))
        losses = [Loss(word) for word in line["lost"]]
        return disagreement(action, losses, heard(grammar, calls, space), space)
    except FormatError as error:
        return str(error).rstrip(".")
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        return f"it cannot be read ({type(error).__name__})"


def problems_of(lines: Iterator[str]) -> Iterator[str]:
    """What a check finds, where what it reads may be anything at all."""
    try:
        yield from lines
    except CandorError as error:
        yield str(error)
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        OSError,
        *_BROKEN,
    ) as error:
        yield f"A file of the export cannot be read ({type(error).__name__})."
