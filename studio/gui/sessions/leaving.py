"""What leaves the list or comes into it: sealed copies, the demo session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from recorder.errors import CandorError
from recorder.session.layout import SUFFIX
from recorder.session.survey import survey
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.import_key import importing_key
from recorder.vault.keeper_client import Keeper
from studio.gui.assets import asset
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.words import tr
from studio.sealed_copy import copy_sealed as copy_one

DEMO_SOURCE = "candor demo"


def copy_sealed(context: AppContext, sessions: Sequence[str], folder: Path) -> None:
    """Copy sealed files and their receipts to `folder`."""

    def work(progress: Progress) -> int:
        for number, session in enumerate(sessions):
            progress.tell(number / len(sessions))
            copy_one(context.home, session, folder)
        return len(sessions)

    def done(count: int) -> None:
        context.frame.say(
            tr("%n sealed copy(ies) were saved to {folder}.", count).format(folder=folder.name)
        )

    context.jobs.run(tr("Save sealed copies"), work, done)


def import_demo(context: AppContext, done: Callable[[str], None]) -> None:
    """Bring the demo session into the library, unless it is there; `done` gets its id."""
    home = context.home

    def work(keeper: Keeper, _progress: Progress) -> str:
        from replay.load.bundle import import_bundle, origin_of, read_bundle

        raw = asset("demo", "demo.bundle").read_bytes()
        origin = origin_of(raw, DEMO_SOURCE, load_public(home).worker)
        if known := _imported(home, origin.digest.hex()):
            return known
        now = datetime.now(UTC)
        key = importing_key(home, keeper.sign, now)
        return import_bundle(read_bundle(raw), home.sessions, origin, key, now).stem

    def failed(error: Exception) -> None:
        context.frame.show_problem(Problem.of(error, safe=tr("Your sessions are as they were.")))

    context.vault.run(tr("Bring the demo session here"), work, done, failed)


def _imported(home: Home, origin: str) -> str | None:
    """The session that was imported from this origin before."""
    for path in home.sessions.glob(f"*{SUFFIX}"):
        try:
            header = survey(path, records_max=0).head.header
        except CandorError:
            continue
        if header.origin == origin:
            return path.stem
    return None
