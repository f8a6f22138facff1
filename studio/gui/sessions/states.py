"""How a session ended, as a word and a shape for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recorder.session.scan import SessionState
from studio.gui.widgets import Mood
from studio.gui.words import tr


@dataclass(frozen=True, slots=True)
class StateLook:
    """A word, an icon, and how it is coloured; the word and the shape say it all."""

    word: str
    icon: str
    mood: Mood | Literal["plain"]
    meaning: str


def state_look(state: str) -> StateLook:
    """The look of a state; of one that is not known, nothing."""
    match state:
        case SessionState.COMPLETE:
            return StateLook(tr("Recorded"), "check", "plain", tr("Recorded to its end."))
        case SessionState.RECORDING:
            return StateLook(tr("Recording"), "record", "info", tr("It is being recorded now."))
        case SessionState.INTERRUPTED:
            meaning = tr("It ended without being stopped. What was written until then is here.")
            return StateLook(tr("Interrupted"), "bolt", "warning", meaning)
        case SessionState.DAMAGED:
            meaning = tr("The file was altered. What comes before the damage can be shown.")
            return StateLook(tr("Damaged"), "warning", "danger", meaning)
    return StateLook("", "", "plain", "")
