"""Custody for somebody alone: the same broker, store and log, in one folder, for one person.

That person holds both locks, so the second keeps out nobody who has this account; it still makes
withdrawing final and the log complete. `BOTH_LOCKS` is what must be said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import BUILT_IN, PERSONAL_ID
from recorder.crypto import SIGN_BYTES, SignPrivate
from recorder.custody import documents
from recorder.custody.broker import Broker
from recorder.custody.desk import Desk
from recorder.custody.documents import Signer
from recorder.custody.epoch import EpochStore
from recorder.custody.messages import Grant
from recorder.custody.roster import (
    Person,
    Roster,
    SignedRoster,
    accept_first,
    make_role,
    read_roster,
)
from recorder.custody.stores import FolderStore, Store
from recorder.errors import Damaged
from recorder.vault.home import read_bounded, write_whole
from recorder.vault.identity import PublicIdentity

BOTH_LOCKS = "Alone on this machine you hold both locks: yours and the broker's."
WORKER = "worker"

_VALID = timedelta(days=365)
_RENEW_BEFORE = timedelta(days=30)
_OPENINGS_PER_DAY = 100_000
_LEASE_S = 8 * 3600


def broker_key(path: Path) -> SignPrivate:
    """The broker's signing key, in a file of its owner alone, made when there is none.

    Raises:
        Damaged: the file holds something else.
    """
    raw = read_bounded(path, SIGN_BYTES)
    if raw is None:
        key = SignPrivate.generate()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, key.to_bytes())
        return key
    if len(raw) != SIGN_BYTES:
        raise Damaged("The signing key of the broker was altered.")
    return SignPrivate.from_bytes(raw)


def personal_store(folder: Path) -> Store:
    return FolderStore(folder / "store")


def open_personal(
    folder: Path,
    worker: PublicIdentity,
    sign: Signer,
    epochs: EpochStore,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Broker, SignedRoster]:
    """The broker of the *Personal* campaign, with the roster it works by; both made at first.

    Raises:
        CandorError: something that is there cannot be used.
    """
    key = broker_key(folder / "broker.key")
    roster = _roster(folder / "roster.dsse", worker, key, sign, clock())
    broker = Broker(Desk(folder, BUILT_IN, roster, key, personal_store(folder), epochs, clock))
    _grant(broker, worker, sign, clock())
    return broker, roster


def _roster(
    path: Path, worker: PublicIdentity, key: SignPrivate, sign: Signer, now: datetime
) -> SignedRoster:
    raw = read_bounded(path, dsse.ENVELOPE_MAX)
    person = Person("You", worker.sign.raw, worker.seal.raw)
    roster = Roster(
        campaign=PERSONAL_ID,
        version=1,
        threshold=1,
        signers=(worker.sign.raw,),
        broker=key.public().raw,
        log=f"candor/{PERSONAL_ID}/{worker.worker}",
        made_at=now,
        expires_at=now + _VALID,
        people=(person,),
        roles=(),
    )
    if raw is not None:
        old = read_roster(raw)
        if now < old.expires_at - _RENEW_BEFORE:
            return accept_first(raw, roster.root, now)
        accept_first(raw, roster.root, old.made_at)
        roster = msgspec.structs.replace(roster, version=old.version + 1, roles=old.roles)
    else:
        roles = (make_role(PERSONAL_ID, WORKER, 1, (person,)),)
        roster = msgspec.structs.replace(roster, roles=roles)
    raw = sign(documents.ROSTER, roster.encode())
    accepted = accept_first(raw, roster.root, now)
    write_whole(path, raw)
    return accepted


def _grant(broker: Broker, worker: PublicIdentity, sign: Signer, now: datetime) -> None:
    if broker.has_grant(worker.worker, WORKER, now + _RENEW_BEFORE):
        return
    grant = Grant(
        campaign=PERSONAL_ID,
        person=worker.worker,
        role=WORKER,
        purposes=tuple(each.id for each in BUILT_IN.terms.purposes),
        made_at=now,
        valid_until=now + _VALID,
        openings_per_day=_OPENINGS_PER_DAY,
        lease_s=_LEASE_S,
    )
    broker.grant(documents.write_document(documents.GRANT, grant, sign))
