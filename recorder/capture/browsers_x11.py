"""Which browsers run on this desktop, and whether they say over accessibility what they show.

For `candor doctor`, which has time: a recording asks about the place with the focus alone. Programs
that are built around a browser (Electron) count as one.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import xcffib

from recorder.capture.accessibility_x11 import find_bus
from recorder.capture.atspi import DOCUMENTS, ROOT, one_of
from recorder.capture.browsers import is_browser
from recorder.capture.bus import DBUS, Bus, BusGone, Call
from recorder.capture.context import Place
from recorder.capture.identity_x11 import program_of
from recorder.capture.windows_x11 import X11Windows
from recorder.errors import CaptureError

# How Chromium calls the processes of its own that draw.
DRAWS_PAGES = b"--type=renderer"
SEARCH_S = 2.0
SEARCH_OBJECTS_MAX = 4000


@dataclass(frozen=True, slots=True)
class RunningBrowser:
    """A program with pages that runs: a browser, or one that is made of one. `tells` is whether it
    says what its pages show."""

    app: str
    is_browser: bool
    is_chromium: bool
    tells: bool


def running_browsers(display: str | None) -> tuple[RunningBrowser, ...]:
    """The browsers with a window on this display.

    Raises:
        CaptureError: the display cannot be asked.
    """
    try:
        windows = X11Windows(display, titles=False)
    except xcffib.ConnectionException as error:
        raise CaptureError("The windows of this X server cannot be asked for.") from error
    try:
        drawing = _drawing_pages()
        found = {
            window.pid: window
            for window in windows.stack()
            if window.pid is not None and (window.app in drawing or is_browser(window))
        }
        address = find_bus(windows.accessibility_bus())
    finally:
        windows.close()
    speaking = _speaking(set(found), address)
    return tuple(
        RunningBrowser(window.app, is_browser(window), window.app in drawing, pid in speaking)
        for pid, window in found.items()
        if window.app is not None
    )


def _drawing_pages() -> set[str]:
    """The files of the programs that draw pages as a Chromium does."""
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return {app for pid in pids if DRAWS_PAGES in _words(pid) and (app := program_of(pid))}


def _words(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _speaking(pids: set[int], address: str | None) -> set[int]:
    """Which of these processes say what their pages show."""
    if not pids or address is None:
        return set()
    try:
        bus = Bus(address)
    except BusGone:
        return set()
    try:
        return {pid for pid in pids if _tells(bus, pid)}
    except BusGone:
        return set()
    finally:
        bus.close()


def _tells(bus: Bus, pid: int) -> bool:
    """Whether a program shows a document with something in it, looked for within limits."""
    level = [Place(name, ROOT) for name in _names_of(bus, pid)]
    deadline, seen = time.monotonic() + SEARCH_S, 0
    while level and seen < SEARCH_OBJECTS_MAX and time.monotonic() < deadline:
        seen += len(level)
        roles = bus.call_all([Call(place.of(), "GetRole") for place in level])
        lists = bus.call_all([Call(place.of(), "GetChildren") for place in level])
        below = [one_of(answer, list) or () for answer in lists]
        for role, children in zip(roles, below, strict=True):
            if one_of(role, int) in DOCUMENTS and children:
                return True
        level = [Place(*child) for children in below for child in children]
    return False


def _names_of(bus: Bus, pid: int) -> list[str]:
    listed = bus.call_all([Call(DBUS, "ListNames")])[0]
    names = [name for name in one_of(listed, list) or () if name.startswith(":")]
    pids = bus.call_all([Call(DBUS, "GetConnectionUnixProcessID", "s", (name,)) for name in names])
    return [name for name, each in zip(names, pids, strict=True) if one_of(each, int) == pid]
