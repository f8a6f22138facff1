"""The file under a journal: created whole, locked, appended whole or not at all, synced."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from recorder.errors import StorageError
from recorder.vault.home import sync_folder

if sys.platform != "win32":
    import fcntl


class SealedFile:
    """An open, locked file that only grows or is truncated."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    @staticmethod
    def create(path: Path, head: bytes) -> SealedFile:
        """Make the file under another name first, so that a torn head is never visible.

        Raises:
            StorageError: the disk refuses, or the name is taken.
        """
        if path.exists():
            raise StorageError("There is a session of this name already; it was left as it is.")
        staged = path.with_name(f".{path.name}.new")
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            fd = os.open(staged, flags, 0o600)
        except OSError as error:
            raise storage_error(error) from error
        file = SealedFile(fd)
        try:
            lock(fd)
            file.append(0, head)
            os.fsync(fd)
            os.rename(staged, path)
            sync_folder(path.parent)
        except (OSError, StorageError) as error:
            file.close()
            for left in (staged, path):
                left.unlink(missing_ok=True)
            raise error if isinstance(error, StorageError) else storage_error(error) from error
        return file

    def append(self, offset: int, data: bytes) -> int:
        """Write the whole at `offset`, or nothing: what did not fit is cut off again."""
        view = memoryview(data)
        try:
            os.lseek(self._fd, offset, os.SEEK_SET)
            while view:
                view = view[os.write(self._fd, view) :]
        except OSError as error:
            # A tail that cannot be cut off reads as a record that was cut short.
            with suppress(OSError):
                os.ftruncate(self._fd, offset)
            raise storage_error(error) from error
        return len(data)

    def truncate(self, size: int) -> None:
        try:
            os.ftruncate(self._fd, size)
        except OSError as error:
            raise storage_error(error) from error

    def sync(self) -> None:
        try:
            getattr(os, "fdatasync", os.fsync)(self._fd)
        except OSError as error:
            raise storage_error(error) from error

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def remove(path: Path) -> None:
    """Remove a session durably.

    Raises:
        StorageError: the disk refuses.
    """
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageError(f"The session could not be removed: {error.strerror}.") from error


def is_being_written(path: Path) -> bool:
    """Whether a running recording holds the file.

    Raises:
        StorageError: it cannot be read.
    """
    if sys.platform == "win32":
        return False
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise StorageError(f"The session cannot be read: {error.strerror}.") from error
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(fd)
    return False


def storage_error(error: OSError) -> StorageError:
    reason = error.strerror or "unknown cause"
    return StorageError(f"The session could not be written: {reason}. What was written is kept.")


def lock(fd: int) -> None:
    """Hold a file or a folder until it is closed, where the system can.

    Raises:
        BlockingIOError: somebody else holds it.
    """
    if sys.platform != "win32":
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
