"""Opens the studio: one window per data folder, its objects made and ended in the right order."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from recorder.vault.home import Home
from studio.gui import icons
from studio.gui.actions import Actions
from studio.gui.consent.consents import Consents
from studio.gui.context import AppContext
from studio.gui.document import Document
from studio.gui.frame import Frame
from studio.gui.jobs import Jobs
from studio.gui.main_window import MainWindow
from studio.gui.settings import Settings
from studio.gui.settings_table import LANGUAGE, LOCK_AFTER_MIN, OWN_FONT, TEXT_PERCENT, THEME
from studio.gui.theme import Mode, Theme
from studio.gui.vault import Vault
from studio.gui.words import install_language


class Studio:
    """The window with everything behind it. `close` ends threads and processes."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.window = MainWindow(self.context)

    def show(self) -> None:
        """Show the window where the person left it."""
        self.window.show()
        self.window.show_place(self.window.last_place())
        self.context.consents.refresh()
        QTimer.singleShot(0, self.window, self.window.load_the_rest)

    def close(self) -> None:
        """End what is under way; called after the window closed."""
        close_context(self.context)


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
    settings.changed.connect(lambda _key: _use_vault_settings(context))
    return context


def close_context(context: AppContext) -> None:
    """End threads and processes, and write what is not written."""
    context.jobs.close()
    context.vault.close()
    context.settings.flush()


def open_studio(arguments: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed; returns the exit code."""
    app = make_app(arguments)
    home = Home.default().ensure()
    context = make_context(app, home)
    install_language(app, context.settings.get(LANGUAGE))
    studio = Studio(context)
    studio.show()
    code = app.exec()
    studio.close()
    return code


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """The QApplication with our style, names and language of the system."""
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("candor")
    app.setApplicationDisplayName("Candor")
    app.setDesktopFileName("candor")
    app.setStyle("Fusion")
    return app


def _show_look(context: AppContext) -> None:
    get = context.settings.get
    context.theme.choose(Mode(get(THEME)), own_font=get(OWN_FONT), text_percent=get(TEXT_PERCENT))


def _use_vault_settings(context: AppContext) -> None:
    context.vault.lock_after_min = context.settings.get(LOCK_AFTER_MIN)
