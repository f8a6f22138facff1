"""A broker behind a service, asked as if it were in this process.

The connection is to the one certificate that was compared, and every answer is signed by the broker
that the roster names. A call that was cut is sent again, and answered once.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import secrets
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from recorder.consent.campaign import SignedCampaign, load_campaign
from recorder.crypto import SignPublic
from recorder.custody import calls, documents, merkle
from recorder.custody.calls import PlaceTerms, Said
from recorder.custody.catalogue import Row, State
from recorder.custody.checkpoint import read_checkpoint
from recorder.custody.documents import SHA256_HEX, Signer
from recorder.custody.labelling import assigned
from recorder.custody.messages import History, ListRequest, LogRequest, new_nonce
from recorder.custody.roster import Roster, read_roster
from recorder.custody.showing import Listed, Listing, LogHashes
from recorder.errors import Damaged, FormatError, NotOurs, StorageError, WrongUse

CONNECT_MAX_S: Final = 20.0
ANSWER_MAX_S: Final = 600.0
PAUSES_S: Final = (0.0, 0.2, 1.0, 3.0)
"""Before each further try of a call that was cut."""

_REFUSALS: Final = {
    400: "The service does not know this call; is it of the same version?",
    408: "The call took too long to arrive at the broker; try again.",
    413: "The call is larger than the broker takes.",
    503: "The broker has too much to do; ask again in a moment.",
}
_SCHEME = "https://"
_Shape = TypeVar("_Shape")


def is_remote(place: str) -> bool:
    """Whether the place of a broker is a service rather than a folder."""
    return "://" in place


@dataclass(slots=True)
class Link:
    """A connection to one service. It belongs to one thread."""

    host: str
    port: int
    fingerprint: str
    _connection: http.client.HTTPSConnection | None = None

    @staticmethod
    def to(url: str, fingerprint: str) -> Link:
        """Raises:
        WrongUse: the URL or the fingerprint is none.
        """
        parts = urlsplit(url)
        try:
            host, port = parts.hostname, parts.port
        except ValueError:
            host = port = None
        if parts.scheme != "https" or not host or not port or parts.path.strip("/"):
            raise WrongUse("The place of a broker's service is https://HOST:PORT.")
        plain = fingerprint.replace(":", "").lower()
        if not SHA256_HEX.fullmatch(plain):
            raise WrongUse("A fingerprint has 64 hex digits; candor broker serve prints it.")
        return Link(host, port, plain)

    def call(self, name: str, make: Callable[[], tuple[bytes, ...]]) -> Said:
        """What the broker says. Whether it is the right broker is for the caller to check.

        `make` says the parts of the call, anew for each try where they are signed anew.

        Raises:
            StorageError: it cannot be reached, or went away again and again.
            NotOurs: another certificate is shown than was compared.
            Damaged, FormatError: the answer is to something else, or was altered.
        """
        call = secrets.token_hex(16)
        problem: OSError | http.client.HTTPException | None = None
        for pause_s in PAUSES_S:
            time.sleep(pause_s)
            body = calls.pack(make())
            try:
                raw = self._sent(name, call, body)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                problem = error
                continue
            return calls.read_answer(raw, calls.call_hash(name, call, body))
        raise StorageError(
            "The broker's service cannot be reached, or goes away; try again."
        ) from problem

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _sent(self, name: str, call: str, body: bytes) -> bytes:
        connection = self._connection or self._connected()
        connection.request("POST", calls.PATH + name, body, {calls.CALL_HEADER: call})
        with connection.getresponse() as answer:
            if answer.status != 200:
                self.close()
                sentence = _REFUSALS.get(answer.status)
                raise StorageError(sentence or f"The broker's service failed ({answer.status}).")
            raw = answer.read(calls.ANSWER_MAX + 1)
            if len(raw) > calls.ANSWER_MAX:
                self.close()
                raise FormatError("The broker answers more than answers may be.")
            if answer.length:
                raise http.client.IncompleteRead(raw, answer.length)
            return raw

    def _connected(self) -> http.client.HTTPSConnection:
        """Nothing is said before the certificate was compared."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        made = http.client.HTTPSConnection(
            self.host, self.port, timeout=CONNECT_MAX_S, context=context
        )
        made.connect()
        # A broker may read a large submission back before it answers.
        made.sock.settimeout(ANSWER_MAX_S)
        shown = hashlib.sha256(made.sock.getpeercert(True) or b"").hexdigest()
        if not hmac.compare_digest(shown, self.fingerprint):
            made.close()
            raise NotOurs(
                "The service shows another certificate than was compared; ask whoever runs it, "
                "then accept the roster again with the new fingerprint."
            )
        self._connection = made
        return made


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """A service that was reached: what it says of itself, for the client to hold against a pin."""

    link: Link
    terms: PlaceTerms
    signer: SignPublic
    campaign: SignedCampaign

    def check(self, roster: Roster) -> None:
        """Raises:
        NotOurs: another broker answered than the roster names.
        """
        if self.signer.raw != roster.broker:
            raise NotOurs("This is not the broker that the roster names.")


def reach(url: str, fingerprint: str) -> RemotePlace:
    """Go to a service.

    Raises:
        CandorError: it cannot be reached, or is not the one that was compared.
    """
    link = Link.to(url, fingerprint)
    said = link.call("place", tuple)
    if said.error is not None:
        link.close()
        raise said.error
    terms = decode(said.content, PlaceTerms)
    place = RemotePlace(link, terms, said.signer, load_campaign(terms.campaign))
    place.check(read_roster(terms.roster))
    return place


class RemoteBroker:
    """The broker of a place, for one person. It belongs to one thread, and `close` ends it."""

    def __init__(self, place: RemotePlace, roster: Roster, sign: Signer) -> None:
        """Raises:
        NotOurs: another broker answered than the roster names.
        """
        place.check(roster)
        self._place, self._roster, self._sign = place, roster, sign
        self._given: dict[str, tuple[str, ...] | None] = {}

    @property
    def notice(self) -> str | None:
        return self._place.terms.notice

    @property
    def campaign(self) -> str:
        return self._roster.campaign

    def ask(self, name: str, *parts: bytes) -> bytes:
        """What the broker answers, under its signature.

        Raises:
            CandorError: it refuses, cannot be reached, or somebody else answered.
        """
        return self._said(self._place.link.call(name, lambda: parts))

    def wish(
        self, name: str, kind: str, make: Callable[[datetime, str], msgspec.Struct], *parts: bytes
    ) -> bytes:
        """`ask`, of something that this person signs here: `make` takes a moment and a nonce."""

        def signed() -> tuple[bytes, ...]:
            request = make(datetime.now(UTC), new_nonce())
            return documents.write_document(kind, request, self._sign), *parts

        return self._said(self._place.link.call(name, signed))

    def _said(self, said: Said) -> bytes:
        if said.signer.raw != self._roster.broker:
            raise Damaged("The answer is not signed by the broker that the roster names.")
        if said.error is not None:
            raise said.error
        return said.content

    def reserve(self, raw: bytes) -> bytes:
        return self.ask("reserve", raw)

    def accept(self, manifest_raw: bytes, receipt_raw: bytes) -> bytes:
        return self.ask("accept", manifest_raw, receipt_raw)

    def open(self, raw: bytes) -> bytes:
        return self.ask("open", raw)

    def grant(self, raw: bytes) -> str:
        return decode(self.ask("grant", raw), str)

    def revoke(self, raw: bytes) -> None:
        self.ask("revoke", raw)

    def quarantine(self, raw: bytes) -> None:
        self.ask("quarantine", raw)

    def assign(self, raw: bytes) -> None:
        self.ask("assign", raw)

    def assigned(self, submission: str) -> tuple[str, ...] | None:
        """The annotators of a submission; what a steward said is of the list that was read last."""
        if submission not in self._given:
            self.submissions(*State)
        rule = assigned(submission, self._roster, self._place.campaign.terms)
        return self._given.get(submission) or rule

    def end(self, raw: bytes) -> bytes:
        return self.ask("end", raw)

    def history(self, raw: bytes) -> History:
        return decode(self.ask("history", raw), History)

    def submissions(self, *states: State, limit: int = -1, offset: int = 0) -> tuple[Row, ...]:
        """What this person may know of, the newest first."""
        found: dict[str, Row] = {}
        for each in self._listed(states):
            # One that came meanwhile moves the others down, so some are read twice.
            found.setdefault(each.row.submission, each.row)
            self._given[each.row.submission] = each.given
        rows = tuple(found.values())[offset:]
        return rows if limit < 0 else rows[:limit]

    def verify_log(self) -> int:
        """Hold the hashes of all leaves against what the broker signs; returns how many they are.

        Raises:
            Damaged: they do not fit.
        """
        tree, signed = merkle.Tree(), None
        while signed is None or tree.size < signed.size:
            make = partial(_log_request, self.campaign, tree.size)
            part = decode(self.wish("log", documents.LOG_REQUEST, make), LogHashes)
            if signed is None:
                key = SignPublic(self._roster.broker)
                signed = read_checkpoint(part.checkpoint, self._roster.log, key)
            fresh = part.hashes[: signed.size - tree.size]
            if not fresh and tree.size < signed.size:
                raise Damaged(f"The audit log has {tree.size} of {signed.size} entries.")
            for each in fresh:
                tree.append_hash(each)
        if tree.root() != signed.root:
            raise Damaged("An entry of the audit log was altered, taken out or moved.")
        return tree.size

    def close(self) -> None:
        self._place.link.close()

    def _listed(self, states: tuple[State, ...]) -> Iterator[Listed]:
        names, offset = tuple(each.value for each in states), 0
        while True:
            make = partial(_list_request, self.campaign, names, offset)
            listing = decode(self.wish("list", documents.LIST_REQUEST, make), Listing)
            yield from listing.listed
            if listing.next_offset is None:
                return
            if listing.next_offset <= offset:
                raise Damaged("The broker's list goes round in a circle.")
            offset = listing.next_offset


def _log_request(campaign: str, start: int, at: datetime, nonce: str) -> LogRequest:
    return LogRequest(campaign, at, nonce, start)


def _list_request(
    campaign: str, states: tuple[str, ...], offset: int, at: datetime, nonce: str
) -> ListRequest:
    return ListRequest(campaign, at, nonce, states, offset)


def decode(raw: bytes, shape: type[_Shape]) -> _Shape:
    """Raises:
    FormatError: the broker said something of another shape.
    """
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("The broker's answer does not have the shape of its kind.") from error
