"""Pictures in I420 (planar YUV 4:2:0, 8 bit) and the small pool of slots that hold them.

A slot belongs to the screen thread until it is handed over and to the encoder until `release()`.
Nothing here knows where pixels come from or where they go.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from recorder.session.model import Rect

Pixels = npt.NDArray[np.uint8]

MASK_LUMA, MASK_CHROMA = 0, 128


class Picture:
    """One I420 picture of even size: the whole buffer, and its three planes as views.

    `pixels` has the shape (height * 3 / 2, width), as OpenCV and the encoder expect it.
    """

    __slots__ = ("height", "pixels", "planes", "width")

    def __init__(self, width: int, height: int, memory: Pixels | None = None) -> None:
        if width % 2 or height % 2:
            raise ValueError(f"A coded picture is even in both directions, not {width}x{height}.")
        luma, chroma = width * height, width * height // 4
        flat = np.zeros(luma + 2 * chroma, np.uint8) if memory is None else memory
        flat = flat[: luma + 2 * chroma]
        self.width, self.height = width, height
        self.pixels: Pixels = flat.reshape(height * 3 // 2, width)
        self.planes: tuple[Pixels, Pixels, Pixels] = (
            flat[:luma].reshape(height, width),
            flat[luma : luma + chroma].reshape(height // 2, width // 2),
            flat[luma + chroma :].reshape(height // 2, width // 2),
        )

    def box(self, box: Rect) -> tuple[Pixels, Pixels, Pixels]:
        """The three planes inside an even box, as views."""
        luma, blue, red = self.planes
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        half = np.s_[top // 2 : bottom // 2, left // 2 : right // 2]
        return luma[top:bottom, left:right], blue[half], red[half]

    def copy_box(self, source: Picture, box: Rect, at: tuple[int, int]) -> None:
        """Copy a box of `source`, whose own corner lies at `at` in this picture."""
        there = Rect(box.x - at[0], box.y - at[1], box.width, box.height)
        for mine, theirs in zip(self.box(box), source.box(there), strict=True):
            np.copyto(mine, theirs)

    def same_box(self, other: Picture, box: Rect, at: tuple[int, int]) -> bool:
        """True if `other`, whose corner lies at `at` in this picture, shows the same in the box.

        It looks at a few rows at a time, because most differences are found in the first ones.
        """
        there = Rect(box.x - at[0], box.y - at[1], box.width, box.height)
        for mine, theirs in zip(self.box(box), other.box(there), strict=True):
            for row in range(0, len(mine), 64):
                if not np.array_equal(mine[row : row + 64], theirs[row : row + 64]):
                    return False
        return True

    def paint(self, box: Rect) -> None:
        """Cover an even box with solid black."""
        luma, blue, red = self.box(box)
        luma[:] = MASK_LUMA
        blue[:] = MASK_CHROMA
        red[:] = MASK_CHROMA


class Slot:
    """A picture of the pool. `stale` is the box where it lags behind the newest picture."""

    __slots__ = ("_free", "picture", "stale")

    def __init__(self, picture: Picture, free: deque[Slot]) -> None:
        self.picture = picture
        self.stale: Rect | None = None
        self._free = free

    def release(self) -> None:
        """Give the slot back. The encoder calls it when it has read the picture."""
        self._free.append(self)


class SlotPool:
    """A fixed number of slots, taken by one thread and released by another.

    The oldest free slot is taken first, so that the newest picture stays readable longest.
    """

    def __init__(self, width: int, height: int, count: int) -> None:
        self._free: deque[Slot] = deque()
        self._all = tuple(Slot(Picture(width, height), self._free) for _ in range(count))
        self._free.extend(self._all)

    def __iter__(self) -> Iterator[Slot]:
        return iter(self._all)

    def has_free(self) -> bool:
        return bool(self._free)

    def take(self) -> Slot | None:
        """A free slot, or None when all are with the encoder."""
        try:
            return self._free.popleft()
        except IndexError:
            return None


def even_box(box: Rect, width: int, height: int) -> Rect:
    """The box grown to even pixels, inside a coded picture of the given even size."""
    left, top = box.x & ~1, box.y & ~1
    right = min(width, (box.x + box.width + 1) & ~1)
    bottom = min(height, (box.y + box.height + 1) & ~1)
    return Rect(left, top, right - left, bottom - top)


def coded_size(captured: Rect) -> tuple[int, int]:
    """Width and height of the coded picture: an odd size gets one pixel more, none is cut off."""
    return (captured.width + 1) & ~1, (captured.height + 1) & ~1
