"""The journal of one session: what is accepted is sealed, chained, signed and on the disk.

The writer holds no key that can read what it has written: the session's private key is sealed to
the worker in the head and forgotten here. Reading is in `scan` and `opening`.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from recorder.consent.receipt import Authority, ConsentReceipt
from recorder.crypto import SealPrivate, SignPrivate, sha256
from recorder.errors import ConsentError, Damaged, StorageError
from recorder.session import disk, layout
from recorder.session.codec import encode_events, pad, padme
from recorder.session.events import (
    ButtonEvent,
    ComposedEvent,
    ElementEvent,
    Event,
    GapEvent,
    KeyEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from recorder.session.layout import RecordType
from recorder.session.model import Chunk, Scope, SessionMeta
from recorder.vault.recording_key import RecordingKey, read_certificate

Held = KeyEvent | ButtonEvent

_SCOPE_OF: dict[type[Event], Scope] = {
    KeyEvent: Scope.KEYSTROKES,
    ComposedEvent: Scope.KEYSTROKES,
    ButtonEvent: Scope.MOUSE,
    MoveEvent: Scope.MOUSE,
    ScrollEvent: Scope.MOUSE,
    ScreenEvent: Scope.SCREEN,
    ElementEvent: Scope.ACCESSIBILITY,
}


class Ending(msgspec.Struct, frozen=True):
    """The last record of a complete session."""

    reason: str
    at_ns: int
    events: int
    frames: int


class Forgetting(msgspec.Struct, frozen=True):
    """A FORGET record: everything after `kept_until_ns` was truncated at `at_ns`."""

    kept_until_ns: int
    at_ns: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What `forget` left: the time up to which the session still stands, the keys and buttons
    that are down there and need a release, and the gaps that are open there."""

    kept_until_ns: int
    held: tuple[Held, ...]
    gaps: tuple[GapEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class _Boundary:
    """The state of the journal behind one record."""

    offset: int
    chain: bytes
    until_ns: int
    events: int
    frames: int
    held: tuple[Held, ...] = ()
    gaps: tuple[GapEvent, ...] = ()


def new_session_id() -> str:
    return secrets.token_hex(16)


def session_path(folder: Path, session: str) -> Path:
    return folder / f"{session}{layout.SUFFIX}"


class JournalWriter:
    """One append-only session file. Not thread-safe: one writer thread owns it.

    The file appears under its name only when its head is safe on the disk. It is locked while
    the writer is open, so that others can tell a running recording from an interrupted one.
    """

    def __init__(
        self,
        folder: Path,
        authority: Authority,
        key: RecordingKey,
        meta: SessionMeta,
        now: datetime,
    ) -> None:
        """Create the session.

        Raises:
            ConsentError: the consent is not valid now or does not cover the scopes.
            StorageError: the disk refuses.
        """
        _check_authority(authority, key, meta, now)
        self._scopes = frozenset(meta.scopes)
        self._last_seq = -1
        self.path = session_path(folder, meta.session)
        self._session = meta.session
        self._sign = SignPrivate.generate()
        session_key = SealPrivate.generate()
        self._seal = session_key.public()
        self._epochs = key.epochs
        head = self._head(authority, key, session_key, meta)
        del session_key
        try:
            self._file = disk.SealedFile.create(self.path, head)
        except StorageError:
            self._epochs.destroy(self._session)
            raise
        self._index = 0
        chain = sha256(b"candor-chain", head)
        self._last = _Boundary(len(head), chain, 0, 0, 0)
        try:
            self._append(RecordType.META, msgspec.msgpack.encode(meta), self._last)
            self.sync()
        except StorageError:
            self.discard()
            raise
        self._boundaries = [self._last]

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._last.offset

    @property
    def kept(self) -> tuple[int, int]:
        """How many events and frames stand in the journal."""
        return self._last.events, self._last.frames

    def append_events(self, events: Sequence[Event]) -> None:
        """Append one sealed record of events in rising `seq` order.

        Raises:
            ValueError: a number was used before, or something was not asked for (a bug in the
                caller); nothing was written.
            StorageError: the disk refuses.
        """
        if not events:
            return
        self._check_events(events)
        last = self._last
        state = replace(
            last,
            until_ns=max(last.until_ns, *(event.t_ns for event in events)),
            events=last.events + len(events),
            held=held_after(last.held, events),
            gaps=gaps_after(last.gaps, events),
        )
        self._append(RecordType.EVENTS, encode_events(events), state)
        self._boundaries.append(self._last)
        self._last_seq = events[-1].seq

    def append_media(self, chunk: Chunk) -> None:
        """Append one sealed record of encoded frames. Raises as `append_events`."""
        if Scope.SCREEN not in self._scopes:
            raise ValueError("the screen was not asked for")
        last = self._last
        state = replace(
            last,
            until_ns=max(last.until_ns, *(t_ns for _, t_ns, _, _ in chunk.frames)),
            frames=last.frames + len(chunk.frames),
        )
        self._append(RecordType.MEDIA, msgspec.msgpack.encode(chunk), state)
        self._boundaries.append(self._last)

    def sync(self) -> None:
        """Return when everything appended so far is on the disk: it is acknowledged then."""
        self._file.sync()

    def forget(self, from_ns: int, at_ns: int) -> Forgotten:
        """Truncate at the last record boundary before `from_ns`, and say so on the record.

        Events and video records interleave, so the boundary is the first from which on no
        earlier record reaches past `from_ns`.
        """
        keep = 1
        while keep < len(self._boundaries) and self._boundaries[keep].until_ns < from_ns:
            keep += 1
        self._file.truncate(self._boundaries[keep - 1].offset)
        del self._boundaries[keep:]
        self._last = self._boundaries[-1]
        kept = Forgotten(self._last.until_ns, self._last.held, self._last.gaps)
        payload = msgspec.msgpack.encode(Forgetting(kept.kept_until_ns, at_ns))
        self._append(RecordType.FORGET, payload, self._last)
        self._boundaries[-1] = self._last
        self.sync()
        return kept

    def end(self, reason: str, at_ns: int) -> None:
        """Append END, sync and close: the session is complete from here on."""
        ending = Ending(reason, at_ns, self._last.events, self._last.frames)
        self._append(RecordType.END, msgspec.msgpack.encode(ending), self._last)
        self.sync()
        self.close()

    def discard(self) -> None:
        """Close and remove the file; its lock goes first."""
        self.close()
        self._epochs.destroy(self._session)
        disk.remove(self.path)

    def close(self) -> None:
        self._file.close()

    def _head(
        self, authority: Authority, key: RecordingKey, session_key: SealPrivate, meta: SessionMeta
    ) -> bytes:
        given = isinstance(authority, ConsentReceipt)
        header = msgspec.json.encode(
            layout.Header(
                session=meta.session,
                started_at=meta.started_at,
                worker=key.worker,
                verify_key=self._sign.public().raw.hex(),
                recording_key=key.sign.public().raw.hex(),
                certificate=base64.b64encode(key.certificate).decode(),
                consent=authority.digest.hex() if given else None,
                origin=None if given else authority.digest.hex(),
            )
        )
        # The length of the wrap is part of what the wrap is bound to: it is the same every time.
        # A home that was never unlocked since it has epochs cannot lock a session yet.
        half = self._epochs.lock(meta.session, key.identity) if self._epochs.exist() else None
        version = layout.UNLOCKED_VERSION if half is None else layout.VERSION
        secret = layout.locked(session_key.to_bytes(), half)
        wrap_bytes = len(key.worker_seal.seal(secret, b""))
        prefix = layout.head_prefix(header, wrap_bytes, version)
        info = layout.wrap_info(prefix + header)
        unsigned = prefix + header + key.worker_seal.seal(secret, info)
        return unsigned + key.sign.sign(layout.HEAD_PURPOSE, sha256(unsigned))

    def _check_events(self, events: Sequence[Event]) -> None:
        """The last door: whatever the caller thinks, only what was granted gets into a journal."""
        if events[0].seq <= self._last_seq:
            raise ValueError("a number of an event must never be used twice")
        for event in events:
            scope = _SCOPE_OF.get(type(event))
            if isinstance(event, WindowEvent) and event.title is not None:
                scope = Scope.WINDOW_TITLES
            if scope is not None and scope not in self._scopes:
                raise ValueError(f"the scope {scope} was not asked for")

    def _append(self, kind: RecordType, payload: bytes, state: _Boundary) -> None:
        """Seal and write one record; `state` is what holds behind it but for offset and chain."""
        chain = self._last.chain
        step = padme(len(payload)) if kind is RecordType.MEDIA else layout.PADDING_STEP
        unsized = layout.pack_frame(kind, self._index, 0)
        info = layout.record_info(self._session, unsized, chain)
        ciphertext = self._seal.seal(pad(payload, max(step, 1)), info)
        if len(ciphertext) > layout.RECORD_BYTES_MAX:
            raise ValueError("a record must stay under the bound that readers enforce")
        frame = layout.pack_frame(kind, self._index, len(ciphertext))
        chain = layout.next_chain(chain, frame, ciphertext)
        signature = self._sign.sign(layout.RECORD_PURPOSE, chain)
        size = self._file.append(self._last.offset, frame + ciphertext + signature)
        self._index += 1
        self._last = replace(state, offset=self._last.offset + size, chain=chain)


def held_after(held: tuple[Held, ...], events: Sequence[Event]) -> tuple[Held, ...]:
    """Which keys and buttons are down after the events, given those that were down before."""
    down: dict[int | str, Held] = {_name(item): item for item in held}
    for event in events:
        if isinstance(event, KeyEvent | ButtonEvent):
            if event.pressed:
                down.setdefault(_name(event), event)
            else:
                down.pop(_name(event), None)
    return tuple(down.values())


def gaps_after(gaps: tuple[GapEvent, ...], events: Sequence[Event]) -> tuple[GapEvent, ...]:
    """Which gaps are open after the events, given those that were open before."""
    open_gaps = {(gap.hidden, gap.reason): gap for gap in gaps}
    for event in events:
        if isinstance(event, GapEvent):
            if event.begins:
                open_gaps.setdefault((event.hidden, event.reason), event)
            else:
                open_gaps.pop((event.hidden, event.reason), None)
    return tuple(open_gaps.values())


def _name(event: Held) -> int | str:
    return event.key if isinstance(event, KeyEvent) else event.button


def _check_authority(
    authority: Authority, key: RecordingKey, meta: SessionMeta, now: datetime
) -> None:
    if not isinstance(authority, ConsentReceipt):
        return
    authority.check(now)
    try:
        certified = authority.digest in read_certificate(key.certificate, key.identity).receipts
    except Damaged:
        certified = False
    if not certified:
        raise ConsentError("The recording key is not certified for this consent; give it again.")
    if missing := set(meta.scopes) - authority.scopes:
        names = ", ".join(sorted(missing))
        raise ConsentError(f"The consent does not cover: {names}. Nothing was recorded.")
