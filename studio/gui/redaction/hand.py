"""What a person does to the redactions of a desk: draw, cut, follow, remove. It draws nothing."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from annotate.edits import ChangeRedaction, Edit, Redact, Together
from annotate.redact.burn import EVERYWHERE_CHARS_MIN
from annotate.redact.plan import (
    Everywhere,
    Keep,
    Redaction,
    Region,
    Span,
    WholeStep,
    new_redaction_id,
)
from recorder.session.journal import session_path
from recorder.session.model import Rect
from recorder.vault.reading import read_whole
from replay.action_types import Type
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Job, Progress
from studio.gui.redaction.asking import Asking
from studio.gui.redaction.proposed import PLAIN_KIND, removal
from studio.gui.redaction.reach import Reach, reached
from studio.gui.redaction.scanning import LANE
from studio.gui.review.desk import Desk
from studio.gui.words import tr


class Hand(QObject):
    """Every change goes through the desk, so that it is undone like any other."""

    added = Signal(str)
    """A redaction was asked for: its id."""

    def __init__(self, context: AppContext, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._asking = Asking(context.vault, self)
        self.reach = Reach.SAME
        self.job: Job | None = None

    def add(self, redaction: Redaction) -> None:
        self._desk.apply(Redact(redaction))
        self.added.emit(redaction.id)

    def change(self, redaction: Redaction) -> None:
        self._desk.apply(ChangeRedaction(redaction))

    def remove(self, ids: tuple[str, ...]) -> None:
        if ids:
            text = tr("remove %n redaction(s)", len(ids))
            self._desk.apply(removal(ids, self._desk.content, text))

    def draw(self, rect: Rect) -> None:
        """Redact a rectangle, from now on for as long as the chosen reach says.

        It is there at once, for the whole session; when its time is found it is made shorter, so
        that nothing is seen meanwhile.
        """
        end_ns = self._desk.player.head.duration_ns + 1
        region = Region(new_redaction_id(), rect, 0, end_ns)
        self.fit(region, self.reach, add=True)

    def fit(self, region: Region, reach: Reach, *, add: bool = False) -> None:
        """Find for how long a box is meant, and let it hold so."""
        t_ns, session = self._desk.t_ns, self._desk.session
        path = session_path(self._context.home.sessions, session)

        def work(progress: Progress) -> Region:
            read = self._asking.keeper(
                tr("Read the session"), progress, lambda keeper: read_whole(keeper, path)
            )
            # What followed before is followed anew.
            still = msgspec.structs.replace(region, keyframes=())
            return reached(still, reach, t_ns, read, progress.check)

        def done(found: Region) -> None:
            self.job = None
            if session == self._desk.session:
                self.add(found) if add else self.change(found)

        def failed(error: Exception) -> None:
            self.job = None
            if add and session == self._desk.session:
                # What was drawn stays, over the whole session: too much is hidden, not too little.
                self.add(region)
            safe = tr("The box covers its place in the whole session.") if add else ""
            self._context.frame.show_problem(Problem.of(error, safe=safe))

        self.job = self._context.jobs.run(
            tr("Find for how long the box is meant"),
            work,
            done,
            failed,
            cancelled=lambda: self._cancelled(region, session, add),
            owner=self,
            lane=LANE,
        )

    def cut(self, keep: Keep) -> bool:
        """Take the selection of the timeline out; False where nothing is selected."""
        head = self._desk.player.head
        begin = head.in_ns
        end = head.out_ns
        if begin is None and end is None:
            return False
        until = head.duration_ns + 1 if end is None else end
        if until <= (begin or 0):
            return False
        self.add(Span(new_redaction_id(), begin or 0, until, keep=keep))
        return True

    def redact_steps(self, steps: tuple[Step, ...]) -> None:
        """Redact whole steps with all that they did and showed."""
        edits: list[Edit] = []
        for step in steps:
            edits += [Redact(each) for each in self._of_step(step)]
        if edits:
            name = tr("redact %n step(s)", len(steps))
            self._desk.apply(edits[0] if len(edits) == 1 else Together(name, tuple(edits)))

    def _of_step(self, step: Step) -> tuple[Redaction, ...]:
        subject = self._desk.subject
        if subject is not None and any(each == step for each in subject.computed.steps):
            return (WholeStep(new_redaction_id(), step.id),)
        # A corrected step is not one of the recording; its time and its text are redacted instead.
        later = [each for each in self._desk.steps if each.action.t_start_ns > step.action.t_end_ns]
        end_ns = self._desk.player.head.duration_ns + 1
        until = later[0].action.t_start_ns if later else end_ns
        begin = step.action.t_start_ns
        span = Span(new_redaction_id(), begin, max(until, step.action.t_end_ns + 1), kind="step")
        text = (step.action.text or "").strip() if isinstance(step.action, Type) else ""
        if len(text) < EVERYWHERE_CHARS_MIN:
            return (span,)
        kind = PLAIN_KIND if text.casefold() in "[step]" else "step"
        return span, Everywhere(new_redaction_id(), text, kind=kind)

    def _cancelled(self, region: Region, session: str, add: bool) -> None:
        self.job = None
        if add and session == self._desk.session:
            self.add(region)
