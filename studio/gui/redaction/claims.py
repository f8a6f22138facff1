"""Keys that belong to a widget while it has the focus, although they are shortcuts elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def claimed(event: QEvent, wants: Callable[[QKeyEvent], bool]) -> bool:
    """Whether an event asks for a key that the widget wants; then it gets it as a key press."""
    asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
    if not asks or not isinstance(event, QKeyEvent) or not wants(event):
        return False
    event.accept()
    return True
