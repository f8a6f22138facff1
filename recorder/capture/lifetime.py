"""The life of something that one thread runs and another one stops: new, running, over.

It holds the pipe that wakes the running thread, so that nobody writes to it after its end.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress

WAKES_MAX = 64


class Lifetime:
    """One run at most, and one end."""

    def __init__(self) -> None:
        self.wake_fd, self._signal_fd = os.pipe()
        os.set_blocking(self.wake_fd, False)
        self._lock = threading.Lock()
        self._running = False
        self._stopping = False
        self._over = False

    @property
    def stopping(self) -> bool:
        return self._stopping

    @property
    def died(self) -> bool:
        """Whether it ended without having been stopped."""
        return self._over and not self._stopping

    def begin(self) -> bool:
        """The run begins; False if it was stopped before."""
        with self._lock:
            self._running = not self._stopping and not self._over
            return self._running

    def wake(self) -> None:
        """Wake the running thread, if there is one."""
        with self._lock:
            if self._running:
                os.write(self._signal_fd, b"w")

    def woken(self) -> None:
        """Take what woke the running thread; on that thread."""
        with suppress(BlockingIOError):
            os.read(self.wake_fd, WAKES_MAX)

    def stop(self) -> bool:
        """Ask for the end; True if nobody runs, so that the caller cleans up itself."""
        with self._lock:
            self._stopping = True
            if self._running:
                os.write(self._signal_fd, b"x")
            return not self._running and not self._over

    def end(self) -> None:
        """It is over; a second end does nothing."""
        with self._lock:
            if not self._over:
                os.close(self.wake_fd)
                os.close(self._signal_fd)
            self._running, self._over = False, True
