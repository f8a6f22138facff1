"""What every screen source offers: ticks that say whether the picture changed, and which part.

Here are the Protocol, its data, the choice of rectangle and pace, and the factory. How pixels are
fetched is in `screen_x11` and `screen_portable`; no thread is started here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from recorder.errors import WrongUse
from recorder.session.model import Desktop, Rect

if TYPE_CHECKING:
    from recorder.media.slots import Slot

Clock = Callable[[], int]

# A key frame of a page full of text takes as long as three pictures come in, and longer at the
# start, when everything begins at once; four more wait for what must not be seen in them.
SLOTS = 10
SKIPS_UNTIL_SLOWER = 15
SLOWER_FPS = 15


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The last picture was still true at `confirmed_ns`."""

    confirmed_ns: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A new picture. Whoever receives it must `slot.release()` after encoding.

    `t_ns` is the time when the grab had finished, so nothing is shown before it happened;
    `grab_ns` is how long the grab took. `box` is what changed, in desktop pixels.
    """

    slot: Slot
    t_ns: int
    grab_ns: int
    box: Rect


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something changed but every slot was with the encoder. The next tick takes it up."""

    t_ns: int


@dataclass(frozen=True, slots=True)
class DesktopChanged:
    """Monitors came, went or changed size: this source must be stopped and opened anew."""

    desktop: Desktop


Tick = Unchanged | Changed | Skipped | DesktopChanged


class Screen(Protocol):
    """A source of pictures of one rectangle of the desktop. The pointer is never in them."""

    @property
    def captured(self) -> Rect: ...

    def start(self) -> None:
        """Get ready. The first tick after it is `Changed` with the whole rectangle.

        Raises:
            CaptureError: this desktop cannot be recorded, with the reason.
        """
        ...

    def tick(self, masks: Sequence[Rect]) -> Tick:
        """Look once, without waiting for time to pass.

        `masks` are the boxes (desktop pixels) that must not be seen: they are painted solid
        before the picture is handed over. Masks that come or go change the picture.

        Raises:
            CaptureError: the connection to the desktop died.
        """
        ...

    def renew(self) -> None:
        """Forget the last picture: the next tick is `Changed` with the whole rectangle again."""
        ...

    def stop(self) -> None:
        """Let go of the desktop. It may be called twice."""
        ...


def open_screen(
    display: str | None, captured: Rect | None, *, clock_ns: Clock = time.monotonic_ns
) -> Screen:
    """Open the fastest source of this platform; `captured` None means the whole desktop.

    Times in ticks are those of `clock_ns`. `display` is for X11 alone (None: `DISPLAY`).

    Raises:
        CaptureError: there is no desktop to record.
        WrongUse: the rectangle does not lie on the desktop.
    """
    if sys.platform.startswith("linux"):
        from recorder.capture.screen_x11 import X11Screen

        return X11Screen(display, captured, clock_ns=clock_ns)
    from recorder.capture.screen_portable import PortableScreen

    return PortableScreen(captured, clock_ns=clock_ns)


def read_desktop(display: str | None) -> Desktop:
    """The size and the monitors of the desktop.

    Raises:
        CaptureError: there is no desktop to look at.
    """
    if sys.platform.startswith("linux"):
        from recorder.capture.screen_x11 import read_x11_desktop

        return read_x11_desktop(display)
    from recorder.capture.screen_portable import read_portable_desktop

    return read_portable_desktop()


def choose_rectangle(
    desktop: Desktop, *, monitor: int | None = None, region: Rect | None = None
) -> Rect:
    """The rectangle to record: one monitor, a region, or (both None) the whole desktop.

    Raises:
        WrongUse: no such monitor, or the region does not lie on the desktop.
    """
    if monitor is not None and region is not None:
        raise WrongUse("Choose a monitor or a region, not both.")
    if monitor is not None:
        for display in desktop.displays:
            if display.id == monitor:
                return display.bounds
        known = ", ".join(str(display.id) for display in desktop.displays)
        raise WrongUse(f"There is no monitor {monitor}; this desktop has: {known}.")
    whole = whole_desktop(desktop)
    if region is None:
        return whole
    if region.width < 1 or region.height < 1 or whole.intersect(region) != region:
        raise WrongUse(
            f"The region {region.x},{region.y},{region.width},{region.height} does not lie on the "
            f"desktop, which spans {whole.x},{whole.y},{whole.width},{whole.height}."
        )
    return region


def whole_desktop(desktop: Desktop) -> Rect:
    """The rectangle of the whole desktop; its corner is that of the outermost monitors."""
    left = min((display.x for display in desktop.displays), default=0)
    top = min((display.y for display in desktop.displays), default=0)
    return Rect(min(left, 0), min(top, 0), desktop.width, desktop.height)


class Pace:
    """How often to tick: the wished rate, halved to 15 a second while slots keep running out."""

    def __init__(self, fps: int) -> None:
        if not 1 <= fps <= 120:
            raise WrongUse(f"A recording takes 1 to 120 frames a second, not {fps}.")
        self.fps = fps
        self.skipped = 0
        self._in_a_row = 0

    @property
    def interval_ns(self) -> int:
        return 1_000_000_000 // self.fps

    def saw(self, tick: Tick) -> None:
        """Count skipped frames; after half a second of nothing else, slow down for good."""
        match tick:
            case Skipped():
                self.skipped += 1
                self._in_a_row += 1
                if self._in_a_row >= SKIPS_UNTIL_SLOWER and self.fps > SLOWER_FPS:
                    self.fps, self._in_a_row = SLOWER_FPS, 0
            case Changed():
                self._in_a_row = max(0, self._in_a_row - 2)
            case Unchanged() | DesktopChanged():
                pass
