"""The page while an export is written: how far it is, and how to give it up."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from studio.gui.context import AppContext
from studio.gui.exporting.wording import format_name
from studio.gui.theme import Space
from studio.gui.widgets import Card, ElidedLabel, button, column, label, row
from studio.gui.words import tr

WIDTH_PX, SHARES = 480, 1000


class RunningPage(QWidget):
    """Shows fraction and text of the job that writes."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("export-running")
        self.setProperty("page", True)
        self.title, self.folder = label("", "subtitle", wrap=True), ElidedLabel("", tone="soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the export"))
        self.words = label("", tone="soft")
        self.cancel = button(
            tr("Cancel"),
            name="export-cancel",
            clicked=lambda: context.actions.trigger("export.cancel"),
        )
        card = Card(
            self.title,
            self.folder,
            self.bar,
            row(self.words, 1, self.cancel),
            label(
                tr("Nothing is in the folder until everything is written."),
                "caption",
                "hint",
                wrap=True,
            ),
            margin=Space.XL,
        )
        card.setMaximumWidth(WIDTH_PX)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        self.setLayout(column(1, middle, 2, margin=Space.L))

    def begin(self, form: str, folder: str) -> None:
        self.title.setText(tr("Exporting as {format}").format(format=format_name(form)))
        self.folder.setText(folder)
        self.show_progress(None, "")
        self.cancel.setFocus()

    def show_progress(self, fraction: float | None, text: str) -> None:
        self.bar.setRange(0, 0 if fraction is None else SHARES)
        if fraction is not None:
            self.bar.setValue(round(fraction * SHARES))
        self.words.setText(text or tr("Beginning…"))
