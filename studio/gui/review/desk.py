"""The session that is under review: its player, its edits, what is selected. It draws nothing.

The file of a review belongs to one lane of jobs. What the window shows is how it stood after the
last edit that is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotate.edits import Content, Edit
from annotate.review import Review
from annotate.review_store import ReviewFile, open_review
from recorder.errors import WrongUse
from recorder.session.events import Event
from recorder.vault.keeper_client import Keeper
from replay.corrections import Corrected, subject_of
from replay.parts import Subject
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.player.player import Player
from studio.gui.review import edit_names
from studio.gui.review.standing import Recorded, Standing, recorded, standing_of
from studio.gui.review.steps_desk import StepsDesk
from studio.gui.sentences import said
from studio.gui.words import tr

LANE = "review"


class Desk(StepsDesk):
    """One session under review at a time. All methods belong to the GUI thread."""

    opened = Signal()
    """The review of a session is there: steps, edits, everything."""

    leaving = Signal()
    """The review is about to close, or the vault was locked: the last moment to apply something."""

    saving = Signal()
    """`saved_words` say something else."""

    refused = Signal(str)
    """An edit made no sense, and why; nothing was changed."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(Player(context, finds_steps=False), parent)
        self._context = context
        self._turn = 0
        self._pending = 0
        self._saved_at: datetime | None = None
        self._unsaved = False
        self._then: list[Callable[[], None]] = []
        self._standing = Standing()
        self.file: ReviewFile | None = None
        """For jobs in the lane of the review only."""
        self.subject: Subject | None = None
        self.events: tuple[Event, ...] = ()
        self.player.track_ready.connect(self._on_track)
        self.player.locked.connect(self._forget)
        self.player.closed.connect(self._forget)

    # What is under review

    @property
    def session(self) -> str:
        """The id of the session that is open or being opened; empty for none."""
        return self.player.session

    @property
    def is_open(self) -> bool:
        """Whether edits can be made."""
        return self.file is not None and self._standing.corrected is not None

    @property
    def review(self) -> Review:
        return self._standing.review

    @property
    def content(self) -> Content:
        """What the review holds: corrections and labels, redactions, decisions."""
        return self._standing.review.content

    @property
    def corrected(self) -> Corrected | None:
        """The steps as they stand; None until they are known."""
        return self._standing.corrected

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._standing.steps

    @property
    def gone(self) -> tuple[Step, ...]:
        """The steps that were deleted, as they were before."""
        return self._standing.gone

    def open(self, session: str, path: Path) -> None:
        """Review this session; the one that was open is closed."""
        self._forget()
        self._saved_at, self._unsaved = None, False
        self.player.open(session, path)

    def close(self) -> None:
        """Let go of the session."""
        self.player.close()

    # Edits

    def apply(self, edit: Edit) -> None:
        """Make an edit. `changed` comes when it is on the disk, `refused` if it makes no sense."""
        self._change(lambda file: file.apply(edit))

    def undo(self) -> None:
        """Take the last edit back."""
        if self.review.done or self._pending:
            self._change(lambda file: file.undo())

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        if self.review.undone or self._pending:
            self._change(lambda file: file.redo())

    @property
    def undo_name(self) -> str:
        """What completes “Undo …”; empty when there is nothing to undo."""
        return edit_names.undo_name(self.review) if self.is_open else ""

    @property
    def redo_name(self) -> str:
        return edit_names.redo_name(self.review) if self.is_open else ""

    @property
    def is_saving(self) -> bool:
        return self._pending > 0

    @property
    def saved_words(self) -> str:
        """What the person is told of the disk; empty until something was changed."""
        if self._pending:
            return tr("Saving…")
        if self._unsaved:
            return tr("The last change was not saved")
        if self._saved_at is None:
            return ""
        return tr("Saved {time}").format(time=f"{self._saved_at:%H:%M}")

    @property
    def is_behind(self) -> bool:
        """Whether the last change could not be saved."""
        return self._unsaved

    def when_saved(self, then: Callable[[], None]) -> bool:
        """True when nothing is on its way to the disk; else `then` is called once that is so."""
        if not self._pending:
            return True
        self._then.append(then)
        return False

    def _change(self, how: Callable[[ReviewFile], None]) -> None:
        file, subject, turn = self.file, self.subject, self._turn
        if file is None or subject is None:
            return

        def work(_progress: Progress) -> Standing:
            how(file)
            return standing_of(file, subject)

        self._pending += 1
        self.saving.emit()
        self._context.jobs.run(
            tr("Save the review"),
            work,
            lambda standing: self._on_saved(turn, standing),
            self._on_not_saved,
            cancelled=self._after_saving,
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def _on_saved(self, turn: int, standing: Standing) -> None:
        self._saved_at, self._unsaved = datetime.now(), False
        if turn == self._turn:
            self._stand(standing)
        self._after_saving()

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, WrongUse):
            self.refused.emit(said(str(error)))
        else:
            self._unsaved = True
            safe = tr("What was saved before is kept.")
            self._context.frame.show_problem(Problem.of(error, safe=safe))
        self._after_saving()

    def _after_saving(self) -> None:
        self._pending -= 1
        self.saving.emit()
        if not self._pending:
            then, self._then = self._then, []
            for each in then:
                each()

    # Opening

    def _on_track(self) -> None:
        columns, meta, turn = self.player.columns, self.player.meta, self._turn
        assert columns is not None
        assert meta is not None
        session = self.session

        def work(_progress: Progress) -> tuple[Recorded, Subject]:
            made = recorded(session, meta, columns)
            return made, subject_of(made)

        self._context.jobs.run(
            tr("Find the steps"),
            work,
            lambda got: self._on_subject(turn, *got),
            lambda error: self._on_not_opened(turn, error),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def _on_subject(self, turn: int, made: Recorded, subject: Subject) -> None:
        if turn != self._turn:
            return
        self.events, self.subject = made.events, subject
        home = self._context.home

        def work(keeper: Keeper, _progress: Progress) -> ReviewFile:
            return open_review(home, made.id, keeper, subject)

        self._context.vault.run(
            tr("Open the review"),
            work,
            lambda file: self._on_file(turn, file, subject),
            lambda error: self._on_not_opened(turn, error),
            owner=self,
            quiet=True,
            ask=False,
        )

    def _on_file(self, turn: int, file: ReviewFile, subject: Subject) -> None:
        if turn != self._turn:
            self._close_file(file)
            return
        self.file = file
        self._context.jobs.run(
            tr("Open the review"),
            lambda _progress: standing_of(file, subject),
            lambda standing: self._on_opened(turn, standing),
            lambda error: self._on_not_opened(turn, error),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def _on_opened(self, turn: int, standing: Standing) -> None:
        if turn == self._turn:
            self._stand(standing)
            self.opened.emit()

    def _on_not_opened(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self.player.failed.emit(error)

    def _stand(self, standing: Standing) -> None:
        self._standing = standing
        self.player.use_steps(standing.steps)
        self.changed.emit()
        self.select(self._selection)

    def _forget(self) -> None:
        """Drop what was read; the file is closed after what is still on its way to it."""
        if self.is_open:
            self.leaving.emit()
        self._turn += 1
        if self.file is not None:
            self._close_file(self.file)
        was_open = self.is_open
        self.file, self.subject, self.events = None, None, ()
        self._standing, self._selection = Standing(), ()
        if was_open:
            self.closed.emit()

    def _close_file(self, file: ReviewFile) -> None:
        self._context.jobs.run(
            tr("Close the review"),
            lambda _progress: file.close(),
            lambda _nothing: None,
            lane=LANE,
            quiet=True,
        )
