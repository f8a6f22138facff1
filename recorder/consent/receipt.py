"""Consent in hand: the verified receipt that a journal asks for, and what ends it.

The journal takes an `Authority`, so recording without consent is not a forgotten check but an
argument that is missing. Where receipts are kept is the register's business.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from recorder.consent import dsse
from recorder.consent import iso27560 as iso
from recorder.consent.campaign import SignedCampaign, check_choice
from recorder.crypto import SignPublic, sha256
from recorder.errors import ConsentError, Damaged, FormatError, VersionRefused
from recorder.session.model import Scope

ANY_SITE = "*"


@dataclass(frozen=True, slots=True)
class ConsentReceipt:
    """What one person agreed to, once, as they signed it. Made by `load_receipt`.

    `digest` is the hash of `envelope`, the signed bytes; `worker` is the fingerprint of the
    identity that signed. `withdrawn_at` is None as long as no withdrawal is known.
    """

    digest: bytes
    envelope: bytes
    campaign_id: str
    campaign_version: int
    campaign_title: str
    campaign_digest: bytes
    scopes: frozenset[Scope]
    worker: str
    given_at: datetime
    valid_until: datetime
    apps_allowed: tuple[str, ...]
    apps_never: tuple[str, ...]
    apps_without_accessibility: tuple[str, ...]
    retention_days: int
    prev: bytes | None
    withdrawn_at: datetime | None = None
    sites_allowed: tuple[str, ...] = (ANY_SITE,)
    sites_never: tuple[str, ...] = ()

    def check(self, now: datetime) -> None:
        """Do nothing when consent holds at `now` (an aware time).

        Raises:
            ConsentError: it was withdrawn, has expired, or does not hold yet.
        """
        name = self.campaign_title
        if self.withdrawn_at is not None:
            raise ConsentError(f"Consent to {name} was withdrawn; give it again to record.")
        if now >= self.valid_until:
            raise ConsentError(f"Consent to {name} has expired; give it again to record.")
        if now < self.given_at:
            raise ConsentError(f"Consent to {name} lies in the future; check this machine's clock.")


@dataclass(frozen=True, slots=True)
class ImportOrigin:
    """Where a session came from that was not recorded here; it stands in for a receipt.

    `source` names the format or the program, never a path; `importer` is a fingerprint.
    """

    digest: bytes
    source: str
    importer: str


Authority = ConsentReceipt | ImportOrigin
"""What a journal may be made under."""


def receipt_payload(
    campaign: SignedCampaign,
    scopes: frozenset[Scope],
    worker: str,
    given_at: datetime,
    prev: bytes | None = None,
    without_accessibility: tuple[str, ...] = (),
) -> bytes:
    """The record to be signed by the worker when these scopes are agreed to.

    Raises:
        WrongUse: the choice does not fit the terms.
    """
    terms = campaign.terms
    check_choice(terms, scopes)
    valid_until = given_at + timedelta(days=terms.consent_valid_days)
    unseen = {*terms.apps_without_accessibility, *map(str.lower, without_accessibility)}
    record = iso.ReceiptRecord(
        candor_version=iso.RECORD_VERSION,
        context=iso.CONTEXT_URL,
        conformsTo=iso.SCHEMA_URL,
        record_id=secrets.token_hex(16),
        receipt_id=secrets.token_hex(16),
        principal=worker,
        language=terms.language,
        jurisdiction=terms.jurisdiction,
        notice=iso.Notice(
            campaign=terms.id,
            version=terms.version,
            title=terms.title,
            sha256=campaign.digest.hex(),
            steward=campaign.steward and campaign.steward.fingerprint(),
        ),
        lawful_basis="explicit consent",
        collection_method="recorded at the worker's own machine while a recording is running",
        processing_method="sealed before it reaches the disk",
        processing_location=terms.storage,
        geographic_restrictions=(terms.jurisdiction,),
        purposes=tuple(
            iso.PurposeRecord(each.id, each.text, optional=False, granted=True)
            for each in terms.purposes
        ),
        never=terms.never,
        pii=tuple(
            iso.PiiRecord(each.scope.value, not each.required, each.scope in scopes)
            for each in terms.scopes
        ),
        special_category=False,
        apps_allowed=terms.apps_allowed,
        apps_never=terms.apps_never,
        apps_without_accessibility=tuple(sorted(unseen)),
        sites_allowed=terms.sites_allowed,
        sites_never=terms.sites_never,
        controllers=(
            iso.ControllerRecord(
                terms.controller.name, terms.controller.contact, terms.controller.address
            ),
        ),
        recipients=tuple(iso.RecipientRecord(each.stream, each.roles) for each in terms.recipients),
        storage=terms.storage,
        retention=iso.Retention(terms.retention_days, "shred"),
        withdrawal=iso.WithdrawalTerms(
            terms.withdrawal, ("models already trained before the withdrawal",)
        ),
        voluntary=iso.Voluntary(terms.voluntary, manager_can_see_refusal=False),
        rights=terms.rights,
        authority=terms.authority,
        events=(iso.ConsentEvent("explicit", "given", given_at, worker, valid_until),),
        bound_to=iso.BoundTo(campaign.digest.hex()),
        prev=None if prev is None else prev.hex(),
    )
    return msgspec.json.encode(record)


def load_receipt(raw: bytes, identity: SignPublic) -> ConsentReceipt:
    """Verify a receipt against the worker's identity, then read it.

    Raises:
        ConsentError: it was altered, is another worker's, or contradicts itself.
    """
    try:
        payload, signer = dsse.open_signed(raw, dsse.RECEIPT)
    except (Damaged, FormatError) as error:
        raise ConsentError("The consent receipt was altered; give consent again.") from error
    if signer != identity:
        raise ConsentError("The consent receipt is another worker's; give consent yourself.")
    try:
        record = _decode(payload)
        (event,) = record.events
        valid_until = event.valid_until
        digests = bytes.fromhex(record.bound_to.policy_sha256), record.prev
        prev = None if digests[1] is None else bytes.fromhex(digests[1])
        scopes = frozenset(Scope(each.type) for each in record.pii if each.granted)
    except (msgspec.DecodeError, ValueError) as error:
        raise ConsentError("The consent receipt cannot be read; give consent again.") from error
    worker = identity.fingerprint()
    if valid_until is None or event.state != "given" or not scopes or record.principal != worker:
        raise ConsentError("The consent receipt contradicts itself; give consent again.")
    return ConsentReceipt(
        digest=sha256(raw),
        envelope=raw,
        campaign_id=record.notice.campaign,
        campaign_version=record.notice.version,
        campaign_title=record.notice.title,
        campaign_digest=digests[0],
        scopes=scopes,
        worker=worker,
        given_at=event.time,
        valid_until=valid_until,
        apps_allowed=record.apps_allowed,
        apps_never=record.apps_never,
        apps_without_accessibility=record.apps_without_accessibility,
        retention_days=record.retention.days,
        prev=prev,
        sites_allowed=record.sites_allowed or (ANY_SITE,),
        sites_never=record.sites_never or (),
    )


def receipt_record(receipt: ConsentReceipt) -> iso.ReceiptRecord:
    """The whole record that a verified receipt holds, for showing."""
    payload, _ = dsse.open_signed(receipt.envelope, dsse.RECEIPT)
    return _decode(payload)


def _decode(payload: bytes) -> iso.ReceiptRecord:
    version = msgspec.json.decode(payload, type=_Version).candor_version
    if version > iso.RECORD_VERSION:
        raise VersionRefused("The consent receipt was written by a newer Candor; update this one.")
    return msgspec.json.decode(payload, type=iso.ReceiptRecord)


class _Version(msgspec.Struct):
    candor_version: int
