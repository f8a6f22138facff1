"""Actions as Anthropic's computer use: the toolset's members, and the single tool of 20251124.

A call is a content block without its id; the exporter numbers them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from recorder.errors import FormatError
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.grammar.common import (
    Call,
    Grammar,
    Loss,
    Op,
    Said,
    Space,
    escaped,
    is_bent,
    pixel_space,
    places_of,
    said,
    unsaid,
)
from replay.grammar.keynames import XDOTOOL, translate, understood

DURATION_MAX_S = 100
_CLICKS = {
    ("left", 1): "left_click", ("left", 2): "double_click", ("left", 3): "triple_click",
    ("right", 1): "right_click", ("middle", 1): "middle_click",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """One of the two ways to write a call."""

    toolset: bool

    def call(self, name: str, **given: Any) -> Call:
        content = {key: value for key, value in given.items() if value is not None}
        if self.toolset:
            return {"type": "tool_use", "toolset_name": "computer", "name": name, "input": content}
        return {"type": "tool_use", "name": "computer", "input": {"action": name} | content}

    def held(self, keys: tuple[str, ...]) -> dict[str, Any]:
        """Keys held during a click; the executor of the single tool reads them from `key`."""
        return {"text" if self.toolset else "key": "+".join(keys) or None}

    def say(self, action: Action, space: Space) -> Said:
        """The content blocks for one action."""
        if not all(space.holds(*place) for place in places_of(action)):
            return unsaid(Loss.OUTSIDE)
        match action:
            case Click():
                return self._click(action, space)
            case Drag():
                return self._drag(action, space)
            case Scroll():
                return self._scroll(action, space)
            case Type():
                if action.text is None:
                    return unsaid(Loss.TEXT)
                return said(self.call("type", text=action.text))
            case Key():
                return self._key(action)
            case Hold():
                return self._hold(action, space)
            case Move():
                return said(self.call("mouse_move", coordinate=_at(action.x, action.y, space)))
            case Wait():
                seconds, exact = _seconds(action)
                return said(self.call("wait", duration=seconds), losses={Loss.DURATION: not exact})
            case Finish():
                return said({"type": "text", "text": FINISHED[action.outcome]})

    def _click(self, action: Click, space: Space) -> Said:
        if (action.button, 1) not in _CLICKS:
            return unsaid(Loss.BUTTON)
        keys = translate(action.modifiers or (), XDOTOOL) or ()
        name, times = _CLICKS.get((action.button, action.count)), 1
        if name is None:
            name, times = _CLICKS[action.button, 1], action.count
        call = self.call(name, coordinate=_at(action.x, action.y, space), **self.held(keys))
        return said(*[call] * times, losses={Loss.COUNT: times > 1})

    def _drag(self, action: Drag, space: Space) -> Said:
        if action.button != "left":
            return unsaid(Loss.BUTTON)
        start, end = _at(action.x, action.y, space), _at(action.x2, action.y2, space)
        held = self.held(translate(action.modifiers or (), XDOTOOL) or ())
        call = self.call("left_click_drag", start_coordinate=start, coordinate=end, **held)
        return said(call, losses={Loss.PATH: is_bent(action.path)})

    def _scroll(self, action: Scroll, space: Space) -> Said:
        keys = translate(action.modifiers or (), XDOTOOL) or ()
        turns = ((action.dy, "up", "down"), (action.dx, "right", "left"))
        return said(
            *(
                self.call(
                    "scroll",
                    coordinate=_at(action.x, action.y, space),
                    scroll_direction=forth if amount > 0 else back,
                    scroll_amount=abs(amount),
                    text="+".join(keys) or None,
                )
                for amount, forth, back in turns
                if amount
            )
        )

    def _key(self, action: Key) -> Said:
        names = translate(action.keys, XDOTOOL)
        if names is None:
            return unsaid(Loss.KEY)
        if not self.toolset:
            return said(*[self.call("key", text="+".join(names))] * action.repeat)
        repeat = action.repeat if action.repeat > 1 else None
        return said(self.call("key", text="+".join(names), repeat=repeat))

    def _hold(self, action: Hold, space: Space) -> Said:
        seconds, exact = _seconds(action)
        if action.button is None:
            names = translate(action.keys, XDOTOOL)
            if names is None:
                return unsaid(Loss.KEY)
            call = self.call("hold_key", text="+".join(names), duration=seconds)
            return said(call, losses={Loss.DURATION: not exact})
        if action.button != "left" or action.x is None or action.y is None:
            return unsaid(Loss.BUTTON)
        return said(
            self.call("mouse_move", coordinate=_at(action.x, action.y, space)),
            self.call("left_mouse_down"),
            self.call("wait", duration=seconds),
            self.call("left_mouse_up"),
            losses={Loss.DURATION: not exact, Loss.MODIFIERS: bool(action.modifiers)},
        )


FINISHED = {"success": "The task is done.", "failure": "The task could not be done."}


def _seconds(action: Wait | Hold) -> tuple[int, bool]:
    """Whole seconds, and whether they are the time it took, to a tenth."""
    took_s = (action.t_end_ns - action.t_start_ns) / 1e9
    whole = min(DURATION_MAX_S, max(1, round(took_s)))
    return whole, abs(whole - took_s) < 0.05


def _at(x: int, y: int, space: Space) -> list[int]:
    return list(space.put(x, y))


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What one content block does, in either form.

    Raises:
        FormatError: it is no action of computer use.
    """
    if not isinstance(call, dict):
        raise FormatError("A content block is an object.")
    if call["type"] == "text":
        outcome = {text: name for name, text in FINISHED.items()}
        return (Op("finish", text=outcome.get(call["text"])),)
    given: dict[str, Any] = call["input"]
    name = call["name"] if "toolset_name" in call else given["action"]
    start = (space.back(*given["start_coordinate"]),) if "start_coordinate" in given else ()
    place = (*start, *((space.back(*given["coordinate"]),) if "coordinate" in given else ()))
    match name:
        case "left_click" | "right_click" | "middle_click" | "double_click" | "triple_click":
            button, count = next(what for what, word in _CLICKS.items() if word == name)
            return (Op("click", place, button=button, count=count, held=_held(call)),)
        case "left_click_drag":
            return (Op("drag", place, button="left", held=_held(call)),)
        case "left_mouse_down" | "left_mouse_up":
            return (Op("down" if name.endswith("down") else "up", button="left"),)
        case "mouse_move":
            return (Op("move", place),)
        case "scroll":
            turn = _turn(given["scroll_direction"], given["scroll_amount"])
            return (Op("scroll", place, held=_names(given.get("text")), turn=turn),)
        case "type":
            return (Op("text", text=given["text"]),)
        case "key":
            return (Op("keys", text=_chord(given["text"]), count=given.get("repeat", 1)),)
        case "hold_key":
            return (Op("hold", text=_chord(given["text"])),)
        case "wait":
            return (Op("wait"),)
        case _:
            raise FormatError(f"Computer use has no action {name!r}.")


def _held(call: dict[str, Any]) -> tuple[str, ...]:
    """The modifiers of a click or drag, which the two forms name differently."""
    return _names(call["input"].get("text" if "toolset_name" in call else "key"))


def _names(keys: str | None) -> tuple[str, ...]:
    return tuple(_chord(keys).split(" ")) if keys else ()


def _turn(way: str, amount: int) -> tuple[float, float]:
    x, y = {"up": (0, 1), "down": (0, -1), "right": (1, 0), "left": (-1, 0)}[way]
    return float(x * amount), float(y * amount)


def _chord(text: str) -> str:
    return understood(tuple(text.split("+")), XDOTOOL)


def _text(calls: tuple[Call, ...]) -> str:
    return "\n".join(
        escaped(json.dumps(call, ensure_ascii=False), "\\u003c")
        if isinstance(call, dict) and call["type"] != "text"
        else str(call["text"] if isinstance(call, dict) else call)
        for call in calls
    )


def toolset(_space: Space) -> Any:
    """The toolset's entry in `tools`."""
    return {"type": "computer_toolset_20260801"}


def single_tool(space: Space) -> Any:
    """The single tool's entry in `tools`."""
    width, height = space.size
    return {
        "type": "computer_20251124",
        "name": "computer",
        "display_width_px": width,
        "display_height_px": height,
    }


TOOLSET = Grammar(
    "toolset", "Anthropic's computer toolset of 20260801, places in pixels of the picture",
    pixel_space, _Form(True).say, hear, _text, toolset,
)  # fmt: skip
SINGLE_TOOL = Grammar(
    "single-tool", "Anthropic's single computer tool of 20251124, in pixels of the picture",
    pixel_space, _Form(False).say, hear, _text, single_tool,
)  # fmt: skip
