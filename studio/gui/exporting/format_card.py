"""The second part of an export: the format, and what it can and cannot say."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QWidget

from studio.gui.exporting.wording import (
    format_name,
    format_order,
    format_sentence,
    kinds_words,
    loss_words,
    pictures_words,
)
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, column, label, picture_label, row
from studio.gui.words import tr

LIST_PX, HEIGHT_PX, ROW_PX = 216, 330, 34
NAME_ROLE = Qt.ItemDataRole.UserRole


class FormatCard(Card):
    """`changed` tells that another format or form of it is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(space=Space.M)
        self._documents: dict[str, list[dict[str, Any]]] = {}
        self.list = QListWidget()
        self.list.setObjectName("export-formats")
        self.list.setAccessibleName(tr("Formats"))
        self.list.setFixedWidth(LIST_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_items: self._on_format())
        self.variants = QComboBox()
        self.variants.setObjectName("export-variant")
        self.variants.setAccessibleName(tr("Form of the format"))
        self.variants.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.variants.currentIndexChanged.connect(lambda _index: self._on_variant())
        self._variant_row = _holding(label(tr("Form"), tone="soft"), self.variants)
        self.title, self.sentence = (
            label("", "strong", wrap=True),
            label("", tone="soft", wrap=True),
        )
        self.lacks = Banner("warning", "")
        self.lacks.hide()
        self._facts = [_Fact(icon, tone) for icon, tone in _LOOKS]
        self.says, self.loses, self.cannot, self.pictures = self._facts
        self.problems = label("", "caption", "warning", wrap=True)
        self.problems.hide()
        detail = column(self.title, self.sentence, self._variant_row, self.lacks, *self._facts, 1)
        around = QWidget()
        around.setLayout(detail)
        around.setMinimumHeight(HEIGHT_PX)
        self.body.addWidget(label(tr("Format"), "subtitle"))
        self.body.addLayout(row(self.list, around, space=Space.L))
        self.body.addWidget(self.problems)

    @property
    def form(self) -> str | None:
        item = self.list.currentItem()
        return item.data(NAME_ROLE) if item is not None else None

    @property
    def variant(self) -> str | None:
        return self.variants.currentText() or None

    def choose(self, name: str) -> None:
        """Choose a format by its name."""
        for at in range(self.list.count()):
            if self.list.item(at).data(NAME_ROLE) == name:
                self.list.setCurrentRow(at)

    def show_formats(self, documents: list[dict[str, Any]], problems: list[str]) -> None:
        """Fill the list; `problems` are of formats that cannot be used."""
        for document in documents:
            self._documents.setdefault(document["format"], []).append(document)
        for name in sorted(self._documents, key=format_order):
            item = QListWidgetItem(format_name(name))
            item.setData(NAME_ROLE, name)
            item.setSizeHint(QSize(0, ROW_PX))
            self.list.addItem(item)
        self.problems.setText("\n".join(map(said, problems)))
        self.problems.setVisible(bool(problems))
        self.list.setCurrentRow(0)

    def show_lack(self, sentence: str | None) -> None:
        """Say what has to be installed before the chosen format can be written, or nothing."""
        self.lacks.text.setText(said(sentence or ""))
        self.lacks.setVisible(sentence is not None)

    def _on_format(self) -> None:
        name = self.form
        if name is None:
            return
        documents = self._documents[name]
        self.title.setText(format_name(name))
        self.sentence.setText(format_sentence(name, documents[0]["title"]))
        self.variants.blockSignals(True)
        self.variants.clear()
        self.variants.addItems([each["variant"] for each in documents])
        self.variants.blockSignals(False)
        self._variant_row.setVisible(len(documents) > 1)
        self._on_variant()

    def _on_variant(self) -> None:
        name, at = self.form, self.variants.currentIndex()
        if name is None or at < 0:
            return
        document = self._documents[name][at]
        everything = not document["loses"] and not document["cannot"]
        says = kinds_words(document["says"])
        self.says.show_words(
            tr("Says every kind of action as it was recorded.")
            if everything
            else tr("Says as it was: {kinds}.").format(kinds=says)
        )
        losses = [
            tr("Leaves out {loss} ({kinds}).").format(
                loss=loss_words(loss), kinds=kinds_words(kinds)
            )
            for loss, kinds in document["loses"].items()
        ]
        self.loses.show_words("\n".join(losses))
        cannot = kinds_words(document["cannot"])
        self.cannot.show_words(tr("Cannot say: {kinds}.").format(kinds=cannot) if cannot else "")
        self.pictures.show_words(pictures_words(document["pictures"]))
        self.show_lack(None)
        self.changed.emit()


_LOOKS = (("ok", "ok"), ("warning", "warning"), ("close", "danger"), ("screen", "text_soft"))


class _Fact(QWidget):
    """One line with a sign."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        self.words: QLabel = label("", wrap=True)
        sign = picture_label(icon, 18, tone)
        inner = row(space=Space.S)
        inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self.words, 1)
        self.setLayout(inner)
        self.hide()

    def show_words(self, text: str) -> None:
        self.words.setText(text)
        self.setVisible(bool(text))


def _holding(*items: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*items, 1))
    return made
