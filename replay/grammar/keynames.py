"""The names of keys in the targets, and back. Tables only."""

from __future__ import annotations

from collections.abc import Mapping

from replay.keys import NAMES

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SIGNS = "".join(sorted({name for name in NAMES.values() if len(name) == 1}))
_COMMON = (
    "ctrl", "alt", "shift", "enter", "tab", "backspace", "delete", "insert", "home", "end",
    "pageup", "pagedown", "left", "right", "up", "down", "space",
)  # fmt: skip


def _table(more: Mapping[str, str], functions: int) -> dict[str, str]:
    same = [*_LETTERS, *_SIGNS, *_COMMON, *(f"f{n}" for n in range(1, functions + 1))]
    return {name: name for name in same} | dict(more)


# pyautogui has no key of its own for a few; they are left out rather than replaced.
PYAUTOGUI = _table(
    {
        "escape": "esc", "super": "win", "printscreen": "printscreen", "menu": "apps",
        "pause": "pause", "help": "help", "clear": "clear", "add": "add", "subtract": "subtract",
        "multiply": "multiply", "divide": "divide", "decimal": "decimal",
        "xf86audioraisevolume": "volumeup", "xf86audiolowervolume": "volumedown",
        "xf86audiomute": "volumemute", "xf86audioplay": "playpause",
        "xf86audionext": "nexttrack", "xf86audioprev": "prevtrack",
    },
    24,
)  # fmt: skip

OPENAI = {name: word.upper() for name, word in _table({}, 24).items()} | {
    "escape": "ESC", "super": "SUPER", "left": "ARROWLEFT", "right": "ARROWRIGHT",
    "up": "ARROWUP", "down": "ARROWDOWN", "printscreen": "PRINTSCREEN",
}  # fmt: skip

# X keysyms, as xdotool takes them; `+` joins them, so signs go by their names.
XDOTOOL = (
    {name: name for name in _LETTERS}
    | {sign: symbol for symbol, sign in NAMES.items() if len(sign) == 1}
    | {f"f{n}": f"F{n}" for n in range(1, 36)}
    | {
        "ctrl": "ctrl", "alt": "alt", "shift": "shift", "super": "super", "enter": "Return",
        "tab": "Tab", "escape": "Escape", "backspace": "BackSpace", "delete": "Delete",
        "insert": "Insert", "home": "Home", "end": "End", "pageup": "Page_Up",
        "pagedown": "Page_Down", "left": "Left", "right": "Right", "up": "Up", "down": "Down",
        "space": "space", "printscreen": "Print", "menu": "Menu", "pause": "Pause",
        "help": "Help", "clear": "Clear", "add": "KP_Add", "subtract": "KP_Subtract",
        "multiply": "KP_Multiply", "divide": "KP_Divide", "decimal": "KP_Decimal",
        "undo": "Undo", "redo": "Redo", "find": "Find", "begin": "Begin",
        "xf86audioraisevolume": "XF86AudioRaiseVolume",
        "xf86audiolowervolume": "XF86AudioLowerVolume", "xf86audiomute": "XF86AudioMute",
        "xf86audioplay": "XF86AudioPlay", "xf86audionext": "XF86AudioNext",
        "xf86audioprev": "XF86AudioPrev", "xf86back": "XF86Back", "xf86forward": "XF86Forward",
    }
)  # fmt: skip


def translate(keys: tuple[str, ...], table: Mapping[str, str]) -> tuple[str, ...] | None:
    """The keys of a chord in a target's names, or None if it lacks one of them."""
    names = [table[key] for key in keys if key in table]
    return tuple(names) if len(names) == len(keys) else None


def understood(names: tuple[str, ...], table: Mapping[str, str]) -> str:
    """A chord of a target in our names, joined by spaces; a name that is not ours stays."""
    back = {word: name for name, word in table.items()}
    return " ".join(back.get(name, name) for name in names)
