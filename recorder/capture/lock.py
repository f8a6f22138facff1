"""Is the screen locked or blanked? The X screen saver, the savers on the session bus, and logind.

Each witness speaks for itself; the screen counts as locked while any of them says so. A witness
that is not there says nothing.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import os

import xcffib
import xcffib.screensaver

from recorder.capture.bus import DBUS, Bus, BusGone, NoAnswer, Signal

SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
LOGIN = "org.freedesktop.login1"
LOGIN_MANAGER = (LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager")
LOGIN_SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
EXTENSION = "MIT-SCREEN-SAVER"
STATE_ON = 1


class XSaver:
    """The screen saver built into the X server.

    Raises:
        NoAnswer: the server has none.
    """

    def __init__(self, display: str | None) -> None:
        self._x = xcffib.connect(display=display)
        root = self._x.get_setup().roots[0].root
        if not self._x.core.QueryExtension(len(EXTENSION), EXTENSION).reply().present:
            self._x.disconnect()
            raise NoAnswer
        self._saver = self._x(xcffib.screensaver.key)
        self._saver.SelectInput(root, xcffib.screensaver.Event.NotifyMask)
        self.active: bool = self._saver.QueryInfo(root).reply().state == STATE_ON

    def fileno(self) -> int:
        return self._x.get_file_descriptor()

    def read(self) -> None:
        """Take in what the server has said.

        Raises:
            xcffib.ConnectionException: the server is gone.
        """
        while event := self._x.poll_for_event():
            if isinstance(event, xcffib.screensaver.NotifyEvent):
                self.active = event.state == STATE_ON

    def close(self) -> None:
        self._x.disconnect()


class BusSavers:
    """The screen savers of the desktop, on the session bus.

    Raises:
        BusGone, NoAnswer: there is no session bus, or it refuses.
    """

    def __init__(self, address: str = "SESSION") -> None:
        self._bus = Bus(address)
        self._bus.subscribe("type='signal',member='ActiveChanged'")
        self._bus.subscribe(
            "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg2=''"
        )
        self._active: set[str] = set()
        for name, path in SAVERS:
            try:
                owner = self._bus.call(DBUS, "GetNameOwner", "s", name)[0]
                if self._bus.call((name, path, name), "GetActive")[0] is True:
                    self._active.add(owner)
            except NoAnswer:
                continue

    @property
    def active(self) -> bool:
        return bool(self._active)

    def fileno(self) -> int:
        return self._bus.fileno()

    def read(self) -> None:
        """Take in what the savers have said.

        Raises:
            BusGone: the bus is gone.
        """
        for signal in self._bus.signals():
            self._hear(signal)

    def close(self) -> None:
        self._bus.close()

    def _hear(self, signal: Signal) -> None:
        if signal.member == "NameOwnerChanged":
            # A saver that died cannot say any more that the screen is open again.
            self._active.discard(signal.body[0])
        elif signal.interface.endswith("ScreenSaver"):
            if signal.body == (True,):
                self._active.add(signal.sender)
            elif signal.body == (False,):
                self._active.discard(signal.sender)


class LoginSession:
    """The session as logind sees it, on the system bus.

    Raises:
        BusGone, NoAnswer: there is no system bus, no logind, or no session of ours.
    """

    def __init__(self, address: str = "SYSTEM") -> None:
        self._bus = Bus(address)
        self._asked_to_lock = False
        try:
            path = self._find_session()
            self._bus.subscribe(f"type='signal',sender='{LOGIN}',path='{path}'")
            answer = self._bus.call(
                (LOGIN, path, PROPERTIES), "Get", "ss", LOGIN_SESSION, "LockedHint"
            )
        except (NoAnswer, BusGone):
            self._bus.close()
            raise
        self._hint = answer[0][1] is True

    @property
    def active(self) -> bool:
        return self._hint or self._asked_to_lock

    def fileno(self) -> int:
        return self._bus.fileno()

    def read(self) -> None:
        """Take in what logind has said.

        Raises:
            BusGone: the bus is gone.
        """
        for signal in self._bus.signals():
            if signal.member in ("Lock", "Unlock"):
                self._asked_to_lock = signal.member == "Lock"
            elif signal.member == "PropertiesChanged" and "LockedHint" in signal.body[1]:
                self._hint = signal.body[1]["LockedHint"][1] is True
                self._asked_to_lock = False

    def close(self) -> None:
        self._bus.close()

    def _find_session(self) -> str:
        try:
            return self._bus.call(LOGIN_MANAGER, "GetSessionByPID", "u", os.getpid())[0]
        except NoAnswer:
            # Started by the person's service manager we belong to no session, but to a person,
            # who has one with a screen.
            user = self._bus.call(LOGIN_MANAGER, "GetUserByPID", "u", os.getpid())[0]
            place = LOGIN, user, PROPERTIES
            return self._bus.call(place, "Get", "ss", f"{LOGIN}.User", "Display")[0][1][1]
