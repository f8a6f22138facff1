"""Work of the GUI thread in parts: one at a time, and the window answers between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Turns:
    """Does the parts of an iterator, each when nothing else waits, as long as its owner lives."""

    def __init__(self, parts: Iterator[object], owner: QObject) -> None:
        self.is_over = False
        self._parts = parts
        self._timer = QTimer(owner)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def finish(self) -> None:
        """Do at once what is left."""
        while not self.is_over:
            self._next()

    def _next(self) -> None:
        if next(self._parts, self) is self:
            self.is_over = True
            self._timer.stop()
            self._timer.deleteLater()
