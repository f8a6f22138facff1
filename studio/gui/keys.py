"""Keys as this system writes them, and as small caps for a sheet."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from studio.gui.widgets import label


def native(keys: str) -> str:
    """Portable keys, several apart by spaces, as the person knows them from menus."""
    sequences = [
        QKeySequence(each, QKeySequence.SequenceFormat.PortableText) for each in keys.split()
    ]
    form = QKeySequence.SequenceFormat.NativeText
    return "  ".join(sequence.toString(form) for sequence in sequences)


def keycap(keys: str) -> QLabel:
    """One chord as a cap."""
    made = label(native(keys), "caption")
    made.setProperty("keycap", True)
    return made
