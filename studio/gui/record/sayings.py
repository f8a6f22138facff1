"""The words for what a recording does, hides and came to. Sentences only; no widgets."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from recorder.control import Status
from recorder.session.events import GapReason
from recorder.session.model import EndReason
from studio.gui.record.recording import Ending, State
from studio.gui.sentences import said
from studio.gui.words import mark, tr

HIDING_SIGNS: dict[str, str] = {
    GapReason.LOCKED: mark("Hiding: screen locked"),
    GapReason.APP_NOT_ALLOWED: mark("Hiding: application not recorded"),
    GapReason.PRIVATE_WINDOW: mark("Hiding: private browser window"),
    GapReason.URL_NOT_ALLOWED: mark("Hiding: site not recorded"),
    GapReason.PASSWORD: mark("Hiding: password field"),
    GapReason.SENSITIVE_FIELD: mark("Hiding: sensitive field"),
    GapReason.UNKNOWN: mark("Hiding: unknown place"),
    GapReason.UNSEEN: mark("Hiding: windows not known in time"),
    GapReason.OWN_WINDOW: mark("Hiding: Candor itself"),
}
TOLD_ELSEWHERE = frozenset({GapReason.PAUSED, GapReason.FRAMES_DROPPED, GapReason.FORGOTTEN})
"""Reasons that the state, a figure or a passing sentence tells."""

NEVER_LIVE = frozenset({GapReason.REDACTED, GapReason.NOT_TOLD})
"""Reasons that no recording has while it runs."""

_ICONS: dict[State, str] = {
    "idle": "tray-idle",
    "starting": "clock",
    "recording": "tray-recording",
    "paused": "tray-paused",
    "ending": "clock",
    "silent": "warning",
}


def state_word(state: State) -> str:
    match state:
        case "idle":
            return tr("Not recording")
        case "starting":
            return tr("Starting…")
        case "recording":
            return tr("Recording")
        case "paused":
            return tr("Paused")
        case "ending":
            return tr("Ending…")
        case "silent":
            return tr("No answer")


def state_icon(state: State) -> str:
    """The shape of a state; no two of those that last share one."""
    return _ICONS[state]


def state_tone(state: State) -> str:
    """The colour token of a state, which never stands alone."""
    match state:
        case "recording":
            return "record"
        case "paused" | "silent":
            return "warning"
        case "idle" | "starting" | "ending":
            return "text_soft"


def hiding_sign(reason: str | None) -> str:
    """What to show while something is hidden; nothing where another sign says it already."""
    return tr(HIDING_SIGNS[GapReason(reason)]) if reason in HIDING_SIGNS else ""


def hiding_signs(status: Status) -> str:
    """The signs of everything that is hidden now, in one line."""
    reasons = (status.hiding, *status.hiding_too)
    return " · ".join(sign for reason in reasons if (sign := hiding_sign(reason)))


def ending_title(ending: Ending) -> str:
    """What became of a recording, in a few words."""
    if not ending.kept:
        return tr("Discarded") if ending.session else tr("Nothing was recorded")
    if ending.killed:
        return tr("Interrupted")
    return tr("Ended early") if ending.problem is not None else tr("Recorded")


def ending_sentence(ending: Ending) -> str:
    """Why it ended, where that was not the person's own wish."""
    if ending.killed:
        return tr("The recorder was ended from outside. What it had written is kept, sealed.")
    if ending.problem is not None:
        return said(ending.problem)
    match ending.reason:
        case EndReason.TIME_OVER:
            return tr("The time that was set for it was over.")
        case EndReason.SIGNAL:
            return tr("The system asked the recorder to end.")
        case EndReason.CONSENT_ENDED:
            return tr("Consent was withdrawn or ran out, so the recording ended.")
        case EndReason.WINDOW_GONE:
            return tr("This window did not answer the recorder for five seconds.")
        case _:
            return "" if ending.kept else tr("Nothing of it was kept.")


def outcome_sentence(outcome: str) -> str:
    match outcome:
        case "success":
            return tr("You said that the task succeeded.")
        case "failure":
            return tr("You said that the task failed.")
        case _:
            return tr("You did not say how the task went.")


def clock_text(seconds: float) -> str:
    """A length as people read it: 4:07, or 1:04:07."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def size_text(size_bytes: int) -> str:
    """A size as people read it."""
    if size_bytes >= 10_000_000_000:
        return tr("{count} GB").format(count=f"{size_bytes / 1e9:.0f}")
    if size_bytes >= 1_000_000_000:
        return tr("{count} GB").format(count=f"{size_bytes / 1e9:.1f}")
    if size_bytes >= 1_000_000:
        return tr("{count} MB").format(count=f"{size_bytes / 1e6:.1f}")
    return tr("{count} kB").format(count=f"{size_bytes / 1e3:.0f}")


def chord_text(chord: str) -> str:
    """A chord as it stands on keys: Ctrl+Alt+Shift+P."""
    return "+".join(part.capitalize() for part in chord.split("+"))


def figures_text(status: Status) -> str:
    """The health of a recording in one line."""
    return tr("{events} events · {dropped} dropped · {free} free").format(
        events=number_text(status.events),
        dropped=number_text(status.dropped),
        free=size_text(status.free_bytes),
    )


def number_text(count: int) -> str:
    """A count with the separators of the person's language."""
    return QLocale().toString(count)
