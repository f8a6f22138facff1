"""What can be done from anywhere in the window: the frame's own rows and their functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.dialogs import Dialogs
from studio.gui.place import Place
from studio.gui.settings_table import CAMPAIGNS
from studio.gui.vault import VaultState
from studio.gui.words import tr

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow


def frame_rows() -> tuple[ActionRow, ...]:
    """The rows of the frame, in the order of the menus."""
    return (
        ActionRow("go.record", tr("Go to Record"), "record", "Ctrl+1", menu="view"),
        ActionRow("go.sessions", tr("Go to Sessions"), "sessions", "Ctrl+2", menu="view"),
        ActionRow("go.review", tr("Go to Review"), "review", "Ctrl+3", menu="view"),
        ActionRow("go.export", tr("Go to Export"), "export", "Ctrl+5", menu="view"),
        ActionRow("go.submitted", tr("Go to Submitted"), "submit", "Ctrl+6", menu="view"),
        ActionRow(
            "view.jobs",
            tr("Jobs panel"),
            "jobs",
            "Ctrl+J",
            checked_by="jobs_panel_shown",
            menu="view",
            starts_group=True,
        ),
        ActionRow("view.reset", tr("Reset the layout"), menu="view"),
        ActionRow("go.consent", tr("Consent"), "consent", "Ctrl+Shift+C", menu="file"),
        ActionRow("go.campaigns", tr("Campaigns"), "people", "Ctrl+7", menu="file"),
        ActionRow("app.new_campaign", tr("New campaign"), "plus", menu="file"),
        ActionRow("app.import_campaign", tr("Open a campaign file…"), "import", menu="file"),
        ActionRow("app.identity", tr("Your identity…"), "keyring", menu="file", starts_group=True),
        ActionRow(
            "app.lock",
            tr("Lock the vault"),
            "lock",
            "Ctrl+Shift+L",
            needs=("unlocked",),
            menu="file",
        ),
        ActionRow(
            "go.settings", tr("Settings"), "settings", "Ctrl+,", menu="file", starts_group=True
        ),
        ActionRow("app.quit", tr("Quit"), "close", "Ctrl+Q", menu="file", starts_group=True),
        ActionRow("edit.undo", tr("Undo"), "undo", "Ctrl+Z", needs=("can_undo",), menu="edit"),
        ActionRow(
            "edit.redo",
            tr("Redo"),
            "redo",
            "Ctrl+Shift+Z Ctrl+Y",
            needs=("can_redo",),
            menu="edit",
        ),
        ActionRow("app.palette", tr("Find a command…"), "palette", "Ctrl+K", menu="help"),
        ActionRow("app.help", tr("Keyboard shortcuts"), "keyboard", "? F1", menu="help"),
        ActionRow("app.about", tr("About Candor"), "info", menu="help", starts_group=True),
    )


class WindowActions(QObject):
    """The functions behind the frame's rows."""

    def __init__(self, context: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.dialogs = Dialogs(context, window)
        context.actions.register(frame_rows(), self._callbacks())
        self._follow_facts()

    def may_close(self, places: Iterable[Place]) -> bool:
        """Whether the window may close now; when a place objects, the person is asked first."""
        questions = [question for place in places if (question := place.why_not_close())]
        if not questions:
            return True
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Close Candor"))
        box.setText(questions[0])
        close = box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(
            lambda button: self._window.close_for_good() if button is close else None
        )
        box.open()
        return False

    def _callbacks(self) -> dict[str, Callable[[], None]]:
        window, context = self._window, self._context
        return {
            "go.record": lambda: window.show_place("record"),
            "go.sessions": lambda: window.show_place("sessions"),
            "go.review": lambda: window.show_place("review"),
            "go.export": lambda: window.show_place("export"),
            "go.submitted": lambda: window.show_place("submitted"),
            "view.jobs": self._toggle_jobs,
            "view.reset": window.reset_layout,
            "go.consent": lambda: window.show_place("consent"),
            "go.campaigns": lambda: window.show_place("campaigns"),
            "app.new_campaign": self._new_campaign,
            "app.import_campaign": self.dialogs.choose_campaign,
            "app.identity": self.dialogs.identity,
            "app.lock": context.vault.lock,
            "go.settings": lambda: window.show_place("settings"),
            "app.quit": self._quit,
            "edit.undo": context.document.undo,
            "edit.redo": context.document.redo,
            "app.palette": self.dialogs.palette,
            "app.help": self.dialogs.shortcuts,
            "app.about": self.dialogs.about,
        }

    def _new_campaign(self) -> None:
        """Whoever writes a campaign has the place for it from then on."""
        self._context.settings.choose(CAMPAIGNS, True)
        self._window.show_place("campaigns", "new")

    def _follow_facts(self) -> None:
        self._context.document.history_changed.connect(self._show_undo)
        self._context.vault.changed.connect(self._show_vault)
        self._show_vault()

    def _show_undo(self) -> None:
        actions, document = self._context.actions, self._context.document
        undo, redo = document.undo_name, document.redo_name
        actions.set_fact("can_undo", bool(undo))
        actions.set_fact("can_redo", bool(redo))
        undo_text, redo_text = tr("Undo {edit}"), tr("Redo {edit}")
        actions.set_text("edit.undo", undo_text.format(edit=undo) if undo else tr("Undo"))
        actions.set_text("edit.redo", redo_text.format(edit=redo) if redo else tr("Redo"))

    def _show_vault(self) -> None:
        unlocked = self._context.vault.state is VaultState.UNLOCKED
        self._context.actions.set_fact("unlocked", unlocked)

    def _quit(self) -> None:
        self._window.close()

    def _toggle_jobs(self) -> None:
        panel = self._window.jobs_panel
        panel.setVisible(not panel.isVisible())
        self._context.actions.set_fact("jobs_panel_shown", panel.isVisible())
