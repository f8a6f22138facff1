"""The one place of the window where threads start: work goes in as a function, comes back as a
value on the GUI thread. It knows nothing of what the work is.

A *lane* runs its jobs one after another, so that what may not be used by two threads at once is
safe there. When a lane or the pool is full, a new job is refused loudly; a job that `replaces`
takes the place of those of its lane that still wait.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from recorder.errors import CandorError

THREADS = 4
WAITING_MAX = 256
_log = logging.getLogger("gui")

T = TypeVar("T")


class Cancelled(Exception):
    """The person, or a newer job, no longer wants the result."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Progress:
    """What the work sees of its job: it tells how far it is, and asks whether to go on."""

    def __init__(self, tell: Callable[[float | None, str], None]) -> None:
        self.cancel = threading.Event()
        self._tell = tell

    def tell(self, fraction: float | None = None, text: str = "") -> None:
        """Say how far the work is (0 to 1, None when unknown). Cheap; may be called often.

        Raises:
            Cancelled: the result is no longer wanted.
        """
        self.check()
        self._tell(fraction, text)

    def check(self) -> None:
        """Raises:
        Cancelled: the result is no longer wanted.
        """
        if self.cancel.is_set():
            raise Cancelled


class Job:
    """One piece of work as the jobs panel sees it. Read on the GUI thread."""

    def __init__(self, number: int, title: str, lane: str | None, quiet: bool) -> None:
        self.number = number
        self.title = title
        self.lane = lane
        self.quiet = quiet
        self.state = JobState.WAITING
        self.fraction: float | None = None
        self.text = ""
        self.error: Exception | None = None
        self._progress: Progress | None = None

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    def cancel(self) -> None:
        """Ask the work to stop. Of its functions only `cancelled` is called then."""
        if self._progress is not None:
            self._progress.cancel.set()


class _Order:
    """A job with its functions."""

    def __init__(
        self,
        job: Job,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        cancelled: Callable[[], None] | None,
        owner: QObject | None,
    ) -> None:
        self.job = job
        self.work = work
        self.done = done
        self.failed = failed
        self.cancelled = cancelled
        self.owner = owner
        self.progress = Progress(lambda _fraction, _text: None)


class Jobs(QObject):
    """Runs work in a few threads. All its methods belong to the GUI thread."""

    changed = Signal(object)
    """A job changed: its state, its fraction or its text."""

    failed = Signal(object, object)
    """A job failed and nobody asked to be told: the job and its error."""

    _arrived = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._lanes: dict[str, deque[_Order]] = {}
        self._busy: set[str] = set()
        self._orders: dict[int, _Order] = {}
        self._told: dict[int, tuple[float | None, str]] = {}
        self._told_lock = threading.Lock()
        self._number = 0
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        lane: str | None = None,
        replaces: bool = False,
        urgent: bool = False,
        quiet: bool = False,
    ) -> Job:
        """Do `work` in a thread, then call `done` with its value on the GUI thread.

        `failed` gets the error instead; without it the error is shown to the person. `cancelled`
        is called when the work was cancelled. When `owner` is deleted meanwhile, nothing is.
        `urgent` goes before what waits in its lane, `quiet` keeps it out of the jobs panel.
        """
        assert not self._closed, "no work is taken after closing"
        assert len(self._orders) < WAITING_MAX, "so much waiting work is a mistake of the window"
        self._number += 1
        job = Job(self._number, title, lane, quiet)
        order = _Order(job, work, done, failed, cancelled, owner)
        order.progress = Progress(lambda fraction, text: self._tell(job, fraction, text))
        job._progress = order.progress
        self._orders[job.number] = order
        self.changed.emit(job)
        if lane is None:
            self._start(order)
            return job
        self._enqueue(order, lane, replaces=replaces, urgent=urgent)
        return job

    def active(self) -> tuple[Job, ...]:
        """The jobs that wait or run, oldest first."""
        return tuple(order.job for order in self._orders.values())

    def close(self) -> None:
        """Cancel everything and wait for the threads. Work that asks for progress ends soon."""
        self._closed = True
        for order in self._orders.values():
            order.progress.cancel.set()
        self._lanes.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._orders.clear()

    def _enqueue(self, order: _Order, lane: str, *, replaces: bool, urgent: bool) -> None:
        waiting = self._lanes.setdefault(lane, deque())
        if replaces:
            for old in list(waiting):
                waiting.remove(old)
                self._finish(old, JobState.CANCELLED)
        if urgent:
            waiting.appendleft(order)
        else:
            waiting.append(order)
        self._next_of(lane)

    def _next_of(self, lane: str) -> None:
        waiting = self._lanes.get(lane)
        if waiting and lane not in self._busy:
            self._busy.add(lane)
            self._start(waiting.popleft())

    def _start(self, order: _Order) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(THREADS, "candor-job")
        self._pool.submit(self._in_thread, order)

    def _in_thread(self, order: _Order) -> None:
        try:
            order.progress.check()
            self._arrived.emit(order, JobState.RUNNING, None)
            value = order.work(order.progress)
        except Cancelled:
            self._arrived.emit(order, JobState.CANCELLED, None)
        except Exception as error:  # noqa: BLE001 - every error of a job belongs to its asker
            self._arrived.emit(order, JobState.FAILED, error)
        else:
            self._arrived.emit(order, JobState.DONE, value)

    def _tell(self, job: Job, fraction: float | None, text: str) -> None:
        """Called in the job's thread: only one message per job is ever under way."""
        with self._told_lock:
            under_way = job.number in self._told
            self._told[job.number] = (fraction, text)
        if not under_way:
            self._arrived.emit(self._orders.get(job.number), "told", None)

    def _on_arrived(self, order: _Order | None, what: str, value: object) -> None:
        if order is None or order.job.number not in self._orders:
            return
        job = order.job
        if what == "told":
            with self._told_lock:
                job.fraction, job.text = self._told.pop(job.number)
            self.changed.emit(job)
            return
        state = JobState(what)
        if state is JobState.RUNNING:
            job.state = state
            self.changed.emit(job)
            return
        if order.progress.cancel.is_set():
            state = JobState.CANCELLED
        self._finish(order, state, value)
        if job.lane is not None:
            self._busy.discard(job.lane)
            self._next_of(job.lane)

    def _finish(self, order: _Order, state: JobState, value: object = None) -> None:
        job = order.job
        job.state = state
        del self._orders[job.number]
        with self._told_lock:
            self._told.pop(job.number, None)
        if isinstance(value, Exception) and state is JobState.FAILED:
            job.error = value
        self.changed.emit(job)
        if order.owner is not None and not isValid(order.owner):
            return
        if state is JobState.DONE:
            order.done(value)
        elif state is JobState.FAILED:
            assert isinstance(value, Exception)
            self._fail(order, value)
        elif order.cancelled is not None:
            order.cancelled()

    def _fail(self, order: _Order, error: Exception) -> None:
        if not isinstance(error, CandorError):
            # The message could hold content; its type and place do not.
            _log.error("A job failed with %s.", type(error).__name__)
        if order.failed is not None:
            order.failed(error)
        else:
            self.failed.emit(order.job, error)
