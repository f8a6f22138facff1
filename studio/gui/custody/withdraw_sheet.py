"""Withdrawing: exactly what is reached and what is not, then the broker's signed word for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.gui.context import AppContext
from studio.gui.custody.receipts import death_view
from studio.gui.custody.shelf import Submissions
from studio.gui.custody.submit_parts import point
from studio.gui.custody.wording import task_words
from studio.gui.frame import Problem
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, button, column, label
from studio.gui.words import tr
from studio.openings import Own, lease_hours, read_kept_death

_NAMED_MAX = 6


class WithdrawSheet(Sheet):
    """Over the submissions that are selected."""

    def __init__(
        self,
        context: AppContext,
        submissions: Submissions,
        owns: Sequence[Own],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Withdraw %n submission(s) for good?", len(owns))
        super().__init__("withdraw-sheet", title, parent, width_px=640)
        self._context, self._submissions, self._owns = context, submissions, tuple(owns)
        self._parts = QWidget()
        self._parts.setLayout(
            column(self._which(), self._reached(), self._not_reached(), 1, space=Space.L)
        )
        self._banner: Banner | None = None
        self.add(self._parts)
        self._status = label("", tone="soft", wrap=True)
        self._keep = button(tr("&Keep"), name="withdraw-not-now", clicked=self.reject)
        self.confirm = button(
            tr("&Withdraw"), "danger", "withdraw", name="withdraw-confirm", clicked=self.withdraw
        )
        width = max(self._keep.sizeHint().width(), self.confirm.sizeHint().width(), 120)
        self.close_button = button(
            tr("Close"), "primary", name="withdraw-close", clicked=self.accept
        )
        self.foot.addWidget(self._status, 1)
        for each in (self._keep, self.confirm):
            each.setMinimumWidth(width)
            self.foot.addWidget(each)
        self.foot.addWidget(self.close_button)
        self.close_button.hide()
        submissions.withdrawn.connect(self._on_withdrawn)
        submissions.failed.connect(self._on_failed)
        self.confirm.setFocus()

    def withdraw(self) -> None:
        """End them."""
        for each in (self._keep, self.confirm):
            each.setEnabled(False)
        self._status.setText(tr("Asking the broker…"))
        self._submissions.withdraw(self._owns)

    def _which(self) -> QWidget:
        holder = QWidget()
        lines = column(space=Space.XS)
        for each in self._owns[:_NAMED_MAX]:
            lines.addWidget(label(task_words(each), "strong", wrap=True))
        if len(self._owns) > _NAMED_MAX:
            more = tr("and %n more", len(self._owns) - _NAMED_MAX)
            lines.addWidget(label(more, tone="soft"))
        holder.setLayout(lines)
        return holder

    def _reached(self) -> QWidget:
        return Card(
            label(tr("What ends"), "subtitle"),
            point("lock", tr("Nobody can open it any more, from the moment the broker answers.")),
            point(
                "delete",
                tr("Its key is destroyed, so that old copies of the store are closed as well."),
            ),
            point("people", tr("What annotators said about it ends with it.")),
            point("export", tr("Later exports leave it out, and say so.")),
            space=Space.S,
        )

    def _not_reached(self) -> QWidget:
        hours = lease_hours()
        leases = tr("Whoever has it open now can read on for %n hour(s) at most.", hours)
        card = Card(
            label(tr("What is not reached"), "subtitle"),
            point("clock", leases),
            space=Space.S,
        )
        for text in self._exports():
            card.body.addLayout(point("people", text))
        for text in (
            tr("Models that were trained with it stay trained."),
            tr("Pictures that somebody took of a screen."),
        ):
            card.body.addLayout(point("info", text))
        card.body.addLayout(point("disk", tr("Your redacted copy stays on this machine.")))
        return card

    def _exports(self) -> list[str]:
        """Who may hold a readable copy."""
        if any(each.openings is None for each in self._owns):
            return [tr("Exports that were made of it; who made some is not known now.")]
        names = dict.fromkeys(name for each in self._owns for name in each.exporters)
        if not names:
            return [tr("Nobody has opened it in order to export it.")]
        text = tr("Exports stay. {names} opened it in order to export, and has to make it anew.")
        return [text.format(names=name) for name in names]

    def _on_withdrawn(self, ended: Sequence[str]) -> None:
        found = [self._submissions.own(each.submission) for each in self._owns]
        raws = dict.fromkeys(own.kept.death for own in found if own and own.kept.death)
        self._parts.hide()
        self._drop_banner()
        self.heading.setText(tr("Withdrawn"))
        for raw in raws:
            death = read_kept_death(raw) if raw else None
            if death is not None:
                self.add(death_view(death))
        exporters = [text for own in found if own for text in own.exporters]
        if exporters:
            names = ", ".join(dict.fromkeys(exporters))
            text = tr("{names} may hold an export of it, which is to be made anew.")
            self.add(Banner("warning", text.format(names=names)))
        text = tr("The signed receipt is kept, and can be saved under Submitted.")
        self._status.setText(text)
        for each in (self._keep, self.confirm):
            each.hide()
        self.close_button.show()
        self.close_button.setFocus()
        self.fit()

    def _on_failed(self, error: Exception) -> None:
        problem = Problem.of(error)
        self._drop_banner()
        safe = tr("The list says what has ended so far. What has not can be withdrawn again.")
        self._banner = Banner("danger", f"{problem.happened} {safe}")
        self.body.insertWidget(0, self._banner)
        self._status.setText("")
        for each in (self._keep, self.confirm):
            each.setEnabled(True)
        self.confirm.setFocus()

    def _drop_banner(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
