"""The page of an export that was written: its numbers, what was lost, its data card, and whether
it can be read back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from replay.export.check import Checked
from studio.gui.context import AppContext
from studio.gui.exporting.card_view import CardView
from studio.gui.exporting.outcome import Outcome
from studio.gui.exporting.wording import format_name, loss_words, number, set_words
from studio.gui.frame import Problem
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, PageHeader, button, column, label, row, scroll_page
from studio.gui.words import tr

WIDTH_PX, PROBLEMS_MAX = 820, 12


class ResultPage(QWidget):
    """Shows one outcome at a time."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("export-result")
        self.setProperty("page", True)
        act = context.actions.trigger
        self.check = button(
            tr("Check again"), icon="refresh", name="export-check",
            clicked=lambda: act("export.check"),
        )  # fmt: skip
        self.open = button(
            tr("Open folder"), icon="folder", name="export-open", clicked=lambda: act("export.open")
        )
        self.again = button(
            tr("New export"),
            "primary",
            "plus",
            name="export-new",
            clicked=lambda: act("export.new"),
        )
        self.header = PageHeader(tr("Exported"), " ", self.check, self.open, self.again)
        self.right = Banner("ok", "")
        self.wrong = Banner("danger", "")
        self._figures = [_Figure(), _Figure(), _Figure()]
        self.more = label("", tone="soft", wrap=True)
        self.losses, self._losses = _part(tr("What this format does not carry"))
        self.alike, self._alike = _part(tr("Nearly the same sessions"))
        self.sets, self._sets = _part(tr("Sets"))
        self.card = CardView()
        numbers = Card(row(*self._figures, 1, space=Space.XXL), self.more)
        content = column(
            self.header,
            self.right,
            self.wrong,
            numbers,
            self.sets,
            self.losses,
            self.alike,
            label(tr("Data card"), "subtitle"),
            Card(self.card),
            1,
            space=Space.L,
        )
        content.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_page(content, WIDTH_PX))

    def show_outcome(self, outcome: Outcome) -> None:
        """Show another export."""
        report = outcome.report
        words = tr("{format}, in the folder {folder}")
        self.header.set_subtitle(
            words.format(format=format_name(outcome.wish.form), folder=outcome.folder)
        )
        self.right.hide()
        self.wrong.hide()
        self._show_figures(outcome)
        sets = [
            tr("{set}: %n session(s)", count).format(set=set_words(name))
            for name, count in _sets(outcome)
        ]
        _fill(self.sets, self._sets, sets)
        losses = [
            tr("{loss}: %n step(s)", count).format(loss=loss_words(loss))
            for loss, count in report.losses.most_common()
        ]
        _fill(self.losses, self._losses, losses or [tr("Nothing was lost.")])
        _fill(self.alike, self._alike, [", ".join(group) for group in outcome.alike])
        self.card.show_card(outcome.card, outcome.plots)

    def show_checking(self) -> None:
        """The export is being read back."""
        self.right.hide()
        self.wrong.hide()
        self.check.setEnabled(False)
        self.check.setText(tr("Checking…"))

    def show_checked(self, checked: Checked | None, error: Exception | None = None) -> None:
        """What reading it back found; or that it could not be read, or was not wanted any more."""
        self.check.setEnabled(True)
        self.check.setText(tr("Check again"))
        problems = list(checked.problems) if checked is not None else []
        if error is not None:
            problems = [Problem.of(error).happened]
        if checked is not None and not problems:
            self.right.text.setText(
                tr("Everything was read back: %n step(s), nothing is wrong.", checked.steps)
            )
        self.right.setVisible(checked is not None and not problems)
        self.wrong.text.setText("\n".join(problems[:PROBLEMS_MAX]))
        self.wrong.setVisible(bool(problems))

    def _show_figures(self, outcome: Outcome) -> None:
        report = outcome.report
        figures = (
            (tr("sessions"), len(report.sessions)),
            (tr("steps"), report.steps),
            (tr("pictures"), report.frames),
        )
        for figure, (words, count) in zip(self._figures, figures, strict=True):
            figure.show_count(count, words)
        more = [
            text
            for count, text in (
                (
                    report.corrected,
                    tr("%n step(s) are as a person corrected them.", report.corrected),
                ),
                (report.filtered, tr("%n step(s) were not chosen.", report.filtered)),
                (
                    report.left_out,
                    tr("%n step(s) were left out: the format cannot say them.", report.left_out),
                ),
            )
            if count
        ]
        self.more.setText("\n".join(more))
        self.more.setVisible(bool(more))


class _Figure(QWidget):
    """A number with what it counts below it."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._words = label("", "title"), label("", tone="soft")
        self.setLayout(column(self._count, self._words, space=0))

    def show_count(self, count: int, words: str) -> None:
        self._count.setText(number(count))
        self._words.setText(words)


def _sets(outcome: Outcome) -> list[tuple[str, int]]:
    if outcome.wish.split is None:
        return []
    return outcome.report.splits.most_common()


def _part(title: str) -> tuple[Card, QLabel]:
    words = label("", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return Card(label(title, "strong"), words, space=Space.S), words


def _fill(card: Card, words: QLabel, lines: list[str]) -> None:
    words.setText("\n".join(lines))
    card.setVisible(bool(lines))
