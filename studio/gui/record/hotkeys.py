"""The chords as the window keeps and tells them: which works, which does not, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recorder.capture.hotkeys import DEFAULT_CHORDS, Verb, chosen_chords
from recorder.errors import WrongUse
from studio.gui.record.sayings import chord_text
from studio.gui.sentences import said
from studio.gui.settings import Settings
from studio.gui.settings_table import RECORDING, Setting
from studio.gui.words import mark, tr

HOTKEYS: Setting[tuple[str, ...]] = Setting(
    "recording.hotkeys",
    (),
    mark("Hotkeys"),
    mark("Keys that steer a recording from every window."),
    RECORDING,
)
"""Edited in a card of its own, and so not in the table of the settings."""

_OF_QT = {"meta": "super", "del": "delete", "ins": "insert"}
_CHORD = re.compile(r"[a-z]+(\+[a-z0-9_]+)+")


@dataclass(frozen=True, slots=True)
class HotkeyLine:
    """One verb with its chord, or with the sentence why that does not work."""

    verb: str
    chord: str
    problem: str | None

    @staticmethod
    def of(verb: str, says: str) -> HotkeyLine:
        """From what the engine says of a verb: its chord, or a sentence."""
        if _CHORD.fullmatch(says):
            return HotkeyLine(verb, says, None)
        return HotkeyLine(verb, "", said(says))

    @property
    def works(self) -> bool:
        return self.problem is None

    @property
    def action_id(self) -> str:
        return f"record.{self.verb}"

    @property
    def sentence(self) -> str:
        chord = chord_text(self.chord)
        if self.problem is None:
            return tr("{chord} works in every window.").format(chord=chord)
        return self.problem


def chosen_words(settings: Settings) -> tuple[str, ...]:
    """The chords that differ from the usual, as `verb=chord`; none if they do not go together."""
    words = settings.get(HOTKEYS)
    try:
        chosen_chords(words)
    except WrongUse:
        return ()
    return words


def words_with(settings: Settings, verb: Verb, chord: str) -> tuple[str, ...]:
    """The same with another chord for a verb.

    Raises:
        WrongUse: it is no chord, or another verb has it.
    """
    usual = {each.value: usual for each, usual in DEFAULT_CHORDS.items()}
    kept = dict(word.split("=", 1) for word in chosen_words(settings))
    wanted = kept | {verb.value: chord}
    words = tuple(f"{name}={each}" for name, each in wanted.items() if each != usual[name])
    chosen_chords(words)
    return words


def lines_before(settings: Settings, problems: dict[str, str | None]) -> list[HotkeyLine]:
    """The chords before a recording, with what the checks found out about each verb."""
    return [
        HotkeyLine(verb.value, str(chord), problems.get(verb.value))
        for verb, chord in chosen_chords(chosen_words(settings)).items()
    ]


def chord_of(keys: str) -> str:
    """A chord from keys as Qt writes them: `Ctrl+Alt+Del` is `ctrl+alt+delete`."""
    return "+".join(_OF_QT.get(part, part) for part in keys.lower().split("+"))


def keys_of(chord: str) -> str:
    """A chord as Qt writes keys."""
    names = {ours: theirs for theirs, ours in _OF_QT.items()}
    return "+".join(names.get(part, part).capitalize() for part in chord.split("+"))


def key_of(line: HotkeyLine) -> str:
    """The last key of a chord, for a small sign beside its verb."""
    return chord_text(line.chord).rpartition("+")[2]


def common_chord(lines: Sequence[HotkeyLine]) -> str:
    """How the chords are pressed, where all share their modifiers; else nothing."""
    works = [each for each in lines if each.works]
    held = {chord_text(each.chord).rpartition("+")[0] for each in works}
    if not works:
        return tr("No hotkey works here; use this bar.")
    return tr("{keys} and the letter").format(keys=held.pop()) if len(held) == 1 else ""


def hotkeys_sentence(lines: Sequence[HotkeyLine]) -> str:
    """One honest line on all of them."""
    broken = [each for each in lines if not each.works]
    if not broken:
        pause = next((each for each in lines if each.verb == Verb.PAUSE), None)
        stop = next((each for each in lines if each.verb == Verb.STOP), None)
        if pause is None or stop is None:
            return ""
        return tr("Hotkeys work in every window: {pause} pauses, {stop} stops.").format(
            pause=chord_text(pause.chord), stop=chord_text(stop.chord)
        )
    reasons = list(dict.fromkeys(each.problem or "" for each in broken))
    if len(broken) == len(lines):
        return tr("Hotkeys do not work here: {reason}").format(reason=reasons[0])
    return tr("%n hotkey(s) do not work: {reason}", len(broken)).format(reason=" ".join(reasons))
