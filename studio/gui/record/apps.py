"""Which applications are recorded, and which of them and which sites never are: names as chips."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QWidget

from recorder.consent.campaign import ANY_APP
from recorder.gate_sites import site_of
from studio.gui.record.flow import FlowLayout
from studio.gui.theme import Space
from studio.gui.widgets import Card, column, icon_button, label, row
from studio.gui.words import tr

NAME_MAX = 100
FIXED_SHOWN_MAX = 6


class Chip(QFrame):
    """A name, and a cross to take it away unless it is fixed."""

    removed = Signal(str)

    def __init__(self, name: str, *, fixed: bool = False) -> None:
        super().__init__()
        self.setProperty("pill", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        shown = label(name, "caption", "soft" if fixed else "")
        inner = row(shown, space=Space.XS)
        inner.setContentsMargins(Space.S + 2, 3, Space.S + 2 if fixed else 3, 3)
        if not fixed:
            text = tr("Remove {name}").format(name=name)
            cross = icon_button("close", text, name=f"remove-{name}", size_px=12)
            cross.setProperty("chip", True)
            cross.clicked.connect(lambda: self.removed.emit(name))
            inner.addWidget(cross)
        self.setLayout(inner)


class NameField(QComboBox):
    """A field for the name of a program; its list holds those that run."""

    named = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(hint)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(hint)
        line.setMaxLength(NAME_MAX)
        line.setObjectName(f"{name}-text")
        line.setAccessibleName(hint)
        line.returnPressed.connect(self._take)
        self.activated.connect(lambda _index: self._take())
        self.setCurrentIndex(-1)

    def suggest(self, names: Iterable[str]) -> None:
        """Offer these in the list; what is being typed stays."""
        wanted = sorted(set(names), key=str.casefold)
        if wanted == [self.itemText(index) for index in range(self.count())]:
            return
        typed = self.currentText()
        self.clear()
        self.addItems(wanted)
        self.setCurrentIndex(-1)
        self.setEditText(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to the name, not to the button that the page has for it.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        name = self.currentText().strip()
        self.setCurrentIndex(-1)
        self.clearEditText()
        if name:
            self.named.emit(name)


class NameList(QWidget):
    """Chips under a heading, with a field to add one. `changed` carries the names."""

    changed = Signal(tuple)

    def __init__(
        self, name: str, title: str, hint: str, written: Callable[[str], str] = str
    ) -> None:
        """`written` gives a name that was typed as it is kept."""
        super().__init__()
        self._written = written
        self.names: tuple[str, ...] = ()
        self._fixed: tuple[str, ...] = ()
        self._only_of: tuple[str, ...] | None = None
        self._none = ""
        self._chips = FlowLayout()
        self._note = label("", "caption", "warning", wrap=True)
        self._note.hide()
        self.field = NameField(name, hint)
        self.field.named.connect(self._add)
        self.setLayout(
            column(label(title, "strong"), self._chips, self.field, self._note, space=Space.S)
        )

    def show_names(
        self,
        names: tuple[str, ...],
        *,
        fixed: tuple[str, ...] = (),
        none: str = "",
        only_of: tuple[str, ...] | None = None,
    ) -> None:
        """Show these. `fixed` cannot be taken away, `none` stands where there is no name, and
        `only_of` are the names that may be added."""
        wanted = (names, fixed, none, only_of)
        if wanted != (self.names, self._fixed, self._none, self._only_of):
            self.names, self._fixed, self._none, self._only_of = wanted
            self._fill()

    def suggest(self, names: Iterable[str]) -> None:
        allowed = self._only_of
        known = {each.casefold() for each in (*self.names, *self._fixed)}
        offered = names if allowed is None else allowed
        self.field.suggest(each for each in offered if each.casefold() not in known)

    def _fill(self) -> None:
        self._chips.clear()
        if not self.names and self._none:
            self._chips.addWidget(Chip(self._none, fixed=True))
        for name in self.names:
            chip = Chip(name)
            chip.removed.connect(self._remove)
            self._chips.addWidget(chip)
        for chip in _fixed_chips(self._fixed):
            self._chips.addWidget(chip)
        self._chips.invalidate()
        self.updateGeometry()

    def _add(self, typed: str) -> None:
        name = self._written(typed)
        refused = self._only_of is not None and name.casefold() not in {
            each.casefold() for each in self._only_of
        }
        self._note.setVisible(refused)
        if refused:
            self._note.setText(tr("The terms do not allow {name}.").format(name=name))
        elif name.casefold() not in {each.casefold() for each in self.names}:
            self._change((*self.names, name))

    def _remove(self, name: str) -> None:
        self._change(tuple(each for each in self.names if each != name))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._fill()
        self.changed.emit(names)


class AppsCard(Card):
    """The card with the three lists."""

    only_changed = Signal(tuple)
    never_changed = Signal(tuple)
    sites_changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(space=Space.L)
        self.setObjectName("apps-card")
        self.only = NameList(
            "apps-only", tr("Applications recorded"), tr("Record only this application…")
        )
        self.never = NameList(
            "apps-never", tr("Never recorded"), tr("Never record this application…")
        )
        self.sites = NameList(
            "sites-never",
            tr("Sites never recorded"),
            tr("Never record this site…"),
            site_of,
        )
        self._sites_say = label(
            tr("A browser that does not say which site it shows is hidden altogether then."),
            "caption",
            "soft",
            wrap=True,
        )
        for each in (self.only, self.never, self.sites, self._sites_say):
            self.body.addWidget(each)
        self._sites_say.hide()
        self.only.changed.connect(self.only_changed)
        self.never.changed.connect(self.never_changed)
        self.sites.changed.connect(self.sites_changed)

    def show_terms(
        self,
        only: tuple[str, ...],
        never: tuple[str, ...],
        allowed: tuple[str, ...],
        fixed: tuple[str, ...],
    ) -> None:
        """Show what was chosen under these terms."""
        everything = ANY_APP in allowed
        none = tr("All applications") if everything else tr("Those of the terms")
        self.only.show_names(only, none=none, only_of=None if everything else allowed)
        self.never.show_names(never, fixed=fixed)

    def show_sites(self, never: tuple[str, ...], fixed: tuple[str, ...]) -> None:
        """Show which sites are left out by choice, and which by the terms."""
        self.sites.show_names(never, fixed=fixed)
        self._sites_say.setVisible(bool(never or fixed))

    def suggest(self, names: Iterable[str]) -> None:
        """Offer the names of programs that run."""
        offered = tuple(names)
        self.only.suggest(offered)
        self.never.suggest(offered)


def _fixed_chips(names: tuple[str, ...]) -> list[Chip]:
    if len(names) <= FIXED_SHOWN_MAX:
        return [Chip(name, fixed=True) for name in names]
    many = Chip(tr("%n program(s) for passwords and permissions", len(names)), fixed=True)
    many.setToolTip("\n".join(names))
    many.setAccessibleDescription(", ".join(names))
    return [many]
