"""The screen of Windows and macOS through mss: every tick fetches all and compares.

It fills the same Protocol as `screen_x11`. It is written and type-checked, but not yet tried on
those systems.
"""
# mss's raw pixels have no types.
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

from __future__ import annotations

import time
from collections.abc import Sequence

import mss
import numpy as np
from mss.exception import ScreenShotError

from recorder.capture.canvas import Canvas
from recorder.capture.screen import (
    Clock,
    DesktopChanged,
    Skipped,
    Tick,
    Unchanged,
    choose_rectangle,
)
from recorder.errors import CaptureError
from recorder.media.slots import Pixels
from recorder.session.model import Desktop, Display, Rect

DESKTOP_CHECK_NS = 1_000_000_000


class PortableScreen:
    """The `Screen` of a desktop that does not say what changed."""

    def __init__(self, captured: Rect | None, *, clock_ns: Clock = time.monotonic_ns) -> None:
        self._clock_ns = clock_ns
        self._desktop = read_portable_desktop()
        self.captured = choose_rectangle(self._desktop, region=captured)
        self._mss: mss.MSS | None = None
        self._next_check_ns = 0

    def start(self) -> None:
        """Open the source and fetch a first picture to see that it is allowed."""
        try:
            self._mss = mss.MSS()
            self._grab(Rect(self.captured.x, self.captured.y, 1, 1))
        except ScreenShotError as error:
            raise _lost() from error
        self._canvas = Canvas(self.captured, self._grab, self._clock_ns)

    def tick(self, masks: Sequence[Rect]) -> Tick:
        """Look once; see `Screen.tick`."""
        before_ns = self._clock_ns()
        if before_ns >= self._next_check_ns:
            self._next_check_ns = before_ns + DESKTOP_CHECK_NS
            desktop = read_portable_desktop()
            if desktop != self._desktop:
                return DesktopChanged(desktop)
        if not self._canvas.has_free_slot:
            return Skipped(before_ns)
        try:
            return self._canvas.update(self.captured, masks) or Unchanged(before_ns)
        except ScreenShotError as error:
            raise _lost() from error

    def renew(self) -> None:
        """Forget the last picture; see `Screen.renew`."""
        self._canvas.renew()

    def stop(self) -> None:
        """Close the source."""
        if self._mss is not None:
            self._mss.close()
            self._mss = None

    def _grab(self, box: Rect) -> Pixels:
        assert self._mss is not None
        shot = self._mss.grab(
            {"left": box.x, "top": box.y, "width": box.width, "height": box.height}
        )
        if (shot.width, shot.height) != (box.width, box.height):
            raise CaptureError(
                "This screen gives more pixels than it has points (a scaled display); "
                "set its scale to 100 % to record it."
            )
        return np.frombuffer(shot.raw, np.uint8).reshape(box.height, box.width, 4)


def read_portable_desktop() -> Desktop:
    """The size and the monitors of the desktop, as mss tells them.

    Raises:
        CaptureError: there is no desktop, or it may not be looked at.
    """
    try:
        with mss.MSS() as source:
            whole, *monitors = source.monitors
    except ScreenShotError as error:
        raise _lost() from error
    displays = [
        Display(index, monitor["left"], monitor["top"], monitor["width"], monitor["height"])
        for index, monitor in enumerate(monitors)
    ]
    return Desktop(whole["width"], whole["height"], tuple(displays))


def _lost() -> CaptureError:
    return CaptureError(
        "The system does not let the screen be recorded; allow screen recording for this program."
    )
