"""Where sealed objects lie: a folder, or a bucket. A name is the SHA-256 of what it names.

A store is not trusted: whatever it hands out is held against the name or opened by a key. It
holds ciphertext and signed documents only, and knows neither.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from recorder.errors import Damaged, FormatError, StorageError
from recorder.vault.home import sync_folder

PIECE_BYTES = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """An object by its name, the hash of its bytes in hex."""

    name: str
    size_bytes: int


class Store(Protocol):
    """Objects are put once, whole, and never changed. All raise `StorageError` when the store
    refuses or an object is not there."""

    def put(self, pieces: Iterable[bytes]) -> Stored:
        """Keep an object and say its name. The same content again changes nothing.

        Raises:
            Damaged: something else lies under this name; it is left as it is.
        """
        ...

    def size(self, name: str) -> int: ...

    def range(self, name: str, start: int, length: int) -> bytes:
        """Exactly these bytes, unchecked. Bytes beyond the end are an error."""
        ...

    def names(self) -> Iterator[str]: ...

    def delete(self, name: str) -> None:
        """Take an object away; one that is not there is no error."""
        ...


def open_store(place: str) -> Store:
    """The store at a place: the path of a folder, or a URL such as `s3://name/prefix`.

    Raises:
        WrongUse: the extra for buckets is missing, or the URL or its credentials cannot be used.
    """
    if "://" not in place:
        return FolderStore(Path(place))
    from recorder.custody.bucket import open_bucket

    return open_bucket(place)


def get(store: Store, name: str, size_max: int) -> bytes:
    """A whole object, held against its name.

    Raises:
        Damaged: the store handed out something else.
        FormatError: it is larger than `size_max`.
    """
    size = store.size(name)
    if size > size_max:
        raise FormatError("An object in the store is larger than it may be.")
    content = store.range(name, 0, size)
    if hashlib.sha256(content).hexdigest() != name:
        raise _other_content()
    return content


def read_back(store: Store, objects: Iterable[Stored]) -> None:
    """Read objects again and hold them against their names and sizes.

    Raises:
        StorageError: the store said it kept an object, and has lost it.
        Damaged: the store hands out something else.
    """
    for each in objects:
        if store.size(each.name) != each.size_bytes:
            raise _other_content()
        digest = hashlib.sha256()
        for start in range(0, each.size_bytes, PIECE_BYTES):
            length = min(PIECE_BYTES, each.size_bytes - start)
            digest.update(store.range(each.name, start, length))
        if digest.hexdigest() != each.name:
            raise _other_content()


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder: `o/ab/cd/NAME`, each file linked into place when it is whole and synced."""

    root: Path

    def put(self, pieces: Iterable[bytes]) -> Stored:
        with _disk():
            incoming = self.root / "incoming"
            incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
            staged = incoming / secrets.token_hex(16)
            try:
                stored = _write_new(staged, pieces)
                self._link(staged, stored)
            finally:
                staged.unlink(missing_ok=True)
        return stored

    def size(self, name: str) -> int:
        with _disk():
            return self._path(name).stat().st_size

    def range(self, name: str, start: int, length: int) -> bytes:
        with _disk(), self._path(name).open("rb") as file:
            file.seek(start)
            return exactly(file.read(length), length)

    def names(self) -> Iterator[str]:
        for path in sorted(self.root.glob("o/??/??/*")):
            if is_name(path.name):
                yield path.name

    def delete(self, name: str) -> None:
        with _disk():
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.root / key_of(name)

    def _link(self, staged: Path, stored: Stored) -> None:
        path = self._path(stored.name)
        for folder in (self.root / "o", path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        try:
            os.link(staged, path)
        except FileExistsError:
            read_back(self, [stored])
        for folder in (path.parent, path.parent.parent, self.root / "o", self.root):
            sync_folder(folder)


def _write_new(path: Path, pieces: Iterable[bytes]) -> Stored:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def key_of(name: str) -> str:
    """Where an object lies within a store.

    Raises:
        FormatError: this is no name.
    """
    if not is_name(name):
        raise FormatError("This is not the name of an object: a name is 64 hex digits.")
    return f"o/{name[:2]}/{name[2:4]}/{name}"


def exactly(content: bytes, length: int) -> bytes:
    """The content, if it is as long as was asked for."""
    if len(content) != length:
        raise Damaged("An object in the store is shorter than it was when it was kept.")
    return content


def _other_content() -> Damaged:
    return Damaged("The store holds something else under this name than was kept there.")


def not_there() -> StorageError:
    return StorageError("An object is not in the store: it was lost or taken away.")


@contextmanager
def _disk() -> Generator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise not_there() from error
    except OSError as error:
        reason = error.strerror or "unknown cause"
        raise StorageError(f"The folder of the store refused: {reason}.") from error
