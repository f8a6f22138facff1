"""May this be opened? The broker's rules, pure: no clock, no table, no key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from recorder.crypto import SignPublic, sha256
from recorder.custody import documents
from recorder.custody.catalogue import Row, State
from recorder.custody.messages import Grant, OpenRequest
from recorder.custody.roster import Roster
from recorder.errors import CandorError

LEASE_MAX = timedelta(hours=8)
GRANT_MAX = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Case:
    """All that an answer depends on. `opened_today` counts the person's openings so far."""

    now: datetime
    person: str
    request: OpenRequest
    row: Row
    roster: Roster
    grants: tuple[Grant, ...]
    purposes: frozenset[str]
    opened_today: int
    consent_ended: bool
    barred: str | None = None


def decide(case: Case) -> Grant | str:
    """The grant under which this is opened, or the sentence why it is not."""
    row, request = case.row, case.request
    if row.state in (State.WITHDRAWN, State.EXPIRED) or case.consent_ended:
        return "This submission was withdrawn or has expired; nobody can open it any more."
    if row.state is State.QUARANTINED:
        return "This submission is closed to everyone, because a privacy problem was reported."
    if row.state is not State.SUBMITTED or row.expires_s is None:
        return "This submission is not complete yet."
    if case.now.timestamp() >= row.expires_s:
        return "The retention of this submission is over; nobody can open it any more."
    if not case.roster.holds(case.person, request.role):
        return f"You are not in the role {request.role}; ask a steward."
    if case.barred is not None:
        return case.barred
    if request.purpose not in case.purposes:
        return "The campaign does not know this purpose, so nothing is opened for it."
    grants = [each for each in case.grants if _covers(each, case)]
    if not grants:
        return "You have no grant that covers this role and purpose now; ask a steward."
    grant = max(grants, key=lambda each: each.openings_per_day)
    if case.opened_today >= grant.openings_per_day:
        return f"Your grant allows {grant.openings_per_day} openings a day; go on tomorrow."
    return grant


def lease_until(grant: Grant, row: Row, now: datetime) -> datetime:
    """When an opening ends: by the grant, its own end, the retention, and never after 8 hours."""
    assert row.expires_s is not None, "what is opened has an end"
    ends = (
        now + min(LEASE_MAX, timedelta(seconds=grant.lease_s)),
        grant.valid_until,
        datetime.fromtimestamp(row.expires_s, now.tzinfo),
    )
    return min(ends)


def valid_grants(
    envelopes: Iterable[bytes], roster: Roster, revoked: frozenset[str]
) -> tuple[Grant, ...]:
    """Those that somebody who signs the roster signed, and nobody revoked; all others are noise."""
    found: list[Grant] = []
    for raw in envelopes:
        try:
            grant = read_grant(raw, roster)
        except CandorError:
            continue
        if sha256(raw).hex() not in revoked:
            found.append(grant)
    return tuple(found)


def read_grant(raw: bytes, roster: Roster) -> Grant:
    """Raises:
    CandorError: it is none, was altered, or its signer may not grant.
    """
    grant, signer = documents.read_document(raw, documents.GRANT, Grant)
    check_signer(signer, roster)
    if grant.campaign != roster.campaign or roster.person(grant.person) is None:
        raise CandorError("The grant is for another campaign, or for somebody not on its roster.")
    if grant.valid_until - grant.made_at > GRANT_MAX or grant.lease_s < 1:
        raise CandorError("A grant is for a year at most, and a lease for a second at least.")
    return grant


def check_signer(signer: SignPublic, roster: Roster) -> None:
    """Raises:
    CandorError: this key does not sign for the campaign.
    """
    if signer.raw not in roster.signers:
        raise CandorError("This is not signed by anybody who signs for the campaign.")


def _covers(grant: Grant, case: Case) -> bool:
    return (
        grant.person == case.person
        and grant.role == case.request.role
        and case.request.purpose in grant.purposes
        and grant.made_at <= case.now < grant.valid_until
    )
