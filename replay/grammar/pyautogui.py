"""Actions as pyautogui code: AgentNet's dialect (0 to 1), and one that runs (pixels, as OSWorld).

Code is only ever built from numbers and from Python literals; reading it back parses, never runs.
"""

from __future__ import annotations

import ast
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
    is_bent,
    path_places,
    pixel_space,
    places_of,
    said,
    unit_space,
    unsaid,
)
from replay.grammar.keynames import PYAUTOGUI, translate, understood

BUTTONS = ("left", "middle", "right")
_CLICKS = {
    ("left", 1): "click", ("left", 2): "doubleClick", ("left", 3): "tripleClick",
    ("right", 1): "rightClick", ("middle", 1): "middleClick",
}  # fmt: skip
_SPECIAL = {"DONE": "success", "FAIL": "failure"}


def literal(text: str) -> str:
    """A text as a Python literal in ASCII that holds no markup."""
    return escaped(ascii(text), "\\x3c")


# ---- AgentNet's dialect


def say_agentnet(action: Action, space: Space) -> Said:
    """AgentNet's calls. It has neither modifiers on the pointer nor paths nor holds."""
    if not all(space.holds(*place) for place in places_of(action)):
        return unsaid(Loss.OUTSIDE)
    match action:
        case Click():
            return _agentnet_click(action, space)
        case Drag():
            return _agentnet_drag(action, space)
        case Scroll():
            return _agentnet_scroll(action, space)
        case Type():
            if action.text is None:
                return unsaid(Loss.TEXT)
            return said(f"pyautogui.write(message={literal(action.text)})")
        case Key():
            return _agentnet_keys(action.keys, action.repeat, {})
        case Hold():
            return _agentnet_hold(action, space)
        case Move():
            return said(f"pyautogui.moveTo({_unit(action.x, action.y, space)})")
        case Wait():
            return said("computer.wait()", losses={Loss.DURATION: True})
        case Finish():
            return said(f"computer.terminate(status={action.outcome!r})")


def _agentnet_drag(action: Drag, space: Space) -> Said:
    if action.button != "left":
        return unsaid(Loss.BUTTON)
    lost = {Loss.MODIFIERS: bool(action.modifiers), Loss.PATH: is_bent(action.path)}
    end = _unit(action.x2, action.y2, space)
    move = f"pyautogui.moveTo({_unit(action.x, action.y, space)})"
    return said(move, f"pyautogui.dragTo({end}, button='left')", losses=lost)


def _agentnet_scroll(action: Scroll, space: Space) -> Said:
    turns = [f"pyautogui.scroll({action.dy})"] if action.dy else []
    turns += [f"pyautogui.hscroll({action.dx})"] if action.dx else []
    move = f"pyautogui.moveTo({_unit(action.x, action.y, space)})"
    return said(move, *turns, losses={Loss.MODIFIERS: bool(action.modifiers)})


def _agentnet_hold(action: Hold, space: Space) -> Said:
    if action.button is None:
        return _agentnet_keys(action.keys, max(1, action.repeat), {Loss.HOLD: True})
    return _agentnet_click(action, space)


def _agentnet_click(action: Click | Hold, space: Space) -> Said:
    count = action.count if isinstance(action, Click) else 1
    button = action.button or ""
    if (button, 1) not in _CLICKS or action.x is None or action.y is None:
        return unsaid(Loss.BUTTON)
    name, times = _CLICKS.get((button, count)), 1
    if name is None:
        name, times = _CLICKS[button, 1], count
    owner = "computer" if name == "tripleClick" else "pyautogui"
    lost = {
        Loss.MODIFIERS: bool(action.modifiers),
        Loss.COUNT: times > 1,
        Loss.HOLD: isinstance(action, Hold),
    }
    return said(*[f"{owner}.{name}({_unit(action.x, action.y, space)})"] * times, losses=lost)


def _agentnet_keys(keys: tuple[str, ...], times: int, lost: dict[Loss, bool]) -> Said:
    names = translate(keys, PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    name = "press" if len(names) == 1 else "hotkey"
    return said(*[f"pyautogui.{name}(keys={list(names)!r})"] * times, losses=lost)


def _unit(x: int, y: int, space: Space) -> str:
    a, b = space.put(x, y)
    return f"x={a:g}, y={b:g}"


# ---- Code that runs


def say_code(action: Action, space: Space) -> Said:
    """Statements that pyautogui carries out as they stand; held keys go down and up around them."""
    if not all(space.holds(*place) for place in places_of(action)):
        return unsaid(Loss.OUTSIDE)
    match action:
        case Click():
            return _code_click(action, space)
        case Drag():
            return _code_drag(action, space)
        case Scroll():
            x, y = space.put(action.x, action.y)
            turns = [f"pyautogui.scroll({action.dy}, x={x}, y={y})"] if action.dy else []
            turns += [f"pyautogui.hscroll({action.dx}, x={x}, y={y})"] if action.dx else []
            return _holding(action.modifiers, turns)
        case Type():
            return unsaid(Loss.TEXT) if action.text is None else _code_text(action.text)
        case Key():
            return _code_keys(action)
        case Hold():
            return _code_hold(action, space)
        case Move():
            return said("pyautogui.moveTo({}, {})".format(*space.put(action.x, action.y)))
        case Wait():
            return said(_sleep(action))
        case Finish():
            return said("DONE" if action.outcome == "success" else "FAIL")


def _code_click(action: Click, space: Space) -> Said:
    if action.button not in BUTTONS:
        return unsaid(Loss.BUTTON)
    place = "{}, {}".format(*space.put(action.x, action.y))
    name = _CLICKS.get((action.button, action.count))
    more = f", clicks={action.count}, interval=0.1, button={action.button!r}"
    call = f"pyautogui.{name}({place})" if name else f"pyautogui.click({place}{more})"
    return _holding(action.modifiers, [call])


def _code_drag(action: Drag, space: Space) -> Said:
    if action.button not in BUTTONS:
        return unsaid(Loss.BUTTON)
    corners = path_places(action.path) or ((action.x, action.y), (action.x2, action.y2))
    way = [space.put(x, y) for x, y in corners]
    pace = max(0.1, (action.t_end_ns - action.t_start_ns) / 1e9 / max(1, len(way) - 1))
    return _holding(
        action.modifiers,
        [
            "pyautogui.moveTo({}, {})".format(*way[0]),
            f"pyautogui.mouseDown(button={action.button!r})",
            *(f"pyautogui.moveTo({x}, {y}, duration={pace:.2f})" for x, y in way[1:]),
            f"pyautogui.mouseUp(button={action.button!r})",
        ],
    )


def _code_text(text: str) -> Said:
    """Typing, with the one character that pyautogui types wrongly pressed as a chord.

    WORKAROUND: on X11 pyautogui takes `<` from a key that gives `>` (OSWorld issue 257).
    """
    calls: list[Call] = []
    for index, part in enumerate(text.split("<")):
        calls += ["pyautogui.hotkey('shift', ',')"] if index else []
        calls += [f"pyautogui.write({literal(part)}, interval=0.02)"] if part else []
    odd = any(not " " <= c <= "~" for c in text)
    return said(*calls, losses={Loss.CHARACTERS: odd})


def _code_keys(action: Key) -> Said:
    names = translate(action.keys, PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    if len(names) == 1:
        times = f", presses={action.repeat}" if action.repeat > 1 else ""
        return said(f"pyautogui.press({names[0]!r}{times})")
    return said(*[f"pyautogui.hotkey({', '.join(map(repr, names))})"] * action.repeat)


def _code_hold(action: Hold, space: Space) -> Said:
    if action.button is None:
        return _holding(action.keys, [_sleep(action)])
    if action.button not in BUTTONS or action.x is None or action.y is None:
        return unsaid(Loss.BUTTON)
    return _holding(
        action.modifiers,
        [
            "pyautogui.moveTo({}, {})".format(*space.put(action.x, action.y)),
            f"pyautogui.mouseDown(button={action.button!r})",
            _sleep(action),
            f"pyautogui.mouseUp(button={action.button!r})",
        ],
    )


def _holding(keys: Modifiers, calls: list[str]) -> Said:
    names = translate(keys or (), PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    down = [f"pyautogui.keyDown({name!r})" for name in names]
    return said(*down, *calls, *(f"pyautogui.keyUp({name!r})" for name in reversed(names)))


def _sleep(action: Wait | Hold) -> str:
    return f"time.sleep({(action.t_end_ns - action.t_start_ns) / 1e9:.2f})"


# ---- Reading


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What one statement of either dialect does.

    Raises:
        FormatError: it is not one of the calls that this module writes.
    """
    if call in _SPECIAL:
        return (Op("finish", text=_SPECIAL[str(call)]),)
    name, values, named = _parsed(str(call))
    place = _place(values, named, space)
    match name:
        case "click" | "doubleClick" | "tripleClick" | "rightClick" | "middleClick":
            return (_clicked(name, named, place),)
        case "moveTo":
            return (Op("move", place),)
        case "dragTo":
            return (Op("drag", place, button=named.get("button", "left")),)
        case "mouseDown" | "mouseUp":
            kind = "down" if name == "mouseDown" else "up"
            return (Op(kind, button=named.get("button", "left")),)
        case "scroll" | "hscroll":
            turn = (0.0, float(values[0])) if name == "scroll" else (float(values[0]), 0.0)
            return (Op("scroll", place if "x" in named else (), turn=turn),)
        case "write":
            return (Op("text", text=str(named.get("message", values[0] if values else ""))),)
        case "press" | "hotkey":
            return (_keys(values, named),)
        case "keyDown" | "keyUp":
            names = (str(values[0]),)
            return (Op(name.lower(), text=understood(names, PYAUTOGUI)),)
        case "sleep" | "wait":
            return (Op("wait"),)
        case "terminate":
            return (Op("finish", text=str(named["status"])),)
        case _:
            raise FormatError(f"The code calls {name!r}, which is not an action.")


def _keys(values: list[Any], named: dict[str, Any]) -> Op:
    listed = named.get("keys", values)
    names = tuple(str(name) for name in listed)
    if names == ("shift", ",") and not named:
        return Op("text", text="<")
    return Op("keys", text=understood(names, PYAUTOGUI), count=int(named.get("presses", 1)))


def _clicked(name: str, named: dict[str, Any], place: tuple[tuple[float, float], ...]) -> Op:
    button, count = next((what for what, word in _CLICKS.items() if word == name), ("left", 1))
    button, count = str(named.get("button", button)), int(named.get("clicks", count))
    return Op("click", place, button=button, count=count)


def _place(
    values: list[Any], named: dict[str, Any], space: Space
) -> tuple[tuple[float, float], ...]:
    if "x" in named:
        return (space.back(named["x"], named["y"]),)
    if len(values) >= 2 and all(isinstance(value, int | float) for value in values[:2]):
        return (space.back(values[0], values[1]),)
    return ()


def _parsed(code: str) -> tuple[str, list[Any], dict[str, Any]]:
    try:
        node = ast.parse(code, mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            raise ValueError
        owner = node.func.value
        if not isinstance(owner, ast.Name) or owner.id not in ("pyautogui", "computer", "time"):
            raise ValueError
        values = [ast.literal_eval(value) for value in node.args]
        named = {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}
    except (ValueError, SyntaxError) as error:
        raise FormatError("The code is not a list of plain calls of pyautogui.") from error
    return node.func.attr, values, named


def _lines(calls: tuple[Call, ...]) -> str:
    return "\n".join(str(call) for call in calls)


AGENTNET = Grammar(
    "agentnet", "AgentNet's pyautogui, places from 0 to 1",
    unit_space, say_agentnet, hear, _lines, lambda _space: None,
)  # fmt: skip
CODE = Grammar(
    "pyautogui", "pyautogui code that runs, places in pixels of the picture",
    pixel_space, say_code, hear, _lines, lambda _space: None,
)  # fmt: skip
