"""The windows of an X display: which is active, what lies above what, and whose each one is.

Event-driven and for one thread. Nothing is asked while nothing changes; without the titles
granted no title is ever read from the server.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Flag, auto

import xcffib
import xcffib.xproto as xproto

from recorder.capture.context import WindowInfo
from recorder.capture.identity_x11 import Identities, fetch
from recorder.session.model import Rect

EVERYTHING = 0xFFFFFFFF
SUBSTRUCTURE = (
    xproto.CreateNotifyEvent,
    xproto.DestroyNotifyEvent,
    xproto.MapNotifyEvent,
    xproto.UnmapNotifyEvent,
    xproto.ConfigureNotifyEvent,
    xproto.ReparentNotifyEvent,
    xproto.CirculateNotifyEvent,
)
GRABS = (xproto.NotifyMode.Grab, xproto.NotifyMode.WhileGrabbed)
BELOW = xproto.NotifyDetail.Inferior


class Changed(Flag):
    """What `read` found."""

    NOTHING = 0
    ACTIVE = auto()
    STACK = auto()
    DETAILS = auto()
    """The title or the place of the active window."""


@dataclass(slots=True)
class _Top:
    """A child of the root: a frame, a popup, or a window of its own."""

    bounds: Rect
    mapped: bool
    override_redirect: bool
    draws: bool
    info: WindowInfo | None = None
    client: int | None = None
    settled: bool = False
    opaque: bool | None = None


class X11Windows:
    """The windows of one display. Raises xcffib.ConnectionException when the server is gone."""

    def __init__(self, display: str | None, *, titles: bool) -> None:
        self._x = xcffib.connect(display=display)
        screen = self._x.get_setup().roots[0]
        self._root: int = screen.root
        self._screen = Rect(0, 0, screen.width_in_pixels, screen.height_in_pixels)
        self._identities = Identities(self._x, self._root, titles=titles)
        self._tops: dict[int, _Top] = {}
        self._watched: int | None = None
        self._grabbed = False
        self._answered: tuple[int | None, int | None] | None = None
        self._active: WindowInfo | None = None
        of = xproto.EventMask
        self._select(self._root, of.SubstructureNotify | of.StructureNotify | of.PropertyChange)
        self._read_tree()

    def fileno(self) -> int:
        return self._x.get_file_descriptor()

    def close(self) -> None:
        self._x.disconnect()

    @property
    def knows_processes(self) -> bool:
        """Whether the server says which process holds a window."""
        return self._identities.knows_processes

    def has_window_manager(self) -> bool:
        return self._identities.has_window_manager()

    def accessibility_bus(self) -> str | None:
        """The address of the accessibility bus of this display, if it is written there."""
        return self._identities.accessibility_bus()

    def catch_up(self) -> None:
        """One round trip: what the server had told before its answer can be read then."""
        self._x.core.GetInputFocus().reply()

    def read(self) -> Changed:
        """Take in the events that have arrived, up to the next change of the stack.

        It is called until nothing changed: a window may have come and gone, or have been in
        several places, and each must be told.
        """
        changed = Changed.NOTHING
        while Changed.STACK not in changed and (event := self._next_event()):
            changed |= self._take(event)
        if changed:
            self._answered = None
        return changed

    def stack(self) -> tuple[WindowInfo, ...]:
        """The visible windows from the lowest to the highest, with their frames."""
        return tuple(
            self._info(window, top)
            for window, top in self._tops.items()
            if top.mapped and top.draws and top.bounds.intersect(self._screen)
        )

    def active(self) -> WindowInfo | None:
        """The window that gets the keys, or None if there is none.

        It is the active one of the window manager, unless another program holds the X focus,
        covers the whole screen with a window that no window manager knows (a locker), or shows
        such a window while the keyboard is grabbed (a launcher).
        """
        answers = self._identities.active_client(), self._focus()
        # Asked often, so all else is asked again only if something was said since.
        if answers != self._answered:
            self._active = self._find_active(*answers)
            self._answered = answers
        return self._active

    def _find_active(self, client: int | None, focus: int | None) -> WindowInfo | None:
        if focus is not None and (client is None or not self._identities.related(focus, client)):
            client = self._identities.client_above(focus)
        self._watch(client)
        info = self._identities.describe(client) if client is not None else None
        if (taker := self._taker(info)) is not None:
            return taker
        bounds = self._client_bounds(client) if client is not None else None
        return replace(info, bounds=bounds) if info is not None and bounds is not None else None

    def _next_event(self) -> xcffib.Event | None:
        while True:
            try:
                return self._x.poll_for_event()
            except (xcffib.Error, LookupError):
                continue  # A window that we asked about is gone, or an event of no interest.

    def _take(self, event: xcffib.Event) -> Changed:
        if self._identities.is_of_opacity(event):
            for top in self._tops.values():
                top.opaque = None
            return Changed.STACK
        if isinstance(event, xproto.PropertyNotifyEvent):
            return self._take_property(event)
        if isinstance(event, xproto.FocusInEvent | xproto.FocusOutEvent):
            return self._take_focus(event)
        if not isinstance(event, SUBSTRUCTURE):
            return Changed.NOTHING
        about: int = event.event if hasattr(event, "event") else event.parent
        if about == self._root:
            return self._take_substructure(event)
        if (top := self._tops.get(about)) and not top.settled:
            top.info = None
            return Changed.STACK | Changed.ACTIVE
        return Changed.DETAILS  # The watched window itself, moved within its frame.

    def _take_property(self, event: xproto.PropertyNotifyEvent) -> Changed:
        if self._identities.is_client_mark(event.atom):
            return Changed.STACK | Changed.ACTIVE
        if event.window != self._root:
            shown = self._identities.is_shown_property(event.atom)
            return Changed.DETAILS if shown else Changed.NOTHING
        if self._identities.is_active_property(event.atom):
            self._identities.look_for_manager()
            return Changed.ACTIVE
        return Changed.NOTHING

    def _take_focus(self, event: xproto.FocusInEvent | xproto.FocusOutEvent) -> Changed:
        """A grab of the keyboard takes the focus away, as far as the window is told."""
        if event.event != self._watched:
            return Changed.NOTHING
        inside = isinstance(event, xproto.FocusInEvent) or event.detail == BELOW
        self._grabbed = not inside and event.mode in GRABS
        return Changed.ACTIVE

    def _take_substructure(self, event: xcffib.Event) -> Changed:
        """Keep the account of the root's children; the order of the dict is the stacking."""
        window: int = event.window
        if window == self._root:
            if isinstance(event, xproto.ConfigureNotifyEvent):
                self._screen = Rect(0, 0, event.width, event.height)
            return Changed.STACK | Changed.ACTIVE
        if isinstance(event, xproto.CreateNotifyEvent):
            self._add(window)
            made = _created(event)
            if top := self._tops.get(window):
                # It may have moved since, and have been seen before that.
                top.bounds = made.bounds
            elif not self._identities.is_of_server(window):
                # It is gone already, but may have been seen.
                self._tops[window] = made
            return Changed.NOTHING
        if isinstance(event, xproto.ReparentNotifyEvent) and event.parent == self._root:
            self._read_tree()
            return Changed.STACK
        if isinstance(event, xproto.DestroyNotifyEvent | xproto.ReparentNotifyEvent):
            self._identities.look_for_manager()
            top = self._tops.pop(window, None)
            return Changed.STACK if top is not None and top.mapped else Changed.NOTHING
        top = self._tops.get(window)
        if top is None or isinstance(event, xproto.CirculateNotifyEvent):
            self._read_tree()
            return Changed.STACK | Changed.ACTIVE
        if isinstance(event, xproto.ConfigureNotifyEvent):
            border = 2 * event.border_width
            top.bounds = Rect(event.x, event.y, event.width + border, event.height + border)
            top.override_redirect = bool(event.override_redirect)
            self._raise_above(window, event.above_sibling)
            return Changed.STACK | Changed.DETAILS if top.mapped else Changed.NOTHING
        top.mapped = isinstance(event, xproto.MapNotifyEvent)
        top.settled = False
        return Changed.STACK | Changed.ACTIVE

    def _raise_above(self, window: int, sibling: int) -> None:
        if sibling and sibling not in self._tops:
            self._read_tree()
            return
        order = list(self._tops)
        place = order.index(window)
        if (order[place - 1] if place else 0) == sibling:
            return
        order.remove(window)
        order.insert(order.index(sibling) + 1 if sibling else 0, window)
        self._tops = {window: self._tops[window] for window in order}

    def _read_tree(self) -> None:
        known, self._tops = self._tops, {}
        for window in self._x.core.QueryTree(self._root).reply().children:
            self._add(window)
            if (top := self._tops.get(window)) and (before := known.get(window)):
                top.info, top.client, top.settled = before.info, before.client, before.settled
                top.opaque = before.opaque
                # Events that were not read yet tell of the rest in its order.
                top.bounds, top.mapped = before.bounds, before.mapped

    def _add(self, window: int) -> None:
        if self._identities.is_of_server(window):
            return
        core = self._x.core
        if (answers := fetch(core.GetGeometry(window), core.GetWindowAttributes(window))) is None:
            return
        geometry, attributes = answers
        border = 2 * geometry.border_width
        width, height = geometry.width + border, geometry.height + border
        self._tops[window] = _Top(
            bounds=Rect(geometry.x, geometry.y, width, height),
            mapped=attributes.map_state != xproto.MapState.Unmapped,
            override_redirect=bool(attributes.override_redirect),
            draws=attributes._class != xproto.WindowClass.InputOnly,
        )

    def _info(self, window: int, top: _Top) -> WindowInfo:
        if top.info is None:
            self._await_client(window)
        if top.info is None or not top.settled:
            # A frame is mapped before its client has the mark of one: ask again until it has.
            top.client = self._identities.client_below(window)
            top.settled = top.client is not None or not self._identities.has_window_manager()
            top.info = self._identities.describe(top.client or window, titles=False)
        if top.opaque is None:
            top.opaque = self._identities.is_opaque(window)
        return replace(
            top.info,
            id=window,
            bounds=top.bounds,
            # Window managers often mark their frames so, too; those hold a client.
            override_redirect=top.override_redirect and top.client is None,
            opaque=top.opaque,
        )

    def _await_client(self, window: int) -> None:
        """Be told when this child of the root gets a client window, or becomes one."""
        of = xproto.EventMask
        # First the window, then what is in it: what comes in between is told of.
        if window != self._watched:
            self._select(window, of.SubstructureNotify | of.PropertyChange)
        for one in self._identities.children(window):
            if one != self._watched:
                self._select(one, of.PropertyChange)
        self._identities.watch_shape(window)

    def _taker(self, active: WindowInfo | None) -> WindowInfo | None:
        """A window above all managed ones that takes the keys from the active one."""
        for window, top in reversed(self._tops.items()):
            seen = top.bounds.intersect(self._screen) if top.mapped else None
            if seen is None:
                continue
            info = self._info(window, top)
            if not info.override_redirect:
                return None
            if seen == self._screen and self._identities.takes_pointer(window):
                return info
            if self._grabbed and (active is None or info.pid is None or info.pid != active.pid):
                return info
        return None

    def _focus(self) -> int | None:
        """The window with the X focus; None when that says nothing (root, or the pointer's)."""
        focus: int = self._x.core.GetInputFocus().reply().focus
        if focus == xproto.InputFocus.PointerRoot and not self._identities.has_window_manager():
            child = self._x.core.QueryPointer(self._root).reply().child
            return child or None
        return focus if focus > xproto.InputFocus.PointerRoot and focus != self._root else None

    def _client_bounds(self, client: int) -> Rect | None:
        core = self._x.core
        origin_cookie = core.TranslateCoordinates(client, self._root, 0, 0)
        if (answers := fetch(core.GetGeometry(client), origin_cookie)) is None:
            return None
        geometry, origin = answers
        return Rect(origin.dst_x, origin.dst_y, geometry.width, geometry.height)

    def _watch(self, client: int | None) -> None:
        if client == self._watched:
            return
        if self._watched is not None:
            self._select(self._watched, 0)
        if client is not None:
            of = xproto.EventMask
            self._select(client, of.PropertyChange | of.StructureNotify | of.FocusChange)
        self._watched, self._grabbed = client, False

    def _select(self, window: int, mask: int) -> None:
        self._x.core.ChangeWindowAttributes(window, xproto.CW.EventMask, [mask])
        self._x.flush()


def _created(event: xproto.CreateNotifyEvent) -> _Top:
    """A window as it was when it was made."""
    border = 2 * event.border_width
    bounds = Rect(event.x, event.y, event.width + border, event.height + border)
    return _Top(bounds, False, bool(event.override_redirect), True)
