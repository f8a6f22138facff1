"""What detectors propose, as rows that a person decides on, and the edits by which they do. Pure.

A proposal is named after what was found and where, so that a decision holds when the session is
looked through again.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

import msgspec

from annotate.detect.model import (
    ElementName,
    Marker,
    Pixels,
    Place,
    Sighting,
    Task,
    TypedText,
    WindowTitle,
)
from annotate.detect.proposals import proposals
from annotate.edits import Content, Decide, Decision, Edit, Redact, Together, Unredact
from annotate.redact.plan import Plan, Redaction, Region, placeholder, texts_of
from recorder.session.events import Event, ScreenEvent

PLAIN_KIND: Final = "redacted"
"""The kind where a kind's own word would hold what is redacted."""

State = Literal["open", "accepted", "rejected"]


class Carrier(StrEnum):
    """Where in a session something can stand."""

    TYPED = "typed"
    TITLE = "title"
    NAME = "name"
    MARK = "mark"
    TASK = "task"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row: the redaction it would be, and what was found, which is shown only when asked for.

    `count` is how often it was found; `place` and `t_ns` are where it was found first.
    """

    id: str
    redaction: Redaction
    place: Place
    t_ns: int
    count: int
    carriers: frozenset[Carrier]
    secret: str = field(repr=False)

    @property
    def kind(self) -> str:
        return self.redaction.kind

    @property
    def detector(self) -> str:
        return self.redaction.origin


def carrier_of(place: Place) -> Carrier:
    match place:
        case TypedText():
            return Carrier.TYPED
        case WindowTitle():
            return Carrier.TITLE
        case ElementName():
            return Carrier.NAME
        case Marker():
            return Carrier.MARK
        case Task():
            return Carrier.TASK
        case Pixels():
            return Carrier.PICTURE


def proposed(
    sightings: Sequence[Sighting], events: Sequence[Event], end_ns: int
) -> tuple[Proposal, ...]:
    """The rows for what was found, in the order of time."""
    screens = [event for event in events if isinstance(event, ScreenEvent)]
    together: dict[object, list[Sighting]] = {}
    for one in sightings:
        together.setdefault(_group(one), []).append(one)
    made: list[Proposal] = []
    for group in together.values():
        for redaction in proposals(group[:1], screens, end_ns):
            made.append(_row(group, redaction, events))
    return tuple(sorted(made, key=lambda row: (row.t_ns, row.id)))


def state_of(proposal: Proposal, content: Content) -> State:
    return content.decisions.get(proposal.id, "open")


def decide(
    chosen: Iterable[Proposal], decision: Decision | None, content: Content, name: str
) -> Edit | None:
    """The edit by which a person accepts, rejects or reopens proposals; None changes nothing.

    What is accepted becomes a redaction under the proposal's own id, and goes with it.
    """
    edits: list[Edit] = []
    there = {each.id for each in content.redactions}
    for proposal in chosen:
        if decision == "accepted" and proposal.id not in there:
            edits.append(Redact(proposal.redaction))
        if decision != "accepted" and proposal.id in there:
            edits.append(Unredact(proposal.id))
        if content.decisions.get(proposal.id) != decision:
            edits.append(Decide(proposal.id, decision))
    if len(edits) < 2:
        return edits[0] if edits else None
    return Together(name, tuple(edits))


def removal(ids: Iterable[str], content: Content, name: str) -> Edit:
    """The edit that removes redactions; proposals that were accepted are open again."""
    edits: list[Edit] = []
    for each in ids:
        edits.append(Unredact(each))
        if each in content.decisions:
            edits.append(Decide(each, None))
    return edits[0] if len(edits) == 1 else Together(name, tuple(edits))


def plan_of(session: str, content: Content, known: Iterable[Proposal]) -> Plan:
    """The plan of a review. Texts of `known` proposals that were rejected are left on purpose."""
    left = dict.fromkeys(
        each.secret for each in known if content.decisions.get(each.id) == "rejected"
    )
    texts = [each.text.casefold() for each in texts_of(content.redactions)]
    redactions = tuple(_harmless_kind(each, texts) for each in content.redactions)
    return Plan(session, redactions, tuple(left))


def _group(one: Sighting) -> object:
    if isinstance(one.place, Pixels):
        return one.place.rect, one.place.first, one.place.last
    return one.secret.strip()


def _row(group: Sequence[Sighting], redaction: Redaction, events: Sequence[Event]) -> Proposal:
    first = group[0]
    secret = first.secret.strip()
    name = _id_of(redaction, secret)
    kind = PLAIN_KIND if secret.casefold() in placeholder(redaction.kind) else redaction.kind
    return Proposal(
        id=name,
        redaction=msgspec.structs.replace(redaction, id=name, kind=kind),
        place=first.place,
        t_ns=_time_of(first.place, redaction, events),
        count=len(group),
        carriers=frozenset(carrier_of(each.place) for each in group),
        secret=" · ".join(dict.fromkeys(each.secret.strip() for each in group)),
    )


def _id_of(redaction: Redaction, secret: str) -> str:
    told: list[object] = [redaction.kind, secret]
    if isinstance(redaction, Region):
        rect = redaction.rect
        told += [rect.x, rect.y, rect.width, rect.height, redaction.from_ns, redaction.until_ns]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]


def _time_of(place: Place, redaction: Redaction, events: Sequence[Event]) -> int:
    match place:
        case Pixels():
            return redaction.from_ns if isinstance(redaction, Region) else 0
        case Task():
            return 0
        case Marker(seq=seq):
            wanted = seq
        case TypedText(seqs=seqs) | WindowTitle(seqs=seqs) | ElementName(seqs=seqs):
            wanted = seqs[0]
    at = bisect_left(events, wanted, key=lambda event: event.seq)
    return events[at].t_ns if at < len(events) else 0


def _harmless_kind(redaction: Redaction, texts: Sequence[str]) -> Redaction:
    """The redaction with a kind in whose placeholder no text of the plan occurs."""
    mark = placeholder(redaction.kind).casefold()
    if not any(text in mark for text in texts):
        return redaction
    return msgspec.structs.replace(redaction, kind=PLAIN_KIND)
