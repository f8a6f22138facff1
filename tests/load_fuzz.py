"""Foreign recordings that nobody would write: bytes altered, fields of other types, rows moved."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from recorder.errors import CandorError
from recorder.session.model import Chunk
from recorder.vault.import_key import importing_key
from replay.load.entering import Entry, enter
from replay.load.foreign import Image
from replay.load.registry import find_loader, loader
from replay.load.source import Source
from tests.foreign_recordings import agentnet, ducktrack, openadapt, osworld, pctracker
from tests.owamcap_recordings import owamcap
from tests.session_fuzz import mutated
from tests.session_helpers import Worker

FRAMES = 12
MAKERS: dict[str, Callable[[Path], Path]] = {
    "agentnet": partial(agentnet, frames=FRAMES),
    "ducktrack": partial(ducktrack, frames=FRAMES),
    "openadapt": partial(openadapt, frames=FRAMES),
    "osworld": osworld,
    "owamcap": owamcap,
    "pctracker": pctracker,
}
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 1 << 70, 1e300, -1e-300, "", "x" * 70_000, "\u202e\u0000", "../..", [], {},
    [1, 2], {"a": {}}, "NaN", "pyautogui.click(" + "9" * 5000 + ", 1)", 3.5,
)  # fmt: skip


def strange_copy(whole: Path, into: Path, chance: random.Random) -> None:
    """A copy of a recording in which one file is altered."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(whole, into)
    file = chance.choice(sorted(path for path in into.rglob("*") if path.is_file()))
    if file.suffix in (".jsonl", ".json") and chance.random() < 0.7:
        file.write_text(_strange_rows(file.read_text(), chance))
    elif chance.random() < 0.1:
        file.unlink()
    else:
        file.write_bytes(mutated(file.read_bytes(), chance) if file.stat().st_size else b"\xff")


def tried(name: str, folder: Path, worker: Worker) -> bool:
    """Whether the altered recording becomes a session; else it is one short sentence, and nothing
    is left. Anything but one of our errors goes through."""
    said = _said(name, folder, worker)
    left = os.listdir(worker.home.sessions)
    for file in left:
        (worker.home.sessions / file).unlink()
    if said is None:
        assert len(left) == 1
        return True
    assert not left
    assert "\n" not in said
    assert len(said) < 400
    assert str(folder) not in said
    return False


def _said(name: str, folder: Path, worker: Worker) -> str | None:
    """Import it, with pictures decoded and not encoded; returns the sentence of a refusal."""
    source, now = Source.at(folder), datetime.now(UTC)
    key = importing_key(worker.home, worker.identity.envelope, now)
    entry = Entry(worker.home.sessions, source.digest, worker.id, key, now, "candor test")
    with suppress(CandorError):
        find_loader(source)
    try:
        foreign = loader(name).load(source)
        enter(foreign, entry, lambda _: _NoCoder())
    except CandorError as error:
        return str(error)
    foreign.account.check()
    return None


class _NoCoder:
    """Takes pictures and makes nothing of them."""

    def encode(self, image: Image, frame: int, t_ns: int) -> None:
        assert image.ndim == 3

    def take(self) -> Chunk | None:
        return None


def _strange_rows(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    at = chance.randrange(len(lines)) if lines else 0
    try:
        row = json.loads(lines[at])
    except (ValueError, IndexError):
        return text + "{"
    if isinstance(row, dict):
        name = chance.choice([*row, "more"])
        if chance.random() < 0.2:
            row.pop(name, None)
        else:
            row[name] = chance.choice(STRANGE)
    lines[at] = json.dumps(row)
    if chance.random() < 0.2:
        chance.shuffle(lines)
    return "\n".join(lines) + "\n"
