"""The audit log: one leaf for each opening and each change, durable before anybody is answered.

An append-only file of leaves beside a signed checkpoint. What a leaf means is the broker's; that
none is altered, taken out, moved or forgotten is proved by `merkle` and `checkpoint`.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from recorder.consent.iso27560 import Moment
from recorder.crypto import SignPrivate, SignPublic
from recorder.custody.checkpoint import (
    CHECKPOINT_BYTES_MAX,
    Checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from recorder.custody.merkle import Tree, proves_inclusion
from recorder.errors import CandorError, Damaged, FormatError, StorageError
from recorder.session.disk import SealedFile, lock
from recorder.vault.home import read_bounded, sync_folder, write_whole

LEAF_BYTES_MAX = 16 * 1024
LEAVES = "audit.log"
CHECKPOINT = "audit.checkpoint"
_LENGTH = struct.Struct(">I")


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happened. `salt` keeps a leaf's hash from being guessed by who may not read the leaf.

    `kind` is submitted, opened, refused, granted, revoked, quarantined, assigned, withdrawn,
    expired, dead or roster. Worker and person are fingerprints. `detail` never holds content: what
    labels are about, whom a submission was given to, where the words of a report lie.
    """

    kind: str
    at: Moment
    salt: bytes
    submission: str = ""
    worker: str = ""
    person: str = ""
    role: str = ""
    stream: str = ""
    purpose: str = ""
    until: Moment | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf with the proof that it stands in the log of a checkpoint."""

    index: int
    leaf: bytes
    proof: tuple[bytes, ...]
    checkpoint: bytes


class AuditLog:
    """The log of one broker, held by one process. Leaves come back in the order they were added."""

    def __init__(self, folder: Path, origin: str, key: SignPrivate) -> None:
        """Open or begin the log; a last leaf that was cut while it was written is cut off.

        Raises:
            Damaged: the log does not fit its own checkpoint.
            StorageError: another process holds it, or the disk refused.
        """
        self._folder, self._origin, self._key = folder, origin, key
        self._is_broken = False
        self._file, self._end = _hold(folder / LEAVES)
        try:
            leaves, whole = _read(folder / LEAVES)
            self._tree = Tree(leaves)
            self._leaves = leaves
            _check_checkpoint(folder, origin, key.public(), self._tree)
            if whole < self._end:
                self._file.truncate(whole)
                self._file.sync()
            self._end = whole
            # A leaf that its checkpoint missed must not be joined by a second one.
            write_whole(folder / CHECKPOINT, self.checkpoint().note)
        except CandorError:
            self._file.close()
            raise

    @property
    def size(self) -> int:
        return self._tree.size

    def append(self, leaf: Leaf) -> Entry:
        """Add a leaf. It is on the disk, under a signed checkpoint, when this returns.

        Raises:
            StorageError: the disk refused. Nobody may be answered then.
        """
        raw = msgspec.json.encode(leaf)
        if len(raw) > LEAF_BYTES_MAX:
            raise FormatError("An entry of the audit log would be too long.")
        if self._is_broken:
            raise StorageError("The audit log could not be written; start the broker again.")
        # What a disk kept of a write that it refused is known only after reading it again.
        self._is_broken = True
        self._end += self._file.append(self._end, _LENGTH.pack(len(raw)) + raw)
        self._file.sync()
        index = self._tree.append(raw)
        self._leaves.append(raw)
        note = self.checkpoint().note
        write_whole(self._folder / CHECKPOINT, note)
        self._is_broken = False
        return Entry(index, raw, self._tree.inclusion(index, self.size), note)

    def checkpoint(self) -> Checkpoint:
        return sign_checkpoint(self._origin, self.size, self._tree.root(), self._key)

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """The proof for a witness that has seen `old` leaves; none when it has seen more."""
        return self._tree.consistency(old, self.size) if old <= self.size else ()

    def hashes(self, start: int, count: int) -> Sequence[bytes]:
        """The hashes of so many leaves. They tell nothing of what the leaves say."""
        return self._tree.hashes[start : start + count]

    def leaves(self) -> Iterator[Leaf]:
        """Raises:
        FormatError: a leaf is of a kind that this Candor does not know.
        """
        yield from map(read_leaf, self._leaves)

    def entry(self, index: int) -> Entry:
        """An entry, with its proof under the present checkpoint."""
        proof = self._tree.inclusion(index, self.size)
        return Entry(index, self._leaves[index], proof, self.checkpoint().note)

    def entries_of(self, worker: str) -> Iterator[Entry]:
        """Every entry about one worker's submissions, with proofs under the present checkpoint."""
        for index, leaf in enumerate(self.leaves()):
            if leaf.worker == worker:
                yield self.entry(index)

    def close(self) -> None:
        self._file.close()


def check_entry(entry: Entry, origin: str, key: SignPublic) -> Leaf:
    """The leaf of an entry, when the log that the broker signed holds it.

    Raises:
        Damaged, FormatError: it does not, or the entry cannot be read.
    """
    signed = read_checkpoint(entry.checkpoint, origin, key)
    if not proves_inclusion(entry.leaf, entry.index, signed.size, entry.proof, signed.root):
        raise Damaged("The broker showed an entry that does not stand in its audit log.")
    return read_leaf(entry.leaf)


def read_leaf(raw: bytes) -> Leaf:
    """Raises:
    FormatError: these bytes are not a leaf.
    """
    try:
        return msgspec.json.decode(raw, type=Leaf)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FormatError("An entry of the audit log cannot be read.") from error


def verify_log(folder: Path, origin: str, key: SignPublic) -> tuple[Leaf, ...]:
    """Read a whole log and hold it against its signed checkpoint.

    Raises:
        Damaged, FormatError: a leaf was altered, taken out, moved or cut off.
        StorageError: the disk refused.
    """
    leaves, _ = _read(folder / LEAVES)
    _check_checkpoint(folder, origin, key, Tree(leaves))
    return tuple(map(read_leaf, leaves))


def _check_checkpoint(folder: Path, origin: str, key: SignPublic, tree: Tree) -> None:
    note = read_bounded(folder / CHECKPOINT, CHECKPOINT_BYTES_MAX)
    # A process that was killed between the two writes leaves one leaf more than was signed.
    signed = read_checkpoint(note, origin, key) if note is not None else None
    size = signed.size if signed else 0
    if not size <= tree.size <= size + 1:
        raise Damaged(f"The audit log has {tree.size} entries where {size} were signed.")
    if signed and tree.root(size) != signed.root:
        raise Damaged("An entry of the audit log was altered, taken out or moved.")


def _hold(path: Path) -> tuple[SealedFile, int]:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            lock(descriptor)
        except BlockingIOError as error:
            os.close(descriptor)
            raise StorageError(
                "The audit log is held by another broker; end that first."
            ) from error
        sync_folder(path.parent)
        return SealedFile(descriptor), os.fstat(descriptor).st_size
    except OSError as error:
        reason = error.strerror or "unknown cause"
        raise StorageError(f"The audit log cannot be opened: {reason}.") from error


def _read(path: Path) -> tuple[list[bytes], int]:
    """The whole leaves of a log, and where the last of them ends."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown cause"
        raise StorageError(f"The audit log cannot be read: {reason}.") from error
    leaves: list[bytes] = []
    at = 0
    while at + _LENGTH.size <= len(raw):
        (length,) = _LENGTH.unpack_from(raw, at)
        if length > LEAF_BYTES_MAX:
            raise Damaged("The audit log was altered: an entry is longer than entries are.")
        end = at + _LENGTH.size + length
        if end > len(raw):
            break
        leaves.append(raw[at + _LENGTH.size : end])
        at = end
    return leaves, at
