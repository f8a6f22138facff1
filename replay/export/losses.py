"""The loss report of an export: a line for each step of which something could not be carried."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import msgspec

from replay.export.model import Episode, Written


class LossReport:
    """Writes `losses.json` while an export goes on, and counts."""

    def __init__(self, path: Path, form: str, variant: str) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = open(descriptor, "wb")  # noqa: SIM115 - closed by `close`
        head = msgspec.json.encode({"format": form, "variant": variant})
        self._file.write(head[:-1] + b',\n"steps_with_losses":[')
        self._comma = b"\n"
        self.counts: Counter[str] = Counter()
        self.left_out = 0
        self.steps = 0
        self.touched = 0

    def add(self, episode: Episode, written: Written) -> None:
        """Take in what became of one step."""
        self.steps += 1
        self.left_out += written.index is None
        if not written.losses and written.index is not None:
            return
        self.touched += 1
        self.counts.update(str(loss) for loss in written.losses)
        step = written.shot.step
        line = {
            "session": episode.session.id,
            "step": step.id,
            "index": step.index,
            "action": type(step.action).__name__.lower(),
            "left_out": written.index is None,
            "lost": [str(loss) for loss in written.losses],
        }
        self._file.write(self._comma + msgspec.json.encode(line))
        self._comma = b",\n"

    def close(self, filtered: int) -> None:
        """Write the counts; `filtered` steps were not asked for."""
        counts = {
            "steps": self.steps,
            "with_losses": self.touched,
            "left_out": self.left_out,
            "filtered": filtered,
            "counts": dict(sorted(self.counts.items())),
        }
        self._file.write(b"\n],\n" + msgspec.json.encode(counts)[1:] + b"\n")
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file when the export fails."""
        self._file.close()
