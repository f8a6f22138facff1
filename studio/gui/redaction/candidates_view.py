"""The redacted copies of a session: making one, how far it is, and those that are here."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from studio.gui.context import AppContext
from studio.gui.jobs import Job
from studio.gui.redaction.making import Kept, Making
from studio.gui.redaction.proposed import state_of
from studio.gui.redaction.scanning import Scanning
from studio.gui.review.desk import Desk
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    Card,
    Pill,
    button,
    column,
    icon_button,
    label,
    row,
    scroll_page,
)
from studio.gui.words import tr


class CandidatesView(QWidget):
    """`proof_wanted` asks to show the proof of a copy, `submit_wanted` to submit one."""

    proof_wanted = Signal(object)
    submit_wanted = Signal(object)

    def __init__(self, context: AppContext, desk: Desk, scanning: Scanning, making: Making) -> None:
        super().__init__()
        self.setObjectName("candidates-view")
        self._desk, self._scanning, self._making = desk, scanning, making
        self._advice = Banner("warning", "")
        self.make = button(
            tr("Make the redacted copy…"),
            "primary",
            "shield",
            name="make-candidate",
            clicked=making.make,
        )
        self._words = label("", "body", "soft", wrap=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("candidate-progress")
        self._bar.setAccessibleName(tr("How far the redacted copy is"))
        self._bar.setTextVisible(False)
        self.stop = button(tr("Stop"), "plain", "close", name="make-stop", clicked=making.cancel)
        self._busy = QWidget()
        self._busy.setLayout(column(self._words, self._bar, row(self.stop, 1), space=Space.S))
        self._why = label(
            tr(
                "Redactions are burnt into a copy, and the copy is searched for everything that "
                "was redacted. The session itself stays as it is."
            ),
            "body",
            "soft",
            wrap=True,
        )
        self._none = label(tr("No copy of this session was made yet."), "body", "hint", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.S)
        top = column(self._why, self._advice, row(self.make, 1), self._busy, self._none)
        inner = column(top, self._cards, 1, space=Space.M)
        inner.setContentsMargins(0, Space.S, Space.S, Space.S)
        area = scroll_page(inner)
        area.setObjectName("candidates")
        area.setAccessibleName(tr("Redacted copies"))
        self.setLayout(column(area))
        self._shown: tuple[Kept, ...] | None = None
        making.changed.connect(self._show)
        scanning.changed.connect(self._show)
        desk.changed.connect(self._show)
        context.jobs.changed.connect(self._on_job)
        self._show()

    @property
    def advice(self) -> str:
        """What is said before a copy is made; empty for nothing."""
        return "" if self._advice.isHidden() else self._advice.text.text()

    def _show(self) -> None:
        busy = self._making.job is not None
        self.make.setVisible(not busy)
        self.make.setEnabled(self._desk.is_open)
        self._busy.setVisible(busy)
        advice = self._advice_words() if self._desk.is_open and not busy else ""
        self._advice.setVisible(bool(advice))
        self._advice.text.setText(advice)
        self._none.setVisible(not self._making.kept and not busy)
        if self._making.kept != self._shown:
            self._shown = self._making.kept
            self._fill()

    def _advice_words(self) -> str:
        """What stands in the way of a proof, before it costs minutes."""
        content = self._desk.content
        if self._scanning.is_done:
            left = sum(state_of(each, content) == "open" for each in self._scanning.rows)
            return (
                tr("%n proposal(s) are undecided; the proof will find what they mean.", left)
                if left
                else ""
            )
        if "rejected" in content.decisions.values():
            return tr(
                "You rejected proposals. Look through the session first, or the proof will find "
                "them again."
            )
        return tr("The session was not looked through yet; the proof may find more.")

    def _fill(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for kept in self._making.kept:
            self._cards.addWidget(self._card(kept))

    def _card(self, kept: Kept) -> QWidget:
        name = kept.path.stem[:8]
        passed = kept.proof is not None and kept.proof.passed
        pill = Pill(
            tr("Proven") if passed else tr("Not proven"),
            "ok" if passed else "error",
            "ok" if passed else "danger",
        )
        discard = icon_button(
            "delete",
            tr("Remove the copy {name}").format(name=name),
            name=f"discard-{name}",
            clicked=lambda: self._making.discard(kept),
        )
        head = row(label(tr("Copy {name}").format(name=name), "strong"), pill, 1, discard)
        if kept.proof is None:
            return Card(head, label(said(kept.problem), "caption", "danger", wrap=True))
        read = button(
            tr("Read the proof"),
            "link",
            "chevron-right",
            name=f"proof-{name}",
            clicked=lambda: self.proof_wanted.emit(kept.proof),
        )
        made = QDateTime.fromString(kept.proof.made_at, Qt.DateFormat.ISODate).toLocalTime()
        when = QLocale().toString(made, QLocale.FormatType.ShortFormat)
        count = tr("%n redaction(s)", sum(kept.proof.redactions.values()))
        words = label(f"{when} · {count}", "caption", "soft", wrap=True)
        foot = row(read, 1)
        if passed:
            submit = button(
                tr("Submit…"),
                "plain",
                "submit",
                name=f"submit-{name}",
                clicked=lambda: self.submit_wanted.emit(kept.path),
            )
            foot.addWidget(submit)
        return Card(head, words, foot, space=Space.XS)

    def _on_job(self, job: Job) -> None:
        if job is not self._making.job:
            return
        self._words.setText(job.text or tr("Waiting"))
        self._bar.setRange(0, 0 if job.fraction is None else 1000)
        self._bar.setValue(round((job.fraction or 0) * 1000))
