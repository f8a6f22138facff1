"""The review as a page: head, steps, pictures, inspector, timeline. It joins its parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from recorder.errors import CandorError
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.review import acts
from studio.gui.review.desk import Desk
from studio.gui.review.header import Header
from studio.gui.review.inspector import Inspector
from studio.gui.review.review_actions import (
    CAN_DELETE,
    CAN_MERGE,
    CAN_RESTORE,
    CAN_SPLIT,
    IDS,
    ONE,
    OPEN,
    PAIR,
    SOME,
)
from studio.gui.review.steps_page import SIDE, StepsPage
from studio.gui.sentences import said
from studio.gui.widgets import EmptyState, button
from studio.gui.words import tr


class ReviewPage(StepsPage):
    """Shows one session under review. `left` asks to close it."""

    left = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        self.desk = Desk(context)
        super().__init__(context, self.desk, IDS, PAIR, parent)
        self.setObjectName("review-page")
        self.inspector = Inspector(context, self.desk)

    # Laying out

    def build(self) -> None:
        """Lay everything out; the rows of the place must be in the table of actions by now."""
        self.header = Header(self.desk, self._context.actions)
        self.inspector.build(self)
        self.lay_out(self.header, self.inspector, self._locked_state())
        self._listen()

    def lanes(self) -> Sequence[QWidget]:
        return self.inspector.lanes()

    def wants_pair(self) -> bool:
        return self.inspector.wants_pair

    def side_focus(self) -> QWidget:
        return self.inspector.bar()

    def on_parts(self, *, all_shown: bool) -> None:
        self.header.show_all_parts(all_shown)

    def _locked_state(self) -> QWidget:
        unlock = button(
            tr("Unlock"), "primary", "unlock", name="review-unlock", clicked=self.player.reopen
        )
        made = EmptyState(
            "lock",
            tr("The vault is locked"),
            tr("Steps and pictures were taken from memory. What you changed is saved."),
            unlock,
        )
        made.setObjectName("review-locked")
        return made

    def _listen(self) -> None:
        player, desk = self.player, self.desk
        player.opened.connect(self._on_opened)
        player.failed.connect(self._on_failed)
        player.locked.connect(self._on_locked)
        player.closed.connect(self._on_closed)
        desk.opened.connect(self._on_review)
        desk.changed.connect(self._on_changed)
        desk.selected.connect(self._on_selected)
        desk.refused.connect(self.say)
        desk.leaving.connect(self.commit)
        self.inspector.turned.connect(self._show_pair)
        self.header.left.connect(self.left)

    # What the person does with steps

    def delete(self) -> None:
        """Take the selected steps out; the one after them is selected."""
        steps = self._live()
        if not steps:
            return
        after = [step.id for step in self.desk.steps if step.id not in steps]
        last = max(step.action.t_start_ns for step in self.desk.steps if step.id in steps)
        later = [
            step.id
            for step in self.desk.steps
            if step.id in after and step.action.t_start_ns >= last
        ]
        self.desk.apply(acts.deletion(steps))
        said_words = tr("Deleted %n step(s). Ctrl+Z brings them back.", len(steps))
        self._context.frame.say(said_words)
        if chosen := later[:1] or after[-1:]:
            self.choose(chosen[0])

    def restore(self) -> None:
        """Bring the selected deleted steps back."""
        gone = [step for step in self.desk.selection if self.desk.is_gone(step)]
        if gone:
            try:
                self.desk.apply(acts.restoration(self.desk.content, gone))
            except CandorError as error:
                self.say(said(str(error)))

    def merge(self) -> None:
        """Make one step of those that are selected, or of one and the next."""
        steps = self._live()
        if len(steps) == 1:
            places = [at for at, step in enumerate(self.desk.steps) if step.id == steps[0]]
            steps += [step.id for step in self.desk.steps[places[0] + 1 : places[0] + 2]]
        if len(steps) > 1:
            self.desk.apply(acts.merging(steps))
            self.choose(steps[0])

    def split(self) -> None:
        """Divide the step at the place that was chosen."""
        cutter, step = self.inspector.step.cutter, self.inspector.step.step
        if step is not None and len(cutter.parts) > 1:
            self.desk.apply(acts.splitting(step, cutter.parts, cutter.place))

    def describe(self) -> None:
        self._bring(SIDE)
        self.inspector.show_step()
        self.inspector.step.describe()

    def change(self) -> None:
        self._bring(SIDE)
        self.inspector.show_step()
        self.inspector.step.form.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_events(self) -> None:
        self._bring(SIDE)
        self.inspector.show_step()
        self.inspector.step.toggle_events()

    def word_task(self) -> None:
        self.header.task.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.task.selectAll()

    def commit(self) -> None:
        """Keep what is being written."""
        if self._is_built:
            self.header.commit()
            self.inspector.step.commit()

    def _live(self) -> list[str]:
        return [step for step in self.desk.selection if not self.desk.is_gone(step)]

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    # What comes

    def _on_opened(self) -> None:
        meta = self.player.meta
        assert meta is not None
        self.picture.open(meta.captured)
        self.header.task.show_task(meta.task)
        self._show_open(is_open=True)
        self._show_pair()
        self.steps.view.setFocus()

    def _on_review(self) -> None:
        self._context.actions.set_fact(OPEN, True)
        assert self.desk.corrected is not None
        if refused := self.desk.corrected.not_applicable:
            words = tr("%n correction(s) no longer fit the steps and are left out.", len(refused))
            self.say(words)
        if self.desk.steps and self.player.step_now() in (None, 0):
            self.choose(self.desk.steps[0].id)

    def _on_changed(self) -> None:
        self._show_facts()
        self._context.document.history_changed.emit()

    def _on_selected(self) -> None:
        self.banner.hide()
        self._show_facts()

    def _show_facts(self) -> None:
        actions, chosen = self._context.actions, self.desk.selection
        live = self._live()
        actions.set_fact(SOME, bool(chosen))
        actions.set_fact(ONE, len(chosen) == 1)
        actions.set_fact(CAN_DELETE, bool(live))
        actions.set_fact(CAN_RESTORE, len(live) < len(chosen))
        actions.set_fact(CAN_MERGE, bool(live))
        if len(live) != 1:
            actions.set_fact(CAN_SPLIT, False)

    def _on_failed(self, error: Exception) -> None:
        if self.player.meta is None or self.desk.corrected is None:
            self.desk.close()
            problem = Problem.of(error, safe=tr("The session was not changed."))
            self._context.frame.show_problem(problem)
            self.left.emit()
            return
        self.say(said(str(error)))

    def _on_locked(self) -> None:
        self._forget()
        self._show_open(is_open=False)

    def _on_closed(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._context.actions.set_fact(OPEN, False)
        self.banner.hide()
        self.picture.clear()
        self.timeline.clear()
        self._show_facts()
        self._context.document.history_changed.emit()
