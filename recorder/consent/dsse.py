"""Signed envelopes (DSSE): the stored bytes are signed, and verified before they are parsed.

Every kind of document has its own payload type, so that none can pass for another. An envelope
has exactly one spelling: whatever would be written differently again is refused, so the hash of
an envelope names it, and every flipped bit is seen.
"""

from __future__ import annotations

import base64
import binascii

import msgspec

from recorder.crypto import SIGN_BYTES, SignPrivate, SignPublic
from recorder.errors import Damaged, FormatError

IDENTITY = "application/vnd.candor.identity+json"
CAMPAIGN = "application/vnd.candor.campaign+json"
PIN = "application/vnd.candor.pin+json"
RECEIPT = "application/vnd.candor.receipt+json"
WITHDRAWAL = "application/vnd.candor.withdrawal+json"
CERTIFICATE = "application/vnd.candor.recording-certificate+json"
EPOCH = "application/vnd.candor.epoch+json"
PROOF = "application/vnd.candor.redaction-proof+json"

ENVELOPE_MAX = 256 * 1024
_PURPOSE = "dsse"
_SIGNATURES_MAX = 8


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyid: str
    sig: str


class _Envelope(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"payload_type": "payloadType"}
):
    payload_type: str
    payload: str
    signatures: tuple[_Signature, ...]


def seal_envelope(payload_type: str, payload: bytes, *signers: SignPrivate) -> bytes:
    """Sign the payload under its type with each signer; the key id is the public key in hex."""
    assert signers, "an envelope without a signature says nothing"
    signed = _pae(payload_type, payload)
    signatures = tuple(
        _Signature(key.public().raw.hex(), _encode64(key.sign(_PURPOSE, signed))) for key in signers
    )
    return msgspec.json.encode(_Envelope(payload_type, _encode64(payload), signatures))


def open_envelope(raw: bytes, payload_type: str, *signers: SignPublic) -> bytes:
    """The payload, when all of `signers` and nobody else signed it, in this order, as this type.

    Raises:
        FormatError: the bytes are not an envelope of this type.
        Damaged: a signature does not fit.
    """
    envelope, payload = _parse(raw, payload_type)
    _check(envelope, payload, signers)
    return payload


def open_signed(raw: bytes, payload_type: str) -> tuple[bytes, SignPublic]:
    """The payload and the one key that signed it. Whether that key is trusted is the caller's.

    Raises:
        FormatError: the bytes are not an envelope of this type with one signature.
        Damaged: the signature does not fit.
    """
    envelope, payload = _parse(raw, payload_type)
    try:
        (signature,) = envelope.signatures
        key = bytes.fromhex(signature.keyid)
    except ValueError as error:
        raise FormatError("A signed document names no single key that signed it.") from error
    if len(key) != SIGN_BYTES:
        raise FormatError("A signed document names a key of the wrong length.")
    signer = SignPublic(key)
    _check(envelope, payload, (signer,))
    return payload, signer


def open_by_threshold(
    raw: bytes, payload_type: str, trusted: frozenset[SignPublic], threshold: int
) -> tuple[bytes, frozenset[SignPublic]]:
    """The payload and all who signed it, when at least `threshold` of the trusted keys did.

    Raises:
        FormatError: the bytes are not an envelope of this type.
        Damaged: a signature does not fit, or too few of the trusted keys signed.
    """
    envelope, payload = _parse(raw, payload_type)
    try:
        signers = tuple(SignPublic(bytes.fromhex(each.keyid)) for each in envelope.signatures)
    except (ValueError, FormatError) as error:
        raise FormatError("A signed document names a key that is none.") from error
    _check(envelope, payload, signers)
    signed = frozenset(signers)
    if len(signed & trusted) < threshold:
        raise Damaged("A document is signed by fewer of the named people than it needs.")
    return payload, signed


def join_envelopes(payload_type: str, *raws: bytes) -> bytes:
    """One envelope with the signatures of several people, each of whom signed the same payload.

    Raises:
        FormatError: the bytes are not envelopes of this type, or differ in what was signed.
    """
    opened = [_parse(raw, payload_type)[0] for raw in raws]
    if len({each.payload for each in opened}) != 1:
        raise FormatError("Several people signed different documents; let all sign the same one.")
    by_key = {each.keyid: each for envelope in opened for each in envelope.signatures}
    signatures = tuple(by_key[keyid] for keyid in sorted(by_key))
    return msgspec.json.encode(_Envelope(payload_type, opened[0].payload, signatures))


def _pae(payload_type: str, payload: bytes) -> bytes:
    """The pre-authentication encoding of the DSSE protocol."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _parse(raw: bytes, payload_type: str) -> tuple[_Envelope, bytes]:
    if len(raw) > ENVELOPE_MAX:
        raise FormatError(f"A signed document is larger than {ENVELOPE_MAX} bytes.")
    try:
        envelope = msgspec.json.decode(raw, type=_Envelope)
        payload = base64.b64decode(envelope.payload, validate=True)
    except (msgspec.DecodeError, binascii.Error, ValueError) as error:
        raise FormatError("These bytes are not a signed document.") from error
    if msgspec.json.encode(envelope) != raw or _encode64(payload) != envelope.payload:
        raise FormatError("A signed document is not spelled the one way it is written.")
    if envelope.payload_type != payload_type:
        raise FormatError("A signed document is of another kind than is expected here.")
    if not 1 <= len(envelope.signatures) <= _SIGNATURES_MAX:
        raise FormatError("A signed document carries no signature, or too many.")
    return envelope, payload


def _check(envelope: _Envelope, payload: bytes, signers: tuple[SignPublic, ...]) -> None:
    signed = _pae(envelope.payload_type, payload)
    if [each.keyid for each in envelope.signatures] != [key.raw.hex() for key in signers]:
        raise Damaged("A document is signed by another key than is expected here.")
    for signature, key in zip(envelope.signatures, signers, strict=True):
        try:
            value = base64.b64decode(signature.sig, validate=True)
        except (binascii.Error, ValueError) as error:
            raise FormatError("A signature is not written as one.") from error
        if _encode64(value) != signature.sig or not key.fits(_PURPOSE, signed, value):
            raise Damaged("A signature does not fit: the document was altered.")


def _encode64(value: bytes) -> str:
    return base64.b64encode(value).decode()
