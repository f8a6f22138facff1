"""The left part of the page: search and filter above the step list, or why it is empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from replay.trajectory import Step
from studio.gui.context import AppContext
from studio.gui.icons import icon
from studio.gui.review.step_rows import Show
from studio.gui.review.step_words import KINDS, SHOWS
from studio.gui.review.steps_desk import StepsDesk
from studio.gui.review.steps_model import StepsModel
from studio.gui.review.steps_view import StepsView
from studio.gui.review.thumbnails import Thumbnails
from studio.gui.theme import Space
from studio.gui.widgets import button, column, label, row
from studio.gui.words import tr

LATER_MS = 80
LETTERS_MIN = 8


class StepsPanel(QWidget):
    """Follows a desk. Selecting a step brings the playhead to it."""

    left = Signal()
    """The keyboard is wanted elsewhere."""

    def __init__(self, context: AppContext, desk: StepsDesk) -> None:
        super().__init__()
        self.setObjectName("review-steps-panel")
        self._desk = desk
        self._seen: tuple[Step, ...] | None = None
        self.model = StepsModel(self)
        self.view = StepsView(self.model, context.theme)
        self.thumbnails = Thumbnails(context, desk.player, self)
        self.search = QLineEdit()
        self.show_only = QComboBox()
        self.kind = QComboBox()
        self.count = label("", "caption", "soft")
        self.count.setObjectName("review-count")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LATER_MS)
        self._build()
        self._listen()

    def search_for(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_low(self, low: bool) -> None:
        """Leave the little height there is to the list."""
        self._narrowing.setVisible(not low)

    def clear_filters(self) -> None:
        self.search.clear()
        self.show_only.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)

    def follow_playhead(self) -> None:
        """Mark the step of the playhead, and select it unless several are selected."""
        player = self._desk.player
        place = player.step_now()
        step = player.steps[place] if place is not None and place < len(player.steps) else None
        self.model.show_now(step.id if step else "")
        chosen = self._desk.selection
        if step is None or len(chosen) > 1 or (self.view.underMouse() and player.head.moving):
            return
        current = self._desk.step(chosen[0]) if chosen else None
        if current is not None and current.action.t_start_ns == player.head.t_ns:
            return
        self._desk.select([step.id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the search into the list, Escape clears it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus()
                if not self.view.selected_steps() and self.model.rowCount():
                    self.view.setCurrentIndex(self.model.index(0))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.view.setFocus()
                return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Escape is the field's here, and does not leave the session.
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return event.isAccepted()
        return False

    def _build(self) -> None:
        self.search.setObjectName("review-search")
        self.search.setAccessibleName(tr("Search the steps"))
        self.search.setPlaceholderText(tr("Search steps, texts, windows"))
        self.search.setClearButtonEnabled(True)
        sign = QAction(icon("search", "text_hint"), "", self.search)
        self.search.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.show_only.setObjectName("review-show")
        self.show_only.setAccessibleName(tr("Which steps are shown"))
        for show, words in SHOWS.items():
            self.show_only.addItem(tr(words), show)
        self.kind.setObjectName("review-kind")
        self.kind.setAccessibleName(tr("Which kinds of steps are shown"))
        self.kind.addItem(tr("All kinds"), "")
        for kind, words in KINDS.items():
            self.kind.addItem(tr(words), kind)
        for each in (self.show_only, self.kind):
            fit = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            each.setSizeAdjustPolicy(fit)
            each.setMinimumContentsLength(LETTERS_MIN)
        nothing = QWidget()
        words = label(tr("No step matches."), "body", "soft", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        clear = button(tr("Show all steps"), name="review-clear", clicked=self.clear_filters)
        nothing.setLayout(column(1, words, row(1, clear, 1), 2, space=Space.M, margin=Space.L))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(nothing)
        self._narrowing = QWidget()
        choices = row(self.show_only, self.kind)
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        self._narrowing.setLayout(column(choices, self.count, space=Space.XS))
        head = column(self.search, self._narrowing, space=Space.S)
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        whole = column(head, self._pages, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _listen(self) -> None:
        desk = self._desk
        desk.changed.connect(self._on_changed)
        desk.closed.connect(self._on_closed)
        desk.selected.connect(lambda: self.view.select_steps(desk.selection))
        desk.player.previewed.connect(self._soon.start)
        self.view.seen.connect(self._soon.start)
        self._soon.timeout.connect(lambda: self.thumbnails.want(self.view.visible_steps()))
        self.thumbnails.pictured.connect(self._on_pictured)
        self.view.picked.connect(lambda: desk.select(self.view.selected_steps()))
        self.view.chosen.connect(self._on_chosen)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.show_only.currentIndexChanged.connect(lambda _at: self._filter())
        self.kind.currentIndexChanged.connect(lambda _at: self._filter())

    def _filter(self) -> None:
        with self.view.quietly():
            show, kind = Show(self.show_only.currentData()), str(self.kind.currentData())
            self.model.show_only(show, self.search.text(), kind)
        self.view.select_steps(self._desk.selection)
        self._show_count()
        self._soon.start()

    def see_as(self, steps: tuple[Step, ...] | None) -> None:
        """List these steps instead of those of the desk; None ends that."""
        self._seen = steps
        self._on_changed()

    def _on_changed(self) -> None:
        with self.view.quietly():
            if self._seen is None:
                self.model.show_steps(self._desk.steps, self._desk.gone)
            else:
                self.model.show_steps(self._seen, ())
        self.view.select_steps(self._desk.selection)
        self.follow_playhead()
        self._show_count()
        self._soon.start()

    def _on_closed(self) -> None:
        self.thumbnails.forget()
        self._seen = None
        with self.view.quietly():
            self.model.forget_content()
        self._show_count()

    def _on_pictured(self, found: object) -> None:
        self.model.show_thumbnails(found)  # pyright: ignore[reportArgumentType]
        self.thumbnails.want(self.view.visible_steps())

    def _on_chosen(self, step_id: str) -> None:
        step = self._desk.step(step_id)
        if step is not None:
            self._desk.select(self.view.selected_steps() or [step_id])
            self._desk.seek(step.action.t_start_ns)

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        words = tr("%n step(s)", total)
        if shown != total:
            words = tr("{shown} of {all}").format(shown=shown, all=total)
        self.count.setText(words if total else "")
        self._pages.setCurrentIndex(0 if shown or not total else 1)
