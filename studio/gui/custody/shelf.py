"""One's own submissions as the place shows them: read here at once, then asked of their brokers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotate.redact.candidates import candidates_folder
from annotate.submitted import Kept
from recorder.errors import CandorError
from recorder.session.layout import SUFFIX
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from studio.gui.context import AppContext
from studio.gui.custody.counters import Counters, Visit
from studio.gui.jobs import Progress
from studio.gui.sentences import said
from studio.gui.words import tr
from studio.openings import Heard, Own, campaigns_of, hear, own_submissions, withdraw_at
from studio.session_tasks import task_of


@dataclass(frozen=True, slots=True)
class _Read:
    owns: tuple[Own, ...]
    problems: tuple[str, ...] = ()
    is_told: bool = False


class Submissions(QObject):
    """`owns` are as of the last `changed`; `problems` are sentences about brokers that did not
    answer; `is_locked` says that nobody was asked yet, because the vault is locked."""

    changed = Signal()

    withdrawn = Signal(object)
    """Submissions ended: their ids."""

    failed = Signal(object)
    """They could not all be ended: the error."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._counters = Counters(context, self)
        self.owns: tuple[Own, ...] = ()
        self.problems: tuple[str, ...] = ()
        self.is_loaded = self.is_told = self.is_locked = self.is_asking = False

    def refresh(self, *, ask: bool = False) -> None:
        """Read what is kept here, then ask the brokers; with `ask` also for a passphrase."""
        home = self._context.home

        def read(_progress: Progress) -> _Read:
            return _Read(_own(home, (), {}))

        def then(found: _Read) -> None:
            if not self.is_told or {each.submission for each in found.owns} != self._names():
                self._take(found)
            if found.owns:
                self._unlock(ask)

        self._context.jobs.run(
            tr("Read the submissions"), read, then, self._on_failed, owner=self, quiet=True
        )

    def withdraw(self, owns: Sequence[Own]) -> None:
        """End these for good, each campaign at its broker."""
        names: dict[str, list[str]] = {}
        for each in owns:
            names.setdefault(each.kept.campaign, []).append(each.submission)

        def work(visit: Visit, _progress: Progress) -> tuple[str, ...]:
            ended: list[str] = []
            for campaign, wanted in names.items():
                with visit.go(campaign) as at:
                    ended += withdraw_at(at, tuple(wanted)).submissions
            return tuple(ended)

        def done(ended: tuple[str, ...]) -> None:
            self._ask_brokers(lambda: self.withdrawn.emit(ended))

        self._counters.run(
            tr("Withdraw submissions"), work, done, self._on_not_withdrawn, owner=self
        )

    def own(self, submission: str) -> Own | None:
        return next((each for each in self.owns if each.submission == submission), None)

    def _names(self) -> set[str]:
        return {each.submission for each in self.owns}

    def _unlock(self, ask: bool) -> None:
        self._context.vault.run(
            tr("Unlock the vault"),
            lambda _keeper, _progress: None,
            lambda _nothing: self._ask_brokers(),
            lambda _error: self._show_locked(),
            cancelled=self._show_locked,
            owner=self,
            quiet=True,
            ask=ask,
        )

    def _show_locked(self) -> None:
        self.is_locked = not self.is_told
        self.changed.emit()

    def _ask_brokers(self, then: Callable[[], object] = lambda: None) -> None:
        self.is_locked, self.is_asking = False, True
        self.changed.emit()

        def work(visit: Visit, progress: Progress) -> _Read:
            heard = tuple(_heard(visit, each, progress) for each in campaigns_of(visit.home))
            tasks = visit.ask(tr("Read the tasks"), lambda keeper: _tasks(visit.home, keeper))
            problems = tuple(each.problem for each in heard if each.problem)
            return _Read(_own(visit.home, heard, tasks), problems, is_told=True)

        def done(found: _Read) -> None:
            self.is_asking = False
            self._take(found)
            then()

        self._counters.run(
            tr("Ask who opened what"),
            work,
            done,
            self._on_failed,
            cancelled=self._on_cancelled,
            owner=self,
            quiet=True,
        )

    def _take(self, found: _Read) -> None:
        self.owns, self.problems = found.owns, found.problems
        self.is_loaded, self.is_told = True, found.is_told
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.is_loaded, self.is_asking = True, False
        self.problems = (_sentence(error),)
        self.changed.emit()

    def _on_cancelled(self) -> None:
        self.is_asking = False
        self._show_locked()

    def _on_not_withdrawn(self, error: Exception) -> None:
        self._ask_brokers(lambda: self.failed.emit(error))


def _own(home: Home, heard: Sequence[Heard], tasks: dict[str, str]) -> tuple[Own, ...]:
    if not home.identity_public.exists():
        return ()
    return own_submissions(home, load_public(home).sign, heard, tasks)


def _heard(visit: Visit, campaign: str, progress: Progress) -> Heard:
    """What one broker tells; one that refuses keeps no other from being asked."""
    progress.check()
    try:
        with visit.go(campaign) as at:
            return hear(at)
    except CandorError as error:
        return Heard(campaign, problem=str(error))


def _tasks(home: Home, keeper: Keeper) -> dict[str, str]:
    """The tasks of what was submitted, from the candidates that are still here."""
    found: dict[str, str] = {}
    for each in Kept(home).all():
        path = candidates_folder(home) / f"{each.candidate}{SUFFIX}"
        if path.exists():
            found[each.candidate] = task_of(keeper, path)
    return found


def _sentence(error: Exception) -> str:
    if isinstance(error, CandorError):
        return said(str(error))
    return tr("Something in Candor failed.")
