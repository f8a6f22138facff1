"""Ending a session for good: lock and key are overwritten first, then the file is taken away.

Without its lock and the sealed key in its head nobody can open what is left, the worker included.
That reaches copies made before as soon as the epoch is turned, which the keeper does; until then
it is due. What a flash disk keeps of it nobody can promise: `docs/THREATS.md` says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from recorder.errors import CandorError, Locked, StorageError, WrongUse
from recorder.session import layout
from recorder.session.disk import is_being_written
from recorder.session.journal import session_path
from recorder.vault.epochs import Epochs
from recorder.vault.home import REVIEW_SUFFIX, Home, destroy, read_bounded, write_whole
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock

_LIST_MAX = 1024 * 1024
# What is overwritten when a head is too damaged to say how long it is.
_HEAD_BYTES_MAX = layout.PREFIX_BYTES + layout.HEADER_BYTES_MAX + layout.WRAP_BYTES_MAX


def shred(home: Home, path: Path) -> None:
    """Destroy the lock of a session, overwrite its head, and remove the file; its review goes
    before it. The keeper turns the epoch then: `turn_epoch`.

    Raises:
        WrongUse: it is being recorded.
        StorageError: the disk refused; what was not removed is still listed.
    """
    try:
        if is_being_written(path):
            raise WrongUse("This session is being recorded; stop the recording first.")
        review = path.with_suffix(REVIEW_SUFFIX)
        if review.exists():
            # Sealed to the identity, not to the session: overwriting a key would not be enough.
            destroy(review, review.stat().st_size)
        Epochs(home).destroy(path.stem)
        destroy(path, _head_bytes(path))
    except OSError as error:
        raise StorageError(f"The session could not be deleted: {error.strerror}.") from error


def turn_epoch(home: Home, how: Unlock) -> bool:
    """Turn the epoch if a session was deleted under it; False when that has to wait until the
    vault is unlocked.
    """
    if not Epochs(home).is_due():
        return True
    try:
        with Keeper(home) as keeper:
            keeper.unlock(how)
    except Locked:
        return False
    return not Epochs(home).is_due()


@dataclass(frozen=True, slots=True)
class Deletions:
    """The sessions that a person deleted and could still bring back. They lie where they were;
    the list of them survives a crash, after which they are shredded as if the studio had closed.
    """

    home: Home

    def note(self, sessions: Collection[str]) -> None:
        """Remember exactly these.

        Raises:
            StorageError: the disk refused.
        """
        if sessions:
            write_whole(self.home.deletions, "\n".join(sorted(sessions)).encode())
        else:
            self.home.deletions.unlink(missing_ok=True)

    def noted(self) -> frozenset[str]:
        """The sessions that were noted and still lie here."""
        raw = read_bounded(self.home.deletions, _LIST_MAX) or b""
        names = frozenset(raw.decode(errors="replace").split())
        return frozenset(name for name in names if name.isalnum() and self._path(name).exists())

    def shred_noted(self) -> int:
        """Shred what was noted; returns how many. One that cannot be stays noted.

        Raises:
            StorageError: the disk refused for one of them.
        """
        left, problem = set(self.noted()), None
        count = len(left)
        for session in sorted(left):
            try:
                shred(self.home, self._path(session))
            except CandorError as error:
                problem = error
            else:
                left.discard(session)
        self.note(left)
        if problem is not None:
            raise problem
        return count

    def _path(self, session: str) -> Path:
        return session_path(self.home.sessions, session)


def _head_bytes(path: Path) -> int:
    size = path.stat().st_size
    try:
        with open(path, "rb") as file:
            lengths = layout.parse_prefix(file.read(layout.PREFIX_BYTES))
    except CandorError:
        return min(size, _HEAD_BYTES_MAX)
    return min(size, layout.PREFIX_BYTES + lengths.rest)
