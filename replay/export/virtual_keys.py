"""Physical keys as Windows names them: letters by what the layout made of them, others by place."""

from __future__ import annotations

_TYPING = {
    12: 0xBD, 13: 0xBB, 26: 0xDB, 27: 0xDD, 39: 0xBA, 40: 0xDE, 41: 0xC0, 43: 0xDC, 51: 0xBC,
    52: 0xBE, 53: 0xBF, 57: 0x20, 86: 0xE2,
}  # fmt: skip
_EDITING = {
    1: 0x1B, 14: 0x08, 15: 0x09, 28: 0x0D, 102: 0x24, 103: 0x26, 104: 0x21, 105: 0x25, 106: 0x27,
    107: 0x23, 108: 0x28, 109: 0x22, 110: 0x2D, 111: 0x2E, 99: 0x2C, 119: 0x13,
}  # fmt: skip
_MODIFIERS = {
    29: 0xA2, 97: 0xA3, 42: 0xA0, 54: 0xA1, 56: 0xA4, 100: 0xA5, 125: 0x5B, 126: 0x5C, 127: 0x5D,
    58: 0x14, 69: 0x90, 70: 0x91,
}  # fmt: skip
_KEYPAD = {
    55: 0x6A, 71: 0x67, 72: 0x68, 73: 0x69, 74: 0x6D, 75: 0x64, 76: 0x65, 77: 0x66, 78: 0x6B,
    79: 0x61, 80: 0x62, 81: 0x63, 82: 0x60, 83: 0x6E, 96: 0x0D, 98: 0x6F,
}  # fmt: skip
_SOUND = {113: 0xAD, 114: 0xAE, 115: 0xAF}
_DIGITS = {2 + place: ord(digit) for place, digit in enumerate("1234567890")}
_LETTERS = {
    first + place: ord(letter)
    for first, letters in ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
    for place, letter in enumerate(letters)
}
_FUNCTION = (
    {59 + number: 0x70 + number for number in range(10)}
    | {87: 0x7A, 88: 0x7B}
    | {183 + number: 0x7C + number for number in range(12)}
)
_PLACES = _TYPING | _EDITING | _MODIFIERS | _KEYPAD | _SOUND | _DIGITS | _LETTERS | _FUNCTION


def virtual_key(key: int, symbol: str) -> int | None:
    """The virtual key of an evdev code; None where Windows has no such key."""
    if len(symbol) == 1 and symbol.isascii() and symbol.isalpha():
        return ord(symbol.upper())
    return _PLACES.get(key)
