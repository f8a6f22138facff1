"""A session read whole through the keeper. For looking into one record by record, see `survey`."""

from __future__ import annotations

from pathlib import Path

from recorder.session.reader import Session, read_session
from recorder.session.scan import Scanner
from recorder.vault.keeper_client import Keeper


def read_whole(keeper: Keeper, path: Path) -> Session:
    """Decrypt and read one session with an unlocked keeper.

    Raises:
        Locked, NotOurs, Damaged, FormatError, StorageError: as the sentence says.
    """
    with Scanner(path) as scanner:
        header = scanner.head.header
    return read_session(header, keeper.read_session(path))
