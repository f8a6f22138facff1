"""A desk over a painted session, without the window around it, for the tests of reviews."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from recorder.vault.home import Home
from studio.gui.context import AppContext
from studio.gui.review.desk import Desk
from tests.gui_helpers import gui_context
from tests.player_sessions import consented, write_session

WAIT_MS = 20_000


class AtDesk:
    """A desk, and what tests do with it."""

    def __init__(self, context: AppContext, bot: QtBot, path: Path) -> None:
        self.context, self.bot, self.path = context, bot, path
        self.desk = Desk(context)
        self.refusals: list[str] = []
        self.problems: list[object] = []
        self.desk.refused.connect(self.refusals.append)
        context.frame.problem.connect(self.problems.append)

    def open(self) -> Desk:
        self.desk.open(self.path.stem, self.path)
        self.until(lambda: self.desk.is_open and self.desk.steps)
        return self.desk

    def until(self, condition) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def rest(self) -> None:
        """Until no edit is on its way and no job is running."""
        self.until(lambda: not self.desk.is_saving and not self.context.jobs.active())

    def close(self) -> None:
        self.desk.close()
        self.rest()


@contextmanager
def desk_over(folder: Path, bot: QtBot) -> Iterator[AtDesk]:
    """A desk over a home with one session, which is there already when it is opened again."""
    home = Home(folder)
    paths = sorted(home.sessions.glob("*.candor")) if home.sessions.exists() else []
    if not paths:
        consented(home)
        paths = [write_session(home)]
    with gui_context(folder) as context:
        at = AtDesk(context, bot, paths[0])
        try:
            yield at
        finally:
            at.close()
