"""Where a step is divided: a slider over its characters or presses, and the halves in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from replay.parts import Part
from replay.trajectory import Step
from studio.gui.review.step_words import cut_words
from studio.gui.theme import Space
from studio.gui.widgets import ElidedLabel, button, column, label, row
from studio.gui.words import tr


class Cutter(QWidget):
    """Chooses a place. `wanted` asks to divide there."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cutter")
        self._step: Step | None = None
        self._parts: tuple[Part, ...] = ()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("split-place")
        self.slider.setAccessibleName(tr("Where to split the step"))
        self.slider.valueChanged.connect(lambda _value: self._show_halves())
        self._one, self._two = ElidedLabel(mode=Qt.TextElideMode.ElideLeft), ElidedLabel()
        self._one.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.split = button(
            tr("Split here"), "plain", "split", name="split-here", clicked=self.wanted.emit
        )
        halves = row(self._one, label("|", "strong", "accent"), self._two, space=Space.S)
        halves.setStretch(0, 1)
        halves.setStretch(2, 1)
        self.setLayout(column(halves, self.slider, row(self.split, 1), space=Space.S))

    @property
    def place(self) -> int:
        return self.slider.value()

    @property
    def parts(self) -> tuple[Part, ...]:
        return self._parts

    def show_step(self, step: Step | None, parts: Sequence[Part]) -> None:
        """Offer the places of a step; nothing where there is none."""
        same = (step, tuple(parts)) == (self._step, self._parts)
        self._step, self._parts = step, tuple(parts)
        self.setVisible(len(parts) > 1)
        if len(parts) < 2 or same:
            return
        self.slider.setRange(1, len(parts) - 1)
        self.slider.setPageStep(max(1, len(parts) // 10))
        self.slider.setEnabled(len(parts) > 2)
        self.slider.setValue(self._first_guess())
        self._show_halves()

    def t_ns(self) -> int | None:
        """When the second half begins."""
        return self._parts[self.place].t_start_ns if len(self._parts) > 1 else None

    def _first_guess(self) -> int:
        """Before the longest pause, where people most often begin anew."""
        starts = [part.t_start_ns for part in self._parts]
        return max(range(1, len(starts)), key=lambda at: starts[at] - starts[at - 1])

    def _show_halves(self) -> None:
        if self._step is None or len(self._parts) < 2:
            return
        one, two = cut_words(self._step, self._parts, self.place)
        self._one.setText(one)
        self._two.setText(two)
        self.slider.setToolTip(f"{one} | {two}")
