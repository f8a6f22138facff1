"""What the tests of the Record place share: the place in its window, on a desktop to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.main_window import MainWindow
from studio.gui.place import Place
from studio.gui.rail import PlaceRow
from studio.gui.record.place import RecordPlace
from studio.gui.record.recording import Ending
from studio.gui.settings_table import COUNTDOWN_S
from tests.gui_helpers import gui_context

ROWS = (
    PlaceRow("record", "Record", "record", "studio.gui.record.place:RecordPlace"),
    PlaceRow("sessions", "Sessions", "sessions", "tests.record_helpers:Elsewhere"),
)
WAIT_MS = 20_000


class Elsewhere(Place):
    """Stands where sessions are looked at."""

    place_id = "sessions"


@dataclass
class Room:
    """The place, its window, and what it asked of the frame."""

    window: MainWindow
    place: RecordPlace
    qtbot: QtBot
    problems: list[Problem] = field(default_factory=list)
    wanted: list[tuple[str, object]] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)

    @property
    def context(self) -> AppContext:
        return self.place.context

    @property
    def recording(self):
        return self.place.conductor.recording

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def can(self, action_id: str) -> bool:
        return self.context.actions.can(action_id)

    def do(self, action_id: str) -> None:
        self.context.actions.trigger(action_id)

    def look(self) -> None:
        """Wait until the desktop was seen, and consent and machine were asked."""
        self.wait(lambda: self.place.setup.area.captured())
        self.wait(lambda: self.place.checks.results and not self.place.checks.under_way)
        self.wait(lambda: self.context.consents.entries is not None)

    def record(self, task: str = "a task") -> None:
        """Record, without a countdown, until it does."""
        self.look()
        self.context.settings.choose(COUNTDOWN_S, 0)
        self.place.setup.terms.task.setText(task)
        self.do("record.start")
        self.wait(lambda: self.recording.state == "recording" or self.endings)


@contextmanager
def record_room(folder: Path, qtbot: QtBot) -> Iterator[Room]:
    """The Record place in its window, ended with the block."""
    with gui_context(folder) as context:
        window = MainWindow(context, ROWS)
        place = window.place("record")
        assert isinstance(place, RecordPlace)
        room = Room(window, place, qtbot)
        context.frame.problem.connect(room.problems.append)
        context.frame.wanted_place.connect(lambda where, what: room.wanted.append((where, what)))
        place.conductor.ended.connect(room.endings.append)
        with qtbot.waitExposed(window):
            window.show()
        window.show_place("record")
        context.consents.refresh()
        try:
            yield room
        finally:
            window.close_for_good()
            room.wait(lambda: not window.isVisible())
