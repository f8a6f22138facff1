"""What is on the desktop now, as a recording would see it: a small picture, the monitors, the
windows. Used by one job after another; nothing is recorded and nothing kept.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from recorder.capture.screen import Changed, DesktopChanged, Screen, open_screen, read_desktop
from recorder.errors import CaptureError
from recorder.gate_rules import AppRules, judge_app, masks
from recorder.gate_sites import BrowserWindows
from recorder.session.events import GapReason
from recorder.session.model import Desktop, Rect
from studio.gui.jobs import Progress
from studio.gui.record.memory import Memory

if TYPE_CHECKING:
    from recorder.capture.context import WindowInfo
    from recorder.capture.windows_x11 import X11Windows

COVERED_MAX_S, AGAIN_S, PAINTED_S = 3.0, 0.04, 0.15


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """A window that could be recorded. `name` is its class, or its program's name."""

    id: int
    name: str
    bounds: Rect


@dataclass(frozen=True, slots=True)
class Look:
    """The desktop at one moment. `windows` lie from the highest to the lowest; `hidden` are the
    parts that may not be recorded. `own` are Candor's windows: below them the picture shows what
    was seen there last, and `unseen` are those below which nothing was seen yet. `managed` tells
    whether a window manager runs."""

    desktop: Desktop
    picture: QImage
    windows: tuple[SeenWindow, ...] = ()
    hidden: tuple[Rect, ...] = ()
    own: tuple[Rect, ...] = ()
    unseen: tuple[Rect, ...] = ()
    managed: bool = True

    @property
    def bounds(self) -> dict[int, Rect]:
        """Where each window lies."""
        return {each.id: each.bounds for each in self.windows}


class Eye:
    """Looks at the desktop. The first look opens it; `close` lets go of it."""

    def __init__(self) -> None:
        self._screen: Screen | None = None
        self._windows: X11Windows | None = None
        self._desktop = Desktop(0, 0, ())
        self._rules: AppRules | None = None
        self._memory = Memory()
        self._last: Look | None = None

    def look(self, rules: AppRules) -> Look:
        """The desktop now; the same object as before when nothing changed.

        Raises:
            CaptureError: this desktop cannot be looked at.
        """
        try:
            return self._look(rules)
        except CaptureError:
            self.close()
            raise

    def look_behind(self, rules: AppRules, progress: Progress) -> Look:
        """The desktop as soon as no window of Candor covers it, or after three seconds as it is.

        Raises:
            CaptureError: this desktop cannot be looked at.
        """
        end_s = time.monotonic() + COVERED_MAX_S
        while self.look(rules).own and time.monotonic() < end_s:
            progress.check()
            progress.cancel.wait(AGAIN_S)
        # Programs that come to light have to paint themselves first.
        progress.cancel.wait(PAINTED_S)
        return self.look(rules)

    def _look(self, rules: AppRules) -> Look:
        if self._screen is None:
            self._open()
        assert self._screen is not None
        if rules != self._rules:
            # What was seen under other rules may not be shown under these.
            self._rules = rules
            self._memory.forget()
            self._screen.renew()
        stack = self._stack()
        own = [each for each in stack if judge_app(each, rules) is GapReason.OWN_WINDOW]
        covers = tuple(each.bounds for each in own if each.bounds is not None)
        # A browser is hidden until it has told what it shows, which nobody asks it here.
        browsers = BrowserWindows(rules.sites)
        tick = self._screen.tick(masks(stack, rules, browsers))
        if isinstance(tick, DesktopChanged):
            self.close()
            return self._look(rules)
        if isinstance(tick, Changed):
            try:
                self._memory.see(tick.slot.picture, self._screen.captured, covers)
            finally:
                tick.slot.release()
        seen = Look(
            self._desktop,
            self._memory.picture,
            tuple(_recordable(stack, rules)),
            masks([each for each in stack if each not in own], rules, browsers),
            covers,
            tuple(each for each in covers if not self._memory.knows(each)),
            self._windows is None or self._windows.has_window_manager(),
        )
        if self._last is None or seen != self._last:
            self._last = seen
        return self._last

    def close(self) -> None:
        """Let go of the desktop. It may be looked at again."""
        if self._screen is not None:
            self._screen.stop()
            self._screen = None
        if self._windows is not None:
            self._windows.close()
            self._windows = None
        self._last = None

    def _open(self) -> None:
        desktop = read_desktop(None)
        if desktop != self._desktop:
            self._desktop = desktop
            self._memory.forget()
        self._screen = open_screen(None, None)
        self._screen.start()
        if sys.platform == "linux":
            from recorder.capture.windows_x11 import X11Windows

            self._windows = X11Windows(None, titles=False)

    def _stack(self) -> tuple[WindowInfo, ...]:
        if self._windows is None:
            return ()
        while self._windows.read():
            pass
        return self._windows.stack()


def rules_without_consent() -> AppRules:
    """What to hide in the picture while no consent says more: our own windows."""
    return AppRules.of(("*",), own_pids=(os.getpid(),))


def _recordable(stack: tuple[WindowInfo, ...], rules: AppRules) -> list[SeenWindow]:
    """The windows that may be chosen, the highest first; several of one name are numbered."""
    found: list[SeenWindow] = []
    for window in reversed(stack):
        name = window.window_class or window.app
        if name and window.bounds and not window.override_redirect and not judge_app(window, rules):
            found.append(SeenWindow(window.id, name, window.bounds))
    return _numbered(found)


def _numbered(windows: list[SeenWindow]) -> list[SeenWindow]:
    """Two terminals are “XTerm” and “XTerm (2)”, the older window first."""
    counts: dict[str, int] = {}
    names: dict[int, str] = {}
    for window in sorted(windows, key=lambda each: each.id):
        counts[window.name] = counts.get(window.name, 0) + 1
        count = counts[window.name]
        names[window.id] = window.name if count == 1 else f"{window.name} ({count})"
    return [replace(each, name=names[each.id]) for each in windows]
