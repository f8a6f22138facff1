"""The words for kinds, places, states and ways of redaction. Sentences only; no widgets."""

from __future__ import annotations

from typing import Literal

from annotate.detect.model import Pixels, Place, TypedText
from annotate.detect.names import NOT_THERE
from annotate.detect.scan import DetectorState
from annotate.redact.plan import Everywhere, Keep, Redaction, Region, Span, Text, WholeStep
from annotate.redact.proof import State as CheckState
from replay.player import clock
from studio.gui.redaction.proposed import Carrier, State, carrier_of
from studio.gui.widgets import Mood
from studio.gui.words import mark, tr

_KINDS = {
    "email": mark("E-mail address"),
    "phone": mark("Telephone number"),
    "card": mark("Card number"),
    "iban": mark("IBAN"),
    "bank account": mark("Bank account"),
    "national id": mark("Identity number"),
    "tax id": mark("Tax number"),
    "ssn": mark("Social security number"),
    "passport": mark("Passport number"),
    "birth date": mark("Date of birth"),
    "ip address": mark("IP address"),
    "mac address": mark("MAC address"),
    "crypto address": mark("Crypto address"),
    "coordinates": mark("Coordinates"),
    "password": mark("Password"),
    "password hash": mark("Password hash"),
    "one-time code": mark("One-time code"),
    "url credentials": mark("Password in a URL"),
    "jwt": mark("Sign-in token"),
    "private key": mark("Private key"),
    "api key": mark("API key"),
    "user path": mark("Path with your name"),
    "word of yours": mark("Word of yours"),
    "name": mark("Name"),
    "address": mark("Address"),
    "region": mark("Part of the picture"),
    "span": mark("Stretch of time"),
    "text": mark("Text"),
    "step": mark("Step"),
    "redacted": mark("Redacted"),
}
_CHECKS = {
    "the candidate is whole": mark("The copy is whole"),
    "redacted strings in events and description": mark("Redacted texts in events and description"),
    "redacted strings in bytes": mark("Redacted texts in the bytes"),
    "redacted strings in pictures": mark("Redacted texts in pictures"),
    "boxes that are not solid": mark("Boxes that are not solid"),
    "frames changed outside of their boxes": mark("Frames changed outside of their boxes"),
}

_DETECTORS = {
    "people": mark("People and numbers"),
    "secrets": mark("Secrets"),
    "phone numbers": mark("Telephone numbers"),
    "words of yours": mark("Words of yours"),
    "names": mark("Names and addresses"),
    "screen": mark("Text in pictures"),
}


def kind_word(kind: str) -> str:
    return tr(_KINDS[kind]) if kind in _KINDS else kind


def carrier_word(carrier: Carrier) -> str:
    match carrier:
        case Carrier.TYPED:
            return tr("Typed text")
        case Carrier.TITLE:
            return tr("Window titles")
        case Carrier.NAME:
            return tr("Names of elements")
        case Carrier.MARK:
            return tr("Marks")
        case Carrier.TASK:
            return tr("Task")
        case Carrier.PICTURE:
            return tr("Pictures")


def place_words(place: Place) -> str:
    """A place in a few words; never what was found there."""
    match place:
        case TypedText(step=step):
            return tr("Typed in step {step}").format(step=step)
        case Pixels(first=first, last=last) if first == last:
            return tr("Picture, frame {n}").format(n=first)
        case Pixels(first=first, last=last):
            return tr("Picture, frames {first} to {last}").format(first=first, last=last)
        case _:
            return _other_place(place)


def _other_place(place: Place) -> str:
    match carrier_of(place):
        case Carrier.TITLE:
            return tr("Window title")
        case Carrier.NAME:
            return tr("Name of an element")
        case Carrier.MARK:
            return tr("Mark")
        case _:
            return tr("Task")


def state_word(state: State) -> str:
    match state:
        case "open":
            return tr("Undecided")
        case "accepted":
            return tr("Accepted")
        case "rejected":
            return tr("Rejected")


def state_icon(state: State) -> str:
    """The shape of a state; no two share one."""
    return {"open": "help", "accepted": "eye-off", "rejected": "eye"}[state]


def state_tone(state: State) -> str:
    return {"open": "warning", "accepted": "ok", "rejected": "text_soft"}[state]


def masked(text: str) -> str:
    """What stands for a text that is not shown; it does not tell the length."""
    return "••••••••" if text else ""


def detector_name(name: str) -> str:
    return tr(_DETECTORS[name]) if name in _DETECTORS else name


def detector_words(state: DetectorState) -> tuple[str, Mood | Literal["plain"]]:
    """How a detector fared, and its mood: off, could not run, found nothing, found something."""
    if state.unavailable == NOT_THERE:
        return tr("Off: no model is set"), "plain"
    if state.unavailable is not None:
        return tr("Could not run"), "danger"
    if not state.findings:
        return tr("Found nothing"), "ok"
    return tr("Found %n place(s)", state.findings), "warning"


def check_name(name: str) -> str:
    if name in _CHECKS:
        return tr(_CHECKS[name])
    if name.startswith("detector "):
        known = detector_name(name.removeprefix("detector "))
        return tr("Detector: {name}").format(name=known)
    return name


def check_words(state: CheckState) -> tuple[str, str, Mood | Literal["plain"]]:
    """A check's result as word, icon and mood."""
    match state:
        case CheckState.CLEAN:
            return tr("Found nothing"), "ok", "ok"
        case CheckState.OFF:
            return tr("Off"), "info", "plain"
        case CheckState.FOUND:
            return tr("Found something"), "error", "danger"
        case CheckState.COULD_NOT_RUN:
            return tr("Could not run"), "error", "danger"


def redaction_title(redaction: Redaction) -> str:
    """What a redaction is, without what it hides."""
    match redaction:
        case Region(keyframes=frames):
            return tr("Moving box") if frames else tr("Box")
        case Span(keep=Keep.GAP):
            return tr("Time kept as a gap")
        case Span():
            return tr("Time cut out")
        case Text():
            return tr("Text in events")
        case Everywhere():
            return tr("Text everywhere")
        case WholeStep(step=step):
            return tr("Whole step {step}").format(step=step)


def redaction_when(redaction: Redaction) -> str:
    """When a redaction holds."""
    match redaction:
        case Region(from_ns=begin, until_ns=end) | Span(from_ns=begin, until_ns=end):
            return f"{clock(begin)} – {clock(end)}"
        case _:
            return tr("Whole session")
