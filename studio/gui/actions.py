"""One table of what can be done. Menus, shortcuts, palette and shortcut sheet are made from it.

A row is data. What it does is a function bound to its id; when it can be done is told by facts,
named truths such as `session_selected` that places keep up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from studio.gui.icons import set_icon

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing that can be done.

    `id` is `place.verb`; `shortcut` may hold several, separated by spaces; `place` is the id of
    the place where it can be done; `needs` are the facts that must hold (`!fact`: must not);
    `checked_by` is the fact that a check mark shows; `menu` is where it stands, with
    `starts_group` for a line above it. A `hidden` row is in no menu, yet in palette and sheet.
    """

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    place: str = EVERYWHERE
    needs: tuple[str, ...] = ()
    checked_by: str = ""
    menu: str = ""
    starts_group: bool = False
    hidden: bool = False


class Actions(QObject):
    """The table with its QActions. Facts are False until they are told."""

    changed = Signal()
    """Rows were added, or shortcuts changed."""

    done = Signal(str)
    """An action was started: its id."""

    fact_changed = Signal(str)
    """A fact holds now, or does not any more: its name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ActionRow] = {}
        self._actions: dict[str, QAction] = {}
        self._callbacks: dict[str, Callable[[], None]] = {}
        self._shortcuts: dict[str, str] = {}
        self._facts: set[str] = set()
        self._place = EVERYWHERE

    def register(
        self, rows: Iterable[ActionRow], callbacks: Mapping[str, Callable[[], None]]
    ) -> None:
        """Add rows, and what each does by its id."""
        for row in rows:
            assert row.id not in self._rows, f"the action {row.id} is there twice"
            self._rows[row.id] = row
            self._callbacks[row.id] = callbacks[row.id]
            self._actions[row.id] = self._made(row)
            self._update(row)
        self.changed.emit()

    def rows(self) -> tuple[ActionRow, ...]:
        return tuple(self._rows.values())

    def row(self, action_id: str) -> ActionRow:
        return self._rows[action_id]

    def action(self, action_id: str) -> QAction:
        """The QAction of a row, for a menu or a button."""
        return self._actions[action_id]

    def trigger(self, action_id: str) -> None:
        """Do it, if it can be done now."""
        self._actions[action_id].trigger()

    def can(self, action_id: str) -> bool:
        return self._actions[action_id].isEnabled()

    def set_fact(self, name: str, holds: bool) -> None:
        """Tell a fact; the actions that need it follow."""
        if holds == (name in self._facts):
            return
        (self._facts.add if holds else self._facts.discard)(name)
        for row in self._rows.values():
            if name in row.needs or f"!{name}" in row.needs or name == row.checked_by:
                self._update(row)
        self.fact_changed.emit(name)

    def fact(self, name: str) -> bool:
        return name in self._facts

    def holds(self, needs: Iterable[str]) -> bool:
        """Whether these facts hold; of those with a `!`, that they do not."""
        return all(
            (need[1:] not in self._facts) if need.startswith("!") else (need in self._facts)
            for need in needs
        )

    def set_place(self, place: str) -> None:
        """Say which place is shown; actions of other places cannot be done."""
        self._place = place
        for row in self._rows.values():
            if row.place:
                self._update(row)

    def set_text(self, action_id: str, text: str) -> None:
        """Name an action anew: “Undo delete session”."""
        self._actions[action_id].setText(text)

    def shortcut(self, action_id: str) -> str:
        """The keys of an action in portable text, its own or those the person chose."""
        return self._shortcuts.get(action_id, self._rows[action_id].shortcut)

    def set_shortcuts(self, chosen: Mapping[str, str]) -> None:
        """Use the person's keys instead of the table's where they differ."""
        self._shortcuts = dict(chosen)
        for action_id, action in self._actions.items():
            action.setShortcuts(_sequences(self.shortcut(action_id)))
        self.changed.emit()

    def conflicts(self) -> dict[str, tuple[str, ...]]:
        """Keys that several actions claim at the same time: keys to ids."""
        users: dict[str, list[ActionRow]] = {}
        for row in self._rows.values():
            for keys in self.shortcut(row.id).split():
                users.setdefault(keys, []).append(row)
        return {keys: tuple(row.id for row in rows) for keys, rows in users.items() if _clash(rows)}

    def pictured(self, action_id: str) -> QAction:
        """An action with its icon, which is painted when a menu is to show it."""
        action, row = self._actions[action_id], self._rows[action_id]
        if row.icon and action.icon().isNull():
            set_icon(action, row.icon)
        return action

    def _made(self, row: ActionRow) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        action.setShortcuts(_sequences(self.shortcut(row.id)))
        action.setCheckable(bool(row.checked_by))
        action.triggered.connect(lambda: self._run(row))
        return action

    def _run(self, row: ActionRow) -> None:
        self._update(row)
        self._callbacks[row.id]()
        self.done.emit(row.id)

    def _update(self, row: ActionRow) -> None:
        action = self._actions[row.id]
        action.setEnabled(self.holds(row.needs) and row.place in (EVERYWHERE, self._place))
        if row.checked_by:
            action.setChecked(row.checked_by in self._facts)


def _sequences(keys: str) -> list[QKeySequence]:
    return [QKeySequence(each, QKeySequence.SequenceFormat.PortableText) for each in keys.split()]


def _clash(rows: list[ActionRow]) -> bool:
    """Whether two of these can be meant at the same time."""
    places = [row.place for row in rows]
    return len(rows) > 1 and (EVERYWHERE in places or len(set(places)) < len(places))
