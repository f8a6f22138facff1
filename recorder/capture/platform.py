"""What kind of desktop this is, and why recording is refused where it is.

One function each; connecting to the display is the only thing they do to it.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import xcffib

SessionKind = Literal["x11", "wayland", "windows", "macos", "none"]

WAYLAND_REFUSAL = (
    "This is a Wayland session, where a program sees only the windows of XWayland, so half of "
    "the work would be missing; log in to an X11 (Xorg) session to record."
)
NO_DISPLAY_REFUSAL = (
    "There is no display to record (DISPLAY is not set); start Candor in a graphical X11 session."
)


def session_kind(environ: Mapping[str, str] = os.environ) -> SessionKind:
    """What kind of desktop this is.

    An X server of its own inside a Wayland session (Xvfb, Xephyr) is X11: everything in it is
    seen. Only XWayland, the bridge of the Wayland desktop itself, is not.
    """
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    wayland = bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
    display = environ.get("DISPLAY")
    if not display:
        return "wayland" if wayland else "none"
    return "wayland" if _is_xwayland(display, default=wayland) else "x11"


def refusal(environ: Mapping[str, str] = os.environ) -> str | None:
    """Why nothing can be recorded here, as a sentence; None if it can."""
    kind = session_kind(environ)
    if kind == "wayland":
        return WAYLAND_REFUSAL
    if kind == "none":
        return NO_DISPLAY_REFUSAL
    if kind == "x11":
        return _x11_refusal(environ.get("DISPLAY", ""))
    return None


def _x11_refusal(display: str) -> str | None:
    import xcffib

    try:
        connection = xcffib.connect(display=display)
    except xcffib.ConnectionException:
        return (
            f"The X server {display} cannot be reached; check that it runs and that this user "
            "may use it (xauth)."
        )
    try:
        missing = [name for name in ("RECORD", "XInputExtension") if not _has(connection, name)]
    finally:
        connection.disconnect()
    if missing:
        return f"The X server {display} lacks {' and '.join(missing)}, which recording needs."
    return None


def _is_xwayland(display: str, *, default: bool) -> bool:
    """Whether the X server is XWayland; `default` where it cannot be asked."""
    import xcffib
    import xcffib.randr

    try:
        connection = xcffib.connect(display=display)
    except xcffib.ConnectionException:
        return default
    try:
        if _has(connection, "XWAYLAND"):
            return True
        if not _has(connection, "RANDR"):
            return False
        # Servers before 23.1 have no such extension, but name their outputs XWAYLAND0, 1, …
        randr = connection(xcffib.randr.key)
        root = connection.get_setup().roots[0].root
        resources = randr.GetScreenResourcesCurrent(root).reply()
        names = [
            randr.GetOutputInfo(output, resources.config_timestamp).reply().name.to_string()
            for output in resources.outputs
        ]
        return any(name.startswith("XWAYLAND") for name in names)
    finally:
        connection.disconnect()


def _has(connection: xcffib.Connection, extension: str) -> bool:
    return bool(connection.core.QueryExtension(len(extension), extension).reply().present)
