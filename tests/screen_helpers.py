"""What the screen tests share: a painter on the X server, and pictures made of numpy."""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import xcffib
import xcffib.xproto
from xcffib.xproto import CW, GC, WindowClass

from recorder.capture.canvas import Canvas
from recorder.capture.screen import Changed, Screen, open_screen
from recorder.media.slots import Picture, Pixels
from recorder.session.model import Rect
from studio.virtual_desktop import VirtualDesktop, virtual_desktop

WIDTH, HEIGHT = 320, 240


@contextmanager
def small_desktop(width: int = WIDTH, height: int = HEIGHT) -> Iterator[VirtualDesktop]:
    """A bare X server: no window manager, no accessibility bus."""
    size = f"{width}x{height}"
    with virtual_desktop(size, window_manager=False, accessibility=False) as desktop:
        yield desktop


@contextmanager
def started(desktop: VirtualDesktop, captured: Rect | None = None) -> Iterator[Screen]:
    """A screen source that is stopped at the end."""
    screen = open_screen(desktop.display, captured)
    screen.start()
    try:
        yield screen
    finally:
        screen.stop()


class Painter:
    """One window over a whole X server, or over a box of it, to fill boxes of."""

    def __init__(self, display: str, place: Rect | None = None) -> None:
        self.x = xcffib.connect(display=display)
        screen = self.x.get_setup().roots[0]
        self.root = screen.root
        self.window, self.gc = self.x.generate_id(), self.x.generate_id()
        place = place or Rect(0, 0, screen.width_in_pixels, screen.height_in_pixels)
        self.x.core.CreateWindow(
            screen.root_depth, self.window, screen.root, place.x, place.y,
            place.width, place.height, 0, WindowClass.InputOutput,
            screen.root_visual, CW.BackPixel | CW.OverrideRedirect, [0, 1],
        )  # fmt: skip
        self.x.core.CreateGC(self.gc, self.window, 0, [])
        self.x.core.MapWindow(self.window)
        self.sync()

    def fill(self, box: Rect, rgb: int) -> tuple[int, int]:
        """Fill a box; returns the times just before and just after the server did it."""
        before_ns = time.monotonic_ns()
        self.x.core.ChangeGC(self.gc, GC.Foreground, [rgb])
        area = xcffib.xproto.RECTANGLE.synthetic(box.x, box.y, box.width, box.height)
        self.x.core.PolyFillRectangle(self.window, self.gc, 1, [area])
        self.sync()
        return before_ns, time.monotonic_ns()

    def sync(self) -> None:
        self.x.core.GetInputFocus().reply()

    def close(self) -> None:
        self.x.disconnect()


@contextmanager
def painting(desktop: VirtualDesktop, place: Rect | None = None) -> Iterator[Painter]:
    painter = Painter(desktop.display, place)
    try:
        yield painter
    finally:
        painter.close()


def server_pid(painter: Painter) -> int:
    """The process at the other end of a painter's connection."""
    with socket.socket(fileno=os.dup(painter.x.get_file_descriptor())) as end:
        answer = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int(struct.unpack("3i", answer)[0])


def whole_picture(desktop: VirtualDesktop, captured: Rect | None = None) -> Pixels:
    """The picture that a source which knows nothing yet takes of all."""
    with started(desktop, captured) as screen:
        tick = screen.tick(())
        assert isinstance(tick, Changed)
        return tick.slot.picture.pixels.copy()


def picture_of(desktop: Pixels, captured: Rect, masks: tuple[Rect, ...] = ()) -> Picture:
    """The picture that a fresh canvas makes of a desktop held in an array."""

    def grab(box: Rect) -> Pixels:
        return desktop[box.y : box.y + box.height, box.x : box.x + box.width].copy()

    changed = Canvas(captured, grab, time.monotonic_ns).update(captured, masks)
    assert changed is not None
    return changed.slot.picture


def noise(width: int, height: int, seed: int) -> Pixels:
    """BGRA pixels without any order."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
