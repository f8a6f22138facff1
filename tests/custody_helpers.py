"""A small campaign with people in its roles, a broker in its folder, and what each of them does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import (
    NEVER,
    Campaign,
    Controller,
    Purpose,
    Recipient,
    ScopeOffer,
    SignedCampaign,
    load_campaign,
)
from recorder.consent.receipt import receipt_payload
from recorder.crypto import SealPrivate, SignPrivate, sha256
from recorder.custody import documents, messages, opening
from recorder.custody.audit import verify_log
from recorder.custody.broker import Broker
from recorder.custody.databases import Databases
from recorder.custody.desk import Desk
from recorder.custody.epoch import EpochStore, FileEpochStore
from recorder.custody.messages import EndRequest, Grant, HistoryRequest, ReserveRequest, Revocation
from recorder.custody.objects import ObjectReader
from recorder.custody.roster import (
    Person,
    Roster,
    SignedRoster,
    accept_first,
    accept_next,
    make_role,
    open_role,
)
from recorder.custody.stores import FolderStore, Store
from recorder.custody.submission import Facts, seal_submission
from recorder.session.model import Scope
from recorder.vault.identity import Identity

CANARY = b"CANARY-7f3a-typed-by-the-worker"
STREAMS = {"video": [CANARY + b"v"], "actions": [CANARY + b"a"], "text": [CANARY + b"t"]}
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
RECIPIENTS = (
    Recipient("video", ("annotator",)),
    Recipient("actions", ("annotator", "engineer")),
    Recipient("context", ("engineer",)),
)


class World:
    """Worker, annotator, engineer and steward around one broker. Time stands until it is moved."""

    def __init__(
        self, root: Path, store: Store | None = None, databases: Databases | None = None
    ) -> None:
        self.root, self.now, self.databases = root, NOON, databases
        self.worker, self.annotator, self.engineer, self.other = (
            Identity.generate() for _ in range(4)
        )
        self.steward, self.council = SignPrivate.generate(), SignPrivate.generate()
        self.broker_key = SignPrivate.generate()
        self.store = store or FolderStore(root / "store")
        self.epochs: EpochStore = FileEpochStore(root / "epoch.key")
        self.campaign = self._campaign()
        self.receipt = self.worker.envelope(
            dsse.RECEIPT,
            receipt_payload(
                self.campaign,
                frozenset({Scope.SCREEN}),
                self.worker.sign.public().fingerprint(),
                NOON - timedelta(days=1),
            ),
        )
        first = self._roster()
        self.roster = accept_first(self.signed(first), first.root, NOON)
        self.broker = self.open_broker()
        self.first_grants = tuple(
            self.broker.grant(self.grant(each, role))
            for each, role in ((self.annotator, "annotator"), (self.engineer, "engineer"))
        )

    def clock(self) -> datetime:
        return self.now

    def open_broker(self, folder: Path | None = None) -> Broker:
        desk = Desk(
            folder or self.root / "broker",
            self.campaign,
            self.roster,
            self.broker_key,
            self.store,
            self.epochs,
            self.clock,
            self.databases,
        )
        return Broker(desk)

    def restart(self, folder: Path | None = None) -> None:
        self.broker.close()
        self.broker = self.open_broker(folder)

    def signed(self, roster: Roster, *keys: SignPrivate) -> bytes:
        signers = keys or (self.steward, self.council)
        each = [dsse.seal_envelope(documents.ROSTER, roster.encode(), key) for key in signers]
        return dsse.join_envelopes(documents.ROSTER, *each)

    def next_roster(self, **changes: object) -> SignedRoster:
        old = self.roster.roster
        roster = msgspec.structs.replace(old, version=old.version + 1, **changes)
        return accept_next(self.signed(roster), self.roster, self.now)

    def grant(self, person: Identity, role: str, /, **changes: object) -> bytes:
        grant = Grant(
            campaign="study",
            person=person.sign.public().fingerprint(),
            role=role,
            purposes=("training",),
            made_at=self.now - timedelta(minutes=1),
            valid_until=self.now + timedelta(days=30),
            openings_per_day=100_000,
            lease_s=3600,
        )
        grant = msgspec.structs.replace(grant, **changes)
        return dsse.seal_envelope(documents.GRANT, msgspec.json.encode(grant), self.steward)

    def revoke(self, grant: str) -> None:
        end = msgspec.json.encode(Revocation(grant, self.now))
        self.broker.revoke(dsse.seal_envelope(documents.REVOCATION, end, self.steward))

    def revoke_first(self) -> None:
        """End the grants that everybody got at the beginning."""
        for grant in self.first_grants:
            self.revoke(grant)

    def reserve(self) -> messages.Reservation:
        request = ReserveRequest("study", self.now, messages.new_nonce())
        raw = documents.write_document(documents.RESERVE_REQUEST, request, self.worker.envelope)
        return opening.read_reservation(
            self.broker.reserve(raw), self.roster.roster, self.worker.sign.public()
        )

    def seal(
        self, lineage: str = "a", streams: Mapping[str, Iterable[bytes]] | None = None
    ) -> bytes:
        """A manifest whose objects are in the store, not yet accepted."""
        reserved = self.reserve()
        facts = Facts(
            submission=reserved.submission,
            broker_key=reserved.broker_key,
            receipt=sha256(self.receipt).hex(),
            proof="0" * 64,
            lineage=sha256(lineage.encode()).hex(),
            made_at=self.now,
        )
        return seal_submission(
            facts, self.campaign, self.roster, streams or STREAMS, self.store, self.worker.envelope
        )

    def submit(self, lineage: str = "a") -> tuple[str, bytes]:
        """The id of an accepted submission, and its manifest."""
        manifest = self.seal(lineage)
        raw = self.broker.accept(manifest, self.receipt)
        return opening.read_acceptance(raw, self.roster.roster, manifest).submission, manifest

    def wish(
        self, person: Identity, submission: str, stream: str, role: str, purpose: str = "training"
    ) -> bytes:
        return messages.open_request(
            "study", submission, stream, role, purpose, self.now, person.envelope
        )

    def lease(
        self, submission: str, stream: str = "video", person: Identity | None = None,
        role: str = "annotator",
    ) -> bytes:  # fmt: skip
        return self.broker.open(self.wish(person or self.annotator, submission, stream, role))

    def role_key(self, person: Identity, role: str, epoch: int = 1) -> SealPrivate:
        fingerprint = person.sign.public().fingerprint()
        return open_role(self.roster.roster, role, epoch, fingerprint, person.seal.open)

    def reader(self, lease: bytes, manifest: bytes, role: SealPrivate) -> ObjectReader:
        return opening.open_stream(
            lease, manifest, self.worker.sign.public(), self.roster.roster, role, self.store,
            self.clock,
        )  # fmt: skip

    def end(self, *submissions: str, worker: Identity | None = None) -> messages.Death:
        request = EndRequest("study", self.now, messages.new_nonce(), submissions)
        raw = documents.write_document(
            documents.END_REQUEST, request, (worker or self.worker).envelope
        )
        return opening.read_death(self.broker.end(raw), self.roster.roster)

    def history(self, seen: int = 0) -> messages.History:
        request = HistoryRequest("study", self.now, messages.new_nonce(), seen)
        return self.broker.history(
            documents.write_document(documents.HISTORY_REQUEST, request, self.worker.envelope)
        )

    def kinds(self) -> list[str]:
        """What the log of this broker's own tells, entry by entry, once it has been verified."""
        leaves = verify_log(self.root / "broker/log", "candor/study", self.broker_key.public())
        return [each.kind for each in leaves]

    def _campaign(self) -> SignedCampaign:
        terms = Campaign(
            id="study",
            version=1,
            title="A study",
            purposes=(Purpose("training", "Training a model that helps with office work."),),
            controller=Controller("Example", "privacy@example.org"),
            scopes=(ScopeOffer(Scope.SCREEN),),
            recipients=RECIPIENTS,
            retention_days=90,
            consent_valid_days=30,
            jurisdiction="EU",
            withdrawal="candor withdraw",
            voluntary="Nothing depends on it.",
            never=NEVER,
        )
        return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, terms.encode(), self.steward))

    def _roster(self) -> Roster:
        named = {"Anna K.": self.annotator, "Ben L.": self.engineer}
        people = tuple(
            Person(name, each.sign.public().raw, each.seal.public().raw)
            for name, each in named.items()
        )
        return Roster(
            campaign="study",
            version=1,
            threshold=2,
            signers=(self.steward.public().raw, self.council.public().raw),
            broker=self.broker_key.public().raw,
            log="candor/study",
            made_at=NOON,
            expires_at=NOON + timedelta(days=300),
            people=people,
            roles=(
                make_role("study", "annotator", 1, people[:1]),
                make_role("study", "engineer", 1, people[1:]),
            ),
        )
