"""Pixels of an X11 desktop through mss, read where the server wrote them.

mss copies each picture out of its shared memory. Copying costs more than fetching, so the memory
is read in place; this is the only file that touches private members of mss, and where they
are not as expected it uses the public `grab()`.
"""
# mss's private parts have no types.
# pyright: reportAttributeAccessIssue=false, reportMissingParameterType=false
# pyright: reportPrivateImportUsage=false, reportPrivateUsage=false
# pyright: reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import Any

import mss
import numpy as np
from mss.exception import ScreenShotError

from recorder.media.slots import Pixels
from recorder.session.model import Rect


class GrabFailed(Exception):
    """The server refused the pixels, or is gone."""


class Grabber:
    """Fetches BGRA boxes of one display. What it answers is valid until the next call."""

    def __init__(self, display: str | None) -> None:
        try:
            self._mss = mss.MSS(backend="xshmgetimage", display=display, with_cursor=False)
            self._shared = _SharedMemory.of(self._mss)
        # OSError: the system has no memory to share.
        except (ScreenShotError, OSError) as error:
            raise GrabFailed from error

    @property
    def in_place(self) -> bool:
        """True if pixels are read from the shared memory without a copy."""
        return self._shared is not None

    def grab(self, box: Rect) -> Pixels:
        """The pixels of a box of the desktop, height x width x 4.

        Raises:
            GrabFailed: the server refused, or is gone.
        """
        try:
            if self._shared is not None:
                return self._shared.grab(box)
            shot = self._mss.grab(
                {"left": box.x, "top": box.y, "width": box.width, "height": box.height}
            )
        except ScreenShotError as error:
            raise GrabFailed from error
        return np.frombuffer(shot.raw, np.uint8).reshape(box.height, box.width, 4)

    def close(self) -> None:
        """Give back the shared memory and the connection."""
        self._shared = None
        self._mss.close()


class _SharedMemory:
    """The shared memory of mss, seen as an array."""

    def __init__(self, impl: Any, request: Any) -> None:
        self._impl = impl
        self._request = request

    @classmethod
    def of(cls, source: mss.MSS) -> _SharedMemory | None:
        """The shared memory of this object, or None where it must be used by its public face."""
        try:
            from mss.linux import xcb

            impl = source._impl
            shared = cls(impl, xcb.shm_get_image)
            usable = impl._buf is not None and impl._shmseg is not None
            shared.grab(Rect(0, 0, 1, 1))
        except (ImportError, AttributeError, TypeError, ScreenShotError):
            return None
        return shared if usable else None

    def grab(self, box: Rect) -> Pixels:
        impl = self._impl
        self._request(
            impl.conn, impl.drawable, box.x, box.y, box.width, box.height,
            0xFFFFFFFF, 2, impl._shmseg, 0,  # all planes, ZPixmap
        )  # fmt: skip
        size = box.width * box.height * 4
        return np.frombuffer(impl._buf, np.uint8, size).reshape(box.height, box.width, 4)
