"""Actions as Qwen's `computer_use` tool calls. Qwen3-VL: 0 to 1000; Qwen2.5-VL: resized pixels."""

from __future__ import annotations

import json
import math
from typing import Any

from recorder.errors import FormatError
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.grammar.common import (
    NOTCH_PX,
    Call,
    Grammar,
    Loss,
    Op,
    Said,
    Space,
    escaped,
    is_bent,
    places_of,
    said,
    thousand_space,
    unsaid,
)
from replay.grammar.keynames import PYAUTOGUI, translate, understood

FACTOR = 28
PIXELS_MIN, PIXELS_MAX = 100 * FACTOR * FACTOR, 16384 * FACTOR * FACTOR
_CLICKS = {
    ("left", 1): "left_click", ("left", 2): "double_click", ("left", 3): "triple_click",
    ("right", 1): "right_click", ("middle", 1): "middle_click",
}  # fmt: skip
ACTIONS = (
    "key", "type", "mouse_move", "left_click", "left_click_drag", "right_click", "middle_click",
    "double_click", "triple_click", "scroll", "hscroll", "wait", "terminate", "answer",
)  # fmt: skip


def smart_resize(width: int, height: int, factor: int = FACTOR) -> tuple[int, int]:
    """The size to which Qwen2.5-VL's processor brings a picture."""
    wide, high = (max(factor, round(side / factor) * factor) for side in (width, height))
    if wide * high > PIXELS_MAX:
        shrink = math.sqrt(width * height / PIXELS_MAX)
        wide, high = (math.floor(side / shrink / factor) * factor for side in (width, height))
    elif wide * high < PIXELS_MIN:
        grow = math.sqrt(PIXELS_MIN / (width * height))
        wide, high = (math.ceil(side * grow / factor) * factor for side in (width, height))
    return wide, high


def resized_space(origin: tuple[int, int], size: tuple[int, int]) -> Space:
    """Pixels of the picture as the processor resizes it."""
    return Space("resized", origin, size, smart_resize(*size))


def say(action: Action, space: Space) -> Said:
    """The arguments of the calls for one action."""
    if not all(space.holds(*place) for place in places_of(action)):
        return unsaid(Loss.OUTSIDE)
    match action:
        case Click():
            return _click(action, space)
        case Drag():
            return _drag(action, space)
        case Scroll():
            return _scroll(action, space)
        case Type():
            if action.text is None:
                return unsaid(Loss.TEXT)
            return said(_call("type", text=action.text))
        case Key():
            return _keys(action.keys, action.repeat, {})
        case Hold():
            return _hold(action, space)
        case Move():
            return said(_call("mouse_move", coordinate=_at(action.x, action.y, space)))
        case Wait():
            return said(_call("wait", time=round((action.t_end_ns - action.t_start_ns) / 1e9, 1)))
        case Finish():
            return said(_call("terminate", status=action.outcome))


def _drag(action: Drag, space: Space) -> Said:
    if action.button != "left":
        return unsaid(Loss.BUTTON)
    lost = {Loss.MODIFIERS: bool(action.modifiers), Loss.PATH: is_bent(action.path)}
    # The call has an end only: it begins where the pointer is.
    move = _call("mouse_move", coordinate=_at(action.x, action.y, space))
    end = _call("left_click_drag", coordinate=_at(action.x2, action.y2, space))
    return said(move, end, losses=lost)


def _scroll(action: Scroll, space: Space) -> Said:
    calls = [_call("mouse_move", coordinate=_at(action.x, action.y, space))]
    calls += [_call("scroll", pixels=action.dy * NOTCH_PX)] if action.dy else []
    calls += [_call("hscroll", pixels=action.dx * NOTCH_PX)] if action.dx else []
    return said(*calls, losses={Loss.MODIFIERS: bool(action.modifiers)})


def _hold(action: Hold, space: Space) -> Said:
    if action.button is None:
        return _keys(action.keys, max(1, action.repeat), {Loss.HOLD: True})
    return _click(action, space)


def _click(action: Click | Hold, space: Space) -> Said:
    count = action.count if isinstance(action, Click) else 1
    button = action.button or ""
    if (button, 1) not in _CLICKS or action.x is None or action.y is None:
        return unsaid(Loss.BUTTON)
    name, times = _CLICKS.get((button, count)), 1
    if name is None:
        name, times = _CLICKS[button, 1], count
    lost = {
        Loss.MODIFIERS: bool(action.modifiers),
        Loss.COUNT: times > 1,
        Loss.HOLD: isinstance(action, Hold),
    }
    call = _call(name, coordinate=_at(action.x, action.y, space))
    return said(*[call] * times, losses=lost)


def _keys(keys: tuple[str, ...], times: int, lost: dict[Loss, bool]) -> Said:
    names = translate(keys, PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    return said(*[_call("key", keys=list(names))] * times, losses=lost)


def _at(x: int, y: int, space: Space) -> list[int]:
    return list(space.put(x, y))


def _call(action: str, **more: Any) -> Call:
    return {"action": action} | more


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What the arguments of one call do.

    Raises:
        FormatError: the tool has no such action.
    """
    if not isinstance(call, dict):
        raise FormatError("A call of computer_use has arguments.")
    place = (space.back(*call["coordinate"]),) if "coordinate" in call else ()
    match call["action"]:
        case "left_click" | "double_click" | "triple_click" | "right_click" | "middle_click":
            name = call["action"]
            button, count = next(what for what, word in _CLICKS.items() if word == name)
            return (Op("click", place, button=button, count=count),)
        case "left_click_drag":
            return (Op("drag", place, button="left"),)
        case "mouse_move":
            return (Op("move", place),)
        case "scroll" | "hscroll" as kind:
            turn = call["pixels"] / NOTCH_PX
            return (Op("scroll", turn=(0.0, turn) if kind == "scroll" else (turn, 0.0)),)
        case "type":
            return (Op("text", text=call["text"]),)
        case "key":
            return (Op("keys", text=understood(tuple(call["keys"]), PYAUTOGUI)),)
        case "wait":
            return (Op("wait"),)
        case "terminate":
            return (Op("finish", text=call["status"]),)
        case kind:
            raise FormatError(f"computer_use has no action {kind!r}.")


def tool_text(calls: tuple[Call, ...]) -> str:
    """The calls as Qwen writes them."""
    return "\n".join(
        f"<tool_call>\n{_inert({'name': 'computer_use', 'arguments': call})}\n</tool_call>"
        for call in calls
    )


def _inert(document: Any) -> str:
    return escaped(json.dumps(document, ensure_ascii=False), "\\u003c")


def tools(space: Space) -> Any:
    """The tool as a model is told of it."""
    wide, high = space.maps_to
    parameters = {
        "action": {"type": "string", "enum": list(ACTIONS)},
        "keys": {"type": "array", "items": {"type": "string"}},
        "text": {"type": "string"},
        "coordinate": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "pixels": {"type": "number"},
        "time": {"type": "number"},
        "status": {"type": "string", "enum": ["success", "failure"]},
    }
    function = {
        "name": "computer_use",
        "description": (
            "Use a mouse and keyboard to interact with a computer. "
            f"The screen's resolution is {wide}x{high}. Positive pixels scroll up or right; "
            f"one notch of the wheel is {NOTCH_PX}."
        ),
        "parameters": {"type": "object", "properties": parameters, "required": ["action"]},
    }
    return {"type": "function", "function": function}


QWEN3 = Grammar(
    "qwen3", "Qwen3-VL's computer_use, places from 0 to 1000",
    thousand_space, say, hear, tool_text, tools,
)  # fmt: skip
QWEN25 = Grammar(
    "qwen2.5", "Qwen2.5-VL's computer_use, places in pixels of the resized picture",
    resized_space, say, hear, tool_text, tools,
)  # fmt: skip
