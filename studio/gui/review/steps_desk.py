"""The steps of one opened session and which of them are selected, for the list and the lane that
show them. It draws nothing; what can be done with steps is told by those who inherit.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from replay.trajectory import Step
from studio.gui.player.player import Player


class StepsDesk(QObject):
    """One session at a time. All methods belong to the GUI thread."""

    closed = Signal()
    """Nothing is open any more, or the vault was locked."""

    changed = Signal()
    """The steps stand differently: read them again."""

    seeked = Signal("qint64")  # pyright: ignore[reportArgumentType]
    """The playhead stands elsewhere."""

    selected = Signal()
    """Other steps are selected."""

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection: tuple[str, ...] = ()
        self.player = player
        player.setParent(self)
        player.moved.connect(lambda: self.seeked.emit(player.head.t_ns))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps as they stand."""
        raise NotImplementedError

    @property
    def gone(self) -> tuple[Step, ...]:
        """The steps that were deleted, as they were before."""
        return ()

    def step(self, step_id: str) -> Step | None:
        """A step by its id, also a deleted one."""
        return next((each for each in (*self.steps, *self.gone) if each.id == step_id), None)

    def is_gone(self, step_id: str) -> bool:
        return any(each.id == step_id for each in self.gone)

    # Where it stands

    @property
    def t_ns(self) -> int:
        return self.player.head.t_ns

    def seek(self, t_ns: int) -> None:
        """Bring the playhead to a time."""
        self.player.seek(t_ns)

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of the selected steps, in the order of time."""
        return self._selection

    def select(self, steps: Iterable[str]) -> None:
        """Select steps; the playhead stays."""
        wanted = set(steps)
        order = sorted((*self.steps, *self.gone), key=lambda step: step.action.t_start_ns)
        found = tuple(step.id for step in order if step.id in wanted)
        if found != self._selection:
            self._selection = found
            self.selected.emit()
