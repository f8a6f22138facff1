"""What must not be seen when: boxes with a margin of two pictures before and after their time.

A window is on the screen before anybody can say whose it is. Pictures therefore wait until the
context says that it has told of all windows in them, and are painted over afterwards by what is
learned meanwhile. Times are of the monotonic clock.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from recorder.capture.screen import Changed
from recorder.gate_sight import Sight
from recorder.media.slots import even_box
from recorder.session.model import Rect

MARGIN_PICTURES = 2
MARGIN_MAX_NS = 100_000_000
"""At a slow pace two pictures would be longer than what a kill may cost allows."""
NEWS_NS = 50_000_000
"""How long the news of what a window shows may take, which no round trip can fetch."""
UNSEEN_MAX_NS = 1_000_000_000
"""After this time a picture of which nobody says what is in it is painted over as a whole."""


class Masks:
    """The boxes that must not be seen, and up to when they are known. They are set by one thread
    and asked for by another."""

    def __init__(self, interval_ns: int) -> None:
        self.margin_ns = min(MARGIN_PICTURES * interval_ns, MARGIN_MAX_NS)
        self.sight = Sight()
        self._lock = threading.Lock()
        self._now: tuple[Rect, ...] = ()
        self._ended: deque[tuple[int, tuple[Rect, ...]]] = deque()

    @property
    def hold_ns(self) -> int:
        """How long a picture waits for what may have to be painted over in it."""
        return self.margin_ns + NEWS_NS

    def change(self, at_ns: int, boxes: tuple[Rect, ...]) -> None:
        """From a time on these boxes must not be seen, instead of those before."""
        with self._lock:
            if gone := tuple(box for box in self._now if box not in boxes):
                self._ended.append((at_ns + self.margin_ns, gone))
            self._now = boxes

    def since(self, t_ns: int) -> tuple[Rect, ...]:
        """What must not be seen in a picture of this time, as far as is known by now.

        All that was known since counts, because the news of what is in it may have come and gone.
        """
        with self._lock:
            found = dict.fromkeys(self._now)
            for end_ns, boxes in self._ended:
                if end_ns >= t_ns:
                    found |= dict.fromkeys(boxes)
        return tuple(found)

    def forget(self, t_ns: int) -> None:
        """Nobody will ask for a time before this one."""
        with self._lock:
            while self._ended and self._ended[0][0] < t_ns:
                self._ended.popleft()


@dataclass(slots=True)
class Taken:
    """A picture that waits. `era` counts what was forgotten before it; `box` is what may differ
    from the picture before, `covered` what was painted over in it, `lost` whether all was,
    because nobody said what is in it."""

    changed: Changed
    captured: Rect
    era: int
    box: Rect
    covered: frozenset[Rect] = frozenset()
    lost: bool = False

    def lose(self) -> None:
        """Nobody says what is in it."""
        self.cover((self.captured,))
        self.lost = True

    def cover(self, boxes: tuple[Rect, ...]) -> None:
        """Paint over what must not be seen in it either."""
        for box in boxes:
            if box not in self.covered and (seen := box.intersect(self.captured)):
                picture = self.changed.slot.picture
                left, top = seen.x - self.captured.x, seen.y - self.captured.y
                local = Rect(left, top, seen.width, seen.height)
                picture.paint(even_box(local, picture.width, picture.height))
                self.box = self.box.union(seen)
        self.covered |= frozenset(boxes)
