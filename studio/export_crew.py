"""An export by several workers: parts made in any order, written in the order that was asked for.

The plan is a list of ids and hashes; `Fleet` is whoever carries it out. Parts are sealed and lie
beside the folder of the export until it is there, so a run that broke off goes on from them.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from recorder.errors import CandorError, Damaged, StorageError, WrongUse
from recorder.session.model import Chunk
from recorder.session.reader import Session
from recorder.vault.home import write_whole
from replay.export.model import Exportable
from replay.export.pictures import Sizes
from replay.export.registry import find_format
from replay.export.split import plan_split
from replay.export.writer import Choice, ExportReport, export_sessions
from replay.frames import PictureSource
from replay.plain import refusal_of
from replay.trajectory import Trajectory
from studio.export_parts import Part, Seal
from studio.export_plan import SPLITS, Wish, wanted_of
from studio.export_worker import JOB, TURN, Batch, Job, Outcome, Task, part_path

BATCH = 8
"""Parts that a worker makes before it locks the vault again."""

TRIES = 4
POLL_S = 1.0
_Finished = list[tuple[int, Outcome | None]]


class Fleet(Protocol):
    """Workers. A number stands for a batch that was begun."""

    @property
    def size(self) -> int:
        """How many batches can be worked on at a time."""
        ...

    def begin(self, batch: Batch) -> int: ...

    def finished(self, wait_s: float) -> _Finished:
        """Batches that ended since, None for one whose worker was lost; waits for the first.

        Raises:
            CandorError: the workers cannot go on.
        """
        ...


class Processes:
    """Workers as processes of this machine; `with Processes(2) as fleet`."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._begun = 0

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.communicate()
        self._running.clear()

    def begin(self, batch: Batch) -> int:
        process = subprocess.Popen(
            (sys.executable, "-P", "-m", "studio.export_worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        self._begun += 1
        self._running[self._begun] = process
        with suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(msgspec.json.encode(batch))
        process.stdin = None
        return self._begun

    def finished(self, wait_s: float) -> _Finished:
        deadline_s = time.monotonic() + wait_s
        while True:
            over = [number for number, each in self._running.items() if each.poll() is not None]
            if over or time.monotonic() > deadline_s:
                return [(number, self._outcome(self._running.pop(number))) for number in over]
            time.sleep(0.02)

    def _outcome(self, process: subprocess.Popen[bytes]) -> Outcome | None:
        said, _ = process.communicate()
        if process.returncode < 0:
            return None
        try:
            return msgspec.json.decode(said, type=Outcome)
        except msgspec.DecodeError:
            return Outcome("A worker of the export failed.", 1)


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of an export while it goes on: of sessions that are written, of what workers
    note; and what keeps the keeper awake."""

    did_write: Callable[[str], None]
    did_note: Callable[[str], None]
    stay: Callable[[], None]


def parts_folder(out: Path) -> Path:
    """Where the parts of an export to this folder lie."""
    out = out.expanduser().absolute()
    return out.parent / f".{out.name}.candor-parts"


def write_in_parts(
    wish: Wish,
    job: Job,
    tasks: Sequence[Task],
    out: Path,
    fleet: Fleet,
    unseal: Seal,
    told: Told,
    *,
    force: bool = False,
) -> ExportReport:
    """Write the export that `write_export` writes, its sessions prepared by a fleet.

    Raises:
        CandorError: as the sentence says; then nothing is written, and parts that were made stay.
    """
    form, wanted = find_format(wish.form), wanted_of(wish)
    refusal = None if force else refusal_of(out, empty=True)
    if refusal is not None:
        raise refusal
    folder = _prepared(parts_folder(out), job, tasks)
    crew = _Crew(fleet, folder, tasks, told)
    merge = _Merge(crew, unseal, told.stay)
    choice = Choice(wanted, wish.where)
    if wish.split is not None:
        split = plan_split(merge.sessions(tasks), SPLITS[wish.split])
        choice = Choice(wanted, wish.where, split, wish.split)
    report = export_sessions(
        merge.sessions(tasks),
        out,
        form,
        variant=job.variant,
        choice=choice,
        force=force,
        did_write=told.did_write,
        trajectory=merge.trajectory,
        draw=merge.draw,
    )
    shutil.rmtree(folder, ignore_errors=True)
    return report


def parts_ready(out: Path, tasks: Iterable[Task]) -> int:
    """How many parts of an export are there."""
    return sum(part_path(parts_folder(out), task).exists() for task in tasks)


class _Crew:
    """Gives batches to a fleet until a part that is asked for is there."""

    def __init__(self, fleet: Fleet, folder: Path, tasks: Sequence[Task], told: Told) -> None:
        self._fleet, self._folder, self._told = fleet, folder, told
        left = [task for task in dict.fromkeys(tasks) if not part_path(folder, task).exists()]
        # Short batches where there is little to do, so that nobody is idle.
        size = max(1, min(BATCH, len(left) // (2 * fleet.size)))
        self._waiting = deque(
            (Batch(str(folder), tuple(left[at : at + size])), 1) for at in range(0, len(left), size)
        )
        self._begun: dict[int, tuple[Batch, int]] = {}

    def part(self, task: Task) -> Path:
        """The file of a part, once it is there.

        Raises:
            CandorError: it cannot be made.
        """
        path = part_path(self._folder, task)
        while True:
            self._give()
            if path.exists():
                return path
            if not self._begun:
                raise StorageError(
                    "A worker said that a part is made, and it is not there: the folder of the "
                    "export must be one that all workers share."
                )
            for number, outcome in self._fleet.finished(POLL_S):
                self._take(*self._begun.pop(number), outcome)
            self._told.stay()

    def _give(self) -> None:
        while self._waiting and len(self._begun) < self._fleet.size:
            batch, tries = self._waiting.popleft()
            self._begun[self._fleet.begin(batch)] = (batch, tries)

    def _take(self, batch: Batch, tries: int, outcome: Outcome | None) -> None:
        if outcome is None:
            if tries == TRIES:
                raise CandorError(f"Workers of the export were lost {TRIES} times in one place.")
            self._waiting.appendleft((batch, tries + 1))
            return
        for note in outcome.notes:
            self._told.did_note(note)
        if outcome.problem is not None:
            kind = WrongUse if outcome.exit_code == WrongUse.exit_code else CandorError
            raise kind(outcome.problem)


class _Merge:
    """Reads parts in the order of the plan, as the sessions that they hold."""

    def __init__(self, crew: _Crew, unseal: Seal, stay: Callable[[], None]) -> None:
        self._crew, self._unseal, self._stay = crew, unseal, stay
        self._part: Part | None = None

    def sessions(self, tasks: Iterable[Task]) -> Iterator[Session]:
        for task in tasks:
            path = self._crew.part(task)
            self._stay()
            try:
                opened = Part(path, self._unseal)
            except Damaged:
                # The next run makes it anew.
                path.unlink(missing_ok=True)
                raise
            with opened as self._part:
                yield self._part.session

    def trajectory(self, session: Exportable) -> Trajectory:
        assert self._part is not None, "steps of an open part"
        assert self._part.session is session, "one after the other"
        return self._part.trajectory

    def draw(
        self,
        frames: Sequence[int],
        source: PictureSource,
        folder: Path,
        chunks: tuple[Chunk, ...],
    ) -> Sizes:
        assert self._part is not None, "pictures of an open part"
        self._stay()
        return self._part.write_pictures(frames, folder)


def _prepared(folder: Path, job: Job, tasks: Iterable[Task]) -> Path:
    """The folder of parts with what holds for all, without parts that are of no use any more."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
            raise WrongUse(f"{folder} is not a folder of yours alone; move it away.")
        kept = {part_path(folder, task).name for task in tasks} | {TURN}
        for path in folder.iterdir():
            if path.name not in kept:
                path.unlink()
    except OSError as error:
        raise StorageError(
            f"The folder of the export's parts could not be made: {error.strerror}."
        ) from error
    write_whole(folder / JOB, msgspec.json.encode(job))
    return folder
