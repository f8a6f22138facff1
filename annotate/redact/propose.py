"""A plan of everything that the detectors find in a session, for whoever accepts it all, and what
must be added to it when a candidate still shows something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotate.detect.model import Detector, Ready
from annotate.redact.burn_events import texts_in, typed_streams
from annotate.redact.burn_pictures import Corners
from annotate.redact.frames import Shown, grown, shown_frames
from annotate.redact.masks import AROUND_PX, lines_showing
from annotate.redact.matching import as_read
from annotate.redact.plan import (
    TEXT_CHARS_MIN,
    Everywhere,
    Plan,
    Region,
    new_redaction_id,
    placeholder,
)
from annotate.redact.reading import ReadText, Seen, read_with_ocr, rows_at, seen_lines, states
from recorder.session.model import Rect
from recorder.session.reader import Session

PROOF: Final = "proof"
"""The origin of what a proof found."""


def plan_of_findings(
    session: Session,
    detectors: Sequence[Detector],
    read: ReadText = read_with_ocr,
    lines: Sequence[Seen] | None = None,
) -> Plan:
    """Everything found in texts and pictures, each to be redacted everywhere. `lines` are those of
    the pictures, where they were read already.

    A detector that could not run proposes nothing here; the proof names it.

    Raises:
        OcrMissing: text in pictures cannot be read here.
        Damaged: a frame cannot be decoded.
    """
    if lines is None:
        lines = seen_lines(shown_frames(session.chunks, session.duration_ns), read)
    return Plan(session.id, tuple(_found(session, detectors, lines)))


def widened(
    plan: Plan, candidate: Session, detectors: Sequence[Detector], read: ReadText = read_with_ocr
) -> Plan:
    """The plan with what its candidate still holds: texts, and the places of lines that show one.

    It is for plans without spans, so that times in both sessions are the same. The same plan
    comes back if there is nothing to add.

    Raises:
        OcrMissing, Damaged: as `plan_of_findings`.
    """
    places: dict[int, tuple[int, int, int, int]] = {}
    corners = Corners(candidate)

    def noted() -> Iterator[Shown]:
        for shown in shown_frames(candidate.chunks, candidate.duration_ns):
            places[shown.index] = (shown.t_ns, shown.until_ns, *corners.of(shown))
            yield shown

    lines = seen_lines(noted(), read)
    known = {each.text.casefold() for each in plan.redactions if isinstance(each, Everywhere)}
    texts = [
        each for each in _found(candidate, detectors, lines) if each.text.casefold() not in known
    ]
    words = [*(each for each in plan.redactions if isinstance(each, Everywhere)), *texts]
    regions = [
        _region(line, word.kind, places)
        for word in words
        for line in lines_showing(lines, word.text)
    ]
    more = (*plan.redactions, *texts, *regions)
    return Plan(plan.session, more, plan.left) if len(more) > len(plan.redactions) else plan


def _region(line: Seen, kind: str, places: dict[int, tuple[int, int, int, int]]) -> Region:
    """The line's place on the desktop for as long as it was shown."""
    from_ns, _, left, top = places[line.first]
    rect = grown(line.rect, AROUND_PX, AROUND_PX)
    return Region(
        new_redaction_id(),
        Rect(rect.x + left, rect.y + top, rect.width, rect.height),
        from_ns,
        places[line.last][1],
        kind,
        "read in the candidate",
        PROOF,
    )


def _found(
    session: Session, detectors: Sequence[Detector], lines: Sequence[Seen]
) -> Iterator[Everywhere]:
    """Each secret once."""
    found: set[str] = set()
    for text in dict.fromkeys(_texts(session, lines)):
        for detector in detectors:
            answer = detector.find(text)
            for finding in answer.findings if isinstance(answer, Ready) else ():
                secret = text[finding.start : finding.end].strip()
                is_new = secret.casefold() not in found
                if is_new and len(secret) >= TEXT_CHARS_MIN and as_read(secret):
                    found.add(secret.casefold())
                    kind = _kind_beside(finding.kind.value, secret)
                    reason = finding.kind.value
                    yield Everywhere(new_redaction_id(), secret, kind, reason, detector.name)


def _texts(session: Session, lines: Sequence[Seen]) -> Iterator[str]:
    yield session.meta.task
    for event in session.events:
        yield from (text for text in texts_in(event) if text)
    yield from typed_streams(session.events)
    for together in states(lines):
        for row in rows_at(together):
            yield from _joined(line.text for line in row)


def _joined(texts: Iterable[str]) -> Iterator[str]:
    parts = list(texts)
    yield from parts
    if len(parts) > 1:
        yield " ".join(parts)


def _kind_beside(kind: str, secret: str) -> str:
    """The kind, unless its placeholder would hold the text itself."""
    return "redacted" if secret.casefold() in placeholder(kind) else kind
