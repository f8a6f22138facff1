"""A session without seals, in one file: how the demo ships. Nobody's work is ever written so.

It is MessagePack of description, batches of events and chunks, each as the journal has them. What
is read is bounded and checked, then goes through the journal's own writer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from recorder.consent.receipt import ImportOrigin
from recorder.crypto import sha256
from recorder.errors import FormatError, VersionRefused
from recorder.session.codec import decode_events, encode_events
from recorder.session.decoder import check_chunk
from recorder.session.events import Event
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Chunk, SessionMeta
from recorder.vault.recording_key import RecordingKey

VERSION = 1
SUFFIX = ".bundle"
BYTES_MAX = 64 * 1024 * 1024
RECORD_NS = 1_000_000_000


class Bundle(msgspec.Struct, frozen=True):
    """Everything that a session holds. `events` are batches as `encode_events` makes them."""

    meta: SessionMeta
    events: tuple[bytes, ...]
    chunks: tuple[Chunk, ...]
    ended_ns: int
    reason: str
    version: int = VERSION


def pack_bundle(
    meta: SessionMeta, events: Iterable[Event], chunks: Iterable[Chunk], ended_ns: int, reason: str
) -> bytes:
    """The bytes of a bundle."""
    batches = tuple(encode_events(batch) for batch in _by_second(events))
    return msgspec.msgpack.encode(Bundle(meta, batches, tuple(chunks), ended_ns, reason))


def read_bundle(raw: bytes) -> Bundle:
    """Read and check a bundle.

    Raises:
        VersionRefused: it is of a newer version.
        FormatError, Damaged: it is none, or what it holds does not fit together.
    """
    if len(raw) > BYTES_MAX:
        raise FormatError("The bundle is larger than allowed.")
    try:
        bundle = msgspec.msgpack.decode(raw, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FormatError("The file is not a bundle that can be imported.") from error
    if bundle.version != VERSION:
        raise VersionRefused(f"A bundle of version {bundle.version} needs a newer Candor.")
    for batch in bundle.events:
        decode_events(batch)
    for chunk in bundle.chunks:
        check_chunk(chunk)
    return bundle


def origin_of(raw: bytes, source: str, importer: str) -> ImportOrigin:
    """What stands in a head for the receipt that an import does not have."""
    return ImportOrigin(sha256(b"candor-import", raw), source, importer)


def import_bundle(
    bundle: Bundle, folder: Path, origin: ImportOrigin, key: RecordingKey, now: datetime
) -> Path:
    """Write a bundle as a session of its own, sealed like any other; returns its file.

    Raises:
        StorageError: the disk refuses; then nothing is left.
        FormatError: its parts do not fit together.
    """
    meta = msgspec.structs.replace(bundle.meta, session=new_session_id())
    writer = JournalWriter(folder, origin, key, meta, now)
    try:
        _write(writer, bundle)
    except ValueError as error:
        writer.discard()
        raise FormatError("The bundle holds what its own description leaves out.") from error
    except BaseException:
        writer.discard()
        raise
    return writer.path


def _write(writer: JournalWriter, bundle: Bundle) -> None:
    """Events and video in the order of time, as a recording would have written them."""
    chunks = list(bundle.chunks)
    for batch in bundle.events:
        events = decode_events(batch)
        until_ns = events[-1].t_ns if events else 0
        writer.append_events(events)
        while chunks and chunks[0].frames and chunks[0].frames[0][1] <= until_ns:
            writer.append_media(chunks.pop(0))
    for chunk in chunks:
        writer.append_media(chunk)
    writer.end(bundle.reason, bundle.ended_ns)


def _by_second(events: Iterable[Event]) -> Iterable[list[Event]]:
    batch: list[Event] = []
    for event in events:
        if batch and event.t_ns // RECORD_NS != batch[0].t_ns // RECORD_NS:
            yield batch
            batch = []
        batch.append(event)
    if batch:
        yield batch
