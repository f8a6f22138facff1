"""Questions of a campaign and small sets of labels, for tests of labels."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from annotate.label_set import LabelSet, answer_of
from recorder.consent.label_schema import LabelSchema, Question

SUBMISSION, MANIFEST = "5" * 32, "6" * 64
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SCHEMA = LabelSchema(
    (
        Question("outcome", "Was the task done?", "outcome", required=True),
        Question("good", "How good is the recording?", "quality"),
        Question("tags", "What is it about?", "tags"),
        Question("tool", "Which tool was used most?", "choice", ("mouse", "keyboard")),
        Question("right", "Was this step right?", "step correctness", required=True, per="step"),
        Question("what", "What happens here?", "step description", per="step"),
        Question("why", "Why?", "thought", per="step"),
        Question("where", "Where is the element?", "element box", per="step"),
    ),
    annotators=2,
)


def labels(who: str, said: dict[tuple[str, str], Any], **facts: Any) -> LabelSet:
    """A set of answers; `facts` are what else it says."""
    hours = facts.pop("hours", 0)
    return LabelSet(
        submission=facts.pop("submission", SUBMISSION),
        manifest=MANIFEST,
        schema=SCHEMA.digest,
        annotator=who,
        made_at=NOON + timedelta(hours=hours),
        answers=tuple(answer_of(SCHEMA, place, value) for place, value in said.items()),
        **facts,
    )
