"""The few cryptographic acts of Candor, each bound to its meaning.

One suite: HPKE with ML-KEM-768 + X25519, HKDF-SHA256 and AES-256-GCM for sealing, Ed25519 for
signing. Every seal takes an `info` made by `context`, and every signature a purpose, so that a
blob made for one place is refused in every other. There is no negotiation.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from recorder.errors import Damaged, FormatError

SUITE_ID = 2
"""ML-KEM-768 + X25519, HKDF-SHA256, AES-256-GCM. Suite 1 (X25519 alone) is not accepted."""

SEAL_PUBLIC_BYTES = 1184 + 32
SEAL_PRIVATE_BYTES = 64 + 32
SIGN_BYTES = 32
SIGNATURE_BYTES = 64

_suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def sha256(*parts: bytes) -> bytes:
    """SHA-256 over the parts laid end to end."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def context(purpose: str, *parts: bytes) -> bytes:
    """An unambiguous context: purpose and parts, each behind its length, under the suite."""
    pieces = [b"candor", SUITE_ID.to_bytes(2, "big")]
    for part in (purpose.encode(), *parts):
        pieces += [len(part).to_bytes(4, "big"), part]
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class SealPublic:
    """Somebody to seal to. 1,216 bytes on the wire: the ML-KEM-768 key, then the X25519 key."""

    raw: bytes
    _key: MLKEM768X25519PublicKey

    @staticmethod
    def from_bytes(raw: bytes) -> SealPublic:
        if len(raw) != SEAL_PUBLIC_BYTES:
            raise FormatError(f"A sealing key has {len(raw)} bytes instead of {SEAL_PUBLIC_BYTES}.")
        try:
            key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(raw[:1184]),
                X25519PublicKey.from_public_bytes(raw[1184:]),
            )
        except ValueError as error:
            raise FormatError("A sealing key is not a valid key.") from error
        return SealPublic(raw, key)

    def seal(self, plaintext: bytes, info: bytes) -> bytes:
        """Encrypt once to this key (a fresh encapsulation, so no nonce can repeat)."""
        return _suite.encrypt(plaintext, self._key, info)


@dataclass(frozen=True, slots=True, repr=False)
class SealPrivate:
    """The key that opens. 96 bytes on the wire: the ML-KEM-768 seed, then the X25519 key."""

    _mlkem: MLKEM768PrivateKey
    _x25519: X25519PrivateKey

    @staticmethod
    def generate() -> SealPrivate:
        return SealPrivate(MLKEM768PrivateKey.generate(), X25519PrivateKey.generate())

    @staticmethod
    def from_bytes(raw: bytes) -> SealPrivate:
        if len(raw) != SEAL_PRIVATE_BYTES:
            raise FormatError("A private sealing key has the wrong length.")
        return SealPrivate(
            MLKEM768PrivateKey.from_seed_bytes(raw[:64]),
            X25519PrivateKey.from_private_bytes(raw[64:]),
        )

    def to_bytes(self) -> bytes:
        return self._mlkem.private_bytes_raw() + self._x25519.private_bytes_raw()

    def public(self) -> SealPublic:
        raw = (
            self._mlkem.public_key().public_bytes_raw()
            + self._x25519.public_key().public_bytes_raw()
        )
        return SealPublic.from_bytes(raw)

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Decrypt; wrong key, wrong context and altered bytes all look the same.

        Raises:
            Damaged: whatever the cause.
        """
        try:
            return _suite.decrypt(sealed, MLKEM768X25519PrivateKey(self._mlkem, self._x25519), info)
        except (InvalidTag, ValueError) as error:
            raise Damaged("Something sealed could not be opened with this key.") from error


@dataclass(frozen=True, slots=True, repr=False)
class SignPrivate:
    """An Ed25519 signing key."""

    _key: Ed25519PrivateKey

    @staticmethod
    def generate() -> SignPrivate:
        return SignPrivate(Ed25519PrivateKey.generate())

    @staticmethod
    def from_bytes(raw: bytes) -> SignPrivate:
        if len(raw) != SIGN_BYTES:
            raise FormatError("A private signing key has the wrong length.")
        return SignPrivate(Ed25519PrivateKey.from_private_bytes(raw))

    def to_bytes(self) -> bytes:
        return self._key.private_bytes_raw()

    def public(self) -> SignPublic:
        return SignPublic(self._key.public_key().public_bytes_raw())

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self._key.sign(context(purpose, message))


@dataclass(frozen=True, slots=True)
class SignPublic:
    """The half of a signing key that anybody may hold (32 bytes)."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != SIGN_BYTES:
            raise FormatError("A signing key has the wrong length.")

    def fingerprint(self) -> str:
        """A short name people can compare: 32 hex digits of the key's SHA-256."""
        return sha256(b"candor-fingerprint", self.raw).hex()[:32]

    def fits(self, purpose: str, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's over this message for this purpose."""
        try:
            key = Ed25519PublicKey.from_public_bytes(self.raw)
            key.verify(signature, context(purpose, message))
        except (InvalidSignature, ValueError):
            return False
        return True
