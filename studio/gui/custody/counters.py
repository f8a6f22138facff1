"""Work at brokers: in a job, in a lane of its own, with the vault asked in small pieces.

One lane, because a broker in a folder can be held once, and an upload must not keep the vault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar, cast

from PySide6.QtCore import QObject

from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.role_lock import RoleLock
from studio.counter import Counter, at_counter
from studio.gui.context import AppContext
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.asking import Asking
from studio.gui.words import tr

LANE = "custody"

T = TypeVar("T")


class Visit:
    """What the work of one job sees: the way to brokers, and to the keeper."""

    def __init__(self, home: Home, asking: Asking, progress: Progress) -> None:
        self.home, self._asking, self._progress = home, asking, progress
        self._lent = cast(Keeper, LentKeeper(asking, progress))

    def go(self, campaign: str) -> AbstractContextManager[Counter]:
        """The broker of a campaign, for the time of a `with`."""
        return at_counter(self.home, self._lent, load_public(self.home), None, campaign)

    def ask(self, title: str, work: Callable[[Keeper], T]) -> T:
        """A short piece of work with the keeper."""
        return self._asking.keeper(title, self._progress, work)


class Counters(QObject):
    """Takes work to brokers. Its methods belong to the GUI thread."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asking = Asking(context.vault, self)

    def run(
        self,
        title: str,
        work: Callable[[Visit, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        replaces: bool = False,
        quiet: bool = False,
    ) -> Job:
        """Do work that may go to brokers. `cancelled` comes also when nobody unlocks."""
        home = self._context.home

        def visiting(progress: Progress) -> T:
            return work(Visit(home, self._asking, progress), progress)

        return self._context.jobs.run(
            title,
            visiting,
            done,
            failed,
            cancelled=cancelled,
            owner=owner,
            lane=LANE,
            replaces=replaces,
            quiet=quiet,
        )


class LentKeeper:
    """What a broker's counter asks of a keeper, each time in the lane of the vault."""

    def __init__(self, asking: Asking, progress: Progress) -> None:
        self._asking, self._progress = asking, progress

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        return self._asking.keeper(
            tr("Sign"), self._progress, lambda keeper: keeper.sign(payload_type, payload)
        )

    def open_edits(self, sealed: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        return self._asking.keeper(
            tr("Open"), self._progress, lambda keeper: keeper.open_edits(sealed)
        )

    def open_in_role(self, lock: RoleLock) -> bytes:
        return self._asking.keeper(
            tr("Open"), self._progress, lambda keeper: keeper.open_in_role(lock)
        )
