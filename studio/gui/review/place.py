"""The place Review: one session under review, or how to come to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from recorder.session.journal import session_path
from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.place import Place
from studio.gui.review.page import ReviewPage
from studio.gui.review.review_actions import review_callbacks, review_rows
from studio.gui.widgets import EmptyState, button, column
from studio.gui.words import tr


class ReviewPlace(Place):
    """Steps that a person reads, corrects and describes."""

    place_id = "review"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.page = ReviewPage(context)
        self._pages = QStackedWidget()
        self._empty = self._empty_state()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.page)
        self.setLayout(column(self._pages))
        self._is_built = False
        # The rows of a place are in the table of actions right after it was made.
        QTimer.singleShot(0, self, self._build)

    def action_rows(self) -> tuple[ActionRow, ...]:
        return review_rows()

    def callbacks(self) -> Mapping[str, Callable[[], None]]:
        return review_callbacks(self)

    def entered(self) -> None:
        self._build()
        self._show_history()

    def left(self) -> None:
        self.page.commit()
        self.context.document.show_history(None)

    def show_what(self, what: object) -> None:
        """Review the session with this id."""
        if isinstance(what, str):
            self.review(what)

    def finish(self, done: Callable[[], None]) -> bool:
        """Wait for what is on its way to the disk."""
        self.page.commit()
        return self.page.desk.when_saved(done)

    def close_down(self) -> None:
        self.page.desk.close()

    def review(self, session: str) -> None:
        """Open a session, unless it is open already."""
        self._build()
        self._pages.setCurrentWidget(self.page)
        if session != self.page.desk.session:
            self.page.commit()
            path = session_path(self.context.home.sessions, session)
            self.page.desk.open(session, path)
        self._show_history()

    def leave_review(self) -> None:
        """Close the session and go back to the list."""
        self.page.commit()
        self.page.desk.close()
        self.context.frame.go("sessions")

    def _build(self) -> None:
        if self._is_built:
            return
        self._is_built = True
        self.page.build()
        self.page.left.connect(self.leave_review)
        self.context.frame.session_ends.connect(self._let_go)
        player = self.page.player
        player.opened.connect(lambda: self._pages.setCurrentWidget(self.page))
        player.closed.connect(lambda: self._pages.setCurrentWidget(self._empty))

    def _let_go(self, session: str) -> None:
        """A session that is deleted for good cannot stay under review."""
        if session == self.page.desk.session:
            self.page.commit()
            self.page.desk.close()

    def _show_history(self) -> None:
        """Undo and redo are the review's while it is in front."""
        desk = self.page.desk
        self.context.document.show_history(desk if desk.session else None)

    def _empty_state(self) -> QWidget:
        choose = button(
            tr("Choose a session"),
            "primary",
            "sessions",
            name="review-choose",
            clicked=lambda: self.context.frame.go("sessions"),
        )
        return EmptyState(
            "review",
            tr("Nothing is under review"),
            tr(
                "Select a session and press Review. Its steps appear here, so that you can "
                "correct and describe them. The recording itself never changes."
            ),
            choose,
        )
