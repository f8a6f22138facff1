"""Ends the window properly when the system asks the process to end (SIGTERM, SIGINT, SIGHUP).

Python runs its handlers only between its own instructions, and none come while Qt waits; so the
arrival is written to a socket that Qt watches. No timer runs.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")


class EndSignals(QObject):
    """`arrived` comes on the GUI thread."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        for end in (self._ours, self._pythons):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._fd_before = -1
        self._before: dict[int, object] = {}

    def watch(self) -> None:
        """Take the signals from now on."""
        self._fd_before = signal.set_wakeup_fd(self._pythons.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, _taken)

    def release(self) -> None:
        """Give them back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # pyright: ignore[reportArgumentType]
        self._before.clear()
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._pythons.close()

    def _read(self) -> None:
        numbers = self._ours.recv(64)
        if set(numbers) & set(self._before):
            self.arrived.emit()


def _taken(_number: int, _frame: FrameType | None) -> None:
    """What happens on the signal happens where its number is read from the socket."""
