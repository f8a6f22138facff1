"""How each detector fared, one line each, and all of them in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotate.detect.scan import DetectorState
from studio.gui.redaction import sayings
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Pill, column, label, row
from studio.gui.words import tr


class DetectorList(QScrollArea):
    """The list, with those first that could not run; `summary` is one line for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detectors")
        self.setAccessibleName(tr("Detectors"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._states: tuple[DetectorState, ...] = ()

    def show_states(self, states: Sequence[DetectorState]) -> None:
        if tuple(states) == self._states:
            return
        self._states = tuple(states)
        inner = QWidget()
        inner.setProperty("page", True)
        order = sorted(states, key=lambda each: not _failed(each))
        inner.setLayout(column(*(_line(each) for each in order), 1, space=Space.M))
        self.setWidget(inner)

    @property
    def failed(self) -> int:
        """How many could not run."""
        return sum(_failed(each) for each in self._states)

    @property
    def summary(self) -> str:
        words = tr("%n detector(s) looked", len(self._states) - self.failed)
        if not self.failed:
            return words
        return tr("{ran}, {failed} could not").format(ran=words, failed=self.failed)


def _failed(state: DetectorState) -> bool:
    return sayings.detector_words(state)[1] == "danger"


def _line(state: DetectorState) -> QWidget:
    words, mood = sayings.detector_words(state)
    icons = {"danger": "error", "ok": "ok", "warning": "search"}
    pill = Pill(words, icons.get(mood, "info"), mood)
    head = row(label(sayings.detector_name(state.name)), 1, pill)
    made = QWidget()
    if state.unavailable:
        tone = "danger" if mood == "danger" else "soft"
        why = label(said(state.unavailable), "caption", tone, wrap=True)
        made.setLayout(column(head, why, space=Space.XS))
    else:
        made.setLayout(column(head))
    return made
