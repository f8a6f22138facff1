"""The rows of the step list: the steps that are left and those that were taken out, and which of
them a person wants to see. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from replay.action_types import Action, Type
from replay.correcting import kind_of
from replay.trajectory import Step


class Show(StrEnum):
    """Which steps the list shows."""

    ALL = "all"
    CORRECTED = "corrected"
    DELETED = "deleted"
    NO_BEFORE = "no before"
    DESCRIBED = "described"
    UNDESCRIBED = "undescribed"
    NOT_KNOWN = "not known"
    """Text that appeared or keys that were held are hidden, or were not recorded."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the list. A deleted one has no number."""

    step: Step
    is_gone: bool = False

    @property
    def number(self) -> str:
        return "–" if self.is_gone else str(self.step.index + 1)

    @property
    def id(self) -> str:
        return self.step.id


def rows_of(steps: Iterable[Step], gone: Iterable[Step]) -> tuple[Row, ...]:
    """All steps in the order in which they were done."""
    rows = [Row(step) for step in steps] + [Row(step, is_gone=True) for step in gone]
    return tuple(sorted(rows, key=lambda row: (row.step.action.t_start_ns, row.step.seqs)))


def wanted(rows: Iterable[Row], show: Show, words: str, kind: str = "") -> tuple[Row, ...]:
    """The rows to be shown in which all of these words occur; of one kind of action, or of all."""
    parts = words.casefold().split()
    return tuple(
        row
        for row in rows
        if kind in ("", kind_of(row.step.action)) and _is(row, show) and _holds(row, parts)
    )


def _is(row: Row, show: Show) -> bool:
    step = row.step
    match show:
        case Show.ALL:
            return True
        case Show.CORRECTED:
            return step.corrected and not row.is_gone
        case Show.DELETED:
            return row.is_gone
        case Show.NO_BEFORE:
            return step.before is None and not row.is_gone
        case Show.DESCRIBED:
            return bool(step.description)
        case Show.UNDESCRIBED:
            return not step.description and not row.is_gone
        case Show.NOT_KNOWN:
            return not row.is_gone and _is_unknown(step.action)


def _is_unknown(action: Action) -> bool:
    return any(getattr(action, name, "") is None for name in ("text", "modifiers"))


def _holds(row: Row, parts: list[str]) -> bool:
    if not parts:
        return True
    text = searched(row.step).casefold()
    return all(part in text for part in parts)


def searched(step: Step) -> str:
    """All that can be found of a step: sentence, description, text, window, element."""
    texts = [step.sentence, step.description]
    if isinstance(step.action, Type):
        texts.append(step.action.text)
    if step.window is not None:
        texts += [step.window.title, step.window.app]
    if step.element is not None:
        texts.append(step.element.name)
    return "\n".join(text for text in texts if text)
