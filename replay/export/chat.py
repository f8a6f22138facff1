"""Conversations of pictures and actions: Anthropic's and OpenAI's, one line for each session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from replay.export.files import Lines, is_below, png_size, rows
from replay.export.model import Episode, Image, SaidShot, Sees, Written
from replay.export.reading import grammar_problems
from replay.export.saying import say
from replay.grammar.common import Grammar, Loss
from replay.grammar.openai import OPENAI_COMPUTER
from replay.grammar.table import GRAMMARS, what_it_says

FILE = "conversations.jsonl"


class Anthropic:
    """Messages with `tool_use` and `tool_result` blocks."""

    name = "anthropic"
    title = "Messages for Anthropic's computer use, one conversation per session"
    variants: tuple[str, ...] = ("toolset", "single-tool")
    packs = False

    def sees(self, variant: str) -> Sees:
        return "before and last"

    def data(self, variant: str) -> str:
        return FILE

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return what_it_says(GRAMMARS[variant])

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(folder, GRAMMARS[variant], _messages)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        grammar = GRAMMARS[variant]
        for number, line in rows(folder / FILE):
            yield from _turn_problems(folder, line, number)
        yield from grammar_problems(folder, grammar, _heard_messages(folder))


class OpenAI:
    """Input items with `computer_call` and `computer_call_output`."""

    name = "openai"
    title = "Input items for OpenAI's computer use, one conversation per session"
    variants: tuple[str, ...] = ("computer",)
    packs = False

    def sees(self, variant: str) -> Sees:
        return "before and last"

    def data(self, variant: str) -> str:
        return FILE

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return what_it_says(OPENAI_COMPUTER)

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(folder, OPENAI_COMPUTER, _items)

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        for number, line in rows(folder / FILE):
            yield from _item_problems(folder, line, number)
        yield from grammar_problems(folder, OPENAI_COMPUTER, _heard_items(folder))


class _Sink:
    def __init__(self, folder: Path, grammar: Grammar, write: Any) -> None:
        self._lines = Lines(folder / FILE)
        self._grammar = grammar
        self._write = write

    def write(self, episode: Episode) -> Iterable[Written]:
        spoken, written = say(episode, self._grammar)
        line = {
            "session": episode.session.id,
            "tools": [self._grammar.tools(episode.space(self._grammar))],
        }
        self._lines.write(line | self._write(episode, spoken))
        return written

    def close(self) -> None:
        self._lines.close()


def _after(spoken: list[SaidShot], number: int) -> Image | None:
    """What the screen showed after a shot: what it showed before the next one, or at the end."""
    if number + 1 < len(spoken):
        return spoken[number + 1].shot.before
    return spoken[number].shot.after


def _is_text(call: Any) -> bool:
    return call["type"] in ("text", "message")


# ---- Anthropic


def _messages(episode: Episode, spoken: list[SaidShot]) -> dict[str, Any]:
    first = spoken[0].shot.before if spoken else None
    content: list[Any] = [{"type": "text", "text": episode.trajectory.task or "(no task)"}]
    content += [_block(first)] if first else []
    messages: list[Any] = [{"role": "user", "content": content}]
    steps: list[str] = []
    for number, said in enumerate(spoken):
        steps.append(said.shot.step.id)
        ids = [f"toolu_{said.index:06d}_{n}" for n in range(len(said.calls))]
        calls: tuple[Any, ...] = said.calls
        blocks: list[dict[str, Any]] = [
            call if _is_text(call) else {"type": "tool_use", "id": one} | call
            for one, call in zip(ids, calls, strict=True)
        ]
        messages.append({"role": "assistant", "content": blocks})
        used = [block["id"] for block in blocks if block["type"] == "tool_use"]
        seen = _after(spoken, number)
        if used:
            messages.append({"role": "user", "content": _results(used, seen)})
    return {"messages": _joined(messages), "steps": steps}


def _results(used: list[str], seen: Image | None) -> list[Any]:
    """A result for each call; the screen is known after the last of them."""
    results: list[Any] = [
        {"type": "tool_result", "tool_use_id": one, "content": [{"type": "text", "text": "Done."}]}
        for one in used
    ]
    if seen is not None:
        results[-1]["content"] = [_block(seen)]
    return results


def _joined(messages: list[Any]) -> list[Any]:
    """Turns that alternate, although a finish has no result of its own."""
    joined: list[Any] = []
    for message in messages:
        if joined and joined[-1]["role"] == message["role"]:
            joined[-1] = {
                "role": message["role"],
                "content": [*joined[-1]["content"], *message["content"]],
            }
        else:
            joined.append(message)
    return joined


def _block(image: Image) -> dict[str, Any]:
    return {"type": "image", "source": {"type": "url", "url": image.file}}


def _turn_problems(folder: Path, line: Any, number: int) -> Iterator[str]:
    waiting: list[str] = []
    for turn, message in enumerate(line["messages"]):
        if message["role"] != ("assistant" if turn % 2 else "user"):
            yield f"The turns of line {number} do not alternate."
        results = [b["tool_use_id"] for b in message["content"] if b["type"] == "tool_result"]
        if results != waiting:
            yield f"Line {number}: the results of turn {turn} do not answer the calls before it."
        waiting = [block["id"] for block in message["content"] if block["type"] == "tool_use"]
        for block in message["content"]:
            inner: list[Any] = block.get("content", [block])
            for part in inner:
                if part["type"] == "image":
                    yield from _picture(folder, part["source"]["url"], number)


def _picture(folder: Path, name: str, number: int) -> Iterator[str]:
    if not is_below(name) or png_size(folder, name) is None:
        yield f"A picture of line {number} is missing or is no PNG."


def _heard_messages(folder: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    """The calls of each session, step by step: ids carry the number of their step."""
    for _, line in rows(folder / FILE):
        groups: list[list[Any]] = []
        for message in line["messages"][1:]:
            if message["role"] != "assistant":
                continue
            for block in message["content"]:
                if block["type"] == "tool_use" and not block["id"].endswith("_0"):
                    groups[-1].append(block)
                else:
                    groups.append([block])
        yield line["session"], groups


# ---- OpenAI


def _items(episode: Episode, spoken: list[SaidShot]) -> dict[str, Any]:
    first = spoken[0].shot.before if spoken else None
    content: list[Any] = [{"type": "input_text", "text": episode.trajectory.task or "(no task)"}]
    if first is not None:
        content.append({"type": "input_image", "image_url": first.file, "detail": "original"})
    items: list[Any] = [{"type": "message", "role": "user", "content": content}]
    steps: list[str] = []
    for number, said in enumerate(spoken):
        steps.append(said.shot.step.id)
        items += _call_items(said, _after(spoken, number))
    return {"input": items, "steps": steps}


def _call_items(said: SaidShot, seen: Image | None) -> list[Any]:
    first: Any = said.calls[0]
    if _is_text(first):
        words: dict[str, Any] = {"type": "output_text", "text": first["text"]}
        content = [words | {"annotations": list[Any]()}]
        message: dict[str, Any] = {"type": "message", "role": "assistant", "content": content}
        return [message | {"id": f"msg_{said.index:06d}", "status": "completed"}]
    call = {
        "type": "computer_call",
        "id": f"cu_{said.index:06d}",
        "call_id": f"call_{said.index:06d}",
        "status": "completed",
        "pending_safety_checks": [],
        "actions": list(said.calls),
    }
    output: dict[str, Any] = {"type": "computer_screenshot"}
    if seen is not None:
        output["image_url"] = seen.file
    return [
        call,
        {"type": "computer_call_output", "call_id": f"call_{said.index:06d}", "output": output},
    ]


def _item_problems(folder: Path, line: Any, number: int) -> Iterator[str]:
    waiting: str | None = None
    for item in line["input"]:
        if item["type"] == "computer_call":
            waiting = item["call_id"]
        elif item["type"] == "computer_call_output":
            if item["call_id"] != waiting:
                yield f"Line {number}: an output does not answer the call before it."
            if "image_url" in item["output"]:
                yield from _picture(folder, item["output"]["image_url"], number)
        for part in item.get("content", []):
            if part["type"] == "input_image":
                yield from _picture(folder, part["image_url"], number)


def _heard_items(folder: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    for _, line in rows(folder / FILE):
        groups: list[list[Any]] = []
        for item in line["input"][1:]:
            if item["type"] == "computer_call":
                groups.append(item["actions"])
            elif item["type"] == "message":
                groups.append([{"type": "message", "text": item["content"][0]["text"]}])
        yield line["session"], groups


ANTHROPIC = Anthropic()
OPENAI = OpenAI()
