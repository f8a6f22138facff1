"""What exporters are given and what they promise: episodes of shots, a format, its sink. No I/O.

A shot is a step at its place in the export, with its pictures as files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from replay.frames import PictureSource
from replay.grammar.common import Call, Grammar, Loss, Space
from replay.session_view import Stored
from replay.trajectory import Step, Trajectory

# Which pictures a format wants as files: those before, both, those before and the very last, or
# none, because it takes the video.
Sees = Literal["before", "both", "before and last", "none"]


SUBMITTED, UNSUBMITTED = "submitted", "unsubmitted"


class Provenance(Protocol):
    """Where a session comes from: who recorded it, and the hash of the consent receipt or of the
    import's origin."""

    @property
    def worker(self) -> str: ...
    @property
    def consent(self) -> str | None: ...
    @property
    def origin(self) -> str | None: ...


@runtime_checkable
class FromCustody(Protocol):
    """What only the header of a session has that was read from a submission."""

    @property
    def submission(self) -> str: ...


def submission_of(session: Exportable) -> str | None:
    """The submission that a session was read from; None for a worker's own."""
    return session.header.submission if isinstance(session.header, FromCustody) else None


def status_of(session: Exportable) -> str:
    """Whether its worker gave a session away: `submitted` or `unsubmitted`."""
    return UNSUBMITTED if submission_of(session) is None else SUBMITTED


class Exportable(Stored, Protocol):
    """A session with its header."""

    @property
    def header(self) -> Provenance: ...


@dataclass(frozen=True, slots=True)
class Image:
    """A frame as a file, named relative to the folder of the export."""

    file: str
    width: int
    height: int

    @property
    def document(self) -> dict[str, Any]:
        return {"file": self.file, "width": self.width, "height": self.height}


@dataclass(frozen=True, slots=True)
class Shot:
    """A step, its number in the export, and its pictures."""

    index: int
    step: Step
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Episode:
    """One session as an exporter sees it; `folder` is where its files go, `split` its set.
    `pictures` decodes frames that are not wanted as files."""

    session: Exportable
    trajectory: Trajectory
    shots: tuple[Shot, ...]
    folder: Path
    split: str | None
    pictures: PictureSource

    @property
    def outcome(self) -> str | None:
        """What the worker said in a review, else at the end; None where nothing was said."""
        if self.trajectory.outcome is not None:
            return self.trajectory.outcome
        said = [shot.step.action for shot in self.shots if hasattr(shot.step.action, "outcome")]
        return str(getattr(said[-1], "outcome")) if said else None  # noqa: B009

    @property
    def origin(self) -> tuple[int, int]:
        """Where the pictures lie on the desktop."""
        return self.session.meta.captured.x, self.session.meta.captured.y

    @property
    def size(self) -> tuple[int, int]:
        """The size of the pictures."""
        return self.session.meta.captured.width, self.session.meta.captured.height

    def space(self, grammar: Grammar) -> Space:
        """The coordinate space of a grammar on the pictures of this session."""
        return grammar.space(self.origin, self.size)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a shot: its number among those written, or None if it was left out."""

    shot: Shot
    losses: tuple[Loss, ...]
    index: int | None
    space: Space | None = None


@dataclass(frozen=True, slots=True)
class SaidShot:
    """A shot in the calls of a grammar, at its number among those that could be said."""

    index: int
    shot: Shot
    calls: tuple[Call, ...]


class Sink(Protocol):
    """Takes episodes one by one and writes them below one folder."""

    def write(self, episode: Episode) -> Iterable[Written]:
        """Write one session, and say of each shot what became of it."""
        ...

    def close(self) -> None:
        """Write what belongs at the end."""
        ...


class Format(Protocol):
    """One target. `variants` are its forms, the first is what it does unless told."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def variants(self) -> tuple[str, ...]: ...
    @property
    def packs(self) -> bool:
        """Whether pictures end up inside its own files."""
        ...

    def sees(self, variant: str) -> Sees:
        """Which pictures it wants as files."""
        ...

    def data(self, variant: str) -> str:
        """The pattern of its files of steps."""
        ...

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        """For each kind of action: whether it can be said, and what is lost."""
        ...

    def open(self, folder: Path, variant: str) -> Sink:
        """Begin an export; raises WrongUse where something that it needs is not installed."""
        ...

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        """What is wrong with an export in this format, one sentence each."""
        ...


def carries_labels(form: Format) -> bool:
    """Whether a format's own files hold what annotators said; `provenance.jsonl` always does. One
    that does says so in a member `carries_labels`, which plug-ins need not have."""
    return bool(getattr(form, "carries_labels", False))


def needs_before(form: Format) -> bool:
    """Whether a format leaves out the steps without a picture before; one that does says so in a
    member `needs_before`, which plug-ins need not have."""
    return bool(getattr(form, "needs_before", False))
