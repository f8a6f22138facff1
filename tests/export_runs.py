"""Exports by the command as a program of its own, and what of a session must lie nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from recorder.session.reader import Session
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.export_plan import Wish, write_export
from studio.reviewed import Reviewed
from tests.player_sessions import consented, write_session

CANARY = "CANARY-8c1f-the-task-of"
COMMAND = (sys.executable, "-c", "from studio.cli import main; main()", "export")


def sessions(home: Home, count: int, seconds: float = 2.0) -> tuple[str, ...]:
    """The ids of so many small sessions, each with a task of its own."""
    consented(home)
    return tuple(write_session(home, f"{CANARY} {n}", seconds).stem for n in range(count))


def plain(form: str, out: Path, *names: str, wish: dict[str, str] | None = None) -> Path:
    """A plain export, with one keeper for all sessions."""
    home = Home.default()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())

        def open_one(reviewed: Reviewed, name: str) -> Session:
            return reviewed.read(keeper, home.sessions / f"{name}.candor")

        write_export(Wish(names, form, **(wish or {})), home, open_one, out)
    return out


def canaries(places: Iterable[Path], *words: str) -> list[Path]:
    """The files below these places that hold one of these words, also in UTF-16."""
    wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    found: list[Path] = []
    for place in places:
        for path in place.rglob("*"):
            try:
                if path.is_file() and _holds(path, wanted):
                    found.append(path)
            except OSError:
                continue
    return found


def _holds(path: Path, wanted: list[bytes]) -> bool:
    content = path.read_bytes()
    return any(each in content for each in wanted)
