"""An export from the wish to the folder: counted beforehand, then written. For the command and the
window, which open sessions each in its own way; nothing is kept of a session that was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recorder.errors import CandorError, Locked
from recorder.session.model import Chunk
from recorder.session.reader import Session
from recorder.vault.home import Home
from replay import frames
from replay.export.model import Exportable, Format, needs_before
from replay.export.registry import find_format
from replay.export.split import Key, Plan, plan_split
from replay.export.where import Moment, Wanted, parse_where
from replay.export.writer import Choice, ExportReport, export_sessions, seen_frames
from replay.frames import Picture, PictureSource
from replay.grammar.kinds import kind_of
from replay.trajectory import Step, Trajectory
from studio.reviewed import Reviewed

SPLITS: dict[str, Key] = {"session": "session", "worker": "worker", "app": "app", "task": "task"}
NO_PICTURE = "a step without a picture before"
Open = Callable[[Reviewed, str], Session]
"""Opens one session by its name and reads it with its review."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, and how."""

    sessions: tuple[str, ...]
    form: str
    variant: str | None = None
    where: str | None = None
    split: str | None = None


@dataclass(slots=True)
class Count:
    """What an export would write. Of each step that a format may leave out, its kind decides."""

    sessions: int = 0
    steps: int = 0
    pictures: int = 0
    corrected: int = 0
    filtered: int = 0
    cannot: Counter[str] = field(default_factory=Counter[str])
    """Kinds of actions that the format cannot say, and steps without the picture that it needs."""

    sets: Counter[str] = field(default_factory=Counter[str])
    readable: list[str] = field(default_factory=list[str])
    empty: list[str] = field(default_factory=list[str])
    """Sessions of which the choice leaves no step."""

    unreadable: dict[str, str] = field(default_factory=dict[str, str])
    """Sessions that cannot be opened, and the sentence that says why."""


def count_export(
    wish: Wish, home: Home, open_one: Open, did_read: Callable[[int], None] = lambda _number: None
) -> Count:
    """Look into every session and count; `did_read` hears how many were looked into.

    Raises:
        WrongUse: the expression is none, or there is no such format.
        Locked: the vault is locked.
    """
    form, wanted = find_format(wish.form), wanted_of(wish)
    plan = Plan(SPLITS[wish.split]) if wish.split else None
    reviewed, count, with_steps = Reviewed(home), Count(), list[str]()
    for number, name in enumerate(wish.sessions):
        try:
            session = open_one(reviewed, name)
            trajectory = reviewed.trajectory(session)
        except Locked:
            raise
        except CandorError as error:
            count.unreadable[name] = str(error)
            continue
        finally:
            did_read(number + 1)
        count.readable.append(name)
        if plan is not None:
            plan.take(session)
        if _take(count, chosen_steps(session, trajectory, wanted), form, wish.variant):
            with_steps.append(session.id)
        else:
            count.empty.append(name)
        count.filtered += len(trajectory.steps)
    count.sessions = len(with_steps)
    count.filtered -= count.steps + count.cannot.total()
    count.sets.update(plan.set_of(name) for name in with_steps if plan is not None)
    return count


def write_export(
    wish: Wish,
    home: Home,
    open_one: Open,
    out: Path,
    *,
    force: bool = False,
    did_write: Callable[[str], None] | None = None,
    will_decode: Callable[[], None] | None = None,
) -> ExportReport:
    """Write the export; `will_decode` is called before each frame and may raise to give it up.

    Raises:
        CandorError: as the sentence says; then nothing is written.
    """
    form, reviewed = find_format(wish.form), Reviewed(home)

    def pictures(chunks: tuple[Chunk, ...]) -> PictureSource:
        source = frames.pictures_of(chunks)
        return source if will_decode is None else _Watched(source, will_decode)

    return export_sessions(
        _opened(wish, reviewed, open_one),
        out,
        form,
        variant=wish.variant,
        choice=_choice(wish, home, open_one),
        force=force,
        pictures=pictures,
        did_write=did_write,
        trajectory=reviewed.trajectory,
    )


def wanted_of(wish: Wish) -> Wanted | None:
    """The choice of steps, or None for all.

    Raises:
        WrongUse: the expression is none.
    """
    return None if wish.where is None else parse_where(wish.where)


def _choice(wish: Wish, home: Home, open_one: Open) -> Choice:
    wanted = wanted_of(wish)
    if wish.split is None:
        return Choice(wanted, wish.where)
    # Near duplicates are in one set, so all sessions are looked at before the first is written.
    plan = plan_split(_opened(wish, Reviewed(home), open_one), SPLITS[wish.split])
    return Choice(wanted, wish.where, plan, wish.split)


def _opened(wish: Wish, reviewed: Reviewed, open_one: Open) -> Iterator[Session]:
    """The sessions, each opened when its turn comes."""
    for name in wish.sessions:
        yield open_one(reviewed, name)


def chosen_steps(
    session: Exportable, trajectory: Trajectory, wanted: Wanted | None
) -> tuple[Step, ...]:
    """The steps of a session that were asked for."""
    if wanted is None:
        return trajectory.steps
    return tuple(step for step in trajectory.steps if wanted(Moment(session, trajectory, step)))


def _take(count: Count, steps: tuple[Step, ...], form: Format, variant: str | None) -> bool:
    """Count the steps of one session; returns whether any of them was asked for."""
    variant = variant or form.variants[0]
    says = form.says(variant)
    for step in steps:
        kind = kind_of(step.action)
        possible, _losses = says.get(kind, (True, ()))
        if not possible:
            count.cannot[kind] += 1
            continue
        if step.before is None and needs_before(form):
            count.cannot[NO_PICTURE] += 1
            continue
        count.steps += 1
        count.corrected += step.corrected
    count.pictures += len(seen_frames(steps, form.sees(variant)))
    return bool(steps)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A picture source that asks before each frame whether it is still wanted."""

    source: PictureSource
    will_decode: Callable[[], None]

    def frame(self, index: int) -> Picture:
        self.will_decode()
        return self.source.frame(index)
