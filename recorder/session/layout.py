"""The bytes of a journal: head, record frame, bounds. Pure; `docs/FORMAT.md` tells it in words.

    head     MAGIC version(2) suite(2) header_len(4) wrap_len(4) header wrap signature(64)
    record   "REC\\n" type(1) 0(1) 0(2) index(8) length(4) crc32(4) ciphertext signature(64)

All numbers are big-endian. The chain starts as the hash of the head; every record is hashed with
the value before it, and that hash is what the session key signs.
"""

from __future__ import annotations

import binascii
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recorder.crypto import SIGNATURE_BYTES, SUITE_ID, SignPublic, context, sha256
from recorder.errors import Damaged, FormatError, VersionRefused

MAGIC: Final = b"CANDOR-J"
VERSION: Final = 2
UNLOCKED_VERSION: Final = 1
"""The version of a session without a lock: the worker's key alone opens it."""
SUFFIX: Final = ".candor"

HEADER_BYTES_MAX: Final = 64 << 10
WRAP_BYTES_MAX: Final = 8 << 10
RECORD_BYTES_MAX: Final = 64 << 20
PADDING_STEP: Final = 1024

_NONCE_BYTES: Final = 12

_PREFIX: Final = struct.Struct(">8sHHII")
_FRAME: Final = struct.Struct(">4sBBHQI")
_CRC: Final = struct.Struct(">I")
FRAME_BYTES: Final = _FRAME.size + _CRC.size
PREFIX_BYTES: Final = _PREFIX.size

HEAD_PURPOSE: Final = "journal-head"
RECORD_PURPOSE: Final = "journal-record"


class RecordType(IntEnum):
    """What a record holds. The numbers are the format."""

    META = 1
    EVENTS = 2
    MEDIA = 3
    FORGET = 4
    END = 5


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What anybody may read of a session: who, when, under which consent. No content.

    `consent` is the hash of the receipt, `origin` that of an import; exactly one is set. Keys
    are hexadecimal, `certificate` is base64.
    """

    session: str
    started_at: str
    worker: str
    verify_key: str
    recording_key: str
    certificate: str
    consent: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A parsed head whose signature fits its recording key (whether that key is certified is
    another question: `verify`)."""

    header: Header
    wrap: bytes
    wrap_info: bytes
    locked: bool
    chain: bytes
    size: int

    @property
    def verify_key(self) -> SignPublic:
        return SignPublic(bytes.fromhex(self.header.verify_key))


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one record."""

    type: RecordType
    index: int
    length: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Lengths:
    header: int
    wrap: int

    @property
    def rest(self) -> int:
        return self.header + self.wrap + SIGNATURE_BYTES


def wrap_info(prefix_and_header: bytes) -> bytes:
    return context("session-key", sha256(prefix_and_header))


def locked(session_key: bytes, half: bytes | None) -> bytes:
    """What is sealed to the worker: the session's key, under the half that its lock holds. A half
    is made for one session and used once, so the nonce may be fixed."""
    if half is None:
        return session_key
    return AESGCM(half).encrypt(bytes(_NONCE_BYTES), session_key, context("locked-key"))


def unlocked(secret: bytes, half: bytes | None) -> bytes:
    """The session's key again.

    Raises:
        Damaged: the half is another session's.
    """
    if half is None:
        return secret
    try:
        return AESGCM(half).decrypt(bytes(_NONCE_BYTES), secret, context("locked-key"))
    except (InvalidTag, ValueError) as error:
        raise Damaged("The lock of the session belongs to another.") from error


def head_prefix(header: bytes, wrap_bytes: int, version: int = VERSION) -> bytes:
    return _PREFIX.pack(MAGIC, version, SUITE_ID, len(header), wrap_bytes)


def parse_prefix(raw: bytes) -> Lengths:
    """Read the fixed start of a journal, and bound what follows before it is allocated."""
    if len(raw) < PREFIX_BYTES:
        raise FormatError("The file is too short to be a session.")
    magic, version, suite, header_bytes, wrap_bytes = _PREFIX.unpack(raw[:PREFIX_BYTES])
    if magic != MAGIC:
        raise FormatError("The file is not a Candor session.")
    if version > VERSION:
        raise VersionRefused(
            f"The session has format version {version}; this Candor reads up to {VERSION}. "
            "Install a newer one."
        )
    if version not in (UNLOCKED_VERSION, VERSION) or suite != SUITE_ID:
        raise FormatError("The session names a format or a cipher suite that does not exist.")
    if header_bytes > HEADER_BYTES_MAX or wrap_bytes > WRAP_BYTES_MAX:
        raise FormatError("The session's head claims more bytes than allowed.")
    return Lengths(header_bytes, wrap_bytes)


def parse_head(raw: bytes) -> Head:
    """Parse and check a whole head.

    Raises:
        FormatError: it is not one, or it is cut.
        Damaged: its signature does not fit.
    """
    lengths = parse_prefix(raw)
    if len(raw) < PREFIX_BYTES + lengths.rest:
        raise FormatError("The session's head is cut short.")
    header_end = PREFIX_BYTES + lengths.header
    wrap_end = header_end + lengths.wrap
    size = wrap_end + SIGNATURE_BYTES
    try:
        header = msgspec.json.decode(raw[PREFIX_BYTES:header_end], type=Header)
        recording_key = SignPublic(bytes.fromhex(header.recording_key))
        SignPublic(bytes.fromhex(header.verify_key))
        bytes.fromhex(header.session)
    except (msgspec.DecodeError, ValueError) as error:
        raise FormatError("The session's head cannot be read.") from error
    if (header.consent is None) == (header.origin is None):
        raise FormatError("The session's head names no consent.")
    if not recording_key.fits(HEAD_PURPOSE, sha256(raw[:wrap_end]), raw[wrap_end:size]):
        raise Damaged("The session's head was altered: its signature does not fit.")
    return Head(
        header=header,
        wrap=raw[header_end:wrap_end],
        wrap_info=wrap_info(raw[:header_end]),
        locked=raw[len(MAGIC) : len(MAGIC) + 2] != UNLOCKED_VERSION.to_bytes(2, "big"),
        chain=sha256(b"candor-chain", raw[:size]),
        size=size,
    )


def pack_frame(record: RecordType, index: int, length: int) -> bytes:
    fixed = _FRAME.pack(b"REC\n", record, 0, 0, index, length)
    return fixed + _CRC.pack(binascii.crc32(fixed))


def parse_frame(raw: bytes) -> Frame:
    """Read a record's frame. Its checksum tells an altered length from a file that was cut.

    Raises:
        Damaged: the frame was altered.
    """
    fixed, crc = raw[: _FRAME.size], raw[_FRAME.size : FRAME_BYTES]
    mark, kind, zero, zeros, index, length = _FRAME.unpack(fixed)
    if _CRC.pack(binascii.crc32(fixed)) != crc or mark != b"REC\n" or zero or zeros:
        raise Damaged("A record's frame was altered.")
    if length > RECORD_BYTES_MAX:
        raise FormatError("A record claims more bytes than allowed.")
    try:
        return Frame(RecordType(kind), index, length, raw[:FRAME_BYTES])
    except ValueError as error:
        raise FormatError(f"A record has the unknown type {kind}.") from error


def record_info(session: str, frame: bytes, chain: bytes) -> bytes:
    """What a record is bound to. Its length is not known when it is sealed, so it stays outside."""
    return context("record", bytes.fromhex(session), frame[4:16], chain)


def next_chain(chain: bytes, frame: bytes, ciphertext: bytes) -> bytes:
    return sha256(chain, frame, ciphertext)
