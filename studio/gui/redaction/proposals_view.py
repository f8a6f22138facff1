"""The proposals: looking through the session, how each detector fared, and deciding on rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QWidget,
)

from annotate.edits import Decision
from studio.gui.context import AppContext
from studio.gui.icons import set_icon
from studio.gui.jobs import Job
from studio.gui.redaction import sayings
from studio.gui.redaction.claims import claimed
from studio.gui.redaction.detector_list import DetectorList
from studio.gui.redaction.proposals_model import (
    KIND,
    PLACE,
    PROPOSAL_ROLE,
    STATE,
    TEXT,
    TIME,
    Filter,
    ProposalsModel,
)
from studio.gui.redaction.proposed import Carrier, Proposal, decide
from studio.gui.redaction.scanning import Scanning
from studio.gui.review.desk import Desk
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import (
    Banner,
    EmptyState,
    button,
    column,
    icon_button,
    label,
    restyle,
    row,
)
from studio.gui.words import tr

ROW_PX = 34
WIDTHS_EM = {PLACE: 10.0, TIME: 4.6, STATE: 6.6}
DECISIONS: dict[int, Decision | None] = {
    Qt.Key.Key_A: "accepted",
    Qt.Key.Key_R: "rejected",
    Qt.Key.Key_U: None,
}
NARROW_EM, VERY_NARROW_EM = 46.0, 34.0


class ProposalsTable(QTableView):
    """A accepts what is selected, R rejects it, U leaves it open; with Shift all of its kind."""

    decided = Signal(object, bool)
    """`accepted`, `rejected` or None, and whether all of that kind are meant."""

    chosen = Signal(object)
    """The place of a proposal is wanted."""

    def __init__(self, model: ProposalsModel, em_px: int) -> None:
        super().__init__()
        self._em_px, self._model = em_px, model
        self.setObjectName("proposals-table")
        self.setAccessibleName(tr("Proposals"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setObjectName("proposals-head")
        head.setAccessibleName(tr("Columns of the proposals"))
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for stretched in (KIND, TEXT):
            head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def selected(self) -> tuple[Proposal, ...]:
        indexes = self.selectionModel().selectedRows()
        rows = sorted(indexes, key=lambda index: index.row())
        return tuple(index.data(PROPOSAL_ROLE) for index in rows)

    def select_row(self, row: int) -> None:
        """Make a row the current one, alone."""
        # `selectRow` would look at the keys that are held.
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def event(self, event: QEvent) -> bool:
        """Keys that decide here are not those of the player."""
        if claimed(event, _decides):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _decides(event):
            of_kind = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            self.decided.emit(DECISIONS[event.key()], of_kind)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many columns as there is room for: what was found only once it may be seen."""
        em, width = self._em_px, self.width()
        narrow, masked = width < VERY_NARROW_EM * em, not self._model.unmasked
        for at, share in WIDTHS_EM.items():
            self.setColumnWidth(at, round(share * em))
        stretch = QHeaderView.ResizeMode.Stretch if narrow else QHeaderView.ResizeMode.Fixed
        self.horizontalHeader().setSectionResizeMode(PLACE, stretch)
        self.setColumnHidden(TIME, width < NARROW_EM * em)
        self.setColumnHidden(PLACE, narrow and not masked)
        self.setColumnHidden(TEXT, narrow and masked)
        # The shape of the state stands beside the kind, and its word in the tip.
        self.setColumnHidden(STATE, narrow)

    def _on_activated(self, index: QModelIndex) -> None:
        if (proposal := index.data(PROPOSAL_ROLE)) is not None:
            self.chosen.emit(proposal)


class ProposalsView(QWidget):
    """All of it. `place_wanted` asks to show where a proposal was found."""

    place_wanted = Signal(object)

    def __init__(self, context: AppContext, desk: Desk, scanning: Scanning) -> None:
        super().__init__()
        self.setObjectName("proposals-view")
        self._context, self._desk, self._scanning = context, desk, scanning
        self.model = ProposalsModel(self)
        self.table = ProposalsTable(self.model, context.theme.base_px)
        self.detectors = DetectorList()
        self._kinds, self._states, self._carriers = (
            self._combo("filter-kind", tr("Kind")),
            self._combo("filter-state", tr("State")),
            self._combo("filter-carrier", tr("Carrier")),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._start_page())
        self._pages.addWidget(self._busy_page())
        self._pages.addWidget(self._rows_page())
        self.setLayout(column(self._pages))
        self._fill_filters()
        self.table.decided.connect(self.decide)
        self.table.chosen.connect(self.place_wanted)
        self.table.selectionModel().selectionChanged.connect(lambda: self._enable())
        scanning.changed.connect(self._show)
        desk.changed.connect(self._show)
        context.jobs.changed.connect(self._on_job)
        self._show()

    # What the person does

    def decide(self, decision: Decision | None, of_kind: bool = False) -> None:
        """Decide on what is selected, or on all of the kind of the current row: one undo."""
        chosen: Sequence[Proposal] = self.table.selected()
        current = self.table.currentIndex().data(PROPOSAL_ROLE)
        if of_kind and current is not None:
            chosen = self.model.rows_like(current)
        names = {
            "accepted": tr("accept %n proposal(s)", len(chosen)),
            "rejected": tr("reject %n proposal(s)", len(chosen)),
            None: tr("reopen %n proposal(s)", len(chosen)),
        }
        edit = decide(chosen, decision, self._desk.content, names[decision])
        if edit is not None:
            self._desk.apply(edit)
        self._step_on()

    def _step_on(self) -> None:
        """After a decision on one row the next one is current, so that keys alone go through."""
        at = self.table.currentIndex()
        if len(self.table.selected()) == 1 and at.row() + 1 < self.model.rowCount():
            self.table.select_row(at.row() + 1)

    # What is shown

    def _start_page(self) -> QWidget:
        self._start = button(
            tr("Look through the session"),
            "primary",
            "search",
            name="scan",
            clicked=self._scanning.run,
        )
        self._problem = Banner("danger", "")
        self._problem.hide()
        text = tr(
            "Detectors read what was typed, titles, names and the pictures. They run on this "
            "machine, and what they find stays sealed."
        )
        empty = EmptyState("shield", tr("Not looked through yet"), text, self._start)
        return _page(self._problem, empty)

    def _busy_page(self) -> QWidget:
        self._busy_words = label("", "body", "soft", wrap=True)
        self._busy_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setObjectName("scan-progress")
        self._bar.setAccessibleName(tr("How far the session was looked through"))
        self._bar.setTextVisible(False)
        stop = button(tr("Stop"), "plain", "close", name="scan-stop", clicked=self._scanning.cancel)
        inner = column(1, self._busy_words, self._bar, row(1, stop, 1), 1, margin=Space.XL)
        made = QWidget()
        made.setLayout(inner)
        return made

    def _rows_page(self) -> QWidget:
        again = icon_button(
            "refresh", tr("Look through it again"), name="scan-again", clicked=self._scanning.run
        )
        self._eye = icon_button(
            "eye", tr("Show what was found"), name="unmask", checkable=True, size_px=18
        )
        self._eye.toggled.connect(self.model.unmask)
        self._eye.toggled.connect(lambda: self.table.fit())
        self._fold = button("", "link", "chevron-right", name="detectors-fold", clicked=self._turn)
        top = row(self._states, self._eye, again)
        top.setStretch(0, 1)
        filters = row(self._kinds, self._carriers, space=Space.XS)
        verbs: tuple[tuple[str, str, str, Decision | None, str], ...] = (
            ("accept", tr("Accept"), "eye-off", "accepted", tr("Redact it (A; Shift+A: its kind)")),
            ("reject", tr("Reject"), "eye", "rejected", tr("Leave it (R; Shift+R: its kind)")),
        )
        self._verbs: list[QAbstractButton] = []
        for name, text, sign, decision, tip in verbs:
            made = button(
                text, "plain", sign, name=name, clicked=lambda it=decision: self.decide(it)
            )
            made.setToolTip(tip)
            self._verbs.append(made)
        self._verbs.append(
            icon_button(
                "undo", tr("Decide later (U)"), name="reopen", clicked=lambda: self.decide(None)
            )
        )
        self._none = label("", "body", "soft", wrap=True)
        self._rows = QWidget()
        self._rows.setLayout(column(top, filters, self.table, row(*self._verbs, 1), space=Space.S))
        self._body = QStackedWidget()
        self._body.addWidget(self._rows)
        self._body.addWidget(self.detectors)
        inner = column(row(self._fold, 1), self._none, self._body, space=Space.XS)
        inner.setContentsMargins(0, Space.XS, 0, 0)
        inner.setStretch(2, 1)
        made = QWidget()
        made.setLayout(inner)
        return made

    def _turn(self) -> None:
        """Show how the detectors fared in place of the rows, or the rows again."""
        self._body.setCurrentIndex(1 - self._body.currentIndex())
        self._show_fold()

    def _show_fold(self) -> None:
        words = self.detectors.summary
        back = self._body.currentIndex() == 1
        failed = bool(self.detectors.failed)
        self._fold.setText(tr("Back to the proposals") if back else words)
        self._fold.setAccessibleName(self._fold.text())
        bad = failed and not back
        self._fold.setProperty("kind", "danger" if bad else "link")
        sign = "chevron-left" if back else "error" if bad else "chevron-right"
        set_icon(self._fold, sign, "danger" if bad else "accent_text")
        restyle(self._fold)

    def _show(self) -> None:
        scanning = self._scanning
        page = 1 if scanning.job is not None else 2 if scanning.is_done else 0
        self._pages.setCurrentIndex(page)
        self._start.setEnabled(self._desk.is_open)
        self._problem.setVisible(scanning.error is not None)
        if scanning.error is not None:
            self._problem.text.setText(said(str(scanning.error)))
        if not scanning.rows:
            self._eye.setChecked(False)
        self.model.show_rows(scanning.rows, self._desk.content)
        self.detectors.show_states(scanning.states)
        self._fill_kinds()
        self._show_summary()
        self._enable()

    def _show_summary(self) -> None:
        """How many are in each state stands where the state is chosen."""
        for at in range(1, self._states.count()):
            state = self._states.itemData(at)
            words = tr("{state}: {count}")
            self._states.setItemText(
                at, words.format(state=sayings.state_word(state), count=self.model.count(state))
            )
        self._show_fold()

    def _enable(self) -> None:
        chosen = bool(self.table.selected())
        for each in self._verbs:
            each.setEnabled(chosen)
        nothing = tr("Nothing was proposed.")
        self._none.setText(tr("Nothing fits the filter.") if self._scanning.rows else nothing)
        self._none.setVisible(not self.model.rowCount())

    def _on_job(self, job: Job) -> None:
        if job is not self._scanning.job:
            return
        self._busy_words.setText(job.text or tr("Waiting"))
        self._bar.setRange(0, 0 if job.fraction is None else 1000)
        self._bar.setValue(round((job.fraction or 0) * 1000))

    # Filters

    def _combo(self, name: str, title: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(6)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.currentIndexChanged.connect(lambda: self._filter())
        return made

    def _fill_filters(self) -> None:
        self._kinds.addItem(tr("All kinds"), None)
        self._states.addItem(tr("All states"), None)
        for state in ("open", "accepted", "rejected"):
            self._states.addItem(sayings.state_word(state), state)
        self._carriers.addItem(tr("Everywhere"), None)
        for carrier in Carrier:
            self._carriers.addItem(sayings.carrier_word(carrier), carrier)

    def _fill_kinds(self) -> None:
        kinds = list(self.model.kinds())
        if [self._kinds.itemData(at) for at in range(1, self._kinds.count())] == kinds:
            return
        self._kinds.blockSignals(True)
        while self._kinds.count() > 1:
            self._kinds.removeItem(1)
        for kind in kinds:
            self._kinds.addItem(sayings.kind_word(kind), kind)
        self._kinds.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        # Qt gives back plain words where an enumeration was put in.
        carrier = self._carriers.currentData()
        self.model.filter(
            Filter(
                self._kinds.currentData(),
                self._states.currentData(),
                Carrier(carrier) if carrier else None,
            )
        )
        self._enable()


def _decides(event: QKeyEvent) -> bool:
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.key() in DECISIONS and event.modifiers() in plain


def _page(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, margin=Space.M))
    return made
