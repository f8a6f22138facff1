"""Long sessions without waiting for them: the painted office, repeated, through the real writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.office import Office
from recorder.consent.receipt import Authority
from recorder.session.events import Event, GestureEvent, ScreenEvent
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Chunk, Desktop, Display, Rect, Scope, SessionMeta
from recorder.vault.recording_key import RecordingKey

RECORD_NS = 1_000_000_000


def made_meta(width: int, height: int, task: str = "Write to the supplier") -> SessionMeta:
    return SessionMeta(
        session=new_session_id(),
        task=task,
        started_at=datetime.now(UTC).isoformat(),
        desktop=Desktop(width, height, (Display(0, 0, 0, width, height),)),
        captured=Rect(0, 0, width, height),
        fps=30,
        scopes=(Scope.SCREEN, Scope.KEYSTROKES, Scope.MOUSE, Scope.WINDOW_TITLES),
        campaign="personal",
        platform="painted",
        program="candor benchmark",
    )


def repeat(office: Office, times: int) -> Iterator[tuple[list[Event], list[Chunk]]]:
    """The same work several times over, one after the other, numbered as one session."""
    for turn in range(times):
        later_ns, seqs, frames = turn * office.t_ns, turn * len(office.events), turn * office.frames
        events = [_later(event, later_ns, seqs, frames) for event in office.events]
        chunks = [
            msgspec.structs.replace(
                chunk,
                stream=chunk.stream + turn,
                frames=tuple(
                    (n + frames, t + later_ns, key, size) for n, t, key, size in chunk.frames
                ),
            )
            for chunk in office.chunks
        ]
        yield events, chunks


def write_made(
    folder: Path,
    authority: Authority,
    key: RecordingKey,
    office: Office,
    times: int = 1,
    task: str = "Write to the supplier",
) -> Path:
    """Write the office as a session, a record of events and one of video for each second."""
    meta = made_meta(office.width, office.height, task)
    writer = JournalWriter(folder, authority, key, meta, datetime.now(UTC))
    for events, chunks in repeat(office, times):
        _append(writer, events, chunks)
    writer.end("stopped", times * office.t_ns)
    return writer.path


def _append(writer: JournalWriter, events: Sequence[Event], chunks: Sequence[Chunk]) -> None:
    waiting = list(chunks)
    batch: list[Event] = []
    for event in events:
        if batch and event.t_ns // RECORD_NS != batch[0].t_ns // RECORD_NS:
            writer.append_events(batch)
            while waiting and waiting[0].frames[0][1] <= batch[-1].t_ns:
                writer.append_media(waiting.pop(0))
            batch = []
        batch.append(event)
    writer.append_events(batch)
    for chunk in waiting:
        writer.append_media(chunk)


def _later(event: Event, ns: int, seqs: int, frames: int) -> Event:
    moved = replace(event, seq=event.seq + seqs, t_ns=event.t_ns + ns)
    if isinstance(moved, ScreenEvent):
        return replace(moved, frame=moved.frame + frames)
    if isinstance(moved, GestureEvent):
        return replace(moved, seqs=tuple(seq + seqs for seq in moved.seqs))
    return moved
