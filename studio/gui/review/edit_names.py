"""What completes “Undo …” in the language of the window. It holds no content of the session."""

from __future__ import annotations

from annotate.edits import (
    ChangeRedaction,
    Correct,
    Decide,
    Describe,
    Edit,
    Redact,
    SetOutcome,
    SetTask,
    TakeBack,
    Together,
    Unredact,
)
from annotate.review import Review
from replay.correction_types import Delete, Merge, Retype, Split
from studio.gui.words import tr


def undo_name(review: Review) -> str:
    """The edit that would be taken back; empty for none."""
    return edit_name(review.done[-1].edit) if review.done else ""


def redo_name(review: Review) -> str:
    """The edit that would be made again; empty for none."""
    return edit_name(review.undone[-1].edit) if review.undone else ""


def edit_name(edit: Edit) -> str:
    """An edit in a few words."""
    match edit:
        case Correct():
            return _correction_name(edit)
        case TakeBack():
            return tr("take back a correction")
        case SetTask():
            return tr("word the task")
        case SetOutcome():
            return tr("set the outcome")
        case Describe():
            return tr("describe a step")
        case Redact():
            return tr("add a redaction")
        case Unredact():
            return tr("remove a redaction")
        case ChangeRedaction():
            return tr("change a redaction")
        case Decide():
            return _decision_name(edit)
        case Together():
            return _together_name(edit)


def _correction_name(edit: Correct) -> str:
    match edit.correction:
        case Split():
            return tr("split a step")
        case Merge():
            return tr("merge %n step(s)", len(edit.correction.steps))
        case Delete():
            return tr("delete a step")
        case Retype():
            return tr("change a step")


def _decision_name(edit: Decide) -> str:
    match edit.decision:
        case "accepted":
            return tr("accept a proposal")
        case "rejected":
            return tr("reject a proposal")
        case None:
            return tr("reopen a proposal")


def _together_name(edit: Together) -> str:
    """Several edits of one kind are counted; others have the name that they were given."""
    count = len(edit.edits)
    kinds = {edit_name(each) for each in edit.edits}
    if count == 1:
        return edit_name(edit.edits[0])
    if all(
        isinstance(each, Correct) and isinstance(each.correction, Delete) for each in edit.edits
    ):
        return tr("delete %n step(s)", count)
    if all(isinstance(each, TakeBack) for each in edit.edits):
        return tr("bring %n step(s) back", count)
    if all(isinstance(each, Describe) for each in edit.edits):
        return tr("describe %n step(s)", count)
    if all(isinstance(each, Redact) for each in edit.edits):
        return tr("add %n redaction(s)", count)
    if all(isinstance(each, Unredact) for each in edit.edits):
        return tr("remove %n redaction(s)", count)
    if all(isinstance(each, Decide) for each in edit.edits) and len(kinds) == 1:
        return tr("decide on %n proposal(s)", count)
    return edit.name


def _is_deletion(edit: Edit) -> bool:
    return isinstance(edit, Correct) and isinstance(edit.correction, Delete)
