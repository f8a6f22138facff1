"""Names of keys: which are modifiers, which only switch, and what a chord is called.

Names come from the symbol (xkb) except under a non-Latin layout, where a chord is named after what
the physical key has on a Latin keyboard, as programs do.
"""

from __future__ import annotations

import re

MODIFIER_ORDER = ("ctrl", "alt", "shift", "super")

MODIFIERS = {
    "Control_L": "ctrl", "Control_R": "ctrl", "Shift_L": "shift", "Shift_R": "shift",
    "Alt_L": "alt", "Alt_R": "alt", "Meta_L": "alt", "Meta_R": "alt",
    "Super_L": "super", "Super_R": "super", "Hyper_L": "super", "Hyper_R": "super",
}  # fmt: skip

# They choose a letter; what they did is in the text.
LEVEL_SHIFTS = frozenset({"ISO_Level3_Shift", "ISO_Level5_Shift", "Mode_switch", "ISO_Group_Shift"})
LOCKS = frozenset(
    {"Caps_Lock", "Num_Lock", "Scroll_Lock", "Shift_Lock", "ISO_Lock"}
    | {f"ISO_{way}_Group" for way in ("Next", "Prev", "First", "Last")}
)

NAMES = {
    "Return": "enter", "KP_Enter": "enter", "Linefeed": "enter", "ISO_Left_Tab": "tab",
    "Prior": "pageup", "Next": "pagedown", "Page_Up": "pageup", "Page_Down": "pagedown",
    "Print": "printscreen", "Sys_Req": "printscreen",
    "plus": "+", "minus": "-", "equal": "=", "comma": ",", "period": ".", "slash": "/",
    "backslash": "\\", "semicolon": ";", "colon": ":", "apostrophe": "'", "quotedbl": '"',
    "grave": "`", "asciitilde": "~", "exclam": "!", "at": "@", "numbersign": "#", "dollar": "$",
    "percent": "%", "asciicircum": "^", "ampersand": "&", "asterisk": "*", "parenleft": "(",
    "parenright": ")", "underscore": "_", "bracketleft": "[", "bracketright": "]",
    "braceleft": "{", "braceright": "}", "bar": "|", "less": "<", "greater": ">",
    "question": "?",
}  # fmt: skip

# Keys that type nothing themselves; every other symbol stands for a character.
NAMED = frozenset(
    {
        "Return", "KP_Enter", "Linefeed", "Tab", "KP_Tab", "ISO_Left_Tab", "BackSpace", "Escape",
        "Delete", "Insert", "Home", "End", "Prior", "Next", "Page_Up", "Page_Down", "Left",
        "Right", "Up", "Down", "Begin", "Clear", "Pause", "Break", "Print", "Sys_Req", "Menu",
        "Help", "Undo", "Redo", "Find", "Cancel", "Select", "Execute",
    }
    | {f"F{number}" for number in range(1, 36)}
)  # fmt: skip

_LATIN = {
    first + offset: letter
    for first, letters in (
        (2, "1234567890-="),
        (16, "qwertyuiop[]"),
        (30, "asdfghjkl;'`"),
        (43, "\\zxcvbnm,./"),
    )
    for offset, letter in enumerate(letters)
}  # evdev codes of the typing keys of a Latin (US) keyboard

_OTHER_SCRIPTS = (
    "Cyrillic_", "Ukrainian_", "Byelorussian_", "Serbian_", "Macedonia_", "Greek_", "Arabic_",
    "Farsi_", "hebrew_", "Armenian_", "Georgian_", "Thai_", "Sinh_", "kana_", "Hangul_",
)  # fmt: skip

LATIN_LAST = 0x24F  # the last letter of Latin Extended-B
_UNICODE = re.compile("U([0-9A-Fa-f]{4,6})")

_CHARACTERS = frozenset(symbol for symbol, name in NAMES.items() if len(name) == 1) | {"space"}


def in_order(modifiers: frozenset[str] | set[str]) -> tuple[str, ...]:
    """The modifiers in the one order every chord is written in."""
    return tuple(name for name in MODIFIER_ORDER if name in modifiers) if modifiers else ()


def key_name(symbol: str, key: int) -> str:
    """The name of a key in a chord: `t`, `enter`, `f4`, `+`; `key 240` where nothing is known."""
    if symbol in NAMES:
        return NAMES[symbol]
    if len(symbol) == 1 and symbol.isascii():
        return symbol.lower()
    if symbol.startswith("KP_"):
        rest = symbol.removeprefix("KP_")
        return key_name(rest, key) if rest in NAMED else rest.lower()
    if symbol in NAMED or symbol == "space" or symbol.startswith("XF86"):
        return symbol.lower()
    if key in _LATIN and _is_of_other_script(symbol):
        return _LATIN[key]
    return symbol.lower() if symbol not in ("", "NoSymbol", "VoidSymbol") else f"key {key}"


def is_named(symbol: str) -> bool:
    """Whether the key types nothing by itself (Escape, arrows, F keys, media keys)."""
    return symbol in NAMED or symbol.startswith("XF86") or symbol.removeprefix("KP_") in NAMED


def is_character(symbol: str) -> bool:
    """Whether the key types a character, so that it is no key of its own without a modifier."""
    return (len(symbol) == 1 and symbol.isascii()) or symbol in _CHARACTERS


def is_dead(symbol: str) -> bool:
    """Whether the key only prepares a letter (a dead accent, the compose key)."""
    return symbol.startswith("dead_") or symbol == "Multi_key"


def printable(text: str | None) -> str:
    """The characters that appear; control characters (Ctrl+C gives one) do not."""
    return "".join(c for c in text if c == " " or c.isprintable()) if text else ""


def _is_of_other_script(symbol: str) -> bool:
    """Whether the symbol is a letter that no Latin keyboard has (`U0531` for one without name)."""
    if match := _UNICODE.fullmatch(symbol):
        return int(match[1], 16) > LATIN_LAST
    return symbol.startswith(_OTHER_SCRIPTS)
