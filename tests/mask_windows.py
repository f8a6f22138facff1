"""Plain windows of one colour, and where a picture shows that colour."""

# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import numpy as np
import xcffib.xproto as xproto
from numpy.typing import NDArray

from recorder.session.decoder import Image
from recorder.session.model import Rect
from tests.context_helpers import PlainClient

ICONIC = 3
SECRET_RGB, PLAIN_RGB = 0xE000E0, 0x00A000


class Painted:
    """Plain windows of one colour each; what is painted stays what the window shows."""

    def __init__(self, display: str) -> None:
        self.client = PlainClient(display)

    def window(self, box: Rect, rgb: int, name: str) -> int:
        x, core = self.client.x, self.client.x.core
        window = x.generate_id()
        core.CreateWindow(
            self.client.screen.root_depth, window, self.client.screen.root,
            box.x, box.y, box.width, box.height, 0, xproto.WindowClass.InputOutput, 0,
            xproto.CW.BackPixel, [rgb],
        )  # fmt: skip
        self.client.set(window, xproto.Atom.WM_CLASS, f"{name}\0{name}\0".encode())
        return window

    def show(self, window: int, shown: bool = True) -> None:
        core = self.client.x.core
        (core.MapWindow if shown else core.UnmapWindow)(window)
        self.client.settle()

    def minimise(self, window: int) -> None:
        """Ask the window manager for it, as a program does."""
        change, of = self.client.atom("WM_CHANGE_STATE"), xproto.EventMask
        data = xproto.ClientMessageData.synthetic([ICONIC, 0, 0, 0, 0], "5I")
        event = xproto.ClientMessageEvent.synthetic(32, window, change, data).pack()
        mask, root = of.SubstructureRedirect | of.SubstructureNotify, self.client.screen.root
        self.client.x.core.SendEvent(False, root, mask, event)
        self.client.settle()

    def is_viewable(self, window: int) -> bool:
        answer = self.client.x.core.GetWindowAttributes(window).reply()
        return answer.map_state == xproto.MapState.Viewable

    def configure(self, window: int, **values: int) -> None:
        masks = {
            "x": xproto.ConfigWindow.X,
            "y": xproto.ConfigWindow.Y,
            "stack": xproto.ConfigWindow.StackMode,
        }
        mask = sum(masks[name] for name in values)
        self.client.x.core.ConfigureWindow(window, mask, list(values.values()))
        self.client.settle()


def is_of(image: Image, rgb: int) -> NDArray[np.bool_]:
    """The pixels of a picture that have a colour."""
    wanted = np.array([rgb >> 16, rgb >> 8 & 255, rgb & 255], np.int16)
    near: NDArray[np.bool_] = np.abs(image.astype(np.int16) - wanted) < 60
    return near[..., 0] & near[..., 1] & near[..., 2]
