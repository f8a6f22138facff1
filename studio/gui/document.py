"""What the window changes, behind one door with a named undo stack. It draws nothing.

Views change data only by `document.edit(DeleteSessions(ids), tr("delete session …"))`, and read
`document.content` again when `changed` comes. A place that keeps edits of its own shows its history
here while it is in front: then undo and redo are those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack


@dataclass(frozen=True, slots=True)
class Content:
    """All that can be undone. `deleted` are sessions that are gone when the window closes."""

    deleted: frozenset[str] = frozenset()


class Edit(Protocol):
    """One undoable change, as data."""

    def apply(self, content: Content) -> Content:
        """The content after the change."""
        ...

    def inverse(self, content: Content) -> Edit:
        """The change that leads back to this content, asked before `apply`."""
        ...


@dataclass(frozen=True, slots=True)
class Restore:
    """Put back a content as it was: the inverse of any edit that has no shorter one."""

    content: Content

    def apply(self, content: Content) -> Content:
        return self.content

    def inverse(self, content: Content) -> Edit:
        return Restore(content)


@dataclass(frozen=True, slots=True)
class DeleteSessions:
    """Hide sessions; they are shredded when the window closes."""

    sessions: frozenset[str]

    def apply(self, content: Content) -> Content:
        return replace(content, deleted=content.deleted | self.sessions)

    def inverse(self, content: Content) -> Edit:
        return Restore(content)


class History(Protocol):
    """What can be undone and redone elsewhere; a name is empty where there is nothing."""

    @property
    def undo_name(self) -> str: ...

    @property
    def redo_name(self) -> str: ...

    def undo(self) -> None: ...

    def redo(self) -> None: ...


class Document(QObject):
    """The content, and the stack of edits that made it."""

    changed = Signal(object)
    """The content changed; with the edit that did it, so that a view can ignore its own."""

    history_changed = Signal()
    """Something else can be undone or redone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = Content()
        self.stack = QUndoStack(self)
        self._history: History | None = None
        self.stack.indexChanged.connect(self._on_stack)
        self.stack.cleanChanged.connect(self._on_stack)

    @property
    def undo_name(self) -> str:
        """What completes “Undo …”; empty when nothing can be undone."""
        return self.stack.undoText() if self._history is None else self._history.undo_name

    @property
    def redo_name(self) -> str:
        return self.stack.redoText() if self._history is None else self._history.redo_name

    def undo(self) -> None:
        (self.stack if self._history is None else self._history).undo()

    def redo(self) -> None:
        (self.stack if self._history is None else self._history).redo()

    def show_history(self, history: History | None) -> None:
        """Let undo and redo be those of another history; None for the document's own."""
        self._history = history
        self.history_changed.emit()

    def edit(self, edit: Edit, text: str) -> None:
        """Apply an edit. `text` completes “Undo …”: “delete 3 sessions”."""
        self.stack.push(_Command(edit, edit.inverse(self.content), text, self._apply))

    @contextmanager
    def as_one(self, text: str) -> Iterator[None]:
        """Several edits that are undone together."""
        self.stack.beginMacro(text)
        try:
            yield
        finally:
            self.stack.endMacro()

    def forget_edits(self) -> None:
        """What was done so far can no longer be undone."""
        self.stack.clear()

    def _on_stack(self, *_values: object) -> None:
        self.history_changed.emit()

    def _apply(self, edit: Edit) -> None:
        self.content = edit.apply(self.content)
        self.changed.emit(edit)


class _Command(QUndoCommand):
    """The one command: it applies an edit, or its inverse."""

    def __init__(self, edit: Edit, inverse: Edit, text: str, apply: Callable[[Edit], None]) -> None:
        super().__init__(text)
        self._edit, self._inverse, self._apply = edit, inverse, apply

    def redo(self) -> None:
        self._apply(self._edit)

    def undo(self) -> None:
        self._apply(self._inverse)
