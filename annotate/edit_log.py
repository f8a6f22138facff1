"""The edit log: every change of a review, sealed one by one, in an append-only file.

It lies beside its journal and outlives the library. Each record is sealed to the worker and bound
to its session, its place and all before it. `docs/FORMAT.md` has the bytes.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from annotate.edits import Edit
from annotate.review import Review
from recorder.crypto import SUITE_ID, SealPublic, context, sha256
from recorder.errors import Damaged, FormatError, NotOurs, StorageError, VersionRefused, WrongUse
from recorder.session.disk import SealedFile, lock, storage_error
from recorder.vault.home import read_bounded, sync_folder
from recorder.vault.identity import PublicIdentity

MAGIC: Final = b"CANDOR-R"
VERSION: Final = 1
ENTRY_MAX: Final = 448 * 1024
ENTRIES_MAX: Final = 50_000
LOG_MAX: Final = 256 * 1024 * 1024
_HEAD = struct.Struct(">8sHH16s32s")
_FRAME = struct.Struct(">4sQI")
_CRC = struct.Struct(">I")
_LENGTH = struct.Struct(">I")
_MARK = b"EDT\n"
_FRAME_BYTES = _FRAME.size + _CRC.size
_LINK_BYTES = 32
_NAME_BYTES = 16
_PAD_BYTES = 256
# What HPKE adds: the encapsulated key (ML-KEM-768 and X25519) and the tag.
_SEAL_BYTES = 1088 + 32 + 16
_SEALED_MAX = ENTRY_MAX + _PAD_BYTES + _LENGTH.size + _SEAL_BYTES


class Did(msgspec.Struct, frozen=True, tag="did"):
    """An edit was made."""

    edit: Edit


class Undid(msgspec.Struct, frozen=True, tag="undid"):
    """The last edit was undone."""


class Redid(msgspec.Struct, frozen=True, tag="redid"):
    """What was undone last was made again."""


Entry = Did | Undid | Redid


@dataclass(frozen=True, slots=True)
class Sealed:
    """A log as it lies there: its whole records with their places, and where they end.

    `link` is the hash over everything so far.
    """

    records: tuple[tuple[str, bytes], ...]
    size: int
    link: bytes


def read_log(path: Path, session: str, worker: str) -> Sealed | None:
    """The records of a log up to where it was cut; None where there is none.

    Raises:
        VersionRefused, NotOurs, Damaged, StorageError: as the sentence says.
    """
    raw = read_bounded(path, LOG_MAX)
    # A head that is not whole was never followed by anything that was acknowledged.
    if raw is None or len(raw) < _HEAD.size:
        return None
    head = raw[: _HEAD.size]
    _check_head(head, session, worker)
    link, at = sha256(b"candor-review", head), _HEAD.size
    records: list[tuple[str, bytes]] = []
    while (length := _sealed_length(raw, at, len(records))) is not None:
        start = at + _FRAME_BYTES
        end = start + length
        place = place_of(session, len(records), link)
        link = sha256(b"candor-review", link, raw[at:end])
        if raw[end : end + _LINK_BYTES] != link:
            raise _altered(len(records))
        records.append((place, raw[start:end]))
        at = end + _LINK_BYTES
    return Sealed(tuple(records), at, link)


def replayed(plain: Sequence[bytes]) -> Review:
    """The review that opened records lead to.

    Raises:
        Damaged: they do not fit together.
    """
    review = Review()
    for number, raw in enumerate(plain):
        try:
            review = made(review, _entry(raw))
        except (WrongUse, FormatError) as error:
            raise _altered(number) from error
    return review


def made(review: Review, entry: Entry) -> Review:
    """The review after an entry.

    Raises:
        WrongUse: it does not fit.
    """
    match entry:
        case Did():
            return review.apply(entry.edit)
        case Undid():
            return review.undo()
        case Redid():
            return review.redo()


def place_of(session: str, number: int, link: bytes) -> str:
    """What the seal of a record is bound to."""
    return f"{session} {number} {link.hex()}"


class LogWriter:
    """Appends to a log. Nobody else can while it is open."""

    def __init__(self, path: Path, session: str, owner: PublicIdentity, known: Sealed | None):
        """Take over the log as it was read: `known`, or None where there was none.

        Raises:
            WrongUse: somebody else edits this review, or did since it was read.
            StorageError: the disk refuses.
        """
        self._session = session
        self._key: SealPublic = owner.seal
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise storage_error(error) from error
        self._file = SealedFile(descriptor)
        try:
            _hold(descriptor)
            now = read_log(path, session, owner.worker)
            if now != known:
                raise WrongUse("This review was changed elsewhere meanwhile; open it again.")
            at = now or self._begin(path, owner.worker)
            self._file.truncate(at.size)
        except BaseException:
            self._file.close()
            raise
        self._count, self._size, self._link = len(at.records), at.size, at.link

    def append(self, entry: Entry) -> None:
        """Write one entry; when it returns, the entry is on the disk.

        Raises:
            WrongUse: it is too large, or the log is full.
            StorageError: the disk refused; then the entry is not in the log.
        """
        plain = msgspec.msgpack.encode(entry)
        if len(plain) > ENTRY_MAX:
            raise WrongUse("This is too much for one edit; make several of it.")
        if self._count >= ENTRIES_MAX or self._size + _SEALED_MAX > LOG_MAX:
            raise WrongUse("This review holds as many edits as it can.")
        place = place_of(self._session, self._count, self._link)
        sealed = self._key.seal(_padded(plain), context("edit", place.encode()))
        frame = _FRAME.pack(_MARK, self._count, len(sealed))
        body = frame + _CRC.pack(zlib.crc32(frame)) + sealed
        link = sha256(b"candor-review", self._link, body)
        try:
            written = self._file.append(self._size, body + link)
            self._file.sync()
        except StorageError:
            with suppress(StorageError):
                self._file.truncate(self._size)
            raise
        self._count, self._size, self._link = self._count + 1, self._size + written, link

    def close(self) -> None:
        self._file.close()

    def _begin(self, path: Path, worker: str) -> Sealed:
        head = _head(self._session, worker)
        self._file.truncate(0)
        self._file.append(0, head)
        self._file.sync()
        sync_folder(path.parent)
        return Sealed((), len(head), sha256(b"candor-review", head))


def _hold(descriptor: int) -> None:
    try:
        lock(descriptor)
    except BlockingIOError as error:
        raise WrongUse("This review is open for editing elsewhere; close it there.") from error


def _head(session: str, worker: str) -> bytes:
    try:
        name = bytes.fromhex(session)
    except ValueError:
        name = b""
    if len(name) != _NAME_BYTES:
        raise WrongUse("A session is named by 32 digits.")
    return _HEAD.pack(MAGIC, VERSION, SUITE_ID, name, sha256(worker.encode()))


def _check_head(head: bytes, session: str, worker: str) -> None:
    magic, version, suite, _, owner = _HEAD.unpack(head)
    if magic != MAGIC:
        raise FormatError("The review of this session is not one.")
    if (version, suite) != (VERSION, SUITE_ID):
        raise VersionRefused(
            f"The review of this session has version {version}.{suite}; this program reads "
            f"{VERSION}.{SUITE_ID}."
        )
    if owner != sha256(worker.encode()):
        raise NotOurs("The review of this session is sealed to another identity.")
    if head != _head(session, worker):
        raise Damaged("The review belongs to another session.")


def _sealed_length(raw: bytes, at: int, number: int) -> int | None:
    """How long the seal of the record at `at` is; None where the log ends or was cut."""
    if len(raw) < at + _FRAME_BYTES:
        return None
    mark, index, length = _FRAME.unpack_from(raw, at)
    crc = zlib.crc32(raw[at : at + _FRAME.size])
    told = _CRC.unpack_from(raw, at + _FRAME.size)[0]
    if (mark, index, told) != (_MARK, number, crc) or not 0 < length <= _SEALED_MAX:
        raise _altered(number)
    return length if at + _FRAME_BYTES + length + _LINK_BYTES <= len(raw) else None


def _padded(plain: bytes) -> bytes:
    """The length, the content, and zeros, so that sizes tell little."""
    framed = _LENGTH.pack(len(plain)) + plain
    return framed + bytes(-len(framed) % _PAD_BYTES)


def _entry(padded: bytes) -> Entry:
    if len(padded) < _LENGTH.size:
        raise FormatError("An edit is shorter than it says.")
    (length,) = _LENGTH.unpack_from(padded)
    plain = padded[_LENGTH.size : _LENGTH.size + length]
    try:
        return msgspec.msgpack.decode(plain, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("An edit cannot be read.") from error


def _altered(number: int) -> Damaged:
    return Damaged(f"The review of this session was altered at its edit {number + 1}.")
