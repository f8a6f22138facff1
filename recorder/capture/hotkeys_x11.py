"""Hotkeys of an X server: the chords are grabbed on its root window."""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import combinations

import xcffib
import xcffib.xkb
import xcffib.xproto

from recorder.capture.clock_x11 import ClockProbe, ServerClock
from recorder.capture.hotkeys import (
    KEYSYMS,
    US_POSITIONS,
    Chord,
    HotkeyStatus,
    OnVerb,
    Verb,
)
from recorder.errors import CaptureError

EVDEV_OFFSET = 8
LOCK = 2
MODIFIER_KEYSYMS = {
    "ctrl": {0xFFE3, 0xFFE4},
    "alt": {0xFFE9, 0xFFEA},
    "shift": {0xFFE1, 0xFFE2},
    "super": {0xFFEB, 0xFFEC},
}
LOCKS = "locks"
LOCK_KEYSYMS = {0xFF7F, 0xFF14}  # Num_Lock, Scroll_Lock
Rows = Mapping[int, tuple[int, ...]]
DETECTABLE_AUTO_REPEAT = 1
CORE_KEYBOARD = 0x100


class X11Hotkeys:
    """`Hotkeys` for an X server."""

    def __init__(self, chords: Mapping[Verb, Chord], display: str | None = None) -> None:
        self._chords = dict(chords)
        self._display = display
        self._on_verb: OnVerb | None = None
        self._verbs: dict[int, list[tuple[int, Verb]]] = {}
        self._locks = 0
        self._rows: Rows = {}
        self._masks: Mapping[str, int] = {}
        self._down: set[int] = set()
        self._stopping = threading.Event()
        self._running = False
        self._ended = False
        self._x: xcffib.Connection | None = None
        self._wake_read, self._wake_write = os.pipe()

    def start(self, on_verb: OnVerb) -> tuple[HotkeyStatus, ...]:
        """Grab the chords; each answer says whether it works."""
        try:
            self._x = xcffib.connect(display=self._display)
            self._root: int = self._x.get_setup().roots[0].root
            self._clock = ServerClock(*ClockProbe(self._x).read())
            self._on_verb = on_verb
            self._ask_for_plain_repeats(self._x)
            return self._grab_all(self._x)
        except xcffib.XcffibException as error:
            self._close()
            raise CaptureError("Hotkeys cannot be claimed: the X server is unreachable.") from error

    def run(self) -> None:
        """Deliver verbs until stopped."""
        assert self._x is not None
        self._running = True
        try:
            while not self._stopping.is_set():
                # Events may wait in the library already, so look there before sleeping.
                while (event := self._x.poll_for_event()) is not None:
                    self._handle(self._x, event)
                select.select([self._x.get_file_descriptor(), self._wake_read], [], [])
        except (xcffib.XcffibException, OSError):
            pass
        finally:
            self._ended = True
            self._close()

    def check(self) -> None:
        """Raise CaptureError if the X server went away."""
        if self._ended and not self._stopping.is_set():
            raise CaptureError("The hotkeys ended, because the X server went away.")

    def stop(self) -> None:
        """Release the chords and let `run` return."""
        self._stopping.set()
        if self._running:
            with suppress(OSError):
                os.write(self._wake_write, b"x")
        else:
            self._close()

    def _handle(self, x: xcffib.Connection, event: xcffib.Event) -> None:
        match event:
            case xcffib.xproto.KeyPressEvent():
                if event.detail not in self._down:
                    self._down.add(event.detail)
                    self._deliver(event.detail, event.state & 0xFF & ~self._locks, event.time)
            case xcffib.xproto.KeyReleaseEvent():
                self._down.discard(event.detail)
            case xcffib.xproto.MappingNotifyEvent():
                # The keys of the chords may be elsewhere now. Servers say so rather too often.
                if _read_rows(x) != self._rows:
                    any_modifier = xcffib.xproto.ModMask.Any
                    x.core.UngrabKey(xcffib.xproto.Grab.Any, self._root, any_modifier)
                    self._grab_all(x)
            case _:
                pass

    def _deliver(self, code: int, state: int, server_ms: int) -> None:
        for modifiers, verb in self._verbs.get(code, ()):
            if modifiers == state and self._on_verb is not None:
                self._on_verb(verb, self._clock.at_ns(server_ms))

    def _grab_all(self, x: xcffib.Connection) -> tuple[HotkeyStatus, ...]:
        self._rows = _read_rows(x)
        self._masks = _read_modifiers(x, self._rows)
        self._locks = LOCK | self._masks[LOCKS]
        self._verbs = {}
        return tuple(self._grab(x, verb, chord) for verb, chord in self._chords.items())

    def _grab(self, x: xcffib.Connection, verb: Verb, chord: Chord) -> HotkeyStatus:
        code, masks = _find_key(self._rows, chord.key), self._masks
        if code is None or not all(masks[name] for name in chord.modifiers):
            return HotkeyStatus(verb, chord, None, f"This keyboard cannot type {chord}.")
        state = sum(masks[name] for name in chord.modifiers)
        requests = [
            x.core.GrabKey(
                False, self._root, state | locks, code,
                xcffib.xproto.GrabMode.Async, xcffib.xproto.GrabMode.Async, is_checked=True,
            )
            for locks in _subsets(self._locks)
        ]  # fmt: skip
        # Every answer is fetched: one that is left would end a later, innocent request.
        refused = [request for request in requests if not _granted(request)]
        if refused:
            for locks in _subsets(self._locks):
                x.core.UngrabKey(code, self._root, state | locks)
            return HotkeyStatus(
                verb, chord, code - EVDEV_OFFSET, f"Another program has taken {chord} already."
            )
        self._verbs.setdefault(code, []).append((state, verb))
        return HotkeyStatus(verb, chord, code - EVDEV_OFFSET)

    def _ask_for_plain_repeats(self, x: xcffib.Connection) -> None:
        """Ask for repeats without releases in between, so that holding a chord counts once."""
        xkb = x(xcffib.xkb.key)
        xkb.UseExtension(1, 0).reply()
        flag = DETECTABLE_AUTO_REPEAT
        xkb.PerClientFlags(CORE_KEYBOARD, flag, flag, 0, 0, 0).reply()

    def _close(self) -> None:
        if self._x is not None:
            self._x.disconnect()
            self._x = None
        for fd in (self._wake_read, self._wake_write):
            with suppress(OSError):
                os.close(fd)


def _granted(request: xcffib.VoidCookie) -> bool:
    try:
        request.check()
    except xcffib.xproto.AccessError:
        return False
    return True


def _subsets(mask: int) -> Iterator[int]:
    bits = [1 << bit for bit in range(8) if mask >> bit & 1]
    for size in range(len(bits) + 1):
        for chosen in combinations(bits, size):
            yield sum(chosen)


def _read_rows(x: xcffib.Connection) -> Rows:
    """The keysyms of each keycode, all groups and levels in one row."""
    setup = x.get_setup()
    first, count = setup.min_keycode, setup.max_keycode - setup.min_keycode + 1
    mapping = x.core.GetKeyboardMapping(first, count).reply()
    width, keysyms = mapping.keysyms_per_keycode, list(mapping.keysyms)
    return {
        first + index: tuple(keysyms[index * width : (index + 1) * width]) for index in range(count)
    }


def _find_key(rows: Rows, key: str) -> int | None:
    """The keycode that gives this key in some group; else where a US keyboard has it."""
    wanted = KEYSYMS[key]
    found = next((code for code, row in rows.items() if wanted in row), None)
    if found is None and key in US_POSITIONS:
        return US_POSITIONS[key] + EVDEV_OFFSET
    return found


def _read_modifiers(x: xcffib.Connection, rows: Rows) -> dict[str, int]:
    """The modifier bit of each modifier's name (0 where there is none), and of the locks."""
    reply = x.core.GetModifierMapping().reply()
    width, codes = reply.keycodes_per_modifier, list(reply.keycodes)
    masks = dict.fromkeys([*MODIFIER_KEYSYMS, LOCKS], 0)
    for bit in range(8):
        given = {
            keysym
            for code in codes[bit * width : (bit + 1) * width]
            for keysym in rows.get(code, ())
        }
        for name, keysyms in MODIFIER_KEYSYMS.items():
            if given & keysyms and not masks[name]:
                masks[name] = 1 << bit
        if given & LOCK_KEYSYMS:
            masks[LOCKS] |= 1 << bit
    return masks
