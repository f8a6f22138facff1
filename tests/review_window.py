"""The real window with the places Sessions and Review, over a home with one painted session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from recorder.vault.home import Home
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.main_window import PLACES
from studio.gui.review.desk import Desk
from studio.gui.review.page import ReviewPage
from studio.gui.review.place import ReviewPlace
from tests.gui_helpers import gui_context
from tests.player_sessions import consented, write_session
from tests.sessions_window import Window

TASK = "Write to the supplier"
SHOWN = tuple(each for each in PLACES if each.place_id in ("sessions", "review"))


class ReviewWindow(Window):
    """The window, and what tests of reviews do with it."""

    def __init__(self, context: AppContext, bot: QtBot, size: tuple[int, int]) -> None:
        super().__init__(context, bot, size, SHOWN)
        self.problems: list[object] = []
        context.frame.problem.connect(self.problems.append)

    @property
    def reviewing(self) -> ReviewPlace:
        found = self.main.place("review")
        assert isinstance(found, ReviewPlace)
        return found

    @property
    def review(self) -> ReviewPage:
        return self.reviewing.page

    @property
    def desk(self) -> Desk:
        return self.review.desk

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.desk.steps

    @property
    def listed(self) -> list[str]:
        """The ids in the step list, from the top."""
        model = self.review.steps.model
        rows = (model.row(at) for at in range(model.rowCount()))
        return [row.id for row in rows if row is not None]

    def begin(self) -> ReviewPage:
        """Review the session, from the list of sessions as a person does."""
        self.until(lambda: TASK in self.tasks)
        self.list.table.select_row(self.tasks.index(TASK))
        self.context.actions.trigger("sessions.review")
        self.until(lambda: self.desk.is_open and self.desk.selection)
        return self.review

    def do(self, verb: str) -> None:
        """Start an action of the place, and wait until it is on the disk."""
        action_id = f"review.{verb}"
        self.until(lambda: self.context.actions.can(action_id))
        self.context.actions.trigger(action_id)
        self.saved()

    def saved(self) -> None:
        self.until(lambda: not self.desk.is_saving)

    def choose(self, step: str) -> None:
        """Select one step in the list."""
        view, model = self.review.steps.view, self.review.steps.model
        row = model.row_of(step)
        assert row is not None
        view.setCurrentIndex(model.index(row))


@contextmanager
def review_window(
    folder: Path, bot: QtBot, size: tuple[int, int] = (1280, 800)
) -> Iterator[ReviewWindow]:
    """The window; its session is there already when it is opened again."""
    home = Home(folder)
    if not home.sessions.exists() or not any(home.sessions.iterdir()):
        consented(home)
        write_session(home, TASK)
    with gui_context(folder) as context:
        failures: list[object] = []
        context.jobs.failed.connect(lambda _job, error: failures.append(error))
        window = ReviewWindow(context, bot, size)
        try:
            yield window
        finally:
            window.until(lambda: not window.desk.is_saving)
            window.close()
        assert not failures, failures
