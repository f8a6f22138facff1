"""Gives the picture of the latest wanted moment. Reading and decoding are jobs; nothing waits here.

One job is under way at a time. When it ends, the moment that is wanted by then comes next, so
that positions passed in between cost nothing. A frame that is far from the last one comes in two:
first what is at hand, a small or an older picture, then the frame itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from recorder.errors import CandorError, Locked, WrongUse
from replay.player_anchors import Anchors
from replay.player_frames import Frames
from replay.player_previews import Previews
from replay.player_session import Opened, Source, read_video
from studio.gui.jobs import Cancelled, Jobs, Progress
from studio.gui.player.picture import Picture, picture_of, preview_of
from studio.gui.vault import Vault
from studio.gui.words import tr

LANE = "player"
AHEAD_NS = 3_000_000_000
QUICK_FRAMES = 8
"""So few frames are decoded at once, without showing anything else first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A moment, and how large its picture is to be."""

    t_ns: int
    scale: float


class Feed(QObject):
    """Pictures of one opened session."""

    pictured = Signal(object)
    failed = Signal(object)
    settled = Signal()
    """The wanted picture is shown; nothing is under way."""

    def __init__(
        self, jobs: Jobs, vault: Vault, source: Source, opened: Opened, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._vault = vault
        self._source = source
        self._opened = opened
        self.anchors = Anchors()
        self.frames = Frames(opened.media, anchors=self.anchors)
        self.previews = Previews(opened.media, opened.duration_ns, self.anchors)
        self._wanted: Wanted | None = None
        self._previewed: Wanted | None = None
        self._given: Wanted | None = None
        self._busy = False
        self._reading_ahead = False
        self._stopped = False

    @property
    def busy(self) -> bool:
        return self._busy

    def want(self, t_ns: int, scale: float) -> None:
        """Ask for the picture of a moment; whatever was asked before is no longer wanted."""
        self._wanted = Wanted(t_ns, scale)
        self._pump()

    def read_ahead(self, t_ns: int) -> None:
        """See that playing on from a moment does not stop for reading."""
        ahead_ns = min(t_ns + AHEAD_NS, self._opened.duration_ns)
        if self._stopped or self._reading_ahead or not self._opened.media.missing(ahead_ns):
            return
        self._reading_ahead = True
        self._read(ahead_ns, self._after_reading_ahead, urgent=False)

    def make_previews(self, progress: Progress) -> None:
        """In a job: make the next small pictures."""

        def go_on() -> None:
            progress.check()
            if self._stopped:
                raise Cancelled

        wanted = self._wanted
        self.previews.make(go_on, wanted.t_ns if wanted else 0)

    def stop(self) -> None:
        """Give nothing any more, and drop all that was decoded."""
        self._stopped = True
        self._wanted = None
        # The lane has one job at a time, so nobody decodes while this drops the pictures.
        frames, media, anchors = self.frames, self._opened.media, self.anchors

        def forget(_progress: Progress) -> None:
            frames.forget()
            media.forget()
            anchors.forget()

        self._jobs.run(tr("Close the session"), forget, _nothing, lane=LANE, quiet=True)

    def _pump(self) -> None:
        wanted = self._wanted
        if self._busy or self._stopped or wanted is None:
            return
        if wanted == self._given:
            self.settled.emit()
            return
        self._busy = True
        if wanted != self._previewed and self.previews.at(wanted.t_ns) is not None:
            self._decode(wanted, self._first_picture)
            return
        try:
            missing = self._opened.media.missing(wanted.t_ns)
        except CandorError as error:
            self._fail(wanted, error)
            return
        if missing:
            self._read(wanted.t_ns, lambda error: self._after_reading(wanted, error), urgent=True)
        elif wanted == self._previewed:
            self._decode(wanted, self._exact_picture)
        else:
            self._decode(wanted, self._first_picture)

    def _read(self, t_ns: int, after: Callable[[Exception | None], None], *, urgent: bool) -> None:
        self._vault.run(
            tr("Read the video"),
            lambda _keeper, _progress: read_video(self._source, self._opened, t_ns),
            lambda _nothing: after(None),
            after,
            cancelled=lambda: after(Locked("")),
            owner=self,
            urgent=urgent,
            quiet=True,
        )

    def _after_reading(self, wanted: Wanted, error: Exception | None) -> None:
        self._busy = False
        if error is not None:
            self._fail(wanted, error)
        else:
            self._pump()

    def _after_reading_ahead(self, error: Exception | None) -> None:
        self._reading_ahead = False
        if isinstance(error, Locked | WrongUse):
            self.failed.emit(error)

    def _decode(self, wanted: Wanted, how: Callable[[Wanted], Picture | None]) -> None:
        self._jobs.run(
            tr("Decode a frame"),
            lambda _progress: how(wanted),
            lambda picture: self._after_decoding(wanted, picture),
            lambda error: self._fail(wanted, error),
            owner=self,
            lane=LANE,
            quiet=True,
        )

    # In the job.

    def _first_picture(self, wanted: Wanted) -> Picture | None:
        """The frame itself when it is a few frames away, else what is at hand."""
        preview = self.previews.at(wanted.t_ns)
        cost = self.frames.cost(wanted.t_ns)
        if 0 <= cost <= (QUICK_FRAMES if preview is None else 1):
            return self._exact_picture(wanted)
        if preview is not None and (small := preview_of(preview)) is not None:
            return small
        key = self.frames.key_before(wanted.t_ns)
        return None if key is None else picture_of(key, wanted.scale, is_preview=True)

    def _exact_picture(self, wanted: Wanted) -> Picture | None:
        shown = self.frames.at(wanted.t_ns, lambda: self._wanted == wanted)
        return None if shown is None else picture_of(shown, wanted.scale)

    # On the GUI thread again.

    def _after_decoding(self, wanted: Wanted, picture: Picture | None) -> None:
        self._busy = False
        if self._stopped:
            return
        if picture is None and (self._wanted != wanted or self._is_missing(wanted.t_ns)):
            # Another moment is wanted by now, or the records were dropped from memory meanwhile.
            self._pump()
            return
        if picture is not None and picture.is_preview:
            self._previewed = wanted
        else:
            self._given = wanted
        self.pictured.emit(picture)
        self._pump()

    def _is_missing(self, t_ns: int) -> bool:
        try:
            return bool(self._opened.media.missing(t_ns))
        except CandorError:
            return False

    def _fail(self, wanted: Wanted, error: Exception) -> None:
        self._busy = False
        self._given = wanted
        if not self._stopped:
            self.failed.emit(error)
            self._pump()


def _nothing(_value: object) -> None:
    return
