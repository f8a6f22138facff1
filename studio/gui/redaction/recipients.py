"""The session as recipients see it: placeholders, gaps, steps and filled lines, before it is burnt.

Cut time is shown as a gap, so that everything stays in its place. Corrections and labels are not
part of a copy, so the steps are those that are computed from its events.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from annotate.redact.burn import BATCH_EVENTS, burnt_events, orders_of
from annotate.redact.masks import Mask
from annotate.redact.plan import Keep, Plan, Redaction, Span
from annotate.redact.reading import Seen
from recorder.session.codec import encode_events
from recorder.session.columns import Columns
from recorder.session.events import Event
from recorder.session.journal import session_path
from recorder.session.model import Rect, SessionMeta
from recorder.session.reader import Session
from recorder.session.scan import Scanner, SessionState
from replay.player_overlay import Overlays
from replay.player_track import Track, track_of
from replay.steps import trajectory_of
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.redaction.lines import Lines, filled_at, masks_of
from studio.gui.redaction.proposed import plan_of
from studio.gui.review.desk import Desk
from studio.gui.words import tr

LANE = "redaction-view"


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What recipients see of a session: its track, its steps, the lines that are filled."""

    track: Track
    overlays: Overlays
    steps: tuple[Step, ...]
    masks: tuple[Mask, ...]


class Recipients(QObject):
    """Shows one or the other in the player of a desk. `sight` is None while it is off."""

    changed = Signal()

    def __init__(
        self, context: AppContext, desk: Desk, lines: Lines, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._desk, self._lines = context, desk, lines
        self._own: tuple[Track, Overlays] | None = None
        self._turn = 0
        self.on = False
        self.sight: Sight | None = None
        desk.changed.connect(self._make)
        lines.changed.connect(self._make)
        desk.closed.connect(self._forget)

    def show(self, on: bool) -> None:
        """See the session as recipients will, or as it was recorded."""
        if on == self.on or (on and not self._desk.is_open):
            return
        self.on = on
        if on:
            self._make()
        else:
            self._restore()
        self.changed.emit()

    def filled_now(self) -> tuple[Rect, ...]:
        """The lines of text that are filled at the playhead."""
        meta, times = self._desk.player.meta, self._lines.frame_t_ns
        if self.sight is None or meta is None or not times:
            return ()
        frame = bisect_right(times, self._desk.t_ns) - 1
        return filled_at(list(self.sight.masks), frame, (meta.captured.x, meta.captured.y))

    def _make(self) -> None:
        player = self._desk.player
        if not self.on or player.meta is None:
            return
        self._turn += 1
        turn, content = self._turn, self._desk.content
        session, events, meta = self._desk.session, self._desk.events, player.meta
        path = session_path(self._context.home.sessions, session)
        plan = plan_of(session, content, ())
        state, duration_ns = SessionState(player.state), player.head.duration_ns
        seen = self._lines.seen

        def work(_progress: Progress) -> Sight:
            return sight_of(path, plan, events, meta, state, duration_ns, seen)

        self._context.jobs.run(
            tr("Show it as recipients see it"),
            work,
            lambda sight: self._show(turn, sight),
            lambda error: self._failed(turn, error),
            owner=self,
            lane=LANE,
            replaces=True,
            quiet=True,
        )

    def _show(self, turn: int, sight: Sight) -> None:
        player = self._desk.player
        if turn != self._turn or not self.on or player.track is None or player.overlays is None:
            return
        if self._own is None:
            self._own = player.track, player.overlays
        self.sight = sight
        player.track, player.overlays = sight.track, sight.overlays
        player.use_steps(sight.steps)
        self.changed.emit()
        player.moved.emit()

    def _failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self.on = False
            self._restore()
            self.changed.emit()
            self._context.frame.show_problem(Problem.of(error))

    def _restore(self) -> None:
        self._turn += 1
        self.sight = None
        player = self._desk.player
        if self._own is not None and player.track is not None:
            player.track, player.overlays = self._own
            player.use_steps(self._desk.steps)
            player.moved.emit()
        self._own = None

    def _forget(self) -> None:
        self._turn += 1
        self.on, self.sight, self._own = False, None, None
        self.changed.emit()


def sight_of(
    path: Path,
    plan: Plan,
    events: tuple[Event, ...],
    meta: SessionMeta,
    state: SessionState,
    duration_ns: int,
    seen: list[Seen] | None,
) -> Sight:
    """What a plan leaves of a session that was read.

    Raises:
        WrongUse: the plan does not fit it.
    """
    with Scanner(path) as scanner:
        header = scanner.head.header
    session = Session(plan.session, header, state, meta, events, ())
    kept = msgspec.structs.replace(
        plan, redactions=tuple(_as_gap(each) for each in plan.redactions)
    )
    left = burnt_events(session, orders_of(kept, session))
    columns = Columns()
    for start in range(0, len(left), BATCH_EVENTS):
        columns.take(encode_events(left[start : start + BATCH_EVENTS]))
    track = track_of(columns, duration_ns)
    steps = trajectory_of(replace(session, events=tuple(left))).steps
    masks = () if seen is None else tuple(masks_of(seen, plan.redactions))
    return Sight(track, Overlays(track), steps, masks)


def _as_gap(redaction: Redaction) -> Redaction:
    if isinstance(redaction, Span):
        return msgspec.structs.replace(redaction, keep=Keep.GAP)
    return redaction
