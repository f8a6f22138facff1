"""What is done to a signed campaign, each in a job: roster files, grants, the broker's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from recorder.custody.place import KEYRING, make_place, read_place
from recorder.custody.roster import Roster
from recorder.errors import WrongUse
from recorder.vault.home import read_bounded, write_whole
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from studio.counter import at_counter, remember_place, roster_pins
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.words import tr
from studio.overseeing import (
    FILE_MAX,
    Named,
    Overview,
    RosterFile,
    grant_envelope,
    look_at,
    make_roster,
    new_grant,
    read_log,
    read_roster_file,
    revocation_envelope,
    sign_roster,
    write_log,
)
from studio.steward_desk import Known

LANE = "campaign-custody"
T = TypeVar("T")


class Acts(QObject):
    """The functions behind the buttons. `done` is called on the GUI thread."""

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def look(self, folder: Path, done: Callable[[Overview], None]) -> None:
        """Read a broker's folder."""
        self._run(tr("Look at the broker"), lambda: look_at(folder), done, quiet=True)

    def make_broker(self, known: Known, folder: Path, key: str, done: Callable[[], None]) -> None:
        home = self._context.home

        def work() -> None:
            store = str((folder / "store").absolute())
            make_place(folder, known.signed, store, key or KEYRING)
            (home.root / "custody").mkdir(mode=0o700, parents=True, exist_ok=True)
            remember_place(home, known.terms.id, folder)

        self._run(tr("Make a broker"), work, lambda _nothing: done())

    def use(self, known: Known, folder: Path, done: Callable[[], None]) -> None:
        """Go to a broker's folder that others made for this campaign."""
        home = self._context.home

        def work() -> None:
            if read_place(folder).campaign.terms.id != known.terms.id:
                raise WrongUse("The broker in this folder is for another campaign.")
            (home.root / "custody").mkdir(mode=0o700, parents=True, exist_ok=True)
            remember_place(home, known.terms.id, folder)

        self._run(tr("Look at the broker"), work, lambda _nothing: done())

    def save_roster(
        self,
        known: Known,
        broker: bytes,
        people: Sequence[Named],
        needed: tuple[int, int],
        old: Roster | None,
        out: Path,
        done: Callable[[RosterFile], None],
    ) -> None:
        """Make a roster and write it; `needed` are the threshold and the days."""

        def work() -> RosterFile:
            made = make_roster(known.terms.id, broker, people, needed[0], needed[1], old)
            write_whole(out, made.encode(), 0o644)
            return read_roster_file(out)

        self._run(tr("Make a roster"), work, done)

    def read_roster(self, path: Path, done: Callable[[RosterFile], None]) -> None:
        self._run(tr("Read a roster"), lambda: read_roster_file(path), done)

    def sign_roster(self, path: Path, done: Callable[[RosterFile], None]) -> None:
        self._with_keeper(tr("Sign a roster"), lambda keeper: sign_roster(path, keeper.sign), done)

    def give_to_broker(self, folder: Path, path: Path, done: Callable[[], None]) -> None:
        """Let the broker work with a roster file that enough people signed."""

        def work() -> None:
            found = read_roster_file(path)
            raw = read_bounded(path, FILE_MAX) or b""
            read_place(folder).put_roster(raw, found.roster.root, datetime.now(UTC))

        self._run(tr("Give the broker a roster"), work, lambda _nothing: done())

    def accept(
        self, known: Known, folder: Path, root: str | None, done: Callable[[], None]
    ) -> None:
        """Accept the roster that the broker has, the first one by its root."""
        home = self._context.home

        def work(keeper: Keeper) -> None:
            pins = roster_pins(home, load_public(home).sign)
            raw = read_place(folder).roster_raw()
            pins.accept(raw, known.terms.id, root, datetime.now(UTC), keeper.sign)
            remember_place(home, known.terms.id, folder)

        self._with_keeper(tr("Accept a roster"), work, lambda _nothing: done())

    def grant(
        self,
        known: Known,
        person: str,
        role: str,
        purposes: Iterable[str],
        most: tuple[int, int],
        done: Callable[[], None],
    ) -> None:
        """Give a grant; `most` are the days and the streams a day."""
        terms, home = known.terms, self._context.home

        def work(keeper: Keeper) -> None:
            made = new_grant(terms.id, person, role, purposes, most[0], most[1])
            with at_counter(home, keeper, load_public(home), known.broker, terms.id) as found:
                found.broker.grant(grant_envelope(made, keeper.sign))

        self._with_keeper(tr("Give a grant"), work, lambda _nothing: done())

    def revoke(self, known: Known, digest: str, done: Callable[[], None]) -> None:
        home = self._context.home

        def work(keeper: Keeper) -> None:
            with at_counter(home, keeper, load_public(home), known.broker, known.terms.id) as found:
                found.broker.revoke(revocation_envelope(digest, keeper.sign))

        self._with_keeper(tr("Revoke a grant"), work, lambda _nothing: done())

    def expire(self, folder: Path, done: Callable[[int], None]) -> None:
        """Carry the retention out now; opening the broker does it too."""

        def work() -> int:
            opened = read_place(folder).open()
            try:
                return opened.expire()
            finally:
                opened.close()

        self._run(tr("Carry out the retention"), work, done)

    def verify(
        self,
        folder: Path,
        roster: Roster,
        done: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Read the whole log and hold it against its signed state."""
        self._context.jobs.run(
            tr("Verify the log"),
            lambda _progress: len(read_log(folder, roster)),
            done,
            failed,
            owner=self,
            lane=LANE,
        )

    def save_log(self, overview: Overview, out: Path, done: Callable[[int], None]) -> None:
        self._run(
            tr("Save the log"), lambda: write_log(overview.leaves, overview.roster, out), done
        )

    def _run(
        self, title: str, work: Callable[[], T], done: Callable[[T], None], *, quiet: bool = False
    ) -> None:
        def begun(_progress: Progress) -> T:
            return work()

        self._context.jobs.run(title, begun, done, self._failed, owner=self, lane=LANE, quiet=quiet)

    def _with_keeper(
        self, title: str, work: Callable[[Keeper], T], done: Callable[[T], None]
    ) -> None:
        def begun(keeper: Keeper, _progress: Progress) -> T:
            return work(keeper)

        self._context.vault.run(title, begun, done, self._failed, owner=self, urgent=True)

    def _failed(self, error: Exception) -> None:
        self._context.frame.show_problem(Problem.of(error))
