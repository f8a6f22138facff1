"""The small picture of the desktop, with what was last seen below Candor's own windows.

It lives in the memory of the window alone and never reaches a disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from recorder.session.model import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from recorder.media.slots import Picture

WIDTH_MAX_PX = 960
KNOWN_SHARE = 0.98


class Memory:
    """Sees one picture after another; covered parts keep what was there before."""

    def __init__(self) -> None:
        self.picture = QImage()
        self._seen: npt.NDArray[np.uint8] | None = None
        self._known: npt.NDArray[np.bool_] | None = None
        self._captured = Rect(0, 0, 1, 1)

    def forget(self) -> None:
        """Everything was never seen."""
        self._seen = self._known = None
        self.picture = QImage()

    def see(self, picture: Picture, captured: Rect, covers: tuple[Rect, ...]) -> None:
        """Take in a picture of `captured`, except below `covers`."""
        import numpy as np

        fresh = _shrunk(picture)
        if self._seen is None or self._known is None or self._seen.shape != fresh.shape:
            self._seen, self._known = fresh.copy(), np.zeros(fresh.shape[:2], bool)
        self._captured = captured
        free = np.ones(fresh.shape[:2], bool)
        for cover in covers:
            free[self._part(cover)] = False
        self._seen[free] = fresh[free]
        self._known |= free
        height, width = len(free), len(free[0])
        shown = QImage(self._seen.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self.picture = shown.copy()

    def knows(self, rect: Rect) -> bool:
        """Whether what lies in a rectangle was seen once."""
        if self._known is None:
            return False
        part = self._known[self._part(rect)]
        return part.size == 0 or float(part.mean()) >= KNOWN_SHARE

    def _part(self, rect: Rect) -> tuple[slice, slice]:
        """The part of the small picture that shows a rectangle of the desktop."""
        assert self._known is not None
        share = self._known.shape[1] / self._captured.width
        left, top = rect.x - self._captured.x, rect.y - self._captured.y
        across = slice(max(0, int(left * share)), max(0, round((left + rect.width) * share)))
        down = slice(max(0, int(top * share)), max(0, round((top + rect.height) * share)))
        return down, across


def _shrunk(picture: Picture) -> npt.NDArray[np.uint8]:
    """A small copy in RGB; the width is at most `WIDTH_MAX_PX`."""
    import cv2

    share = min(1.0, WIDTH_MAX_PX / picture.width)
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    luma, blue, red = (
        cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in picture.planes
    )
    return cv2.cvtColor(cv2.merge([luma, red, blue]), cv2.COLOR_YCrCb2RGB)  # pyright: ignore[reportReturnType]
