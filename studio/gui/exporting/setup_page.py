"""The page on which an export is put together: its parts at the left, what leaves beside them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.export_plan import Count, Wish
from studio.format_document import all_documents, what_lacks
from studio.gui.context import AppContext
from studio.gui.exporting.counting import Counting
from studio.gui.exporting.filter_card import FilterCard
from studio.gui.exporting.folder_card import FolderCard
from studio.gui.exporting.format_card import FormatCard
from studio.gui.exporting.leaves import Going, Leaves
from studio.gui.exporting.sessions_card import SessionsCard
from studio.gui.jobs import Progress
from studio.gui.sessions.shelf import Shelf
from studio.gui.theme import Space
from studio.gui.widgets import PageHeader, column, row, scroll_page
from studio.gui.words import tr

BESIDE_ABOVE_PX, SIDE_PX, PARTS_PX = 940, 340, 800
LACK_LANE = "export-lack"


class SetupPage(QWidget):
    """`changed` tells that something of the wish is another, or was counted."""

    changed = Signal()

    def __init__(self, context: AppContext, shelf: Shelf, counting: Counting) -> None:
        super().__init__()
        self.setObjectName("export-setup")
        self.setProperty("page", True)
        self._context, self._counting = context, counting
        self._has_formats = self._is_built = False
        self._is_beside = True
        self.sessions = SessionsCard(context, shelf)
        self.formats = FormatCard()
        self.filter = FilterCard()
        self.folder = FolderCard(context)
        self.leaves = Leaves(context, counting, self.sessions.task_of)

    def build(self) -> None:
        """Lay everything out, apart from making the parts: both together take too long at once."""
        if self._is_built:
            return
        self._is_built = True
        self.header = PageHeader(
            tr("Export"), tr("Steps of your own sessions, in a form that other programs open.")
        )
        parts = column(
            self.header, self.sessions, self.formats, self.filter, self.folder, space=Space.L
        )
        parts.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self._parts = parts
        self._side = column(self.leaves, 1)
        self._side.setContentsMargins(Space.S, Space.XL, Space.XL, Space.XL)
        self._beside = scroll_page(self._side, SIDE_PX + Space.XXL)
        self._beside.setFixedWidth(SIDE_PX + Space.XXL)
        self._beside.setAccessibleName(tr("What leaves"))
        parts_area = scroll_page(parts, PARTS_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._row = row(space=0)
        self._row.addWidget(parts_area, 1)
        self._row.addWidget(self._beside)
        whole.addLayout(self._row, 1)
        self._order_of_tab()
        self._listen()
        self._fit()

    def _order_of_tab(self) -> None:
        order = (
            self.sessions.search, self.sessions.list, self.sessions.everything,
            self.sessions.nothing, self.formats.list, self.formats.variants, self.filter.field,
            self.filter.sign, self.filter.kind, self.filter.app, self.filter.lag,
            self.filter.corrected, self.filter.add, self.filter.expression, self.folder.split,
            self.folder.path, self.folder.choose, self.folder.force, self.leaves.unlock,
            self.leaves.begin, self.leaves.past,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _listen(self) -> None:
        self.sessions.changed.connect(self._on_sessions)
        self.formats.changed.connect(self._on_format)
        self.filter.changed.connect(self._on_wish)
        self.folder.changed.connect(self._on_wish)
        self._counting.changed.connect(self._show_going)

    def load_formats(self) -> None:
        """Read what the formats say, once."""
        if self._has_formats:
            return
        self._has_formats = True

        def work(_progress: Progress) -> tuple[list[dict[str, object]], list[str]]:
            return all_documents()

        self._context.jobs.run(
            tr("Read the formats"),
            work,
            lambda found: self.formats.show_formats(*found),
            owner=self,
            quiet=True,
        )

    @property
    def wish(self) -> Wish | None:
        """What is put together, or None while it makes no sense yet."""
        form = self.formats.form
        if form is None or not self.filter.is_right:
            return None
        return Wish(
            self.sessions.model.picked(),
            form,
            self.formats.variant,
            self.filter.where,
            self.folder.split_by,
        )

    @property
    def counted(self) -> Count | None:
        """The count of what is put together, once it is there."""
        return self._counting.count if self._counting.wish == self.wish else None

    @property
    def can_begin(self) -> bool:
        count = self.counted
        lacks = self.formats.lacks.isVisibleTo(self.formats)
        return count is not None and count.steps > 0 and self.folder.is_right and not lacks

    def count_again(self) -> None:
        """Count anew: the vault was unlocked, or sessions may have been reviewed since."""
        self._counting.again(self.wish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_built:
            self._fit()

    def _fit(self) -> None:
        """Where there is no room beside the parts, what leaves comes below them."""
        beside = self.width() >= BESIDE_ABOVE_PX
        if beside == self._is_beside:
            return
        self._is_beside = beside
        if beside:
            self._side.insertWidget(0, self.leaves)
        else:
            self._parts.addWidget(self.leaves)
        self._beside.setVisible(beside)

    def _on_sessions(self) -> None:
        self.filter.show_apps(self.sessions.apps)
        self._on_wish()

    def _on_format(self) -> None:
        form, variant = self.formats.form, self.formats.variant
        if form is None or variant is None:
            return
        self.folder.suggest(form)

        def show(sentence: str | None) -> None:
            if (form, variant) == (self.formats.form, self.formats.variant):
                self.formats.show_lack(sentence)
                self._on_wish()

        self._context.jobs.run(
            tr("See what a format needs"),
            lambda _progress: what_lacks(form, variant),
            show,
            owner=self,
            lane=LACK_LANE,
            replaces=True,
            quiet=True,
        )
        self._on_wish()

    def _on_wish(self) -> None:
        self._counting.set_wish(self.wish)
        self._show_going()

    def _show_going(self) -> None:
        going = Going(self.formats.form, self.folder.folder, self.filter.is_right, self.can_begin)
        self.leaves.show_going(going)
        self.changed.emit()
