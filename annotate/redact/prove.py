"""A candidate looked at with suspicion, as it lies on the disk: decoded, read, searched for every
redacted string, given to all detectors, and compared with the original.

What cannot be looked at is said as that; it is never taken for clean.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np

from annotate.detect.model import Detector, Unavailable
from annotate.detect.names import NOT_THERE, AbsentNames
from annotate.redact.burn import Burnt, Progress
from annotate.redact.burn_events import Words, strings_in, texts_in, typed_streams
from annotate.redact.frames import Shown, shown_frames
from annotate.redact.masks import lines_showing
from annotate.redact.matching import RAW_BYTES_MIN, encodings, holds, reads
from annotate.redact.plan import Everywhere, Plan
from annotate.redact.proof import STRINGS_MAX, Check, Figures, Proof, State, bound_to, keyed_hash
from annotate.redact.reading import ReadText, Seen, read_with_ocr, seen_lines
from recorder.errors import CandorError
from recorder.session.layout import Header, RecordType
from recorder.session.model import Rect
from recorder.session.opening import PlainRecord
from recorder.session.reader import Session, read_session
from recorder.session.scan import SessionState

PSNR_MIN_DB: Final = 45.0
PSNR_SAME_DB: Final = 99.0
SOLID_SHADES: Final = 16
"""How far the codec may leave a filled box from one colour."""

OpenRecords = Callable[[Path], Iterable[PlainRecord]]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a proof looks with. No detectors is not a proof: `could not run` says so."""

    detectors: Sequence[Detector]
    read: ReadText = read_with_ocr


@dataclass(slots=True)
class _Compared:
    """What comparing the pictures gave so far."""

    frames: int = 0
    worst_db: float = PSNR_SAME_DB
    boxes: int = 0
    not_solid: int = 0
    strangers: int = field(default=0)


def prove(
    burnt: Burnt,
    plan: Plan,
    original: Session,
    header: Header,
    open_records: OpenRecords,
    tools: Tools,
    now: datetime,
    progress: Progress = lambda what, done, total: None,
) -> Proof:
    """Look at the candidate and say what was found.

    Raises:
        Damaged: it cannot be read or decoded.
    """
    started = time.monotonic()
    head, chain = bound_to(burnt.path)
    records = tuple(open_records(burnt.path))
    candidate = read_session(header, records)
    words = burnt.orders.words
    lines, blind = _lines_of(candidate, tools.read, progress)
    compared = _compare(candidate, original, burnt)
    lineage = candidate.meta.lineage
    checks = (
        _whole(candidate, original, burnt),
        _in_texts(candidate, words),
        _in_bytes(burnt.path, records, burnt.orders.everywhere),
        _in_pixels(lines, blind, burnt.orders.everywhere),
        *_by_detectors(candidate, lines, blind, tools.detectors, plan),
        _solid(compared),
        _untouched(compared),
    )
    kinds = Counter(redaction.kind for redaction in plan.redactions)
    return Proof(
        candidate=candidate.id,
        head=head,
        chain=chain,
        original=original.id,
        original_chain=lineage.chain if lineage else "",
        plan=plan.digest.hex(),
        consent=header.consent,
        made_at=now.isoformat(timespec="seconds"),
        program=f"candor {version('candor')}",
        redactions=dict(kinds),
        strings=tuple(sorted({keyed_hash(plan, word.text) for word in words}))[:STRINGS_MAX],
        checks=checks,
        figures=Figures(
            frames=compared.frames,
            frames_filled=len(burnt.filled.boxes),
            boxes=compared.boxes,
            lines_read=len(lines),
            psnr_min_db=round(compared.worst_db, 2) if compared.frames else None,
            bytes=burnt.path.stat().st_size,
            seconds=round(time.monotonic() - started, 1),
        ),
    )


def _check(name: str, looked_at: int, found: int, note: str = "") -> Check:
    return Check(name, State.FOUND if found else State.CLEAN, looked_at, found, note)


def _whole(candidate: Session, original: Session, burnt: Burnt) -> Check:
    """The candidate is complete, tells its origin, and invents no event and no frame."""
    lineage = candidate.meta.lineage
    known = {event.seq for event in original.events}
    spans = burnt.orders.spans
    times = _times(original)
    kept = {
        index: spans.moved(t_ns) for index, t_ns in times.items() if spans.place_of(t_ns) is None
    }
    faults = (
        candidate.state is not SessionState.COMPLETE,
        lineage is None or lineage.session != original.id,
        any(event.seq not in known for event in candidate.events),
        _times(candidate) != kept,
    )
    return _check("the candidate is whole", len(candidate.events) + len(kept), sum(faults))


def _times(session: Session) -> dict[int, int]:
    return {index: t_ns for chunk in session.chunks for index, t_ns, _, _ in chunk.frames}


def _in_texts(candidate: Session, words: Sequence[Words]) -> Check:
    """Every text of every event, of the description, and what was typed in a row."""
    texts = [text for event in candidate.events for text in texts_in(event)]
    texts += strings_in(candidate.meta)
    typed = typed_streams(candidate.events)
    found = 0
    for word in words:
        if isinstance(word, Everywhere) or not word.seqs:
            found += sum(holds(text, word.text) for text in (*texts, *typed))
            continue
        inside = [e for e in candidate.events if any(a <= e.seq <= b for a, b in word.seqs)]
        parts = [text for event in inside for text in texts_in(event)]
        found += sum(holds(text, word.text) for text in (*parts, *typed_streams(inside)))
    return _check("redacted strings in events and description", len(texts) + 2, found)


def _in_bytes(path: Path, records: Sequence[PlainRecord], words: Sequence[Everywhere]) -> Check:
    """The bytes of the records and of the file, as UTF-8, UTF-16, base64 and hexadecimal."""
    long = [word.text for word in words if len(word.text.encode()) >= RAW_BYTES_MIN]
    sought = {raw.lower() for text in long for raw in encodings(text) if len(raw) >= RAW_BYTES_MIN}
    blobs = [record.payload.lower() for record in records]
    blobs.append(path.read_bytes().lower())
    found = sum(raw in blob for raw in sought for blob in blobs)
    short = len(words) - len(long)
    note = f"{short} strings are too short to be told from chance." if short else ""
    media = sum(record.type == RecordType.MEDIA for record in records)
    return _check("redacted strings in bytes", len(blobs), found, note or f"{media} of video.")


def _lines_of(
    candidate: Session, read: ReadText, progress: Progress
) -> tuple[list[Seen], str | None]:
    """The lines on the screen, or why they could not be read."""
    total = sum(len(chunk.frames) for chunk in candidate.chunks)
    done = 0

    def count(_index: int) -> None:
        nonlocal done
        done += 1
        progress("proving", done, total)

    try:
        frames = shown_frames(candidate.chunks, candidate.duration_ns)
        return seen_lines(frames, read, count), None
    except CandorError as error:
        return [], str(error)


def _in_pixels(lines: list[Seen], blind: str | None, words: Sequence[Everywhere]) -> Check:
    name = "redacted strings in pictures"
    if blind is not None:
        return Check(name, State.COULD_NOT_RUN, 0, 0, blind)
    return _check(name, len(lines), sum(len(lines_showing(lines, word.text)) for word in words))


def _by_detectors(
    candidate: Session,
    lines: list[Seen],
    blind: str | None,
    detectors: Sequence[Detector],
    plan: Plan,
) -> Iterator[Check]:
    """All detectors again, over all texts and all lines. What a person left is not counted."""
    if not detectors:
        yield Check("detectors", State.COULD_NOT_RUN, 0, 0, "No detectors were given.")
    texts = {text for event in candidate.events for text in texts_in(event) if text}
    texts |= {*typed_streams(candidate.events), candidate.meta.task}
    texts |= {line.text for line in lines}
    for detector in detectors:
        yield _by_detector(detector, sorted(texts), blind, plan)


def _by_detector(detector: Detector, texts: Sequence[str], blind: str | None, plan: Plan) -> Check:
    name, found, left = f"detector {detector.name}", 0, 0
    if isinstance(detector, AbsentNames) and detector.why == NOT_THERE:
        return Check(name, State.OFF, 0, 0, detector.why)
    if blind is not None:
        return Check(name, State.COULD_NOT_RUN, 0, 0, "What is in pictures could not be read.")
    for text in texts:
        answer = detector.find(text)
        if isinstance(answer, Unavailable):
            return Check(name, State.COULD_NOT_RUN, 0, 0, answer.why)
        for finding in answer.findings:
            secret = text[finding.start : finding.end]
            was_left = any(reads(secret, each) or holds(secret, each) for each in plan.left)
            left += was_left
            found += not was_left
    note = f"{left} were left by a person." if left else ""
    return _check(name, len(texts), found, note)


def _compare(candidate: Session, original: Session, burnt: Burnt) -> _Compared:
    """Both videos side by side: solid inside of the boxes, the same outside."""
    compared = _Compared()
    spans = burnt.orders.spans
    kept = (
        shown
        for shown in shown_frames(original.chunks, original.duration_ns)
        if spans.place_of(shown.t_ns) is None
    )
    for shown, before in zip(
        shown_frames(candidate.chunks, candidate.duration_ns), kept, strict=False
    ):
        boxes = burnt.filled.boxes.get(shown.index, ())
        if shown.index != before.index or shown.picture.pixels.shape != before.picture.pixels.shape:
            compared.strangers += 1
            continue
        compared.frames += 1
        compared.worst_db = min(compared.worst_db, _psnr_db(shown, before, boxes))
        compared.boxes += len(boxes)
        compared.not_solid += sum(not _is_solid(shown, box) for box in boxes)
    return compared


def _psnr_db(shown: Shown, before: Shown, boxes: Sequence[Rect]) -> float:
    """The worse of brightness and colour, outside of the boxes."""
    outside = np.ones(shown.picture.planes[0].shape, bool)
    for box in boxes:
        outside[box.y : box.y + box.height, box.x : box.x + box.width] = False
    worst = PSNR_SAME_DB
    for plane, mine, theirs in zip(
        range(3), shown.picture.planes, before.picture.planes, strict=True
    ):
        where = outside if plane == 0 else outside[::2, ::2]
        difference = (mine.astype(np.int32) - theirs)[where]
        error = float(np.mean(difference * difference)) if difference.size else 0.0
        if error > 0:
            worst = min(worst, 10 * float(np.log10(255 * 255 / error)))
    return worst


def _is_solid(shown: Shown, box: Rect) -> bool:
    """One colour, but for a rim that the codec blurs with what is around."""
    inner = Rect(box.x + 2, box.y + 2, box.width - 4, box.height - 4)
    if inner.width < 2 or inner.height < 2:
        return True
    luma = shown.picture.planes[0][
        inner.y : inner.y + inner.height, inner.x : inner.x + inner.width
    ]
    return int(luma.max()) - int(luma.min()) <= SOLID_SHADES


def _solid(compared: _Compared) -> Check:
    return _check("boxes that are not solid", compared.boxes, compared.not_solid)


def _untouched(compared: _Compared) -> Check:
    name = "frames changed outside of their boxes"
    bad = compared.strangers + (compared.frames > 0 and compared.worst_db < PSNR_MIN_DB)
    worst = f"The worst has {compared.worst_db:.1f} dB." if compared.frames else ""
    return _check(name, compared.frames, int(bad), worst)
