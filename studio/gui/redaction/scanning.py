"""Looking through the session under review: runs the detectors in a job and holds what they found.

What was found stays in memory until the session is closed or the vault is locked.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotate.detect.scan import DetectorState, scan_session
from recorder.session.journal import session_path
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from replay.frames import pictures_of
from studio.gui.context import AppContext
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.asking import Asking
from studio.gui.redaction.proposed import Proposal, proposed
from studio.gui.review.desk import Desk
from studio.gui.words import tr
from studio.redacting import detectors_of

LANE = "redaction"

Found = tuple[tuple[Proposal, ...], tuple[DetectorState, ...]]


class Scanning(QObject):
    """What was found in the session of a desk. `rows` are empty until it was looked through."""

    changed = Signal()
    """It began, ended, found something, or forgot it."""

    def __init__(self, context: AppContext, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._asking = Asking(context.vault, self)
        self._turn = 0
        self.rows: tuple[Proposal, ...] = ()
        self.states: tuple[DetectorState, ...] = ()
        self.job: Job | None = None
        self.error: Exception | None = None
        desk.closed.connect(self.forget)

    @property
    def is_done(self) -> bool:
        """Whether the session was looked through."""
        return bool(self.states)

    def run(self, *, pictures: bool = True) -> None:
        """Look through the session; what was found before stays until then."""
        if self.job is not None or not self._desk.is_open:
            return
        turn, home = self._turn, self._context.home
        path = session_path(home.sessions, self._desk.session)

        def work(progress: Progress) -> Found:
            def read(keeper: Keeper):
                return read_whole(keeper, path), detectors_of(home, keeper)

            progress.tell(None, tr("Opening the session"))
            session, detectors = self._asking.keeper(tr("Read the session"), progress, read)
            scan = scan_session(
                session,
                pictures_of(session.chunks) if pictures else None,
                detectors=detectors,
                progress=lambda share: progress.tell(share, tr("Reading the pictures")),
                check=progress.check,
            )
            end_ns = session.duration_ns
            return proposed(scan.sightings, session.events, end_ns), scan.states

        self.error = None
        self.job = self._context.jobs.run(
            tr("Look for what may be private"),
            work,
            lambda found: self._done(turn, found),
            lambda error: self._over(turn, error),
            cancelled=lambda: self._over(turn, None),
            owner=self,
            lane=LANE,
        )
        self.changed.emit()

    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def forget(self) -> None:
        """Drop what was found: it is content of the session."""
        self.cancel()
        self._turn += 1
        self.rows, self.states, self.job, self.error = (), (), None, None
        self.changed.emit()

    def _done(self, turn: int, found: Found) -> None:
        if turn == self._turn:
            self.rows, self.states = found
            self._over(turn, None)

    def _over(self, turn: int, error: Exception | None) -> None:
        if turn == self._turn:
            self.job, self.error = None, error
            self.changed.emit()
