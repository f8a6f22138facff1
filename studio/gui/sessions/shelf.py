"""Brings the list of sessions: rows without keys, then titles and thumbnails with them.

Everything is read in jobs. What was sealed is forgotten when the vault is locked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from recorder.errors import Locked
from recorder.session.journal import session_path
from recorder.vault.deletion import Deletions
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library, SessionRow
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.vault import VaultState
from studio.gui.words import tr
from studio.session_glance import Glance, glance, keep_glance
from studio.session_list import Entry, Title, entries_of
from studio.session_titles import sealed_titles, thumbnails, untitled

LANE, ENTRIES_LANE = "library", "library-entries"


class Shelf(QObject):
    """The sessions of this home as entries."""

    changed = Signal()
    """Entries came or changed, or the list was locked or unlocked."""

    pictured = Signal(object)
    """Thumbnails came: ids to images."""

    shredded = Signal(int)
    """Sessions that were deleted before Candor was closed by force are shredded now."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._library = Library(context.home)
        self._deletions = Deletions(context.home)
        self._rows: tuple[SessionRow, ...] = ()
        self._titles: dict[str, Title] = {}
        self._asked: set[str] = set()
        self._looking = False
        self._closed = False
        self.entries: tuple[Entry, ...] = ()
        self.is_loaded = False
        self.is_locked = False
        context.vault.changed.connect(self._on_vault)

    def refresh(self) -> None:
        """Bring the list up to date with the folder."""

        def work(_progress: Progress) -> tuple[SessionRow, ...]:
            self._library.refresh()
            return self._library.rows()

        self._context.jobs.run(
            tr("Read the library"), work, self._on_rows, owner=self, lane=LANE, quiet=True
        )

    def want_thumbnails(self, sessions: Collection[str]) -> None:
        """Bring the thumbnails of these sessions, of those that were not asked for before."""
        wanted = [each for each in sessions if each not in self._asked and each in self._titles]
        if not wanted or self.is_locked:
            return
        self._asked.update(wanted)
        self._context.vault.run(
            tr("Read the thumbnails"),
            lambda keeper, _progress: _images(thumbnails(keeper, self._library, wanted)),
            self.pictured.emit,
            _nothing,
            owner=self,
            quiet=True,
            ask=False,
        )

    def note_deleted(self, sessions: frozenset[str]) -> None:
        """Remember which sessions are gone when the window closes, should it be closed by force."""
        self._context.jobs.run(
            tr("Note what is deleted"),
            lambda _progress: self._deletions.note(sessions),
            _nothing,
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def shred_old(self) -> None:
        """Shred what was deleted before Candor was last closed by force."""

        def work(_progress: Progress) -> int:
            return self._deletions.shred_noted()

        self._context.jobs.run(
            tr("Shred deleted sessions"), work, self._on_shredded, owner=self, lane=LANE, quiet=True
        )

    def keep_noticed(self, sessions: Collection[str]) -> None:
        """The person was told how these ended."""
        self._context.jobs.run(
            tr("Note what was shown"),
            lambda _progress: self._library.keep_noticed(sessions),
            lambda _nothing: self.refresh(),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def close(self) -> None:
        """Bring nothing any more: the window closes."""
        self._closed = True

    def _on_rows(self, rows: tuple[SessionRow, ...]) -> None:
        self._rows = rows
        self._arrange()
        if any(row.session not in self._titles for row in rows):
            self._read_titles()

    def _read_titles(self) -> None:
        rows = self._rows
        if self._context.vault.state is VaultState.NONE:
            return
        self._context.vault.run(
            tr("Read the titles"),
            lambda keeper, _progress: sealed_titles(keeper, rows),
            self._on_titles,
            self._on_refused,
            owner=self,
            quiet=True,
            ask=False,
        )

    def _on_titles(self, titles: dict[str, Title]) -> None:
        self.is_locked = False
        self._titles.update(titles)
        self._arrange()
        self._look_into_next()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, Locked):
            self.is_locked = True
            self.changed.emit()
            return
        self._context.jobs.failed.emit(None, error)

    def _look_into_next(self) -> None:
        """Look into sessions that are new here, one after another."""
        new = untitled(self._rows, self._titles)
        if self._looking or not new:
            return
        self._looking = True
        session = new[0].session

        def work(keeper: Keeper, _progress: Progress) -> Glance:
            seen = glance(keeper, session_path(self._context.home.sessions, session))
            keep_glance(keeper, self._library, session, seen)
            return seen

        self._context.vault.run(
            tr("Look into new sessions"),
            work,
            lambda seen: self._on_glance(session, seen),
            self._on_glance_failed,
            owner=self,
            quiet=True,
            ask=False,
        )

    def _on_glance(self, session: str, seen: Glance) -> None:
        self._looking = False
        self._titles[session] = seen.title
        if seen.title.problem is None:
            length_ns = seen.title.length_ns
            self._rows = tuple(
                replace(row, length_ns=length_ns) if row.session == session else row
                for row in self._rows
            )
        self._asked.discard(session)
        self._arrange()
        self._look_into_next()

    def _on_glance_failed(self, error: Exception) -> None:
        self._looking = False
        self._on_refused(error)

    def _on_shredded(self, count: int) -> None:
        if count:
            self.shredded.emit(count)
        self.refresh()

    def _on_vault(self) -> None:
        if self._context.vault.state is VaultState.UNLOCKED:
            if self.is_locked:
                self._read_titles()
        elif self._titles:
            self._titles.clear()
            self._asked.clear()
            self.is_locked = True
            self._arrange()

    def _arrange(self) -> None:
        """Make the entries in a job, because two thousand of them take a while."""
        if self._closed:
            return
        rows, titles = self._rows, dict(self._titles)

        def done(entries: tuple[Entry, ...]) -> None:
            self.entries, self.is_loaded = entries, True
            self.changed.emit()

        self._context.jobs.run(
            tr("Read the library"),
            lambda _progress: entries_of(rows, titles),
            done,
            owner=self,
            lane=ENTRIES_LANE,
            replaces=True,
            quiet=True,
        )


def _images(jpegs: dict[str, bytes]) -> dict[str, QImage]:
    """Decoded in the job, so that painting need not."""
    return {session: QImage.fromData(jpeg, "JPG") for session, jpeg in jpegs.items()}  # pyright: ignore


def _nothing(*_values: object) -> None:
    return
