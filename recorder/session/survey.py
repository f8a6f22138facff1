"""Where the records of a journal lie, found quickly and without any key, so that each can be
opened when it is asked for. Nothing is decrypted.

A signature stands over everything before it. The last one that fits therefore vouches for the
whole; only when it does not is each looked at, to find the good beginning. A signature in the
middle that was altered is `verify`'s to find: what it stood for is vouched for by the last.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from recorder.crypto import SIGNATURE_BYTES
from recorder.errors import CandorError, Damaged, StorageError
from recorder.session import layout
from recorder.session.layout import FRAME_BYTES, PREFIX_BYTES, Head, RecordType
from recorder.session.scan import Scanner, SessionState, check_order


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one sealed record lies. `chain` is the value before it, `after` the one behind."""

    type: RecordType
    index: int
    offset: int
    length: int
    chain: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Survey:
    """The records of a session in their order. `problem` says why a damaged one ends early."""

    head: Head
    spots: tuple[Spot, ...]
    state: SessionState
    problem: str | None = None


def survey(path: Path, records_max: int | None = None) -> Survey:
    """Find the records of a journal; with `records_max` only the first so many, and then the
    state says nothing.

    Raises:
        StorageError: the file cannot be read.
        FormatError, VersionRefused, Damaged: it has no head that this program reads.
    """
    try:
        with open(path, "rb") as file:
            head = layout.parse_head(_head_bytes(file))
            spots, signature, problem = _walk(file, head, records_max)
    except OSError as error:
        raise StorageError(f"The session cannot be read: {error.strerror}.") from error
    purpose = layout.RECORD_PURPOSE
    vouched = not spots or head.verify_key.fits(purpose, spots[-1].after, signature)
    if problem or not vouched:
        good, problem = _good_beginning(path)
        spots = spots[:good]
    ended = bool(spots) and spots[-1].type is RecordType.END
    state = SessionState.COMPLETE if ended else SessionState.INTERRUPTED
    return Survey(head, tuple(spots), SessionState.DAMAGED if problem else state, problem)


def read_spot(file: BinaryIO, head: Head, spot: Spot) -> tuple[bytes, bytes]:
    """The ciphertext of a record, and what its seal is bound to.

    Raises:
        Damaged: it is no longer what the survey found.
        StorageError: the file cannot be read.
    """
    try:
        file.seek(spot.offset)
        raw = file.read(FRAME_BYTES + spot.length)
    except OSError as error:
        raise StorageError(f"The session cannot be read: {error.strerror}.") from error
    frame, ciphertext = raw[:FRAME_BYTES], raw[FRAME_BYTES:]
    if layout.next_chain(spot.chain, frame, ciphertext) != spot.after:
        raise Damaged("The session was altered while it was open.")
    return ciphertext, layout.record_info(head.header.session, frame, spot.chain)


def _head_bytes(file: BinaryIO) -> bytes:
    prefix = file.read(PREFIX_BYTES)
    return prefix + file.read(layout.parse_prefix(prefix).rest)


def _walk(
    file: BinaryIO, head: Head, records_max: int | None
) -> tuple[list[Spot], bytes, str | None]:
    """The spots, the signature behind the last of them, and what was altered in plain sight."""
    size = os.fstat(file.fileno()).st_size
    spots: list[Spot] = []
    chain, at, signature, last = head.chain, head.size, b"", -1
    while records_max is None or len(spots) < records_max:
        raw = file.read(FRAME_BYTES)
        if raw and spots and spots[-1].type is RecordType.END:
            return spots, signature, "Bytes follow the end of the session."
        if len(raw) < FRAME_BYTES:
            break
        try:
            frame = layout.parse_frame(raw)
            check_order(frame, last, "A record of the session")
        except CandorError as error:
            return spots, signature, str(error)
        end = at + FRAME_BYTES + frame.length + SIGNATURE_BYTES
        if end > size:
            break
        body = file.read(frame.length + SIGNATURE_BYTES)
        signature = body[frame.length :]
        after = layout.next_chain(chain, raw, body[: frame.length])
        spots.append(Spot(frame.type, frame.index, at, frame.length, chain, after))
        chain, at, last = after, end, frame.index
    return spots, signature, None


def _good_beginning(path: Path) -> tuple[int, str | None]:
    """How many records are good when each signature is looked at, and what is wrong behind."""
    with Scanner(path) as scanner:
        try:
            for _ in scanner.records():
                pass
        except CandorError as error:
            return scanner.records_read, str(error)
        return scanner.records_read, None
