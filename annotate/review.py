"""A review: what a person made of a session, and what can be undone and redone. Immutable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotate.edits import Content, Edit, applied, inverse, name_of
from recorder.errors import WrongUse
from replay.correction_types import Overlay


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that was made, and the one that takes it back."""

    edit: Edit
    back: Edit


@dataclass(frozen=True, slots=True)
class Review:
    """The content of a review and the way to it. A change gives a new review."""

    content: Content = field(default_factory=Content)
    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    @property
    def overlay(self) -> Overlay:
        return self.content.overlay

    @property
    def undo_name(self) -> str | None:
        """What completes “Undo …”; None when there is nothing to undo."""
        return name_of(self.done[-1].edit) if self.done else None

    @property
    def redo_name(self) -> str | None:
        """What completes “Redo …”; None when there is nothing to redo."""
        return name_of(self.undone[-1].edit) if self.undone else None

    def apply(self, edit: Edit) -> Review:
        """Make an edit; what was undone before can not be redone after it.

        Raises:
            WrongUse: the edit does not fit this review.
        """
        content = applied(edit, self.content)
        change = Change(edit, inverse(edit, self.content))
        return Review(content, (*self.done, change))

    def undo(self) -> Review:
        """Take the last edit back.

        Raises:
            WrongUse: there is none.
        """
        if not self.done:
            raise WrongUse("There is nothing to undo.")
        change = self.done[-1]
        content = applied(change.back, self.content)
        return Review(content, self.done[:-1], (*self.undone, change))

    def redo(self) -> Review:
        """Make the edit again that was taken back last.

        Raises:
            WrongUse: there is none.
        """
        if not self.undone:
            raise WrongUse("There is nothing to redo.")
        change = self.undone[-1]
        content = applied(change.edit, self.content)
        return replace(self, content=content, done=(*self.done, change), undone=self.undone[:-1])
