"""Hotkeys of an X server: the chords are grabbed on its root window.

A chord stays on the physical key that it was claimed on when the layout is switched meanwhile.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import logging
import select
from collections.abc import Iterator, Mapping
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
from recorder.capture.lifetime import Lifetime
from recorder.errors import CaptureError

log = logging.getLogger("recorder")

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
        self._down: set[int] = set()
        self._life = Lifetime()
        self._x: xcffib.Connection | None = None

    def start(self, on_verb: OnVerb) -> tuple[HotkeyStatus, ...]:
        """Grab the chords; each answer says whether it works."""
        try:
            self._x = xcffib.connect(display=self._display)
            self._root: int = self._x.get_setup().roots[0].root
            self._clock = ServerClock(*ClockProbe(self._x).read())
            self._on_verb = on_verb
            self._ask_for_plain_repeats(self._x)
            rows = _read_rows(self._x)
            masks = _read_modifiers(self._x, rows)
            self._locks = LOCK | masks[LOCKS]
            return tuple(self._grab(self._x, rows, masks, verb) for verb in self._chords)
        except xcffib.XcffibException as error:
            self._close()
            raise CaptureError("Hotkeys cannot be claimed: the X server is unreachable.") from error

    def run(self) -> None:
        """Deliver verbs until stopped."""
        if self._x is None or not self._life.begin():
            return
        try:
            while not self._life.stopping:
                # Events may wait in the library already, so look there before sleeping.
                while (event := self._x.poll_for_event()) is not None:
                    self._handle(event)
                select.select([self._x.get_file_descriptor(), self._life.wake_fd], [], [])
        except (xcffib.XcffibException, OSError):
            log.debug("the X server ended the hotkeys")
        finally:
            self._close()

    def check(self) -> None:
        """Raise CaptureError if the X server went away."""
        if self._life.died:
            raise CaptureError("The hotkeys ended, because the X server went away.")

    def stop(self) -> None:
        """Release the chords and let `run` return."""
        if self._life.stop():
            self._close()

    def _handle(self, event: xcffib.Event) -> None:
        match event:
            case xcffib.xproto.KeyPressEvent():
                if event.detail not in self._down:
                    self._down.add(event.detail)
                    self._deliver(event.detail, event.state & 0xFF & ~self._locks, event.time)
            case xcffib.xproto.KeyReleaseEvent():
                self._down.discard(event.detail)
            case _:
                pass

    def _deliver(self, code: int, state: int, server_ms: int) -> None:
        for modifiers, verb in self._verbs.get(code, ()):
            if modifiers == state and self._on_verb is not None:
                self._on_verb(verb, self._clock.at_ns(server_ms))

    def _grab(
        self, x: xcffib.Connection, rows: Rows, masks: Mapping[str, int], verb: Verb
    ) -> HotkeyStatus:
        chord = self._chords[verb]
        code = _find_key(rows, chord.key)
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
        self._life.end()


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
