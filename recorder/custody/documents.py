"""The kinds of signed documents of custody, and how one is written and read.

Every kind has a type of its own, so that none passes for another: verified first, then parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from recorder.consent import dsse
from recorder.crypto import SignPublic
from recorder.errors import FormatError

MANIFEST = "application/vnd.candor.manifest+json"
ROSTER = "application/vnd.candor.roster+json"
ROSTER_PIN = "application/vnd.candor.roster-pin+json"
GRANT = "application/vnd.candor.grant+json"
REVOCATION = "application/vnd.candor.revocation+json"
RESERVE_REQUEST = "application/vnd.candor.reserve-request+json"
RESERVATION = "application/vnd.candor.reservation+json"
ACCEPTANCE = "application/vnd.candor.acceptance+json"
OPEN_REQUEST = "application/vnd.candor.open-request+json"
LEASE = "application/vnd.candor.lease+json"
QUARANTINE_REQUEST = "application/vnd.candor.quarantine-request+json"
ASSIGN_REQUEST = "application/vnd.candor.assign-request+json"
HISTORY_REQUEST = "application/vnd.candor.history-request+json"
END_REQUEST = "application/vnd.candor.end-request+json"
DEATH = "application/vnd.candor.death+json"
LIST_REQUEST = "application/vnd.candor.list-request+json"
LOG_REQUEST = "application/vnd.candor.log-request+json"
OBJECT_REQUEST = "application/vnd.candor.object-request+json"
READ_REQUEST = "application/vnd.candor.read-request+json"
SEND_REQUEST = "application/vnd.candor.send-request+json"
ANSWER = "application/vnd.candor.answer+json"

SHA256_HEX = re.compile(r"[0-9a-f]{64}")
ID_HEX = re.compile(r"[0-9a-f]{32}")

Signer = Callable[[str, bytes], bytes]
"""Signs a payload under its type and returns the envelope: `Keeper.sign`, `Identity.envelope`."""

_Document = TypeVar("_Document", bound=msgspec.Struct)


def write_document(kind: str, document: msgspec.Struct, sign: Signer) -> bytes:
    return sign(kind, msgspec.json.encode(document))


def read_document(raw: bytes, kind: str, shape: type[_Document]) -> tuple[_Document, SignPublic]:
    """A document and the one key that signed it. Whether that key may is the caller's.

    Raises:
        FormatError: the bytes are no document of this kind.
        Damaged: the signature does not fit.
    """
    payload, signer = dsse.open_signed(raw, kind)
    return parse_document(payload, shape), signer


def parse_document(payload: bytes, shape: type[_Document]) -> _Document:
    """Raises:
    FormatError: the payload has another shape.
    """
    try:
        return msgspec.json.decode(payload, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("A signed document does not have the shape of its kind.") from error
