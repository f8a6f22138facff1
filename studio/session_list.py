"""The list of sessions: what it shows of each, how it is searched and sorted. No disk, no keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from recorder.session.scan import SessionState
from recorder.vault.library import SessionRow

TITLE_PLACE: Final = "library title {}"
THUMBNAIL_PLACE: Final = "library thumbnail {}"
MOMENTS_MAX: Final = 10_000


class Title(msgspec.Struct, frozen=True):
    """What the list seals of a session. `problem` says why it cannot be read, or None."""

    task: str
    length_ns: int
    apps: tuple[str, ...] = ()
    is_import: bool = False
    problem: str | None = None


class SortBy(StrEnum):
    """What a list can be sorted by."""

    TASK = "task"
    DATE = "date"
    LENGTH = "length"
    SIZE = "size"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the list. What is sealed is None while the library is locked."""

    session: str
    state: SessionState
    size_bytes: int
    started_at: datetime | None
    length_ns: int | None
    noticed: bool
    title: Title | None
    words: str

    imported: bool = False

    @property
    def task(self) -> str | None:
        return self.title.task if self.title else None


def entry_of(row: SessionRow, title: Title | None = None) -> Entry:
    """The entry of a row, with its title where that could be opened."""
    started_at, day = _moment(row.started_at)
    length_ns = title.length_ns if title and title.problem is None else row.length_ns
    words = [row.session, row.state, day]
    words += [title.task, *title.apps] if title else []
    return Entry(
        session=row.session,
        state=SessionState(row.state),
        size_bytes=row.size_bytes,
        started_at=started_at,
        length_ns=length_ns,
        noticed=row.noticed,
        title=title,
        words=" ".join(words).casefold(),
        imported=row.worker is not None and row.consent is None,
    )


def entries_of(rows: Iterable[SessionRow], titles: Mapping[str, Title]) -> tuple[Entry, ...]:
    """The entries of all rows."""
    return tuple(entry_of(row, titles.get(row.session)) for row in rows)


def search(entries: Iterable[Entry], text: str) -> list[Entry]:
    """The entries in which every word of the text occurs: in task, applications, date or state."""
    words = text.casefold().split()
    return [entry for entry in entries if all(word in entry.words for word in words)]


def arranged(entries: Iterable[Entry], by: SortBy, *, falling: bool) -> list[Entry]:
    """The entries in an order; those of which it is not known come last either way."""
    keys = {entry.session: _key(entry, by) for entry in entries}
    entries = sorted(entries, key=lambda entry: entry.session)
    known = [entry for entry in entries if keys[entry.session] is not None]
    unknown = [entry for entry in entries if keys[entry.session] is None]
    return sorted(known, key=lambda each: keys[each.session], reverse=falling) + unknown  # pyright: ignore


def pack_title(title: Title) -> bytes:
    return msgspec.msgpack.encode(title)


def unpack_title(raw: bytes | None) -> Title | None:
    """The title that was sealed, or None when it is of another time."""
    try:
        return msgspec.msgpack.decode(raw or b"", type=Title)
    except msgspec.DecodeError:
        return None


def words_of_size(size_bytes: int) -> str:
    """A size as people read it: `640 kB`, `4.3 MB`."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    if size_bytes < 1_000_000_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{size_bytes / 1e9:.2f} GB"


def _key(entry: Entry, by: SortBy) -> object:
    match by:
        case SortBy.TASK:
            return entry.task.casefold() if entry.task else None
        case SortBy.DATE:
            return entry.started_at.timestamp() if entry.started_at else None
        case SortBy.LENGTH:
            return entry.length_ns
        case SortBy.SIZE:
            return entry.size_bytes
        case SortBy.STATE:
            return str(entry.state)


@lru_cache(MOMENTS_MAX)
def _moment(text: str | None) -> tuple[datetime | None, str]:
    """A time that was written down, here, and the words of its day. Asked again for each look at
    the list, and slow enough to be felt with thousands of sessions."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None, ""
    if moment is None or moment.tzinfo is None:
        return None, ""
    here = moment.astimezone()
    return here, here.strftime("%Y-%m-%d %B %A")
