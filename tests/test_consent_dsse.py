"""Signed envelopes: one spelling, the right type, the right signers, and no bit may differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.consent import dsse
from recorder.crypto import SignPrivate
from recorder.errors import CandorError, Damaged, FormatError

KEY = SignPrivate.generate()
OTHER = SignPrivate.generate()
RAW = dsse.seal_envelope(dsse.RECEIPT, b'{"a":1}', KEY)


@given(st.binary(max_size=2000))
def test_a_payload_comes_back_with_its_signer(payload: bytes) -> None:
    raw = dsse.seal_envelope(dsse.CAMPAIGN, payload, KEY)

    assert dsse.open_envelope(raw, dsse.CAMPAIGN, KEY.public()) == payload
    assert dsse.open_signed(raw, dsse.CAMPAIGN) == (payload, KEY.public())


def test_every_flipped_bit_is_refused() -> None:
    for place in range(len(RAW)):
        for bit in range(8):
            altered = bytearray(RAW)
            altered[place] ^= 1 << bit
            with pytest.raises((FormatError, Damaged)):
                dsse.open_envelope(bytes(altered), dsse.RECEIPT, KEY.public())


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_one_clean_error(raw: bytes) -> None:
    with pytest.raises(CandorError):
        dsse.open_signed(raw, dsse.RECEIPT)


def test_the_same_content_spelled_otherwise_is_refused() -> None:
    with pytest.raises(FormatError, match="spelled"):
        dsse.open_envelope(RAW.replace(b":", b": ", 1), dsse.RECEIPT, KEY.public())


def test_a_document_of_one_kind_does_not_pass_for_another() -> None:
    with pytest.raises(FormatError, match="another kind"):
        dsse.open_envelope(RAW, dsse.WITHDRAWAL, KEY.public())

    relabelled = RAW.replace(dsse.RECEIPT.encode(), dsse.WITHDRAWAL.encode())
    with pytest.raises(Damaged):
        dsse.open_envelope(relabelled, dsse.WITHDRAWAL, KEY.public())


def test_two_signers_are_both_required_and_nobody_else_may_sign() -> None:
    both = dsse.seal_envelope(dsse.RECEIPT, b"x", KEY, OTHER)

    assert dsse.open_envelope(both, dsse.RECEIPT, KEY.public(), OTHER.public()) == b"x"
    for signers in ((KEY,), (OTHER,), (OTHER, KEY), (KEY, KEY)):
        with pytest.raises(Damaged):
            dsse.open_envelope(both, dsse.RECEIPT, *(key.public() for key in signers))


def test_a_document_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FormatError, match="larger"):
        dsse.open_signed(b"{" * (dsse.ENVELOPE_MAX + 1), dsse.RECEIPT)
