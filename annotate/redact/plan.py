"""What a person decided must not be seen: a plan of redactions. Plain data; it burns nothing.

Each redaction has an id, a kind that stands in its placeholder (`[email]`), a reason, and who
thought of it. A plan names one session and is known by the hash of its one spelling. It holds
what must not be seen, so it is kept sealed, and its texts do not show when it is printed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from recorder.crypto import sha256
from recorder.errors import WrongUse
from recorder.session.model import Rect

PLAN_VERSION: Final = 1
PLAN_BYTES_MAX: Final = 8 << 20
KIND_CHARS_MAX: Final = 32
TEXT_CHARS_MIN: Final = 2

PERSON: Final = "person"
"""The origin of what a person thought of; anything else is the name of a detector."""


class Keep(StrEnum):
    """What is left of a span of time."""

    GAP = "gap"
    """Its time stays, with nothing in it."""
    NOTHING = "nothing"
    """What follows moves up; a gap without length marks the joint."""


class Keyframe(msgspec.Struct, frozen=True, array_like=True):
    """From `t_ns` on, the corner of a followed rectangle lies at x, y; None: it is not in sight."""

    t_ns: int
    x: int | None
    y: int | None


class Region(msgspec.Struct, frozen=True, tag="region"):
    """A rectangle of the desktop, from `from_ns` until before `until_ns`.

    Without `keyframes` it stays where `rect` is. With them it moves: `follow` computes them, and
    a person may correct them.
    """

    id: str
    rect: Rect
    from_ns: int
    until_ns: int
    kind: str = "region"
    reason: str = ""
    origin: str = PERSON
    keyframes: tuple[Keyframe, ...] = ()


class Span(msgspec.Struct, frozen=True, tag="span"):
    """Everything from `from_ns` until before `until_ns`: input, pictures, windows."""

    id: str
    from_ns: int
    until_ns: int
    kind: str = "span"
    reason: str = ""
    origin: str = PERSON
    keep: Keep = Keep.GAP


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A text in what was typed, in window titles, element names, marks and the task.

    `seqs` are spans (first and last event) to which it is limited; none means all of them.
    Pixels are not searched: that is `Everywhere`.
    """

    id: str
    text: str
    kind: str = "text"
    reason: str = ""
    origin: str = PERSON
    seqs: tuple[tuple[int, int], ...] = ()

    def __repr__(self) -> str:
        return f"Text(id={self.id!r}, kind={self.kind!r})"


class WholeStep(msgspec.Struct, frozen=True, tag="step"):
    """One step with all that it did and showed, up to the next; what it typed is redacted
    everywhere."""

    id: str
    step: str
    kind: str = "step"
    reason: str = ""
    origin: str = PERSON


class Everywhere(msgspec.Struct, frozen=True, tag="everywhere"):
    """A string in all carriers at once: as `Text`, and wherever it can be read in a picture."""

    id: str
    text: str
    kind: str = "text"
    reason: str = ""
    origin: str = PERSON

    def __repr__(self) -> str:
        return f"Everywhere(id={self.id!r}, kind={self.kind!r})"


Redaction = Region | Span | Text | WholeStep | Everywhere


class Plan(msgspec.Struct, frozen=True):
    """The redactions of one session.

    `left` are texts that a detector finds and a person decided to leave. `salt` keeps the hash of
    a plan from telling what is in it to somebody who guesses.
    """

    session: str
    redactions: tuple[Redaction, ...] = ()
    left: tuple[str, ...] = ()
    salt: str = ""
    version: int = PLAN_VERSION

    def __repr__(self) -> str:
        return f"Plan(session={self.session!r}, redactions={self.redactions!r})"

    @property
    def digest(self) -> bytes:
        """The hash that names this plan."""
        return sha256(b"candor-plan", encode_plan(self))


def new_redaction_id() -> str:
    return secrets.token_hex(8)


def placeholder(kind: str) -> str:
    """What stands where a text of this kind was."""
    return f"[{kind}]"


def salted(plan: Plan) -> Plan:
    """The plan with a salt; one that has it stays as it is."""
    return plan if plan.salt else msgspec.structs.replace(plan, salt=secrets.token_hex(16))


def encode_plan(plan: Plan) -> bytes:
    return msgspec.json.encode(plan)


def decode_plan(raw: bytes) -> Plan:
    """Read a plan and check it.

    Raises:
        WrongUse: it is not a plan, or makes no sense by itself.
    """
    if len(raw) > PLAN_BYTES_MAX:
        raise WrongUse(f"The plan is larger than {PLAN_BYTES_MAX} bytes and was not read.")
    try:
        plan = msgspec.json.decode(raw, type=Plan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # The library's own sentence may quote the plan.
        raise WrongUse("The plan is not one that `docs/COMMANDS.md` describes.") from error
    if plan.version != PLAN_VERSION:
        raise WrongUse(
            f"The plan is of version {plan.version}; this Candor reads version {PLAN_VERSION}."
        )
    check_plan(plan)
    return plan


def check_plan(plan: Plan) -> None:
    """See that each redaction makes sense by itself.

    Raises:
        WrongUse: one does not; the sentence names it by its id.
    """
    ids = [redaction.id for redaction in plan.redactions]
    if len(set(ids)) != len(ids):
        raise WrongUse("Two redactions of the plan have the same id; give each its own.")
    for redaction in plan.redactions:
        if fault := _fault(redaction) or _fault_of_kinds(redaction, plan):
            raise WrongUse(f"The redaction {_harmless(redaction.id)} {fault}.")


def texts_of(redactions: Iterable[Redaction]) -> tuple[Text | Everywhere, ...]:
    """Those that name a string."""
    return tuple(each for each in redactions if isinstance(each, Text | Everywhere))


def _fault(redaction: Redaction) -> str | None:
    if not (0 < len(redaction.kind) <= KIND_CHARS_MAX and _is_plain(redaction.kind)):
        return f"has a kind that is not 1 to {KIND_CHARS_MAX} letters, digits, spaces or hyphens"
    match redaction:
        case Region() | Span() if redaction.until_ns <= redaction.from_ns:
            return "ends before it begins"
        case Region(rect=rect) if rect.width < 1 or rect.height < 1:
            return "has a rectangle without an area"
        case Region(keyframes=frames) if any(
            later.t_ns <= earlier.t_ns for earlier, later in pairwise(frames)
        ):
            return "has keyframes whose times do not rise"
        case Region(keyframes=frames) if any((at.x is None) != (at.y is None) for at in frames):
            return "has a keyframe with half a place"
        case Text() | Everywhere() if len(redaction.text.strip()) < TEXT_CHARS_MIN:
            return f"has a text of fewer than {TEXT_CHARS_MIN} characters, which would hit anything"
        case Text(seqs=spans) if any(last < first for first, last in spans):
            return "has a span of events that ends before it begins"
        case _:
            return None


def _fault_of_kinds(redaction: Redaction, plan: Plan) -> str | None:
    """A text that stands in a placeholder would be found again in it."""
    if not isinstance(redaction, Text | Everywhere):
        return None
    sought = redaction.text.casefold()
    if any(sought in placeholder(each.kind).casefold() for each in plan.redactions):
        return "has a text that occurs in a placeholder of the plan; give that another kind"
    return None


def _is_plain(word: str) -> bool:
    return all(letter.isalnum() or letter in " -_" for letter in word) and word.strip() == word


def _harmless(word: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "?" for letter in word[:40])
