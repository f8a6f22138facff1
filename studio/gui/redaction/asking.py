"""What a long job asks of the vault without holding its lane: one short piece of work at a time."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from recorder.session.opening import PlainRecord
from recorder.vault.keeper_client import Keeper
from studio.gui.jobs import Cancelled, Progress
from studio.gui.vault import Vault

ASK_AGAIN_S: Final = 0.2

T = TypeVar("T")


class Asking(QObject):
    """Lives on the GUI thread; its methods are for the thread of the job that was given it.

    The keeper has one lane. A job that kept it for minutes would leave the player without pictures.
    """

    _wanted = Signal(str, object, object)

    def __init__(self, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._wanted.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def keeper(self, title: str, progress: Progress, work: Callable[[Keeper], T]) -> T:
        """Have a piece of work done by the vault's lane, and wait for its value.

        Raises:
            Cancelled: the job is no longer wanted, or the person would rather not unlock.
            CandorError: as the work does.
        """
        answers: queue.Queue[tuple[bool, Any]] = queue.Queue(maxsize=1)
        self._wanted.emit(title, work, answers)
        while True:
            progress.check()
            try:
                good, value = answers.get(timeout=ASK_AGAIN_S)
            except queue.Empty:
                continue
            if good:
                return value
            raise value

    def records(self, title: str, progress: Progress) -> Callable[[Path], tuple[PlainRecord, ...]]:
        """A function that opens all records of a session."""

        def read(path: Path) -> tuple[PlainRecord, ...]:
            def work(keeper: Keeper) -> tuple[PlainRecord, ...]:
                found: list[PlainRecord] = []
                for record in keeper.read_session(path):
                    progress.check()
                    found.append(record)
                return tuple(found)

            return self.keeper(title, progress, work)

        return read

    def _ask(self, title: str, work: Callable[[Keeper], Any], answers: queue.Queue) -> None:
        self._vault.run(
            title,
            lambda keeper, _progress: work(keeper),
            lambda value: answers.put((True, value)),
            lambda error: answers.put((False, error)),
            cancelled=lambda: answers.put((False, Cancelled())),
            owner=self,
            quiet=True,
        )
