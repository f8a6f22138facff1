"""What the Record place shows while it records: the state, the figures, the verbs, the chords."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from recorder.control import Status
from studio.gui.actions import Actions
from studio.gui.icons import set_icon, set_picture
from studio.gui.record.flow import flow
from studio.gui.record.hotkeys import HotkeyLine, hotkeys_sentence
from studio.gui.record.recording import Recording
from studio.gui.record.sayings import (
    chord_text,
    clock_text,
    hiding_signs,
    number_text,
    size_text,
    state_icon,
    state_tone,
    state_word,
)
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    ElidedLabel,
    PageHeader,
    Pill,
    button,
    column,
    label,
    line,
    row,
    scroll_page,
    set_tone,
)
from studio.gui.words import tr

SIGN_PX = 40
FIGURES = ("events", "frames", "dropped", "size", "free")


class RunningPage(QWidget):
    """Follows a recording. Only what differs is drawn again."""

    def __init__(self, recording: Recording, actions: Actions) -> None:
        super().__init__()
        self._recording = recording
        self._actions = actions
        self._shown: Status | None = None
        self._header = PageHeader(tr("Record"))
        self._icon, self._word = QLabel(), label("", "title")
        self._icon.setFixedSize(QSize(SIGN_PX, SIGN_PX))
        self._clock = label("0:00", "display")
        self._task = ElidedLabel("", "body", "soft")
        self._hiding = Pill()
        self._figures = {name: label("0", "subtitle") for name in FIGURES}
        self._pause = self._verb("record.pause", "pause", "primary")
        self._chords = label("", "body", "soft", wrap=True)
        self._keys = QGridLayout()
        self._lines: list[HotkeyLine] = []
        content = column(
            self._header,
            self._state_card(),
            self._verbs_card(),
            self._hotkeys_card(),
            1,
            space=Space.L,
            margin=Space.XL,
        )
        self.setLayout(column(scroll_page(content)))
        recording.changed.connect(self.refresh)

    def show_task(self, task: str) -> None:
        self._task.setText(task)

    def focus(self) -> None:
        """Put the keyboard where it is needed most."""
        self._pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what the recording says now."""
        state = self._recording.state
        if state == "idle":
            return
        word = state_word(state)
        if self._word.text() != word:
            self._word.setText(word)
            set_picture(self._icon, state_icon(state), SIGN_PX, state_tone(state))
            self._header.set_subtitle(_subtitle(state == "paused"))
            self._show_pause(state == "paused")
        status = self._recording.status
        if status is not None and status != self._shown:
            self._shown = status
            self._show(status)

    def _show(self, status: Status) -> None:
        texts = {
            "events": number_text(status.events),
            "frames": number_text(status.frames),
            "dropped": number_text(status.dropped),
            "size": size_text(status.bytes),
            "free": size_text(status.free_bytes),
        }
        for name, text in texts.items():
            if self._figures[name].text() != text:
                self._figures[name].setText(text)
        set_tone(self._figures["dropped"], "warning" if status.dropped else "")
        clock = clock_text(status.elapsed_s)
        if self._clock.text() != clock:
            self._clock.setText(clock)
        sign = hiding_signs(status) if status.state == "recording" else ""
        if self._hiding.text != sign:
            self._hiding.show_state(sign, "eye-off" if sign else "", "warning")
        self._hiding.setVisible(bool(sign))
        self._show_hotkeys([HotkeyLine.of(*each) for each in status.hotkeys.items()])

    def _show_pause(self, paused: bool) -> None:
        text = tr("Resume") if paused else tr("Pause")
        self._pause.setText(text)
        self._pause.setAccessibleName(text)
        set_icon(self._pause, "resume" if paused else "pause", "on_accent")

    def _show_hotkeys(self, lines: list[HotkeyLine]) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        self._chords.setText(hotkeys_sentence(lines))
        while (item := self._keys.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for at, each in enumerate(lines):
            key = label(chord_text(each.chord) if each.works else "–", "caption")
            key.setProperty("keycap", True)
            name = self._actions.row(each.action_id).text.replace("…", "")
            self._keys.addWidget(label(name), at, 0)
            self._keys.addWidget(key, at, 1, Qt.AlignmentFlag.AlignLeft)
            says = tr("works in every window") if each.works else each.sentence
            self._keys.addWidget(label(says, "body", "soft", wrap=True), at, 2)

    def _state_card(self) -> Card:
        names = {
            "events": tr("Events"),
            "frames": tr("Frames"),
            "dropped": tr("Dropped"),
            "size": tr("Written"),
            "free": tr("Free disk"),
        }
        figures = [
            column(label(names[name], "caption", "soft"), shown, space=0)
            for name, shown in self._figures.items()
        ]
        head = row(self._icon, self._word, self._hiding, 1, self._clock, space=Space.M)
        return Card(head, self._task, line(), row(*figures, space=Space.L))

    def _verbs_card(self) -> Card:
        first = flow(
            self._pause,
            self._verb("record.mark", "marker"),
            self._verb("record.forget", "forget"),
            space=Space.S,
        )
        ends = flow(
            self._verb("record.success", "ok"),
            self._verb("record.failure", "close"),
            self._verb("record.stop", "stop"),
            self._verb("record.discard", "discard", "danger"),
            space=Space.S,
        )
        says = tr("When you stop you may say how the task went. It can only be said now.")
        return Card(first, line(), label(says, "body", "soft", wrap=True), ends)

    def _hotkeys_card(self) -> Card:
        self._keys.setColumnStretch(2, 1)
        self._keys.setHorizontalSpacing(Space.L)
        self._keys.setVerticalSpacing(Space.S)
        return Card(label(tr("Hotkeys"), "subtitle"), self._chords, self._keys)

    def _verb(self, action_id: str, icon: str, kind: str = "plain") -> QPushButton:
        """A button that does what a row of the table does, when it can be done."""
        action = self._actions.action(action_id)
        assert kind in ("plain", "primary", "danger")
        text = self._actions.row(action_id).text
        made = button(text, kind, icon, name=f"running-{action_id}", clicked=action.trigger)
        made.setEnabled(action.isEnabled())
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        return made


def _subtitle(paused: bool) -> str:
    if paused:
        return tr("Paused: nothing is recorded until you resume.")
    return tr("What you see on this page is not in the recording.")
