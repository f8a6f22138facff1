"""The hotkeys in the settings: changed in place, tried at once, conflicts told, put back singly."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QWidget

from recorder.capture.hotkeys import DEFAULT_CHORDS, Verb, chosen_chords
from recorder.errors import WrongUse
from recorder.preflight import Check
from recorder.preflight import State as Light
from studio.gui.context import AppContext
from studio.gui.icons import set_picture
from studio.gui.jobs import Progress
from studio.gui.record.checks import HOTKEY, LANE
from studio.gui.record.hotkeys import HOTKEYS, chord_of, chosen_words, keys_of, words_with
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import Card, button, column, icon_button, label, row, set_tone
from studio.gui.words import tr

EDIT_WIDTH_PX, SIGN_PX = 190, 16


class HotkeyEditor(Card):
    """A card in the settings. What is shown of a chord was tried when the card was shown."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("hotkeys-card")
        self._context = context
        self._results: tuple[Check, ...] | None = None
        self._refused: dict[Verb, str] = {}
        reset = button(tr("Reset"), "quiet", "undo", name="reset-hotkeys", clicked=self._reset)
        self.body.addLayout(row(label(tr("Hotkeys"), "subtitle"), 1, reset))
        says = tr("Keys that steer a recording from every window.")
        self.body.addWidget(label(says, "body", "soft", wrap=True))
        self._lines = {verb: HotkeyRow(verb, self._choose) for verb in DEFAULT_CHORDS}
        for each in self._lines.values():
            self.body.addWidget(each)
        context.settings.changed.connect(self._on_setting)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._try()

    def _try(self) -> None:
        """Claim the chords for a moment. A recording that runs holds them itself."""
        self._results = None
        self._refresh()
        if self._context.actions.fact("recording_runs"):
            return
        chosen = chosen_words(self._context.settings)

        def work(_progress: Progress) -> tuple[Check, ...]:
            from recorder.preflight import hotkey_checks

            return tuple(hotkey_checks(chosen))

        def done(results: tuple[Check, ...]) -> None:
            self._results = results
            self._refresh()

        title = tr("Try the hotkeys")
        self._context.jobs.run(title, work, done, owner=self, lane=LANE, quiet=True)

    def _choose(self, verb: Verb, keys: str) -> None:
        settings = self._context.settings
        chord = chord_of(keys) if keys else DEFAULT_CHORDS[verb]
        try:
            words = words_with(settings, verb, chord)
        except WrongUse as error:
            self._refused = {verb: said(str(error))}
        else:
            self._refused = {}
            settings.choose(HOTKEYS, words)
        self._refresh()

    def _reset(self) -> None:
        self._refused = {}
        self._context.settings.choose(HOTKEYS, ())
        self._refresh()

    def _on_setting(self, key: str) -> None:
        if key == HOTKEYS.key and self.isVisible():
            self._try()

    def _refresh(self) -> None:
        for verb, chord in chosen_chords(chosen_words(self._context.settings)).items():
            shown = self._lines[verb]
            shown.show_chord(str(chord))
            shown.show_status(*self._status(verb, str(chord)))

    def _status(self, verb: Verb, chord: str) -> tuple[str, Light]:
        if verb in self._refused:
            return self._refused[verb], Light.WARNING
        if self._context.actions.fact("recording_runs"):
            return tr("They are in use by the recording that runs."), Light.FINE
        if self._results is None:
            return tr("Trying…"), Light.FINE
        asked = (f"{HOTKEY} {verb.value}", "hotkeys")
        found = next((each for each in self._results if each.name in asked), None)
        if found is None:
            return tr("It could not be tried."), Light.WARNING
        if found.state is not Light.FINE:
            return said(found.says), Light.WARNING
        if (other := self._shortcut(chord)) is not None:
            shown = tr("Works in every window; in this one it is also: {action}")
            return shown.format(action=other), Light.WARNING
        return tr("Works in every window."), Light.FINE

    def _shortcut(self, chord: str) -> str | None:
        """The action of this window that has the same keys."""
        actions = self._context.actions
        for each in actions.rows():
            if any(chord_of(keys) == chord for keys in actions.shortcut(each.id).split()):
                return each.text
        return None


class HotkeyRow(QWidget):
    """One verb: its keys, what came of trying them, and a button to put them back."""

    def __init__(self, verb: Verb, choose: Callable[[Verb, str], None]) -> None:
        super().__init__()
        self._verb, self._choose = verb, choose
        name = verb_name(verb)
        self._edit = QKeySequenceEdit()
        self._edit.setObjectName(f"hotkey-{verb.value}")
        self._edit.setAccessibleName(tr("Hotkey for {action}").format(action=name))
        self._edit.setFixedWidth(EDIT_WIDTH_PX)
        self._edit.setMaximumSequenceLength(1)
        self._edit.editingFinished.connect(self._edited)
        for inner in self._edit.findChildren(QLineEdit):
            inner.setObjectName(f"hotkey-line-{verb.value}")
            inner.setAccessibleName(self._edit.accessibleName())
        self._back = icon_button(
            "undo",
            tr("Put back the hotkey for {action}").format(action=name),
            name=f"hotkey-reset-{verb.value}",
            clicked=lambda: choose(verb, ""),
            size_px=18,
        )
        self._sign, self._says = QLabel(), label("", "caption", "soft", wrap=True)
        self._sign.setFixedSize(SIGN_PX, SIGN_PX)
        said_line = row(self._sign, self._says, space=Space.XS)
        said_line.setStretch(1, 1)
        inner = row(column(label(name), said_line, space=2), self._edit, self._back)
        inner.setStretch(0, 1)
        self.setLayout(inner)

    def show_chord(self, chord: str) -> None:
        sequence = QKeySequence(keys_of(chord), QKeySequence.SequenceFormat.PortableText)
        if self._edit.keySequence() != sequence:
            self._edit.setKeySequence(sequence)
        self._back.setEnabled(chord != DEFAULT_CHORDS[self._verb])

    def show_status(self, text: str, state: Light) -> None:
        fine = state is Light.FINE
        self._says.setText(text)
        set_tone(self._says, "soft" if fine else "warning")
        set_picture(self._sign, "ok" if fine else "warning", SIGN_PX, "ok" if fine else "warning")
        self.setAccessibleName(f"{verb_name(self._verb)}: {text}")

    def _edited(self) -> None:
        self._choose(
            self._verb, self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        )


def verb_name(verb: Verb) -> str:
    """What a hotkey does, in words."""
    names = {
        Verb.PAUSE: tr("Pause and resume"),
        Verb.MARK: tr("Set a mark"),
        Verb.FORGET: tr("Forget the last 30 seconds"),
        Verb.STOP: tr("Stop"),
        Verb.DISCARD: tr("Discard…"),
    }
    return names[verb].replace("…", "")
