"""The sheet in which a roster is made: people with their roles, who signs, how many must."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from recorder.custody.roster import ROLES, Person, Roster
from studio.gui.campaigns.wording import role_word
from studio.gui.context import AppContext
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Banner, Card, button, column, label, row
from studio.gui.words import tr
from studio.overseeing import Named, named_on, read_person, roster_problem

OFFERED = tuple(role for role in ROLES if role != "worker")
NAME_MAX = 80


class PersonCard(Card):
    """One person: name, fingerprint, roles, and whether they sign."""

    changed = Signal()
    gone = Signal()

    def __init__(self, named: Named) -> None:
        super().__init__(space=Space.S)
        self._person = named.person
        mark = named.person.fingerprint
        self.name = QLineEdit(named.person.name)
        self.name.setMaxLength(NAME_MAX)
        self.name.setObjectName(f"person-{mark}")
        self.name.setAccessibleName(tr("Name"))
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        leave = button(tr("Remove"), "quiet", "close", name=f"remove-{mark}")
        leave.setAccessibleName(tr("Remove {name}").format(name=named.person.name))
        leave.clicked.connect(self.gone)
        self.roles: dict[str, QCheckBox] = {}
        for role in OFFERED:
            self.roles[role] = self._box(
                f"role-{role}-{mark}", role_word(role), role in named.roles
            )
        self.signs = self._box(f"signs-{mark}", tr("Signs the roster"), named.signs)
        boxes = list(self.roles.values())
        head = row(self.name, leave)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(label(mark, "caption", "soft", wrap=True))
        self.body.addLayout(row(*boxes[:3], 1, space=Space.M))
        self.body.addLayout(row(*boxes[3:], 1, space=Space.M))
        self.body.addWidget(self.signs)

    def _box(self, name: str, text: str, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setAccessibleName(text)
        box.setChecked(on)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box

    @property
    def named(self) -> Named:
        person = Person(self.name.text().strip(), self._person.sign, self._person.seal)
        roles = tuple(role for role, box in self.roles.items() if box.isChecked())
        return Named(person, roles, self.signs.isChecked())


class RosterSheet(Sheet):
    """`made` gives the people, the threshold and the days, once they make a roster."""

    made = Signal(object, int, int)

    def __init__(
        self, context: AppContext, old: Roster | None, parent: QWidget | None = None
    ) -> None:
        title = tr("Next version of the roster") if old else tr("First roster")
        super().__init__("roster-sheet", title, parent, width_px=640)
        self._context = context
        self.cards: list[PersonCard] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(Space.S)
        add = button(tr("Add somebody…"), icon="plus", name="add-person", clicked=self._choose)
        self.threshold = _number("roster-threshold", tr("How many must sign"), 2, 8)
        self.days = _number("roster-days", tr("Holds for days"), 1, 366)
        self.threshold.setValue(old.threshold if old else 2)
        self.days.setValue(180)
        self.threshold.valueChanged.connect(lambda _value: self._follow())
        why = tr(
            "Everybody brings their public identity, the file identity.pub of their data folder."
        )
        self.add(label(why, tone="soft", wrap=True))
        if old is not None:
            epoch = tr(
                "Each role gets a fresh key in a new epoch. Who is taken off opens nothing that is "
                "submitted from then on; what was submitted before stays under the old key."
            )
            self.add(Banner("info", epoch))
        self.add(self._people, row(add, 1))
        count = column(label(tr("How many must sign"), "strong"), self.threshold, space=Space.XS)
        days = column(label(tr("Holds for days"), "strong"), self.days, space=Space.XS)
        self.add(row(count, days, 1, space=Space.L))
        self._reason = label("", tone="soft", wrap=True)
        self._reason.setObjectName("roster-reason")
        self.save = button(tr("Save…"), "primary", "save", name="save-roster", clicked=self._save)
        self.foot.addWidget(self._reason, 1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.save)
        for each in named_on(old) if old else ():
            self._put(each)
        self._follow()

    @property
    def people(self) -> Sequence[Named]:
        return [each.named for each in self.cards]

    def take(self, path: Path) -> None:
        """Add somebody by the file of their public identity."""
        name = path.parent.name if path.stem == "identity" else path.stem
        self._context.jobs.run(
            tr("Read a public identity"),
            lambda _progress: read_person(path, name),
            lambda person: self._put(Named(person, ())),
            owner=self,
        )

    def _put(self, named: Named) -> None:
        card = PersonCard(named)
        card.changed.connect(self._follow)
        card.gone.connect(lambda: self._remove(card))
        self.cards.append(card)
        self._people.addWidget(card)
        card.name.setFocus()
        self._follow()

    def _remove(self, card: PersonCard) -> None:
        self.cards.remove(card)
        self._people.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._follow()

    def _follow(self) -> None:
        problem = roster_problem(self.people, self.threshold.value())
        self._reason.setText(tr(problem) if problem else "")
        self.save.setEnabled(not problem)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Open a public identity"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self) -> None:
        self.made.emit(self.people, self.threshold.value(), self.days.value())
        self.accept()


def _number(name: str, text: str, low: int, high: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setRange(low, high)
    made.setMinimumWidth(120)
    return made
