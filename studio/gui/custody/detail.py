"""The panel beside the list: what one submission is, who opened it, its papers, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from studio.gui.actions import Actions
from studio.gui.consent.receipt_view import moment
from studio.gui.consent.terms import stream_name
from studio.gui.custody.table import campaign_words
from studio.gui.custody.wording import opening_words, role_word, standing_look, task_words
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    ElidedLabel,
    Pill,
    button,
    column,
    label,
    line,
    row,
)
from studio.gui.words import tr
from studio.openings import Opening, Own, Standing
from studio.session_list import words_of_size

WIDTH_PX = 380


class SubmissionDetail(QFrame):
    """Follows the selection. `paper_wanted` asks to show a paper of a submission."""

    paper_wanted = Signal(object, str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("submission-detail")
        self.setProperty("card", True)
        self._actions = actions
        self._inside = QVBoxLayout()
        self._inside.setSpacing(Space.M)
        self._inside.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        inner = QWidget()
        inner.setLayout(self._inside)
        self._area = QScrollArea()
        self._area.setObjectName("submission-facts")
        self._area.setAccessibleName(tr("The submission"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        for each in (self._area.viewport(), inner):
            each.setAutoFillBackground(False)
        action = actions.action("submitted.withdraw")
        self.withdraw = button(
            tr("Withdraw…"), "danger", "withdraw", name="submission-withdraw",
            clicked=action.trigger,
        )  # fmt: skip
        action.changed.connect(lambda: self.withdraw.setEnabled(action.isEnabled()))
        self.withdraw.setEnabled(action.isEnabled())
        foot = row(self.withdraw)
        foot.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        whole = column(self._area, line(), foot, space=0)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_owns(self, owns: Sequence[Own]) -> None:
        """Show what is selected: one submission, or how many."""
        _empty(self._inside)
        if len(owns) == 1:
            self._show_one(owns[0])
        elif owns:
            size = words_of_size(sum(each.size_bytes for each in owns))
            words = tr("%n submission(s), {size}", len(owns)).format(size=size)
            self._inside.addWidget(label(words, "subtitle", wrap=True))
            can = sum(each.may_withdraw for each in owns)
            told = tr("%n of them can be withdrawn.", can)
            self._inside.addWidget(label(told, tone="soft", wrap=True))
        else:
            self._inside.addWidget(
                label(tr("Select a submission to see who opened it."), tone="soft", wrap=True)
            )
        self._inside.addStretch(1)

    def _show_one(self, own: Own) -> None:
        look = standing_look(own.standing)
        task = label(task_words(own), "subtitle", wrap=True)
        task.setObjectName("submission-task")
        self._inside.addWidget(task)
        self._inside.addLayout(row(Pill(look.word, look.icon, look.mood), 1))
        if own.standing is Standing.REPORTED:
            self._inside.addWidget(self._reported(own))
        else:
            self._inside.addWidget(label(look.meaning, "caption", "soft", wrap=True))
        self._inside.addWidget(_facts(own))
        self._inside.addWidget(line())
        self._inside.addWidget(label(tr("Who opened it"), "strong"))
        self._openings(own)
        self._inside.addWidget(line())
        self._inside.addWidget(label(tr("Papers"), "strong"))
        self._inside.addLayout(self._papers(own))

    def _reported(self, own: Own) -> QWidget:
        words = [tr("A privacy problem was reported. It is closed to everybody.")]
        words += [f"“{each.words}”" for each in own.reports if each.words]
        words.append(
            tr(
                "Withdraw it. Your redacted copy is still here: redact it further, and submit it "
                "again."
            )
        )
        return Banner("warning", "\n\n".join(words))

    def _openings(self, own: Own) -> None:
        if own.openings is None:
            text = tr("Not known, because its broker was not asked or did not answer.")
            self._inside.addWidget(label(text, "caption", "soft", wrap=True))
        elif not own.openings:
            text = tr("Nobody has opened it.")
            self._inside.addWidget(label(text, "caption", "soft", wrap=True))
        for each in own.openings or ():
            self._inside.addLayout(_opening(each))

    def _papers(self, own: Own) -> QLayout:
        there = (
            ("consent", tr("Consent"), own.consent is not None),
            ("acceptance", tr("Acceptance"), own.kept.acceptance is not None),
            ("death", tr("End"), own.kept.death is not None),
        )
        made = row(space=Space.S)
        for paper, text, is_there in there:
            if is_there:
                made.addWidget(self._paper(own, paper, text))
        made.addStretch(1)
        return made

    def _paper(self, own: Own, paper: str, text: str) -> QWidget:
        made = button(text, "quiet", "consent", name=f"show-{paper}")
        made.clicked.connect(lambda: self.paper_wanted.emit(own, paper))
        return made


def _opening(opening: Opening) -> QLayout:
    who = f"{opening.person} · {role_word(opening.role)}" if opening.role else opening.person
    pill = (
        Pill(tr("Refused"), "close", "plain") if opening.refused else Pill(tr("Proven"), "ok", "ok")
    )
    pill.setToolTip(tr("Its line stands in the log, and the log begins with what you saw before."))
    name = ElidedLabel(who, "strong")
    head = row(name, pill, space=Space.S)
    head.setStretch(0, 1)
    words = label(opening_words(opening), "caption", "soft", wrap=True)
    made = column(head, words, space=Space.XS)
    made.setContentsMargins(0, 0, 0, Space.S)
    return made


def _facts(own: Own) -> QWidget:
    left = own.days_left(datetime.now(UTC))
    until = moment(own.kept.expires_at) if own.kept.expires_at else "–"
    if left is not None:
        until = tr("{until}, %n day(s) left", left).format(until=until)
    streams = ", ".join(stream_name(each.stream) for each in own.manifest.streams)
    rows = (
        (tr("Campaign"), campaign_words(own)),
        (tr("Submitted"), moment(own.kept.made_at)),
        (tr("Kept until"), until),
        (tr("Size"), words_of_size(own.size_bytes)),
        (tr("What left"), streams),
        (tr("Id"), own.submission),
    )
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        long = name == tr("Id")
        shown: QWidget = ElidedLabel(value) if long else label(value, wrap=True)
        grid.addWidget(label(name, "body", "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, at, 1)
    made.setLayout(grid)
    return made


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
