"""A page of steps, pictures and what is said about them: the layout of every page that goes through
a session step by step. What the part at the right is, the page that inherits says.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from replay import player as heads
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.player.player_actions import PlayerIds
from studio.gui.player.playing_page import PlayingPage
from studio.gui.player.transport import Transport
from studio.gui.review.pictures import StepPictures
from studio.gui.review.step_lane import StepLane
from studio.gui.review.steps_desk import StepsDesk
from studio.gui.review.steps_panel import StepsPanel
from studio.gui.theme import Space
from studio.gui.widgets import Banner, column
from studio.gui.words import tr

LOW_BELOW_PX = 560
ALL_ABOVE_EM, TWO_ABOVE_EM = 62, 46
STEPS, PICTURES, SIDE = range(3)
WIDTHS = (300, 560, 320)


class StepsPage(PlayingPage):
    """Shows the session of a desk. `pair_fact` is the fact that both pictures are wanted."""

    def __init__(
        self,
        context: AppContext,
        desk: StepsDesk,
        ids: PlayerIds,
        pair_fact: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, desk.player, parent)
        desk.setParent(self)
        self._steps_desk, self._ids, self._pair_fact = desk, ids, pair_fact
        self._is_built = False
        self._front = PICTURES
        self._pair_wanted = True
        self.picture = StepPictures(self.player)
        self.steps = StepsPanel(context, desk)
        self.banner = Banner("warning", "", closable=tr("Close the message"))
        self.banner.hide()

    # What the page that inherits says

    def lanes(self) -> Sequence[QWidget]:
        """Lanes of its own above the timeline."""
        return ()

    def wants_pair(self) -> bool:
        """Whether two pictures may be shown now."""
        return True

    def side_focus(self) -> QWidget:
        """What has the keyboard when the part at the right is gone to."""
        raise NotImplementedError

    def on_parts(self, *, all_shown: bool) -> None:
        """Other parts are shown now."""

    def on_step(self, step: Step | None) -> None:
        """Another step is in view."""

    # Laying out

    def lay_out(self, header: QWidget, side: QWidget, closed: QWidget) -> None:
        """Put the parts together; `closed` is shown while nothing can be read."""
        self.header_part, self._side, self._closed = header, side, closed
        self.transport = Transport(self._context.actions, head=self._ids.head)
        self.lane = StepLane(self._steps_desk, self.timeline, self._context.theme)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        for part in (self.steps, self.picture, side):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(PICTURES, 1)
        self._parts.setSizes(list(WIDTHS))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._parts)
        self._pages.addWidget(closed)
        self._pages.setMinimumHeight(60)
        lanes = column(*self.lanes(), self.lane, self.timeline, space=0)
        self._below = column(self.transport, lanes, space=Space.XS)
        self._controls = QWidget()
        self._controls.setLayout(self._below)
        self._top: QVBoxLayout = column(header, self.banner, space=Space.S)
        whole = column(self._top, self._pages, self._controls, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._is_built = True
        self._follow()
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
            shown = {STEPS, PICTURES, SIDE}
        self.on_parts(all_shown=len(shown) == self._parts.count())
        for at, part in enumerate((self.steps, self.picture, self._side)):
            part.setVisible(at in shown)
        low = self.height() < LOW_BELOW_PX
        self.timeline.set_low(low)
        self.steps.set_low(low)
        for each in (*self.lanes(), self.lane):
            each.setVisible(not low)
        gap = Space.XS if low else Space.S
        self._below.setContentsMargins(Space.L, Space.XS, Space.L, gap)
        self._top.setContentsMargins(Space.M, gap, Space.L, gap)

    def _follow(self) -> None:
        player = self.player
        player.track_ready.connect(lambda: self.timeline.show_track(player.track))
        player.steps_ready.connect(lambda: self.timeline.show_steps(player.steps))
        player.moved.connect(self._on_moved)
        player.pictured.connect(self.picture.single.show_picture)
        self._steps_desk.changed.connect(self._on_moved)
        self.timeline.scrubbed.connect(player.seek)
        self.timeline.scrub_began.connect(lambda: player.use(heads.pause(player.head)))
        self.picture.zoomed.connect(lambda: self.transport.show_zoom(self.picture.zoom_now))
        self.transport.time_entered.connect(player.seek)
        self.transport.time_left.connect(self.steps.view.setFocus)
        self.transport.speed_chosen.connect(self.choose_speed)

    # What the person does

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
        parts = (self.steps, self.picture, self._side)
        inside = (n for n, part in enumerate(parts) if focus and part.isAncestorOf(focus))
        at = next(inside, self._front)
        self._bring((at + 1) % len(parts))
        (self.steps.view, self.picture.shown(), self.side_focus())[(at + 1) % 3].setFocus()

    def say(self, text: str) -> None:
        """Show a sentence above the page."""
        self.banner.text.setText(text)
        self.banner.show()

    def choose(self, step_id: str) -> None:
        """Select a step and bring the playhead to it."""
        self._steps_desk.select([step_id])
        step = self._steps_desk.step(step_id)
        if step is not None:
            self._steps_desk.seek(step.action.t_start_ns)

    def _bring(self, part: int) -> None:
        self._front = part
        self._fit()

    # What comes

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
        self.on_step(step)

    def _step_in_view(self) -> Step | None:
        chosen = [self._steps_desk.step(each) for each in self._steps_desk.selection]
        for step in chosen:
            if step is not None and step.action.t_start_ns == self.player.head.t_ns:
                return step
        place = self.player.step_now()
        steps = self.player.steps
        return steps[place] if place is not None and place < len(steps) else None

    def _show_pair(self) -> None:
        """Both pictures, unless something moves or boxes are drawn on the one."""
        pair = self._pair_wanted and not self.player.head.moving and self.wants_pair()
        if pair != self.picture.is_pair:
            self.picture.show_pair(pair)
        self._context.actions.set_fact(self._pair_fact, self._pair_wanted)

    def _show_open(self, *, is_open: bool) -> None:
        """The session and its controls, or why it cannot be read."""
        self._pages.setCurrentWidget(self._parts if is_open else self._closed)
        self._controls.setVisible(is_open)
        self.header_part.setEnabled(is_open)

    def _show_overlay(self) -> None:
        self._on_moved()
