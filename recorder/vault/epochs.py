"""Epochs of a home: the key that every session here needs besides the identity, and turning it.

Each session has a lock of its own, a file that holds half of what opens it, sealed to the epoch
that runs. To end a session its lock goes, a new epoch begins, the locks of all others are sealed to
it, and the key of the old epoch is destroyed: what was copied of journal and lock before then opens
for nobody, the identity included. Every step can be repeated, so a kill at any moment loses none.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from recorder.consent import dsse
from recorder.crypto import SUITE_ID, SealPrivate, SealPublic, SignPublic, context, sha256
from recorder.errors import CandorError, Damaged, FormatError, Locked, NotOurs, StorageError
from recorder.vault.home import Home, destroy, read_bounded, sync_folder, write_whole
from recorder.vault.identity import Identity

if sys.platform != "win32":
    import fcntl

LOCK_SUFFIX: Final = ".lock"
KEY_SUFFIX: Final = ".key"
HALF_BYTES: Final = 32
_LOCK_MAGIC: Final = b"CANDOR-K" + (1).to_bytes(2, "big") + SUITE_ID.to_bytes(2, "big")
_KEY_MAGIC: Final = b"CANDOR-E" + (1).to_bytes(2, "big") + SUITE_ID.to_bytes(2, "big")
_ID_BYTES: Final = 16
_FILE_MAX: Final = 8 << 10
_STAGED: Final = ".part"
_SESSION: Final = re.compile(r"[0-9a-f]{32}")


class _Public(msgspec.Struct, frozen=True):
    seal: bytes
    version: int = 1


@dataclass(frozen=True, slots=True)
class Epochs:
    """The epochs of one home. Whoever changes them holds the folder, so that a recording that
    begins and a turn do not cross."""

    home: Home

    def exist(self) -> bool:
        """Whether this home has epochs; an older one gets them when its vault is unlocked."""
        return self._public_file.exists()

    def is_due(self) -> bool:
        """Whether a lock was destroyed under an epoch that still runs."""
        return self._due.exists()

    def lock(self, session: str, identity: SignPublic) -> bytes:
        """Make the lock of a new session, on the disk, and return the half that it holds.

        Raises:
            Damaged: what says which epoch runs is not this identity's, or outdated.
            StorageError: the disk refused.
        """
        half = secrets.token_bytes(HALF_BYTES)
        with self._held():
            if self._lock_file(session).exists():
                raise StorageError("There is a session of this name already; it was left as it is.")
            seal = self._current(identity)
            write_whole(self._lock_file(session), _lock(session, seal, half))
        return half

    def half(self, session: str, identity: Identity) -> bytes:
        """The half that the lock of a session holds.

        Raises:
            NotOurs: there is no lock; the session was deleted.
            Locked: the key of its epoch is gone.
            Damaged: the lock was altered.
        """
        path = self._lock_file(session)
        with self._held():
            raw = read_bounded(path, _FILE_MAX)
            if raw is None:
                raise NotOurs(
                    "The lock of this session is not here: it was deleted for good, or it is "
                    "a copy from elsewhere."
                )
            return self._open_lock(session, raw, identity)

    def destroy(self, session: str) -> None:
        """Destroy the lock of a session, and note that the epoch has to be turned for it.

        Raises:
            StorageError: the disk refused.
        """
        if not _SESSION.fullmatch(session) or not self._lock_file(session).exists():
            return
        with self._held():
            write_whole(self._due, b"")
            _destroy(self._lock_file(session))

    def settle(self, identity: Identity) -> int:
        """Begin the first epoch, finish what broke off, turn what is due; returns how many locks
        were sealed anew.

        Raises:
            StorageError: the disk refused; what was not done is done the next time.
        """
        with self._held():
            due = self.is_due()
            if due or not self._is_running(identity.sign.public()):
                self._begin(identity)
            current = self._current(identity.sign.public())
            running = self._key_file(_id_of(current))
            old = [each for each in self.home.epochs.glob(f"*{KEY_SUFFIX}") if each != running]
            renewed = self._renew(current, identity) if old else 0
            for path in old:
                _destroy(path)
            if due:
                self._due.unlink(missing_ok=True)
                sync_folder(self.home.epochs)
            return renewed

    def _begin(self, identity: Identity) -> None:
        """A new epoch: first its key, then the word that it runs."""
        private = SealPrivate.generate()
        seal = private.public()
        info = context("epoch-key", _id_of(seal))
        sealed = identity.seal.public().seal(private.to_bytes(), info)
        write_whole(self._key_file(_id_of(seal)), _KEY_MAGIC + sealed)
        payload = msgspec.json.encode(_Public(seal.raw))
        write_whole(self._public_file, identity.envelope(dsse.EPOCH, payload))

    def _renew(self, current: SealPublic, identity: Identity) -> int:
        """Seal to the current epoch what is sealed to another. All are written before one sync and
        take their names after it, because a sync for each would take most of the time."""
        for left in self.home.locks.glob(f".*{_STAGED}"):
            left.unlink(missing_ok=True)
        staged: list[tuple[Path, Path]] = []
        for path in sorted(self.home.locks.glob(f"*{LOCK_SUFFIX}")):
            raw = read_bounded(path, _FILE_MAX)
            if raw is None or raw[len(_LOCK_MAGIC) :][:_ID_BYTES] == _id_of(current):
                continue
            try:
                half = self._open_lock(path.stem, raw, identity)
            except StorageError:
                raise
            except CandorError:
                # Altered, or of an epoch whose key is not here: it is left as it is.
                continue
            beside = path.with_name(f".{path.name}{_STAGED}")
            _write_staged(beside, _lock(path.stem, current, half))
            staged.append((beside, path))
        _put_in_place(staged)
        return len(staged)

    def _is_running(self, identity: SignPublic) -> bool:
        try:
            self._current(identity)
        except StorageError:
            raise
        except CandorError:
            return False
        return True

    def _current(self, identity: SignPublic) -> SealPublic:
        """The epoch that runs. One whose key is not here would lose what is sealed to it."""
        raw = read_bounded(self._public_file, dsse.ENVELOPE_MAX) or b""
        try:
            payload = dsse.open_envelope(raw, dsse.EPOCH, identity)
            seal = SealPublic.from_bytes(msgspec.json.decode(payload, type=_Public).seal)
        except (Damaged, FormatError, msgspec.DecodeError) as error:
            raise Damaged(f"The file {self._public_file.name} was altered{_UNLOCK}") from error
        if not self._key_file(_id_of(seal)).exists():
            raise Damaged(f"The key of this epoch is gone{_UNLOCK}")
        return seal

    def _open_lock(self, session: str, raw: bytes, identity: Identity) -> bytes:
        magic, rest = raw[: len(_LOCK_MAGIC)], raw[len(_LOCK_MAGIC) :]
        epoch, sealed = rest[:_ID_BYTES], rest[_ID_BYTES:]
        if magic != _LOCK_MAGIC or len(epoch) != _ID_BYTES:
            raise Damaged("The lock of the session was altered.")
        half = self._key(epoch, identity).open(sealed, _lock_info(session, epoch))
        if len(half) != HALF_BYTES:
            raise Damaged("The lock of the session was altered.")
        return half

    def _key(self, epoch: bytes, identity: Identity) -> SealPrivate:
        raw = read_bounded(self._key_file(epoch), _FILE_MAX)
        if raw is None:
            raise Locked(
                "The key of this session's epoch is gone: bring back the folder epochs "
                "from a backup that is not older than the last deletion."
            )
        if not raw.startswith(_KEY_MAGIC):
            raise Damaged("The key of an epoch was altered.")
        info = context("epoch-key", epoch)
        return SealPrivate.from_bytes(identity.seal.open(raw[len(_KEY_MAGIC) :], info))

    @contextmanager
    def _held(self) -> Generator[None]:
        """Hold the folder; whoever comes meanwhile waits."""
        try:
            for folder in (self.home.ensure().epochs, self.home.locks):
                folder.mkdir(mode=0o700, exist_ok=True)
            held = os.open(self.home.epochs, os.O_RDONLY) if os.name == "posix" else -1
        except OSError as error:
            raise StorageError(f"The epochs cannot be used: {error.strerror}.") from error
        try:
            if sys.platform != "win32":
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            if held >= 0:
                os.close(held)

    @property
    def _public_file(self) -> Path:
        return self.home.epochs / "epoch.pub"

    @property
    def _due(self) -> Path:
        return self.home.epochs / "due"

    def _key_file(self, epoch: bytes) -> Path:
        return self.home.epochs / f"{epoch.hex()}{KEY_SUFFIX}"

    def _lock_file(self, session: str) -> Path:
        if not _SESSION.fullmatch(session):
            raise FormatError("The session has no id that a lock could be named after.")
        return self.home.locks / f"{session}{LOCK_SUFFIX}"


_UNLOCK: Final = "; unlock the vault once, for example with: candor sessions --unlock."


def _id_of(seal: SealPublic) -> bytes:
    return sha256(b"candor-epoch", seal.raw)[:_ID_BYTES]


def _lock(session: str, seal: SealPublic, half: bytes) -> bytes:
    epoch = _id_of(seal)
    return _LOCK_MAGIC + epoch + seal.seal(half, _lock_info(session, epoch))


def _lock_info(session: str, epoch: bytes) -> bytes:
    return context("session-lock", bytes.fromhex(session), epoch)


def _write_staged(path: Path, content: bytes) -> None:
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            if not hasattr(os, "sync"):
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(f"A lock could not be written: {error.strerror}.") from error


def _put_in_place(staged: list[tuple[Path, Path]]) -> None:
    """Give files their names, durably, once their content is on the disk."""
    if not staged:
        return
    try:
        if hasattr(os, "sync"):
            os.sync()
        for beside, path in staged:
            beside.replace(path)
        sync_folder(staged[0][1].parent)
    except OSError as error:
        raise StorageError(f"A lock could not be written: {error.strerror}.") from error


def _destroy(path: Path) -> None:
    """Overwrite a small file and remove it."""
    try:
        destroy(path, path.stat().st_size)
    except OSError as error:
        raise StorageError(f"{path.name} could not be destroyed: {error.strerror}.") from error
