"""Which of the sampled kinds an action is of, so that what a format says of a kind tells what
becomes of the action. Pure."""

from __future__ import annotations

from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait

_CLICKS = {1: "click", 2: "double click", 3: "triple click"}
_CHORD_MAX = 3


def kind_of(action: Action) -> str:
    """The name of an action's kind among the samples of `table`."""
    match action:
        case Click():
            return _click(action)
        case Drag():
            if action.button != "left":
                return "right drag"
            return "drag with Shift" if action.modifiers else "bent drag"
        case Scroll():
            if action.modifiers:
                return "scroll with Ctrl"
            return "scroll sideways" if action.dx and not action.dy else "scroll"
        case Type():
            return "typing" if (action.text or "").isascii() else "typing in any script"
        case Key():
            return _key(action)
        case Hold():
            return "held key" if action.keys else "held button"
        case Move():
            return "hover"
        case Wait():
            return "wait"
        case Finish():
            return "success" if action.outcome == "success" else "failure"


def _click(action: Click) -> str:
    if action.button == "left":
        return "click with Ctrl" if action.modifiers else _CLICKS.get(action.count, "triple click")
    if action.button == "right":
        return "right click" if action.count == 1 else "right double click"
    return "middle click" if action.button == "middle" else "back button"


def _key(action: Key) -> str:
    if len(action.keys) > _CHORD_MAX:
        return "chord of four keys"
    if action.repeat > 1:
        return "repeated key"
    return "chord" if len(action.keys) > 1 else "key"
