"""The keyboard layout of an X server, read with libxkbcommon: symbols, text and dead keys.

The state of modifiers and group comes with each event, so nothing here can drift from the
server. The libraries are the system's own (Debian: libxkbcommon0, libxkbcommon-x11-0).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint16, c_uint32, c_void_p
from typing import Any

from recorder.capture.input import RawInput, Typed
from recorder.errors import CaptureError

# Bits of the state of a core event: the eight real modifiers, then the layout group.
MODIFIERS = 0xFF
GROUP_SHIFT, GROUP_MASK = 13, 3
CONTROL, ALT, SUPER = 0x04, 0x08, 0x40

COMPOSING, COMPOSED, CANCELLED = 1, 2, 3
FALLBACK_LOCALE = b"en_US.UTF-8"
NO_INPUT_METHOD = {"", "none", "local", "gtk-im-context-simple", "simple"}


class X11Keyboard:
    """A `Keyboard` for an X server, over a connection of its own."""

    def __init__(self, display: str | None = None, environ: Mapping[str, str] = os.environ) -> None:
        """Read the layout of `display` (None: of DISPLAY).

        Raises:
            CaptureError: the libraries are missing, or the server cannot be asked.
        """
        self._xkb, self._xkb_x11, self._xcb = _libraries()
        self._text_is_known = not input_method_active(environ)
        self._keymap: int | None = None
        self._state: int | None = None
        self._stale = True
        self._context = self._xkb.xkb_context_new(0)
        self._connection = self._connect(display)
        self._compose = self._new_compose(_locale(environ))
        try:
            self._load()
        except CaptureError:
            self.close()
            raise

    def press(self, raw: RawInput) -> Typed:
        """Say what a press means; the text is None while an input method may change it."""
        if self._stale:
            self._load()
        group = raw.state >> GROUP_SHIFT & GROUP_MASK
        self._xkb.xkb_state_update_mask(self._state, raw.state & MODIFIERS, 0, 0, 0, 0, group)
        symbol = self._xkb.xkb_state_key_get_one_sym(self._state, raw.detail)
        return Typed(self._name(symbol), self._text(raw, symbol))

    def reload(self) -> None:
        """Read the layout again at the next press: servers announce a change several times."""
        self._stale = True

    def close(self) -> None:
        self._drop_keymap()
        if self._compose:
            self._xkb.xkb_compose_state_unref(self._compose)
        self._xkb.xkb_context_unref(self._context)
        self._xcb.xcb_disconnect(self._connection)

    def _text(self, raw: RawInput, symbol: int) -> str | None:
        if raw.state & (CONTROL | ALT | SUPER):
            return ""
        status = 0
        if self._compose:
            self._xkb.xkb_compose_state_feed(self._compose, symbol)
            status = self._xkb.xkb_compose_state_get_status(self._compose)
        if status == COMPOSING:
            return ""
        if status == CANCELLED:
            # Programs differ in what they make of a dead key and a letter it does not go with.
            return None
        buffer = ctypes.create_string_buffer(64)
        if status == COMPOSED:
            self._xkb.xkb_compose_state_get_utf8(self._compose, buffer, len(buffer))
        else:
            self._xkb.xkb_state_key_get_utf8(self._state, raw.detail, buffer, len(buffer))
        text = buffer.value.decode()
        # Return, Tab, Escape: what they do is up to the program, and their symbol says it.
        if not text.isprintable():
            return ""
        return text if self._text_is_known or not text else None

    def _name(self, symbol: int) -> str:
        buffer = ctypes.create_string_buffer(64)
        self._xkb.xkb_keysym_get_name(symbol, buffer, len(buffer))
        return buffer.value.decode()

    def _connect(self, display: str | None) -> int:
        name = None if display is None else display.encode()
        connection: int = self._xcb.xcb_connect(name, None)
        if self._xcb.xcb_connection_has_error(connection):
            self._xcb.xcb_disconnect(connection)
            raise CaptureError("The keyboard layout cannot be read: the X server is unreachable.")
        ready = self._xkb_x11.xkb_x11_setup_xkb_extension(
            connection, 1, 0, 0, None, None, None, None
        )
        if not ready:
            self._xcb.xcb_disconnect(connection)
            raise CaptureError("The keyboard layout cannot be read: the X server lacks XKEYBOARD.")
        return connection

    def _new_compose(self, locale: bytes) -> int | None:
        """The state of dead keys, or None where the system has no table for them."""
        for name in (locale, FALLBACK_LOCALE):
            if table := self._xkb.xkb_compose_table_new_from_locale(self._context, name, 0):
                state: int | None = self._xkb.xkb_compose_state_new(table, 0)
                self._xkb.xkb_compose_table_unref(table)
                return state
        return None

    def _load(self) -> None:
        device = self._xkb_x11.xkb_x11_get_core_keyboard_device_id(self._connection)
        keymap: int | None = None
        if device >= 0:
            keymap = self._xkb_x11.xkb_x11_keymap_new_from_device(
                self._context, self._connection, device, 0
            )
        if not keymap:
            raise CaptureError("The X server did not give its keyboard layout.")
        self._drop_keymap()
        self._keymap = keymap
        self._state = self._xkb_x11.xkb_x11_state_new_from_device(keymap, self._connection, device)
        self._stale = False
        self._discard_events()

    def _drop_keymap(self) -> None:
        if self._state:
            self._xkb.xkb_state_unref(self._state)
        if self._keymap:
            self._xkb.xkb_keymap_unref(self._keymap)
        self._state = self._keymap = None

    def _discard_events(self) -> None:
        # Each change of the layout also sends a notice to this connection, which nobody reads.
        free = ctypes.CDLL(None).free
        free.argtypes = [c_void_p]
        while event := self._xcb.xcb_poll_for_event(self._connection):
            free(event)


def input_method_active(environ: Mapping[str, str]) -> bool:
    """Whether programs here send keys through an input method, so that text is not the layout's."""
    modifiers = environ.get("XMODIFIERS", "")
    names = [environ.get("GTK_IM_MODULE", ""), environ.get("QT_IM_MODULE", "")]
    if "@im=" in modifiers:
        names.append(modifiers.split("@im=", 1)[1].split("@", 1)[0])
    return any(name.lower() not in NO_INPUT_METHOD for name in names)


def _locale(environ: Mapping[str, str]) -> bytes:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name):
            return value.encode()
    return b"C"


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    try:
        xkb = ctypes.CDLL("libxkbcommon.so.0")
        xkb_x11 = ctypes.CDLL("libxkbcommon-x11.so.0")
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise CaptureError(
            "The library that reads the keyboard layout is missing; install the Debian packages "
            "libxkbcommon0 and libxkbcommon-x11-0."
        ) from error
    pointer, text = c_void_p, [c_char_p, c_size_t]
    u16s = [POINTER(c_uint16)] * 2
    u8s: list[Any] = [pointer, pointer]
    _declare(xkb, {
        "xkb_context_new": (pointer, [c_int]),
        "xkb_context_unref": (None, [pointer]),
        "xkb_keymap_unref": (None, [pointer]),
        "xkb_state_unref": (None, [pointer]),
        "xkb_state_update_mask": (c_int, [pointer] + [c_uint32] * 6),
        "xkb_state_key_get_one_sym": (c_uint32, [pointer, c_uint32]),
        "xkb_state_key_get_utf8": (c_int, [pointer, c_uint32, *text]),
        "xkb_keysym_get_name": (c_int, [c_uint32, *text]),
        "xkb_compose_table_new_from_locale": (pointer, [pointer, c_char_p, c_int]),
        "xkb_compose_table_unref": (None, [pointer]),
        "xkb_compose_state_new": (pointer, [pointer, c_int]),
        "xkb_compose_state_unref": (None, [pointer]),
        "xkb_compose_state_feed": (c_int, [pointer, c_uint32]),
        "xkb_compose_state_get_status": (c_int, [pointer]),
        "xkb_compose_state_get_utf8": (c_int, [pointer, *text]),
    })  # fmt: skip
    _declare(xkb_x11, {
        "xkb_x11_setup_xkb_extension": (c_int, [pointer, c_uint16, c_uint16, c_int, *u16s, *u8s]),
        "xkb_x11_get_core_keyboard_device_id": (ctypes.c_int32, [pointer]),
        "xkb_x11_keymap_new_from_device": (pointer, [pointer, pointer, ctypes.c_int32, c_int]),
        "xkb_x11_state_new_from_device": (pointer, [pointer, pointer, ctypes.c_int32]),
    })  # fmt: skip
    _declare(xcb, {
        "xcb_connect": (pointer, [c_char_p, pointer]),
        "xcb_connection_has_error": (c_int, [pointer]),
        "xcb_disconnect": (None, [pointer]),
        "xcb_poll_for_event": (pointer, [pointer]),
    })  # fmt: skip
    return xkb, xkb_x11, xcb


def _declare(library: ctypes.CDLL, functions: Mapping[str, tuple[Any, list[Any]]]) -> None:
    for name, (result, arguments) in functions.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
