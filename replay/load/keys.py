"""Key names and numbers of other recorders in Candor's terms. Tables and pure functions.

A source that tells characters but no physical key gives a number above every evdev code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from replay.keys import NAMES

UNKNOWN_KEY = 0x10000

_EVDEV = {
    "Escape": 1, "BackSpace": 14, "Tab": 15, "Return": 28, "Control_L": 29, "Shift_L": 42,
    "Shift_R": 54, "Alt_L": 56, "space": 57, "Caps_Lock": 58, "Num_Lock": 69, "Scroll_Lock": 70,
    "KP_Enter": 96, "Control_R": 97, "Print": 99, "Alt_R": 100, "ISO_Level3_Shift": 100,
    "Home": 102, "Up": 103, "Prior": 104, "Left": 105, "Right": 106, "End": 107, "Down": 108,
    "Next": 109, "Insert": 110, "Delete": 111, "Pause": 119, "Super_L": 125, "Super_R": 126,
    "Menu": 127, **{f"F{n}": 58 + n for n in range(1, 11)}, "F11": 87, "F12": 88,
}  # fmt: skip

# The names of pynput, and those of pyautogui where they differ.
_NAMED = {
    "alt": "Alt_L", "alt_l": "Alt_L", "alt_r": "Alt_R", "alt_gr": "ISO_Level3_Shift",
    "backspace": "BackSpace", "caps_lock": "Caps_Lock", "cmd": "Super_L", "cmd_l": "Super_L",
    "cmd_r": "Super_R", "ctrl": "Control_L", "ctrl_l": "Control_L", "ctrl_r": "Control_R",
    "delete": "Delete", "down": "Down", "end": "End", "enter": "Return", "esc": "Escape",
    "home": "Home", "insert": "Insert", "left": "Left", "menu": "Menu", "num_lock": "Num_Lock",
    "page_down": "Next", "page_up": "Prior", "pause": "Pause", "print_screen": "Print",
    "right": "Right", "scroll_lock": "Scroll_Lock", "shift": "Shift_L", "shift_l": "Shift_L",
    "shift_r": "Shift_R", "space": "space", "tab": "Tab", "up": "Up",
    "media_play_pause": "XF86AudioPlay", "media_next": "XF86AudioNext",
    "media_previous": "XF86AudioPrev", "media_volume_up": "XF86AudioRaiseVolume",
    "media_volume_down": "XF86AudioLowerVolume", "media_volume_mute": "XF86AudioMute",
    "return": "Return", "escape": "Escape", "ctrlleft": "Control_L", "ctrlright": "Control_R",
    "shiftleft": "Shift_L", "shiftright": "Shift_R", "altleft": "Alt_L", "altright": "Alt_R",
    "win": "Super_L", "winleft": "Super_L", "winright": "Super_R", "command": "Super_L",
    "super": "Super_L", "meta": "Super_L", "windows": "Super_L", "control": "Control_L",
    "option": "Alt_L", "optionleft": "Alt_L", "optionright": "Alt_R", "pgup": "Prior",
    "pgdn": "Next", "pageup": "Prior", "pagedown": "Next", "capslock": "Caps_Lock",
    "numlock": "Num_Lock", "scrolllock": "Scroll_Lock", "printscreen": "Print", "prtsc": "Print",
    "prntscrn": "Print", "del": "Delete", "apps": "Menu",
    **{f"f{n}": f"F{n}" for n in range(1, 25)},
}  # fmt: skip

# Windows virtual keys that mean the same under every layout. Letters and digits are not among
# them: which character they type is the layout's affair.
_VIRTUAL = {
    0x08: "BackSpace", 0x09: "Tab", 0x0D: "Return", 0x10: "Shift_L", 0x11: "Control_L",
    0x12: "Alt_L", 0x13: "Pause", 0x14: "Caps_Lock", 0x1B: "Escape", 0x20: "space",
    0x21: "Prior", 0x22: "Next", 0x23: "End", 0x24: "Home", 0x25: "Left", 0x26: "Up",
    0x27: "Right", 0x28: "Down", 0x2C: "Print", 0x2D: "Insert", 0x2E: "Delete",
    0x5B: "Super_L", 0x5C: "Super_R", 0x5D: "Menu", 0x90: "Num_Lock", 0x91: "Scroll_Lock",
    0xA0: "Shift_L", 0xA1: "Shift_R", 0xA2: "Control_L", 0xA3: "Control_R", 0xA4: "Alt_L",
    0xA5: "Alt_R", **{0x6F + n: f"F{n}" for n in range(1, 25)},
    0xAD: "XF86AudioMute", 0xAE: "XF86AudioLowerVolume", 0xAF: "XF86AudioRaiseVolume",
    0xB0: "XF86AudioNext", 0xB1: "XF86AudioPrev", 0xB3: "XF86AudioPlay",
}  # fmt: skip

_SIGNS = {sign: symbol for symbol, sign in NAMES.items() if len(sign) == 1} | {" ": "space"}
_NUMBER = re.compile(r"<(\d{1,9})>")
_BUTTONS = {
    "left": "left", "middle": "middle", "right": "right", "x1": "back", "x2": "forward",
    "button8": "back", "button9": "forward", "back": "back", "forward": "forward",
}  # fmt: skip
_MORE_BUTTONS = re.compile(r"button([1-9]\d?)")


@dataclass(frozen=True, slots=True)
class Word:
    """A key: its number, its xkb name, and what it types on its own; None where that is not
    known, and a name that is empty where not even that is."""

    key: int
    symbol: str
    text: str | None


NOTHING_KNOWN = Word(UNKNOWN_KEY, "", None)


def named_key(name: str) -> Word | None:
    """The key of a name such as `enter`, or None."""
    symbol = _NAMED.get(name.lower())
    return None if symbol is None else _of_symbol(symbol)


def character_key(character: str) -> Word:
    """The key that typed a character. Upper and lower case come from one key."""
    if character == " ":
        return _of_symbol("space")
    folded = character.lower()
    key = UNKNOWN_KEY + ord(folded if len(folded) == 1 else character)
    return Word(key, symbol_of(character), character)


def pynput_key(name: str | None) -> Word:
    """A key as pynput tells it: a character, a name, `<65>` for a bare number, or nothing."""
    if not name:
        return NOTHING_KNOWN
    if len(name) == 1:
        return _control(name) if ord(name) < 32 else character_key(name)
    if len(name) == 3 and name[0] == name[2] == "'":
        return character_key(name[1])
    name = name.removeprefix("Key.")
    if match := _NUMBER.fullmatch(name):
        return Word(UNKNOWN_KEY + int(match[1]), "", None)
    return named_key(name) or NOTHING_KNOWN


def virtual_key(number: int) -> Word:
    """A Windows virtual key. What letters, digits and signs typed is not known: that depends on
    the layout and the input method, which the number does not tell."""
    if number in _VIRTUAL:
        word = _of_symbol(_VIRTUAL[number])
        return Word(word.key, word.symbol, None) if word.symbol == "space" else word
    if 0x30 <= number <= 0x39 or 0x41 <= number <= 0x5A:
        return Word(UNKNOWN_KEY + number, chr(number).lower(), None)
    return Word(UNKNOWN_KEY + number, "", None)


def button_name(name: str) -> str | None:
    """Candor's name of a mouse button, or None where it is not known which it was."""
    if name in _BUTTONS:
        return _BUTTONS[name]
    return name if _MORE_BUTTONS.fullmatch(name) else None


def symbol_of(character: str) -> str:
    """The xkb name of a character: `a`, `exclam`, `U0416`."""
    if character in _SIGNS:
        return _SIGNS[character]
    return character if character.isascii() else f"U{ord(character):04X}"


def _control(character: str) -> Word:
    """The key under a control character: Windows tells Ctrl+C as U+0003."""
    named = {"\r": "Return", "\n": "Return", "\t": "Tab", "\b": "BackSpace", "\x1b": "Escape"}
    if character in named and character != "\n":
        return _of_symbol(named[character])
    letter = chr(ord(character) + 64).lower()
    return Word(UNKNOWN_KEY + ord(letter), symbol_of(letter), "")


def _of_symbol(symbol: str) -> Word:
    number = _EVDEV.get(symbol, UNKNOWN_KEY + sum(map(ord, symbol)))
    return Word(number, symbol, " " if symbol == "space" else "")
