"""The reader's side of an opening: check the lease, take off the role's lock, read by range.

Nothing is written: a stream is decrypted in memory, piece by piece, until the lease is over.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from recorder.crypto import SignPublic, sha256
from recorder.custody import documents
from recorder.custody.audit import Leaf, check_entry
from recorder.custody.checkpoint import Witness
from recorder.custody.locks import RoleOpener, open_inner
from recorder.custody.manifest import read_manifest
from recorder.custody.messages import Acceptance, Death, History, Lease, LogPlace, Reservation
from recorder.custody.objects import ObjectReader
from recorder.custody.roster import Roster
from recorder.custody.stores import Store
from recorder.errors import ConsentError, Damaged

Clock = Callable[[], datetime]


def open_stream(
    lease_raw: bytes,
    manifest_raw: bytes,
    worker: SignPublic,
    roster: Roster,
    role: RoleOpener,
    store: Store,
    clock: Clock = lambda: datetime.now(UTC),
) -> ObjectReader:
    """A reader of the stream that was leased; after the lease it refuses.

    Raises:
        Damaged: lease, manifest, log entry, key or object do not belong together.
        ConsentError: the lease is over.
    """
    lease = read_lease(lease_raw, roster)
    if sha256(manifest_raw).hex() != lease.manifest:
        raise Damaged("The manifest is not the one that was opened.")
    manifest = read_manifest(manifest_raw, worker)
    entry, wrap = manifest.entry(lease.stream), manifest.wrap(lease.stream, lease.role)
    if (manifest.submission, wrap.epoch) != (lease.submission, lease.role_epoch):
        raise Damaged("The lease is for another submission than the manifest is of.")
    place = manifest.place(lease.stream, wrap)
    key = open_inner(place, lease.inner, entry.commitment, role)

    def read(start: int, length: int) -> bytes:
        if clock() >= lease.until:
            raise ConsentError("The lease is over; open the stream again.")
        return store.range(entry.object, start, length)

    if store.size(entry.object) != entry.size_bytes:
        raise Damaged("The store holds another object than the manifest names.")
    return ObjectReader(place.slot, key, entry.size_bytes, read)


def read_lease(raw: bytes, roster: Roster) -> Lease:
    """A lease that the broker signed, and that stands in its log.

    Raises:
        Damaged: it is not.
    """
    lease, signer = documents.read_document(raw, documents.LEASE, Lease)
    leaf = _logged(signer, lease.log, roster)
    said = (leaf.kind, leaf.submission, leaf.stream, leaf.role)
    if said != ("opened", lease.submission, lease.stream, lease.role):
        raise Damaged("The broker opened something without writing it into its log.")
    return lease


def read_reservation(raw: bytes, roster: Roster, worker: SignPublic) -> Reservation:
    """Raises:
    Damaged: the broker did not sign it, or it is for somebody else.
    """
    reservation, signer = documents.read_document(raw, documents.RESERVATION, Reservation)
    _check_broker(signer, roster)
    if (reservation.campaign, reservation.worker) != (roster.campaign, worker.fingerprint()):
        raise Damaged("The broker reserved a submission for somebody else.")
    return reservation


def read_acceptance(raw: bytes, roster: Roster, manifest_raw: bytes) -> Acceptance:
    """That the broker has this submission, and wrote so into its log.

    Raises:
        Damaged: it has not; keep the original.
    """
    acceptance, signer = documents.read_document(raw, documents.ACCEPTANCE, Acceptance)
    leaf = _logged(signer, acceptance.log, roster)
    if acceptance.manifest != sha256(manifest_raw).hex() or (leaf.kind, leaf.submission) != (
        "submitted",
        acceptance.submission,
    ):
        raise Damaged("The broker accepted something else than was submitted; keep the original.")
    return acceptance


def read_death(raw: bytes, roster: Roster) -> Death:
    """Raises:
    Damaged: the broker did not sign it, or its log does not say so.
    """
    death, signer = documents.read_document(raw, documents.DEATH, Death)
    leaf = _logged(signer, death.log, roster)
    if leaf.kind != "dead" or leaf.submission not in death.submissions:
        raise Damaged("The broker says that a submission is dead, and its log does not.")
    return death


def check_history(history: History, roster: Roster, witness: Witness) -> tuple[Leaf, ...]:
    """What happened to a worker's submissions, held against what the worker saw before.

    Raises:
        Damaged: the log was rolled back, altered or forked, or an entry does not stand in it.
    """
    seen = witness.accept(history.checkpoint, history.growth)
    key = SignPublic(roster.broker)
    if any(each.checkpoint != seen.note for each in history.entries):
        raise Damaged("The broker showed entries of another state of its audit log.")
    return tuple(check_entry(each, roster.log, key) for each in history.entries)


def _logged(signer: SignPublic, place: LogPlace, roster: Roster) -> Leaf:
    _check_broker(signer, roster)
    return check_entry(place.entry, roster.log, signer)


def _check_broker(signer: SignPublic, roster: Roster) -> None:
    if signer.raw != roster.broker:
        raise Damaged("The answer is not signed by the broker that the roster names.")
