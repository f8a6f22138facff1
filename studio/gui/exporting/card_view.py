"""Shows a data card with its plots. It opens no file and follows no link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextBlockFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from studio.gui.icons import current_theme
from studio.gui.words import tr

MARGIN_PX, CELL_PX = 8, 6


class CardView(QTextBrowser):
    """As tall as its text, so that only the page around it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-card")
        self.setAccessibleName(tr("Data card"))
        self.setProperty("reader", True)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self._plots: Mapping[str, QImage] = {}
        self._text = ""
        self.document().setDocumentMargin(0)
        current_theme().changed.connect(self._on_theme)
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(lambda _size: self._fit())

    def show_card(self, text: str, plots: Mapping[str, QImage]) -> None:
        """Show Markdown, with pictures by their names."""
        self._text, self._plots = text, plots
        self.setMarkdown(text)
        self._space_out()
        self._fit()

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Only pictures that were given; everything else is nothing."""
        return self._plots.get(name if isinstance(name, str) else name.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_theme(self) -> None:
        self.show_card(self._text, self._plots)

    def _space_out(self) -> None:
        """Air between lines, and tables in the colours of the theme."""
        edge = current_theme().colour("border_strong")
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorderBrush(edge)
                form.setBorderCollapse(True)
                form.setBorder(0.5)
                form.setCellPadding(CELL_PX)
                form.setTopMargin(CELL_PX)
                form.setBottomMargin(2 * CELL_PX)
                frame.setFormat(form)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(lines)

    def _fit(self) -> None:
        height = round(self.document().size().height()) + 2 * MARGIN_PX
        if height != self.height():
            self.setFixedHeight(height)
