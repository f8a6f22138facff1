"""A place: one of the rooms of the window, with the actions that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QWidget

from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.turns import Turns


class Place(QWidget):
    """Base of every place. It is made when first needed and lives as long as the window.

    `place_id` is the word its actions name as `place`.
    """

    place_id = ""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"place-{self.place_id}")
        self.setProperty("page", True)
        self._turns: Turns | None = None

    def build_in_turns(self, parts: Iterator[object]) -> None:
        """Build what takes long in parts, so that the window is never kept waiting for it."""
        self._turns = Turns(parts, self)

    @property
    def is_built(self) -> bool:
        """Whether everything is there that a person can see of it."""
        return self._turns is None or self._turns.is_over

    def action_rows(self) -> tuple[ActionRow, ...]:
        """The rows this place adds to the table of actions."""
        return ()

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        """What each of these rows does, by its id."""
        return {}

    def entered(self) -> None:
        """The place was brought to the front."""

    def left(self) -> None:
        """Another place was brought to the front."""

    def show_what(self, what: object) -> None:
        """Show something of this place that another place asked for."""

    def why_not_close(self) -> str | None:
        """A question to ask before the window closes (“Stop the recording and close?”), or None."""
        return None

    def finish(self, done: Callable[[], None]) -> bool:
        """The window is about to close: begin to end what must not be cut off. True when nothing is
        left to wait for; otherwise `done` is called when that is so."""
        return True

    def close_down(self) -> None:
        """The window closes: let go of everything. Does not wait; called once."""
