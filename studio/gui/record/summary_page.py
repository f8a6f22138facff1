"""What the Record place shows when a recording is over: what became of it, and where to look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.gui.icons import set_picture
from studio.gui.record.recording import Ending
from studio.gui.record.sayings import (
    clock_text,
    ending_sentence,
    ending_title,
    number_text,
    outcome_sentence,
    size_text,
)
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    ElidedLabel,
    PageHeader,
    button,
    column,
    label,
    line,
    row,
    scroll_page,
)
from studio.gui.words import tr

SIGN_PX = 40


class SummaryPage(QWidget):
    """One card: the facts, and what to do next."""

    look_wanted = Signal(str)
    """Look at the session of this id."""

    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ending: Ending | None = None
        self._icon, self._title = QLabel(), label("", "title")
        self._icon.setFixedSize(SIGN_PX, SIGN_PX)
        self._sentence = label("", "body", wrap=True)
        self._task = ElidedLabel("", "body", "soft")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Space.XL)
        self._facts.setVerticalSpacing(Space.S)
        self._facts.setColumnStretch(1, 1)
        self._look = button(tr("Look at it"), "primary", "play", name="look-at-it")
        self._look.clicked.connect(self._on_look)
        self._again = button(tr("Record again"), icon="record", name="record-again")
        self._again.clicked.connect(self.again_wanted)
        card = Card(
            row(self._icon, self._title, 1, space=Space.M),
            self._sentence,
            self._task,
            line(),
            self._facts,
            row(self._look, self._again, 1),
            space=Space.L,
            margin=Space.XL,
        )
        content = column(PageHeader(tr("Record")), card, 1, space=Space.L, margin=Space.XL)
        self.setLayout(column(scroll_page(content)))

    def show_ending(self, ending: Ending, task: str) -> None:
        """Show what became of a recording."""
        self._ending = ending
        fine = ending.kept and ending.problem is None and not ending.killed
        icon, tone = ("ok", "ok") if fine else ("info", "text_soft")
        if ending.problem is not None or ending.killed:
            icon, tone = "warning", "warning"
        set_picture(self._icon, icon, SIGN_PX, tone)
        self._title.setText(ending_title(ending))
        sentence = ending_sentence(ending)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._task.setText(task)
        self._look.setVisible(ending.kept)
        self._fill(_facts(ending))

    def focus(self) -> None:
        """Put the keyboard on what comes next."""
        first = self._look if self._look.isVisibleTo(self) else self._again
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(facts):
            self._facts.addWidget(label(name, "body", "soft"), at, 0)
            self._facts.addWidget(label(value, wrap=True), at, 1)

    def _on_look(self) -> None:
        if self._ending is not None and self._ending.session is not None:
            self.look_wanted.emit(self._ending.session)


def _facts(ending: Ending) -> list[tuple[str, str]]:
    if not ending.kept:
        return []
    frames = tr("{frames}, and {dropped} more were dropped")
    shown = number_text(ending.frames)
    if ending.dropped:
        shown = frames.format(frames=shown, dropped=number_text(ending.dropped))
    return [
        (tr("Length"), clock_text(ending.elapsed_s)),
        (tr("Events"), number_text(ending.events)),
        (tr("Frames"), shown),
        (tr("Size"), size_text(ending.bytes)),
        (tr("Outcome"), outcome_sentence(ending.outcome)),
    ]
