"""Receipts: what was agreed to, by whom, for how long; and that taking it back always works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.consent import dsse
from recorder.consent import iso27560 as iso
from recorder.consent.campaign import BUILT_IN, PERSONAL, load_campaign
from recorder.consent.receipt import ConsentReceipt, load_receipt, receipt_payload, receipt_record
from recorder.consent.register import Register, load_withdrawal
from recorder.crypto import SignPrivate
from recorder.errors import CandorError, ConsentError, StorageError, WrongUse
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.recording_key import load_recording_key, read_certificate

START = datetime(2026, 5, 1, 9, tzinfo=UTC)
SCOPES = frozenset({Scope.SCREEN, Scope.MOUSE})
WORKER = Identity.generate()
ENVELOPE = WORKER.envelope(
    dsse.RECEIPT, receipt_payload(BUILT_IN, SCOPES, WORKER.sign.public().fingerprint(), START)
)
STANDARD_FIELDS = set(
    """@context conformsTo record_id receipt_id principal language jurisdiction notice purposes
    never pii apps_allowed controllers recipients storage retention withdrawal voluntary rights
    authority events bound_to prev lawful_basis collection_method processing_method
    processing_location geographic_restrictions special_category""".split()  # noqa: SIM905 - a list of 28 words reads better so
)


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(candor_home: Path, clock: Clock) -> Register:
    home = Home(candor_home)
    WORKER.publish(home)
    return Register(home, clock)


def test_a_receipt_says_what_was_agreed_to(register: Register) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)

    assert register.current() == receipt
    assert receipt.scopes == SCOPES
    assert receipt.worker == WORKER.sign.public().fingerprint()
    assert receipt.valid_until - receipt.given_at == timedelta(days=PERSONAL.consent_valid_days)


def test_a_receipt_has_the_fields_that_the_standard_asks_for(register: Register) -> None:
    record = receipt_record(register.give(SCOPES, WORKER.envelope))
    fields = msgspec.to_builtins(record)

    assert set(fields) >= STANDARD_FIELDS
    granted = {each["type"] for each in fields["pii"] if each["granted"]}
    assert granted == {"screen", "mouse"}
    assert len(fields["pii"]) == len(Scope)


@given(st.integers(0, len(ENVELOPE) * 8 - 1))
def test_an_altered_receipt_is_refused(bit: int) -> None:
    altered = bytearray(ENVELOPE)
    altered[bit // 8] ^= 1 << bit % 8

    with pytest.raises(ConsentError):
        load_receipt(bytes(altered), WORKER.sign.public())


def test_another_workers_receipt_is_refused() -> None:
    with pytest.raises(ConsentError, match="another worker"):
        load_receipt(ENVELOPE, SignPrivate.generate().public())


def test_consent_holds_from_its_beginning_to_its_end_and_not_beyond() -> None:
    receipt = load_receipt(ENVELOPE, WORKER.sign.public())

    receipt.check(receipt.given_at)
    receipt.check(receipt.valid_until - timedelta(seconds=1))
    with pytest.raises(ConsentError, match="expired"):
        receipt.check(receipt.valid_until)
    with pytest.raises(ConsentError, match="future"):
        receipt.check(receipt.given_at - timedelta(seconds=1))


def test_expired_consent_is_not_current_and_ends_a_recording(
    register: Register, clock: Clock
) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    register.recheck(receipt)
    clock.now = receipt.valid_until

    with pytest.raises(ConsentError, match="expired"):
        register.current()
    with pytest.raises(ConsentError, match="expired"):
        register.recheck(receipt)
    assert register.entries()[0].state == "expired"


def test_withdrawing_needs_no_unlock_and_ends_a_recording(register: Register, clock: Clock) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    clock.now += timedelta(minutes=1)

    register.withdraw(receipt)

    with pytest.raises(ConsentError, match="withdrawn"):
        register.recheck(receipt)
    with pytest.raises(ConsentError, match="withdrawn"):
        register.current()
    (entry,) = register.entries()
    assert entry.state == "withdrawn"
    assert entry.receipt is not None
    assert entry.receipt.withdrawn_at == clock.now


def test_a_withdrawal_is_a_signed_record_that_chains_to_its_receipt(register: Register) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    other = register.give(SCOPES, WORKER.envelope)
    register.withdraw(receipt)
    raw = next(register.home.receipts.glob("*.withdrawn.dsse")).read_bytes()

    assert load_withdrawal(raw, receipt, WORKER.sign.public()) == START
    with pytest.raises(ConsentError, match="another receipt"):
        load_withdrawal(raw, other, WORKER.sign.public())


def test_a_stranger_cannot_sign_a_withdrawal(register: Register) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    register.withdraw(receipt, Identity.generate().envelope)
    raw = next(register.home.receipts.glob("*.withdrawn.dsse")).read_bytes()

    with pytest.raises(ConsentError, match="altered"):
        load_withdrawal(raw, receipt, WORKER.sign.public())


def test_a_key_withdraws_only_with_a_certificate_of_its_own_that_names_the_receipt(
    register: Register,
) -> None:
    first = register.give(SCOPES, WORKER.envelope)
    early = load_recording_key(register.home)
    second = register.give(SCOPES, WORKER.envelope)
    late = load_recording_key(register.home)

    def withdrawal(receipt: ConsentReceipt, certificate: bytes, signer: SignPrivate) -> bytes:
        digest = receipt.digest.hex()
        act = iso.ConsentEvent("explicit", "withdrawn", START, receipt.worker)
        record = iso.WithdrawalRecord(1, digest, digest, receipt.worker, (act,), certificate)
        return dsse.seal_envelope(dsse.WITHDRAWAL, msgspec.json.encode(record), signer)

    identity = WORKER.sign.public()
    assert load_withdrawal(withdrawal(second, late.certificate, late.sign), second, identity)
    assert load_withdrawal(withdrawal(first, early.certificate, early.sign), first, identity)
    for raw in (
        withdrawal(second, early.certificate, early.sign),
        withdrawal(second, late.certificate, SignPrivate.generate()),
    ):
        with pytest.raises(ConsentError, match="altered"):
            load_withdrawal(raw, second, identity)


def test_a_withdrawal_that_cannot_be_read_counts_all_the_same(register: Register) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    register.withdraw(receipt)
    next(register.home.receipts.glob("*.withdrawn.dsse")).write_bytes(b"torn")

    with pytest.raises(ConsentError, match="withdrawn"):
        register.current()


def test_consent_can_be_given_again_even_within_the_same_instant(register: Register) -> None:
    first = register.give(SCOPES, WORKER.envelope)
    register.withdraw(first)

    second = register.give(frozenset({Scope.SCREEN}), WORKER.envelope)

    assert register.current() == second
    assert second.prev == first.digest
    register.withdraw(second)
    with pytest.raises(ConsentError, match="withdrawn"):
        register.current()


def test_an_altered_receipt_on_disk_is_not_used_and_consent_can_be_given_again(
    register: Register,
) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    path = register.home.receipts / f"{receipt.digest.hex()}.dsse"
    path.write_bytes(path.read_bytes().replace(b"A", b"B", 1))

    with pytest.raises(ConsentError, match="altered"):
        register.current()
    again = register.give(SCOPES, WORKER.envelope)
    assert register.current() == again


def test_a_receipt_copied_under_another_name_is_damaged(register: Register) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    (register.home.receipts / f"{'0' * 64}.dsse").write_bytes(receipt.envelope)

    assert sorted(each.state for each in register.entries()) == ["damaged", "given"]


def test_consent_is_per_campaign_and_per_version(register: Register) -> None:
    terms = msgspec.structs.replace(PERSONAL, id="team", version=2)
    steward = SignPrivate.generate()
    campaign = load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, terms.encode(), steward))
    receipt = register.give(SCOPES, WORKER.envelope, campaign)

    assert register.current("team", 2) == receipt
    assert receipt.campaign_digest == campaign.digest
    for wanted in (("team", 3), ("personal", None)):
        with pytest.raises(ConsentError, match="No consent"):
            register.current(*wanted)


def test_the_recording_key_is_certified_for_all_receipts_that_hold(register: Register) -> None:
    first = register.give(SCOPES, WORKER.envelope)
    key = load_recording_key(register.home)
    second = register.give(SCOPES, WORKER.envelope)
    after = load_recording_key(register.home)

    certificate = read_certificate(after.certificate, after.identity)
    assert after.sign.public() == key.sign.public() == certificate.key
    assert certificate.receipts == {first.digest, second.digest}
    assert after.worker_seal.raw == WORKER.seal.public().raw


def test_a_choice_that_does_not_fit_leaves_nothing_behind(register: Register) -> None:
    with pytest.raises(WrongUse):
        register.give(frozenset(), WORKER.envelope)
    assert register.entries() == ()
    with pytest.raises(CandorError, match="No consent"):
        load_recording_key(register.home)


def test_a_copy_of_the_receipt_can_be_saved_but_overwrites_nothing(
    register: Register, tmp_path: Path
) -> None:
    receipt = register.give(SCOPES, WORKER.envelope)
    register.save_copy(receipt, tmp_path / "mine.dsse")

    assert load_receipt((tmp_path / "mine.dsse").read_bytes(), WORKER.sign.public()) == receipt
    with pytest.raises(StorageError):
        register.save_copy(receipt, tmp_path / "mine.dsse")
