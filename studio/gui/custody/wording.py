"""The words of submissions: their states, conditions, roles in the singular, dates and days."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale

from studio.gui.consent.receipt_view import moment
from studio.gui.consent.terms import stream_name
from studio.gui.redaction import sayings
from studio.gui.sentences import said
from studio.gui.sessions.states import StateLook
from studio.gui.words import tr
from studio.openings import Opening, Own, Standing
from studio.submitting import Condition, Light


def standing_look(standing: Standing) -> StateLook:
    """A state as a word, a shape and what it means."""
    match standing:
        case Standing.BEGUN:
            return StateLook(
                tr("Not accepted"),
                "clock",
                "warning",
                tr("The broker was not heard to accept it. Submit the copy once more."),
            )
        case Standing.KEPT:
            return StateLook(tr("Submitted"), "ok", "ok", tr("Sealed at the broker."))
        case Standing.REPORTED:
            return StateLook(
                tr("Reported"),
                "warning",
                "danger",
                tr("Somebody reported a privacy problem. It is closed to everybody."),
            )
        case Standing.EXPIRED:
            return StateLook(
                tr("Expired"), "clock", "plain", tr("Its time was over. It opens for nobody.")
            )
        case Standing.WITHDRAWN:
            return StateLook(
                tr("Withdrawn"), "withdraw", "plain", tr("You withdrew it. It opens for nobody.")
            )


def condition_words(light: Light) -> tuple[str, str]:
    """A condition, and what is to be said of it."""
    names = {
        Condition.CONSENT: (
            tr("Consent"),
            tr("Given for these terms in this version, and it holds."),
        ),
        Condition.PROOF: (tr("Proof"), tr("Signed, and every check passed.")),
        Condition.DETECTORS: (tr("Detectors"), tr("All that are required have run.")),
        Condition.UNRESOLVED: (
            tr("Nothing unresolved"),
            tr("No check found something that is still there."),
        ),
        Condition.WHOLE: (
            tr("The copy itself"),
            tr("Whole, and the one that the proof is about."),
        ),
    }
    name, good = names[light.condition]
    if light.holds is None:
        return name, tr("Not looked at, because of the above.")
    if light.holds:
        return name, good
    if light.checks and light.condition is Condition.PROOF:
        return name, tr("It did not pass. Read the proof to see what was found.")
    if light.checks:
        found = ", ".join(sayings.check_name(each) for each in light.checks)
        return name, tr("Not settled: {checks}.").format(checks=found)
    return name, said(light.reason)


def role_word(role: str) -> str:
    """What one person in a role is called."""
    names = {
        "worker": tr("worker"),
        "annotator": tr("annotator"),
        "adjudicator": tr("adjudicator"),
        "engineer": tr("engineer"),
        "steward": tr("steward"),
    }
    return names.get(role, role)


def reader_words(role: str, people: tuple[str, ...]) -> str:
    """A role with the people in it."""
    return f"{role_word(role)}: {', '.join(people)}" if people else role_word(role)


def opening_words(opening: Opening) -> str:
    """What was opened, what for and when."""
    streams = ", ".join(stream_name(each) for each in opening.streams)
    words = tr("{when}, for {purpose}\n{streams}").format(
        streams=streams, purpose=opening.purpose, when=moment(opening.at)
    )
    is_over = opening.until is None or opening.until <= datetime.now(UTC)
    if is_over or opening.refused or opening.until is None:
        return words
    still = tr("Open until {until} at most").format(until=moment(opening.until))
    return f"{words}\n{still}"


def task_words(own: Own) -> str:
    """The task in the worker's own words, or why there is none."""
    return own.task or tr("Submission {name}").format(name=own.submission[:8])


def days_words(own: Own) -> str:
    """The countdown of the retention."""
    left = own.days_left(datetime.now(UTC))
    return "–" if left is None else tr("%n day(s)", left)


def day(at: datetime) -> str:
    """A date as the person's region writes it."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp())).date()
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def opened_words(own: Own) -> str:
    return "–" if own.opened is None else QLocale().toString(own.opened)
