"""The right part of the page: what a step is, and beside it what is to be redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from studio.gui.context import AppContext
from studio.gui.redaction.panel import RedactionPanel
from studio.gui.review.desk import Desk
from studio.gui.review.step_tab import StepTab
from studio.gui.widgets import column
from studio.gui.words import tr

if TYPE_CHECKING:
    from studio.gui.review.page import ReviewPage

WIDTH_MIN_PX = 260


class Inspector(QWidget):
    """Tabs. `turned` tells that another one is in front."""

    turned = Signal()

    def __init__(self, context: AppContext, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("review-inspector")
        self.setMinimumWidth(WIDTH_MIN_PX)
        self._context, self._desk = context, desk
        self.step = StepTab(context, desk)
        self._tabs = QTabWidget()
        self._lanes: tuple[QWidget, ...] = ()

    def build(self, page: ReviewPage) -> None:
        """Make the tabs; what lies over the picture and the timeline of the page with them."""
        self.step.build()
        self.redactions = RedactionPanel(
            self._context, self._desk, page.picture.single, page.timeline
        )
        self._lanes = (self.redactions.lane,)
        self._tabs.setDocumentMode(True)
        self._tabs.setObjectName("review-tabs")
        bar = self.bar()
        bar.setObjectName("review-tab-bar")
        bar.setAccessibleName(tr("Parts of the inspector"))
        bar.setDrawBase(False)
        self._tabs.addTab(self.step, tr("Step"))
        self._tabs.addTab(self.redactions, tr("Redactions"))
        self._tabs.currentChanged.connect(lambda _at: self.turned.emit())
        self.setLayout(column(self._tabs, space=0))
        self.redactions.recipients.changed.connect(lambda: self._show_seen(page))

    def _show_seen(self, page: ReviewPage) -> None:
        """Let nothing of the page tell more than recipients will see, while that is shown."""
        sight = self.redactions.recipients.sight
        page.steps.see_as(None if sight is None else sight.steps)
        if sight is not None:
            self.show_redactions()
        self._tabs.setTabEnabled(self._tabs.indexOf(self.step), sight is None)

    def bar(self) -> QTabBar:
        return self._tabs.tabBar()

    def lanes(self) -> tuple[QWidget, ...]:
        """What stands above the timeline, in its scale."""
        return self._lanes

    def show_step(self) -> None:
        self._tabs.setCurrentWidget(self.step)

    def show_redactions(self) -> None:
        self._tabs.setCurrentWidget(self.redactions)

    @property
    def wants_pair(self) -> bool:
        """Whether both pictures of a step help with what is in front."""
        return self._tabs.currentWidget() is self.step
