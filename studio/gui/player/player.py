"""The player without a widget: opens a session, moves the playhead, and says when something came.

Its parts arrive one after another: description and first picture, then the track of events, then
the steps. Each is read in a job; this object lives on the GUI thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic_ns

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from recorder.errors import CandorError, Locked, WrongUse
from recorder.session.columns import Columns
from recorder.session.model import SessionMeta
from recorder.vault.keeper_client import Keeper
from replay import player as heads
from replay.player import Playhead
from replay.player_overlay import Overlay, Overlays
from replay.player_previews import Previews
from replay.player_session import (
    EventReader,
    Opened,
    OpenSource,
    begin,
    read_more_video,
    read_records,
    read_video,
    steps_in,
)
from replay.player_track import Track, track_of
from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.player.feed import Feed
from studio.gui.player.picture import Picture
from studio.gui.vault import VaultState
from studio.gui.words import tr

TICK_MS = 16
AWAKE_MS = 60_000
EVENTS_AT_ONCE = 512
VIDEO_AT_ONCE = 48
LATER_MS = 300
STEPS_LANE = "player-steps"
PREVIEWS_LANE = "player-previews"


class Player(QObject):
    """One opened session at a time."""

    opened = Signal()
    """A session is there: its description, its length as far as it is known."""

    track_ready = Signal()
    steps_ready = Signal()
    moved = Signal()
    pictured = Signal(object)
    closed = Signal()
    failed = Signal(object)
    """The session cannot be shown, or not further: an exception."""

    locked = Signal()
    """The vault was locked while a session was open; `reopen` goes on."""

    previewed = Signal()
    """More small pictures are there."""

    def __init__(
        self, context: AppContext, parent: QObject | None = None, *, finds_steps: bool = True
    ) -> None:
        """Without `finds_steps` somebody else says which steps there are, by `use_steps`."""
        super().__init__(parent)
        self._context = context
        self._finds_steps = finds_steps
        self._session = ""
        self._path: Path | None = None
        self._source: OpenSource | None = None
        self._feed: Feed | None = None
        self._opened: Opened | None = None
        self._turn = 0
        self.track: Track | None = None
        self.overlays: Overlays | None = None
        self.steps: tuple[Step, ...] = ()
        self.step_times: list[int] = []
        self.head = Playhead()
        self.picture: Picture | None = None
        self._scale = 1.0
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._ticked_ns = 0
        self._awake = QTimer(self)
        self._awake.setInterval(AWAKE_MS)
        self._awake.timeout.connect(self._keep_awake)
        self._moved_lately = False
        context.vault.changed.connect(self._on_vault)

    # What is open

    @property
    def session(self) -> str:
        """The id of the session that is open or being opened; empty for none."""
        return self._session

    @property
    def meta(self) -> SessionMeta | None:
        return self._opened.meta if self._opened else None

    @property
    def state(self) -> str:
        return str(self._opened.state) if self._opened else ""

    @property
    def problem(self) -> str | None:
        return self._opened.problem if self._opened else None

    @property
    def columns(self) -> Columns | None:
        """All events, once the track is there."""
        return self._opened.columns if self._opened and self.track else None

    @property
    def previews(self) -> Previews | None:
        """The small pictures made so far."""
        return self._feed.previews if self._feed else None

    @property
    def is_locked(self) -> bool:
        """Whether a session is open that cannot be read on before unlocking."""
        return bool(self._session) and self._source is None

    def open(self, session: str, path: Path, at_ns: int = 0) -> None:
        """Open a session; the one that was open is closed."""
        self._open(session, lambda keeper: keeper.survey(path), at_ns)
        self._path = path

    def show(self, session: str, source: OpenSource, at_ns: int = 0) -> None:
        """Show what somebody else opened; it is closed with the player, and cannot be reopened."""
        self._open(session, lambda _keeper: source, at_ns)

    def _open(self, session: str, opening: Callable[[Keeper], OpenSource], at_ns: int) -> None:
        self.close()
        self._session = session
        self._turn += 1
        turn = self._turn

        def work(keeper: Keeper, _progress: Progress) -> tuple[OpenSource, Opened]:
            source = opening(keeper)
            try:
                opened = begin(source)
                _try_video(source, opened, at_ns)
            except BaseException:
                source.close()
                raise
            return source, opened

        self._context.vault.run(
            tr("Open the session"),
            work,
            lambda got: self._on_opened(turn, got[0], got[1], at_ns),
            lambda error: self._on_failed(turn, error),
            cancelled=self._on_cancelled,
            owner=self,
            urgent=True,
            quiet=True,
        )

    def reopen(self) -> None:
        """Unlock and go on where it stood."""
        if self._path is not None:
            self.open(self._session, self._path, self.head.t_ns)

    def stay(self) -> None:
        """Work beside the picture counts as looking: the vault stays open for it."""
        self._moved_lately = True

    def close(self) -> None:
        """Forget the session that is open."""
        was_open = bool(self._session)
        self._drop()
        self._session, self._path = "", None
        self._forget_track()
        self.head = Playhead(speed=self.head.speed)
        if was_open:
            self.closed.emit()

    def use_steps(self, steps: tuple[Step, ...]) -> None:
        """Take these for the steps of the session."""
        self.steps = steps
        self.step_times = [step.action.t_start_ns for step in steps]
        self.steps_ready.emit()

    def feed_beside(self, parent: QObject) -> Feed | None:
        """Another feed over what is open, for a picture beside the one of the playhead."""
        if self._source is None or self._opened is None:
            return None
        return Feed(self._context.jobs, self._context.vault, self._source, self._opened, parent)

    # Where it stands

    def overlay(self) -> Overlay | None:
        """What lies over the picture now."""
        return self.overlays.at(self.head.t_ns) if self.overlays else None

    def step_now(self) -> int | None:
        """The place of the step that is under way or was the last to begin."""
        place = bisect_right(self.step_times, self.head.t_ns) - 1
        return place if place >= 0 else None

    def use(self, head: Playhead) -> None:
        """Move the playhead."""
        moved, was_moving = head != self.head, self.head.moving
        self.head = head
        if head.moving and not was_moving:
            self._ticked_ns = monotonic_ns()
            self._tick.start()
        elif not head.moving:
            self._tick.stop()
        if moved:
            self._moved_lately = True
            self.moved.emit()
            self._want()

    def seek(self, t_ns: int) -> None:
        self.use(heads.seek(self.head, t_ns))

    def hop_frame(self, direction: int) -> None:
        """Stand at the next or previous frame."""
        if self.track is not None:
            self._hop(self.track.frame_t_ns, direction)  # pyright: ignore[reportArgumentType]

    def hop_step(self, direction: int) -> None:
        """Stand at the begin of the next or previous step."""
        self._hop(self.step_times, direction)

    def show_at(self, scale: float) -> None:
        """Say how large pictures are needed, as a share of their size."""
        if scale != self._scale:
            self._scale = scale
            self._want()

    def _hop(self, times_ns: Sequence[int], direction: int) -> None:
        self.use(heads.hop(self.head, times_ns, direction))

    def _want(self) -> None:
        if self._feed is not None:
            self._feed.want(self.head.t_ns, self._scale)

    def _on_tick(self) -> None:
        now_ns = monotonic_ns()
        elapsed_ns, self._ticked_ns = now_ns - self._ticked_ns, now_ns
        self.use(heads.advance(self.head, elapsed_ns))
        if self._feed is not None and self.head.pace > 0:
            self._feed.read_ahead(self.head.t_ns)

    # What arrives

    def _on_opened(self, turn: int, source: OpenSource, opened: Opened, at_ns: int) -> None:
        if turn != self._turn:
            self._close_source(source)
            return
        self._source, self._opened = source, opened
        # Before the first frame there is nothing to see.
        at_ns = max(at_ns, opened.media.first_t_ns() or 0)
        self.head = heads.seek(heads.grown(self.head, max(opened.duration_ns, at_ns)), at_ns)
        feed = Feed(self._context.jobs, self._context.vault, source, opened, self)
        feed.pictured.connect(self._on_pictured)
        feed.failed.connect(lambda error: self._on_failed(turn, error))
        self._feed = feed
        self._awake.start()
        self.opened.emit()
        self.moved.emit()
        self._want()
        self._read_events(turn, EventReader(source, opened))

    def _read_events(self, turn: int, reader: EventReader) -> None:
        opened = self._opened
        assert opened is not None

        def work(_keeper: Keeper, _progress: Progress) -> Track | None:
            if reader.more(EVENTS_AT_ONCE):
                return None
            return track_of(opened.columns, opened.duration_ns)

        def done(track: Track | None) -> None:
            if turn != self._turn:
                return
            if track is None:
                self._read_events(turn, reader)
            else:
                self._on_track(turn, track)

        self._in_vault(turn, tr("Read the session"), work, done)

    def _on_track(self, turn: int, track: Track) -> None:
        opened = self._opened
        assert opened is not None
        self.track, self.overlays = track, Overlays(track)
        self.head = heads.grown(self.head, track.duration_ns)
        self.track_ready.emit()
        self.moved.emit()
        if self._finds_steps:
            self._find_steps(turn, opened.columns)
        self._read_video(turn)

    def _find_steps(self, turn: int, columns: Columns) -> None:
        self._context.jobs.run(
            tr("Find the steps"),
            lambda _progress: steps_in(columns),
            lambda steps: self._on_steps(turn, steps),
            owner=self,
            lane=STEPS_LANE,
            quiet=True,
        )

    def _on_steps(self, turn: int, steps: tuple[Step, ...]) -> None:
        if turn == self._turn:
            self.use_steps(steps)

    def _read_video(self, turn: int) -> None:
        """Learn where all frames lie, some records at a time, so that a scrub need not search."""
        source, opened = self._source, self._opened
        if source is None or opened is None:
            return

        def work(_keeper: Keeper, _progress: Progress) -> bool:
            return read_more_video(source, opened, VIDEO_AT_ONCE)

        def done(more: bool) -> None:
            if turn == self._turn:
                (self._read_video if more else self._make_previews)(turn)

        self._in_vault(turn, tr("Read the session"), work, done)

    def _make_previews(self, turn: int) -> None:
        """Make small pictures of everything, some at a time, while nothing else is to be done."""
        source, opened, feed = self._source, self._opened, self._feed
        if source is None or opened is None or feed is None or feed.previews.done:
            return
        if turn != self._turn:
            return
        if self.head.moving or feed.busy:
            QTimer.singleShot(LATER_MS, self, lambda: self._make_previews(turn))
            return
        if wanted := feed.previews.wanted(self.head.t_ns):
            self._in_vault(
                turn,
                tr("Read the video"),
                lambda _keeper, _progress: read_records(source, opened, wanted),
                lambda _nothing: self._make_previews(turn),
            )
            return
        self._context.jobs.run(
            tr("Make small pictures"),
            lambda progress: feed.make_previews(progress),
            lambda _nothing: self._after_previews(turn),
            _nothing,
            owner=feed,
            lane=PREVIEWS_LANE,
            quiet=True,
        )

    def _after_previews(self, turn: int) -> None:
        self.previewed.emit()
        self._make_previews(turn)

    def _in_vault(self, turn: int, title: str, work: Callable, done: Callable[..., None]) -> None:
        self._context.vault.run(
            title,
            work,
            done,
            lambda error: self._on_failed(turn, error),
            owner=self,
            quiet=True,
            ask=False,
        )

    def _on_pictured(self, picture: Picture | None) -> None:
        self.picture = picture
        self.pictured.emit(picture)

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        if isinstance(error, Locked | WrongUse) and self._opened is not None:
            self._lock()
            return
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        """The person would rather not unlock."""
        self.close()

    # The vault

    def _on_vault(self) -> None:
        if self._source is not None and self._context.vault.state is not VaultState.UNLOCKED:
            self._lock()

    def _lock(self) -> None:
        if self._source is None:
            return
        self._source = None
        self._drop()
        self._forget_track()
        self.locked.emit()

    def _keep_awake(self) -> None:
        """Looking counts as using the vault."""
        if self._moved_lately and self._source is not None:
            self._moved_lately = False
            self._in_vault(self._turn, tr("Keep the vault open"), _nothing, _nothing)

    def _drop(self) -> None:
        self._turn += 1
        self._tick.stop()
        self._awake.stop()
        self.head = heads.pause(self.head)
        if self._feed is not None:
            self._feed.stop()
            self._feed.deleteLater()
            self._feed = None
        if self._source is not None:
            self._close_source(self._source)
            self._source = None
        self._opened = None
        self.picture = None

    def _forget_track(self) -> None:
        self.track, self.overlays, self.steps, self.step_times = None, None, (), []

    def _close_source(self, source: OpenSource) -> None:
        self._context.vault.run(
            tr("Close the session"),
            lambda _keeper, _progress: _close_quietly(source),
            _nothing,
            _nothing,
            quiet=True,
            ask=False,
        )


def _try_video(source: OpenSource, opened: Opened, at_ns: int) -> None:
    """Read what the first picture needs; the feed says it if that cannot be."""
    try:
        read_video(source, opened, at_ns)
        if first_ns := opened.media.first_t_ns():
            read_video(source, opened, max(at_ns, first_ns))
    except CandorError:
        return


def _close_quietly(source: OpenSource) -> None:
    try:
        source.close()
    except CandorError:
        # The keeper that had it open is gone, and the open file with it.
        return


def _nothing(*_values: object) -> None:
    return
