"""A small X program for the tests of steps: a window that answers the pointer at once, or late.

It takes the next shade at each press of the left button. After the right button it does so again
a good second later, as a slow program does. A box in its corner lights up under the pointer. With
the words `X Y WIDTH HEIGHT` it stands there.
"""

from __future__ import annotations

import select
import sys
import time

import xcffib
from xcffib import xproto
from xcffib.xproto import CW, EventMask, WindowClass

BOX = (20, 20, 120, 80)
SHADES = (0x20, 0x50, 0x80, 0xB0, 0xE0)
LATE_S = 1.6
LEFT, RIGHT = 1, 3


def shade(presses: int) -> int:
    """The grey of the window after so many presses."""
    return SHADES[presses % len(SHADES)]


class Window:
    def __init__(self, x: int, y: int, width: int, height: int) -> None:
        self.x = xcffib.connect()
        self.root = self.x.get_setup().roots[0]
        self.presses = 0
        self.late_s: float | None = None
        of = EventMask.ButtonPress
        self.window = self._create(self.root.root, x, y, width, height, shade(0), of)
        of = EventMask.EnterWindow | EventMask.LeaveWindow
        self.box = self._create(self.window, *BOX, 0, of)
        self.x.core.MapWindow(self.box)
        self.x.core.MapWindow(self.window)
        self.x.flush()

    def run(self) -> None:
        while True:
            wait_s = None if self.late_s is None else max(0.0, self.late_s - time.monotonic())
            if not select.select([self.x.get_file_descriptor()], [], [], wait_s)[0]:
                self.late_s = None
                self._take_next_shade()
            while (event := self.x.poll_for_event()) is not None:
                self._answer(event)

    def _answer(self, event: xcffib.Event) -> None:
        if isinstance(event, xproto.ButtonPressEvent) and event.detail == LEFT:
            self._take_next_shade()
        elif isinstance(event, xproto.ButtonPressEvent) and event.detail == RIGHT:
            self.late_s = time.monotonic() + LATE_S
        elif isinstance(event, xproto.EnterNotifyEvent):
            self._paint(self.box, 0xFF)
        elif isinstance(event, xproto.LeaveNotifyEvent):
            self._paint(self.box, 0)

    def _take_next_shade(self) -> None:
        self.presses += 1
        self._paint(self.window, shade(self.presses))

    def _paint(self, window: int, grey: int) -> None:
        self.x.core.ChangeWindowAttributes(window, CW.BackPixel, [grey * 0x10101])
        self.x.core.ClearArea(False, window, 0, 0, 0, 0)
        self.x.flush()

    def _create(
        self, parent: int, x: int, y: int, width: int, height: int, grey: int, of: int
    ) -> int:
        window = self.x.generate_id()
        self.x.core.CreateWindow(
            self.root.root_depth, window, parent, x, y, width, height, 0,
            WindowClass.InputOutput, self.root.root_visual,
            CW.BackPixel | CW.OverrideRedirect | CW.EventMask, [grey * 0x10101, 1, of],
        )  # fmt: skip
        return window


if __name__ == "__main__":
    Window(*(int(word) for word in sys.argv[1:5])).run()
