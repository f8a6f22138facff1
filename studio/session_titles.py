"""The titles of the library: opened where they are sealed in it, else read from the sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from recorder.session.journal import session_path
from recorder.session.scan import SessionState
from recorder.vault.library import SessionRow
from studio.session_glance import glance, keep_glance
from studio.session_list import THUMBNAIL_PLACE, TITLE_PLACE, Title, unpack_title

if TYPE_CHECKING:
    from recorder.vault.keeper_client import Keeper
    from recorder.vault.library import Library


def sealed_titles(keeper: Keeper, rows: Sequence[SessionRow]) -> dict[str, Title]:
    """The titles that the library has of these rows."""
    sealed = [(TITLE_PLACE.format(row.session), row.sealed) for row in rows if row.sealed]
    names = [row.session for row in rows if row.sealed]
    opened = [unpack_title(raw) for raw in keeper.open_many(sealed)]
    return {name: title for name, title in zip(names, opened, strict=True) if title is not None}


def thumbnails(keeper: Keeper, library: Library, sessions: Sequence[str]) -> dict[str, bytes]:
    """The thumbnails of these sessions as JPEG, of those that have one."""
    sealed = library.thumbnails(sessions)
    places = [(THUMBNAIL_PLACE.format(session), blob) for session, blob in sealed.items()]
    opened = keeper.open_many(places)
    return {name: jpeg for name, jpeg in zip(sealed, opened, strict=True) if jpeg is not None}


def untitled(rows: Sequence[SessionRow], titles: dict[str, Title]) -> list[SessionRow]:
    """The rows whose session was not looked into yet, or changed its end since."""
    return [
        row for row in rows if row.session not in titles and row.state != SessionState.RECORDING
    ]


def read_titles(
    keeper: Keeper, library: Library, check: Callable[[], None] = lambda: None
) -> dict[str, Title]:
    """All titles; sessions that were not looked into yet are, and that is kept."""
    rows = library.rows()
    titles = sealed_titles(keeper, rows)
    for row in untitled(rows, titles):
        check()
        seen = glance(keeper, session_path(library.home.sessions, row.session))
        keep_glance(keeper, library, row.session, seen)
        titles[row.session] = seen.title
    return titles
