"""What leaves: the live count of an export, what stays out and why, where it goes, and the button
that begins it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar

from studio.export_plan import Count
from studio.gui.context import AppContext
from studio.gui.exporting.counting import Counting
from studio.gui.exporting.outcome import Outcome
from studio.gui.exporting.wording import format_name, kinds_words, number, set_words
from studio.gui.frame import Problem
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, ElidedLabel, button, column, label, line
from studio.gui.words import tr

NAMES_MAX = 3
PAST_PX = 120


@dataclass(frozen=True, slots=True)
class Going:
    """Where an export would go."""

    form: str | None
    folder: Path | None
    expression_is_right: bool
    can_begin: bool


class Leaves(Card):
    """Shows a `Counting`. `wanted_past` asks for an export that was made before."""

    wanted_past = Signal(object)

    def __init__(
        self, context: AppContext, counting: Counting, task_of: Callable[[str], str]
    ) -> None:
        super().__init__(space=Space.M)
        self._counting, self._task_of = counting, task_of
        self._expression_is_right = True
        self.steps = label("", "display")
        self.steps.setObjectName("export-steps")
        self.around = label("", tone="soft", wrap=True)
        self.sets = label("", tone="soft", wrap=True)
        self.left_out = label("", "caption", "soft", wrap=True)
        self.left_out.setObjectName("export-left-out")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(tr("Counting"))
        self.unlock = button(
            tr("Unlock to count"),
            icon="unlock",
            name="export-unlock",
            clicked=lambda: context.actions.trigger("export.unlock"),
        )
        self.form, self.folder = label("", "strong", wrap=True), ElidedLabel("", tone="soft")
        self.clear = Banner(
            "warning",
            tr(
                "In the clear: whoever can open the folder sees pictures and typed text. "
                "Nothing is redacted; the export is marked as not submitted."
            ),
        )
        self.begin = button(
            tr("Export"),
            "primary",
            "export",
            name="export-begin",
            clicked=lambda: context.actions.trigger("export.begin"),
        )
        self.past = QListWidget()
        self.past.setObjectName("export-past")
        self.past.setAccessibleName(tr("Exports since Candor was started"))
        self.past.setProperty("flat", True)
        self.past.setMaximumHeight(PAST_PX)
        self.past.itemActivated.connect(lambda item: self.wanted_past.emit(self.past.row(item)))
        self.past_title = label(
            tr("Exports since Candor was started"), "caption", "soft", wrap=True
        )
        self._build()
        counting.changed.connect(self.show_count)
        self.show_past([])
        self.show_count()

    def _build(self) -> None:
        self.body.addWidget(label(tr("What leaves"), "subtitle"))
        self.body.addLayout(column(self.steps, self.around, self.sets, self.busy, space=Space.XS))
        for each in (self.unlock, self.left_out, line()):
            self.body.addWidget(each)
        self.body.addLayout(column(self.form, self.folder, space=Space.XS))
        for each in (self.clear, self.begin, self.past_title, self.past):
            self.body.addWidget(each)

    def show_going(self, going: Going) -> None:
        """Show where it goes, and whether it may begin."""
        self.form.setText(format_name(going.form) if going.form else "")
        self.folder.setText(
            tr("to {folder}").format(folder=going.folder)
            if going.folder
            else tr("No folder is named yet.")
        )
        self.begin.setEnabled(going.can_begin)
        if going.expression_is_right != self._expression_is_right:
            self._expression_is_right = going.expression_is_right
            self.show_count()

    def show_past(self, outcomes: list[Outcome]) -> None:
        """List the exports that were made."""
        self.past.clear()
        for outcome in outcomes:
            words = tr("%n step(s) as {format}", outcome.report.steps)
            text = words.format(format=format_name(outcome.wish.form))
            item = QListWidgetItem(f"{outcome.at:%H:%M}  {text}")
            item.setToolTip(str(outcome.folder))
            self.past.addItem(item)
        for each in (self.past, self.past_title):
            each.setVisible(bool(outcomes))

    def show_count(self) -> None:
        """Show what was counted, or why nothing was."""
        counting = self._counting
        count = counting.count
        self.busy.setVisible(counting.is_under_way)
        self.unlock.setVisible(counting.is_locked)
        self.steps.setText("–" if count is None else tr("%n step(s)", count.steps))
        self.around.setText(self._around(count))
        sets = sorted(count.sets.items(), key=lambda item: -item[1]) if count else []
        self.sets.setText(
            " · ".join(f"{set_words(name)} {number(sessions)}" for name, sessions in sets)
        )
        self.sets.setVisible(bool(sets))
        lines = self._left_out(count) if count is not None else []
        self.left_out.setText("\n".join(lines))
        self.left_out.setVisible(bool(lines))

    def _around(self, count: Count | None) -> str:
        counting = self._counting
        if count is not None:
            return " · ".join(
                (tr("%n session(s)", count.sessions), tr("%n picture(s)", count.pictures))
            )
        if counting.is_locked:
            return tr("Your sessions are sealed; counting has to open them.")
        if counting.problem is not None:
            return Problem.of(counting.problem).happened
        if counting.is_under_way:
            return tr("Counting…")
        if not self._expression_is_right:
            return tr("The expression that chooses the steps is not complete.")
        return tr("Pick at least one session.")

    def _left_out(self, count: Count) -> list[str]:
        """One line for each reason why something stays out."""
        lines: list[str] = []
        if count.corrected:
            lines.append(tr("%n step(s) are as a person corrected them.", count.corrected))
        if count.filtered:
            lines.append(
                tr("Left out: %n step(s) that the expression does not choose.", count.filtered)
            )
        for kind, steps in count.cannot.most_common():
            words = tr("Left out: %n step(s) that this format cannot say ({kind}).", steps)
            lines.append(words.format(kind=kinds_words([kind])))
        if count.empty:
            words = tr("Left out: %n session(s) without such a step ({names}).", len(count.empty))
            lines.append(words.format(names=self._names(count.empty)))
        for session, sentence in list(count.unreadable.items())[:NAMES_MAX]:
            words = tr("Left out: “{task}”. {reason}")
            lines.append(words.format(task=self._task_of(session), reason=said(sentence)))
        if (more := len(count.unreadable) - NAMES_MAX) > 0:
            lines.append(tr("Left out: %n more session(s) that cannot be opened.", more))
        return lines

    def _names(self, sessions: list[str]) -> str:
        names = [self._task_of(session) for session in sessions[:NAMES_MAX]]
        return ", ".join(names) + (" …" if len(sessions) > NAMES_MAX else "")
