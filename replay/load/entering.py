"""A foreign recording enters as a session: through the journal's own writer, or not at all.

It is written in a hidden folder beside the sessions and gets its name there only when it is whole.
"""

from __future__ import annotations

import heapq
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Protocol

from recorder.consent.receipt import ImportOrigin
from recorder.errors import FormatError, StorageError
from recorder.session.disk import is_being_written
from recorder.session.events import ConfirmEvent, Event, MarkEvent, ScreenEvent, WindowEvent
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.layout import SUFFIX
from recorder.session.model import Chunk, Desktop, Rect, Scope, SessionMeta
from recorder.vault.home import sync_folder
from recorder.vault.recording_key import RecordingKey
from replay.load.foreign import Foreign, Image, Picture
from replay.load.pictures import Changes

HIDDEN = ".importing-"
BATCH_EVENTS = 2000
BATCH_FRAMES = 30
SPAN_MAX_NS = 7 * 24 * 3600 * 1_000_000_000
UNKNOWN_TIME = "unknown"


class Coder(Protocol):
    """Encodes pictures of one rectangle. Only `studio` and `recorder` may name the real one."""

    def encode(self, image: Image, frame: int, t_ns: int) -> None: ...
    def take(self) -> Chunk | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an import goes, in whose name, and what vouches for the files that were read."""

    folder: Path
    digest: Callable[[], bytes]
    importer: str
    key: RecordingKey
    now: datetime
    program: str


def enter(
    foreign: Foreign,
    entry: Entry,
    coder_for: Callable[[Rect], Coder],
    did_reach: Callable[[int, int], None] = lambda _at, _all: None,
) -> Path:
    """Write a foreign recording as a session sealed to the importer; returns its file.

    `did_reach` is told the time reached and the time of the last event, both in nanoseconds.

    Raises:
        FormatError: its pictures cannot be read, or its times cannot be true.
        StorageError: the disk refuses. Either way nothing is left.
    """
    clear_left_over(entry.folder)
    hidden = entry.folder / f"{HIDDEN}{secrets.token_hex(8)}"
    try:
        hidden.mkdir(mode=0o700)
        written = _written(foreign, replace(entry, folder=hidden), coder_for, did_reach)
        path = entry.folder / written.name
        os.rename(written, path)
        sync_folder(entry.folder)
        return path
    except OSError as error:
        raise StorageError(f"The session could not be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def clear_left_over(folder: Path) -> None:
    """Remove what an import that was killed left behind, unless it is still being written."""
    for hidden in folder.glob(f"{HIDDEN}*"):
        if not any(is_being_written(path) for path in hidden.glob(f"*{SUFFIX}")):
            shutil.rmtree(hidden, ignore_errors=True)


def _written(
    foreign: Foreign,
    entry: Entry,
    coder_for: Callable[[Rect], Coder],
    did_reach: Callable[[int, int], None],
) -> Path:
    events = _in_order(foreign)
    pictures = foreign.pictures() if foreign.pictures else iter(())
    first = next(pictures, None)
    starts = [event.t_ns for event in events[:1]] + ([first[0]] if first else [])
    if not starts:
        raise FormatError("The recording holds neither events nor pictures.")
    start_ns = min(starts)
    meta = _meta(foreign, start_ns, first is not None, entry.program)
    origin = ImportOrigin(entry.digest(), foreign.source, entry.importer)
    writer = JournalWriter(entry.folder, origin, entry.key, meta, entry.now)
    try:
        shifted = (replace(event, t_ns=event.t_ns - start_ns) for event in events)
        seen = (
            (t_ns - start_ns, image) for t_ns, image in chain([first] if first else [], pictures)
        )
        coder = coder_for(foreign.screen) if first else None
        last_ns = events[-1].t_ns - start_ns if events else 0
        _Writing(writer, foreign, coder).run(shifted, seen, lambda at: did_reach(at, last_ns))
    except BaseException:
        writer.discard()
        raise
    return writer.path


class _Writing:
    """The session in the making: numbers events, keeps frames that show a change."""

    def __init__(self, writer: JournalWriter, foreign: Foreign, coder: Coder | None) -> None:
        self._writer, self._account, self._coder = writer, foreign.account, coder
        self._changes = Changes(foreign.screen)
        self._batch: list[Event] = []
        self._seq = self._frame = self._waiting = self._told_ns = 0
        self._confirmed_ns: int | None = None

    def run(
        self, events: Iterator[Event], pictures: Iterator[Picture], did_reach: Callable[[int], None]
    ) -> None:
        # A picture comes before the event of the same moment, as its capture had finished.
        marked = ((event.t_ns, 1, event) for event in events)
        shown = ((t_ns, 0, image) for t_ns, image in pictures)
        last_ns = 0
        for t_ns, kind, what in heapq.merge(marked, shown, key=lambda item: item[:2]):
            if not 0 <= t_ns <= SPAN_MAX_NS:
                raise FormatError("The times of the recording are out of order or days apart.")
            last_ns = t_ns
            if kind:
                self._event(what)  # pyright: ignore[reportArgumentType]
            else:
                self._picture(t_ns, what)  # pyright: ignore[reportArgumentType]
            did_reach(t_ns)
        self._confirm()
        self._account.check()
        for words in self._account.sentences():
            self._put(MarkEvent(0, last_ns, words))
        self._flush()
        self._writer.end("stopped", last_ns)

    def _event(self, event: Event) -> None:
        self._confirm()
        self._put(event)
        self._account.events += 1

    def _picture(self, t_ns: int, image: Image) -> None:
        assert self._coder is not None
        self._account.pictures += 1
        changed = self._changes.of(image)
        if changed is None:
            self._confirmed_ns = t_ns
            return
        self._confirm()
        self._put(ScreenEvent(0, t_ns, self._frame, changed, 0))
        self._coder.encode(image, self._frame, t_ns)
        self._frame += 1
        self._account.frames += 1
        self._waiting += 1
        if self._waiting >= BATCH_FRAMES:
            self._flush()

    def _confirm(self) -> None:
        """Say how long the screen was seen unchanged, before something else is said."""
        if self._confirmed_ns is not None:
            self._put(ConfirmEvent(0, self._confirmed_ns))
            self._confirmed_ns = None

    def _put(self, event: Event) -> None:
        self._batch.append(replace(event, seq=self._seq))
        self._seq += 1
        if len(self._batch) >= BATCH_EVENTS:
            self._flush()

    def _flush(self) -> None:
        self._writer.append_events(self._batch)
        self._batch = []
        self._waiting = 0
        while self._coder is not None and (chunk := self._coder.take()) is not None:
            self._writer.append_media(chunk)


def _in_order(foreign: Foreign) -> list[Event]:
    """The events in the order of time; those of one moment stay as the source had them."""
    return sorted(foreign.events, key=lambda event: event.t_ns)


def _meta(foreign: Foreign, start_ns: int, seen: bool, program: str) -> SessionMeta:
    scopes = [Scope.KEYSTROKES, Scope.MOUSE]
    if seen:
        scopes.append(Scope.SCREEN)
    if any(isinstance(event, WindowEvent) for event in foreign.events):
        scopes.append(Scope.WINDOW_TITLES)
    return SessionMeta(
        session=new_session_id(),
        task=foreign.task,
        started_at=_started_at(foreign.epoch_ns, start_ns),
        desktop=Desktop(foreign.width, foreign.height, ()),
        captured=foreign.screen,
        fps=0,
        scopes=tuple(scopes),
        campaign="import",
        platform=foreign.platform,
        program=f"{program}, from {foreign.source}",
    )


def _started_at(epoch_ns: int | None, start_ns: int) -> str:
    if epoch_ns is None:
        return UNKNOWN_TIME
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
            microseconds=(epoch_ns + start_ns) // 1000
        )
    except OverflowError:
        return UNKNOWN_TIME
    return moment.isoformat()
