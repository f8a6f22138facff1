"""The pre-flight lights: what was tried, how it came out, and the one sentence that sums it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recorder.preflight import Check
from recorder.preflight import State as Light
from recorder.vault.home import Home
from studio.gui.jobs import Jobs, Progress
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    Mood,
    Pill,
    button,
    column,
    icon_button,
    label,
    picture_label,
    row,
)
from studio.gui.words import tr

LANE = "look"
LAST = "disk"
OF_OTHERS = frozenset({"identity", "consent", "keyring"})
"""Checks that other parts of the window tell better. They come after the `LAST` of ours."""

HOTKEY = "hotkey"
_ICONS: dict[Light, tuple[str, Mood]] = {
    Light.FINE: ("ok", "ok"),
    Light.WARNING: ("warning", "warning"),
    Light.PROBLEM: ("error", "danger"),
}


class Checks(QObject):
    """Tries everything a recording needs, in a job. `results` are None before the first time."""

    changed = Signal()

    def __init__(
        self,
        home: Home,
        jobs: Jobs,
        hotkeys: Callable[[], tuple[str, ...]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        """`hotkeys` gives those the person chose, as `verb=chord`."""
        super().__init__(parent)
        self._home = home
        self._hotkeys = hotkeys
        self._jobs = jobs
        self.results: tuple[Check, ...] | None = None
        self.under_way = False

    def run(self) -> None:
        """Try again; `changed` comes when it begins and when it is done."""
        if self.under_way:
            return
        chosen = self._hotkeys()

        def work(progress: Progress) -> tuple[Check, ...]:
            from recorder.preflight import checks

            found: list[Check] = []
            for check in checks(self._home, chosen):
                progress.check()
                found.append(check)
                if check.name == LAST:
                    break
            return tuple(found)

        self.under_way = True
        self._jobs.run(
            tr("Check what a recording needs"),
            work,
            self._take,
            lambda _error: self._take(()),
            cancelled=self._give_up,
            owner=self,
            lane=LANE,
            quiet=True,
        )
        self.changed.emit()

    @property
    def problem(self) -> str | None:
        """The first reason why nothing can be recorded here, or None as far as is known."""
        problems = (said(each.says) for each in lights(self.results or ()) if not each.good)
        return next(problems, None)

    def hotkeys(self) -> dict[str, str | None]:
        """For each verb why its hotkey does not work, or None when it works everywhere."""
        head = f"{HOTKEY} "
        return {
            each.name.removeprefix(head): None if each.state is Light.FINE else said(each.says)
            for each in self.results or ()
            if each.name.startswith(head)
        }

    def _take(self, results: tuple[Check, ...]) -> None:
        self.results, self.under_way = results, False
        self.changed.emit()

    def _give_up(self) -> None:
        self.under_way = False


def lights(results: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks that are shown here, the worst first, those of the hotkeys as one."""
    keys = [each for each in results if each.name.startswith(HOTKEY)]
    shown = [each for each in results if each not in keys and each.name not in OF_OTHERS]
    if keys:
        bad = [each.says for each in keys if each.state is not Light.FINE]
        fine = tr("All of them work in every window.")
        says = " ".join(dict.fromkeys(bad)) or fine
        shown.append(Check(HOTKEY, Light.WARNING if bad else Light.FINE, says))
    order = (Light.PROBLEM, Light.WARNING, Light.FINE)
    return tuple(sorted(shown, key=lambda each: order.index(each.state)))


def summary(results: tuple[Check, ...]) -> tuple[str, Mood]:
    """What the lights come to."""
    shown = lights(results)
    if any(each.state is Light.PROBLEM for each in shown):
        return tr("This machine cannot record now"), "danger"
    warnings = sum(each.state is Light.WARNING for each in shown)
    if warnings:
        return tr("Ready, with %n thing(s) to know", warnings), "warning"
    return tr("Ready to record"), "ok"


class ChecksCard(Card):
    """The summary; below it what is not fine, and on demand the rest."""

    def __init__(self, checks: Checks) -> None:
        super().__init__()
        self.setObjectName("checks-card")
        self._checks = checks
        self._expanded = False
        self._pill = Pill()
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.S)
        self._toggle = button("", "link", name="checks-toggle", clicked=self._on_toggle)
        again = icon_button(
            "refresh", tr("Check again"), name="checks-again", clicked=checks.run, size_px=16
        )
        title = label(tr("Ready?"), "subtitle")
        self.body.addLayout(row(title, self._pill, 1, self._toggle, again))
        self.body.addLayout(self._list)
        checks.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        results = self._checks.results
        if self._checks.under_way or results is None:
            self._pill.show_state(tr("Checking…"), "clock")
            if results is None:
                self._toggle.hide()
                return
        else:
            text, mood = summary(results)
            icon = "ok" if mood == "ok" else "warning" if mood == "warning" else "error"
            self._pill.show_state(text, icon, mood)
        self._fill(lights(results))

    def _fill(self, shown: tuple[Check, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in shown:
            if self._expanded or each.state is not Light.FINE:
                self._list.addWidget(_Light(each))
        fine = any(each.state is Light.FINE for each in shown)
        self._toggle.setVisible(fine)
        text = tr("Show less") if self._expanded else tr("Show all")
        self._toggle.setText(text)
        self._toggle.setAccessibleName(text)
        self._toggle.setAccessibleDescription(tr("All that was checked, with its reason."))

    def _on_toggle(self) -> None:
        self._expanded = not self._expanded
        self.refresh()


class _Light(QWidget):
    """One thing that was checked."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        icon, tone = _ICONS[check.state]
        says = said(check.says)
        says = says[:1].upper() + says[1:]
        words = column(
            label(check_title(check.name), "strong"),
            label(says, "body", "soft", wrap=True),
            space=0,
        )
        inner = row(space=Space.S)
        inner.addWidget(picture_label(icon, 20, tone), 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(words, 1)
        self.setLayout(inner)
        self.setAccessibleName(f"{check_title(check.name)}: {_word(check.state)}. {says}")


def check_title(name: str) -> str:
    """The name of a check for people."""
    titles = {
        "desktop": tr("Desktop"),
        "screen": tr("Screen"),
        "input": tr("Keyboard and mouse"),
        "keyboard layout": tr("Keyboard layout"),
        "context": tr("Windows and fields"),
        "windows": tr("Windows"),
        "accessibility": tr("Password fields in programs"),
        "terminal": tr("Passwords in terminals"),
        "lock": tr("Screen lock"),
        "video encoder": tr("Video encoder"),
        "disk": tr("Disk"),
        HOTKEY: tr("Hotkeys"),
    }
    return titles.get(name, name)


def _word(state: Light) -> str:
    match state:
        case Light.FINE:
            return tr("fine")
        case Light.WARNING:
            return tr("to know")
        case Light.PROBLEM:
            return tr("problem")
