"""What several commands need: a session by its name, opened and read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import StorageError, WrongUse
from recorder.session.layout import SUFFIX
from recorder.session.reader import Session
from recorder.vault.home import Home, read_bounded
from recorder.vault.reading import read_whole
from studio.commands.identity import unlocked_keeper

if TYPE_CHECKING:
    from replay.corrections import Corrected


def find_session(home: Home, name: str) -> Path:
    """The file of the session whose id starts with `name`.

    Raises:
        WrongUse: none does, or several do.
    """
    found = sorted(path for path in home.sessions.glob(f"*{SUFFIX}") if path.name.startswith(name))
    if len(found) != 1 or not name:
        what = "No session has" if not found else "Several sessions have"
        raise WrongUse(f"{what} an id that starts with “{name}”.")
    return found[0]


def read_document(file: str, size_max: int) -> bytes:
    """The bytes of a file, or of standard input for `-`; of longer input one byte more than that.

    Raises:
        StorageError: there is no such file, or it is larger.
    """
    if file == "-":
        return sys.stdin.buffer.read(size_max + 1)
    raw = read_bounded(Path(file), size_max)
    if raw is None:
        raise StorageError(f"There is no file {file}.")
    return raw


def turn_epoch(home: Home) -> None:
    """Let copies of what was deleted open for nobody, or say when that will be so."""
    from recorder.vault import deletion
    from recorder.vault.unlock import Unlock

    if not deletion.turn_epoch(home, Unlock.default()):
        click.echo("Copies of it still open, until the vault is unlocked the next time.", err=True)


def open_reviewed(name: str) -> tuple[Session, Corrected]:
    """Unlock and read one session, and its steps as its worker left them.

    Raises:
        WrongUse, Locked, NotOurs, Damaged: as the sentence says.
    """
    from studio.reviewed import Reviewed

    reviewed = Reviewed(Home.default())
    path = find_session(reviewed.home, name)
    with unlocked_keeper(reviewed.home) as keeper:
        session = reviewed.read(keeper, path)
    return session, reviewed.corrected(session)


def open_session(name: str) -> Session:
    """Unlock, decrypt and read one session.

    Raises:
        WrongUse, Locked, NotOurs, Damaged: as the sentence says.
    """
    home = Home.default()
    path = find_session(home, name)
    with unlocked_keeper(home) as keeper:
        return read_whole(keeper, path)
