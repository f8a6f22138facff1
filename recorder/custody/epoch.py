"""The epoch key: what makes a withdrawal reach old backups. It lies outside every backup.

Each broker key of a submission is encrypted under it. A withdrawal begins a new epoch, and the key
of the old one is destroyed: rows of the key table in old copies then open nothing.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recorder.crypto import SealPrivate, context
from recorder.errors import CandorError, Damaged, Locked
from recorder.vault.home import read_bounded, write_whole
from recorder.vault.unlock import RootStore

EPOCH_KEY_BYTES = 32
_NONCE_BYTES = 12
_FILE_BYTES_MAX = 4096
_SERVICE = "candor-broker"

UNPROTECTED = (
    "The epoch key lies in a file: whoever has an old copy of that file and of the key table "
    "can open what was withdrawn since. Keep it out of every backup, or use the keyring."
)


class EpochKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key of the present epoch; `next` is there only while an epoch is being turned."""

    epoch: int
    key: bytes
    next: bytes | None = None


class EpochStore(Protocol):
    """Keeps one small text and truly forgets the one before. Both raise `CandorError`."""

    @property
    def notice(self) -> str | None:
        """What must be said to people of this place, or None."""
        ...

    def load(self) -> str | None: ...

    def save(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class FileEpochStore:
    """A file of its owner alone. It is not protected against restored copies, and says so."""

    path: Path

    @property
    def notice(self) -> str | None:
        return UNPROTECTED

    def load(self) -> str | None:
        raw = read_bounded(self.path, _FILE_BYTES_MAX)
        return None if raw is None else raw.decode(errors="replace")

    def save(self, text: str) -> None:
        write_whole(self.path, text.encode())


@dataclass(frozen=True, slots=True)
class KeyringEpochStore:
    """The keyring of the system, under the name of one broker's log."""

    keyring: RootStore
    log: str

    @property
    def notice(self) -> str | None:
        return None

    def load(self) -> str | None:
        try:
            return self.keyring.get_password(_SERVICE, self.log)
        # Each desktop's keyring raises its own kinds of errors.
        except Exception as error:
            raise _no_keyring() from error

    def save(self, text: str) -> None:
        try:
            self.keyring.set_password(_SERVICE, self.log, text)
        # Each desktop's keyring raises its own kinds of errors.
        except Exception as error:
            raise _no_keyring() from error


def load_epoch(store: EpochStore, may_begin: bool) -> EpochKeys:
    """The epoch's key; the first one is made when there is no key table yet.

    Raises:
        Locked: the key is gone although there is a key table, or the place cannot be asked.
        Damaged: what lies there is not an epoch key.
    """
    text = store.load()
    if text is None:
        if not may_begin:
            raise Locked(
                "The epoch key of this broker is gone, so no submission can be opened any more."
            )
        return save_epoch(store, EpochKeys(1, secrets.token_bytes(EPOCH_KEY_BYTES)))
    try:
        keys = msgspec.json.decode(base64.b64decode(text, validate=True), type=EpochKeys)
    except (msgspec.DecodeError, binascii.Error, ValueError) as error:
        raise Damaged("The epoch key of this broker was altered.") from error
    if {len(keys.key), len(keys.next or keys.key)} != {EPOCH_KEY_BYTES}:
        raise Damaged("The epoch key of this broker was altered.")
    return keys


def save_epoch(store: EpochStore, keys: EpochKeys) -> EpochKeys:
    """Keep these keys and nothing else, and see that they are there."""
    text = base64.b64encode(msgspec.json.encode(keys)).decode()
    store.save(text)
    if store.load() != text:
        raise Damaged("The epoch key was not kept by the place that should keep it.")
    return keys


def wrap_key(epoch: int, key: bytes, submission: str, private: SealPrivate) -> bytes:
    """A submission's broker key under an epoch key."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, private.to_bytes(), _bound(epoch, submission))
    return nonce + sealed


def unwrap_key(epoch: int, key: bytes, submission: str, wrapped: bytes) -> SealPrivate:
    """Raises:
    Damaged: it was wrapped in another epoch or for another submission, or was altered.
    """
    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        raw = AESGCM(key).decrypt(nonce, sealed, _bound(epoch, submission))
        return SealPrivate.from_bytes(raw)
    except (InvalidTag, ValueError, CandorError) as error:
        raise Damaged("The broker's key of a submission is dead, or was altered.") from error


def _bound(epoch: int, submission: str) -> bytes:
    return context("broker-key", epoch.to_bytes(8, "big"), submission.encode())


def _no_keyring() -> Locked:
    return Locked("The keyring that holds the epoch key cannot be asked; unlock it and try again.")
