"""The fields of the editor: each shows one part of the terms and gives the terms as changed by it.

Which terms are possible is `campaigning`'s; a part only shows the sentence it is given.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from recorder.consent.campaign import STREAMS, Campaign
from recorder.session.model import Scope
from studio.campaigning import READERS, Field, readers
from studio.gui.campaigns.wording import HINTS, name_of, role_word
from studio.gui.consent.terms import scope_words, stream_name
from studio.gui.leaves_undo import LeavesUndo
from studio.gui.theme import Space
from studio.gui.widgets import column, label, restyle, row
from studio.gui.words import tr
from studio.terms_text import lines_of, text_of, with_reader, with_scope, with_text

LINE_PX, TEXT_MAX, LINES_MAX = 22, 500, 20_000


class Part(QWidget):
    """One part with its name above and what is wrong with it below. `edited` gives the terms
    as changed by the person, and whether this joins the edit before."""

    edited = Signal(object, bool)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._terms: Campaign | None = None
        self._name = label(name_of(field), "strong", wrap=True)
        self._fault = label("", "caption", "danger", wrap=True)
        self._fault.setObjectName(f"fault-{field.value}")
        self._fault.hide()
        self.body = column(self._name, space=Space.XS)
        if field in HINTS:
            self.body.addWidget(label(tr(HINTS[field]), "caption", "soft", wrap=True))
        self.setLayout(self.body)

    def put(self, control: QWidget) -> None:
        """The control of a part that has one."""
        control.setObjectName(f"terms-{self.field.value}")
        control.setAccessibleName(name_of(self.field))
        self.body.addWidget(control)
        self.body.addWidget(self._fault)

    def show_terms(self, terms: Campaign) -> None:
        """Show the terms; nothing is told of it."""
        self._terms = terms
        self.fill(terms)

    def fill(self, terms: Campaign) -> None:
        raise NotImplementedError

    def show_fault(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        for control in self.findChildren(QWidget, f"terms-{self.field.value}"):
            control.setAccessibleDescription(sentence)
            control.setProperty("problem", bool(sentence))
            restyle(control)

    def tell(self, terms: Campaign, *, joins: bool = False) -> None:
        if terms != self._terms:
            self._terms = terms
            self.edited.emit(terms, joins)


class TextPart(Part):
    """One line."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.control = QLineEdit()
        self.control.setMaxLength(TEXT_MAX)
        self.control.installEventFilter(LeavesUndo(self.control))
        self.put(self.control)
        self.control.textEdited.connect(self._on_text)

    def fill(self, terms: Campaign) -> None:
        text = text_of(self.field, terms)
        if self.control.text().strip() != text:
            self.control.setText(text)

    def _on_text(self, text: str) -> None:
        if self._terms is not None:
            self.tell(with_text(self.field, self._terms, text), joins=True)


class LinesPart(Part):
    """One entry in each line."""

    def __init__(self, field: Field, lines: int = 3) -> None:
        super().__init__(field)
        self.control = QPlainTextEdit()
        self.control.setTabChangesFocus(True)
        self.control.setUndoRedoEnabled(False)
        self.control.setFixedHeight(lines * LINE_PX + Space.L)
        self.control.installEventFilter(LeavesUndo(self.control))
        self.put(self.control)
        self._filling = False
        self.control.textChanged.connect(self._on_text)

    def fill(self, terms: Campaign) -> None:
        text = text_of(self.field, terms)
        now = self.control.toPlainText()
        if lines_of(now) != lines_of(text) and with_text(self.field, terms, now) != terms:
            self._filling = True
            self.control.setPlainText(text)
            self._filling = False

    def _on_text(self) -> None:
        if self._terms is not None and not self._filling:
            text = self.control.toPlainText()[:LINES_MAX]
            self.tell(with_text(self.field, self._terms, text), joins=True)


class DaysPart(Part):
    """A number of days."""

    def __init__(self, field: Field, most: int) -> None:
        super().__init__(field)
        self.control = QSpinBox()
        self.control.setRange(1, most)
        self.control.setSuffix(" " + tr("days"))
        self.control.setMaximumWidth(200)
        self.put(self.control)
        self.control.valueChanged.connect(self._on_value)

    def fill(self, terms: Campaign) -> None:
        self.control.blockSignals(True)
        self.control.setValue(getattr(terms, self.field.value))
        self.control.blockSignals(False)

    def _on_value(self, value: int) -> None:
        if self._terms is not None:
            self.tell(msgspec.structs.replace(self._terms, **{self.field.value: value}), joins=True)


class ScopesPart(Part):
    """For each scope: not offered, offered, or needed."""

    def __init__(self) -> None:
        super().__init__(Field.SCOPES)
        grid = QGridLayout()
        grid.setSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        self.choices: dict[Scope, QComboBox] = {}
        for at, scope in enumerate(Scope):
            words, choice = scope_words(scope), QComboBox()
            for text in (tr("Not recorded"), tr("May be recorded"), tr("Needed")):
                choice.addItem(text)
            choice.setObjectName(f"terms-scope-{scope}")
            choice.setAccessibleName(words.title)
            choice.setMinimumWidth(190)
            choice.activated.connect(lambda way, scope=scope: self._on_choice(scope, way))
            self.choices[scope] = choice
            grid.addWidget(label(words.title, wrap=True), at, 0)
            grid.addWidget(choice, at, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self._fault)

    def fill(self, terms: Campaign) -> None:
        for scope, choice in self.choices.items():
            choice.setCurrentIndex((scope in terms.offered) + (scope in terms.required))

    def _on_choice(self, scope: Scope, way: int) -> None:
        if self._terms is not None:
            self.tell(with_scope(self._terms, scope, way > 0, way > 1))


class ReadersPart(Part):
    """For each stream the roles that may read it."""

    def __init__(self) -> None:
        super().__init__(Field.RECIPIENTS)
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        lines = column(space=Space.M)
        for stream in STREAMS:
            boxes = [self._box(stream, role) for role in READERS]
            head = label(stream_name(stream), wrap=True)
            lines.addLayout(column(head, row(*boxes, 1, space=Space.M), space=2))
        self.body.addLayout(lines)
        self.body.addWidget(self._fault)

    def _box(self, stream: str, role: str) -> QCheckBox:
        box = QCheckBox(role_word(role))
        box.setObjectName(f"terms-reader-{stream}-{role}")
        box.setAccessibleName(f"{stream_name(stream)}: {role_word(role)}")
        box.clicked.connect(lambda on: self._on_box(stream, role, on))
        self.boxes[stream, role] = box
        return box

    def fill(self, terms: Campaign) -> None:
        for (stream, role), box in self.boxes.items():
            box.setChecked(role in readers(terms, stream))

    def _on_box(self, stream: str, role: str, on: bool) -> None:
        if self._terms is not None:
            self.tell(with_reader(self._terms, stream, role, on))


class QuestionsPart(Part):
    """The questions for annotators, as the file has them: they are only shown."""

    def __init__(self) -> None:
        super().__init__(Field.LABELS)
        self._lines = label("", "body", "soft", wrap=True)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._fault)

    def fill(self, terms: Campaign) -> None:
        schema = terms.label_schema
        if schema is None:
            self._lines.setText(tr("Annotators are asked nothing; they only look."))
            return
        asked = "\n".join(f"– {each.question}" for each in schema.questions)
        count = tr("%n annotator(s) answer for each session.", schema.annotators)
        self._lines.setText(f"{asked}\n{count}")
