"""The words of AT-SPI that are used here: interfaces, roles, states, and how answers are read."""

from __future__ import annotations

from typing import Any

from recorder.capture.bus import Failure

PROPERTIES = "org.freedesktop.DBus.Properties"
DOCUMENT = "org.a11y.atspi.Document"
ROOT = "/org/a11y/atspi/accessible/root"

PASSWORD_TEXT = 40
APPLICATION = 75
# Alert, desktop, dialog, frame, internal frame, layered pane, root pane, application, window: the
# place in them that takes the keys was not told.
SHELLS = frozenset({0, 2, 14, 16, 23, 28, 30, 46, 69, 75})
# Animation, canvas, drawing area, filler, image, panel, unknown, viewport, embedded: what the
# program draws there, it draws without telling.
DRAWN = frozenset({3, 6, 18, 20, 27, 39, 67, 68, 78})
# Dialog, file chooser, frame, window: the one with the focus is active.
WINDOWS = frozenset({16, 19, 23, 69})
# Document frame, web document. Chromium shows an empty one where it keeps its pages to itself.
DOCUMENTS = frozenset({82, 95})
# Combo box, password text, spin button, text, editbar, entry: what is typed stays in them.
FIELDS = frozenset({11, 40, 52, 61, 77, 79})
ACTIVE, FOCUSED, SHOWING, MANAGES_DESCENDANTS = 1, 12, 25, 31


def one_of(answer: tuple[Any, ...] | Failure, kind: type) -> Any:
    """The one value of an answer, if it is of this kind."""
    if isinstance(answer, Failure) or not answer:
        return None
    return answer[0] if isinstance(answer[0], kind) else None


def text_of(answer: tuple[Any, ...] | Failure) -> str:
    """The text of a property."""
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    return str(told[1]).strip() if told is not None and len(told) == 2 else ""


def count_of(answer: tuple[Any, ...] | Failure) -> int:
    """The number of a property; 0 where it was not told."""
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    return told[1] if told and len(told) == 2 and isinstance(told[1], int) else 0


def has_state(states: list[int], state: int) -> bool:
    word, bit = divmod(state, 32)
    return len(states) > word and bool(states[word] >> bit & 1)
