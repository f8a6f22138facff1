"""What annotators said of a session or of a step, as exports carry it. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AnnotatorLabel:
    """One answer and how sure it is: `standing` is adjudicated, unanimous, majority, disputed (then
    `value` is None) or suggested (by a model, and by nobody else). `value` is plain data for JSON;
    `models` are those that proposed it or whose proposal somebody took over."""

    question: str
    kind: str
    value: Any
    standing: str
    annotators: int
    source: str
    models: tuple[str, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "kind": self.kind,
            "value": self.value,
            "standing": self.standing,
            "annotators": self.annotators,
            "source": self.source,
            "models": list(self.models),
        }


def human_value(labels: tuple[AnnotatorLabel, ...], kind: str) -> Any:
    """What people said of this kind; None where they did not, or did not agree."""
    found = [each for each in labels if each.kind == kind and each.source == "human"]
    return found[0].value if found else None
