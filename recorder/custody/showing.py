"""What a broker behind a service shows: the campaign to people on its roster, to others their own.

Each wish is signed. It changes nothing, so its nonce is remembered, but not on a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

from recorder.crypto import SignPublic
from recorder.custody import documents, labelling
from recorder.custody.catalogue import Row, State
from recorder.custody.desk import REQUEST_AGE_MAX, Desk
from recorder.custody.messages import (
    ListRequest,
    LogRequest,
    ObjectRequest,
    ReadRequest,
    Request,
    SendRequest,
)
from recorder.errors import ConsentError, NotOurs, WrongUse

LISTED_MAX: Final = 256
LISTED_BYTES_MAX: Final = 4 << 20
HASHES_MAX: Final = 100_000

_Wish = TypeVar("_Wish", bound=Request)


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission, and whom a steward gave it to; None where nobody was named."""

    row: Row
    given: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of the list. `next_offset` is where it goes on; None at the end."""

    listed: tuple[Listed, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True)
class LogHashes:
    """A part of the log's leaves, by their hashes, and what the broker signs of the whole."""

    checkpoint: bytes
    hashes: tuple[bytes, ...]


class Showing:
    """What one broker shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nonces: dict[str, float] = {}

    def listing(self, raw: bytes) -> Listing:
        """A part of the list, the newest first.

        Raises:
            CandorError: the wish is not of this moment, for this campaign, and the first of it.
        """
        wish, signer = self._wish(raw, documents.LIST_REQUEST, ListRequest)
        desk, offset = self._desk, max(0, wish.offset)
        if self._is_known(signer):
            # Of all states, so that nothing moves out of the list while it is read in parts.
            rows = desk.catalogue.rows(*State, limit=LISTED_MAX, offset=offset)
        else:
            rows = desk.catalogue.rows_of(signer.raw)[offset : offset + LISTED_MAX]
        listed: list[Listed] = []
        taken = size_bytes = 0
        for row in rows:
            size_bytes += len(row.manifest or b"")
            if taken and size_bytes > LISTED_BYTES_MAX:
                break
            taken += 1
            if row.state in wish.states:
                listed.append(Listed(row, desk.memory.given.get(row.submission)))
        is_last = taken == len(rows) < LISTED_MAX
        return Listing(tuple(listed), None if is_last else offset + taken)

    def log(self, raw: bytes) -> LogHashes:
        """The hashes of the log's leaves, for whoever wants to see that it is whole."""
        wish, _ = self._wish(raw, documents.LOG_REQUEST, LogRequest)
        hashes = self._desk.log.hashes(max(0, wish.start), HASHES_MAX)
        return LogHashes(self._desk.log.checkpoint().note, tuple(hashes))

    def asked(self, raw: bytes) -> tuple[ObjectRequest, SignPublic]:
        """Whose question about an object this is.

        Raises:
            NotOurs: they have nothing to do with this campaign.
        """
        wish, signer = self._wish(raw, documents.OBJECT_REQUEST, ObjectRequest)
        self._check_takes_part(signer)
        return wish, signer

    def read(self, raw: bytes) -> ReadRequest:
        """A wish to read an object, by somebody who may.

        Raises:
            NotOurs: it is neither theirs nor is the person on the roster.
        """
        wish, signer = self._wish(raw, documents.READ_REQUEST, ReadRequest)
        if not self._is_known(signer) and wish.name not in self._names(signer):
            raise NotOurs("This object is not of a submission of yours.")
        return wish

    def sent(self, raw: bytes) -> tuple[SendRequest, SignPublic]:
        """Whose piece of an object this is.

        Raises:
            NotOurs: they have neither reserved a submission nor are they on the roster.
        """
        wish, signer = self._wish(raw, documents.SEND_REQUEST, SendRequest)
        self._check_takes_part(signer)
        return wish, signer

    def _wish(self, raw: bytes, kind: str, shape: type[_Wish]) -> tuple[_Wish, SignPublic]:
        wish, signer = documents.read_document(raw, kind, shape)
        now = self._desk.clock()
        if wish.campaign != self._desk.campaign.terms.id:
            raise WrongUse("The request is for another campaign than this broker serves.")
        if abs(now - wish.at) > REQUEST_AGE_MAX:
            raise ConsentError(
                "The request is not of this moment; check this machine's clock and ask again."
            )
        old = now.timestamp() - 3 * REQUEST_AGE_MAX.total_seconds()
        while self._nonces and next(iter(self._nonces.values())) < old:
            del self._nonces[next(iter(self._nonces))]
        if not documents.ID_HEX.fullmatch(wish.nonce) or wish.nonce in self._nonces:
            raise ConsentError("This request was made before; ask again.")
        self._nonces[wish.nonce] = now.timestamp()
        return wish, signer

    def _is_known(self, signer: SignPublic) -> bool:
        roster = self._desk.roster.roster
        return signer.raw in roster.signers or roster.person(signer.fingerprint()) is not None

    def _check_takes_part(self, signer: SignPublic) -> None:
        if not self._is_known(signer) and not self._desk.catalogue.rows_of(signer.raw):
            raise NotOurs("You have nothing here yet, and are not on the roster; ask a steward.")

    def _names(self, worker: SignPublic) -> set[str]:
        """The objects of a worker's submissions, and of what was reported to them."""
        names: set[str] = set()
        for row in self._desk.catalogue.rows_of(worker.raw):
            manifest = labelling.manifest_of(row)
            names |= {each.object for each in manifest.streams} if manifest else set()
            names |= set(self._desk.memory.words.get(row.submission, ()))
        return names
