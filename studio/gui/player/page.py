"""The player as a page: head, picture, what happens now, controls, timeline. It joins its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from replay import player as heads
from replay.player import clock
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.player.picture import Picture
from studio.gui.player.picture_view import PictureView
from studio.gui.player.player import Player
from studio.gui.player.player_actions import LOOPS, OPEN
from studio.gui.player.playing_page import PlayingPage
from studio.gui.player.timeline_painter import gap_words
from studio.gui.player.transport import Transport
from studio.gui.sentences import said
from studio.gui.sessions.states import state_look
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    ElidedLabel,
    EmptyState,
    Pill,
    button,
    column,
    icon_button,
    row,
)
from studio.gui.words import tr

LOW_BELOW_PX, PICTURE_MIN_PX = 480, 36


class PlayerPage(PlayingPage):
    """Shows one session. `left` asks to go back to the list."""

    left = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, Player(context), parent)
        self.player.setParent(self)
        self.setObjectName("player-page")
        self._is_built = False
        self.picture = PictureView()
        self.step_line = ElidedLabel("", "strong")
        self.step_line.setObjectName("step-line")
        self.window_line = ElidedLabel("", "body", "soft", Qt.TextElideMode.ElideMiddle)
        self.window_line.setObjectName("window-line")
        self.window_line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.task = ElidedLabel("", "subtitle")
        self.task.setObjectName("player-task")
        self.state = Pill()
        self.banner = Banner("warning", "")
        self.banner.hide()

    def build(self) -> None:
        """Lay everything out; the rows of the player must be in the table of actions by now."""
        self.transport = Transport(self._context.actions)
        back = icon_button(
            "chevron-left", tr("Back to the sessions"), name="player-leave", clicked=self.left.emit
        )
        head = row(back, self.task, self.state, space=Space.M)
        head.setStretch(1, 1)
        now = row(self.step_line, self.window_line, space=Space.L)
        now.setStretch(0, 3)
        now.setStretch(1, 2)
        self._closed = self._locked_state()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.picture)
        self._pages.addWidget(self._closed)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._pages.setMinimumHeight(PICTURE_MIN_PX)
        self._below = column(now, self.transport, self.timeline, space=Space.XS)
        self._controls = QWidget()
        self._controls.setLayout(self._below)
        self._top = column(head, self.banner, space=Space.S)
        whole = column(self._top, self._pages, self._controls, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._is_built = True
        self._set_low(False)
        self._listen()
        self._show_settings()
        self._watch_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_built:
            self._set_low(self.height() < LOW_BELOW_PX)

    def _set_low(self, low: bool) -> None:
        """Leave as much as can be to the picture of a small window."""
        self.timeline.set_low(low)
        gap = Space.XS if low else Space.M
        self._below.setContentsMargins(Space.L, Space.XS, Space.L, gap)
        self._top.setContentsMargins(Space.L, gap, Space.L, gap)

    def _listen(self) -> None:
        player, timeline = self.player, self.timeline
        player.opened.connect(self._on_opened)
        player.track_ready.connect(self._on_track)
        player.steps_ready.connect(self._on_steps)
        player.moved.connect(self._on_moved)
        player.pictured.connect(self._on_pictured)
        player.failed.connect(self._on_failed)
        player.locked.connect(self._on_locked)
        player.closed.connect(self._on_closed)
        timeline.scrubbed.connect(player.seek)
        timeline.scrub_began.connect(lambda: player.use(heads.pause(player.head)))
        self.picture.scale_wanted.connect(player.show_at)
        self.picture.zoomed.connect(lambda: self.transport.show_zoom(self.picture.zoom_now))
        self.transport.time_entered.connect(player.seek)
        self.transport.time_left.connect(self.picture.setFocus)
        self.transport.speed_chosen.connect(self.choose_speed)

    def _locked_state(self) -> QWidget:
        unlock = button(
            tr("Unlock"), "primary", "unlock", name="player-unlock", clicked=self.player.reopen
        )
        made = EmptyState(
            "lock",
            tr("The vault is locked"),
            tr("The pictures were taken from memory. Unlock to go on where you were."),
            unlock,
        )
        made.setObjectName("player-locked")
        return made

    # What comes

    def _on_opened(self) -> None:
        meta = self.player.meta
        assert meta is not None
        self.task.setText(meta.task or tr("Session without a task"))
        self.picture.show_captured(meta.captured)
        self._show_open(True)
        self._show_state()
        self._context.actions.set_fact(OPEN, True)
        self.picture.setFocus()

    def _on_track(self) -> None:
        self.timeline.show_track(self.player.track)
        self._show_state()

    def _on_steps(self) -> None:
        self.timeline.show_steps(self.player.steps)
        self._on_moved()

    def _on_moved(self) -> None:
        player = self.player
        self.transport.show_head(player.head)
        self._context.actions.set_fact(LOOPS, player.head.loop is not heads.Loop.OFF)
        self.timeline.show_head(player.head, player.step_now())
        self.picture.show_overlay(player.overlay(), self._shows())
        self._show_now()

    def _on_pictured(self, picture: Picture | None) -> None:
        self.picture.show_picture(picture)
        self._show_notice()

    def _on_failed(self, error: Exception) -> None:
        if self.player.meta is None:
            self.player.close()
            self._context.frame.show_problem(
                Problem.of(error, safe=tr("The session was not changed."))
            )
            self.left.emit()
            return
        self._show_banner(said(str(error)))

    def _on_locked(self) -> None:
        self._context.actions.set_fact(OPEN, False)
        self.picture.clear()
        self.timeline.clear()
        for each in (self.step_line, self.window_line, self.task):
            each.setText("")
        self._show_open(False)

    def _show_open(self, is_open: bool) -> None:
        """The picture and its controls, or that the vault is locked."""
        self._pages.setCurrentWidget(self.picture if is_open else self._closed)
        self._controls.setVisible(is_open)

    def _on_closed(self) -> None:
        self._context.actions.set_fact(OPEN, False)
        self.picture.clear()
        self.timeline.clear()
        self.banner.hide()
        for each in (self.step_line, self.window_line, self.task):
            each.setText("")

    def _show_state(self) -> None:
        look = state_look(self.player.state)
        self.state.show_state(look.word, look.icon, look.mood)
        if self.player.problem:
            self._show_banner(
                tr("{problem} What was read is shown.").format(problem=self.player.problem)
            )

    def _show_banner(self, text: str) -> None:
        self.banner.text.setText(text)
        self.banner.show()

    def _show_now(self) -> None:
        """The step and the window of this moment, in words."""
        place = self.player.step_now()
        steps = self.player.steps
        if place is None or not steps:
            self.step_line.setText(tr("{n} steps").format(n=len(steps)) if steps else "")
        else:
            words = {"n": place + 1, "all": len(steps), "sentence": steps[place].sentence}
            self.step_line.setText(tr("{n} of {all}: {sentence}").format(**words))
        self.window_line.setText(self._window_words())
        self._show_notice()

    def _window_words(self) -> str:
        track, now_ns = self.player.track, self.player.head.t_ns
        if track is None:
            return ""
        for span in track.windows:
            if span.t_ns <= now_ns < span.end_ns:
                return " – ".join(each for each in (span.title, span.app) if each)
        return ""

    def _show_notice(self) -> None:
        track, now_ns = self.player.track, self.player.head.t_ns
        words = ""
        for gap in track.gaps if track is not None else ():
            if gap.t_start_ns <= now_ns and (gap.t_end_ns is None or now_ns < gap.t_end_ns):
                words = gap_words(gap)
        if not words and self.player.picture is None and track is not None:
            first = int(track.frame_t_ns[0]) if len(track.frame_t_ns) else None
            words = tr("No picture was recorded") if first is None else ""
            if first is not None and now_ns < first:
                words = tr("The first picture comes at {time}").format(time=clock(first))
        self.picture.show_notice(words)

    def _show_overlay(self) -> None:
        self.picture.show_overlay(self.player.overlay(), self._shows())
