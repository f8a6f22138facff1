"""The Record place: what is chosen before a recording, and which of its three pages is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from recorder.consent.campaign import PERSONAL_ID
from recorder.consent.receipt import ConsentReceipt
from recorder.gate_rules import AppRules
from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.place import Place
from studio.gui.record.checks import Checks
from studio.gui.record.choice import Area, AreaKind, Choice
from studio.gui.record.conductor import Conductor
from studio.gui.record.hotkeys import HOTKEYS, chosen_words
from studio.gui.record.look import Look, rules_without_consent
from studio.gui.record.recording import Ending
from studio.gui.record.running_page import RunningPage
from studio.gui.record.setup_page import SetupPage
from studio.gui.record.summary_page import SummaryPage
from studio.gui.record.table import NEVER_APPS, NEVER_SITES, record_rows
from studio.gui.record.terms import SUFFIX, Campaigns
from studio.gui.record.watcher import Watcher
from studio.gui.widgets import column
from studio.gui.words import tr

TRAY_AFTER_MS = 1500


class RecordPlace(Place):
    """Holds the choice, and hands it to the conductor."""

    place_id = "record"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.choice = Choice(
            never=context.settings.get(NEVER_APPS), never_sites=context.settings.get(NEVER_SITES)
        )
        hotkeys = partial(chosen_words, context.settings)
        self.checks = Checks(context.home, context.jobs, hotkeys, self)
        self.campaigns = Campaigns(context, self)
        self.conductor = Conductor(context, self.window, self)
        self.watcher = Watcher(context.jobs, self._rules, self._is_seen, self)
        self._pages = QStackedWidget()
        self.setup = SetupPage(context, self.campaigns, self.checks)
        self.running: RunningPage | None = None
        self.summary: SummaryPage | None = None
        self._pages.addWidget(self.setup)
        self.setLayout(column(self._pages))
        self._listen()
        self._tray_later = QTimer(self)
        self._tray_later.setSingleShot(True)
        self._tray_later.setInterval(TRAY_AFTER_MS)
        self._tray_later.timeout.connect(self.conductor.look_for_tray)

    def action_rows(self) -> tuple[ActionRow, ...]:
        return record_rows()

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        conductor = self.conductor
        return {
            "record.start": self.record,
            "record.pause": conductor.pause_or_resume,
            "record.mark": conductor.mark,
            "record.forget": conductor.forget,
            "record.stop": conductor.stop,
            "record.success": lambda: conductor.stop("success"),
            "record.failure": lambda: conductor.stop("failure"),
            "record.discard": conductor.discard,
            "record.check": self.checks.run,
        }

    def entered(self) -> None:
        self.campaigns.refresh()
        if not self.conductor.busy:
            self.watcher.start()
            if self.checks.results is None:
                self.checks.run()
        self._tray_later.start()
        self._show_what_is_missing()
        self._focus()

    def left(self) -> None:
        self.watcher.stop()

    def why_not_close(self) -> str | None:
        if not self.conductor.recording.runs:
            return None
        return tr("A recording runs. Stop it, keep what was recorded, and close?")

    def finish(self, done: Callable[[], None]) -> bool:
        self.watcher.stop()
        return self.conductor.finish(done)

    def close_down(self) -> None:
        self.watcher.stop()
        self.conductor.close_down()

    def record(self) -> None:
        """Begin with what is chosen, if nothing is missing."""
        if self._missing() is not None or self.conductor.busy:
            return
        self.watcher.stop()
        shown = self.setup.terms.shown
        file = self.context.home.campaigns / f"{shown.terms.id}{SUFFIX}"
        self.choice = replace(
            self.choice,
            campaign_id=shown.terms.id,
            campaign_file=None if shown.terms.id == PERSONAL_ID else file,
            hotkeys=chosen_words(self.context.settings),
        )
        area = self.setup.area
        self.conductor.start(self.choice, area.captured(), managed=area.managed)
        self._show_what_is_missing()

    # What is chosen

    def _listen(self) -> None:
        setup, conductor = self.setup, self.conductor
        setup.terms.task_changed.connect(lambda task: self._choose(task=task.strip()))
        setup.terms.task.returnPressed.connect(self.record)
        setup.terms.campaign_chosen.connect(lambda _id: self._show_terms())
        setup.apps.only_changed.connect(lambda only: self._choose(only=only))
        setup.apps.never_changed.connect(self._on_never)
        setup.apps.sites_changed.connect(self._on_never_sites)
        setup.area.changed.connect(self._on_area)
        setup.area.behind_wanted.connect(self._look_behind)
        setup.wanted.connect(self.record)
        self.context.consents.changed.connect(self._show_terms)
        self.campaigns.changed.connect(self._show_terms)
        self.checks.changed.connect(self._show_what_is_missing)
        self.context.settings.changed.connect(self._on_setting)
        self.watcher.seen.connect(self._on_look)
        self.watcher.failed.connect(lambda says: setup.area.show_look(None, says))
        conductor.begun.connect(self._on_begun)
        conductor.given_up.connect(self._on_given_up)
        conductor.ended.connect(self._on_ended)
        self._show_terms()

    def _choose(self, **changes: object) -> None:
        self.choice = replace(self.choice, **changes)  # pyright: ignore[reportArgumentType]
        self._show_what_is_missing()

    def _on_area(self, area: Area) -> None:
        self._choose(area=area)

    def _on_never(self, never: tuple[str, ...]) -> None:
        self.context.settings.choose(NEVER_APPS, never)
        self._choose(never=never)
        self.watcher.look()

    def _on_never_sites(self, never: tuple[str, ...]) -> None:
        self.context.settings.choose(NEVER_SITES, never)
        self._choose(never_sites=never)
        self._show_sites()
        self.watcher.look()

    def _on_setting(self, key: str) -> None:
        if key == HOTKEYS.key:
            self.checks.run()

    def _on_look(self, look: Look) -> None:
        self.setup.area.show_look(look)
        self.setup.apps.suggest({each.name for each in look.windows})
        self._show_what_is_missing()

    def _look_behind(self) -> None:
        """Step aside for a moment, so that the picture shows what lies below."""
        self.window().showMinimized()
        self.watcher.look_behind(self.conductor.show_window)

    def _show_terms(self) -> None:
        terms = self.setup.terms
        receipt, campaign = terms.receipt(), terms.shown.terms
        self.setup.apps.show_terms(
            self.choice.only,
            self.choice.never,
            receipt.apps_allowed if receipt else campaign.apps_allowed,
            receipt.apps_never if receipt else campaign.apps_never,
        )
        self._show_sites()
        self._show_what_is_missing()

    def _show_sites(self) -> None:
        receipt, campaign = self.setup.terms.receipt(), self.setup.terms.shown.terms
        fixed = receipt.sites_never if receipt else campaign.sites_never
        self.setup.apps.show_sites(self.choice.never_sites, fixed or ())

    def _rules(self) -> Callable[[], AppRules]:
        """What the picture must not show: what a recording would hide."""
        choice = self.choice
        return partial(_rules_of, self.setup.terms.receipt(), choice)

    def _is_seen(self) -> bool:
        minimised = bool(self.window().windowState() & Qt.WindowState.WindowMinimized)
        seen = self._pages.currentWidget() is self.setup and self.isVisible()
        return seen and not minimised and not self.conductor.busy

    def _missing(self) -> str | None:
        """What is missing before a recording can begin, as a sentence; None if nothing is."""
        if self.context.consents.entries is None:
            return tr("Looking for your consent…")
        if self.setup.terms.receipt() is None:
            return tr("Read the terms and agree first.")
        if not self.choice.task:
            return tr("Say first what you are about to do.")
        if self.checks.problem is not None:
            return self.checks.problem
        return self._missing_area()

    def _missing_area(self) -> str | None:
        area = self.choice.area
        if area.kind is AreaKind.EVERYTHING or self.setup.area.captured() is not None:
            return None
        match area.kind:
            case AreaKind.WINDOW:
                return tr("Choose a window that is open.")
            case AreaKind.MONITOR:
                return tr("Choose a monitor that is there.")
            case AreaKind.REGION:
                return tr("Choose a region of the desktop.")

    def _show_what_is_missing(self) -> None:
        missing = self._missing()
        can = missing is None and not self.conductor.busy
        self.context.actions.set_fact("can_record", can)
        self.setup.show_reason(missing or "", can_record=can)

    # What happens

    def _on_begun(self) -> None:
        if self.running is None:
            self.running = RunningPage(self.conductor.recording, self.context.actions)
            self._pages.addWidget(self.running)
        self.running.show_task(self.choice.task)
        self.running.refresh()
        self._pages.setCurrentWidget(self.running)
        self.running.focus()

    def _on_given_up(self) -> None:
        self.watcher.start()
        self._show_what_is_missing()
        self.setup.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ended(self, ending: Ending) -> None:
        if ending.session is None:
            self.show_setup()
            return
        if self.summary is None:
            self.summary = SummaryPage()
            self.summary.again_wanted.connect(self.show_setup)
            self.summary.look_wanted.connect(self._look_back)
            self._pages.addWidget(self.summary)
        self.summary.show_ending(ending, self.choice.task)
        self._pages.setCurrentWidget(self.summary)
        self.context.frame.go(self.place_id)

    def _focus(self) -> None:
        """Put the keyboard where the page that is shown is used first."""
        shown = self._pages.currentWidget()
        if isinstance(shown, RunningPage | SummaryPage):
            shown.focus()
        else:
            self.setup.terms.task.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_setup(self) -> None:
        """Show what is chosen before a recording."""
        self._pages.setCurrentWidget(self.setup)
        self.watcher.start()
        self._show_what_is_missing()
        self._focus()

    def _look_back(self, session: str) -> None:
        self.show_setup()
        self.context.frame.go("sessions", session)


def _rules_of(receipt: ConsentReceipt | None, choice: Choice) -> AppRules:
    """The rules of a recording that is asked for like this. Loads the engine's parts."""
    from recorder.engine_parts import Wish, rules_of

    if receipt is None:
        return rules_without_consent()
    wish = Wish(
        "",
        only=choice.only,
        never=choice.never,
        never_sites=choice.never_sites,
        own_pids=(os.getpid(),),
    )
    return rules_of(receipt, wish)
