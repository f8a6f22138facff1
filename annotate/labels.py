"""A document of labels and step edits, read into one edit of a review. JSON in, sentences out.

What a person wrote in a field is not repeated in a sentence; where it stands is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from annotate.edits import (
    LABEL_MAX,
    Correct,
    Describe,
    Edit,
    SetOutcome,
    SetTask,
    TakeBack,
    Together,
    applied,
    restore,
)
from annotate.review import Review
from annotate.review_store import newly_refused
from recorder.errors import CandorError, WrongUse
from replay.correcting import OUTCOMES, STEP_ID, filled, is_text
from replay.correction_types import Correction, Delete, Merge, Retype, Split
from replay.corrections import Corrected, corrected
from replay.parts import Subject
from replay.trajectory import Step

DOCUMENT_MAX = 8 * 1024 * 1024
EDITS_MAX = 5_000
NAME = "label from a file"
_FIELDS = ("task", "outcome", "steps", "edits")
_ACTS = ("split", "merge", "delete", "restore", "retype")


class WrongDocument(CandorError):
    """A document of labels that cannot be used, with the line or the field where it goes wrong."""


def labels_edit(raw: bytes, review: Review, subject: Subject) -> Together:
    """All that a document says, as one edit that fits the steps.

    Raises:
        WrongDocument: it does not; the sentence names the line or the field.
    """
    document = _document(raw)
    draft = _Draft(review, subject)
    for number, wanted in enumerate(_list(document, "edits")):
        draft.take(f"edits[{number}]", lambda each=wanted: _step_edit(each, draft))
    if "task" in document:
        draft.take("task", lambda: SetTask(_text(document["task"])))
    if "outcome" in document:
        draft.take("outcome", lambda: SetOutcome(_outcome(document["outcome"])))
    for step, text in _steps(document).items():
        name = step if STEP_ID.fullmatch(step) else "?"
        draft.take(f"steps.{name}", lambda s=step, t=text: Describe(s, _text(t)))
    return Together(NAME, tuple(draft.edits))


class _Draft:
    """The review as it will be, one edit after another."""

    def __init__(self, review: Review, subject: Subject) -> None:
        self.edits: list[Edit] = []
        self.content = review.content
        self.subject = subject
        self.now: Corrected = corrected(subject, review.overlay)

    def take(self, field: str, edit_of: Callable[[], Edit]) -> None:
        """Make an edit, or say in which field it goes wrong."""
        try:
            edit = edit_of()
            content = applied(edit, self.content)
            after = self.now
            if content.overlay != self.content.overlay:
                after = corrected(self.subject, content.overlay)
            if new := newly_refused(self.now, after):
                raise WrongUse(new.sentence)
        except WrongUse as error:
            raise WrongDocument(f"The field {field} goes wrong: {error}") from error
        self.edits.append(edit)
        self.content, self.now = content, after

    def step(self, name: object) -> Step:
        found = self.now.trajectory.step(name) if isinstance(name, str) else None
        if found is None:
            raise WrongUse("There is no such step now.")
        return found


def _document(raw: bytes) -> dict[str, Any]:
    if len(raw) > DOCUMENT_MAX:
        raise WrongDocument(f"The document is larger than {DOCUMENT_MAX} bytes and was not read.")
    try:
        document = json.loads(raw.decode())
    except json.JSONDecodeError as error:
        raise WrongDocument(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise WrongDocument(f"Line {line} is not UTF-8.") from error
    except (RecursionError, ValueError) as error:
        raise WrongDocument("The document is nested or numbered beyond reason.") from error
    if not isinstance(document, dict):
        raise WrongDocument("The document is not a JSON object.")
    found = cast("dict[str, Any]", document)
    if unknown := sorted(found.keys() - set(_FIELDS)):
        known = ", ".join(_FIELDS)
        name = unknown[0] if unknown[0].isidentifier() and unknown[0].isascii() else "?"
        raise WrongDocument(f"The field {name[:40]} is not known; known are {known}.")
    return found


def _list(document: dict[str, Any], field: str) -> list[Any]:
    found = document.get(field, [])
    if not isinstance(found, list):
        raise WrongDocument(f"The field {field} is not a list.")
    listed = cast("list[Any]", found)
    if len(listed) > EDITS_MAX:
        raise WrongDocument(f"The field {field} has more than {EDITS_MAX} entries.")
    return listed


def _steps(document: dict[str, Any]) -> dict[str, Any]:
    found = document.get("steps", {})
    if not isinstance(found, dict):
        raise WrongDocument("The field steps is not an object of step ids and texts.")
    return cast("dict[str, Any]", found)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not is_text(value) or len(value) > LABEL_MAX:
        raise WrongUse(f"It is a text of at most {LABEL_MAX} characters, or null.")
    return value


def _outcome(value: object) -> str | None:
    if value is not None and value not in OUTCOMES:
        raise WrongUse("It is success, failure or null.")
    return cast("str | None", value)


def _step_edit(wanted: Any, draft: _Draft) -> Edit:
    """One entry of `edits`: a restore, or a correction of the steps as they are by now."""
    if not isinstance(wanted, dict):
        raise WrongUse(f"It is an object with one of {', '.join(_ACTS)}.")
    entry = cast("dict[str, Any]", wanted)
    acts = [act for act in _ACTS if act in entry]
    allowed = {"split": {"split", "at"}, "retype": {"retype", "action"}}
    if len(acts) != 1 or entry.keys() - allowed.get(acts[0], {acts[0]}):
        raise WrongUse(f"It has one of {', '.join(_ACTS)}, and what belongs to that.")
    if acts[0] == "restore":
        return _restoring(entry["restore"], draft)
    return Correct(_correction(acts[0], entry, draft))


def _restoring(step: object, draft: _Draft) -> TakeBack:
    if not isinstance(step, str) or not STEP_ID.fullmatch(step):
        raise WrongUse("A step is named by its id, such as e70.")
    return restore(draft.content, step)


def _correction(act: str, entry: dict[str, Any], draft: _Draft) -> Correction:
    if act == "merge":
        names: object = entry["merge"]
        if not isinstance(names, list):
            raise WrongUse("It is a list of steps that follow one another.")
        return Merge(tuple(draft.step(name).id for name in cast("list[Any]", names)))
    step = draft.step(entry[act])
    if act == "delete":
        return Delete(step.id)
    if act == "split":
        return Split(step.id, _second(step, entry.get("at"), draft))
    fields: object = entry.get("action")
    if not isinstance(fields, dict):
        raise WrongUse("It needs an action with the fields that change.")
    return Retype(step.id, filled(step.action, cast("dict[str, Any]", fields)))


def _second(step: Step, at: object, draft: _Draft) -> str:
    """The step that a split begins: told by its id, or by how many parts stay in the first."""
    if isinstance(at, str) and STEP_ID.fullmatch(at):
        return at
    parts = draft.subject.evidence.parts_of(step)
    if isinstance(at, bool) or not isinstance(at, int) or not 0 < at < max(2, len(parts)):
        raise WrongUse(
            f"A split needs at: how many of its {len(parts)} parts (characters, clicks, notches, "
            "presses) stay in the first step."
        )
    if not parts:
        raise WrongUse(f"Step {step.id} cannot be split.")
    return parts[at].id
