"""Objects that arrive in pieces at a broker's service: kept apart per sender until they are whole.

What arrived is not trusted: it enters the store when its hash is the name it was sent under.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recorder.crypto import SignPublic, sha256
from recorder.custody.calls import Have
from recorder.custody.documents import SHA256_HEX
from recorder.custody.messages import SendRequest
from recorder.custody.stores import PIECE_BYTES, Store
from recorder.errors import Damaged, FormatError, StorageError

OBJECT_BYTES_MAX: Final = 64 << 30
KEPT_S: Final = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Uploads:
    """The unfinished objects in one folder, on their way into a store. One caller at a time."""

    folder: Path
    store: Store

    def have(self, sender: SignPublic, name: str) -> Have:
        """How much is there of an object."""
        _check_name(name)
        with suppress(StorageError):
            return Have(self.store.size(name), True)
        return Have(_size(self._path(sender, name)), False)

    def add(self, sender: SignPublic, wish: SendRequest, piece: bytes) -> Have:
        """Take a piece that goes on where the last one ended; any other is left out.

        Raises:
            FormatError: it is longer than was said, or too large.
            Damaged: all of it arrived, and it is not what it was called; it is forgotten.
            StorageError: the disk or the store refused.
        """
        _check_name(wish.name)
        if not 0 < wish.size_bytes <= OBJECT_BYTES_MAX:
            raise FormatError("An object of this size is not taken.")
        if wish.start < 0 or wish.start + len(piece) > wish.size_bytes:
            raise FormatError("A piece of an object is longer than the object.")
        with suppress(StorageError):
            return Have(self.store.size(wish.name), True)
        path = self._path(sender, wish.name)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if wish.start == _size(path):
                _append(path, piece)
            have = _size(path)
            if have < wish.size_bytes:
                return Have(have, False)
            return self._finish(path, wish)
        except OSError as error:
            reason = error.strerror or "unknown cause"
            raise StorageError(f"The broker could not keep a piece: {reason}.") from error

    def forget_old(self) -> None:
        """Delete what nobody went on with for a week."""
        for path in self.folder.glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - KEPT_S:
                    path.unlink()

    def _finish(self, path: Path, wish: SendRequest) -> Have:
        digest = hashlib.sha256()
        for piece in _pieces(path):
            digest.update(piece)
        if digest.hexdigest() != wish.name:
            path.unlink()
            raise Damaged("What arrived is not the object that was named; send it again.")
        self.store.put(_pieces(path))
        path.unlink()
        return Have(wish.size_bytes, True)

    def _path(self, sender: SignPublic, name: str) -> Path:
        # Of each sender apart, so that nobody spoils what another sends.
        return self.folder / sha256(b"candor-upload", sender.raw, name.encode()).hex()


def _check_name(name: str) -> None:
    if not SHA256_HEX.fullmatch(name):
        raise FormatError("This is not the name of an object: a name is 64 hex digits.")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _append(path: Path, piece: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece
