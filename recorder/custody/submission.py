"""Making a submission: each stream sealed under its own key, locked for its roles, and named.

What goes into a stream, and that it was redacted, is decided above. Opening is `opening`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from recorder.consent.campaign import STREAMS, SignedCampaign
from recorder.crypto import SealPublic
from recorder.custody import documents
from recorder.custody.documents import Signer
from recorder.custody.locks import Place, lock_key
from recorder.custody.manifest import Manifest, StreamEntry, Wrap, schema_of
from recorder.custody.objects import CHUNK_BYTES, Slot, commitment, new_key, seal_object
from recorder.custody.roster import SignedRoster
from recorder.custody.stores import Store
from recorder.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a submission. Hashes are 64 hex digits; `submission` and `broker_key` come
    from the broker's reservation. Labels are `about` a submission."""

    submission: str
    broker_key: bytes
    receipt: str
    proof: str
    lineage: str
    made_at: datetime
    detectors: tuple[str, ...] = ()
    hidden_s: float = 0.0
    reply_key: bytes | msgspec.UnsetType = msgspec.UNSET
    about: str | msgspec.UnsetType = msgspec.UNSET


def recipients(campaign: SignedCampaign, roster: SignedRoster) -> dict[str, tuple[str, ...]]:
    """Which roles would read which stream: those the campaign names and the roster fills."""
    filled = {each.role for each in roster.roster.roles if each.members}
    return {
        stream: tuple(
            role
            for each in campaign.terms.recipients
            for role in each.roles
            if each.stream == stream and role in filled
        )
        for stream in STREAMS
    }


def seal_submission(
    facts: Facts,
    campaign: SignedCampaign,
    roster: SignedRoster,
    streams: Mapping[str, Iterable[bytes]],
    store: Store,
    sign: Signer,
) -> bytes:
    """Seal and store the streams, and return the signed manifest. The keys are then forgotten.

    A stream that nobody may read is not sent. Sealing again after a failure makes other objects;
    what was left behind names nothing and opens for nobody.

    Raises:
        WrongUse: nothing is left to send.
        StorageError: the store refused.
    """
    roles = recipients(campaign, roster)
    broker = SealPublic.from_bytes(facts.broker_key)
    entries = tuple(
        _seal(Slot(facts.submission, stream), streams[stream], roles[stream], roster, broker, store)
        for stream in STREAMS
        if stream in streams and roles[stream]
    )
    if not entries:
        raise WrongUse("Nobody may read anything of this session under its campaign.")
    manifest = Manifest(
        submission=facts.submission,
        campaign=campaign.terms.id,
        campaign_version=campaign.terms.version,
        campaign_sha256=campaign.digest.hex(),
        receipt=facts.receipt,
        roster_version=roster.roster.version,
        roster_sha256=roster.digest,
        broker_key=facts.broker_key,
        streams=entries,
        proof=facts.proof,
        lineage=facts.lineage,
        made_at=facts.made_at,
        detectors=facts.detectors,
        hidden_s=facts.hidden_s,
        reply_key=facts.reply_key,
        about=facts.about,
    )
    manifest = msgspec.structs.replace(manifest, schema=schema_of(manifest))
    return documents.write_document(documents.MANIFEST, manifest, sign)


def _seal(
    slot: Slot,
    content: Iterable[bytes],
    roles: tuple[str, ...],
    roster: SignedRoster,
    broker: SealPublic,
    store: Store,
) -> StreamEntry:
    key = new_key()
    stored = store.put(seal_object(slot, key, content))
    wraps: list[Wrap] = []
    for role in roles:
        current = roster.roster.current(role)
        assert current is not None, "a role that is filled has a key"
        place = Place(slot, role, current.epoch)
        locked = lock_key(place, key, SealPublic.from_bytes(current.key), broker)
        wraps.append(Wrap(role, current.epoch, locked))
    committed = commitment(slot, key)
    return StreamEntry(
        slot.stream, stored.name, stored.size_bytes, CHUNK_BYTES, committed, tuple(wraps)
    )
