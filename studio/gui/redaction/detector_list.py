"""How each detector fared, one line each, folded away where all of them ran."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from annotate.detect.scan import DetectorState
from studio.gui.redaction import sayings
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Pill, button, column, label, row
from studio.gui.words import tr


class DetectorList(QWidget):
    """A line that sums up, and the list below it when it is asked for or something failed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detectors")
        self._fold = button(
            "", "link", "chevron-right", name="detectors-fold", clicked=self._toggle
        )
        self._list = QWidget()
        self._list.hide()
        self.setLayout(column(row(self._fold, 1), self._list, space=Space.XS))
        self._states: tuple[DetectorState, ...] = ()

    def show_states(self, states: Sequence[DetectorState]) -> None:
        if tuple(states) == self._states:
            return
        self._states = tuple(states)
        failed = [each for each in states if sayings.detector_words(each)[1] == "danger"]
        words = tr("%n detector(s) looked", len(states) - len(failed))
        if failed:
            words = tr("{ran}, {failed} could not").format(ran=words, failed=len(failed))
        self._fold.setText(words)
        self._fold.setAccessibleName(words)
        self._fill()
        self._list.setVisible(bool(failed))

    def _toggle(self) -> None:
        self._list.setVisible(not self._list.isVisible())

    def _fill(self) -> None:
        old = self._list
        self._list = QWidget()
        lines = [_line(each) for each in self._states]
        self._list.setLayout(column(*lines, space=Space.XS))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._list)
        old.deleteLater()


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
