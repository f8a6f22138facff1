"""What is on the desktop now, as a recording would see it: a small picture, the monitors, the
windows. Used by one job after another; nothing is recorded and nothing kept.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from recorder.capture.screen import Changed, DesktopChanged, Screen, open_screen, read_desktop
from recorder.gate_rules import AppRules, judge_app, masks
from recorder.session.events import GapReason
from recorder.session.model import Desktop, Rect

if TYPE_CHECKING:
    from recorder.capture.context import WindowInfo
    from recorder.capture.slots import Picture
    from recorder.capture.windows_x11 import X11Windows

PICTURE_WIDTH_PX = 960


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """A window that could be recorded. `name` is its class, or its program's name."""

    id: int
    name: str
    bounds: Rect


@dataclass(frozen=True, slots=True)
class Look:
    """The desktop at one moment. `windows` lie from the highest to the lowest; `hidden` are the
    parts that a recording would paint over, `own` those of them that are Candor's windows;
    `managed` tells whether a window manager runs."""

    desktop: Desktop
    picture: QImage
    windows: tuple[SeenWindow, ...] = ()
    hidden: tuple[Rect, ...] = ()
    own: tuple[Rect, ...] = ()
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
        self._last: Look | None = None

    def look(self, rules: AppRules) -> Look:
        """The desktop now; the same object as before when nothing changed.

        Raises:
            CaptureError: this desktop cannot be looked at.
        """
        if self._screen is None:
            self._open()
        stack = self._stack()
        hidden = masks(stack, rules)
        assert self._screen is not None
        tick = self._screen.tick(hidden)
        if isinstance(tick, DesktopChanged):
            self.close()
            return self.look(rules)
        picture = self._last.picture if self._last else QImage()
        if isinstance(tick, Changed):
            try:
                picture = _shrunk(tick.slot.picture)
            finally:
                tick.slot.release()
        seen = Look(
            self._desktop,
            picture,
            tuple(_recordable(stack, rules)),
            hidden,
            tuple(_own(stack, rules)),
            self._windows is None or self._windows.has_window_manager(),
        )
        if self._last is None or picture is not self._last.picture or seen != self._last:
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
        self._desktop = read_desktop(None)
        self._screen = open_screen(None, None)
        self._screen.start()
        if sys.platform == "linux":
            from recorder.capture.windows_x11 import X11Windows

            self._windows = X11Windows(None, titles=False)

    def _stack(self) -> tuple[WindowInfo, ...]:
        if self._windows is None:
            return ()
        self._windows.read()
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


def _own(stack: tuple[WindowInfo, ...], rules: AppRules) -> list[Rect]:
    return [
        each.bounds
        for each in stack
        if each.bounds is not None and judge_app(each, rules) is GapReason.OWN_WINDOW
    ]


def _shrunk(picture: Picture) -> QImage:
    """A small copy in RGB; the width is at most `PICTURE_WIDTH_PX`."""
    import cv2

    share = min(1.0, PICTURE_WIDTH_PX / picture.width)
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    luma, blue, red = (
        cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in picture.planes
    )
    rgb = cv2.cvtColor(cv2.merge([luma, red, blue]), cv2.COLOR_YCrCb2RGB)
    image = QImage(rgb.data, size[0], size[1], 3 * size[0], QImage.Format.Format_RGB888)
    return image.copy()
