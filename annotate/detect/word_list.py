"""Where the worker's own list lies: one sealed file in the data folder, never in the clear."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from annotate.detect.words import read_words
from recorder.errors import StorageError, WrongUse
from recorder.vault.home import Home, write_whole

PLACE: Final = "detect/words"
BYTES_MAX: Final = 60_000
FILE_MAX: Final = 1 << 20


class Sealer(Protocol):
    """Seals and opens small blobs for one identity. The keeper is one. Raises CandorError."""

    def seal(self, place: str, plaintext: bytes) -> bytes: ...
    def open(self, place: str, sealed: bytes) -> bytes: ...


def words_path(home: Home) -> Path:
    return home.root / "words.sealed"


def load_words(home: Home, sealer: Sealer) -> tuple[str, ...]:
    """The words of the list; none if it was never written.

    Raises:
        CandorError: it is there and does not open.
    """
    path = words_path(home)
    try:
        with path.open("rb") as file:
            sealed = file.read(FILE_MAX)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StorageError(f"Your list of words could not be read: {error.strerror}.") from error
    return read_words(sealer.open(PLACE, sealed).decode())


def keep_words(home: Home, sealer: Sealer, untrusted: str) -> int:
    """Replace the list by these lines and say how many words it has.

    Raises:
        WrongUse: the list is too long, or a word is too short or long.
        StorageError: the disk refused; the old list is still there.
    """
    words = read_words(untrusted)
    plain = "\n".join(words).encode()
    if len(plain) > BYTES_MAX:
        raise WrongUse(f"The list is longer than {BYTES_MAX:,} bytes; keep the words that matter.")
    write_whole(words_path(home.ensure()), sealer.seal(PLACE, plain))
    return len(words)
