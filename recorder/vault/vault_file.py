"""`vault.bin`: an identity's seed and epoch key, encrypted under a root key.

The root key comes from a passphrase (Argon2id) or lies in the desktop's keyring; how to get it
is `unlock`'s business. The parameters in the file are held to bounds before they are used.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from recorder.crypto import SUITE_ID
from recorder.errors import Damaged, FormatError, Locked, VersionRefused
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import EPOCH_BYTES, SEED_BYTES, Identity

MAGIC = b"CNDV"
VERSION = 1
ROOT_BYTES = 32
_HEAD = struct.Struct(">4sBHBIBB16s12s")
_SECRET = SEED_BYTES + EPOCH_BYTES
_TAG = 16
VAULT_BYTES = _HEAD.size + _SECRET + _TAG

MEMORY_KIB = (8 * 1024, 1024 * 1024)
PASSES = (1, 16)
LANES = (1, 16)


class RootKind(IntEnum):
    """Where the root key comes from."""

    KEYRING = 0
    PASSPHRASE = 1


@dataclass(frozen=True, slots=True)
class VaultHead:
    """The readable part of a vault. The salt also names the root key in a keyring."""

    kind: RootKind
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes

    def packed(self) -> bytes:
        return _HEAD.pack(
            MAGIC,
            VERSION,
            SUITE_ID,
            self.kind,
            self.memory_kib,
            self.passes,
            self.lanes,
            self.salt,
            self.nonce,
        )


def new_head(kind: RootKind, memory_kib: int = 64 * 1024) -> VaultHead:
    """A head for a new vault: a fresh salt and nonce, Argon2id with 64 MiB, 3 passes, 4 lanes."""
    return VaultHead(kind, memory_kib, 3, 4, secrets.token_bytes(16), secrets.token_bytes(12))


def root_from_passphrase(head: VaultHead, passphrase: str) -> bytes:
    """The root key that a passphrase stands for (about 0.1 s and 64 MiB)."""
    return Argon2id(
        salt=head.salt,
        length=ROOT_BYTES,
        iterations=head.passes,
        lanes=head.lanes,
        memory_cost=head.memory_kib,
    ).derive(passphrase.encode())


def seal_vault(head: VaultHead, root: bytes, identity: Identity) -> bytes:
    """The bytes of a vault. A head is used once, because its nonce is."""
    packed = head.packed()
    return packed + AESGCM(root).encrypt(head.nonce, identity.seed + identity.epoch, packed)


def parse_head(raw: bytes) -> VaultHead:
    """Read the head of a vault and hold its parameters to their bounds.

    Raises:
        Damaged: it is not a vault, or its parameters are absurd.
        VersionRefused: a newer Candor wrote it.
    """
    if raw[:4] != MAGIC or len(raw) < _HEAD.size:
        raise Damaged("The vault is damaged: restore the identity with its recovery key.")
    _, version, suite, kind, memory_kib, passes, lanes, salt, nonce = _HEAD.unpack_from(raw)
    if version > VERSION:
        raise VersionRefused("The vault was written by a newer Candor; update this one.")
    bounded = (
        MEMORY_KIB[0] <= memory_kib <= MEMORY_KIB[1]
        and PASSES[0] <= passes <= PASSES[1]
        and LANES[0] <= lanes <= LANES[1]
    )
    known = version == VERSION and suite == SUITE_ID and kind in tuple(RootKind)
    if not (bounded and known) or len(raw) != VAULT_BYTES:
        raise Damaged("The vault is damaged: restore the identity with its recovery key.")
    return VaultHead(RootKind(kind), memory_kib, passes, lanes, salt, nonce)


def open_vault(raw: bytes, root: bytes) -> Identity:
    """Decrypt a vault. A wrong root key and altered bytes look the same.

    Raises:
        Locked: the root key does not open it.
    """
    head = parse_head(raw)
    try:
        secret = AESGCM(root).decrypt(head.nonce, raw[_HEAD.size :], raw[: _HEAD.size])
    except InvalidTag as error:
        raise Locked(
            "The vault did not open: the passphrase is wrong, or the vault was altered."
        ) from error
    if len(secret) != _SECRET:
        raise FormatError("The vault holds something else than an identity.")
    return Identity.from_seed(secret[:SEED_BYTES], secret[SEED_BYTES:])


def read_vault(home: Home) -> bytes:
    """The bytes of this home's vault.

    Raises:
        Locked: there is none.
    """
    raw = read_bounded(home.vault, VAULT_BYTES)
    if raw is None:
        raise Locked("There is no identity here yet; make one with: candor identity new.")
    return raw


def write_vault(home: Home, raw: bytes) -> None:
    """Replace this home's vault, durably."""
    write_whole(home.ensure().vault, raw, 0o600)
