"""The X server's clock: 32 bits of milliseconds become nanoseconds of `time.monotonic_ns`.

On Linux servers both are CLOCK_MONOTONIC, which is recognised and then used without an estimate;
another clock (a remote server) is mapped by an offset.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import time

import xcffib
import xcffib.xproto

MS_NS = 1_000_000
# The server floors its time to the millisecond: half of one is the best guess for the rest.
FLOOR_NS = 500_000
TOLERANCE_MS = 1
_WRAP = 1 << 32


class ServerClock:
    """Maps server times to the monotonic clock; `check` it again while it is used."""

    def __init__(self, server_ms: int, before_ns: int, after_ns: int) -> None:
        """The server said `server_ms` at some moment between `before_ns` and `after_ns`."""
        self._latest_ms = 0
        self._offset_ns = 0
        self._anchor(server_ms, before_ns, after_ns)

    @property
    def offset_ns(self) -> int:
        """How far the server's clock is from ours; 0 where they are the same clock."""
        return self._offset_ns

    def at_ns(self, server_ms: int) -> int:
        """The monotonic time of a server time, which may lie some days from the latest one."""
        full_ms = _nearest(server_ms, self._latest_ms)
        self._latest_ms = max(self._latest_ms, full_ms)
        return full_ms * MS_NS + FLOOR_NS + self._offset_ns

    def check(self, server_ms: int, before_ns: int, after_ns: int) -> int:
        """Compare with a fresh reading; returns the error in nanoseconds, 0 if there is none.

        A clock that went astray is mapped anew, so that what follows is right.
        """
        at_ns = self.at_ns(server_ms)
        slack_ns = (TOLERANCE_MS + 1) * MS_NS
        error_ns = max(before_ns - slack_ns - at_ns, 0) + min(after_ns + slack_ns - at_ns, 0)
        if error_ns:
            self._anchor(server_ms, before_ns, after_ns)
        return error_ns

    def _anchor(self, server_ms: int, before_ns: int, after_ns: int) -> None:
        before_ms, after_ms = before_ns // MS_NS, after_ns // MS_NS
        self._latest_ms = _nearest(server_ms, after_ms)
        if before_ms - TOLERANCE_MS <= self._latest_ms <= after_ms + TOLERANCE_MS:
            self._offset_ns = 0
        else:
            middle_ns = (before_ns + after_ns) // 2
            self._offset_ns = middle_ns - self._latest_ms * MS_NS - FLOOR_NS


class ClockProbe:
    """Asks the server for its time: an empty change of a property, whose notice carries it."""

    def __init__(self, connection: xcffib.Connection) -> None:
        self._x = connection
        self._window = connection.generate_id()
        root = connection.get_setup().roots[0].root
        connection.core.CreateWindow(
            0, self._window, root, -1, -1, 1, 1, 0,
            xcffib.xproto.WindowClass.InputOnly, 0,
            xcffib.xproto.CW.EventMask, [xcffib.xproto.EventMask.PropertyChange],
        )  # fmt: skip

    def read(self) -> tuple[int, int, int]:
        """The server time in milliseconds, and the monotonic times before and after it."""
        atoms, before_ns = xcffib.xproto.Atom, time.monotonic_ns()
        self._x.core.ChangeProperty(
            xcffib.xproto.PropMode.Append, self._window, atoms.WM_NAME, atoms.STRING, 8, 0, b""
        )
        self._x.flush()
        while True:
            event = self._x.wait_for_event()
            if isinstance(event, xcffib.xproto.PropertyNotifyEvent):
                return int(event.time), before_ns, time.monotonic_ns()


def _nearest(server_ms: int, reference_ms: int) -> int:
    """The full time that ends in these 32 bits and is nearest to the reference."""
    distance = (server_ms - reference_ms + _WRAP // 2) % _WRAP - _WRAP // 2
    return reference_ms + distance
