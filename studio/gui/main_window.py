"""The one window: rail, places, status line, jobs panel, menus. It holds no rule of recording."""

from __future__ import annotations

import gc
import importlib

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs_panel import JobsPanel
from studio.gui.menus import Menus
from studio.gui.place import Place
from studio.gui.rail import PlaceRow, Rail
from studio.gui.status_line import StatusLine
from studio.gui.tips import ROOM_FROM_PX, TipStrip
from studio.gui.widgets import column, row
from studio.gui.window_actions import WindowActions
from studio.gui.words import mark, tr

PLACES = (
    PlaceRow("record", mark("Record"), "record", "studio.gui.record.place:RecordPlace"),
    PlaceRow("sessions", mark("Sessions"), "sessions", "studio.gui.sessions.place:SessionsPlace"),
    PlaceRow("review", mark("Review"), "review", "studio.gui.review.place:ReviewPlace"),
    PlaceRow("export", mark("Export"), "export", "studio.gui.exporting.place:ExportPlace"),
    PlaceRow("submitted", mark("Submitted"), "submit", "studio.gui.custody.place:SubmittedPlace"),
    PlaceRow(
        "consent", mark("Consent"), "consent", "studio.gui.consent.place:ConsentPlace", low=True
    ),
    PlaceRow(
        "campaigns",
        mark("Campaigns"),
        "people",
        "studio.gui.campaigns.place:CampaignsPlace",
        low=True,
        fact="campaigns_shown",
    ),
    PlaceRow(
        "settings",
        mark("Settings"),
        "settings",
        "studio.gui.settings_place:SettingsPlace",
        low=True,
    ),
)
SIZE_PX, SIZE_MIN_PX = QSize(1200, 780), QSize(620, 380)
NARROW_BELOW_PX = 1000
LAYOUT_FILE = "window.ini"
_LAYOUT_VERSION = 1


class MainWindow(QMainWindow):
    """The frame around the places. Each is loaded when it is first shown, or soon after."""

    def __init__(self, context: AppContext, places: tuple[PlaceRow, ...] = PLACES) -> None:
        super().__init__()
        self.context = context
        self.setObjectName("main-window")
        self.setWindowTitle("Candor")
        self.setMinimumSize(SIZE_MIN_PX)
        context.theme.dress(self)
        self._rows = {each.place_id: each for each in places}
        self._places: dict[str, Place] = {}
        self._closing = False
        self._current = ""
        context.actions.setParent(self)

        self.rail, self.pages = Rail(), QStackedWidget()
        self.jobs_panel = JobsPanel(context.jobs)
        self.status = StatusLine(context)
        self.tips = TipStrip(context.actions, context.settings)
        self._build()
        self.window_actions = WindowActions(context, self)
        self.menus = Menus(context.actions, self.menuBar())
        self._fill_rail()
        self._listen()
        self._restore_layout()

    def _build(self) -> None:
        middle = QWidget()
        places = column(self.pages, self.tips, space=0)
        places.setStretch(0, 1)
        around = QVBoxLayout(middle)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addLayout(row(self.rail, places, self.jobs_panel, space=0), 1)
        around.addWidget(self.status)
        self.setCentralWidget(middle)
        self.jobs_panel.hide()

    def _fill_rail(self) -> None:
        for each in self._rows.values():
            self.rail.add_place(each.place_id, tr(each.title), each.icon, low=each.low)
        self._offer_places()

    def _offer_places(self, *_fact: str) -> None:
        for each in self._rows.values():
            if each.fact:
                self.rail.offer_place(each.place_id, self._is_offered(each))

    def _is_offered(self, each: PlaceRow) -> bool:
        return not each.fact or self.context.actions.fact(each.fact)

    def _listen(self) -> None:
        self.rail.chosen.connect(self.show_place)
        self.context.actions.fact_changed.connect(self._offer_places)
        frame = self.context.frame
        frame.wanted_place.connect(self.show_place)
        frame.said.connect(self.status.say)
        self.status.jobs_wanted.connect(lambda: self.context.actions.trigger("view.jobs"))

    # Places

    @property
    def current_place(self) -> str:
        return self._current

    def place(self, place_id: str) -> Place:
        """The place of this id, loaded if it is not yet.

        Raises:
            ImportError: it could not be loaded.
        """
        if place_id not in self._places:
            made = self._loaded(self._rows[place_id])
            self._places[place_id] = made
            self.context.actions.register(made.action_rows(), made.callbacks())
            self.pages.addWidget(made)
        return self._places[place_id]

    def show_place(self, place_id: str, what: object = None) -> None:
        """Bring a place to the front."""
        try:
            place = self.place(place_id)
        except ImportError as error:
            self.context.frame.show_problem(
                Problem(tr("A part of Candor could not be loaded."), details=str(error))
            )
            return
        if self._current and self._current != place_id:
            self._places[self._current].left()
        self._current = place_id
        self.context.actions.set_place(place_id)
        self.rail.show_place(place_id)
        self.pages.setCurrentWidget(place)
        self.tips.show_place(place_id)
        place.entered()
        if what is not None:
            place.show_what(what)
        if not place.isAncestorOf(self.focusWidget() or self.rail):
            # From here Tab leads to the first thing in the place.
            place.setFocus()

    def load_the_rest(self) -> None:
        """Load the places that were not shown yet, one after another.

        What they import is imported by a job, so that the window does not wait for it.
        """
        missing = [
            each.place_id
            for each in self._rows.values()
            if each.place_id not in self._places and self._is_offered(each)
        ]
        if not missing and not self._closing:
            # What is loaded now stays: without it, looking for garbage keeps the window waiting.
            gc.freeze()
        if not missing or self._closing:
            return
        module = self._rows[missing[0]].target.partition(":")[0]

        def load(_nothing: object) -> None:
            self.place(missing[0])
            self.load_the_rest()

        self.context.jobs.run(
            tr("Load a place"),
            lambda _progress: importlib.import_module(module) and None,
            load,
            owner=self,
            quiet=True,
        )

    def title_of(self, place_id: str) -> str:
        """A place's name as the rail has it."""
        return tr(self._rows[place_id].title)

    def _loaded(self, each: PlaceRow) -> Place:
        module, _, name = each.target.partition(":")
        return getattr(importlib.import_module(module), name)(self.context)

    # Layout

    def reset_layout(self) -> None:
        """Size, place and panels as on the first day."""
        self.jobs_panel.hide()
        self.showNormal()
        self.resize(SIZE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_BELOW_PX)
        self.tips.set_room(self.height() >= ROOM_FROM_PX)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.window_actions.may_close(self._places.values()):
            event.ignore()
            return
        self._closing = True
        waited_for = [place for place in self._places.values() if not place.finish(self._finished)]
        if waited_for:
            self.setEnabled(False)
            self.status.say(tr("Ending the recording. Candor closes then."))
            event.ignore()
            return
        self._store_layout()
        for place in self._places.values():
            place.close_down()
        event.accept()

    def _finished(self) -> None:
        self.close()

    def close_for_good(self) -> None:
        """Close without asking again."""
        self._closing = True
        self.close()

    def _layout_store(self) -> QSettings:
        return QSettings(str(self.context.home.root / LAYOUT_FILE), QSettings.Format.IniFormat)

    def _store_layout(self) -> None:
        if not self.context.home.root.is_dir():
            return
        store = self._layout_store()
        store.setValue("geometry", self.saveGeometry())
        store.setValue("place", self._current)
        store.setValue("version", _LAYOUT_VERSION)

    def _restore_layout(self) -> None:
        self.resize(SIZE_PX)
        store = self._layout_store()
        geometry = store.value("geometry")
        if store.value("version", 0, int) == _LAYOUT_VERSION and isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    @property
    def is_first_time(self) -> bool:
        """Whether no window was ever closed on this data folder."""
        return self._layout_store().value("version", 0, int) == 0

    def last_place(self) -> str:
        """The place to begin with: where the person was, else the first."""
        last = str(self._layout_store().value("place", ""))
        return last if last in self._rows else next(iter(self._rows))


def bring_to_front(window: QMainWindow) -> None:
    """Show a window that may be hidden, minimised or behind others."""
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
