"""Who is in which role of a campaign: a document that several named people sign together.

It is versioned and expires, and a client accepts only what follows on the one it has. The private
key of a role lies in it, sealed to each member. That a person is listed is not yet a grant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import PERSONAL_ID
from recorder.consent.iso27560 import Moment
from recorder.crypto import SealPrivate, SealPublic, SignPublic, context, sha256
from recorder.custody import documents
from recorder.errors import ConsentError, Damaged, FormatError, NotOurs

ROLES = ("annotator", "engineer", "steward", "auditor", "worker", "adjudicator")
SIGNERS_MAX = 8
CLOCK_SLACK = timedelta(minutes=5)
_LOG = re.compile(r"[!-~]{1,128}")

Opener = Callable[[bytes, bytes], bytes]
"""Opens something sealed to a person, in its context: `SealPrivate.open`, or the keeper."""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody with keys of their own. `name` is what others are shown."""

    name: str
    sign: bytes
    seal: bytes

    @property
    def fingerprint(self) -> str:
        return SignPublic(self.sign).fingerprint()


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The private key of a role, sealed to one person (by fingerprint)."""

    person: str
    sealed: bytes


class RoleKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role in one of its epochs, which begins anew whenever somebody leaves."""

    role: str
    epoch: int
    key: bytes
    members: tuple[Member, ...]


class Roster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of who is who. `threshold` of the `signers` must sign the next one."""

    campaign: str
    version: int
    threshold: int
    signers: tuple[bytes, ...]
    broker: bytes
    log: str
    made_at: Moment
    expires_at: Moment
    people: tuple[Person, ...]
    roles: tuple[RoleKey, ...]
    schema: int = 1

    @property
    def root(self) -> str:
        """What two people compare at the first import: who signs, and how many are needed."""
        parts = (self.campaign.encode(), self.threshold.to_bytes(2, "big"), *self.signers)
        return sha256(context("roster-root", *parts)).hex()[:32]

    def current(self, role: str) -> RoleKey | None:
        """The newest epoch of a role, or None when the campaign has no such role."""
        keys = [each for each in self.roles if each.role == role]
        return max(keys, key=lambda each: each.epoch, default=None)

    def person(self, fingerprint: str) -> Person | None:
        return next((each for each in self.people if each.fingerprint == fingerprint), None)

    def holds(self, person: str, role: str) -> bool:
        """Whether a person is a member of a role now."""
        key = self.current(role)
        return key is not None and any(each.person == person for each in key.members)

    def encode(self) -> bytes:
        """The bytes that each signer signs, with `documents.ROSTER` as their type."""
        return msgspec.json.encode(self)


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """A roster that was accepted, as it was signed."""

    roster: Roster
    envelope: bytes

    @property
    def digest(self) -> str:
        return sha256(self.envelope).hex()


def make_role(campaign: str, role: str, epoch: int, members: Sequence[Person]) -> RoleKey:
    """A fresh key for a role, sealed to each member and then forgotten here."""
    return seal_role(campaign, role, epoch, SealPrivate.generate(), members)


def seal_role(
    campaign: str, role: str, epoch: int, private: SealPrivate, members: Sequence[Person]
) -> RoleKey:
    """A role's key sealed to these members: how somebody who has it lets another in."""
    sealed = tuple(
        Member(
            each.fingerprint,
            SealPublic.from_bytes(each.seal).seal(
                private.to_bytes(), member_context(campaign, role, epoch, each.fingerprint)
            ),
        )
        for each in members
    )
    return RoleKey(role, epoch, private.public().raw, sealed)


def open_role(roster: Roster, role: str, epoch: int, person: str, opener: Opener) -> SealPrivate:
    """The private key of a role, for a member.

    Raises:
        NotOurs: the person was not in this role then.
        Damaged: what was sealed to the person does not open, or is another key.
    """
    key, member = membership(roster, role, epoch, person)
    place = member_context(roster.campaign, role, epoch, person)
    private = SealPrivate.from_bytes(opener(member.sealed, place))
    if private.public().raw != key.key:
        raise Damaged(f"The roster holds another key than that of the role {role}.")
    return private


def membership(roster: Roster, role: str, epoch: int, person: str) -> tuple[RoleKey, Member]:
    """A role in one of its epochs, and its key as it is sealed to a member.

    Raises:
        NotOurs: the person was not in this role then.
    """
    for key in roster.roles:
        for member in key.members:
            if (key.role, key.epoch, member.person) == (role, epoch, person):
                return key, member
    raise NotOurs(f"You are not in the role {role} in its epoch {epoch}; ask a steward.")


def accept_first(raw: bytes, root: str, now: datetime) -> SignedRoster:
    """Accept the first roster of a campaign, whose `root` a person compared.

    Raises:
        ConsentError: it is another root, too few signed, it expired, or it contradicts itself.
    """
    roster = read_roster(raw)
    if roster.root != root:
        raise ConsentError("The roster names other people as signers than you were told.")
    _check_signed(raw, roster)
    return _checked(raw, roster, now)


def accept_next(raw: bytes, old: SignedRoster, now: datetime) -> SignedRoster:
    """Accept a roster that follows on the one that is known, or is the same.

    Raises:
        ConsentError: too few of the people named before signed it, it is older, it expired,
            it lets somebody leave without a new epoch, or it contradicts itself.
    """
    if raw == old.envelope:
        return _checked(raw, old.roster, now)
    # The people who were named before decide; whom the new roster names does not count yet.
    _check_signed(raw, old.roster)
    roster = read_roster(raw)
    _check_signed(raw, roster)
    problem = _problem_of_next(old.roster, roster)
    if problem:
        raise ConsentError(f"The new roster of {old.roster.campaign} is refused: {problem}.")
    return _checked(raw, roster, now)


def read_roster(raw: bytes) -> Roster:
    """What a roster says. Nothing is known yet of whether those who signed it may.

    Raises:
        ConsentError: it is none, a signature does not fit, or it contradicts itself.
    """
    try:
        payload, _ = dsse.open_by_threshold(raw, documents.ROSTER, frozenset(), 0)
        roster = documents.parse_document(payload, Roster)
    except (Damaged, FormatError) as error:
        raise ConsentError("This is not a roster, or it was altered.") from error
    problem = _problem(roster)
    if problem:
        raise ConsentError(f"The roster contradicts itself: {problem}.")
    return roster


def check_current(roster: Roster, now: datetime) -> None:
    """Do nothing when the roster holds at `now`.

    Raises:
        ConsentError: it expired, or lies in the future.
    """
    if now >= roster.expires_at:
        raise ConsentError(f"The roster of {roster.campaign} has expired; ask for a newer one.")
    if now + CLOCK_SLACK < roster.made_at:
        raise ConsentError(
            f"The roster of {roster.campaign} lies in the future; check this machine's clock."
        )


def _check_signed(raw: bytes, by: Roster) -> None:
    trusted = frozenset(SignPublic(each) for each in by.signers)
    try:
        dsse.open_by_threshold(raw, documents.ROSTER, trusted, by.threshold)
    except (Damaged, FormatError) as error:
        raise ConsentError(
            f"The roster is not signed by {by.threshold} of the people who may; "
            "somebody may be adding themselves. Ask the steward."
        ) from error


def _checked(raw: bytes, roster: Roster, now: datetime) -> SignedRoster:
    check_current(roster, now)
    return SignedRoster(roster, raw)


def _problem(roster: Roster) -> str | None:
    """What makes a roster impossible, as half a sentence, or None."""
    least = 1 if roster.campaign == PERSONAL_ID else 2
    people = [each.fingerprint for each in roster.people if len(each.sign) == 32]
    epochs = [(each.role, each.epoch) for each in roster.roles]
    members = [each.person for key in roster.roles for each in key.members]
    checks = (
        (roster.schema == 1 and roster.version >= 1, "its version is not one this Candor reads"),
        (roster.threshold >= least, f"fewer than {least} people would be enough to sign"),
        (roster.threshold <= len(set(roster.signers)), "it asks for more signers than it names"),
        (len(roster.signers) <= SIGNERS_MAX, "it names too many signers"),
        (len(set(roster.signers)) == len(roster.signers), "it names a signer twice"),
        (all(len(each) == 32 for each in (*roster.signers, roster.broker)), "a key is none"),
        (len(set(people)) == len(roster.people), "it names a person twice, or without a key"),
        (all(role in ROLES for role, _ in epochs), "it names an unknown role"),
        (all(epoch >= 1 for _, epoch in epochs), "an epoch is below 1"),
        (len(set(epochs)) == len(epochs), "it has an epoch twice"),
        (set(members) <= set(people), "somebody in a role is not among its people"),
        (_LOG.fullmatch(roster.log) is not None, "the name of its audit log is none"),
        (all(each.name.isprintable() for each in roster.people), "a name is not printable"),
    )
    return next((complaint for fits, complaint in checks if not fits), None)


def _problem_of_next(old: Roster, new: Roster) -> str | None:
    if new.campaign != old.campaign:
        return "it is of another campaign"
    if new.version <= old.version:
        return f"it is not newer than version {old.version}, which was seen before"
    known = {(each.role, each.epoch): each for each in old.roles}
    for key in new.roles:
        before = known.get((key.role, key.epoch))
        if before is not None and before.key != key.key:
            return f"it changes the key of {key.role} within an epoch"
    for role in {each.role for each in old.roles}:
        before, now = old.current(role), new.current(role)
        assert before is not None, "a role that is listed has an epoch"
        if now is None or now.epoch < before.epoch:
            return f"it goes back to an earlier epoch of {role}"
        left = {each.person for each in before.members} - {each.person for each in now.members}
        if left and now.epoch == before.epoch:
            return f"somebody left {role} without a new epoch"
    return None


def member_context(campaign: str, role: str, epoch: int, person: str) -> bytes:
    """What a role's key is bound to where it is sealed to a person."""
    parts = (campaign.encode(), role.encode(), epoch.to_bytes(8, "big"), person.encode())
    return context("role-member", *parts)
