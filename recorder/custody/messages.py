"""What is said between a person and the broker. Each is a signed document of its own kind.

A request names its moment and a nonce, so that it is good once and soon.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import msgspec

from recorder.consent.iso27560 import Moment
from recorder.custody import documents
from recorder.custody.audit import Entry
from recorder.custody.documents import Signer


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every request says: for which campaign, when, and that it is this one."""

    campaign: str
    at: Moment
    nonce: str


class ReserveRequest(Request, frozen=True, forbid_unknown_fields=True):
    """A worker wants to submit: asks for an id and the broker's key for it."""


class OpenRequest(Request, frozen=True, forbid_unknown_fields=True):
    submission: str
    stream: str
    role: str
    purpose: str


class QuarantineRequest(Request, frozen=True, forbid_unknown_fields=True):
    """Somebody saw a privacy problem: nobody opens this any more. `words` names the object in
    which they say what, sealed to the worker alone."""

    submission: str
    words: str = ""


class AssignRequest(Request, frozen=True, forbid_unknown_fields=True):
    """A steward gives a submission to these annotators; none named means: as the rule has it."""

    submission: str
    people: tuple[str, ...]


class EndRequest(Request, frozen=True, forbid_unknown_fields=True):
    """A worker withdraws these submissions; none named means all, and the consent with them."""

    submissions: tuple[str, ...] = ()


class HistoryRequest(Request, frozen=True, forbid_unknown_fields=True):
    """A worker asks who opened their data; `seen` is the size of the log they saw last."""

    seen: int = 0


class ListRequest(Request, frozen=True, forbid_unknown_fields=True):
    """What is there in these states, from a place in the list on."""

    states: tuple[str, ...]
    offset: int = 0


class LogRequest(Request, frozen=True, forbid_unknown_fields=True):
    """The hashes of all leaves of the log, from one on."""

    start: int = 0


class ObjectRequest(Request, frozen=True, forbid_unknown_fields=True):
    """Whether the store has an object, or how much of it has arrived."""

    name: str


class ReadRequest(Request, frozen=True, forbid_unknown_fields=True):
    """Bytes of an object."""

    name: str
    start: int
    length: int


class SendRequest(Request, frozen=True, forbid_unknown_fields=True):
    """A piece of an object that shall be kept, which goes beside the request."""

    name: str
    size_bytes: int
    start: int


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one person may do in one role, signed by somebody who signs the roster."""

    campaign: str
    person: str
    role: str
    purposes: tuple[str, ...]
    made_at: Moment
    valid_until: Moment
    openings_per_day: int
    lease_s: int


class Revocation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The end of a grant, named by the hash of its envelope."""

    grant: str
    at: Moment


class Reservation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    submission: str
    campaign: str
    worker: str
    broker_key: bytes
    at: Moment


class LogPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where something stands in the audit log, with the proof."""

    index: int
    leaf: bytes
    proof: tuple[bytes, ...]
    checkpoint: bytes

    @staticmethod
    def of(entry: Entry) -> LogPlace:
        return LogPlace(entry.index, entry.leaf, entry.proof, entry.checkpoint)

    @property
    def entry(self) -> Entry:
        return Entry(self.index, self.leaf, self.proof, self.checkpoint)


class Acceptance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The broker has the whole submission; `manifest` is the hash of the signed manifest."""

    submission: str
    manifest: str
    at: Moment
    expires_at: Moment
    log: LogPlace


class Lease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An opening: the role's lock, with the broker's taken off, until a moment."""

    submission: str
    stream: str
    role: str
    role_epoch: int
    inner: bytes
    manifest: str
    until: Moment
    log: LogPlace


class Death(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """These submissions open for nobody any more. Leases that run end by `leases_until` at the
    latest; `objects_left` still lie in the store, as ciphertext without a key."""

    submissions: tuple[str, ...]
    epoch: int
    at: Moment
    leases_until: Moment
    is_epoch_protected: bool
    objects_left: int
    log: LogPlace


@dataclass(frozen=True, slots=True)
class History:
    """What a worker's client checks: the log grew from what it saw, and holds these entries."""

    checkpoint: bytes
    growth: tuple[bytes, ...]
    entries: tuple[Entry, ...]


def new_nonce() -> str:
    return secrets.token_hex(16)


def open_request(
    campaign: str, submission: str, stream: str, role: str, purpose: str, at: datetime, sign: Signer
) -> bytes:
    """A signed wish to open one stream, good once."""
    request = OpenRequest(campaign, at, new_nonce(), submission, stream, role, purpose)
    return documents.write_document(documents.OPEN_REQUEST, request, sign)
