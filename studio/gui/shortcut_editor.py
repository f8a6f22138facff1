"""The keys of every action: found by name, changed in place, conflicts shown, put back singly."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.gui.actions import ActionRow
from studio.gui.context import AppContext
from studio.gui.theme import Space
from studio.gui.turns import Turns
from studio.gui.widgets import Card, ElidedLabel, column, icon_button, label, row
from studio.gui.words import tr

_EDIT_WIDTH_PX = 190
_LINES_AT_ONCE = 6


class ShortcutEditor(Card):
    """A card in the settings."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(label(tr("Keyboard shortcuts"), "subtitle"))
        self.setObjectName("shortcuts-card")
        self._context = context
        self._lines: dict[str, _Line] = {}
        self._search = QLineEdit()
        self._search.setObjectName("shortcut-search")
        self._search.setAccessibleName(tr("Find a shortcut"))
        self._search.setPlaceholderText(tr("Find by name or key"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.S)
        self.body.addWidget(self._search)
        self.body.addLayout(self._list)
        self._turns = Turns(self._missing_lines(), self)
        context.actions.changed.connect(self._fill)

    @property
    def is_built(self) -> bool:
        """Whether every action has its line."""
        return self._turns.is_over

    def _fill(self) -> None:
        self._refresh()
        if self._turns.is_over:
            self._turns = Turns(self._missing_lines(), self)

    def _missing_lines(self) -> Iterator[None]:
        """Make the lines of actions that are new here, some at a time."""
        while new := [each for each in self._context.actions.rows() if each.id not in self._lines]:
            for each in new[:_LINES_AT_ONCE]:
                self._lines[each.id] = _Line(each, self)
                self._list.addWidget(self._lines[each.id])
            yield
        self._refresh()
        self._filter(self._search.text())

    def _refresh(self) -> None:
        actions = self._context.actions
        claimed: dict[str, str] = {}
        for keys, ids in actions.conflicts().items():
            for each in ids:
                others = ", ".join(actions.row(other).text for other in ids if other != each)
                claimed[each] = tr("{keys} is also: {others}").format(keys=keys, others=others)
        for action_id, shown in self._lines.items():
            shown.show_keys(actions.shortcut(action_id), claimed.get(action_id, ""))

    def _filter(self, words: str) -> None:
        actions = self._context.actions
        for action_id, shown in self._lines.items():
            text = f"{actions.row(action_id).text} {actions.shortcut(action_id)}".casefold()
            shown.setVisible(all(word in text for word in words.casefold().split()))

    def choose(self, action_id: str, keys: str) -> None:
        """Use these keys for an action; those of the table when they are the same."""
        actions, settings = self._context.actions, self._context.settings
        chosen = settings.shortcuts()
        chosen[action_id] = keys
        if keys == actions.row(action_id).shortcut:
            del chosen[action_id]
        settings.choose_shortcuts(chosen)
        self._refresh()


class _Line(QWidget):
    def __init__(self, each: ActionRow, editor: ShortcutEditor) -> None:
        super().__init__()
        self._row, self._editor = each, editor
        text = each.text.replace("&", "")
        self._edit = QKeySequenceEdit()
        self._edit.setObjectName(f"keys-{each.id}")
        self._edit.setAccessibleName(tr("Keys for {action}").format(action=text))
        self._edit.setFixedWidth(_EDIT_WIDTH_PX)
        self._edit.setClearButtonEnabled(True)
        self._edit.setMaximumSequenceLength(1)
        self._edit.editingFinished.connect(self._edited)
        for inner in self._edit.findChildren(QLineEdit):
            inner.setObjectName(f"line-{each.id}")
            inner.setAccessibleName(self._edit.accessibleName())
        self._reset = icon_button(
            "undo",
            tr("Put back the keys for {action}").format(action=text),
            name=f"reset-{each.id}",
            clicked=lambda: editor.choose(each.id, each.shortcut),
            size_px=18,
        )
        self._problem: QLabel | None = None
        # One line that may be shortened: with lines that may be broken, all of the page would be
        # measured again for each that comes.
        self._names = column(ElidedLabel(text), space=0)
        inner = row(self._names, self._edit, self._reset)
        inner.setStretch(0, 1)
        self.setLayout(inner)

    def show_keys(self, keys: str, problem: str) -> None:
        """Show the keys in force; of several only the first can be edited here."""
        first = keys.split()[0] if keys else ""
        sequence = QKeySequence(first, QKeySequence.SequenceFormat.PortableText)
        if self._edit.keySequence() != sequence:
            self._edit.setKeySequence(sequence)
        self._reset.setEnabled(keys != self._row.shortcut)
        if self._problem is None and problem:
            self._problem = label("", "caption", "warning", wrap=True)
            self._names.addWidget(self._problem)
        if self._problem is not None:
            self._problem.setText(problem)
            self._problem.setVisible(bool(problem))

    def _edited(self) -> None:
        typed = self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        before = self._row.shortcut.split()
        if typed == (before[0] if before else ""):
            self._editor.choose(self._row.id, self._row.shortcut)
        else:
            self._editor.choose(self._row.id, typed.replace(" ", ""))
