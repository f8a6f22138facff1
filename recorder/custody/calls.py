"""How a call to a broker's service is spelled: parts, and an answer that the broker signed.

The signature binds an answer to the very call, so that TLS is not the only thing it rests on.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from recorder import errors
from recorder.consent import dsse
from recorder.crypto import SignPrivate, SignPublic, sha256
from recorder.custody import documents
from recorder.errors import CandorError, Damaged, FormatError

PATH: Final = "/v1/"
CALL_HEADER: Final = "Candor-Call"
PIECE_BYTES: Final = 4 << 20
"""Bytes of an object that one call sends or reads at most."""

CALL_MAX: Final = 2 * dsse.ENVELOPE_MAX + 64
PIECE_CALL_MAX: Final = PIECE_BYTES + dsse.ENVELOPE_MAX + 64
ANSWER_MAX: Final = 64 << 20
_LENGTH = struct.Struct(">I")


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the broker says to a call, named by its hash. With an error there is no content."""

    call: str
    content: str
    error: str | None = None
    sentence: str | None = None


class PlaceTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a service says of itself: both signed by others, for the client to check."""

    campaign: bytes
    roster: bytes
    notice: str | None


class Have(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of an object is there; `is_stored` when the store has the whole of it."""

    size_bytes: int
    is_stored: bool


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that was checked, but for whose key signed it."""

    content: bytes
    signer: SignPublic
    error: CandorError | None


def pack(parts: Iterable[bytes]) -> bytes:
    return b"".join(_LENGTH.pack(len(each)) + each for each in parts)


def unpack(raw: bytes, count: int) -> tuple[bytes, ...]:
    """The parts of a call.

    Raises:
        FormatError: there are more, or fewer.
    """
    parts: list[bytes] = []
    at = 0
    while at + _LENGTH.size <= len(raw) and len(parts) < count:
        (length,) = _LENGTH.unpack_from(raw, at)
        at += _LENGTH.size
        parts.append(raw[at : at + length])
        at += length
    if at != len(raw) or len(parts) != count:
        raise FormatError("These bytes are not a call to a broker.")
    return tuple(parts)


def call_hash(name: str, call: str, body: bytes) -> str:
    return sha256(b"candor-call", pack((name.encode(), call.encode(), body))).hex()


def write_answer(call: str, result: bytes | CandorError, key: SignPrivate) -> bytes:
    """What goes back: the signed answer, then its content."""
    failed = isinstance(result, CandorError)
    content = b"" if isinstance(result, CandorError) else result
    answer = Answer(
        call,
        sha256(content).hex(),
        type(result).__name__ if failed else None,
        str(result) if failed else None,
    )
    signed = dsse.seal_envelope(documents.ANSWER, msgspec.json.encode(answer), key)
    return pack((signed, content))


def read_answer(raw: bytes, call: str) -> Said:
    """Hold an answer against its call and its own hash.

    Raises:
        Damaged, FormatError: it answers something else, or was altered.
    """
    signed, content = unpack(raw, 2)
    answer, signer = documents.read_document(signed, documents.ANSWER, Answer)
    fits = hmac.compare_digest(sha256(content).hex(), answer.content)
    if not fits or not hmac.compare_digest(answer.call, call):
        raise Damaged("The answer is not to what the broker was asked, or was altered.")
    return Said(content, signer, _error(answer))


def _error(answer: Answer) -> CandorError | None:
    if answer.error is None:
        return None
    kind = getattr(errors, answer.error, CandorError)
    is_ours = isinstance(kind, type) and issubclass(kind, CandorError)
    return (kind if is_ours else CandorError)(answer.sentence or "The broker refused.")
