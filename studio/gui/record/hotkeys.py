"""The chords as the window tells them: which works, which does not, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recorder.capture.hotkeys import DEFAULT_CHORDS, Verb
from studio.gui.record.sayings import chord_text
from studio.gui.words import tr

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
        return HotkeyLine(verb, str(DEFAULT_CHORDS.get(Verb(verb), "")), says)

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


def default_lines(problems: dict[str, str | None]) -> list[HotkeyLine]:
    """The chords before a recording, with what the checks found out about each verb."""
    return [
        HotkeyLine(verb.value, chord, problems.get(verb.value))
        for verb, chord in DEFAULT_CHORDS.items()
    ]


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
