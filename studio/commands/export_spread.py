"""What `candor export --jobs` and `--ray` add: a plan of ids and hashes, and who carries it out."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from recorder.crypto import context, sha256
from recorder.errors import WrongUse
from recorder.vault.home import Home

if TYPE_CHECKING:
    from recorder.vault.identity import PublicIdentity
    from recorder.vault.keeper_client import Keeper
    from replay.export.writer import ExportReport
    from studio.export_crew import Fleet
    from studio.export_plan import Wish
    from studio.export_worker import Job, Task


@dataclass(frozen=True, slots=True)
class Spread:
    """Over which workers an export is spread: a Ray cluster, else processes; how many."""

    ray: str | None
    jobs: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Whose sessions are exported: one's own, or those at a broker, as whom and what for."""

    broker: str | None
    role: str | None
    purpose: str | None


def spread_export(
    wish: Wish, home: Home, out: Path, source: Source, over: Spread, *, force: bool
) -> ExportReport:
    """Export by several workers.

    Raises:
        CandorError: as the sentence says; finished parts stay, and the next run goes on from them.
    """
    from recorder.vault.identity import load_public
    from replay.export.registry import find_format
    from studio.commands.export_opened import awake
    from studio.commands.identity import unlocked_keeper
    from studio.export_crew import Told, parts_folder, parts_ready, write_in_parts
    from studio.export_plan import wanted_of
    from studio.export_worker import Job

    form = find_format(wish.form)
    wanted_of(wish)
    variant = wish.variant or form.variants[0]
    if variant not in form.variants:
        known = ", ".join(form.variants)
        raise WrongUse(f"The format {form.name} has no variant {variant!r}; it has {known}.")
    public = load_public(home)
    job = Job(
        public.worker, wish.form, variant, wish.where, _place(source.broker), source.role,
        source.purpose,
    )  # fmt: skip
    with unlocked_keeper(home) as keeper:
        tasks = _plan(wish, home, keeper, public, job)
        _remember(wish, home, out, job, tasks)
        done = False
        try:
            with _fleet(over) as fleet:
                told = Told(_say_written, lambda note: click.echo(note, err=True), awake(keeper))

                def unseal(place: str, sealed: bytes) -> bytes:
                    return keeper.open(place, sealed)

                report = write_in_parts(wish, job, tasks, out, fleet, unseal, told, force=force)
            done = True
        finally:
            ready = 0 if done else parts_ready(out, tasks)
            if ready:
                click.echo(
                    f"{ready} of {len(tasks)} sessions are ready, sealed, in {parts_folder(out)}: "
                    "the same command goes on from there, or delete that folder.",
                    err=True,
                )
    return report


def _plan(
    wish: Wish, home: Home, keeper: Keeper, public: PublicIdentity, job: Job
) -> tuple[Task, ...]:
    """The parts in the order that was asked for; each is named by all that it is made of."""
    from studio.commands.export_opened import submissions_at
    from studio.counter import at_counter

    if job.broker is None:
        return tuple(_own(home, name, job) for name in wish.sessions)
    at = None if job.broker == "known" else job.broker
    # A broker in a folder serves one process at a time: afterwards it is the workers'.
    with at_counter(home, keeper, public, at) as found:
        chosen = submissions_at(found, wish.sessions, job.role, job.purpose, tell=True)
    return tuple(_task(name, job, chosen.marks[name]) for name in chosen.names)


def _own(home: Home, name: str, job: Job) -> Task:
    from replay.export.manifest import sha256 as sha256_of
    from studio.commands.common import find_session

    path = find_session(home, name)
    review = home.review_of(path.stem)
    marks = [sha256_of(each).encode() for each in (path, review) if each.exists()]
    return _task(path.stem, job, b"".join(marks))


def _task(name: str, job: Job, mark: bytes) -> Task:
    from studio.export_parts import VERSION
    from studio.export_worker import Task

    program = f"{version('candor')} {VERSION}".encode()
    digest = sha256(context("export part", program, msgspec.json.encode(job), name.encode(), mark))
    return Task(name, digest.hex())


def _remember(wish: Wish, home: Home, out: Path, job: Job, tasks: tuple[Task, ...]) -> None:
    from studio.exported import Export, Exported

    if job.broker is not None:
        names = tuple(task.session for task in tasks)
        Exported(home).add(Export(datetime.now(UTC), wish.form, str(out.absolute()), names))


@contextmanager
def _fleet(over: Spread) -> Generator[Fleet]:
    from studio.export_crew import Processes
    from studio.export_ray import ray_fleet

    if over.ray is not None:
        with ray_fleet(over.ray, over.jobs) as fleet:
            yield fleet
        return
    with Processes(over.jobs or 1) as fleet:
        yield fleet


def _place(broker: str | None) -> str | None:
    """A broker as workers find it, wherever they begin."""
    if broker is not None and Path(broker).is_dir():
        return str(Path(broker).absolute())
    return broker


def _say_written(session: str) -> None:
    click.echo(f"{session} is written.", err=True)
