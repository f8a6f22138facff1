"""The small sheets of a campaign: compare a root, give a grant, make a broker's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from recorder.consent.campaign import Campaign
from recorder.custody.roster import Roster
from studio.gui.campaigns.wording import role_word
from studio.gui.sheet import Sheet
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, column, label, row
from studio.gui.words import tr
from studio.overseeing import root_groups, root_of


class RootView(QWidget):
    """A root, large and in groups, for two people to read to each other."""

    def __init__(self, root: str) -> None:
        super().__init__()
        groups = root_groups(root)
        lines = ("   ".join(groups[:4]), "   ".join(groups[4:]))
        shown = [label(each, "display") for each in lines]
        for each in shown:
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(" ".join(groups))
        self.setLayout(column(*shown, space=Space.XS))


class AcceptSheet(Sheet):
    """`accepted_root` gives the root that was typed, once it is that of the roster shown."""

    accepted_root = Signal(str)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__("accept-sheet", tr("Accept the roster"), parent)
        self._roster = roster
        why = tr(
            "Ask somebody who signed it to read the root to you, by another way than the file, and "
            "type or paste what you hear. It says who decides about this campaign."
        )
        self.root = QLineEdit()
        self.root.setObjectName("root")
        self.root.setAccessibleName(tr("Root of the roster"))
        self.root.setPlaceholderText(tr("32 signs; spaces do not matter"))
        self.root.textChanged.connect(self._follow)
        self._reason = label("", tone="soft", wrap=True)
        self.confirm = button(tr("Accept"), "primary", "check", name="accept-roster")
        self.confirm.clicked.connect(self._confirm)
        self.add(label(why, tone="soft", wrap=True), self.root)
        self.foot.addWidget(self._reason, 1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.confirm)
        self._follow()

    def _follow(self) -> None:
        typed = root_of(self.root.text())
        fits = typed == self._roster.root
        wrong = len(typed) >= len(self._roster.root) and not fits
        self._reason.setText(tr("This is another root. Do not accept it.") if wrong else "")
        self.confirm.setEnabled(fits)

    def _confirm(self) -> None:
        self.accepted_root.emit(root_of(self.root.text()))
        self.accept()


class GrantSheet(Sheet):
    """`granted` gives person, role, purposes, days and openings a day."""

    granted = Signal(str, str, object, int, int)

    def __init__(self, roster: Roster, terms: Campaign, parent: QWidget | None = None) -> None:
        super().__init__("grant-sheet", tr("Give a grant"), parent)
        self._roster = roster
        self.person, self.role = QComboBox(), QComboBox()
        self.days, self.openings = QSpinBox(), QSpinBox()
        names = {
            self.person: ("grant-person", tr("Person")),
            self.role: ("grant-role", tr("Role")),
            self.days: ("grant-days", tr("Holds for days")),
            self.openings: ("grant-openings", tr("Streams a day")),
        }
        lines = column(space=Space.M)
        for control, (name, text) in names.items():
            control.setObjectName(name)
            control.setAccessibleName(text)
            lines.addLayout(column(label(text, "strong"), control, space=Space.XS))
        self.days.setRange(1, 366)
        self.days.setValue(30)
        self.openings.setRange(1, 100_000)
        self.openings.setValue(200)
        self.purposes = {each.id: QCheckBox(each.text) for each in terms.purposes}
        card = Card(label(tr("Purposes"), "strong"), space=Space.XS)
        for name, box in self.purposes.items():
            box.setText(name)
            box.setObjectName(f"grant-purpose-{name}")
            box.setAccessibleName(name)
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._follow())
            card.body.addWidget(box)
        self.add(lines, card)
        for person in roster.people:
            if self._roles(person.fingerprint):
                self.person.addItem(person.name, person.fingerprint)
        self.person.currentIndexChanged.connect(self._show_roles)
        self.confirm = button(tr("Grant"), "primary", "check", name="give-grant")
        self.confirm.clicked.connect(self._confirm)
        self.foot.addStretch(1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.confirm)
        self._show_roles()

    def _roles(self, person: str) -> list[str]:
        held = {key.role for key in self._roster.roles}
        return sorted(role for role in held if self._roster.holds(person, role))

    def _show_roles(self) -> None:
        self.role.clear()
        for role in self._roles(str(self.person.currentData())):
            self.role.addItem(role_word(role), role)
        self._follow()

    def _follow(self) -> None:
        chosen = [name for name, box in self.purposes.items() if box.isChecked()]
        self.confirm.setEnabled(bool(chosen) and self.role.count() > 0)

    def _confirm(self) -> None:
        chosen = tuple(name for name, box in self.purposes.items() if box.isChecked())
        self.granted.emit(
            str(self.person.currentData()),
            str(self.role.currentData()),
            chosen,
            self.days.value(),
            self.openings.value(),
        )
        self.accept()


class BrokerSheet(Sheet):
    """`wanted` gives the folder, and the file of the epoch key or an empty text for the keyring."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("broker-sheet", tr("Make a broker"), parent)
        why = tr(
            "A folder that the people of the campaign share. Whoever can read it holds the outer "
            "lock of every submission; for a team, serve it instead (candor broker serve)."
        )
        self.folder, self.key = QLineEdit(), QLineEdit()
        for field, name, text in (
            (self.folder, "broker-folder", tr("Folder of the broker")),
            (self.key, "broker-key", tr("File of the epoch key")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(text)
            field.textChanged.connect(lambda _text: self._follow())
        choose = button(tr("Choose…"), icon="folder", name="choose-folder", clicked=self._choose)
        self.keyring = QCheckBox(tr("Keep the epoch key in the keyring of this desktop"))
        self.keyring.setObjectName("broker-keyring")
        self.keyring.setAccessibleName(self.keyring.text())
        self.keyring.toggled.connect(lambda _on: self._follow())
        note = tr("In no backup: with it, withdrawn submissions could be brought back.")
        self._reason = label("", tone="soft", wrap=True)
        self.confirm = button(tr("Make it"), "primary", "check", name="make-broker")
        self.confirm.clicked.connect(self._confirm)
        folder = row(self.folder, choose)
        self.add(label(why, tone="soft", wrap=True))
        self.add(column(label(tr("Folder of the broker"), "strong"), folder, space=Space.XS))
        self.add(self.keyring)
        key = column(label(tr("File of the epoch key"), "strong"), self.key, space=Space.XS)
        key.addWidget(label(note, "caption", "soft", wrap=True))
        self.add(key)
        self.foot.addWidget(self._reason, 1)
        self.foot.addWidget(button(tr("Cancel"), name="cancel", clicked=self.reject))
        self.foot.addWidget(self.confirm)
        self._follow()

    def _follow(self) -> None:
        folder, key = Path(self.folder.text().strip()), Path(self.key.text().strip())
        self.key.setEnabled(not self.keyring.isChecked())
        reason = ""
        if not folder.is_absolute():
            reason = tr("Name the folder in full.")
        elif not self.keyring.isChecked() and not key.is_absolute():
            reason = tr("Name the file of the key in full.")
        elif not self.keyring.isChecked() and key.is_relative_to(folder):
            reason = tr("The key must not lie in the broker's folder.")
        self._reason.setText(reason)
        self.confirm.setEnabled(not reason)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose the folder of the broker"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _confirm(self) -> None:
        key = "" if self.keyring.isChecked() else self.key.text().strip()
        self.wanted.emit(self.folder.text().strip(), key)
        self.accept()
