"""What an engineer exported of submissions, so that a withdrawal finds the copies. No content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from recorder.consent.iso27560 import Moment
from recorder.errors import Damaged
from recorder.vault.home import Home, read_bounded, write_whole

_FILE_MAX = 16 * 1024 * 1024


class Export(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One export that was written, and where to."""

    made_at: Moment
    form: str
    folder: str
    submissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """The exports that are remembered under one home."""

    home: Home

    @property
    def path(self) -> Path:
        return self.home.root / "exports.json"

    def all(self) -> Iterator[Export]:
        """Every export, the oldest first.

        Raises:
            Damaged: what was remembered was altered.
        """
        raw = read_bounded(self.path, _FILE_MAX)
        if raw is None:
            return
        try:
            yield from msgspec.json.decode(raw, type=tuple[Export, ...])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Damaged("What is remembered of your exports was altered.") from error

    def add(self, export: Export) -> None:
        """Remember one more.

        Raises:
            Damaged, StorageError: what is there cannot be read, or the disk refused.
        """
        write_whole(self.path, msgspec.json.encode((*self.all(), export)))
