"""The pictures of a recording: one thread looks at the screen, another one encodes.

Between them lie the few slots of the screen source: when the encoder has all of them, a frame is
dropped and a gap says so. A frame waits in its slot until what must not be seen in it is known,
and only then exists for anybody else; where nobody says it in time, nothing of it is seen. Times
are those of the monotonic clock.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from recorder.capture.screen import (
    Changed,
    DesktopChanged,
    Pace,
    Screen,
    Skipped,
    Unchanged,
)
from recorder.engine_masks import UNSEEN_MAX_NS, Masks, Taken
from recorder.media.encoder import Encoder
from recorder.session.events import (
    ConfirmEvent,
    DesktopEvent,
    Event,
    GapEvent,
    GapReason,
    Hidden,
    ScreenEvent,
)
from recorder.session.model import Chunk, Desktop, Rect
from recorder.timeline import UNNUMBERED, Timeline

log = logging.getLogger("recorder")

CONFIRM_EVERY_NS = 1_000_000_000
HAND_OVER_S = 0.01
# Enough looks to answer for a key that waited for its verdict, at any pace.
LOOKS_KEPT = 128

Reopen = Callable[[Desktop], Screen]
"""Gives a screen source for a desktop that changed. Raises CaptureError to end the recording."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A picture on its way to the encoder, and its number."""

    taken: Taken
    index: int


class Pictures:
    """Looks, and encodes what changed. `blind_until_ns` may be set from any thread."""

    def __init__(
        self,
        screen: Screen,
        timeline: Timeline,
        fps: int,
        reopen: Reopen,
        see: Callable[[], None],
    ) -> None:
        """`see` asks how far the windows are known; the answer comes by `saw`, from any thread."""
        self.blind_until_ns = 0
        self._screen = screen
        self._timeline = timeline
        self._reopen, self._see = reopen, see
        self._pace = Pace(fps)
        self._masks = Masks(self._pace.interval_ns)
        self._waiting: deque[Taken] = deque()
        self._encoder = Encoder(screen.captured, fps=fps)
        self._looking = threading.Lock()
        self._encoding = threading.Lock()
        self._stopped = threading.Event()
        self._queue: queue.SimpleQueue[_Due | None] = queue.SimpleQueue()
        self._era = 0
        self._next_index = 0
        self._looks: deque[int] = deque(maxlen=LOOKS_KEPT)
        self._told: deque[int] = deque(maxlen=LOOKS_KEPT)
        self._confirmed_ns = 0
        self._skipping = self._losing = False
        self._looked = True

    @property
    def waiting_ns(self) -> int | None:
        """The time of the oldest picture that no event tells yet."""
        try:
            return self._waiting[0].changed.t_ns
        except IndexError:
            return None

    @property
    def losing(self) -> bool:
        """Whether pictures are hidden because nobody says in time which windows they show."""
        return self._losing

    @property
    def frames(self) -> int:
        """How many frames were handed to the encoder so far."""
        return self._next_index

    @property
    def dropped(self) -> int:
        """How many frames no slot was free for."""
        return self._pace.skipped

    def start(self) -> None:
        """Get ready to look.

        Raises:
            CaptureError: this desktop cannot be recorded.
        """
        self._screen.start()

    def look(self) -> None:
        """Look at the screen at the wished pace until `stop`.

        Raises:
            CaptureError: the desktop went away, or is not what was to be recorded any more.
        """
        due_s = time.monotonic()
        try:
            while not self._stopped.is_set():
                with self._looking:
                    self._step()
                due_s = max(due_s + self._pace.interval_ns / 1e9, time.monotonic())
                self._stopped.wait(due_s - time.monotonic())
            self._end_skipping(time.monotonic_ns())
            while self._waiting:
                time.sleep(HAND_OVER_S)
                self._hand_over(time.monotonic_ns())
            self._tell_losing(time.monotonic_ns(), losing=False)
        finally:
            self._screen.stop()
            self._queue.put(None)

    def encode(self) -> None:
        """Encode until `look` has ended and everything it saw is encoded.

        Raises:
            CaptureError: the encoder failed.
        """
        while (due := self._queue.get()) is not None:
            taken = due.taken
            with self._encoding:
                try:
                    if taken.era == self._era:
                        self._encoder.turn_to(taken.captured)
                        picture, t_ns = taken.changed.slot.picture, taken.changed.t_ns
                        self._encoder.encode(picture, due.index, self._timeline.since(t_ns))
                finally:
                    taken.changed.slot.release()

    def mask(self, at_ns: int, boxes: tuple[Rect, ...]) -> None:
        """From a time on these boxes must not be seen; from any thread."""
        self._masks.change(at_ns, boxes)

    def saw(self, until_ns: int) -> None:
        """What must not be seen is known up to this time; from any thread."""
        self._masks.sight.saw(until_ns)

    @property
    def margin_ns(self) -> int:
        """How long before and after their time the boxes are painted over."""
        return self._masks.margin_ns

    def stop(self) -> None:
        """Let `look` and then `encode` return. It may be called twice, or before they run."""
        self._stopped.set()

    def close(self) -> None:
        """Let go of the desktop where `look` never ran."""
        self._screen.stop()

    def chunks(self) -> list[Chunk]:
        """What was encoded since the last call."""
        with self._encoding:
            chunks: list[Chunk] = []
            while (chunk := self._encoder.take_chunk()) is not None:
                chunks.append(chunk)
            return chunks

    def confirm_before(self, t_ns: int) -> int | None:
        """The last look before a time that found nothing new, if no event tells it yet.

        The time may lie before what was told meanwhile, because a key waits for its verdict.
        """
        look_ns = max((each for each in self._looks.copy() if each < t_ns), default=None)
        if look_ns is None or look_ns in self._told:
            return None
        self._told.append(look_ns)
        return look_ns

    def hold(self) -> None:
        """Stop looking, and drop what is not in the journal yet; then comes `go_on`."""
        self._looking.acquire()
        with self._encoding:
            self._era += 1
            self._encoder.reset()
        while self._waiting:
            self._waiting.popleft().changed.slot.release()
        self._looks.clear()
        self._skipping = self._losing = False

    def go_on(self) -> None:
        """Look again. The next picture is a whole one, because the last may be forgotten."""
        self._screen.renew()
        self._looking.release()

    def _step(self) -> None:
        now_ns = time.monotonic_ns()
        boxes = self._hand_over(now_ns)
        if now_ns < self.blind_until_ns:
            self._looked = False
            return
        if not self._looked:
            # What was painted over meanwhile is compared with nothing.
            self._screen.renew()
            self._looked = True
        self._look_once(boxes)

    def _look_once(self, boxes: tuple[Rect, ...]) -> None:
        tick = self._screen.tick(boxes)
        self._pace.saw(tick)
        match tick:
            case Changed():
                self._take(tick, boxes)
            case Unchanged():
                self._confirm(tick.confirmed_ns)
            case Skipped():
                if not self._skipping:
                    self._skipping = True
                    self._tell(self._gap(tick.t_ns, begins=True))
            case DesktopChanged():
                self._turn_to(tick.desktop)

    def _take(self, changed: Changed, boxes: tuple[Rect, ...]) -> None:
        self._end_skipping(changed.t_ns)
        captured, covered = self._screen.captured, frozenset(boxes)
        self._waiting.append(Taken(changed, captured, self._era, changed.box, covered))

    def _hand_over(self, now_ns: int) -> tuple[Rect, ...]:
        """Paint over what must not be seen now, and give the encoder what waited long enough."""
        # First up to when it is known, then what: in between more may become known.
        seen_ns, rested_ns = self._masks.sight.until_ns, now_ns - self._masks.hold_ns
        self._masks.forget(self._waiting[0].changed.t_ns if self._waiting else now_ns)
        for taken in self._waiting:
            taken.cover(self._masks.since(taken.changed.t_ns))
        self._ask_for_sight(seen_ns, now_ns)
        if self._waiting and self._waiting[0].changed.t_ns <= now_ns - UNSEEN_MAX_NS:
            self._lose(seen_ns)
        while self._waiting:
            taken = self._waiting[0]
            if taken.changed.t_ns > (rested_ns if taken.lost else min(rested_ns, seen_ns)):
                break
            self._let_go(taken)
            self._waiting.popleft()
        return self._masks.since(now_ns)

    def _ask_for_sight(self, seen_ns: int, now_ns: int) -> None:
        """In time for the oldest picture in which there may be unknown windows, and for all those
        that were taken meanwhile."""
        sight = self._masks.sight
        unseen = (taken.changed.t_ns for taken in self._waiting if not taken.lost)
        oldest_ns = next((t_ns for t_ns in unseen if t_ns > seen_ns), None)
        due_ns = None if oldest_ns is None else sight.due_ns(oldest_ns, self._masks.margin_ns)
        if due_ns is not None and now_ns >= due_ns:
            sight.asked(now_ns)
            self._see()

    def _lose(self, seen_ns: int) -> None:
        """Nobody says what is in the pictures: nothing of them may be seen."""
        log.info("it is not known in time which windows are in a picture; it is hidden")
        for taken in self._waiting:
            if taken.changed.t_ns > seen_ns:
                taken.lose()
        # What comes next differs from them everywhere.
        self._screen.renew()

    def _let_go(self, taken: Taken) -> None:
        """Give a picture to the encoder, and tell of it."""
        index, changed = self._next_index, taken.changed
        self._next_index += 1
        self._tell_losing(changed.t_ns, losing=taken.lost)
        self._queue.put(_Due(taken, index))
        self._tell(ScreenEvent(UNNUMBERED, changed.t_ns, index, taken.box, changed.grab_ns))

    def _confirm(self, t_ns: int) -> None:
        self._looks.append(t_ns)
        if t_ns - self._confirmed_ns >= CONFIRM_EVERY_NS:
            self._confirmed_ns = t_ns
            self._told.append(t_ns)
            self._tell(ConfirmEvent(UNNUMBERED, t_ns))

    def _end_skipping(self, t_ns: int) -> None:
        if self._skipping:
            self._skipping = False
            self._tell(self._gap(t_ns, begins=False))

    def _tell_losing(self, t_ns: int, *, losing: bool) -> None:
        if losing != self._losing:
            self._losing = losing
            self._tell(GapEvent(UNNUMBERED, t_ns, losing, Hidden.PIXELS, GapReason.UNSEEN))

    def _turn_to(self, desktop: Desktop) -> None:
        """Go on with a desktop whose displays changed."""
        log.info("the displays changed; the screen is opened anew")
        self._screen.stop()
        self._screen = self._reopen(desktop)
        self._screen.start()
        self._tell(DesktopEvent(UNNUMBERED, time.monotonic_ns(), desktop))

    def _gap(self, t_ns: int, *, begins: bool) -> GapEvent:
        return GapEvent(UNNUMBERED, t_ns, begins, Hidden.PIXELS, GapReason.FRAMES_DROPPED)

    def _tell(self, event: Event) -> None:
        self._timeline.put([event])
