"""Making the redacted copy of the session under review: burnt and proven in a job, then listed.

Nothing half-made stays: a job that is cancelled or fails leaves no candidate.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotate.redact.candidates import Candidate, candidates_folder, discard_candidate, redact
from annotate.redact.plan import Plan
from annotate.redact.proof import Proof, load_proof
from annotate.redact.prove import Tools
from recorder.errors import CandorError
from recorder.session.journal import session_path
from recorder.session.layout import SUFFIX
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.asking import Asking
from studio.gui.redaction.proposed import plan_of
from studio.gui.redaction.scanning import LANE, Scanning
from studio.gui.review.desk import Desk
from studio.gui.words import tr
from studio.redacting import detectors_of, sealing_of

STAY_S = 30.0
"""A keeper that is asked nothing ends; a long proof is no such silence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A candidate that lies here, with its proof, or with the reason why there is none."""

    path: Path
    proof: Proof | None
    problem: str = ""


class Making(QObject):
    """The candidates of the session of a desk, and the job that makes another."""

    changed = Signal()
    """A job began or ended, or other candidates are there."""

    made = Signal(object)
    """A candidate was made: a `Kept`."""

    def __init__(
        self, context: AppContext, desk: Desk, scanning: Scanning, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._desk, self._scanning = context, desk, scanning
        self._asking = Asking(context.vault, self)
        self.job: Job | None = None
        self.kept: tuple[Kept, ...] = ()
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._forget)

    def make(self) -> None:
        """Burn and prove the review as it stands."""
        if self.job is not None or not self._desk.is_open:
            return
        home, session = self._context.home, self._desk.session
        path = session_path(home.sessions, session)
        plan = plan_of(session, self._desk.content, self._scanning.rows)
        self.job = self._context.jobs.run(
            tr("Make the redacted copy"),
            lambda progress: self._work(home, path, plan, progress),
            self._done,
            self._failed,
            cancelled=self._cancelled,
            owner=self,
            lane=LANE,
        )
        self.changed.emit()

    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def discard(self, kept: Kept) -> None:
        """Remove a candidate and its proof."""

        def work(_progress: Progress) -> None:
            discard_candidate(kept.path)

        self._context.jobs.run(
            tr("Remove the redacted copy"),
            work,
            lambda _nothing: self.refresh(),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def refresh(self) -> None:
        """Read again which candidates of the session are here."""
        home, session = self._context.home, self._desk.session
        if not session:
            return
        self._context.jobs.run(
            tr("Read the redacted copies"),
            lambda _progress: kept_candidates(home, session),
            lambda kept: self._show(session, kept),
            owner=self,
            quiet=True,
        )

    def _work(self, home: Home, path: Path, plan: Plan, progress: Progress) -> Candidate:
        asked_s = time.monotonic()

        def read(keeper: Keeper):
            return read_whole(keeper, path), detectors_of(home, keeper)

        def tell(what: str, done: int, total: int) -> None:
            nonlocal asked_s
            progress.tell(share_of(what, done, total), part_words(what))
            if time.monotonic() - asked_s > STAY_S:
                self._asking.keeper(
                    tr("Keep the vault open"), progress, lambda keeper: keeper.process_state()
                )
                asked_s = time.monotonic()

        progress.tell(None, tr("Opening the session"))
        session, detectors = self._asking.keeper(tr("Read the session"), progress, read)
        return redact(
            home,
            path,
            session,
            plan,
            sealing_of(home, session.header),
            Tools(detectors),
            self._asking.records(tr("Open the redacted copy"), progress),
            lambda kind, payload: self._asking.keeper(
                tr("Sign the proof"), progress, lambda keeper: keeper.sign(kind, payload)
            ),
            progress=tell,
        )

    def _done(self, candidate: Candidate) -> None:
        self.job = None
        self.changed.emit()
        if candidate.proof.original == self._desk.session:
            self.refresh()
        self.made.emit(Kept(candidate.path, candidate.proof))

    def _failed(self, error: Exception) -> None:
        self.job = None
        self.changed.emit()
        safe = tr("No redacted copy was made, and nothing of one was left.")
        self._context.frame.show_problem(Problem.of(error, safe=safe))

    def _cancelled(self) -> None:
        self.job = None
        self.changed.emit()
        self._context.frame.say(tr("No redacted copy was made, and nothing of one was left."))

    def _show(self, session: str, kept: tuple[Kept, ...]) -> None:
        if session == self._desk.session:
            self.kept = kept
            self.changed.emit()

    def _forget(self) -> None:
        self.kept = ()
        self.changed.emit()


def kept_candidates(home: Home, session: str) -> tuple[Kept, ...]:
    """The candidates of a session, the newest first. One whose proof does not hold says so, but
    only while it is known whose it is: an altered proof names no session."""
    found: list[Kept] = []
    identity = load_public(home).sign
    for path in candidates_folder(home).glob(f"*{SUFFIX}"):
        try:
            proof = load_proof(path, identity)
        except CandorError as error:
            found.append(Kept(path, None, str(error)))
            continue
        if proof.original == session:
            found.append(Kept(path, proof))
    return tuple(sorted(found, key=lambda kept: kept.proof.made_at if kept.proof else "")[::-1])


def share_of(what: str, done: int, total: int) -> float:
    """How far the whole is: reading again takes longest, burning is quick."""
    begin, length = {"reading": (0.0, 0.4), "burning": (0.4, 0.2)}.get(what, (0.6, 0.4))
    return begin + length * min(1.0, done / max(1, total))


def part_words(what: str) -> str:
    match what:
        case "reading":
            return tr("Reading the pictures")
        case "burning":
            return tr("Writing the copy")
        case _:
            return tr("Proving that nothing is left")
