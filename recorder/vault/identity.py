"""A worker's identity: one seed, the keys that follow from it, and the half that is public.

The private half exists only inside the keeper (and in tests). The public half is a file that
anybody may read, signed by itself so that its two keys belong together.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recorder.consent import dsse
from recorder.crypto import (
    SEAL_PRIVATE_BYTES,
    SIGN_BYTES,
    SealPrivate,
    SealPublic,
    SignPrivate,
    SignPublic,
    context,
    sha256,
)
from recorder.errors import CandorError, Damaged, FormatError, Locked, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole

SEED_BYTES = 32
EPOCH_BYTES = 32
_CHECK_BYTES = 3


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """Whom to seal to, and whose signatures to expect."""

    sign: SignPublic
    seal: SealPublic
    envelope: bytes

    @property
    def worker(self) -> str:
        """The fingerprint that names this person in receipts and sessions."""
        return self.sign.fingerprint()


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """The private keys. `epoch` locks small local blobs and can be forgotten by rotation."""

    seed: bytes
    epoch: bytes
    sign: SignPrivate
    seal: SealPrivate

    @staticmethod
    def generate() -> Identity:
        return Identity.from_seed(secrets.token_bytes(SEED_BYTES))

    @staticmethod
    def from_seed(seed: bytes, epoch: bytes | None = None) -> Identity:
        """The identity that follows from a seed; a new epoch begins unless one is given."""
        if len(seed) != SEED_BYTES:
            raise FormatError("The seed of an identity has the wrong length.")
        return Identity(
            seed=seed,
            epoch=secrets.token_bytes(EPOCH_BYTES) if epoch is None else epoch,
            sign=SignPrivate.from_bytes(derive(seed, "identity-sign", SIGN_BYTES)),
            seal=SealPrivate.from_bytes(derive(seed, "identity-seal", SEAL_PRIVATE_BYTES)),
        )

    def envelope(self, payload_type: str, payload: bytes) -> bytes:
        """Sign a document in this person's name."""
        return dsse.seal_envelope(payload_type, payload, self.sign)

    def public(self) -> PublicIdentity:
        return read_public(
            self.envelope(
                dsse.IDENTITY,
                msgspec.json.encode(_PublicFile(self.seal.public().raw)),
            )
        )

    def publish(self, home: Home) -> PublicIdentity:
        """Write the public half where the recorder finds it."""
        public = self.public()
        write_whole(home.ensure().identity_public, public.envelope, 0o644)
        return public


class _PublicFile(msgspec.Struct, frozen=True):
    seal: bytes
    version: int = 1


def derive(secret: bytes, purpose: str, length: int) -> bytes:
    """A key of `length` bytes for one purpose, from a secret that is already random."""
    return HKDF(SHA256(), length, salt=None, info=context(purpose)).derive(secret)


def read_public(raw: bytes) -> PublicIdentity:
    """Verify and read a public identity.

    Raises:
        Damaged: it was altered, or is none.
    """
    try:
        payload, sign = dsse.open_signed(raw, dsse.IDENTITY)
        seal = SealPublic.from_bytes(msgspec.json.decode(payload, type=_PublicFile).seal)
    except (CandorError, msgspec.DecodeError) as error:
        raise Damaged(
            "The public identity was altered: bring back identity.pub from a backup, "
            "or restore it with the recovery key."
        ) from error
    return PublicIdentity(sign, seal, raw)


def load_public(home: Home) -> PublicIdentity:
    """The public identity of this home.

    Raises:
        Locked: there is none yet.
        Damaged: it was altered.
    """
    raw = read_bounded(home.identity_public, dsse.ENVELOPE_MAX)
    if raw is None:
        raise Locked("There is no identity here yet; make one with: candor identity new.")
    return read_public(raw)


def recovery_text(seed: bytes) -> str:
    """The seed as groups of four letters and digits that a person can write down."""
    check = sha256(b"candor-recovery", seed)[:_CHECK_BYTES]
    letters = base64.b32encode(seed + check).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def recovery_seed(text: str) -> bytes:
    """The seed that a written recovery key stands for; spaces, dashes and case do not matter.

    Raises:
        WrongUse: it is not a recovery key, or a letter is wrong.
    """
    letters = "".join(text.split()).replace("-", "").upper()
    try:
        value = base64.b32decode(letters)
    except (binascii.Error, ValueError) as error:
        raise WrongUse("This is not a recovery key: it has 14 groups of four signs.") from error
    seed, check = value[:SEED_BYTES], value[SEED_BYTES:]
    if len(seed) != SEED_BYTES or check != sha256(b"candor-recovery", seed)[:_CHECK_BYTES]:
        raise WrongUse("The recovery key holds a mistake: compare it with the paper again.")
    return seed
