"""A plan burnt into a new sealed session, the candidate. The original is only read.

Where candidates lie, and how none is seen before it is whole and proven, is in `candidates`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from annotate.redact.burn_events import (
    Words,
    cut_spans,
    quantise_typing,
    rewrite_texts,
    rewritten_word,
)
from annotate.redact.burn_pictures import Filled, burnt_chunks, without_traces
from annotate.redact.frames import shown_frames
from annotate.redact.masks import Mask, masks_of_lines
from annotate.redact.plan import (
    Everywhere,
    Plan,
    Region,
    Span,
    WholeStep,
    check_plan,
    texts_of,
)
from annotate.redact.reading import ReadText, Seen, read_with_ocr, seen_lines
from annotate.redact.spans import Spans, joined_spans
from recorder.consent.receipt import Authority
from recorder.errors import WrongUse
from recorder.session.events import Event, ScreenEvent
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Chosen, Lineage, SessionMeta
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from recorder.vault.recording_key import RecordingKey
from replay.action_types import Type
from replay.steps import trajectory_of
from replay.trajectory import Trajectory

BATCH_EVENTS: Final = 4096
EVERYWHERE_CHARS_MIN: Final = 4
"""What a redacted step typed is redacted everywhere from this length on; less is in any text."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Orders:
    """A plan in terms of one session: steps resolved, spans joined."""

    words: tuple[Words, ...]
    regions: tuple[Region, ...]
    spans: Spans

    @property
    def everywhere(self) -> tuple[Everywhere, ...]:
        return tuple(word for word in self.words if isinstance(word, Everywhere))


@dataclass(frozen=True, slots=True)
class Burnt:
    """A candidate that is written but not yet proven: where it lies and what was filled."""

    path: Path
    session: str
    orders: Orders
    filled: Filled = field(default_factory=Filled)


@dataclass(frozen=True, slots=True)
class Sealing:
    """Under whose consent and with which key a candidate is written, and when."""

    authority: Authority
    key: RecordingKey
    now: datetime


def orders_of(plan: Plan, session: Session) -> Orders:
    """The plan in terms of the session it names.

    Raises:
        WrongUse: it is for another session, or names a step that is not there.
    """
    check_plan(plan)
    if plan.session != session.id:
        raise WrongUse("The plan was made for another session; name that one instead.")
    if session.state not in (SessionState.COMPLETE, SessionState.INTERRUPTED):
        raise WrongUse(f"The session is {session.state} and cannot be redacted: see candor verify.")
    steps = [each for each in plan.redactions if isinstance(each, WholeStep)]
    trajectory = trajectory_of(session) if steps else None
    spans = [each for each in plan.redactions if isinstance(each, Span)]
    words: list[Words] = list(texts_of(plan.redactions))
    for step in steps:
        assert trajectory is not None
        span, typed = _of_step(step, trajectory, session)
        spans.append(span)
        words += typed
    regions = tuple(each for each in plan.redactions if isinstance(each, Region))
    # The longest first: a part of another must not tear it.
    words.sort(key=lambda word: -len(word.text))
    return Orders(tuple(words), regions, joined_spans(spans))


def burn(
    session: Session,
    plan: Plan,
    folder: Path,
    sealing: Sealing,
    *,
    chain: bytes,
    read: ReadText = read_with_ocr,
    lines: Sequence[Seen] | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Burnt:
    """Write the candidate; `chain` is the last chain value of the original as it was read.
    `lines` are those of its pictures, where they were read already.

    Raises:
        WrongUse: the plan does not fit the session.
        OcrMissing: it names strings to be found in pictures, and text cannot be read here.
        ConsentError: the consent does not hold any more.
        Damaged: the original cannot be decoded.
        StorageError: the disk refuses; nothing is left of the candidate.
    """
    orders = orders_of(plan, session)
    total = sum(len(chunk.frames) for chunk in session.chunks)
    masks: list[Mask] = []
    if orders.everywhere and total:
        if lines is None:
            lines = lines_of(session, read, progress)
        masks = masks_of_lines(lines, orders.everywhere)
    events = burnt_events(session, orders)
    events = without_traces(events, session, orders.regions, masks, orders.spans)
    meta = _meta(session, plan, orders, chain)
    filled = Filled()
    writer = JournalWriter(folder, sealing.authority, sealing.key, meta, sealing.now)
    try:
        _append(writer, events)
        counted = _counter(progress, "burning", total)
        for chunk in burnt_chunks(session, orders.regions, masks, orders.spans, filled, counted):
            writer.append_media(chunk)
        writer.end(_reason(session), orders.spans.moved(session.duration_ns))
    except BaseException:
        writer.discard()
        raise
    return Burnt(writer.path, meta.session, orders, filled)


def lines_of(
    session: Session,
    read: ReadText = read_with_ocr,
    progress: Progress = lambda what, done, total: None,
) -> list[Seen]:
    """The lines in the pictures of a session, which a plan and its burning may share.

    Raises:
        OcrMissing: text cannot be read here.
        Damaged: a frame cannot be decoded.
    """
    total = sum(len(chunk.frames) for chunk in session.chunks)
    counted = _counter(progress, "reading", total)
    return seen_lines(shown_frames(session.chunks, session.duration_ns), read, counted)


def burnt_events(session: Session, orders: Orders) -> list[Event]:
    """The events as the candidate holds them."""
    shown = [event for event in session.events if isinstance(event, ScreenEvent)]
    whole = replace(shown[0], changed=session.meta.captured) if shown else None
    events = cut_spans(session.events, orders.spans, whole)
    events = rewrite_texts(events, orders.words)
    return quantise_typing(events)


def _of_step(
    wanted: WholeStep, trajectory: Trajectory, session: Session
) -> tuple[Span, list[Words]]:
    """A step as a span up to the next one, and what it typed as a string to find everywhere."""
    place = next((step.index for step in trajectory.steps if step.id == wanted.step), None)
    if place is None:
        raise WrongUse("The plan names a step that the session does not have: see candor steps.")
    step, later = trajectory.steps[place], trajectory.steps[place + 1 :]
    seqs = step.seqs or (0, -1)
    times = [event.t_ns for event in session.events if seqs[0] <= event.seq <= seqs[1]]
    from_ns = min([step.action.t_start_ns, *times[:1]])
    until_ns = later[0].action.t_start_ns if later else session.duration_ns + 1
    span = Span(wanted.id, from_ns, max(until_ns, step.action.t_end_ns + 1), wanted.kind)
    text = step.action.text if isinstance(step.action, Type) else None
    if text is None or len(text.strip()) < EVERYWHERE_CHARS_MIN:
        return span, []
    return span, [Everywhere(wanted.id, text.strip(), wanted.kind, wanted.reason, wanted.origin)]


def _meta(session: Session, plan: Plan, orders: Orders, chain: bytes) -> SessionMeta:
    # Exact times choose the frames of each step; then the times of keys are rounded.
    unrounded = rewrite_texts(cut_spans(session.events, orders.spans, None), orders.words)
    cut = replace(session, events=tuple(unrounded))
    chosen = tuple(
        Chosen(
            step.id,
            step.before and (step.before.frame, step.before.t_ns, step.before.lag_ns),
            step.after and (step.after.frame, step.after.t_ns),
        )
        for step in trajectory_of(cut).steps
    )
    return msgspec.structs.replace(
        session.meta,
        session=new_session_id(),
        task=rewritten_word(session.meta.task, orders.words),
        lineage=Lineage(session.id, chain.hex(), plan.digest.hex()),
        chosen=chosen,
    )


def _append(writer: JournalWriter, events: Sequence[Event]) -> None:
    for start in range(0, len(events), BATCH_EVENTS):
        writer.append_events(events[start : start + BATCH_EVENTS])


def _reason(session: Session) -> str:
    return session.ending.reason if session.ending else "stopped"


def _counter(progress: Progress, what: str, total: int) -> Callable[[int], None]:
    done = 0

    def count(_index: int) -> None:
        nonlocal done
        done += 1
        progress(what, done, total)

    return count
