"""The consent sheet beside the editor, made anew a moment after the terms changed. Only shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from recorder.consent.campaign import Campaign, SignedCampaign
from studio.gui.consent.terms import in_own_words
from studio.gui.consent.terms_view import TermsView
from studio.gui.theme import Space
from studio.gui.widgets import Card, Pill, button, column, label, row, scroll_page
from studio.gui.words import tr

AFTER_MS = 200
WIDTH_PX = 680


class Preview(QWidget):
    """What the worker reads, as they will read it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("terms-preview")
        self._terms: Campaign | None = None
        self._view: TermsView | None = None
        self._title = label("", "title", wrap=True)
        self._title.setObjectName("preview-title")
        self._refuse, self._agree = (button(tr("&Not now")), button(tr("&Agree")))
        for each in (self._refuse, self._agree):
            each.setEnabled(False)
        self._sheet = Card(self._title, space=Space.L)
        self._sheet.body.addLayout(row(1, self._refuse, self._agree))
        note = Pill(tr("As the worker will see it"), "eye", "info")
        content = column(row(note, 1), self._sheet, 1, space=Space.M, margin=Space.L)
        self._area: QScrollArea = scroll_page(content, WIDTH_PX)
        self._area.setAccessibleName(tr("The consent sheet as the worker will see it"))
        self._area.setObjectName("preview-area")
        self.setLayout(column(self._area))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER_MS)
        self._rest.timeout.connect(self.refresh)

    def begin(self, terms: Campaign) -> None:
        """Show the terms of another draft, from the top."""
        self._terms = terms
        self._area.verticalScrollBar().setValue(0)
        self.refresh()

    def show_terms(self, terms: Campaign) -> None:
        """Show these terms soon."""
        self._terms = terms
        self._rest.start()

    def refresh(self) -> None:
        """Make the sheet anew, at the place to which it was scrolled."""
        terms = self._terms
        if terms is None:
            return
        bar = self._area.verticalScrollBar()
        at = bar.value()
        title = in_own_words(terms.title) or "…"
        self._title.setText(tr("Consent to {campaign}").format(campaign=title))
        made = TermsView(SignedCampaign(terms, None, None))
        made.only_show()
        if self._view is not None:
            self._sheet.body.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._sheet.body.insertWidget(1, made)
        self._view = made
        QTimer.singleShot(0, self, lambda: bar.setValue(at))
