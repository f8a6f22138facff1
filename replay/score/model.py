"""What scoring takes and gives: recorded steps, predictions for them, and scores. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recorder.session.model import Rect
from replay.action_types import Action

GROUPS = {
    "coordinate": ("click", "drag", "scroll", "move"),
    "content": ("type",),
    "function": ("key", "hold", "wait", "finish"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A recorded step: its action, and the picture that a model saw, in desktop pixels.

    `target` is the element that a click was meant for, where it is known.
    """

    session: str
    step: str
    action: Action
    picture: Rect
    target: Rect | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model would do at one step: actions in desktop pixels, in order."""

    session: str
    step: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One place of an alignment: a recorded kind, a predicted kind, and how well they agree.

    A kind is None where an action is missing or too many; `why` names the first thing that is
    not as it was recorded.
    """

    recorded: str | None
    predicted: str | None
    score: float
    why: str | None = None


@dataclass(frozen=True, slots=True)
class StepScore:
    """The score of one step, 0 to 1. `kinds` are the scores by kind of recorded action."""

    session: str
    step: str
    score: float
    kinds: dict[str, float]
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """All steps that were scored, and those that could not be.

    `missing` steps had no prediction and count as 0; `unscored` hold text that nobody knows and
    do not count.
    """

    rules: str
    steps: tuple[StepScore, ...]
    missing: int
    unscored: int

    @property
    def mean(self) -> float | None:
        """The mean over the steps; None without any."""
        return _mean([step.score for step in self.steps])

    @property
    def kinds(self) -> dict[str, float]:
        """The mean score by kind of action."""
        found: dict[str, list[float]] = {}
        for step in self.steps:
            for kind, score in step.kinds.items():
                found.setdefault(kind, []).append(score)
        return {kind: sum(scores) / len(scores) for kind, scores in sorted(found.items())}

    @property
    def groups(self) -> dict[str, float]:
        """The mean score of the steps by what they need: a place, a text, or neither."""
        found: dict[str, list[float]] = {}
        for step in self.steps:
            for kind, score in step.kinds.items():
                found.setdefault(group_of(kind), []).append(score)
        return {group: sum(scores) / len(scores) for group, scores in sorted(found.items())}

    @property
    def confusion(self) -> dict[str, dict[str, int]]:
        """How often a recorded kind was answered by a predicted kind; `-` stands for none."""
        table: dict[str, dict[str, int]] = {}
        for step in self.steps:
            for pair in step.pairs:
                row = table.setdefault(pair.recorded or "-", {})
                row[pair.predicted or "-"] = row.get(pair.predicted or "-", 0) + 1
        return {kind: dict(sorted(row.items())) for kind, row in sorted(table.items())}

    @property
    def reasons(self) -> dict[str, int]:
        """What went wrong, and how often, the most frequent first."""
        found: dict[str, int] = {}
        for step in self.steps:
            for pair in step.pairs:
                if pair.why is not None:
                    found[pair.why] = found.get(pair.why, 0) + 1
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def kind_of(action: Action) -> str:
    """The name of a kind of action, as in `candor steps`."""
    return type(action).__name__.lower()


def group_of(kind: str) -> str:
    """What a kind of action needs, in AgentNetBench's three groups; its own names included."""
    lower = kind.lower()
    if lower == "write":
        return "content"
    if lower.endswith("click") or lower in ("moveto", "dragto", "hscroll"):
        return "coordinate"
    return next((group for group, kinds in GROUPS.items() if lower in kinds), "function")


def scores_document(scores: Scores) -> dict[str, Any]:
    """Scores as plain data for JSON."""
    return {
        "rules": scores.rules,
        "score": scores.mean,
        "steps": len(scores.steps),
        "missing": scores.missing,
        "unscored": scores.unscored,
        "groups": scores.groups,
        "kinds": scores.kinds,
        "confusion": scores.confusion,
        "reasons": scores.reasons,
        "each": [
            {"session": step.session, "step": step.step, "score": step.score}
            for step in scores.steps
        ],
    }


def _mean(numbers: list[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
