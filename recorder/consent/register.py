"""The receipts of one home: consent given, listed, checked again, withdrawn; campaigns pinned.

Signing is a function that is passed in, so that this module never holds a private identity.
A withdrawal that is there counts even when it cannot be read: doubt ends a recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent import iso27560 as iso
from recorder.consent.campaign import BUILT_IN, PERSONAL_ID, SignedCampaign
from recorder.consent.pins import pin_campaign
from recorder.consent.receipt import ConsentReceipt, load_receipt, receipt_payload
from recorder.crypto import SignPrivate, SignPublic
from recorder.errors import CandorError, ConsentError, StorageError
from recorder.session.model import Scope
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import load_public
from recorder.vault.recording_key import (
    certificate_payload,
    load_recording_key,
    read_certificate,
    save_recording_key,
)

Signer = Callable[[str, bytes], bytes]
"""Signs a payload under its type and returns the envelope: `Keeper.sign` or `Identity.envelope`."""

RECEIPT_SUFFIX = ".dsse"
WITHDRAWAL_SUFFIX = ".withdrawn.dsse"


@dataclass(frozen=True, slots=True)
class Entry:
    """A receipt as it lies here. `state` is given, expired, withdrawn or damaged."""

    digest: str
    state: str
    receipt: ConsentReceipt | None


@dataclass(frozen=True, slots=True)
class Register:
    """The consent receipts under one home. `clock` gives aware wall clock times."""

    home: Home
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def give(
        self,
        scopes: frozenset[Scope],
        sign: Signer,
        campaign: SignedCampaign = BUILT_IN,
        without_accessibility: tuple[str, ...] = (),
    ) -> ConsentReceipt:
        """Sign a receipt for these scopes, keep it, and certify a recording key for it.

        Raises:
            WrongUse: the choice does not fit the campaign's terms.
            ConsentError: the campaign's steward is not the one that was pinned.
        """
        public = load_public(self.home.ensure())
        now = self.clock()
        last = _newest(self._receipts(campaign.terms.id))
        payload = receipt_payload(
            campaign,
            scopes,
            public.worker,
            now,
            last.digest if last else None,
            without_accessibility,
        )
        pin_campaign(self.home, campaign, public.sign, sign, now)
        receipt = load_receipt(sign(dsse.RECEIPT, payload), public.sign)
        write_whole(self._path(receipt.digest, RECEIPT_SUFFIX), receipt.envelope)
        self._certify(sign, now)
        return receipt

    def current(self, campaign_id: str = PERSONAL_ID, version: int | None = None) -> ConsentReceipt:
        """The receipt that holds now for a campaign (and for this version of it, when named).

        Raises:
            ConsentError: there is none, it has expired, or it was withdrawn.
        """
        receipt = _newest(self._receipts(campaign_id))
        if receipt is None and any(each.state == "damaged" for each in self.entries()):
            raise ConsentError("A consent receipt was altered or is another's; give consent again.")
        if receipt is None or version not in (None, receipt.campaign_version):
            raise ConsentError(
                f"No consent was given to these terms of {campaign_id}; "
                "see: candor consent give --help."
            )
        receipt.check(self.clock())
        return receipt

    def recheck(self, receipt: ConsentReceipt) -> None:
        """Ask again, cheaply, whether a receipt still holds: during a recording, once a second.

        Raises:
            ConsentError: it was withdrawn or has expired meanwhile.
        """
        withdrawn = self._path(receipt.digest, WITHDRAWAL_SUFFIX).exists()
        now = self.clock()
        replace(receipt, withdrawn_at=now if withdrawn else None).check(now)

    def withdraw(self, receipt: ConsentReceipt, sign: Signer | None = None) -> None:
        """End a receipt. Without `sign` the recording key signs, so that no unlock is needed.

        Raises:
            ConsentError: it was withdrawn before.
        """
        path = self._path(receipt.digest, WITHDRAWAL_SUFFIX)
        if path.exists():
            raise ConsentError(f"Consent to {receipt.campaign_title} was withdrawn before.")
        certificate = None
        if sign is None:
            key = load_recording_key(self.home)
            certificate, sign = key.certificate, _signer(key.sign)
        act = iso.ConsentEvent("explicit", "withdrawn", self.clock(), receipt.worker)
        digest = receipt.digest.hex()
        record = iso.WithdrawalRecord(
            iso.RECORD_VERSION, digest, digest, receipt.worker, (act,), certificate
        )
        write_whole(path, sign(dsse.WITHDRAWAL, msgspec.json.encode(record)))

    def entries(self) -> tuple[Entry, ...]:
        """Every receipt that lies here, damaged ones included, oldest first."""
        identity = load_public(self.home).sign
        found = [self._entry(path, identity) for path in self._paths()]
        return tuple(sorted(found, key=lambda each: (_given(each), each.digest)))

    def save_copy(self, receipt: ConsentReceipt, target: Path) -> None:
        """Write the receipt to a file of the worker's own, outside Candor.

        Raises:
            StorageError: something is there already, or the disk refused.
        """
        if target.exists():
            raise StorageError(f"The file {target.name} is there already; name another.")
        write_whole(target, receipt.envelope, 0o600)

    def _path(self, digest: bytes, suffix: str) -> Path:
        return self.home.receipts / f"{digest.hex()}{suffix}"

    def _paths(self) -> Iterator[Path]:
        for path in sorted(self.home.receipts.glob(f"*{RECEIPT_SUFFIX}")):
            if not path.name.endswith(WITHDRAWAL_SUFFIX):
                yield path

    def _entry(self, path: Path, identity: SignPublic) -> Entry:
        name = path.name.removesuffix(RECEIPT_SUFFIX)
        try:
            receipt = load_receipt(read_bounded(path, dsse.ENVELOPE_MAX) or b"", identity)
            if receipt.digest.hex() != name:
                return Entry(name, "damaged", None)
        except CandorError:
            return Entry(name, "damaged", None)
        receipt = self._with_withdrawal(receipt, identity)
        if receipt.withdrawn_at is not None:
            return Entry(name, "withdrawn", receipt)
        state = "given" if self.clock() < receipt.valid_until else "expired"
        return Entry(name, state, receipt)

    def _with_withdrawal(self, receipt: ConsentReceipt, identity: SignPublic) -> ConsentReceipt:
        raw = read_bounded(self._path(receipt.digest, WITHDRAWAL_SUFFIX), dsse.ENVELOPE_MAX)
        if raw is None:
            return receipt
        try:
            withdrawn_at = load_withdrawal(raw, receipt, identity)
        except CandorError:
            withdrawn_at = receipt.given_at
        return replace(receipt, withdrawn_at=withdrawn_at)

    def _receipts(self, campaign_id: str) -> list[ConsentReceipt]:
        receipts = [each.receipt for each in self.entries() if each.receipt is not None]
        return [each for each in receipts if each.campaign_id == campaign_id]

    def _certify(self, sign: Signer, now: datetime) -> None:
        """Certify the recording key for every receipt that holds, keeping the key if it can."""
        public = load_public(self.home)
        held = [each.receipt for each in self.entries() if each.state == "given" and each.receipt]
        try:
            key = load_recording_key(self.home).sign
        except CandorError:
            key = SignPrivate.generate()
        payload = certificate_payload(
            key.public(),
            public,
            frozenset(each.digest for each in held),
            now,
            max(each.valid_until for each in held),
        )
        save_recording_key(self.home, key, sign(dsse.CERTIFICATE, payload))


def load_withdrawal(raw: bytes, receipt: ConsentReceipt, identity: SignPublic) -> datetime:
    """Verify that this withdrawal ends this receipt, and say when.

    Raises:
        ConsentError: it was altered, is somebody else's, or is about another receipt.
    """
    try:
        payload, signer = dsse.open_signed(raw, dsse.WITHDRAWAL)
        record = msgspec.json.decode(payload, type=iso.WithdrawalRecord)
        (act,) = record.events
        if signer != identity:
            certificate = read_certificate(record.certificate or b"", identity)
            if certificate.key != signer or receipt.digest not in certificate.receipts:
                raise ConsentError("The withdrawal is signed by a key that may not withdraw this.")
    except (CandorError, msgspec.DecodeError, ValueError) as error:
        raise ConsentError("The withdrawal was altered.") from error
    if record.prev != receipt.digest.hex() or act.state != "withdrawn":
        raise ConsentError("The withdrawal is about another receipt.")
    return act.time


def _signer(key: SignPrivate) -> Signer:
    return lambda payload_type, payload: dsse.seal_envelope(payload_type, payload, key)


def _newest(receipts: list[ConsentReceipt]) -> ConsentReceipt | None:
    """The end of the chain: the receipt that no other follows."""
    followed = {each.prev for each in receipts}
    ends = [each for each in receipts if each.digest not in followed]
    return max(ends, key=lambda each: each.given_at, default=None)


def _given(entry: Entry) -> float:
    return entry.receipt.given_at.timestamp() if entry.receipt else 0.0
