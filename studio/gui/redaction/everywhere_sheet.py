"""Redact a text everywhere: how often it stands in each carrier, before it is decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QProgressBar, QWidget

from annotate.detect.model import Kind
from annotate.redact.plan import (
    TEXT_CHARS_MIN,
    Everywhere,
    Plan,
    check_plan,
    new_redaction_id,
)
from recorder.errors import WrongUse
from studio.gui.context import AppContext
from studio.gui.jobs import Job, Progress
from studio.gui.redaction import sayings
from studio.gui.redaction.counts import counted, counted_in_pictures, texts_by_carrier
from studio.gui.redaction.lines import Lines
from studio.gui.redaction.proposed import Carrier
from studio.gui.review.desk import Desk
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import button, label, row
from studio.gui.words import tr

COUNT_AFTER_MS = 150
LANE = "redaction-counts"
KINDS = ("text", *(kind.value for kind in Kind))


class EverywhereSheet(Sheet):
    """`redacted` gives the redaction that the person decided on."""

    redacted = Signal(object)

    def __init__(
        self, context: AppContext, desk: Desk, lines: Lines, parent: QWidget | None = None
    ) -> None:
        super().__init__("everywhere-sheet", tr("Redact a text everywhere"), parent)
        self._context, self._desk, self._lines = context, desk, lines
        self._texts: dict[Carrier, tuple[str, ...]] | None = None
        self.text = QLineEdit()
        self.text.setObjectName("everywhere-text")
        self.text.setAccessibleName(tr("Text to redact"))
        self.text.setPlaceholderText(tr("A name, a number, a word"))
        self.kind = QComboBox()
        self.kind.setObjectName("everywhere-kind")
        self.kind.setAccessibleName(tr("Kind"))
        for kind in KINDS:
            self.kind.addItem(sayings.kind_word(kind), kind)
        self._counts: dict[Carrier, QLabel] = {}
        self._problem = label("", "body", "danger", wrap=True)
        self._problem.hide()
        self._bar = QProgressBar()
        self._bar.setObjectName("everywhere-progress")
        self._bar.setAccessibleName(tr("How far the pictures were read"))
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.read = button(
            tr("Count in pictures too"), "link", "search", name="read-pictures", clicked=lines.read
        )
        why = label(
            tr(
                "Wherever it stands, a placeholder comes in its place; in pictures the whole line "
                "is filled. Case does not matter."
            ),
            "body",
            "soft",
            wrap=True,
        )
        self.add(why, self.text, self.kind, self._grid(), row(self.read, 1), self._bar)
        self.add(self._problem)
        self.confirm = button(
            tr("Redact everywhere"), "primary", "eye-off", name="confirm", clicked=self._confirm
        )
        self.confirm.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.confirm)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._timer.timeout.connect(self._count)
        self.text.textChanged.connect(lambda: self._timer.start())
        self.kind.currentIndexChanged.connect(lambda: self._timer.start())
        lines.changed.connect(self._on_lines)
        context.jobs.changed.connect(self._on_job)
        desk.closed.connect(self.reject)
        self._on_lines()
        self._show_counts({}, None)
        self.confirm.setEnabled(False)
        self.text.setFocus()

    @property
    def redaction(self) -> Everywhere:
        return Everywhere(
            new_redaction_id(), self.text.text().strip(), str(self.kind.currentData())
        )

    @property
    def problem(self) -> str:
        """Why the text cannot be redacted; empty for nothing."""
        return self._problem.text()

    def count_of(self, carrier: Carrier) -> str:
        """What stands beside a carrier now."""
        return self._counts[carrier].text()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(2, 1)
        for place, carrier in enumerate(Carrier):
            count = label("", "strong")
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            count.setMinimumWidth(84)
            self._counts[carrier] = count
            grid.addWidget(label(sayings.carrier_word(carrier), "body", "soft"), place, 0)
            grid.addWidget(count, place, 1)
        return grid

    def _count(self) -> None:
        wanted = self.text.text().strip()
        if self._fault(wanted) or not self._desk.is_open:
            self._show_counts({}, None)
            return
        texts, seen = self._texts, self._lines.seen
        events, meta = self._desk.events, self._desk.player.meta
        task = meta.task if meta else ""

        def work(_progress: Progress):
            found = texts_by_carrier(events, task) if texts is None else texts
            pictures = None if seen is None else counted_in_pictures(seen, wanted)
            return found, counted(found, wanted), pictures

        def done(got: tuple[dict, dict, int | None]) -> None:
            self._texts = got[0]
            if wanted == self.text.text().strip():
                self._show_counts(got[1], got[2])

        self._context.jobs.run(
            tr("Count a text"), work, done, owner=self, lane=LANE, replaces=True, quiet=True
        )

    def _fault(self, wanted: str) -> bool:
        """Whether the text cannot be redacted; says why, where it is not merely too short yet."""
        problem = ""
        if len(wanted) >= TEXT_CHARS_MIN:
            try:
                check_plan(Plan("", (self.redaction,)))
            except WrongUse:
                problem = tr("This text occurs in the placeholder itself; choose another kind.")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        fault = bool(problem) or len(wanted) < TEXT_CHARS_MIN
        self.confirm.setEnabled(not fault)
        return fault

    def _show_counts(self, counts: dict[Carrier, int], pictures: int | None) -> None:
        for carrier, shown in self._counts.items():
            words = str(counts[carrier]) if carrier in counts else "–"
            if carrier is Carrier.PICTURE:
                words = tr("not read") if self._lines.seen is None else "–"
                words = words if pictures is None else str(pictures)
            shown.setText(words)

    def _on_lines(self) -> None:
        busy = self._lines.job is not None
        self._bar.setVisible(busy)
        self.read.setVisible(not busy and self._lines.seen is None)
        self._timer.start()

    def _on_job(self, job: Job) -> None:
        if job is self._lines.job and job.fraction is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(job.fraction * 1000))

    def _confirm(self) -> None:
        if not self._fault(self.text.text().strip()):
            self.redacted.emit(self.redaction)
            self.accept()
