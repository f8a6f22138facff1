"""The lines of text in the pictures of the session under review, read once in a job when wanted.

They are content: they stay in memory, until the session is closed or the vault is locked.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotate.redact.frames import shown_frames
from annotate.redact.masks import Mask, masks_of_lines
from annotate.redact.plan import Everywhere, Redaction
from annotate.redact.reading import Seen, seen_lines
from recorder.session.journal import session_path
from recorder.session.model import Rect
from recorder.vault.reading import read_whole
from studio.gui.context import AppContext
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.asking import Asking
from studio.gui.redaction.scanning import LANE
from studio.gui.review.desk import Desk
from studio.gui.words import tr

Read = tuple[list[Seen], tuple[int, ...]]


class Lines(QObject):
    """`seen` is None until the pictures were read."""

    changed = Signal()

    def __init__(self, context: AppContext, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._asking = Asking(context.vault, self)
        self._turn = 0
        self.seen: list[Seen] | None = None
        self.frame_t_ns: tuple[int, ...] = ()
        self.job: Job | None = None
        desk.closed.connect(self.forget)

    def read(self) -> None:
        """Read all text in the pictures; it can take as long as the session."""
        if self.job is not None or self.seen is not None or not self._desk.is_open:
            return
        turn = self._turn
        path = session_path(self._context.home.sessions, self._desk.session)

        def work(progress: Progress) -> Read:
            session = self._asking.keeper(
                tr("Read the session"), progress, lambda keeper: read_whole(keeper, path)
            )
            total = sum(len(chunk.frames) for chunk in session.chunks)
            done = 0

            def count(_index: int) -> None:
                nonlocal done
                done += 1
                progress.tell(done / max(1, total), tr("Reading the pictures"))

            frames = shown_frames(session.chunks, session.duration_ns)
            times = tuple(t for chunk in session.chunks for _, t, _, _ in chunk.frames)
            return seen_lines(frames, did_frame=count), times

        self.job = self._context.jobs.run(
            tr("Read the text in the pictures"),
            work,
            lambda got: self._done(turn, got),
            cancelled=lambda: self._over(turn),
            failed=lambda error: self._failed(turn, error),
            owner=self,
            lane=LANE,
        )
        self.changed.emit()

    def forget(self) -> None:
        if self.job is not None:
            self.job.cancel()
        self._turn += 1
        self.seen, self.frame_t_ns, self.job = None, (), None
        self.changed.emit()

    def _done(self, turn: int, got: Read) -> None:
        if turn == self._turn:
            self.seen, self.frame_t_ns = got
            self._over(turn)

    def _failed(self, turn: int, error: Exception) -> None:
        job = self.job
        self._over(turn)
        self._context.jobs.failed.emit(job, error)

    def _over(self, turn: int) -> None:
        if turn == self._turn:
            self.job = None
            self.changed.emit()


def masks_of(seen: list[Seen], redactions: tuple[Redaction, ...]) -> list[Mask]:
    """The lines that strings of the plan will have filled, from the picture's corner."""
    words = [each for each in redactions if isinstance(each, Everywhere)]
    return masks_of_lines(seen, words) if words else []


def filled_at(masks: list[Mask], frame: int, corner: tuple[int, int]) -> tuple[Rect, ...]:
    """Where lines are filled in a frame, as places of the desktop."""
    x, y = corner
    return tuple(
        Rect(mask.rect.x + x, mask.rect.y + y, mask.rect.width, mask.rect.height)
        for mask in masks
        if mask.first <= frame <= mask.last
    )
