"""Where Candor keeps its files, and how a file is written whole. It knows no file's content."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from recorder.errors import StorageError

REVIEW_SUFFIX = ".review"
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder of one person. Paths only; nothing is made before `ensure`."""

    root: Path

    @staticmethod
    def default() -> Home:
        """The folder that `CANDOR_HOME` names, else the platform's user data folder."""
        chosen = os.environ.get("CANDOR_HOME")
        if chosen:
            return Home(Path(chosen).expanduser().absolute())
        return Home(Path(platformdirs.user_data_dir("candor", appauthor=False)))

    @property
    def vault(self) -> Path:
        """The private keys, encrypted."""
        return self.root / "vault.bin"

    @property
    def identity_public(self) -> Path:
        return self.root / "identity.pub"

    @property
    def recording_key(self) -> Path:
        return self.root / "recording.key"

    @property
    def sessions(self) -> Path:
        """The folder of the journals."""
        return self.root / "sessions"

    @property
    def epochs(self) -> Path:
        """The folder of the epoch's key, without which no session opens. See `epochs`."""
        return self.root / "epochs"

    @property
    def locks(self) -> Path:
        """The folder of the sessions' locks, each sealed to the epoch."""
        return self.root / "locks"

    def review_of(self, session: str) -> Path:
        """The sealed log of what its worker made of a session, beside the journal."""
        return self.sessions / f"{session}{REVIEW_SUFFIX}"

    @property
    def receipts(self) -> Path:
        """The folder of consent receipts and withdrawals."""
        return self.root / "receipts"

    @property
    def campaigns(self) -> Path:
        """The folder of the pinned campaigns."""
        return self.root / "campaigns"

    @property
    def index(self) -> Path:
        """The library index; it can always be rebuilt from the journals."""
        return self.root / "index.db"

    @property
    def deletions(self) -> Path:
        """The ids of sessions that are gone when the studio closes."""
        return self.root / "deletions"

    @property
    def run(self) -> Path:
        """The folder of what only a running recording needs."""
        return self.root / "run"

    def ensure(self) -> Home:
        """Make the folders, readable by their owner alone, and return self.

        Raises:
            StorageError: a folder could not be made.
        """
        folders = (self.root, self.sessions, self.receipts, self.campaigns, self.run)
        try:
            for folder in folders:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder.chmod(0o700)
        except OSError as error:
            raise _refused("made", self.root, error) from error
        return self


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Replace the file at `path` by `content`, durably: never half, never readable too early.

    Raises:
        StorageError: the disk refused. The old file, if any, is still in place.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise _refused("written", path, error) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def destroy(path: Path, length: int) -> None:
    """Overwrite so much of the beginning of a file, then remove it.

    Raises:
        OSError: the disk refused.
    """
    with open(path, "r+b") as file:
        for start in range(0, length, _BLOCK):
            file.write(secrets.token_bytes(min(_BLOCK, length - start)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def read_bounded(path: Path, size_max: int) -> bytes | None:
    """The content of a file, or None when there is no such file.

    Raises:
        StorageError: it is larger than `size_max` bytes, or the disk refused.
    """
    try:
        with path.open("rb") as file:
            content = file.read(size_max + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused("read", path, error) from error
    if len(content) > size_max:
        raise StorageError(
            f"The file {path.name} is larger than {size_max} bytes and was not read."
        )
    return content


def _refused(act: str, path: Path, error: OSError) -> StorageError:
    return StorageError(f"{path.name or path} could not be {act}: {error.strerror or error}.")
