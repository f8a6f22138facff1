"""The review as a page: head, steps, pictures, inspector, timeline. It joins its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from recorder.errors import CandorError
from replay import player as heads
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.player.playing_page import PlayingPage
from studio.gui.player.transport import Transport
from studio.gui.review import acts
from studio.gui.review.desk import Desk
from studio.gui.review.header import Header
from studio.gui.review.inspector import Inspector
from studio.gui.review.pictures import StepPictures
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
from studio.gui.review.step_lane import StepLane
from studio.gui.review.steps_panel import StepsPanel
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Banner, EmptyState, button, column
from studio.gui.words import tr

LOW_BELOW_PX = 560
ALL_ABOVE_EM, TWO_ABOVE_EM = 62, 46
STEPS, PICTURES, INSPECTOR = range(3)
WIDTHS = (300, 560, 320)


class ReviewPage(PlayingPage):
    """Shows one session under review. `left` asks to close it."""

    left = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        self.desk = Desk(context)
        super().__init__(context, self.desk.player, parent)
        self.desk.setParent(self)
        self.setObjectName("review-page")
        self._is_built = False
        self._front = PICTURES
        self._pair_wanted = True
        self.picture = StepPictures(self.player)
        self.steps = StepsPanel(context, self.desk)
        self.inspector = Inspector(context, self.desk)
        self.banner = Banner("warning", "", closable=tr("Close the message"))
        self.banner.hide()

    # Laying out

    def build(self) -> None:
        """Lay everything out; the rows of the place must be in the table of actions by now."""
        actions = self._context.actions
        self.header = Header(self.desk, actions)
        self.transport = Transport(actions, head=IDS.head)
        self.lane = StepLane(self.desk, self.timeline, self._context.theme)
        self.inspector.build(self)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        for part in (self.steps, self.picture, self.inspector):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(PICTURES, 1)
        self._parts.setSizes(list(WIDTHS))
        self._closed = self._locked_state()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._parts)
        self._pages.addWidget(self._closed)
        self._pages.setMinimumHeight(60)
        lanes = column(*self.inspector.lanes(), self.lane, self.timeline, space=0)
        self._below = column(self.transport, lanes, space=Space.XS)
        self._controls = QWidget()
        self._controls.setLayout(self._below)
        self._top = column(self.header, self.banner, space=Space.S)
        whole = column(self._top, self._pages, self._controls, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._is_built = True
        self._listen()
        self._show_settings()
        self._show_pair()
        self._fit()
        self._watch_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_built:
            self._fit()

    def _fit(self) -> None:
        """Show as many parts as there is room for."""
        em, width = self._context.theme.base_px, self.width()
        shown = {self._front}
        if width >= TWO_ABOVE_EM * em:
            shown |= {STEPS, PICTURES if self._front == STEPS else self._front}
        if width >= ALL_ABOVE_EM * em:
            shown = {STEPS, PICTURES, INSPECTOR}
        self.header.show_all_parts(len(shown) == self._parts.count())
        for at, part in enumerate((self.steps, self.picture, self.inspector)):
            part.setVisible(at in shown)
        low = self.height() < LOW_BELOW_PX
        self.timeline.set_low(low)
        self.steps.set_low(low)
        for each in (*self.inspector.lanes(), self.lane):
            each.setVisible(not low)
        gap = Space.XS if low else Space.S
        self._below.setContentsMargins(Space.L, Space.XS, Space.L, gap)
        self._top.setContentsMargins(Space.M, gap, Space.L, gap)

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
        player.track_ready.connect(lambda: self.timeline.show_track(player.track))
        player.steps_ready.connect(lambda: self.timeline.show_steps(player.steps))
        player.moved.connect(self._on_moved)
        player.pictured.connect(self.picture.single.show_picture)
        player.failed.connect(self._on_failed)
        player.locked.connect(self._on_locked)
        player.closed.connect(self._on_closed)
        desk.opened.connect(self._on_review)
        desk.changed.connect(self._on_moved)
        desk.changed.connect(self._on_changed)
        desk.selected.connect(self._on_selected)
        desk.refused.connect(self.say)
        self.timeline.scrubbed.connect(player.seek)
        self.timeline.scrub_began.connect(lambda: player.use(heads.pause(player.head)))
        self.picture.zoomed.connect(lambda: self.transport.show_zoom(self.picture.zoom_now))
        self.transport.time_entered.connect(player.seek)
        self.transport.time_left.connect(self.steps.view.setFocus)
        self.transport.speed_chosen.connect(self.choose_speed)
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
            self._choose(chosen[0])

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
            self._choose(steps[0])

    def split(self) -> None:
        """Divide the step at the place that was chosen."""
        cutter, step = self.inspector.step.cutter, self.inspector.step.step
        if step is not None and len(cutter.parts) > 1:
            self.desk.apply(acts.splitting(step, cutter.parts, cutter.place))

    def describe(self) -> None:
        self._bring(INSPECTOR)
        self.inspector.show_step()
        self.inspector.step.describe()

    def change(self) -> None:
        self._bring(INSPECTOR)
        self.inspector.show_step()
        self.inspector.step.form.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_events(self) -> None:
        self._bring(INSPECTOR)
        self.inspector.show_step()
        self.inspector.step.toggle_events()

    def word_task(self) -> None:
        self.header.task.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.task.selectAll()

    def search(self) -> None:
        self._bring(STEPS)
        self.steps.search_for()

    def toggle_pair(self) -> None:
        """Both pictures of the step, or the one of the playhead."""
        self._pair_wanted = not self._pair_wanted
        self._show_pair()

    def next_part(self) -> None:
        """Bring the keyboard to the next part of the page, and the part to where it is seen."""
        focus = self.window().focusWidget()
        parts = (self.steps, self.picture, self.inspector)
        inside = (n for n, part in enumerate(parts) if focus and part.isAncestorOf(focus))
        at = next(inside, self._front)
        self._bring((at + 1) % len(parts))
        (self.steps.view, self.picture.shown(), self.inspector.bar())[(at + 1) % 3].setFocus()

    def commit(self) -> None:
        """Keep what is being written."""
        if self._is_built:
            self.header.commit()
            self.inspector.step.commit()

    def say(self, text: str) -> None:
        """Show a sentence above the page."""
        self.banner.text.setText(text)
        self.banner.show()

    def _live(self) -> list[str]:
        return [step for step in self.desk.selection if not self.desk.is_gone(step)]

    def _choose(self, step_id: str) -> None:
        self.desk.select([step_id])
        step = self.desk.step(step_id)
        if step is not None:
            self.desk.seek(step.action.t_start_ns)

    def _bring(self, part: int) -> None:
        self._front = part
        self._fit()

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
            self._choose(self.desk.steps[0].id)

    def _on_changed(self) -> None:
        self._show_facts()
        self._context.document.history_changed.emit()

    def _on_selected(self) -> None:
        self.banner.hide()
        self._show_facts()

    def _on_moved(self) -> None:
        player = self.player
        self.transport.show_head(player.head)
        self.timeline.show_head(player.head, player.step_now())
        self.picture.single.show_overlay(player.overlay(), self._shows())
        self.steps.follow_playhead()
        self._show_pair()
        self._show_step()

    def _show_step(self) -> None:
        """The pictures of the step that the playhead stands in, or of a selected deleted one."""
        step = self._step_in_view()
        begin = step.action.t_start_ns if step else 0
        overlay = self.player.overlays.at(begin) if self.player.overlays and step else None
        self.picture.show_step(step, overlay, self._shows())

    def _step_in_view(self):
        chosen = [self.desk.step(each) for each in self.desk.selection]
        for step in chosen:
            if step is not None and step.action.t_start_ns == self.player.head.t_ns:
                return step
        place = self.player.step_now()
        steps = self.player.steps
        return steps[place] if place is not None and place < len(steps) else None

    def _show_pair(self) -> None:
        """Both pictures, unless something moves or boxes are drawn on the one."""
        pair = self._pair_wanted and not self.player.head.moving and self.inspector.wants_pair
        if pair != self.picture.is_pair:
            self.picture.show_pair(pair)
        self._context.actions.set_fact(PAIR, self._pair_wanted)

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

    def _show_open(self, *, is_open: bool) -> None:
        """The session and its controls, or that the vault is locked."""
        self._pages.setCurrentWidget(self._parts if is_open else self._closed)
        self._controls.setVisible(is_open)
        self.header.setEnabled(is_open)

    def _show_overlay(self) -> None:
        self._on_moved()
