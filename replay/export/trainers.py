"""Rows for trainers, one per step: UI-TARS, Qwen-VL, TRL's messages, LLaMA-Factory's sharegpt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from replay.export.files import Lines, is_below, png_size, rows
from replay.export.model import Episode, Sees, Written
from replay.export.reading import grammar_problems
from replay.export.windows import Window, windows
from replay.grammar.common import Grammar, Loss
from replay.grammar.table import GRAMMARS, what_it_says
from replay.plain import write_private

FILE = "train.jsonl"
SEEN = "<|vision_start|><|image_pad|><|vision_end|>"
TRAINED = ("qwen3", "qwen2.5", "uitars-1.5", "uitars-1.0", "agentnet", "pyautogui", "computer_13",
           "toolset", "openai")  # fmt: skip

Maker = Callable[[Window, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Trainer:
    """A format whose file has one row per step; `make` gives the row."""

    name: str
    title: str
    grammars: tuple[tuple[str, str], ...]
    make: Maker
    placeholder: str | None
    extra: Callable[[Path, Grammar], None] | None = None
    packs: bool = False
    needs_before: bool = True

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(variant for variant, _ in self.grammars)

    def sees(self, variant: str) -> Sees:
        return "before"

    def data(self, variant: str) -> str:
        return FILE

    def grammar(self, variant: str) -> Grammar:
        return GRAMMARS[dict(self.grammars)[variant]]

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return what_it_says(self.grammar(variant))

    def open(self, folder: Path, variant: str) -> _Sink:
        if self.extra is not None:
            self.extra(folder, self.grammar(variant))
        return _Sink(folder, self.grammar(variant), self.make)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        for number, row in rows(folder / FILE):
            images: list[Any] = row["images"] if "images" in row else row["image"]
            if type(images) is not list or not images:
                yield f"Line {number} has no list of pictures."
                continue
            if _count(row, self.placeholder) != len(images):
                yield f"Line {number} has not one placeholder for each picture."
            for name in images:
                if not is_below(str(name)) or png_size(folder, str(name)) is None:
                    yield f"A picture of line {number} is missing or is no PNG."
        yield from grammar_problems(folder, self.grammar(variant), self._heard(folder, variant))

    def _heard(self, folder: Path, variant: str) -> Iterator[tuple[str, list[list[Any]]]]:
        name = self.grammar(variant).name
        for _, row in rows(folder / FILE):
            session, _, _ = str(row["id"]).rpartition("_")
            yield session, [split_answer(name, answer_of(row))]


class _Sink:
    def __init__(self, folder: Path, grammar: Grammar, make: Maker) -> None:
        self._lines = Lines(folder / FILE)
        self._grammar = grammar
        self._make = make

    def write(self, episode: Episode) -> Iterable[Written]:
        found, written = windows(episode, self._grammar)
        tools = self._grammar.tools(episode.space(self._grammar))
        for window in found:
            self._lines.write(self._make(window, tools))
        return written

    def close(self) -> None:
        self._lines.close()


def _system(tools: Any) -> str | None:
    """The words that tell a model of its tool, where the grammar has one."""
    if not isinstance(tools, dict) or "function" not in tools:
        return None
    return (
        "You are a helpful assistant.\n\n# Tools\n\n"
        "You may call one or more functions to assist with the user query.\n\n"
        "You are provided with function signatures within <tools></tools> XML tags:\n"
        f"<tools>\n{json.dumps(tools)}\n</tools>\n\n"
        "For each function call, return a json object with function name and arguments within "
        "<tool_call></tool_call> XML tags:\n<tool_call>\n"
        '{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>'
    )


# ---- The rows


def _sharegpt(window: Window, tools: Any) -> dict[str, Any]:
    return {
        "id": window.id,
        "conversations": _turns(window),
        "images": window.images,
        "system": _system(tools) or "",
    }


def _qwen(window: Window, tools: Any) -> dict[str, Any]:
    turns = _turns(window)
    turns[0]["value"] = f"{_system(tools)}\n\n{turns[0]['value']}"
    return {"id": window.id, "image": window.images, "conversations": turns}


def _turns(window: Window) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    for number, turn in enumerate((*window.earlier, window.now)):
        lead = f"Task: {window.task}\n<image>" if number == 0 else "<image>"
        turns += [{"from": "human", "value": lead}, {"from": "gpt", "value": turn.answer}]
    return turns


def _messages(window: Window, tools: Any) -> dict[str, Any]:
    prompt: list[dict[str, Any]] = []
    system = _system(tools)
    if system:
        prompt.append({"role": "system", "content": [_text(system)]})
    for number, turn in enumerate((*window.earlier, window.now)):
        # Typed parts: with plain strings TRL puts all pictures before the first turn.
        lead = [_text(f"Task: {window.task}")] if number == 0 else []
        prompt.append({"role": "user", "content": [*lead, {"type": "image", "text": None}]})
        if turn is not window.now:
            prompt.append({"role": "assistant", "content": [_text(turn.answer)]})
    completion = [{"role": "assistant", "content": [_text(window.now.answer)]}]
    return {
        "id": window.id,
        "prompt": prompt,
        "completion": completion,
        "images": window.images,
    }


def _text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def _uitars(window: Window, _tools: Any) -> dict[str, Any]:
    messages: list[dict[str, Any]] = [
        {"role": "user", "content": f"{PROMPT}{window.task}", "loss_mask": 0}
    ]
    for turn in (*window.earlier, window.now):
        messages.append({"role": "user", "content": SEEN, "loss_mask": 0})
        mask = int(turn is window.now)
        messages.append({"role": "assistant", "content": turn.answer, "loss_mask": mask})
    return {"id": window.id, "messages": messages, "images": window.images}


PROMPT = """You are a GUI agent. You are given a task and your action history, with screenshots. \
You need to perform the next action to complete the task.

## Output Format
Action: ...

## Action Space
click(point='<point>x1 y1</point>')
left_double(point='<point>x1 y1</point>')
right_single(point='<point>x1 y1</point>')
drag(start_point='<point>x1 y1</point>', end_point='<point>x2 y2</point>')
hotkey(key='ctrl c')
type(content='xxx')
scroll(point='<point>x1 y1</point>', direction='down or up or right or left')
wait()
finished(content='xxx')

## User Instruction
"""


# ---- Reading


def answer_of(row: Any) -> str:
    """The words that a row trains: the last turn of the assistant."""
    if "completion" in row:
        return str(row["completion"][-1]["content"][0]["text"])
    if "conversations" in row:
        return str(row["conversations"][-1]["value"])
    return str(row["messages"][-1]["content"])


def split_answer(grammar: str, answer: str) -> list[Any]:
    """The calls in an answer, taken apart as a reader of that grammar does."""
    if grammar.startswith("qwen"):
        parts = answer.split("<tool_call>\n")[1:]
        calls = [
            json.loads(part.removesuffix("\n").removesuffix("\n</tool_call>")) for part in parts
        ]
        return [call["arguments"] for call in calls]
    if grammar.startswith("uitars"):
        return answer.removeprefix("Action: ").split("\n\n")
    if grammar in ("agentnet", "pyautogui"):
        return answer.split("\n")
    return [_called(line, grammar) for line in answer.split("\n")]


def _called(line: str, grammar: str) -> Any:
    if grammar == "toolset" and not line.startswith("{"):
        return {"type": "text", "text": line}
    return msgspec.json.decode(line.encode())


def _count(row: Any, placeholder: str | None) -> int:
    """How many pictures the text of a row calls for."""
    if placeholder is None:
        turns: list[Any] = [*row["prompt"], *row["completion"]]
        return sum(part["type"] == "image" for turn in turns for part in turn["content"])
    turns = row.get("conversations") or row["messages"]
    return sum(str(turn.get("value", turn.get("content"))).count(placeholder) for turn in turns)


def _dataset_info(folder: Path, _grammar: Grammar) -> None:
    entry = {
        "file_name": FILE,
        "formatting": "sharegpt",
        "columns": {"messages": "conversations", "images": "images", "system": "system"},
    }
    text = msgspec.json.format(msgspec.json.encode({"candor": entry}), indent=2)
    write_private(folder / "dataset_info.json", text + b"\n")


_ALL = tuple((name, name) for name in TRAINED)
UITARS = Trainer(
    "uitars", "Training records for UI-TARS, loss on the last turn alone",
    (("1.5", "uitars-1.5"), ("1.0", "uitars-1.0")), _uitars, SEEN,
)  # fmt: skip
QWEN_VL = Trainer(
    "qwen-vl", "Records for Qwen's finetuning code, with computer_use calls",
    (("qwen3", "qwen3"), ("qwen2.5", "qwen2.5")), _qwen, "<image>",
)  # fmt: skip
MESSAGES = Trainer(
    "messages", "Prompt and completion for TRL, pictures between the words, in any action space",
    _ALL, _messages, None,
)  # fmt: skip
SHAREGPT = Trainer(
    "sharegpt", "Conversations for LLaMA-Factory, in any action space",
    _ALL, _sharegpt, "<image>", _dataset_info,
)  # fmt: skip
