"""The current picture of the captured rectangle, kept up to date box by box.

Whatever platform the pixels come from, here they are converted, masked, compared with the picture
before and written into a slot. A masked box is covered before anything else can see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from recorder.capture.screen import SLOTS, Changed, Clock
from recorder.media.colour import Converter
from recorder.media.slots import Picture, Pixels, Slot, SlotPool, coded_size, even_box
from recorder.session.model import Rect

Grab = Callable[[Rect], Pixels]


class Canvas:
    """Turns grabbed boxes into complete pictures in slots, for one screen thread.

    `grab(box)` answers the BGRA pixels of a box of the desktop, valid until its next call.
    """

    def __init__(self, captured: Rect, grab: Grab, clock_ns: Clock, slots: int = SLOTS) -> None:
        self.captured = captured
        self.width, self.height = coded_size(captured)
        self._grab = grab
        self._clock_ns = clock_ns
        self._pool = SlotPool(self.width, self.height, slots)
        self._scratch = np.empty(self.width * self.height * 3 // 2, np.uint8)
        self._converter = Converter(self.width, self.height)
        self._latest: Slot | None = None

    @property
    def has_free_slot(self) -> bool:
        return self._pool.has_free()

    def update(self, box: Rect, masks: Sequence[Rect]) -> Changed | None:
        """Grab a box of the captured rectangle; None if the picture stays as it was.

        A slot must be free. The first picture needs the whole rectangle as its box.
        """
        slot = self._pool.take()
        assert slot is not None, "update() without a free slot"
        latest = self._latest
        local = self._to_picture(box)
        if local.width * local.height * 2 > self.width * self.height:
            # Most of the picture: cheaper to convert all of it straight into the slot.
            local = Rect(0, 0, self.width, self.height)
        whole = local.width == self.width and local.height == self.height
        straight = whole and slot is not latest
        try:
            started_ns = self._clock_ns()
            pixels = self._grab(self._to_desktop(local))
            t_ns = self._clock_ns()
        except BaseException:
            slot.release()
            raise
        memory = slot.picture.pixels if straight else self._scratch
        fresh = self._convert(pixels, local, memory)
        for mask in self._inside(masks, local):
            fresh.paint(Rect(mask.x - local.x, mask.y - local.y, mask.width, mask.height))
        if latest is not None and latest.picture.same_box(fresh, local, (local.x, local.y)):
            slot.release()
            return None
        if not straight:
            self._write(slot, fresh, local)
        self._mark_newest(slot, local)
        return Changed(slot, t_ns, t_ns - started_ns, self._to_desktop(local))

    def renew(self) -> None:
        """Forget the picture that new ones are compared with; the next needs the whole again."""
        self._latest = None

    def _write(self, slot: Slot, fresh: Picture, local: Rect) -> None:
        latest = self._latest
        if slot.stale is not None and latest is not None and latest is not slot:
            slot.picture.copy_box(latest.picture, slot.stale, (0, 0))
        slot.picture.copy_box(fresh, local, (local.x, local.y))

    def _mark_newest(self, slot: Slot, local: Rect) -> None:
        for other in self._pool:
            other.stale = local if other.stale is None else other.stale.union(local)
        slot.stale = None
        self._latest = slot

    def _convert(self, pixels: Pixels, local: Rect, memory: Pixels) -> Picture:
        down, right = local.height - pixels.shape[0], local.width - pixels.shape[1]
        if down or right:
            pixels = np.pad(pixels, ((0, down), (0, right), (0, 0)), mode="edge")
        fresh = Picture(local.width, local.height, memory.reshape(-1))
        self._converter.convert(pixels, fresh)
        return fresh

    def _inside(self, masks: Iterable[Rect], local: Rect) -> list[Rect]:
        """The parts of the masks that lie in a box, grown to even pixels."""
        found: list[Rect] = []
        for mask in masks:
            visible = mask.intersect(self.captured)
            part = visible and self._to_picture(visible).intersect(local)
            if part:
                found.append(part)
        return found

    def _to_picture(self, box: Rect) -> Rect:
        moved = Rect(box.x - self.captured.x, box.y - self.captured.y, box.width, box.height)
        return even_box(moved, self.width, self.height)

    def _to_desktop(self, local: Rect) -> Rect:
        """A box of the picture on the desktop, without the pixel added to an odd size."""
        moved = Rect(
            local.x + self.captured.x, local.y + self.captured.y, local.width, local.height
        )
        inside = moved.intersect(self.captured)
        assert inside is not None
        return inside
