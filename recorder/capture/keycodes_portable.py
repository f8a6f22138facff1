"""Key numbers and names of Windows and macOS in the words of Linux: evdev codes, xkb names.

Tables and pure functions only.
"""

from __future__ import annotations

from collections.abc import Mapping

EVDEV_OFFSET = 8
# A key that the tables do not know keeps its own number, above every evdev code.
UNKNOWN_KEY = 0x10000

# Windows scan codes below this are evdev codes; those with the E0 prefix are in the table.
PLAIN_SCAN_CODES = 0x59
EXTENDED_SCAN_CODES: Mapping[int, int] = {
    0x1C: 96, 0x1D: 97, 0x35: 98, 0x37: 99, 0x38: 100, 0x47: 102, 0x48: 103, 0x49: 104,
    0x4B: 105, 0x4D: 106, 0x4F: 107, 0x50: 108, 0x51: 109, 0x52: 110, 0x53: 111, 0x5B: 125,
    0x5C: 126, 0x5D: 127,
}  # fmt: skip

MAC_KEYS: Mapping[int, int] = {
    **dict(zip(
        (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7,
         16, 6),
        (30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47,
         17, 45, 21, 44), strict=True)),
    **dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), range(2, 12), strict=True)),
    27: 12, 24: 13, 33: 26, 30: 27, 41: 39, 39: 40, 50: 41, 42: 43, 43: 51, 47: 52, 44: 53,
    10: 86, 36: 28, 48: 15, 49: 57, 51: 14, 53: 1, 55: 125, 54: 126, 56: 42, 60: 54, 57: 58,
    58: 56, 61: 100, 59: 29, 62: 97, 123: 105, 124: 106, 125: 108, 126: 103, 115: 102, 119: 107,
    116: 104, 121: 109, 117: 111, 76: 96,
    **dict(zip((122, 120, 99, 118, 96, 97, 98, 100, 101, 109), range(59, 69), strict=True)),
    103: 87, 111: 88,
}  # fmt: skip

KEY_NAMES: Mapping[str, str] = {
    "alt": "Alt_L", "alt_l": "Alt_L", "alt_r": "Alt_R", "alt_gr": "ISO_Level3_Shift",
    "backspace": "BackSpace", "caps_lock": "Caps_Lock", "cmd": "Super_L", "cmd_l": "Super_L",
    "cmd_r": "Super_R", "ctrl": "Control_L", "ctrl_l": "Control_L", "ctrl_r": "Control_R",
    "delete": "Delete", "down": "Down", "end": "End", "enter": "Return", "esc": "Escape",
    "home": "Home", "insert": "Insert", "left": "Left", "menu": "Menu", "num_lock": "Num_Lock",
    "page_down": "Next", "page_up": "Prior", "pause": "Pause", "print_screen": "Print",
    "right": "Right", "scroll_lock": "Scroll_Lock", "shift": "Shift_L", "shift_l": "Shift_L",
    "shift_r": "Shift_R", "space": "space", "tab": "Tab", "up": "Up",
    **{f"f{n}": f"F{n}" for n in range(1, 25)},
}  # fmt: skip
PUNCTUATION: Mapping[str, str] = {
    " ": "space", "!": "exclam", '"': "quotedbl", "#": "numbersign", "$": "dollar",
    "%": "percent", "&": "ampersand", "'": "apostrophe", "(": "parenleft", ")": "parenright",
    "*": "asterisk", "+": "plus", ",": "comma", "-": "minus", ".": "period", "/": "slash",
    ":": "colon", ";": "semicolon", "<": "less", "=": "equal", ">": "greater", "?": "question",
    "@": "at", "[": "bracketleft", "\\": "backslash", "]": "bracketright", "^": "asciicircum",
    "_": "underscore", "`": "grave", "{": "braceleft", "|": "bar", "}": "braceright",
    "~": "asciitilde",
}  # fmt: skip


def windows_key(virtual_key: int, scan_code: int) -> int:
    """The evdev code of a Windows key; `scan_code` with its E0 prefix in the second byte."""
    prefix, low = scan_code >> 8, scan_code & 0xFF
    if not prefix and 0 < low < PLAIN_SCAN_CODES:
        return low
    return EXTENDED_SCAN_CODES.get(low if prefix else 0, UNKNOWN_KEY + virtual_key)


def mac_key(virtual_key: int) -> int:
    """The evdev code of a macOS key."""
    return MAC_KEYS.get(virtual_key, UNKNOWN_KEY + virtual_key)


def symbol_of(character: str) -> str:
    """The xkb name of a character: `a`, `exclam`, and `U0416` beyond ASCII."""
    if character in PUNCTUATION:
        return PUNCTUATION[character]
    return character if character.isascii() else f"U{ord(character):04X}"
