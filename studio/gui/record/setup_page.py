"""What one sees before a recording: task, terms, applications, the picture, lights, the button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from studio.gui.context import AppContext
from studio.gui.record.apps import AppsCard
from studio.gui.record.area import AreaCard
from studio.gui.record.checks import Checks, ChecksCard
from studio.gui.record.hotkeys import hotkeys_sentence, lines_before
from studio.gui.record.terms import Campaigns, TermsCard
from studio.gui.theme import Space
from studio.gui.widgets import (
    PageHeader,
    button,
    column,
    label,
    picture_label,
    row,
    scroll_page,
)
from studio.gui.words import tr

BESIDE_FROM_PX = 820
PAGE_WIDTH_PX = 1240


class SetupPage(QWidget):
    """Two columns where there is room, else one. The foot with the button always stays."""

    wanted = Signal()
    """The person pressed Record."""

    def __init__(self, context: AppContext, campaigns: Campaigns, checks: Checks) -> None:
        super().__init__()
        self._checks = checks
        self._settings = context.settings
        self.terms = TermsCard(context, campaigns)
        self.apps = AppsCard()
        self.area = AreaCard(context.theme)
        self.lights = ChecksCard(checks)
        header = PageHeader(
            tr("Record"),
            tr("Nothing is recorded before you press the button, and nothing leaves this machine."),
        )
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.L)
        self._columns.addWidget(_column(self.terms, self.apps), 10)
        self._columns.addWidget(_column(self.area, self.lights), 13)
        content = column(header, self._columns, 1, space=Space.XL, margin=Space.XL)
        self.record = button(tr("Record"), "primary", "record", name="record")
        self.record.clicked.connect(self.wanted)
        self._reason = label("", "body", "soft", wrap=True)
        self._reason.setObjectName("record-reason")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hotkeys = label("", "caption", "soft", wrap=True)
        self._hotkeys.setObjectName("hotkeys-line")
        self.setLayout(column(scroll_page(content, PAGE_WIDTH_PX), self._foot(), space=0))
        checks.changed.connect(self._show_hotkeys)
        self._show_hotkeys()

    def show_reason(self, reason: str, *, can_record: bool) -> None:
        """Say what is missing, or nothing; the button follows."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.record.setEnabled(can_record)
        self.record.setAccessibleDescription(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= BESIDE_FROM_PX
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("statusline", True)
        inner = row(picture_label("keyboard", 18), space=Space.M)
        inner.addWidget(self._hotkeys, 1)
        inner.addWidget(self._reason, 1)
        inner.addWidget(self.record)
        inner.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        foot.setLayout(inner)
        return foot

    def _show_hotkeys(self) -> None:
        if self._checks.results is None:
            self._hotkeys.setText(tr("Looking whether hotkeys work here…"))
            return
        problems = self._checks.hotkeys()
        if problems:
            self._hotkeys.setText(hotkeys_sentence(lines_before(self._settings, problems)))
        else:
            self._hotkeys.setText(tr("Hotkeys could not be tried here; use the bar."))


def _column(*cards: QWidget) -> QWidget:
    """Cards below each other, as wide as their share, whatever they would like."""
    made = QWidget()
    made.setLayout(column(*cards, 1, space=Space.L))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
