"""Looks at the desktop once a second while somebody wants to see it, in a job."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from recorder.errors import CandorError
from recorder.gate_rules import AppRules
from studio.gui.jobs import Jobs, Progress
from studio.gui.record.checks import LANE
from studio.gui.record.look import Eye, Look
from studio.gui.sentences import said
from studio.gui.words import tr

EVERY_MS = 1000

Rules = Callable[[], AppRules]


class Watcher(QObject):
    """`rules` gives what says, in the job, what to hide; `wanted` tells whether anybody looks.
    Nothing is looked at otherwise."""

    seen = Signal(object)
    """The desktop changed: the new `Look`."""

    failed = Signal(str)
    """The desktop cannot be looked at, with the sentence why."""

    def __init__(
        self,
        jobs: Jobs,
        rules: Callable[[], Rules],
        wanted: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rules = rules
        self._wanted = wanted
        self._eye = Eye()
        self._last: Look | None = None
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def watches(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        """Look now, and then every second."""
        if not self.watches:
            self._timer.start()
            self.look()

    def stop(self) -> None:
        """Look no more, and let go of the desktop."""
        if self.watches:
            self._timer.stop()
            self._run(lambda _progress: self._eye.close(), lambda _nothing: None)

    def look(self) -> None:
        """Look once, if anybody wants to see it and the last look is over."""
        if self._under_way or not self.watches or not self._wanted():
            return
        self._under_way = True
        rules = self._rules()
        self._run(lambda _progress: self._eye.look(rules()), self._take)

    def look_behind(self, done: Callable[[], None]) -> None:
        """Look once as soon as no window of Candor is in the way; then `done` is called."""
        rules = self._rules()

        def seen(look: object) -> None:
            self._take(look)
            done()

        def failed(error: Exception) -> None:
            self._fail(error)
            done()

        self._under_way = True
        self._run(lambda progress: self._eye.look_behind(rules(), progress), seen, failed)

    def _run(
        self,
        work: Callable[[Progress], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._jobs.run(
            tr("Look at the desktop"),
            work,
            done,
            failed or self._fail,
            cancelled=self._rest,
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def _take(self, look: object) -> None:
        self._under_way = False
        assert isinstance(look, Look)
        if look is not self._last:
            self._last = look
            self.seen.emit(look)

    def _fail(self, error: Exception) -> None:
        self._under_way = False
        says = (
            said(str(error))
            if isinstance(error, CandorError)
            else tr("The desktop cannot be seen.")
        )
        self._last = None
        self.failed.emit(says)

    def _rest(self) -> None:
        self._under_way = False
