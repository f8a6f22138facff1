"""The place Submitted: what was given away, who opened it, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.custody.detail import WIDTH_PX, SubmissionDetail
from studio.gui.custody.receipts import PaperSheet
from studio.gui.custody.shelf import Submissions
from studio.gui.custody.table import SubmissionsModel, SubmissionsTable
from studio.gui.custody.withdraw_sheet import WithdrawSheet
from studio.gui.place import Place
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    EmptyState,
    PageHeader,
    button,
    column,
    icon_button,
    label,
    row,
)
from studio.gui.words import tr
from studio.openings import Own
from studio.session_list import words_of_size

CAN_WITHDRAW, ONE, ASIDE = "submission_can_end", "submission_selected", "submission_in_front"
_BOTH_ABOVE_PX = 820
_QUIET_MAX_PX = 16_777_215


class SubmittedPlace(Place):
    """The list of one's submissions, and one of them beside it; where there is no room, instead."""

    place_id = "submitted"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.submissions = Submissions(context, self)
        self.model = SubmissionsModel(self)
        self.table = SubmissionsTable(self.model, context.theme)
        self._is_built, self._aside = False, False
        # The rows of a place are in the table of actions right after it was made.
        QTimer.singleShot(0, self, self._build)

    def action_rows(self) -> tuple[ActionRow, ...]:
        rows = (
            ("withdraw", tr("Withdraw…"), "withdraw", "Delete", (CAN_WITHDRAW,), True),
            ("look", tr("Look at the submission"), "eye", "", (ONE, f"!{ASIDE}"), False),
            ("back", tr("Back to the submissions"), "chevron-left", "Escape", (ASIDE,), False),
            ("acceptance", tr("Show the acceptance"), "consent", "", (ONE,), False),
            ("refresh", tr("Ask who opened what"), "refresh", "F5", (), False),
        )
        return tuple(
            ActionRow(
                f"submitted.{name}",
                text,
                icon,
                keys,
                self.place_id,
                needs,
                menu="session",
                starts_group=group,
            )
            for name, text, icon, keys, needs, group in rows
        )

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return {
            "submitted.withdraw": self.withdraw_selected,
            "submitted.look": lambda: self._put_aside(True),
            "submitted.back": lambda: self._put_aside(False),
            "submitted.acceptance": self._show_acceptance,
            "submitted.refresh": lambda: self.submissions.refresh(ask=True),
        }

    def entered(self) -> None:
        self._build()
        self.submissions.refresh()
        self.table.setFocus()

    def show_what(self, what: object) -> None:
        """Select the submission with this id, once it is there."""
        if isinstance(what, str):
            self._wanted = (what,)

    def withdraw_selected(self) -> None:
        """Ask once more, with all that is and is not reached."""
        owns = [each for each in self.table.selected() if each.may_withdraw]
        if owns:
            WithdrawSheet(self.context, self.submissions, owns, self.window()).open()

    def show_paper(self, own: Own, paper: str) -> None:
        PaperSheet(self.context, own, paper, self.window()).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_built:
            self._fit()

    def _build(self) -> None:
        if self._is_built:
            return
        self._is_built = True
        self._wanted: tuple[str, ...] = ()
        self._asking = label("", "caption", "soft")
        again = icon_button(
            "refresh",
            tr("Ask who opened what"),
            name="submitted-refresh",
            clicked=lambda: self.context.actions.trigger("submitted.refresh"),
        )
        self.header = PageHeader(tr("Submitted"), " ", self._asking, again)
        self._banners = column(space=Space.S)
        self.detail = SubmissionDetail(self.context.actions)
        self.detail.paper_wanted.connect(self.show_paper)
        both = QWidget()
        both.setLayout(row(self.table, self.detail, space=Space.L))
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(self._empty_state())
        whole = column(self.header, self._banners, self._pages, space=Space.L)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.picked.connect(self._on_picked)
        self.table.chosen.connect(lambda: self._put_aside(True))
        self.submissions.changed.connect(self._show)
        self._fit()
        self._show()

    def _empty_state(self) -> QWidget:
        return EmptyState(
            "submit",
            tr("Nothing was submitted yet"),
            tr(
                "Review a session, make a redacted copy, and submit that. Here you then see who "
                "opened it and what for, and can take it back at any time."
            ),
            button(
                tr("Choose a session"),
                "primary",
                "sessions",
                name="submitted-choose",
                clicked=lambda: self.context.frame.go("sessions"),
            ),
        )

    def _show(self) -> None:
        shelf = self.submissions
        selected = self._wanted or tuple(each.submission for each in self.table.selected())
        self.model.show_owns(shelf.owns)
        self.table.select(selected)
        if self._wanted and shelf.own(self._wanted[0]) is not None:
            self._wanted = ()
        self._pages.setCurrentIndex(0 if shelf.owns or not shelf.is_loaded else 1)
        size = words_of_size(sum(each.size_bytes for each in shelf.owns))
        words = tr("%n submission(s), {size}", len(shelf.owns)).format(size=size)
        nothing = tr("What you gave away, who opened it, and how to take it back.")
        self.header.set_subtitle(words if shelf.owns else nothing)
        self._asking.setText(tr("Asking…") if shelf.is_asking else "")
        self._show_banners()
        self._on_picked()

    def _show_banners(self) -> None:
        while (item := self._banners.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shelf = self.submissions
        if shelf.is_locked and shelf.owns:
            unlock = button(
                tr("Unlock"),
                icon="unlock",
                name="submitted-unlock",
                clicked=lambda: self.context.actions.trigger("submitted.refresh"),
            )
            self._banners.addWidget(Banner("info", tr("Unlock to see who opened what."), unlock))
        for each in dict.fromkeys(shelf.problems):
            known = tr("Below is what was known before.")
            self._banners.addWidget(Banner("danger", f"{said(each)} {known}"))

    def _on_picked(self) -> None:
        owns = self.table.selected()
        self.context.actions.set_fact(CAN_WITHDRAW, any(each.may_withdraw for each in owns))
        self.context.actions.set_fact(ONE, len(owns) == 1)
        self.detail.show_owns(owns)

    def _put_aside(self, aside: bool) -> None:
        """Where there is no room for both, show the submission instead of the list."""
        self._aside = aside
        self._fit()
        (self.detail.withdraw if aside else self.table).setFocus()

    def _fit(self) -> None:
        both = self.width() >= _BOTH_ABOVE_PX
        self.context.actions.set_fact(ASIDE, self._aside and not both)
        self.table.setVisible(both or not self._aside)
        self.detail.setVisible(both or self._aside)
        self.detail.setMaximumWidth(WIDTH_PX if both else _QUIET_MAX_PX)
        self.detail.setMinimumWidth(WIDTH_PX if both else 0)

    def _show_acceptance(self) -> None:
        owns = self.table.selected()
        if len(owns) == 1 and owns[0].kept.acceptance is not None:
            self.show_paper(owns[0], "acceptance")
