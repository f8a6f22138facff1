"""pyautogui code and `computer_13` dictionaries as calls to an `Acting`. Code is parsed, never run.

A row is read to its end before anything of it is played.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from replay.load.acting import Acting, CannotSay, key_of
from replay.load.source import PLACE_MAX

CODE_MAX = 64_000
STATEMENTS_MAX = 2000
NAMES_MAX = 100
NO_CALL = "code that is more than plain calls of pyautogui"
NO_VALUE = "a call whose values make no sense"
WAITED = "a wait, which is no event"
Play = Callable[[Acting], None]

# The names of the values of a call in their order, as pyautogui has them.
_ORDER: Mapping[str, tuple[str, ...]] = {
    "click": ("x", "y", "clicks", "interval", "button"),
    **dict.fromkeys(
        ("doubleClick", "tripleClick"), ("x", "y", "interval", "button", "duration")
    ),
    **dict.fromkeys(("rightClick", "middleClick"), ("x", "y")),
    **dict.fromkeys(("moveTo", "moveRel", "move"), ("x", "y", "duration")),
    **dict.fromkeys(("dragTo", "dragRel", "drag"), ("x", "y", "duration", "tween", "button")),
    **dict.fromkeys(("mouseDown", "mouseUp"), ("x", "y", "button")),
    **dict.fromkeys(("scroll", "vscroll", "hscroll"), ("clicks", "x", "y")),
    **dict.fromkeys(("write", "typewrite"), ("message", "interval")),
    "press": ("keys", "presses", "interval"),
    **dict.fromkeys(("keyDown", "keyUp"), ("key",)),
    "sleep": ("secs",),
}  # fmt: skip
_CLICKS = {
    "click": ("left", 1), "doubleClick": ("left", 2), "tripleClick": ("left", 3),
    "rightClick": ("right", 1), "middleClick": ("middle", 1),
}  # fmt: skip
_OUTCOMES = {"DONE": "success", "FAIL": "failure"}


def plays_of(action: object) -> Iterator[Play]:
    """What one row does, told when it is asked for. Raises as `_plays`."""
    yield from _plays(action)


def _plays(action: object) -> list[Play]:
    """What one row does.

    Raises:
        CannotSay: it cannot be said in events; the words are the reason.
    """
    if isinstance(action, dict):
        return _of_dictionary(action)  # pyright: ignore[reportUnknownArgumentType]
    if not isinstance(action, str):
        raise CannotSay("a row without an action")
    word = action.strip()
    if word in _OUTCOMES:
        return [lambda acting: acting.outcome(_OUTCOMES[word])]
    if word == "WAIT":
        raise CannotSay(WAITED)
    plays = [play for call in _calls(word) if (play := _of_call(*call)) is not None]
    if not plays:
        raise CannotSay(WAITED)
    return plays


def _calls(code: str) -> list[tuple[str, dict[str, Any]]]:
    """The calls of pyautogui and time in the code."""
    if len(code) > CODE_MAX:
        raise CannotSay("code that is longer than an import takes")
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise CannotSay(NO_CALL) from error
    if len(body) > STATEMENTS_MAX:
        raise CannotSay("code that is longer than an import takes")
    return [_call(statement) for statement in body if not isinstance(statement, ast.Import)]


def _call(statement: ast.stmt) -> tuple[str, dict[str, Any]]:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        raise CannotSay(NO_CALL)
    call = statement.value
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
        raise CannotSay(NO_CALL)
    name = call.func.attr
    if call.func.value.id not in ("pyautogui", "time") or not (name in _ORDER or name == "hotkey"):
        raise CannotSay(NO_CALL)
    try:
        values: list[Any] = [ast.literal_eval(value) for value in call.args]
        named = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError) as error:
        raise CannotSay(NO_CALL) from error
    if name == "hotkey":
        return name, {"keys": values or named.get("keys")}
    if len(values) > len(_ORDER[name]):
        raise CannotSay(NO_VALUE)
    if values and isinstance(values[0], tuple | list) and "y" in _ORDER[name]:
        values = [*cast("list[Any]", values[0]), *values[1:]]
    return name, dict(zip(_ORDER[name], values, strict=False)) | named


def _of_call(name: str, values: dict[str, Any]) -> Play | None:
    """What a call does; None for one that only waits."""
    match name:
        case "click" | "doubleClick" | "tripleClick" | "rightClick" | "middleClick":
            button, count = _CLICKS[name]
            button = _text(values.get("button", button))
            count = _whole(values.get("clicks", count))
            place = _place(values)
            return lambda acting: acting.click(place, button, count)
        case "moveTo":
            x, y = _known(values)
            return lambda acting: acting.move(x, y)
        case "moveRel" | "move":
            x, y = _known(values)
            return lambda acting: acting.move_by(x, y)
        case "dragTo":
            end, button = _known(values), _text(values.get("button", "left"))
            return lambda acting: acting.drag(end, button)
        case "mouseDown" | "mouseUp":
            place, button = _place(values), _text(values.get("button", "left"))
            return lambda acting: acting.button(name == "mouseDown", place, button)
        case "scroll" | "vscroll" | "hscroll":
            turn, place = _whole(values.get("clicks")), _place(values)
            dx, dy = (turn, 0) if name == "hscroll" else (0, turn)
            return lambda acting: acting.scroll(place, dx, dy)
        case "write" | "typewrite" | "press" | "hotkey" | "keyDown" | "keyUp":
            return _of_keys(name, values)
        case "sleep":
            return None
        case _:
            raise CannotSay(NO_CALL)


def _of_keys(name: str, values: dict[str, Any]) -> Play:
    if name in ("keyDown", "keyUp"):
        key = _key(values.get("key"))
        return lambda acting: acting.key(key, name == "keyDown")
    if name in ("write", "typewrite"):
        message = values.get("message")
        if isinstance(message, str):
            return lambda acting: acting.text(message)
        keys = _names(message)
        return lambda acting: acting.presses(keys)
    keys = _names(values.get("keys"))
    if name == "hotkey":
        return lambda acting: acting.chord(keys)
    times = _whole(values.get("presses", 1))
    return lambda acting: acting.presses(keys, times)


def _of_dictionary(action: dict[Any, Any]) -> list[Play]:
    """One of `computer_13`, or what an agent keeps its code in."""
    command = action.get("command")
    if isinstance(command, str):
        return _plays(command)
    kind, values = action.get("action_type"), action.get("parameters", {})
    if not isinstance(kind, str) or not isinstance(values, dict):
        raise CannotSay("a row without an action")
    return [_of_kind(kind, values)]  # pyright: ignore[reportUnknownArgumentType]


def _of_kind(kind: str, values: dict[str, Any]) -> Play:
    button = _text(values.get("button", "left"))
    match kind:
        case "MOVE_TO":
            x, y = _known(values)
            return lambda acting: acting.move(x, y)
        case "CLICK" | "RIGHT_CLICK" | "DOUBLE_CLICK":
            count = 2 if kind == "DOUBLE_CLICK" else _whole(values.get("num_clicks", 1))
            which = "right" if kind == "RIGHT_CLICK" else button
            place = _place(values)
            return lambda acting: acting.click(place, which, count)
        case "MOUSE_DOWN" | "MOUSE_UP":
            return lambda acting: acting.button(kind == "MOUSE_DOWN", None, button)
        case "DRAG_TO":
            end = _known(values)
            return lambda acting: acting.drag(end, "left")
        case "SCROLL":
            dx, dy = _whole(values.get("dx", 0)), _whole(values.get("dy", 0))
            return lambda acting: acting.scroll(None, dx, dy)
        case "TYPING":
            text = _text(values.get("text"))
            return lambda acting: acting.text(text)
        case "PRESS" | "KEY_DOWN" | "KEY_UP":
            key = _key(values.get("key"))
            if kind == "PRESS":
                return lambda acting: acting.chord([key])
            return lambda acting: acting.key(key, kind == "KEY_DOWN")
        case "HOTKEY":
            keys = _names(values.get("keys"))
            return lambda acting: acting.chord(keys)
        case "DONE" | "FAIL":
            return lambda acting: acting.outcome(_OUTCOMES[kind])
        case "WAIT":
            raise CannotSay(WAITED)
        case _:
            raise CannotSay("an action that is not known")


def _place(values: dict[str, Any]) -> tuple[int, int] | None:
    """Where, or None for where the pointer is."""
    return None if values.get("x") is None and values.get("y") is None else _known(values)


def _known(values: dict[str, Any]) -> tuple[int, int]:
    return _pixel(values.get("x")), _pixel(values.get("y"))


def _pixel(value: object) -> int:
    """A pixel. A fraction belongs to the pixel that it lies in."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CannotSay(NO_VALUE)
    if not abs(value) <= PLACE_MAX:
        raise CannotSay(NO_VALUE)
    return int(value // 1)


def _whole(value: object) -> int:
    number = _pixel(value)
    if number != value:
        raise CannotSay(NO_VALUE)
    return number


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise CannotSay(NO_VALUE)
    return value


def _key(value: object) -> str:
    key_of(_text(value))
    return _text(value)


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [_key(value)]
    if not isinstance(value, list | tuple):
        raise CannotSay(NO_VALUE)
    found = cast("list[Any]", list(value))  # pyright: ignore[reportUnknownArgumentType]
    if not found or len(found) > NAMES_MAX:
        raise CannotSay(NO_VALUE)
    if len(found) == 1 and isinstance(found[0], list | tuple):
        return _names(found[0])  # pyright: ignore[reportUnknownArgumentType]
    return [_key(each) for each in found]
