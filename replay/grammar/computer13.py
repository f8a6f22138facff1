"""Actions as OSWorld's `computer_13` dictionaries: pixels of the picture."""

from __future__ import annotations

import json
from typing import Any

from recorder.errors import FormatError
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
from replay.grammar.common import (
    Call,
    Grammar,
    Loss,
    Op,
    Said,
    Space,
    escaped,
    path_places,
    pixel_space,
    places_of,
    said,
    unsaid,
)
from replay.grammar.keynames import PYAUTOGUI, translate, understood

BUTTONS = ("left", "middle", "right")
# OSWorld checks places against a screen of this size.
SIDE_MAX_PX = (1920, 1080)


def say(action: Action, space: Space) -> Said:
    """The dictionaries for one action."""
    for place in places_of(action):
        inside = all(n <= side for n, side in zip(space.put(*place), SIDE_MAX_PX, strict=True))
        if not space.holds(*place) or not inside:
            return unsaid(Loss.OUTSIDE)
    match action:
        case Click():
            return _click(action, space)
        case Drag():
            return _drag(action, space)
        case Scroll():
            calls = [
                _call("MOVE_TO", _at(action.x, action.y, space)),
                _call("SCROLL", dx=action.dx, dy=action.dy),
            ]
            return _holding(action.modifiers, calls)
        case Type():
            return _type(action)
        case Key():
            return _keys(action)
        case Hold():
            return _hold(action, space)
        case Move():
            return said(_call("MOVE_TO", _at(action.x, action.y, space)))
        case Wait():
            return said(_call("WAIT"), losses={Loss.DURATION: True})
        case Finish():
            return said(_call("DONE" if action.outcome == "success" else "FAIL"))


def _click(action: Click, space: Space) -> Said:
    if action.button not in BUTTONS:
        return unsaid(Loss.BUTTON)
    what = {"button": action.button} | _at(action.x, action.y, space)
    return _holding(action.modifiers, [_call("CLICK", what, num_clicks=action.count)])


def _type(action: Type) -> Said:
    if action.text is None:
        return unsaid(Loss.TEXT)
    odd = any(not " " <= c <= "~" for c in action.text)
    return said(_call("TYPING", text=action.text), losses={Loss.CHARACTERS: odd})


def _keys(action: Key) -> Said:
    names = translate(action.keys, PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    one = _call("PRESS", key=names[0])
    chord = _call("HOTKEY", keys=list(names))
    return said(*[one if len(names) == 1 else chord] * action.repeat)


def _drag(action: Drag, space: Space) -> Said:
    if action.button not in BUTTONS:
        return unsaid(Loss.BUTTON)
    way = path_places(action.path) or ((action.x, action.y), (action.x2, action.y2))
    start = _call("MOVE_TO", _at(*way[0], space))
    if action.button == "left" and len(way) == 2:
        return _holding(action.modifiers, [start, _call("DRAG_TO", _at(*way[1], space))])
    moves = [_call("MOVE_TO", _at(x, y, space)) for x, y in way[1:]]
    down = _call("MOUSE_DOWN", button=action.button)
    up = _call("MOUSE_UP", button=action.button)
    return _holding(action.modifiers, [start, down, *moves, up])


def _hold(action: Hold, space: Space) -> Said:
    wait = _call("WAIT")
    if action.button is None:
        return _holding(action.keys, [wait], Loss.DURATION)
    if action.button not in BUTTONS or action.x is None or action.y is None:
        return unsaid(Loss.BUTTON)
    down = _call("MOUSE_DOWN", button=action.button)
    up = _call("MOUSE_UP", button=action.button)
    start = _call("MOVE_TO", _at(action.x, action.y, space))
    return _holding(action.modifiers, [start, down, wait, up], Loss.DURATION)


def _holding(keys: Modifiers, calls: list[Call], *losses: Loss) -> Said:
    names = translate(keys or (), PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    down = [_call("KEY_DOWN", key=name) for name in names]
    up = [_call("KEY_UP", key=name) for name in reversed(names)]
    return Said((*down, *calls, *up), losses)


def _at(x: int, y: int, space: Space) -> dict[str, Any]:
    a, b = space.put(x, y)
    return {"x": a, "y": b}


def _call(kind: str, parameters: dict[str, Any] | None = None, **more: Any) -> Call:
    return {"action_type": kind, "parameters": (parameters or {}) | more}


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What one dictionary does.

    Raises:
        FormatError: it is none of the thirteen.
    """
    if not isinstance(call, dict):
        raise FormatError("An action of computer_13 is a dictionary.")
    what: dict[str, Any] = call["parameters"]
    place = (space.back(what["x"], what["y"]),) if "x" in what else ()
    match call["action_type"]:
        case "CLICK":
            return (Op("click", place, button=what["button"], count=what["num_clicks"]),)
        case "MOVE_TO":
            return (Op("move", place),)
        case "DRAG_TO":
            return (Op("drag", place, button="left"),)
        case "MOUSE_DOWN" | "MOUSE_UP" as kind:
            return (Op("down" if kind == "MOUSE_DOWN" else "up", button=what["button"]),)
        case "SCROLL":
            return (Op("scroll", turn=(float(what["dx"]), float(what["dy"]))),)
        case "WAIT":
            return (Op("wait"),)
        case "TYPING":
            return (Op("text", text=what["text"]),)
        case "PRESS" | "HOTKEY":
            names = tuple(what["keys"]) if "keys" in what else (what["key"],)
            return (Op("keys", text=understood(names, PYAUTOGUI)),)
        case "KEY_DOWN" | "KEY_UP" as kind:
            return (Op(kind.lower().replace("_", ""), text=understood((what["key"],), PYAUTOGUI)),)
        case "DONE" | "FAIL" as kind:
            return (Op("finish", text="success" if kind == "DONE" else "failure"),)
        case kind:
            raise FormatError(f"computer_13 has no action {kind!r}.")


def _text(calls: tuple[Call, ...]) -> str:
    return "\n".join(escaped(json.dumps(call), "\\u003c") for call in calls)


COMPUTER_13 = Grammar(
    "computer_13", "OSWorld's dictionaries, places in pixels of the picture",
    pixel_space, say, hear, _text, lambda _space: None,
)  # fmt: skip
