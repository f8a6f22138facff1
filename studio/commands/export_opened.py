"""What `candor export --from` adds: submissions in place of sessions, opened one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from recorder.errors import ConsentError

if TYPE_CHECKING:
    from annotate.opened import Reader
    from recorder.custody.catalogue import Row
    from recorder.session.reader import Session
    from recorder.vault.keeper_client import Keeper
    from replay.trajectory import Trajectory
    from studio.counter import Counter
    from studio.reviewed import Reviewed

# The keeper ends when nobody asks it anything; decoding a long session is no such silence.
STAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Submissions:
    """Submissions to be exported, with the way to open one and to keep the keeper awake."""

    names: tuple[str, ...]
    open_one: Callable[[Reviewed, str], Session]
    stay: Callable[[], None]
    marks: Mapping[str, bytes]
    """Of each submission the hash of what it is, and of the labels about it."""


@contextmanager
def submissions(
    at: str, names: tuple[str, ...], role: str | None, purpose: str | None
) -> Generator[Submissions]:
    """The named submissions, or all that can be opened; those that have ended are told.

    Raises:
        ConsentError: one that was named has been withdrawn, or nothing is left.
    """
    from studio.commands.at_broker import counter

    with counter(None if at == "known" else at) as found:
        yield submissions_at(found, names, role, purpose, tell=True)


def submissions_at(
    found: Counter,
    names: tuple[str, ...],
    role: str | None,
    purpose: str | None,
    *,
    tell: bool = False,
) -> Submissions:
    """The same at a broker that was gone to; those that have ended are told if asked. Raises as
    `submissions`."""
    from annotate.label_work import sessions_of
    from recorder.custody.catalogue import State
    from studio.commands.at_broker import find_row

    rows = found.broker.submissions(*State)
    sessions = sessions_of(rows)
    chosen = [find_row(sessions, name) for name in names] or [
        row for row in sessions if row.state is State.SUBMITTED
    ]
    for row in chosen:
        if row.state is not State.SUBMITTED:
            raise ConsentError(f"The submission {row.submission[:8]} is {row.state}.")
    if tell:
        _tell_ended(found, sessions)
    if not chosen:
        raise ConsentError("There is no submission that could be exported.")
    reader = found.reader(role, purpose)
    by_name = {row.submission: row for row in chosen}

    def open_one(reviewed: Reviewed, name: str) -> Session:
        return reviewed.take(reader.open(by_name[name]), _labels(found, reader, rows, name))

    return Submissions(tuple(by_name), open_one, awake(found.keeper), _marks(rows, by_name))


def _marks(rows: tuple[Row, ...], chosen: Mapping[str, Row]) -> dict[str, bytes]:
    from annotate.label_work import labels_by_session
    from recorder.crypto import sha256

    about = labels_by_session(rows)
    found: dict[str, bytes] = {}
    for name, row in chosen.items():
        labels = sorted(f"{each.submission} {each.state}" for each in about.get(name, ()))
        found[name] = sha256(row.manifest or b"", "\n".join(labels).encode())
    return found


def _labels(
    found: Counter, reader: Reader, rows: tuple[Row, ...], name: str
) -> Callable[[Trajectory], Trajectory] | None:
    """What lays the labels of annotators over the steps of a submission; None without any."""
    from annotate.label_work import LabelDesk
    from annotate.labelled import labelled

    schema = found.campaign.terms.label_schema
    if schema is None:
        return None
    desk = LabelDesk(found.home, reader, found.campaign, found.roster, found.person.sign)
    sets = desk.sets(rows, name)

    def laid(trajectory: Trajectory) -> Trajectory:
        done = labelled(trajectory, schema, sets)
        if done.lost:
            click.echo(f"{name[:8]}: {len(done.lost)} labels name steps that are gone.", err=True)
        return done.trajectory

    return laid if sets else None


def _tell_ended(found: Counter, rows: tuple[Row, ...]) -> None:
    """Say of each submission that this person opened and that has ended since."""
    from recorder.custody.catalogue import State
    from studio.exported import Exported

    ended = {row.submission: row.state for row in rows if row.state is not State.SUBMITTED}
    for submission, state in ended.items():
        if state in (State.WITHDRAWN, State.EXPIRED, State.QUARANTINED):
            click.echo(f"{submission[:8]} is {state} and is left out.", err=True)
    for export in Exported(found.home).all():
        gone = [each for each in export.submissions if each in ended]
        if gone:
            click.echo(
                f"Your export of {export.made_at:%Y-%m-%d %H:%M} as {export.form} holds "
                f"{', '.join(each[:8] for each in gone)}: delete {export.folder}.",
                err=True,
            )


def awake(keeper: Keeper) -> Callable[[], None]:
    """What is called again and again so that the keeper does not end."""
    last_s = time.monotonic()

    def stay() -> None:
        nonlocal last_s
        if time.monotonic() - last_s > STAY_S:
            keeper.process_state()
            last_s = time.monotonic()

    return stay
