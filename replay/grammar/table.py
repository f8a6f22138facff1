"""The action grammars by name, and what each can say of every kind of action, found by asking."""

from __future__ import annotations

from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.grammar.anthropic import SINGLE_TOOL, TOOLSET
from replay.grammar.common import Grammar, Loss
from replay.grammar.computer13 import COMPUTER_13
from replay.grammar.openai import OPENAI_COMPUTER
from replay.grammar.pyautogui import AGENTNET, CODE
from replay.grammar.qwen import QWEN3, QWEN25
from replay.grammar.uitars import UITARS10, UITARS15

GRAMMARS: dict[str, Grammar] = {
    grammar.name: grammar
    for grammar in (
        QWEN3, QWEN25, UITARS15, UITARS10, TOOLSET, SINGLE_TOOL, OPENAI_COMPUTER, AGENTNET,
        CODE, COMPUTER_13,
    )
}  # fmt: skip

_S = 1_000_000_000
_BENT = ((100, 100, 0), (300, 100, _S // 2), (300, 300, _S))
_STRAIGHT = ((100, 100, 0), (300, 300, _S))

SAMPLES: dict[str, Action] = {
    "click": Click("left", 1, (), 100, 100, 0, 1),
    "double click": Click("left", 2, (), 100, 100, 0, 1),
    "triple click": Click("left", 3, (), 100, 100, 0, 1),
    "right click": Click("right", 1, (), 100, 100, 0, 1),
    "right double click": Click("right", 2, (), 100, 100, 0, 1),
    "middle click": Click("middle", 1, (), 100, 100, 0, 1),
    "back button": Click("back", 1, (), 100, 100, 0, 1),
    "click with Ctrl": Click("left", 1, ("ctrl",), 100, 100, 0, 1),
    "straight drag": Drag("left", (), _STRAIGHT, 100, 100, 300, 300, 0, _S),
    "bent drag": Drag("left", (), _BENT, 100, 100, 300, 300, 0, _S),
    "right drag": Drag("right", (), _STRAIGHT, 100, 100, 300, 300, 0, _S),
    "drag with Shift": Drag("left", ("shift",), _STRAIGHT, 100, 100, 300, 300, 0, _S),
    "scroll": Scroll(100, 100, 0, -3, (), 0, 1),
    "scroll sideways": Scroll(100, 100, 2, 0, (), 0, 1),
    "scroll with Ctrl": Scroll(100, 100, 0, 1, ("ctrl",), 0, 1),
    "typing": Type("hello", None, None, 0, _S),
    "typing in any script": Type("grüße, 你好", None, None, 0, _S),
    "key": Key(("enter",), 1, None, None, 0, 1),
    "chord": Key(("ctrl", "s"), 1, None, None, 0, 1),
    "chord of four keys": Key(("ctrl", "alt", "shift", "t"), 1, None, None, 0, 1),
    "repeated key": Key(("down",), 3, None, None, 0, 1),
    "held key": Hold(("down",), None, (), 1, None, None, 0, 7 * _S // 10),
    "held button": Hold((), "left", (), 1, 100, 100, 0, 7 * _S // 10),
    "hover": Move(100, 100, 0, 1),
    "wait": Wait(0, 3 * _S // 2),
    "success": Finish("success", 0, 0),
    "failure": Finish("failure", 0, 0),
}


def what_it_says(grammar: Grammar) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
    """For each kind of action: whether it can be said at all, and what is lost."""
    space = grammar.space((0, 0), (1280, 800))
    answers = {name: grammar.say(action, space) for name, action in SAMPLES.items()}
    return {name: (bool(answer.calls), answer.losses) for name, answer in answers.items()}
