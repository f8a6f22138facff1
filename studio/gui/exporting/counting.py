"""Counts what an export would write, some time after the last change of the wish, in a job that
the next change ends."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from recorder.errors import CandorError, Locked
from studio.export_plan import Count, Wish, count_export
from studio.gui.context import AppContext
from studio.gui.exporting.supply import Supply
from studio.gui.jobs import Job, Progress
from studio.gui.words import tr

LANE = "export-count"
REST_MS = 300


class Counting(QObject):
    """`count` is of the wish that was set last, or None while it is being counted."""

    changed = Signal()

    def __init__(self, context: AppContext, supply: Supply, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._supply = supply
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin)
        self.wish: Wish | None = None
        self.count: Count | None = None
        self.is_locked = False
        self.problem: Exception | None = None

    @property
    def is_under_way(self) -> bool:
        return self._rest.isActive() or self._job is not None

    def set_wish(self, wish: Wish | None) -> None:
        """Count this after a rest; None counts nothing."""
        if wish == self.wish and not self.is_locked and self.problem is None:
            return
        self.again(wish)

    def again(self, wish: Wish | None) -> None:
        """Count anew, also what was counted before."""
        self.stop()
        self.wish = wish
        if wish is not None and wish.sessions:
            self._rest.start()
        self.changed.emit()

    def stop(self) -> None:
        """Forget what was counted, and end the job."""
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self.wish, self.count, self.problem = None, None, None, None
        self.is_locked = False

    def _begin(self) -> None:
        wish, home = self.wish, self._context.home
        assert wish is not None

        def work(progress: Progress) -> Count:
            total = len(wish.sessions)
            return count_export(
                wish,
                home,
                self._supply.opening(progress, ask=False),
                lambda number: progress.tell(number / total),
            )

        self._job = self._context.jobs.run(
            tr("Count what would be exported"),
            work,
            lambda count: self._on_count(wish, count),
            lambda error: self._on_failed(wish, error),
            owner=self,
            lane=LANE,
            replaces=True,
            quiet=True,
        )

    def _on_count(self, wish: Wish, count: Count) -> None:
        if wish is self.wish:
            self._job, self.count = None, count
            self.changed.emit()

    def _on_failed(self, wish: Wish, error: Exception) -> None:
        if wish is not self.wish:
            return
        self._job = None
        self.is_locked = isinstance(error, Locked)
        self.problem = None if self.is_locked else error
        if not isinstance(error, CandorError):
            self._context.jobs.failed.emit(None, error)
        self.changed.emit()
