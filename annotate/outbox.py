"""A submission on its way: its sealed objects and the broker's reservation, until it was accepted.

What lies here is ciphertext whose keys were forgotten when it was made; only whom it is for opens
it. It is there so that sending goes on where it broke off, with the same submission.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recorder.consent import dsse
from recorder.custody.manifest import Manifest
from recorder.custody.stores import PIECE_BYTES, FolderStore, Store, Stored, read_back
from recorder.errors import Damaged, StorageError, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole

_RESERVATION: Final = "reservation.dsse"

Sent = Callable[[int], None]
"""Told how many bytes went to the store; it raises what shall end the sending."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """What of one candidate waits to be sent. Whoever uses it holds `sending`."""

    home: Home
    candidate: str

    @property
    def folder(self) -> Path:
        return outboxes(self.home) / self.candidate

    @property
    def store(self) -> FolderStore:
        """Where the objects are sealed into."""
        return FolderStore(self.folder)

    def reservation(self) -> bytes | None:
        """The broker's place for it, still signed, or None."""
        return read_bounded(self.folder / _RESERVATION, dsse.ENVELOPE_MAX)

    def begin(self, raw: bytes) -> None:
        """Remember a place, and forget objects whose sealing broke off.

        Raises:
            StorageError: the disk refused.
        """
        self.clear()
        self.folder.mkdir(mode=0o700, parents=True)
        write_whole(self.folder / _RESERVATION, raw)

    def holds(self, manifest: Manifest) -> bool:
        """Whether every object is here as it was sealed."""
        try:
            read_back(self.store, (each.stored for each in manifest.streams))
        except (StorageError, Damaged):
            return False
        return True

    def send(self, manifest: Manifest, store: Store, sent: Sent) -> None:
        """Put what the store does not have yet.

        Raises:
            StorageError: the store refused; asked again, it goes on.
            Damaged: something else lies there under the name of an object.
        """
        for each in manifest.streams:
            if _has(store, each.stored):
                sent(each.size_bytes)
            else:
                store.put(self._pieces(each.stored, sent))

    def clear(self) -> None:
        """Forget it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _pieces(self, stored: Stored, sent: Sent) -> Iterator[bytes]:
        for start in range(0, stored.size_bytes, PIECE_BYTES):
            length = min(PIECE_BYTES, stored.size_bytes - start)
            yield self.store.range(stored.name, start, length)
            sent(length)


@contextmanager
def sending(home: Home) -> Generator[None]:
    """Nobody else of this home sends meanwhile.

    Raises:
        WrongUse: somebody does.
    """
    folder = outboxes(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongUse(
                "Another submission of yours is on its way in this moment; ask again when it is "
                "done."
            ) from error
        yield
    finally:
        os.close(descriptor)


def clear_outboxes(home: Home, wanted: Callable[[str], bool]) -> None:
    """Forget what waits for candidates that are not wanted any more."""
    for folder in outboxes(home).iterdir():
        if not wanted(folder.name):
            Outbox(home, folder.name).clear()


def outboxes(home: Home) -> Path:
    return home.root / "outbox"


def _has(store: Store, stored: Stored) -> bool:
    try:
        return store.size(stored.name) == stored.size_bytes
    except StorageError:
        return False
