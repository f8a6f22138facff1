"""What a worker of a large export does: opens sessions, takes steps and pictures, seals parts.

A worker is told a folder and ids. It unlocks the vault itself and takes its own leases; no key
and nothing of a session comes from, or goes to, whoever told it. Run as a program it is told by
its standard input.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recorder.errors import CandorError, Damaged, Locked, NotOurs
from recorder.session.reader import Session
from recorder.vault.home import Home, read_bounded
from studio.reviewed import Reviewed

if TYPE_CHECKING:
    from recorder.vault.keeper_client import Keeper
    from replay.trajectory import Trajectory
    from studio.counter import Counter

JOB, TURN = "job", "turn"
_JOB_MAX = 1 << 20
_Open = Callable[[Reviewed, str], Session]


class Job(msgspec.Struct, frozen=True):
    """What holds for all parts of an export. `broker` is None for a worker's own sessions."""

    person: str
    form: str
    variant: str
    where: str | None
    broker: str | None
    role: str | None
    purpose: str | None


class Task(msgspec.Struct, frozen=True, array_like=True):
    """One part: a session or submission, and the hash of all that the part is made of."""

    session: str
    digest: str


class Batch(msgspec.Struct, frozen=True):
    """Parts that one worker makes one after the other."""

    folder: str
    tasks: tuple[Task, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What came of a batch: nothing but its parts, or a sentence. `notes` are to be told."""

    problem: str | None = None
    exit_code: int = 0
    notes: tuple[str, ...] = ()


def make_parts(raw: bytes) -> bytes:
    """Make the parts of a batch that are not there yet; takes and gives no content."""
    batch = msgspec.json.decode(raw, type=Batch)
    said, outcome = io.StringIO(), Outcome()
    try:
        with redirect_stderr(said):
            _make(Path(batch.folder), batch.tasks)
    except CandorError as error:
        outcome = Outcome(str(error), error.exit_code)
    notes = tuple(said.getvalue().splitlines())
    return msgspec.json.encode(msgspec.structs.replace(outcome, notes=notes))


def part_path(folder: Path, task: Task) -> Path:
    from studio.export_parts import SUFFIX

    return folder / f"{task.digest}{SUFFIX}"


def _make(folder: Path, tasks: tuple[Task, ...]) -> None:
    left = [task for task in tasks if not part_path(folder, task).exists()]
    if not left:
        return
    try:
        raw = read_bounded(folder / JOB, _JOB_MAX)
        job = msgspec.json.decode(raw or b"", type=Job)
    except msgspec.DecodeError as error:
        raise Damaged(
            "The folder of the export's parts cannot be seen here: it must be one that all "
            "workers share."
        ) from error
    with _unlocked(job) as (home, keeper), ExitStack() as stack:
        opens = _opening(home, keeper, job, folder, stack)
        for task in left:
            _make_one(folder, task, job, keeper, opens)


def _make_one(folder: Path, task: Task, job: Job, keeper: Keeper, opens: _Open) -> None:
    from replay import frames
    from replay.export.model import Format
    from replay.export.png import PngWriter
    from replay.export.registry import find_format
    from replay.export.where import parse_where
    from replay.export.writer import seen_frames
    from studio.commands.export_opened import awake
    from studio.export_parts import write_part
    from studio.export_plan import chosen_steps

    form: Format = find_format(job.form)
    wanted = None if job.where is None else parse_where(job.where)
    reviewed = Reviewed(Home.default())
    session = opens(reviewed, task.session)
    trajectory: Trajectory = reviewed.trajectory(session)
    order = sorted(seen_frames(chosen_steps(session, trajectory, wanted), form.sees(job.variant)))

    def pictures() -> Iterator[tuple[int, bytes, int, int]]:
        source, writer, stay = frames.pictures_of(session.chunks), PngWriter(), awake(keeper)
        for frame in order:
            picture = source.frame(frame)
            stay()
            yield frame, writer.png(picture), int(picture.shape[1]), int(picture.shape[0])

    write_part(part_path(folder, task), session, trajectory, pictures(), keeper.seal)


@contextmanager
def _unlocked(job: Job) -> Generator[tuple[Home, Keeper]]:
    """This machine's vault, which must be the same person's."""
    from recorder.vault.identity import load_public
    from recorder.vault.keeper_client import Keeper
    from recorder.vault.unlock import Unlock

    home = Home.default()
    if load_public(home).worker != job.person:
        raise NotOurs("A worker found another identity than yours in its data folder.")
    with Keeper(home) as keeper:
        try:
            keeper.unlock(Unlock.default())
        except Locked as error:
            raise Locked(
                "A worker cannot be asked for a passphrase: name an owner-only file in "
                "CANDOR_PASSPHRASE_FILE, or lock the identity with the keyring."
            ) from error
        yield home, keeper


def _opening(home: Home, keeper: Keeper, job: Job, folder: Path, stack: ExitStack) -> _Open:
    """How a session of this job is opened."""
    from recorder.custody.remote import is_remote
    from recorder.session.journal import session_path
    from recorder.vault.identity import load_public
    from studio.commands.export_opened import submissions_at
    from studio.counter import at_counter

    broker = job.broker
    if broker is None:
        return lambda reviewed, name: reviewed.read(keeper, session_path(home.sessions, name))
    public, at = load_public(home), None if broker == "known" else broker

    def opened(found: Counter, reviewed: Reviewed, name: str) -> Session:
        return submissions_at(found, (name,), job.role, job.purpose).open_one(reviewed, name)

    if at is not None and is_remote(at):
        found = stack.enter_context(at_counter(home, keeper, public, at))
        return lambda reviewed, name: opened(found, reviewed, name)

    def in_turn(reviewed: Reviewed, name: str) -> Session:
        # A broker in a folder serves one process at a time.
        with _turn(folder / TURN), at_counter(home, keeper, public, at) as found:
            return opened(found, reviewed, name)

    return in_turn


@contextmanager
def _turn(path: Path) -> Generator[None]:
    """Wait until no other worker has this file."""
    import fcntl

    with open(path, "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> None:
    """One batch from standard input; what came of it goes to standard output."""
    from recorder.hardening import forbid_dumps

    forbid_dumps()
    sys.stdout.buffer.write(make_parts(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
