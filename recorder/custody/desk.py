"""What every act of a broker needs: its tables, its log, its terms, and whether a request is good.

The log is read once at the start: what it says has ended stays ended, whatever the tables say.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from recorder.consent import dsse
from recorder.consent.campaign import SignedCampaign
from recorder.crypto import SignPrivate, SignPublic
from recorder.custody import documents
from recorder.custody.audit import AuditLog, Entry, Leaf
from recorder.custody.catalogue import Row
from recorder.custody.databases import Databases, open_databases
from recorder.custody.documents import ID_HEX
from recorder.custody.epoch import EpochStore
from recorder.custody.manifest import Manifest, read_manifest
from recorder.custody.messages import Request
from recorder.custody.roster import SignedRoster
from recorder.custody.stores import Store
from recorder.errors import CandorError, ConsentError, WrongUse

LOG = "log"
REQUEST_AGE_MAX = timedelta(minutes=5)

_Asked = TypeVar("_Asked", bound=Request)


@dataclass(slots=True)
class Memory:
    """What the log says, for quick answers. `places` finds a leaf by kind and submission; `labels`
    the labels of a session, `words` the reports of a problem, `given` whom a steward named."""

    places: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    revoked: set[str] = field(default_factory=set[str])
    roster_version: int = 0
    labels: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    words: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    given: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def take(self, index: int, leaf: Leaf) -> None:
        if leaf.submission:
            self.places[leaf.kind, leaf.submission] = index
        if leaf.kind == "revoked":
            self.revoked.add(leaf.detail)
        if leaf.kind == "roster":
            self.roster_version = max(self.roster_version, int(leaf.detail))
        if leaf.kind == "submitted" and leaf.detail:
            self.labels.setdefault(leaf.detail, []).append(leaf.submission)
        if leaf.kind == "quarantined" and leaf.detail:
            self.words.setdefault(leaf.submission, []).append(leaf.detail)
        if leaf.kind == "assigned":
            self.given[leaf.submission] = tuple(leaf.detail.split())

    def has_ended(self, submission: str) -> bool:
        return any((kind, submission) in self.places for kind in ("withdrawn", "expired", "dead"))

    def is_quarantined(self, submission: str) -> bool:
        return ("quarantined", submission) in self.places


class Desk:
    """The open parts of one broker, which serves one campaign."""

    def __init__(
        self,
        folder: Path,
        campaign: SignedCampaign,
        roster: SignedRoster,
        key: SignPrivate,
        store: Store,
        epochs: EpochStore,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        databases: Databases | None = None,
    ) -> None:
        """Raises:
        WrongUse: campaign, roster and key do not belong together, or the roster is an old one.
        CandorError: a table, the log or the epoch key cannot be used.
        """
        terms = roster.roster
        if terms.campaign != campaign.terms.id or terms.broker != key.public().raw:
            raise WrongUse("The campaign, its roster and the key of the broker do not fit.")
        self.campaign, self.roster, self.key = campaign, roster, key
        self.folder, self.store, self.clock = folder, store, clock
        self.log = AuditLog(folder / LOG, terms.log, key)
        self.memory = Memory()
        try:
            for index, leaf in enumerate(self.log.leaves()):
                self.memory.take(index, leaf)
            if terms.version < self.memory.roster_version:
                raise WrongUse("The roster is older than one that this broker has worked with.")
            self.catalogue, self.keys = open_databases(folder, databases or Databases(), epochs)
        except CandorError:
            self.log.close()
            raise
        try:
            self.catalogue.drop_grants(self.memory.revoked)
            if terms.version > self.memory.roster_version:
                self.note("roster", detail=str(terms.version))
        except CandorError:
            self.close()
            raise

    def ask(self, raw: bytes, kind: str, shape: type[_Asked]) -> tuple[_Asked, SignPublic]:
        """A request and who signed it, if it is for this campaign, of now, and the first of it.

        Raises:
            CandorError: it is not.
        """
        request, signer = documents.read_document(raw, kind, shape)
        now = self.clock()
        if request.campaign != self.campaign.terms.id:
            raise WrongUse("The request is for another campaign than this broker serves.")
        if not ID_HEX.fullmatch(request.nonce):
            raise WrongUse("The request has no nonce.")
        if abs(now - request.at) > REQUEST_AGE_MAX:
            raise ConsentError(
                "The request is not of this moment; check this machine's clock and ask again."
            )
        if not self.catalogue.use_nonce(request.nonce, now, now - 3 * REQUEST_AGE_MAX):
            raise ConsentError("This request was made before; ask again.")
        return request, signer

    def note(
        self,
        kind: str,
        row: Row | None = None,
        *,
        person: str = "",
        role: str = "",
        stream: str = "",
        purpose: str = "",
        until: datetime | None = None,
        detail: str = "",
    ) -> Entry:
        """Write a leaf. It is durable when this returns.

        Raises:
            StorageError: it is not.
        """
        leaf = Leaf(
            kind=kind,
            at=self.clock(),
            salt=secrets.token_bytes(16),
            submission=row.submission if row else "",
            worker=SignPublic(row.worker).fingerprint() if row else "",
            person=person,
            role=role,
            stream=stream,
            purpose=purpose,
            until=until,
            detail=detail,
        )
        entry = self.log.append(leaf)
        self.memory.take(entry.index, leaf)
        if kind == "revoked":
            self.catalogue.drop_grants([detail])
        return entry

    def noted(self, kind: str, row: Row) -> Entry | None:
        """The newest leaf of this kind about a submission, or None."""
        index = self.memory.places.get((kind, row.submission))
        return None if index is None else self.log.entry(index)

    def manifest(self, row: Row) -> Manifest:
        """Raises:
        ConsentError: there is none yet.
        """
        if row.manifest is None:
            raise ConsentError("This submission is not complete yet.")
        return read_manifest(row.manifest, SignPublic(row.worker))

    def sign(self, kind: str, payload: bytes) -> bytes:
        return dsse.seal_envelope(kind, payload, self.key)

    def close(self) -> None:
        self.log.close()
        self.keys.close()
        self.catalogue.close()
