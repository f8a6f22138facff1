"""A plan of everything that the detectors find in a session, for whoever accepts it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotate.detect.model import Detector, Ready
from annotate.redact.burn_events import texts_in, typed_streams
from annotate.redact.frames import shown_frames
from annotate.redact.matching import as_read
from annotate.redact.plan import TEXT_CHARS_MIN, Everywhere, Plan, new_redaction_id, placeholder
from annotate.redact.reading import ReadText, read_with_ocr, rows_at, seen_lines, states
from recorder.session.reader import Session


def plan_of_findings(
    session: Session,
    detectors: Sequence[Detector],
    read: ReadText = read_with_ocr,
) -> Plan:
    """Everything found in texts and pictures, each to be redacted everywhere.

    A detector that could not run proposes nothing here; the proof names it.

    Raises:
        OcrMissing: text in pictures cannot be read here.
        Damaged: a frame cannot be decoded.
    """
    found: dict[str, Everywhere] = {}
    for text in dict.fromkeys(_texts(session, read)):
        for detector in detectors:
            answer = detector.find(text)
            if not isinstance(answer, Ready):
                continue
            for finding in answer.findings:
                secret = text[finding.start : finding.end].strip()
                if len(secret) >= TEXT_CHARS_MIN and as_read(secret):
                    kind = _kind_beside(finding.kind.value, secret)
                    found.setdefault(
                        secret.casefold(),
                        Everywhere(
                            new_redaction_id(), secret, kind, finding.kind.value, detector.name
                        ),
                    )
    return Plan(session.id, tuple(found.values()))


def _texts(session: Session, read: ReadText) -> Iterator[str]:
    yield session.meta.task
    for event in session.events:
        yield from (text for text in texts_in(event) if text)
    yield from typed_streams(session.events)
    lines = seen_lines(shown_frames(session.chunks, session.duration_ns), read)
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
