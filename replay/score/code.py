"""Predictions written as pyautogui code: calls in the benchmark's words, and Candor's actions.

The code is parsed and never run. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from recorder.errors import FormatError
from replay.action_types import Action, Click, Drag, Finish, Key, Move, Scroll, Type, Wait
from replay.score.agentnetbench import Call

CODE_CHARS_MAX = 20_000
PRESSES_MAX = 100
_OWNERS = ("pyautogui", "computer")
_CLICKS = {
    "click": ("left", 1),
    "doubleClick": ("left", 2),
    "tripleClick": ("left", 3),
    "rightClick": ("right", 1),
    "middleClick": ("middle", 1),
}
_TEXTS = ("write", "typewrite")
_KEYS = {"return": "enter", "command": "super", "cmd": "super", "win": "super", "escape": "esc"}
_MODIFIERS = ("ctrl", "alt", "shift", "super")

PutPlace = Callable[[float, float], tuple[int, int]]


def calls_in(code: str) -> tuple[Call, ...]:
    """The calls of a step's code, in order, places as they are written.

    Raises:
        FormatError: it is no such code.
    """
    if len(code) > CODE_CHARS_MAX:
        raise FormatError("The code of a step is longer than allowed.")
    try:
        statements = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormatError("The code of a step is not Python.") from error
    return tuple(
        _call(statement) for statement in statements if not isinstance(statement, ast.Import)
    )


def actions_in(
    calls: Sequence[Call], put: PutPlace, rests: tuple[int, int] | None
) -> tuple[Action, ...]:
    """The actions that calls amount to; `put` gives the desktop pixel of a place.

    A call that names no place acts where the pointer is: at first that is `rests`.

    Raises:
        FormatError: a call is not an action.
    """
    actions: list[Action] = []
    held: list[str] = []
    at = rests
    for call in calls:
        if call.name in ("keyDown", "keyUp"):
            name = _key(call.value[0] if call.value else "")
            held = [key for key in held if key != name] + ([name] if call.name == "keyDown" else [])
            continue
        modifiers = tuple(key for key in _MODIFIERS if key in held)
        made, at = _action(call, modifiers, at, put)
        if isinstance(made, Drag) and actions and isinstance(actions[-1], Move):
            actions.pop()
        actions.append(made)
    return tuple(actions)


def _action(
    call: Call, held: tuple[str, ...], at: tuple[int, int] | None, put: PutPlace
) -> tuple[Action, tuple[int, int] | None]:
    name, value = call.name, call.value
    if name in (*_CLICKS, "moveTo", "dragTo"):
        there = put(*value) if value is not None else at
        if there is None:
            raise FormatError(f"The call {name} names no place.")
        if name == "moveTo":
            return Move(*there, 0, 0), there
        if name == "dragTo":
            begin = at or there
            path = ((*begin, 0), (*there, 0))
            return Drag("left", held, path, *begin, *there, 0, 0), there
        button, count = _CLICKS[name]
        return Click(button, count, held, *there, 0, 0), there
    if name in ("scroll", "hscroll"):
        if at is None:
            raise FormatError(f"The call {name} names no place.")
        dx, dy = (int(value), 0) if name == "hscroll" else (0, int(value))
        return Scroll(*at, dx, dy, held, 0, 0), at
    if name == "write":
        return Type(str(value), None, None, 0, 0), at
    if name in ("press", "hotkey"):
        return _chord(name, [_key(key) for key in value]), at
    if name == "wait":
        return Wait(0, 0), at
    if name == "terminate":
        return Finish(str(value), 0, 0), at
    raise FormatError(f"The call {name} is not an action.")


def _chord(name: str, keys: list[str]) -> Key:
    """A hotkey is one chord; a press of the same key several times is a repeated key."""
    if name == "press" and len(set(keys)) == 1:
        return Key((keys[0],), len(keys), None, None, 0, 0)
    return Key(tuple(keys), 1, None, None, 0, 0)


def _key(name: Any) -> str:
    lower = str(name).lower()
    return _KEYS.get(lower, lower)


def _call(statement: ast.stmt) -> Call:
    node = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        raise FormatError("The code of a step holds something that is not a call.")
    owner = node.func.value
    if not isinstance(owner, ast.Name) or owner.id not in (*_OWNERS, "time"):
        raise FormatError("The code of a step calls something that is not pyautogui.")
    try:
        values = [ast.literal_eval(argument) for argument in node.args]
        named = {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise FormatError("The code of a step holds a value that is not plain.") from error
    return _named(node.func.attr, values, named)


def _named(name: str, values: list[Any], named: dict[str, Any]) -> Call:
    """A call with the value that matters for its name."""
    name = {"triple_click": "tripleClick", "sleep": "wait"}.get(name, name)
    if name in (*_CLICKS, "moveTo", "dragTo"):
        return Call(_with_button(name, named), _place(values, named))
    if name in _TEXTS:
        return Call("write", str(named.get("message", values[0] if values else "")))
    if name in ("scroll", "hscroll"):
        return Call(name, _number(named.get("clicks", values[0] if values else 0)))
    if name in ("press", "hotkey", "keyDown", "keyUp"):
        return Call(name, _key_names(values, named))
    if name == "terminate":
        return Call(name, named.get("status", values[0] if values else None))
    return Call(name, None)


def _with_button(name: str, named: dict[str, Any]) -> str:
    button, clicks = named.get("button", "left"), named.get("clicks", 1)
    if name != "click":
        return name
    for known, what in _CLICKS.items():
        if what == (button, clicks):
            return known
    raise FormatError("The code of a step clicks in a way that has no name.")


def _place(values: list[Any], named: dict[str, Any]) -> tuple[float, float] | None:
    x = named.get("x", values[0] if values else None)
    y = named.get("y", values[1] if len(values) > 1 else None)
    if x is None and y is None:
        return None
    return _number(x), _number(y)


def _key_names(values: list[Any], named: dict[str, Any]) -> list[str]:
    presses = named.get("presses", 1)
    times = presses if isinstance(presses, int) and 0 < presses <= PRESSES_MAX else 1
    return _flat(named.get("keys", named.get("key", values))) * times


def _flat(keys: Any) -> list[str]:
    """Names of keys, however deep they are listed."""
    if not isinstance(keys, list | tuple):
        return [str(keys)]
    listed: list[Any] = [*keys]
    return [name for one in listed for name in _flat(one)]


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise FormatError("The code of a step holds a place or an amount that is no number.")
    return float(value)
