"""The screen of an X11 desktop: XDamage says whether and where, shared memory fetches just that.

A tick without damage costs one round trip and no pixel. How the pixels arrive is in
`screen_x11_grab`; the pointer is never part of them.
"""
# xcffib has no types.
# pyright: reportAttributeAccessIssue=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import xcffib
import xcffib.damage
import xcffib.randr
import xcffib.xfixes
import xcffib.xproto

from recorder.capture.canvas import Canvas
from recorder.capture.screen import (
    Changed,
    Clock,
    DesktopChanged,
    Skipped,
    Tick,
    Unchanged,
    choose_rectangle,
)
from recorder.capture.screen_x11_grab import Grabber, GrabFailed
from recorder.errors import CaptureError
from recorder.session.model import Desktop, Display, Rect

NONE = 0
MONITOR_EVENTS = (
    xcffib.randr.ScreenChangeNotifyEvent,
    xcffib.randr.NotifyEvent,
    xcffib.xproto.ConfigureNotifyEvent,
)


class X11Screen:
    """The `Screen` of an X11 display. Everything after the constructor belongs to one thread."""

    def __init__(
        self, display: str | None, captured: Rect | None, *, clock_ns: Clock = time.monotonic_ns
    ) -> None:
        self._display = display
        self._clock_ns = clock_ns
        self._desktop = read_x11_desktop(display)
        self.captured = choose_rectangle(self._desktop, region=captured)
        self._x: xcffib.Connection | None = None
        self._grabber: Grabber | None = None
        self._pending: Rect | None = self.captured
        self._masks: tuple[Rect, ...] = ()
        self._damaged = False
        self._changed_to: Desktop | None = None

    def start(self) -> None:
        """Subscribe to damage and monitor changes, and set up the shared memory."""
        with _as_capture_error():
            self._x = _connect(self._display)
            self._root = _root(self._x)
            self._watch_damage(self._x)
            self._watch_monitors(self._x)
            self._grabber = Grabber(self._display)
            self._canvas = Canvas(self.captured, self._grabber.grab, self._clock_ns)

    def tick(self, masks: Sequence[Rect]) -> Tick:
        """Look once; see `Screen.tick`."""
        if self._x is None:
            raise CaptureError("The screen was asked for a picture before it was started.")
        before_ns = self._clock_ns()
        with _as_capture_error():
            self._drain(self._x)
            if self._changed_to is not None:
                return DesktopChanged(self._changed_to)
            self._take_masks(tuple(masks))
            if not self._damaged and self._pending is None:
                return Unchanged(before_ns)
            if not self._canvas.has_free_slot:
                return Skipped(before_ns)
            if self._damaged:
                self._take_damage(self._x)
            return self._update(self._x) or Unchanged(before_ns)

    def renew(self) -> None:
        """Forget the last picture; see `Screen.renew`."""
        self._pending = self.captured
        self._canvas.renew()

    def stop(self) -> None:
        """Close both connections."""
        if self._grabber is not None:
            self._grabber.close()
            self._grabber = None
        if self._x is not None:
            self._x.disconnect()
            self._x = None

    def _update(self, x: xcffib.Connection) -> Changed | DesktopChanged | None:
        if self._pending is None:
            return None
        try:
            changed = self._canvas.update(self._pending, self._masks)
        except GrabFailed:
            # The desktop may have shrunk between the look at the events and the grab.
            desktop = _desktop_of(x)
            if desktop == self._desktop:
                raise
            self._changed_to = desktop
            return DesktopChanged(desktop)
        self._pending = None
        return changed

    def _watch_damage(self, x: xcffib.Connection) -> None:
        damage = x(xcffib.damage.key)
        fixes = x(xcffib.xfixes.key)
        damage.QueryVersion(1, 1).reply()
        fixes.QueryVersion(5, 0).reply()
        self._damage_ext, self._fixes_ext = damage, fixes
        self._damage = x.generate_id()
        self._region = x.generate_id()
        level = xcffib.damage.ReportLevel.NonEmpty
        damage.Create(self._damage, self._root, level, is_checked=True).check()
        fixes.CreateRegion(self._region, 0, [], is_checked=True).check()

    def _watch_monitors(self, x: xcffib.Connection) -> None:
        randr = x(xcffib.randr.key)
        randr.QueryVersion(1, 5).reply()
        notify = xcffib.randr.NotifyMask
        wanted = (
            notify.ScreenChange | notify.CrtcChange | notify.OutputChange | notify.ResourceChange
        )
        randr.SelectInput(self._root, wanted, is_checked=True).check()
        # Monitors that are split or joined without a new mode are told by the root window alone.
        structure = [xcffib.xproto.EventMask.StructureNotify]
        x.core.ChangeWindowAttributes(self._root, xcffib.xproto.CW.EventMask, structure)

    def _drain(self, x: xcffib.Connection) -> None:
        """One round trip; whatever the server reported before its answer is then known."""
        x.core.GetInputFocus().reply()
        monitors_may_differ = False
        while (event := x.poll_for_event()) is not None:
            if isinstance(event, xcffib.damage.NotifyEvent):
                self._damaged = True
            elif isinstance(event, MONITOR_EVENTS):
                monitors_may_differ = True
        if monitors_may_differ and self._changed_to is None:
            desktop = _desktop_of(x)
            if desktop != self._desktop:
                self._changed_to = desktop

    def _take_damage(self, x: xcffib.Connection) -> None:
        """Move the server's damage into `_pending`. It comes before the grab, so that what is
        drawn in between is reported again."""
        self._damage_ext.Subtract(self._damage, NONE, self._region)
        self._fixes_ext.RegionExtents(self._region, self._region)
        extents = self._fixes_ext.FetchRegion(self._region).reply().extents
        self._damaged = False
        if extents.width and extents.height:
            self._add(Rect(extents.x, extents.y, extents.width, extents.height))

    def _take_masks(self, masks: tuple[Rect, ...]) -> None:
        if masks == self._masks:
            return
        for mask in set(masks) ^ set(self._masks):
            self._add(mask)
        self._masks = masks

    def _add(self, box: Rect) -> None:
        inside = box.intersect(self.captured)
        if inside is not None:
            self._pending = inside if self._pending is None else self._pending.union(inside)


def read_x11_desktop(display: str | None) -> Desktop:
    """The size and the monitors of an X11 desktop, by RandR.

    Raises:
        CaptureError: there is no such display, or it does not say.
    """
    with _as_capture_error():
        x = _connect(display)
        try:
            x(xcffib.randr.key).QueryVersion(1, 5).reply()
            return _desktop_of(x)
        finally:
            x.disconnect()


def _desktop_of(x: xcffib.Connection) -> Desktop:
    root = _root(x)
    size = x.core.GetGeometry(root).reply()
    monitors = x(xcffib.randr.key).GetMonitors(root, True).reply().monitors
    displays = [
        Display(index, monitor.x, monitor.y, monitor.width, monitor.height)
        for index, monitor in enumerate(monitors)
    ]
    return Desktop(size.width, size.height, tuple(displays))


def _connect(display: str | None) -> xcffib.Connection:
    try:
        return xcffib.connect(display=display)
    except xcffib.ConnectionException as error:
        raise CaptureError(
            "No X11 desktop answers" + (f" at {display}" if display else "") + "; "
            "start this inside a desktop session or set DISPLAY."
        ) from error


def _root(x: xcffib.Connection) -> int:
    return x.get_setup().roots[x.pref_screen].root


@contextmanager
def _as_capture_error() -> Generator[None]:
    try:
        yield
    except (xcffib.XcffibException, GrabFailed) as error:
        raise CaptureError(
            "The X server no longer lets the screen be recorded; what was recorded is kept."
        ) from error
