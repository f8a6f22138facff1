"""Actions as those of OpenAI's `computer_call`: whole pixels of the picture."""

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
    NOTCH_PX,
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
from replay.grammar.keynames import OPENAI, translate, understood

BUTTONS = {
    "left": "left", "right": "right", "middle": "wheel", "back": "back", "forward": "forward",
}  # fmt: skip
FINISHED = {"success": "The task is done.", "failure": "The task could not be done."}


def say(action: Action, space: Space) -> Said:
    """The actions of the call for one action; a finish is a message instead."""
    if not all(space.holds(*place) for place in places_of(action)):
        return unsaid(Loss.OUTSIDE)
    match action:
        case Click():
            return _click(action, space, action.count)
        case Drag():
            return _drag(action, space)
        case Scroll():
            # Their distance is positive downwards.
            turn = {"scroll_x": action.dx * NOTCH_PX, "scroll_y": -action.dy * NOTCH_PX}
            where = _at(action.x, action.y, space)
            return said({"type": "scroll"} | where | turn | _keys(action.modifiers))
        case Type():
            if action.text is None:
                return unsaid(Loss.TEXT)
            return said({"type": "type", "text": action.text})
        case Key():
            return _keypress(action.keys, action.repeat, {})
        case Hold():
            return _hold(action, space)
        case Move():
            return said({"type": "move"} | _at(action.x, action.y, space))
        case Wait():
            return said({"type": "wait"}, losses={Loss.DURATION: True})
        case Finish():
            return said({"type": "message", "text": FINISHED[action.outcome]})


def _drag(action: Drag, space: Space) -> Said:
    if action.button != "left":
        return unsaid(Loss.BUTTON)
    way = path_places(action.path) or ((action.x, action.y), (action.x2, action.y2))
    path = [_at(x, y, space) for x, y in way]
    return said({"type": "drag", "path": path} | _keys(action.modifiers))


def _hold(action: Hold, space: Space) -> Said:
    if action.button is None:
        return _keypress(action.keys, max(1, action.repeat), {Loss.HOLD: True})
    return _click(action, space, 1)


def _click(action: Click | Hold, space: Space, count: int) -> Said:
    button = BUTTONS.get(action.button or "")
    if button is None or action.x is None or action.y is None:
        return unsaid(Loss.BUTTON)
    rest = _at(action.x, action.y, space) | _keys(action.modifiers)
    lost = {Loss.HOLD: isinstance(action, Hold)}
    if count == 2 and button == "left":
        return said({"type": "double_click"} | rest)
    click: Call = {"type": "click", "button": button} | rest
    return said(*[click] * count, losses=lost | {Loss.COUNT: count > 1})


def _keypress(keys: tuple[str, ...], times: int, lost: dict[Loss, bool]) -> Said:
    names = translate(keys, OPENAI)
    if names is None:
        return unsaid(Loss.KEY)
    return said(*[{"type": "keypress", "keys": list(names)}] * times, losses=lost)


def _keys(modifiers: Modifiers) -> dict[str, Any]:
    return {"keys": [OPENAI[name] for name in modifiers]} if modifiers else {}


def _at(x: int, y: int, space: Space) -> dict[str, Any]:
    a, b = space.put(x, y)
    return {"x": a, "y": b}


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What one action does.

    Raises:
        FormatError: there is no such action.
    """
    if not isinstance(call, dict):
        raise FormatError("An action is an object.")
    place = (space.back(call["x"], call["y"]),) if "x" in call else ()
    named = understood(tuple(call.get("keys", ())), OPENAI)
    held = tuple(named.split(" ")) if named else ()
    match call["type"]:
        case "click":
            button = next(name for name, word in BUTTONS.items() if word == call["button"])
            return (Op("click", place, button=button, held=held),)
        case "double_click":
            return (Op("click", place, button="left", count=2, held=held),)
        case "drag":
            way = tuple(space.back(at["x"], at["y"]) for at in call["path"])
            return (Op("drag", way, button="left", held=held),)
        case "scroll":
            turn = call["scroll_x"] / NOTCH_PX, -call["scroll_y"] / NOTCH_PX
            return (Op("scroll", place, held=held, turn=turn),)
        case "move" | "wait" as kind:
            return (Op(kind, place),)
        case "type":
            return (Op("text", text=call["text"]),)
        case "keypress":
            return (Op("keys", text=understood(tuple(call["keys"]), OPENAI)),)
        case "message":
            outcome = {text: name for name, text in FINISHED.items()}
            return (Op("finish", text=outcome.get(call["text"])),)
        case kind:
            raise FormatError(f"A computer call has no action {kind!r}.")


def _text(calls: tuple[Call, ...]) -> str:
    return "\n".join(escaped(json.dumps(call, ensure_ascii=False), "\\u003c") for call in calls)


OPENAI_COMPUTER = Grammar(
    "openai", "OpenAI's computer_call, places in pixels of the picture",
    pixel_space, say, hear, _text, lambda _space: {"type": "computer"},
)  # fmt: skip
