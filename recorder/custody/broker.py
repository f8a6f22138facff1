"""The broker: takes submissions, and opens a stream for whoever may, after it has written so down.

It holds the outer lock of every submission and no role's key, so alone it can read nothing. Every
method takes a signed request and is the same in the process as behind a service.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from recorder.consent.receipt import ConsentReceipt, load_receipt
from recorder.crypto import SignPublic, sha256
from recorder.custody import documents, ending, labelling, policy, sweep
from recorder.custody.audit import Entry
from recorder.custody.catalogue import Row, State
from recorder.custody.desk import Desk
from recorder.custody.locks import peel_outer
from recorder.custody.manifest import Manifest
from recorder.custody.messages import (
    Acceptance,
    AssignRequest,
    EndRequest,
    Grant,
    History,
    HistoryRequest,
    Lease,
    LogPlace,
    OpenRequest,
    QuarantineRequest,
    Reservation,
    ReserveRequest,
    Revocation,
)
from recorder.custody.roster import SignedRoster, accept_next, check_current
from recorder.custody.showing import Showing
from recorder.custody.stores import read_back
from recorder.custody.submission import recipients
from recorder.errors import CandorError, ConsentError, Damaged, NotOurs


class Broker:
    """One campaign's broker at its desk. It is asked by one caller at a time.

    `showing` is what a service asks on behalf of others.
    """

    def __init__(self, desk: Desk) -> None:
        """Begin work; what was ended and broke off is ended, and what has expired.

        Raises:
            CandorError: a table, the log or the epoch key cannot be used; the desk is closed.
        """
        self._desk, self.showing = desk, Showing(desk)
        try:
            self.expire()
        except CandorError:
            self.close()
            raise

    @property
    def notice(self) -> str | None:
        """What people must be told of how well the epoch key is kept, or None."""
        return self._desk.keys.notice

    def reserve(self, raw: bytes) -> bytes:
        """A fresh id and the broker's key for a submission, to the worker who signed."""
        request, worker = self._desk.ask(raw, documents.RESERVE_REQUEST, ReserveRequest)
        submission, now = secrets.token_hex(16), self._desk.clock()
        public = self._desk.keys.make(submission)
        self._desk.catalogue.reserve(submission, worker.raw, now)
        answer = Reservation(submission, request.campaign, worker.fingerprint(), public, now)
        return documents.write_document(documents.RESERVATION, answer, self._desk.sign)

    def accept(self, manifest_raw: bytes, receipt_raw: bytes) -> bytes:
        """Take a submission whose objects are in the store; asked again, the answer is the same.

        Raises:
            ConsentError: no consent covers it, or the session was submitted before.
            Damaged, StorageError: an object is not what the manifest says.
        """
        desk = self._desk
        claimed, _ = documents.read_document(manifest_raw, documents.MANIFEST, Manifest)
        row = replace(desk.catalogue.submission(claimed.submission), manifest=manifest_raw)
        manifest, now = desk.manifest(row), desk.clock()
        known = desk.catalogue.submission(row.submission)
        if known.state is State.RESERVED:
            expires_s = self._expires_s(manifest, receipt_raw, row, now)
            self._check_locks(manifest, row)
            read_back(desk.store, (each.stored for each in manifest.streams))
            desk.store.put([manifest_raw])
            known = self._taken(row, manifest, expires_s, now)
            desk.catalogue.accept(known)
        elif known.manifest != manifest_raw or known.state is not State.SUBMITTED:
            raise ConsentError("This submission was made before, with other content, or has ended.")
        entry = desk.noted("submitted", row) or self._note_submitted(row, manifest)
        assert known.expires_s is not None, "what was accepted has an end"
        answer = Acceptance(
            submission=row.submission,
            manifest=sha256(manifest_raw).hex(),
            at=now,
            expires_at=datetime.fromtimestamp(known.expires_s, UTC),
            log=LogPlace.of(entry),
        )
        return documents.write_document(documents.ACCEPTANCE, answer, desk.sign)

    def open(self, raw: bytes) -> bytes:
        """A lease for one stream. The log line is on the disk before the lock is taken off.

        Raises:
            ConsentError: the rules refuse it, in a sentence; the refusal is in the log as well.
            NotOurs: the person, the submission or the stream is not one of these.
        """
        desk = self._desk
        request, signer = desk.ask(raw, documents.OPEN_REQUEST, OpenRequest)
        person, now = signer.fingerprint(), desk.clock()
        roster = desk.roster.roster
        check_current(roster, now)
        if roster.person(person) is None:
            raise NotOurs("You are not on the roster of this campaign; ask a steward.")
        row = desk.catalogue.submission(request.submission)
        asked = partial(
            desk.note,
            row=self._subject(row),
            person=person,
            detail=labelling.about_of(row),
            role=_short(request.role),
            stream=_short(request.stream),
            purpose=_short(request.purpose),
        )
        try:
            grant = policy.decide(self._case(request, person, row, now))
            if isinstance(grant, str):
                raise ConsentError(grant)
            manifest = desk.manifest(row)
            wrap = manifest.wrap(request.stream, request.role)
            private = desk.keys.private(row.submission)
        except (ConsentError, NotOurs, Damaged):
            asked("refused")
            raise
        until = policy.lease_until(grant, row, now)
        desk.catalogue.note_opening(person, now)
        entry = asked("opened", until=until)
        inner = peel_outer(manifest.place(request.stream, wrap), wrap.locked, private)
        lease = Lease(
            submission=row.submission,
            stream=request.stream,
            role=request.role,
            role_epoch=wrap.epoch,
            inner=inner,
            manifest=sha256(row.manifest or b"").hex(),
            until=until,
            log=LogPlace.of(entry),
        )
        return documents.write_document(documents.LEASE, lease, desk.sign)

    def grant(self, raw: bytes) -> str:
        """Keep a signed grant and return its digest."""
        grant = policy.read_grant(raw, self._desk.roster.roster)
        digest = sha256(raw).hex()
        if digest in self._desk.memory.revoked:
            raise ConsentError("This grant was revoked; sign a new one.")
        self._desk.catalogue.keep_grant(digest, grant.person, grant.role, raw, grant.valid_until)
        self._desk.note("granted", person=grant.person, role=grant.role, detail=digest)
        return digest

    def has_grant(self, person: str, role: str, until: datetime) -> bool:
        """Whether a grant for this person in this role holds until then."""
        return any(each.valid_until >= until for each in self._grants(person, role))

    def revoke(self, raw: bytes) -> None:
        """End a grant at once. The log remembers, so that an old table does not bring it back."""
        revocation, signer = documents.read_document(raw, documents.REVOCATION, Revocation)
        policy.check_signer(signer, self._desk.roster.roster)
        if not documents.SHA256_HEX.fullmatch(revocation.grant):
            raise ConsentError("The revocation names no grant.")
        self._desk.note("revoked", person=signer.fingerprint(), detail=revocation.grant)

    def quarantine(self, raw: bytes) -> None:
        """Close a submission to everyone at once, for anybody on the roster and its worker."""
        desk = self._desk
        request, signer = desk.ask(raw, documents.QUARANTINE_REQUEST, QuarantineRequest)
        row = desk.catalogue.submission(request.submission)
        person = signer.fingerprint()
        if signer.raw != row.worker and desk.roster.roster.person(person) is None:
            raise NotOurs("You are not on the roster of this campaign; ask a steward.")
        if not labelling.is_words(request.words):
            raise ConsentError("The report names something that is no object.")
        desk.note("quarantined", self._subject(row), person=person, detail=request.words)
        desk.catalogue.set_state((row.submission,), State.QUARANTINED)

    def assign(self, raw: bytes) -> None:
        """Give a submission to these annotators, in place of those whom the rule would choose."""
        desk = self._desk
        request, signer = desk.ask(raw, documents.ASSIGN_REQUEST, AssignRequest)
        policy.check_signer(signer, desk.roster.roster)
        row, roster = desk.catalogue.submission(request.submission), desk.roster.roster
        if not all(roster.holds(each, labelling.ANNOTATOR) for each in request.people):
            raise ConsentError("Only people in the role annotator can be given a submission.")
        who = " ".join(request.people)
        desk.note("assigned", row, person=signer.fingerprint(), detail=who)

    def assigned(self, submission: str) -> tuple[str, ...] | None:
        """The annotators of a submission, by fingerprint; None when all of them may open it."""
        desk = self._desk
        rule = labelling.assigned(submission, desk.roster.roster, desk.campaign.terms)
        return desk.memory.given.get(submission) or rule

    def end(self, raw: bytes) -> bytes:
        """Withdraw submissions of the worker who signed, for good, and return the death receipt.

        After a crash it may be asked again; the answer is then about the same deaths.
        """
        request, worker = self._desk.ask(raw, documents.END_REQUEST, EndRequest)
        return ending.withdraw(self._desk, worker, request.submissions)

    def expire(self) -> int:
        """Carry out the retention, and whatever ending broke off; returns how many ended."""
        return ending.expire(self._desk)

    def sweep(self) -> int:
        """Delete objects that nothing has claimed for a week; returns how many. Raises as
        `sweep.sweep`."""
        return sweep.sweep(self._desk)

    def history(self, raw: bytes) -> History:
        """What happened to the submissions of the worker who signed, with proofs."""
        desk = self._desk
        request, worker = desk.ask(raw, documents.HISTORY_REQUEST, HistoryRequest)
        entries = tuple(desk.log.entries_of(worker.fingerprint()))
        growth = desk.log.consistency(max(0, request.seen))
        return History(desk.log.checkpoint().note, growth, entries)

    def submissions(self, *states: State, limit: int = -1, offset: int = 0) -> tuple[Row, ...]:
        """The catalogue in these states, newest first: ids, times and sizes."""
        return self._desk.catalogue.rows(*states, limit=limit, offset=offset)

    def renew_roster(self, raw: bytes) -> SignedRoster:
        """Work with a newer roster from now on.

        Raises:
            ConsentError: it does not follow on the present one.
        """
        desk = self._desk
        roster = accept_next(raw, desk.roster, desk.clock())
        if (
            roster.roster.broker != desk.key.public().raw
            or roster.roster.log != desk.roster.roster.log
        ):
            raise ConsentError("The new roster names another broker or another log.")
        if roster.roster.version > desk.memory.roster_version:
            desk.note("roster", detail=str(roster.roster.version))
        desk.roster = roster
        return roster

    def close(self) -> None:
        self._desk.close()

    def _case(self, request: OpenRequest, person: str, row: Row, now: datetime) -> policy.Case:
        desk = self._desk
        # Labels are closed and end with what they are about.
        names = {row.submission, labelling.about_of(row)}
        if any(map(desk.memory.is_quarantined, names)) and row.state is State.SUBMITTED:
            row = replace(row, state=State.QUARANTINED)
        roster, terms = desk.roster.roster, desk.campaign.terms
        given = desk.memory.given.get(row.submission, ())
        midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
        return policy.Case(
            now=now,
            person=person,
            request=request,
            row=row,
            roster=roster,
            grants=self._grants(person, request.role),
            purposes=frozenset(each.id for each in terms.purposes),
            opened_today=desk.catalogue.openings_since(person, midnight),
            consent_ended=any(map(desk.memory.has_ended, names))
            or desk.catalogue.has_ended(row.receipt or ""),
            barred=labelling.barred(row, person, request.role, roster, terms, given),
        )

    def _grants(self, person: str, role: str) -> tuple[Grant, ...]:
        desk = self._desk
        envelopes = desk.catalogue.grants(person, role)
        return policy.valid_grants(envelopes, desk.roster.roster, frozenset(desk.memory.revoked))

    def _subject(self, row: Row) -> Row:
        """A submission under the worker it tells of: that of the session, for labels."""
        about = labelling.about_of(row)
        return replace(row, worker=self._desk.catalogue.submission(about).worker) if about else row

    def _note_submitted(self, row: Row, manifest: Manifest) -> Entry:
        if not manifest.about:
            return self._desk.note("submitted", row)
        person = SignPublic(row.worker).fingerprint()
        subject = self._subject(row)
        return self._desk.note("submitted", subject, person=person, detail=manifest.about)

    def _expires_s(self, manifest: Manifest, receipt_raw: bytes, row: Row, now: datetime) -> int:
        """When a submission ends that may be taken; labels end with what they are about."""
        if manifest.about:
            return self._labels_expire_s(manifest, manifest.about, row, now)
        receipt = self._consent(manifest, receipt_raw, row, now)
        days = min(self._desk.campaign.terms.retention_days, receipt.retention_days)
        return int((now + timedelta(days=days)).timestamp())

    def _labels_expire_s(self, manifest: Manifest, about: str, row: Row, now: datetime) -> int:
        desk, person = self._desk, SignPublic(row.worker).fingerprint()
        described = desk.catalogue.submission(about)
        role = labelling.maker_role(manifest, described, desk.roster.roster, person)
        if (
            described.state is not State.SUBMITTED
            or described.expires_s is None
            or desk.memory.has_ended(about)
            or desk.memory.is_quarantined(about)
            or desk.catalogue.has_ended(manifest.receipt)
        ):
            raise ConsentError("The session that these labels are about is closed or has ended.")
        if not self.has_grant(person, role, now):
            raise ConsentError("You have no grant for this role now; ask a steward.")
        return described.expires_s

    def _consent(
        self, manifest: Manifest, receipt_raw: bytes, row: Row, now: datetime
    ) -> ConsentReceipt:
        receipt = load_receipt(receipt_raw, SignPublic(row.worker))
        receipt.check(now)
        digest = self._desk.campaign.digest
        terms = self._desk.campaign.terms
        same = (manifest.campaign, manifest.campaign_version) == (terms.id, terms.version)
        if receipt.digest.hex() != manifest.receipt or self._desk.catalogue.has_ended(
            manifest.receipt
        ):
            raise ConsentError("The submission rests on another consent, or on one that has ended.")
        if not same or {receipt.campaign_digest.hex(), manifest.campaign_sha256} != {digest.hex()}:
            raise ConsentError("Consent was given to other terms than those of this campaign now.")
        return receipt

    def _check_locks(self, manifest: Manifest, row: Row) -> None:
        desk = self._desk
        check_current(desk.roster.roster, desk.clock())
        if manifest.roster_sha256 != desk.roster.digest:
            raise ConsentError("The roster has changed meanwhile; seal the submission again.")
        if manifest.broker_key != desk.keys.private(row.submission).public().raw:
            raise Damaged("The submission is locked for another broker, or for another submission.")
        allowed = recipients(desk.campaign, desk.roster)
        for stream in manifest.streams:
            roles = [wrap.role for wrap in stream.wraps]
            current = [desk.roster.roster.current(role) for role in roles]
            epochs = [each.epoch if each else 0 for each in current]
            if sorted(roles) != sorted(allowed[stream.stream]) or epochs != [
                wrap.epoch for wrap in stream.wraps
            ]:
                raise ConsentError(
                    f"The stream {stream.stream} is not locked for exactly the roles that the "
                    "campaign names; seal the submission again."
                )

    def _taken(self, row: Row, manifest: Manifest, expires_s: int, now: datetime) -> Row:
        return replace(
            row,
            state=State.SUBMITTED,
            receipt=manifest.receipt,
            lineage=manifest.lineage,
            submitted_s=int(now.timestamp()),
            expires_s=expires_s,
            size_bytes=sum(each.size_bytes for each in manifest.streams),
        )


def _short(asked: str) -> str:
    """What a request said, short and without control characters, for the log."""
    return "".join(filter(str.isprintable, asked))[:64]
