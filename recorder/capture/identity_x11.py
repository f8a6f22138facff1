"""Whose window is it? The process, program and class behind the windows of an X display.

Which process holds a window is asked of the server (X-Resource), which knows, before the window
itself, which may say anything.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import os
import socket
import struct
from contextlib import suppress
from typing import Any

import xcffib
import xcffib.res
import xcffib.shape
import xcffib.xfixes
import xcffib.xproto as xproto

from recorder.capture.context import WindowInfo

ATOMS = (
    "_NET_ACTIVE_WINDOW _NET_SUPPORTING_WM_CHECK _NET_WM_CM_S0 _NET_WM_NAME _NET_WM_PID "
    "_NET_WM_WINDOW_OPACITY WM_CLIENT_MACHINE WM_STATE AT_SPI_BUS"
)
PROPERTY_MAX = 1024
DEPTH_MAX = 4
TRANSLUCENT_DEPTH = 32
OPAQUE = b"\xff\xff\xff\xff"
EVERY_BIT = 0xFFFFFFFF
XRES_WITH_PIDS = (1, 2)
LONG = struct.Struct("=I")


class Identities:
    """Asks an X connection about windows; of a window that is gone nothing is known."""

    def __init__(self, connection: xcffib.Connection, root: int, *, titles: bool) -> None:
        self._x = connection
        self._root = root
        self._titles = titles
        self._owner_mask = EVERY_BIT & ~connection.get_setup().resource_id_mask
        self._atoms = {name: self._atom(name) for name in ATOMS.split()}
        self._resources = self._open_resources()
        self._has_manager: bool | None = None
        self._shapes = connection(xcffib.shape.key) if self._has("SHAPE") else None
        self._has_compositor = self._watch_compositor()

    @property
    def knows_processes(self) -> bool:
        """Whether the server says which process holds a window."""
        return self._resources is not None

    def accessibility_bus(self) -> str | None:
        """The address of the accessibility bus, as its launcher wrote it on the root window."""
        value = self._property(self._root, self._atoms["AT_SPI_BUS"])
        return value.decode(errors="replace").rstrip("\0") or None if value else None

    def active_client(self) -> int | None:
        """The active window as the window manager says; None without one."""
        if not self.has_window_manager():
            return None
        return self._window_property(self._root, "_NET_ACTIVE_WINDOW")

    def is_active_property(self, atom: int) -> bool:
        return atom in (self._atoms["_NET_ACTIVE_WINDOW"], self._atoms["_NET_SUPPORTING_WM_CHECK"])

    def is_shown_property(self, atom: int) -> bool:
        """Whether it is one of those that `describe` reads."""
        if atom in (self._atoms["_NET_WM_NAME"], xproto.Atom.WM_NAME):
            return self._titles
        return atom in (xproto.Atom.WM_CLASS, self._atoms["_NET_WM_PID"])

    def is_client_mark(self, atom: int) -> bool:
        """Whether it is the one that a window manager gives to every window it takes care of."""
        return atom == self._atoms["WM_STATE"]

    def has_window_manager(self) -> bool:
        """Whether a window manager runs: one that died leaves the name of its window behind."""
        if self._has_manager is None:
            check = self._window_property(self._root, "_NET_SUPPORTING_WM_CHECK")
            self._has_manager = (
                check is not None
                and self._window_property(check, "_NET_SUPPORTING_WM_CHECK") == check
            )
        return self._has_manager

    def look_for_manager(self) -> None:
        """Look again for one: it may have come, or be gone."""
        self._has_manager = None

    def is_of_server(self, window: int) -> bool:
        """Whether the server made it (the surface of a compositor, its own screen saver)."""
        return not window & self._owner_mask

    def related(self, window: int, client: int) -> bool:
        """Whether they are one program's, or one lies inside the other."""
        return (
            window & self._owner_mask == client & self._owner_mask
            or client in self._line(window)
            or window in self._line(client)
        )

    def client_above(self, window: int) -> int | None:
        """The client window that holds this one, or the child of the root that does."""
        line = self._line(window)
        return next((one for one in line if self._is_client(one)), line[-1] if line else None)

    def client_below(self, window: int) -> int | None:
        """The client window that this child of the root is or holds."""
        level = [window]
        for _ in range(DEPTH_MAX):
            if client := next((one for one in level if self._is_client(one)), None):
                return client
            # The topmost first: of several in one frame it is the one that is seen.
            level = [child for one in level for child in reversed(self.children(one))]
        return None

    def children(self, window: int) -> list[int]:
        """The windows directly inside this one, from the lowest to the highest."""
        answers = fetch(self._x.core.QueryTree(window))
        return list(answers[0].children) if answers is not None else []

    def describe(self, client: int, *, titles: bool = True) -> WindowInfo:
        """Everything but its place. Without `titles`, or where they were not granted, no title."""
        pid = self._pid(client)
        return WindowInfo(
            id=client,
            title=self._title(client) if titles and self._titles else None,
            app=program_of(pid) if pid is not None else None,
            window_class=self._class(client),
            pid=pid,
            bounds=None,
        )

    def is_opaque(self, window: int) -> bool:
        """Whether nothing below shines through this child of the root."""
        if self._shapes is None:
            return False
        answers = fetch(self._shapes.QueryExtents(window), self._x.core.GetGeometry(window))
        if answers is None or answers[0].bounding_shaped:
            return False
        if not self._has_compositor:
            return True
        opacity = self._property(window, self._atoms["_NET_WM_WINDOW_OPACITY"])
        return answers[1].depth != TRANSLUCENT_DEPTH and opacity in (None, OPAQUE)

    def is_of_opacity(self, event: xcffib.Event) -> bool:
        """Whether it tells that something may shine through some window now, or no longer."""
        if isinstance(event, xcffib.xfixes.SelectionNotifyEvent):
            self._has_compositor = event.owner != 0
            return True
        if isinstance(event, xproto.PropertyNotifyEvent):
            return event.atom == self._atoms["_NET_WM_WINDOW_OPACITY"]
        return isinstance(event, xcffib.shape.NotifyEvent)

    def watch_shape(self, window: int) -> None:
        """Be told when this window gets another shape."""
        if self._shapes is not None:
            self._shapes.SelectInput(window, True)
            self._x.flush()

    def takes_pointer(self, window: int) -> bool:
        """Whether clicks on this window are its own; they fall through a mere picture."""
        if self._shapes is None:
            return True
        answers = fetch(self._shapes.GetRectangles(window, xcffib.shape.SK.Input))
        return answers is not None and answers[0].rectangles_len > 0

    def _atom(self, name: str) -> int:
        return self._x.core.InternAtom(False, len(name), name).reply().atom

    def _has(self, extension: str) -> bool:
        return bool(self._x.core.QueryExtension(len(extension), extension).reply().present)

    def _watch_compositor(self) -> bool:
        """Whether a compositor runs, from now on told by the server; yes if that cannot be."""
        if not self._has("XFIXES"):
            return True
        fixes, atom = self._x(xcffib.xfixes.key), self._atoms["_NET_WM_CM_S0"]
        fixes.QueryVersion(1, 0).reply()
        on = xcffib.xfixes.SelectionEventMask
        events = on.SetSelectionOwner | on.SelectionWindowDestroy | on.SelectionClientClose
        fixes.SelectSelectionInput(self._root, atom, events)
        return bool(self._x.core.GetSelectionOwner(atom).reply().owner)

    def _open_resources(self) -> xcffib.res.resExtension | None:
        if not self._has("X-Resource"):
            return None
        resources = self._x(xcffib.res.key)
        version = resources.QueryVersion(*XRES_WITH_PIDS).reply()
        known = (version.server_major, version.server_minor) >= XRES_WITH_PIDS
        return resources if known else None

    def _property(self, window: int, atom: int) -> bytes | None:
        any_type = xproto.GetPropertyType.Any
        answers = fetch(self._x.core.GetProperty(False, window, atom, any_type, 0, PROPERTY_MAX))
        return answers[0].value.buf() if answers is not None and answers[0].format else None

    def _window_property(self, window: int, name: str) -> int | None:
        value = self._property(window, self._atoms[name])
        if value is None or len(value) < LONG.size:
            return None
        return LONG.unpack_from(value)[0] or None

    def _line(self, window: int) -> list[int]:
        """This window and those that it lies in, up to the child of the root."""
        line: list[int] = []
        while window and window != self._root:
            line.append(window)
            if (answers := fetch(self._x.core.QueryTree(window))) is None:
                return []
            window = answers[0].parent
        return line

    def _is_client(self, window: int) -> bool:
        return self._property(window, self._atoms["WM_STATE"]) is not None

    def _pid(self, window: int) -> int | None:
        if self._resources is None:
            return self._claimed_pid(window)
        spec = xcffib.res.ClientIdSpec.synthetic(window, xcffib.res.ClientIdMask.LocalClientPID)
        if (answers := fetch(self._resources.QueryClientIds(1, [spec]))) is None:
            return None
        pids = [value for found in answers[0].ids for value in found.value]
        return pids[0] if pids else self._claimed_pid(window)

    def _claimed_pid(self, window: int) -> int | None:
        """What the window says of itself; a number from another machine means nothing here."""
        value = self._property(window, self._atoms["_NET_WM_PID"])
        machine = self._property(window, self._atoms["WM_CLIENT_MACHINE"])
        if value is None or len(value) != LONG.size or machine is None:
            return None
        is_ours = machine.rstrip(b"\0").decode(errors="replace") == socket.gethostname()
        return LONG.unpack(value)[0] if is_ours else None

    def _class(self, window: int) -> str | None:
        value = self._property(window, xproto.Atom.WM_CLASS)
        parts = value.split(b"\0") if value else []
        return parts[1].decode("latin-1") or None if len(parts) > 1 else None

    def _title(self, window: int) -> str | None:
        title = self._property(window, self._atoms["_NET_WM_NAME"])
        if title is not None:
            return title.decode(errors="replace")
        title = self._property(window, xproto.Atom.WM_NAME)
        return title.decode("latin-1") if title is not None else None


def fetch(*cookies: xcffib.Cookie) -> list[Any] | None:
    """The answers to these requests; None if one failed, because its window is gone.

    All are fetched in any case: an answer that is left would end a later, innocent request.
    """
    answers: list[Any] = []
    for cookie in cookies:
        with suppress(xcffib.Error):
            answers.append(cookie.reply())
    return answers if len(answers) == len(cookies) else None


def program_of(pid: int) -> str | None:
    """The base name of the program's file; None where that cannot be seen."""
    try:
        path = os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return None
    return os.path.basename(path.removesuffix(" (deleted)")) or None
