"""Opens the studio: one window per data folder, its objects made and ended in the right order."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from recorder.errors import CaptureError, StorageError
from recorder.vault.home import Home
from studio.gui import icons
from studio.gui.actions import Actions
from studio.gui.assets import asset
from studio.gui.campaigns.shown import CampaignsShown
from studio.gui.consent.consents import Consents
from studio.gui.context import AppContext
from studio.gui.document import Document
from studio.gui.frame import Frame, Problem
from studio.gui.heap import keep_heaps_few
from studio.gui.instance import Instance
from studio.gui.jobs import Jobs
from studio.gui.main_window import MainWindow, bring_to_front
from studio.gui.problems import LastNet
from studio.gui.settings import Settings
from studio.gui.settings_table import LANGUAGE, LOCK_AFTER_MIN, OWN_FONT, TEXT_PERCENT, THEME
from studio.gui.signals import EndSignals
from studio.gui.theme import Mode, Theme
from studio.gui.vault import Vault, VaultState
from studio.gui.words import install_language, tr

SWITCH_S = 0.001


class Studio:
    """The window with everything behind it. `close` ends threads and processes."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.window = MainWindow(context)
        self.net = LastNet(self.window)
        self._campaigns = CampaignsShown(context, self.window)

    def show(self) -> None:
        """Show the window where the person left it, and what has to be said at the start."""
        self.net.spread()
        self.window.show()
        self.window.show_place(self.window.last_place())
        self.context.consents.refresh()
        QTimer.singleShot(0, self.window, self._after_showing)

    def close(self) -> None:
        """End what is under way; called after the window closed."""
        self.net.fold()
        close_context(self.context)

    def _after_showing(self) -> None:
        self.window.load_the_rest()
        self._campaigns.look()
        settings, vault = self.context.settings, self.context.vault
        if settings.problem is not None:
            safe = tr("Your sessions and consents are not touched by this.")
            self.context.frame.show_problem(Problem(settings.problem, safe))
        elif vault.state is VaultState.NONE and self.window.is_first_time:
            self.window.window_actions.dialogs.make_identity()


def open_studio(arguments: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed; returns the exit code.

    Raises:
        CaptureError: there is no desktop to open a window on.
        StorageError: the data folder cannot be used.
    """
    refuse_without_desktop()
    app = make_app(arguments)
    home = Home.default().ensure()
    instance = Instance(home)
    if not instance.claim():
        return 0
    context = make_context(app, home)
    install_language(app, context.settings.get(LANGUAGE))
    studio = Studio(context)
    instance.called.connect(lambda: bring_to_front(studio.window))
    signals = EndSignals()
    signals.arrived.connect(studio.window.close_for_good)
    signals.watch()
    studio.show()
    code = app.exec()
    signals.release()
    instance.release()
    studio.close()
    return code


def refuse_without_desktop() -> None:
    """Qt aborts where it finds no desktop; a sentence is better.

    Raises:
        CaptureError: there is none.
    """
    chosen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if sys.platform != "linux" or chosen:
        return
    import xcffib
    import xcffib.xproto

    try:
        xcffib.connect(display=os.environ.get("DISPLAY", "")).disconnect()
    except xcffib.ConnectionException as error:
        raise CaptureError(
            "There is no desktop here to open a window on; candor --help shows the commands."
        ) from error


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """The QApplication with our style and names."""
    # A job that computes in Python would keep the window waiting for five times as long.
    sys.setswitchinterval(SWITCH_S)
    keep_heaps_few()
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("candor")
    app.setApplicationDisplayName("Candor")
    app.setDesktopFileName("candor")
    app.setWindowIcon(QIcon(str(asset("app", "candor.svg"))))
    app.setStyle("Fusion")
    return app


def make_context(app: QApplication, home: Home) -> AppContext:
    """One of each object that places share, with the settings in force."""
    jobs = Jobs()
    settings = Settings(home.root, jobs)
    settings.load()
    theme = Theme(app)
    icons.use_theme(theme)
    vault = Vault(home, jobs)
    context = AppContext(
        home=home,
        jobs=jobs,
        settings=settings,
        theme=theme,
        document=Document(),
        actions=Actions(),
        vault=vault,
        consents=Consents(home, jobs, vault),
        frame=Frame(),
    )
    _show_look(context)
    _use_vault_settings(context)
    settings.changed.connect(lambda key: key.startswith("look.") and _show_look(context))
    settings.changed.connect(lambda key: key == "shortcuts" and _use_shortcuts(context))
    settings.changed.connect(lambda _key: _use_vault_settings(context))
    _use_shortcuts(context)
    return context


def close_context(context: AppContext) -> None:
    """End threads and processes, and write what is not written."""
    context.jobs.close()
    context.vault.close()
    try:
        context.settings.flush()
    except StorageError:
        # The window is gone; the next start uses what was stored last.
        return


def _show_look(context: AppContext) -> None:
    get = context.settings.get
    context.theme.choose(Mode(get(THEME)), own_font=get(OWN_FONT), text_percent=get(TEXT_PERCENT))


def _use_vault_settings(context: AppContext) -> None:
    context.vault.lock_after_min = context.settings.get(LOCK_AFTER_MIN)


def _use_shortcuts(context: AppContext) -> None:
    context.actions.set_shortcuts(context.settings.shortcuts())
