"""The texts of a session and the detectors that look at them: typed, titles, names, task, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotate.detect.model import (
    Detector,
    ElementName,
    Marker,
    Place,
    Task,
    TypedText,
    WindowTitle,
)
from annotate.detect.names import names_detector
from annotate.detect.pack_people import PEOPLE
from annotate.detect.pack_secrets import SECRETS
from annotate.detect.phones import REGIONS, PhoneDetector
from annotate.detect.rules import PatternDetector
from annotate.detect.words import WordDetector
from recorder.session.events import ElementEvent, Event, MarkEvent, WindowEvent
from replay.action_types import Type
from replay.trajectory import Trajectory


def text_detectors(
    words: Sequence[str], *, model: Path | None = None, regions: Sequence[str] = REGIONS
) -> tuple[Detector, ...]:
    """All detectors of text, in the order in which they are asked."""
    return (
        PatternDetector("people", PEOPLE),
        PatternDetector("secrets", SECRETS),
        PhoneDetector(tuple(regions)),
        WordDetector(tuple(words)),
        names_detector(model),
    )


def texts_of(trajectory: Trajectory, events: Sequence[Event]) -> Iterator[tuple[Place, str]]:
    """Every text of a session with its place; the same title or name only once."""
    if trajectory.task:
        yield Task(), trajectory.task
    for step in trajectory.steps:
        if isinstance(step.action, Type) and step.action.text:
            yield TypedText(step.id, step.seqs), step.action.text
    titles: dict[str, list[int]] = {}
    names: dict[str, list[int]] = {}
    for event in events:
        if isinstance(event, WindowEvent) and event.title:
            titles.setdefault(event.title, []).append(event.seq)
        elif isinstance(event, ElementEvent) and event.name:
            names.setdefault(event.name, []).append(event.seq)
        elif isinstance(event, MarkEvent) and event.text:
            yield Marker(event.seq), event.text
    for title, seqs in titles.items():
        yield WindowTitle(tuple(seqs)), title
    for name, seqs in names.items():
        yield ElementName(tuple(seqs)), name
