"""Actions in the words of UI-TARS. 1.5: pixels of the resized picture; 1.0: 0 to 1000."""

from __future__ import annotations

import ast
import re

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
    places_of,
    said,
    thousand_space,
    unsaid,
)
from replay.grammar.keynames import PYAUTOGUI, translate, understood
from replay.grammar.qwen import resized_space

CHORD_MAX = 3
_CLICKS = {("left", 1): "click", ("left", 2): "left_double", ("right", 1): "right_single"}
_POINT = re.compile(r"<point>(-?\d+) (-?\d+)</point>")


def say(action: Action, space: Space) -> Said:
    """The calls for one action; most of its details have no word here."""
    if not all(space.holds(*place) for place in places_of(action)):
        return unsaid(Loss.OUTSIDE)
    match action:
        case Click() | Hold():
            return _click(action, space) if places_of(action) else _held(action)
        case Drag():
            if action.button != "left":
                return unsaid(Loss.BUTTON)
            start, end = _at(action.x, action.y, space), _at(action.x2, action.y2, space)
            lost = {Loss.MODIFIERS: bool(action.modifiers), Loss.PATH: is_bent(action.path)}
            return said(f"drag(start_point={start}, end_point={end})", losses=lost)
        case Scroll():
            turns = ((action.dy, "up", "down"), (action.dx, "right", "left"))
            ways = [forth if amount > 0 else back for amount, forth, back in turns if amount]
            at = _at(action.x, action.y, space)
            lost = {Loss.AMOUNT: True, Loss.MODIFIERS: bool(action.modifiers)}
            return said(*(f"scroll(point={at}, direction='{way}')" for way in ways), losses=lost)
        case Type():
            if action.text is None:
                return unsaid(Loss.TEXT)
            return said(f"type(content={literal(action.text)})")
        case Key():
            return _hotkey(action.keys, action.repeat, {})
        case Move():
            return unsaid(Loss.KIND)
        case Wait():
            return said("wait()", losses={Loss.DURATION: True})
        case Finish():
            failed = action.outcome != "success"
            return said("finished(content='')", losses={Loss.OUTCOME: failed})


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
    return said(*[f"{name}(point={_at(action.x, action.y, space)})"] * times, losses=lost)


def _held(action: Click | Hold) -> Said:
    if isinstance(action, Click) or not action.keys:
        return unsaid(Loss.BUTTON)
    return _hotkey(action.keys, max(1, action.repeat), {Loss.HOLD: True})


def _hotkey(keys: tuple[str, ...], times: int, lost: dict[Loss, bool]) -> Said:
    names = translate(keys, PYAUTOGUI)
    if names is None:
        return unsaid(Loss.KEY)
    if len(names) > CHORD_MAX:
        return unsaid(Loss.CHORD)
    chord = " ".join(names).replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\x3c")
    return said(*[f"hotkey(key='{chord}')"] * times, losses=lost)


def _at(x: int, y: int, space: Space) -> str:
    a, b = space.put(x, y)
    return f"'<point>{a} {b}</point>'"


def literal(text: str) -> str:
    """A text in single quotes, written so that their parser finds its end and nothing in it.

    Their parser looks for `')`, for `point=` and for `Action: ` in the whole answer.
    """
    words = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    words = words.replace("\r", "\\r").replace("')", "\\x27)").replace("'", "\\'")
    words = words.replace("point=", "point\\x3d").replace("Action:", "Action\\x3a")
    words = "".join(c if c.isprintable() else _escape(c) for c in words)
    return f"'{escaped(words, chr(92) + 'x3c')}'"


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()


_WAYS = {"up": (0.0, 1.0), "down": (0.0, -1.0), "right": (1.0, 0.0), "left": (-1.0, 0.0)}


def hear(call: Call, space: Space) -> tuple[Op, ...]:
    """What one call does.

    Raises:
        FormatError: it is none of theirs.
    """
    try:
        node = ast.parse(str(call), mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            raise ValueError
        given = {str(word.arg): str(ast.literal_eval(word.value)) for word in node.keywords}
    except (ValueError, SyntaxError) as error:
        raise FormatError("The action is not a plain call.") from error
    place = tuple(
        space.back(int(found[1]), int(found[2]))
        for name in ("point", "start_point", "end_point")
        if name in given and (found := _POINT.fullmatch(given[name]))
    )
    match node.func.id:
        case "click" | "left_double" | "right_single" as kind:
            button, count = next(what for what, word in _CLICKS.items() if word == kind)
            return (Op("click", place, button=button, count=count),)
        case "drag":
            return (Op("drag", place, button="left"),)
        case "scroll":
            # One call says a direction; how far is not said.
            return (Op("scroll", place, turn=_WAYS[given["direction"]]),)
        case "hotkey":
            return (Op("keys", text=understood(tuple(given["key"].split(" ")), PYAUTOGUI)),)
        case "type":
            return (Op("text", text=given["content"]),)
        case "wait":
            return (Op("wait"),)
        case "finished":
            return (Op("finish", text="success"),)
        case kind:
            raise FormatError(f"UI-TARS has no action {kind!r}.")


def answer(calls: tuple[Call, ...]) -> str:
    """The calls as an answer of the model; without a thought, because none was recorded."""
    return "Action: " + "\n\n".join(str(call) for call in calls)


UITARS15 = Grammar(
    "uitars-1.5", "UI-TARS 1.5, places in pixels of the resized picture",
    resized_space, say, hear, answer, lambda _space: None,
)  # fmt: skip
UITARS10 = Grammar(
    "uitars-1.0", "UI-TARS 1.0, places from 0 to 1000",
    thousand_space, say, hear, answer, lambda _space: None,
)  # fmt: skip
