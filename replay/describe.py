"""Steps in a sentence a person reads. Plain English; no frames, no guesses."""

from __future__ import annotations

from replay.action_types import (
    Action,
    Click,
    Drag,
    Finish,
    Hold,
    Key,
    Modifiers,
    Move,
    Scroll,
    Type,
    Wait,
)

_WORDS = {
    "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "super": "Super", "enter": "Enter",
    "tab": "Tab", "escape": "Escape", "backspace": "Backspace", "delete": "Delete",
    "pageup": "Page Up", "pagedown": "Page Down", "printscreen": "Print Screen",
}  # fmt: skip
_CLICKS = {1: "click", 2: "double-click", 3: "triple-click"}


def sentence(action: Action, app: str | None = None, element: str | None = None) -> str:
    """What was done, and to which element in which program where that is known."""
    text = _what(action, element)
    return f"{text} in {app}" if app and not isinstance(action, Wait | Finish) else text


def key_label(name: str) -> str:
    """The name of a key as it is written on a keyboard."""
    return _WORDS.get(name) or (name.upper() if len(name) == 1 else name.capitalize())


def chord(keys: tuple[str, ...]) -> str:
    """Keys pressed together: `Ctrl+Shift+T`."""
    return "+".join(key_label(name) for name in keys)


def _what(action: Action, element: str | None) -> str:
    match action:
        case Click():
            button = "" if action.button == "left" else f"{action.button} "
            click = f"{button}{_CLICKS[action.count]}".capitalize()
            place = f"at {action.x}, {action.y}" if element is None else f"“{element}”"
            return f"{click} {place}{_with(action.modifiers)}"
        case Drag():
            button = "" if action.button == "left" else f" with the {action.button} button"
            way = f"from {action.x}, {action.y} to {action.x2}, {action.y2}"
            return f"Drag {way}{button}{_with(action.modifiers)}"
        case Scroll():
            place = f"at {action.x}, {action.y}{_with(action.modifiers)}"
            return f"Scroll {_notches(action.dx, action.dy)} {place}"
        case Type():
            return "Type text that is not known" if action.text is None else f"Type “{action.text}”"
        case Key():
            times = f" {action.repeat} times" if action.repeat > 1 else ""
            return f"Press {chord(action.keys)}{times}"
        case Hold():
            return _hold(action)
        case Move():
            return f"Point at {action.x}, {action.y}"
        case Wait():
            return f"Wait {_seconds(action.t_end_ns - action.t_start_ns)} for the screen"
        case Finish():
            return f"Finish with {action.outcome}"


def _hold(action: Hold) -> str:
    duration = _seconds(action.t_end_ns - action.t_start_ns)
    if action.button is None:
        return f"Hold {chord(action.keys)} for {duration}"
    place = f"at {action.x}, {action.y}{_with(action.modifiers)}"
    return f"Hold the {action.button} button {place} for {duration}"


def _with(modifiers: Modifiers) -> str:
    if modifiers is None:
        return ", held keys not known"
    return f" with {chord(modifiers)}" if modifiers else ""


def _notches(dx: int, dy: int) -> str:
    parts = [
        f"{word} {abs(n)} {'notch' if abs(n) == 1 else 'notches'}"
        for n, word in ((dy, "up" if dy > 0 else "down"), (dx, "right" if dx > 0 else "left"))
        if n
    ]
    return " and ".join(parts)


def _seconds(duration_ns: int) -> str:
    return f"{duration_ns / 1e9:.1f} s"
