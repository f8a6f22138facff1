"""Export as OSWorld's run logs: `traj.jsonl` beside its pictures, and a script that can be run.

In this format the picture of a step shows the screen after it; `step_0` is the screen before all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from recorder.errors import FormatError
from replay.export.files import Lines, is_below, png_size, rows
from replay.export.model import Episode, Image, SaidShot, Sees, Written
from replay.export.reading import grammar_problems, provenance
from replay.export.saying import say
from replay.grammar.common import Call, Grammar, Loss
from replay.grammar.computer13 import COMPUTER_13
from replay.grammar.pyautogui import CODE
from replay.grammar.table import what_it_says
from replay.plain import write_private

TRAJECTORY = "traj.jsonl"
SCRIPT = "script.py"
_GRAMMARS = {"pyautogui": CODE, "computer_13": COMPUTER_13}
_SCRIPT_HEAD = '''\
"""The recorded steps as pyautogui does them. Places are pixels of the pictures."""

import time

import pyautogui

pyautogui.FAILSAFE = False
'''


class OSWorld:
    """A folder for each session."""

    name = "osworld"
    title = "OSWorld's run logs, with a script that pyautogui can run"
    variants: tuple[str, ...] = ("pyautogui", "computer_13")
    packs = False

    def sees(self, variant: str) -> Sees:
        return "both"

    def data(self, variant: str) -> str:
        return f"*/{TRAJECTORY}"

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return what_it_says(_GRAMMARS[variant])

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink(_GRAMMARS[variant])

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        for session in _sessions(folder):
            for number, line in rows(folder / session / TRAJECTORY):
                name = line["screenshot_file"]
                if name is not None and (
                    not is_below(name.removeprefix("../"))
                    or png_size(folder, name.removeprefix("../")) is None
                ):
                    yield f"A picture of line {number} of {session} is missing or is no PNG."
        yield from grammar_problems(folder, _GRAMMARS[variant], _heard(folder))


class _Sink:
    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def write(self, episode: Episode) -> Iterable[Written]:
        spoken, written = say(episode, self._grammar)
        folder = episode.folder / episode.session.id
        lines = Lines(folder / TRAJECTORY)
        try:
            for said in spoken:
                for number, call in enumerate(said.calls):
                    last = number + 1 == len(said.calls)
                    lines.write(_line(episode, said, call, said.shot.after if last else None))
        finally:
            lines.close()
        if self._grammar is CODE:
            write_private(folder / SCRIPT, _script(spoken).encode())
        if episode.outcome is not None:
            score = b"1.0\n" if episode.outcome == "success" else b"0.0\n"
            write_private(folder / "result.txt", score)
        return [
            Written(
                one.shot,
                (*one.losses, *((Loss.AFTER,) if one.shot.after is None else ())),
                one.index,
                one.space,
            )
            for one in written
        ]

    def close(self) -> None:
        pass


def _line(episode: Episode, said: SaidShot, call: Call, after: Image | None) -> dict[str, Any]:
    action = said.shot.step.action
    done = call in ("DONE", "FAIL") or (
        isinstance(call, dict) and call["action_type"] in ("DONE", "FAIL")
    )
    return {
        "step_num": said.index + 1,
        "action_timestamp": _stamp(episode.session.meta.started_at, action.t_start_ns),
        "action": call,
        "reward": 0,
        "done": done,
        "info": {},
        "screenshot_file": f"../{after.file}" if after else None,
        "before_file": f"../{said.shot.before.file}" if said.shot.before else None,
    }


def _stamp(started_at: str, t_ns: int) -> str | None:
    """The wall clock in their spelling, or None where the session does not know it."""
    try:
        start = datetime.fromisoformat(started_at)
        return f"{start + timedelta(microseconds=t_ns // 1000):%Y%m%d@%H%M%S%f}"
    except (ValueError, OverflowError):
        return None


def _script(spoken: list[SaidShot]) -> str:
    lines = [_SCRIPT_HEAD]
    for said in spoken:
        lines.append(f"# step {said.index + 1}: {said.shot.step.id}")
        lines += [f"# {call}" if call in ("DONE", "FAIL") else str(call) for call in said.calls]
    return "\n".join(lines) + "\n"


def _sessions(folder: Path) -> Iterator[str]:
    """The sessions in the order of the provenance."""
    last: str | None = None
    for line in provenance(folder):
        if line["session"] != last:
            last = line["session"]
            if not is_below(str(last)):
                raise FormatError("A session of the provenance has no plain name.")
            yield str(last)


def _heard(folder: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    for session in _sessions(folder):
        groups: dict[int, list[Any]] = {}
        for _, line in rows(folder / session / TRAJECTORY):
            groups.setdefault(line["step_num"], []).append(line["action"])
        yield session, [groups[number] for number in sorted(groups)]


OSWORLD = OSWorld()
