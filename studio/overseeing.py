"""What a steward or an auditor does with a campaign that is signed: its roster, its grants, its
broker in a folder, and what the log says. For commands and window; no Qt, no questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recorder.consent import dsse
from recorder.crypto import SignPublic
from recorder.custody import documents
from recorder.custody.audit import LEAVES, Leaf, verify_log
from recorder.custody.catalogue import State
from recorder.custody.desk import LOG
from recorder.custody.documents import Signer
from recorder.custody.messages import Grant, Revocation
from recorder.custody.place import KEYRING, Place, read_place
from recorder.custody.roster import Person, Roster, make_role, read_roster
from recorder.errors import CandorError, ConsentError, StorageError, WrongUse
from recorder.vault.home import read_bounded, write_whole
from recorder.vault.identity import read_public

FILE_MAX = 1024 * 1024
ROOT_GROUP = 4
LEASE_HOURS = 8
_ENVELOPE = b'{"payloadType"'


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a roster that is being made, with their roles; `signs` when they sign it."""

    person: Person
    roles: tuple[str, ...]
    signs: bool = False


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster as it lies in a file: who of its signers has signed it so far."""

    roster: Roster
    signed: tuple[bytes, ...]

    @property
    def is_complete(self) -> bool:
        return len(self.signed) >= self.roster.threshold


def read_person(path: Path, name: str) -> Person:
    """Somebody by their public identity, as `identity.pub` holds it.

    Raises:
        StorageError, Damaged: there is no such file, or it is no identity.
    """
    public = read_public(_read(path))
    return Person(name, public.sign.raw, public.seal.raw)


def make_roster(
    campaign: str,
    broker: bytes,
    people: Sequence[Named],
    threshold: int,
    days: int,
    old: Roster | None = None,
    now: datetime | None = None,
) -> Roster:
    """A roster to be signed by those of its people who sign.

    Raises:
        WrongUse: it would contradict itself.
    """
    problem = roster_problem(people, threshold)
    if problem:
        raise WrongUse(problem)
    signers = [each.person.sign for each in people if each.signs]
    return drawn_up(campaign, broker, people, signers, threshold, days, old, now)


def drawn_up(
    campaign: str,
    broker: bytes,
    people: Sequence[Named],
    signers: Iterable[bytes],
    threshold: int,
    days: int,
    old: Roster | None = None,
    now: datetime | None = None,
) -> Roster:
    """A roster to be signed by `signers`, whether they are among its people or not.

    Each role gets a fresh key in a new epoch, so that who is not named any more opens nothing new;
    a role that nobody is named for gets one without members, so that all have left it. Who was in
    an old epoch stays among the people, so that what they did keeps their name.
    """
    moment = now or datetime.now(UTC)
    roles = old.roles if old else ()
    held = {role for each in people for role in each.roles} | {key.role for key in roles}
    for role in sorted(held):
        before = old.current(role) if old else None
        members = [each.person for each in people if role in each.roles]
        epoch = before.epoch + 1 if before else 1
        roles = (*roles, make_role(campaign, role, epoch, members))
    known = {each.sign: each for each in (old.people if old else ())}
    everybody = known | {each.person.sign: each.person for each in people}
    return Roster(
        campaign=campaign,
        version=old.version + 1 if old else 1,
        threshold=threshold,
        signers=tuple(signers),
        broker=broker,
        log=old.log if old else f"candor/{campaign}",
        made_at=moment,
        expires_at=moment + timedelta(days=days),
        people=tuple(everybody.values()),
        roles=roles,
    )


def roster_problem(people: Sequence[Named], threshold: int) -> str:
    """Why these people make no roster yet, in a sentence; empty when they do."""
    signers = [each.person.sign for each in people if each.signs]
    names = [each.person.name for each in people]
    checks = (
        (bool(people), "Add the people first."),
        (all(name.strip() and name.isprintable() for name in names), "Somebody has no name."),
        (len({each.person.sign for each in people}) == len(people), "Somebody is named twice."),
        (threshold >= 2, "At least two people must sign, so that nobody decides alone."),
        (len(signers) >= threshold, "Fewer people sign than are needed."),
    )
    return next((sentence for fits, sentence in checks if not fits), "")


def named_on(roster: Roster) -> tuple[Named, ...]:
    """The people of a roster with the roles that they have now, to make the next one from."""
    held = {key.role for key in roster.roles}
    found = [
        Named(
            person,
            tuple(sorted(role for role in held if roster.holds(person.fingerprint, role))),
            person.sign in roster.signers,
        )
        for person in roster.people
    ]
    return tuple(each for each in found if each.roles or each.signs)


def root_groups(root: str) -> tuple[str, ...]:
    """A root in groups of four, so that two people can read it to each other."""
    return tuple(root[at : at + ROOT_GROUP] for at in range(0, len(root), ROOT_GROUP))


def root_of(text: str) -> str:
    """A root as somebody typed or pasted it, without what stands between its groups."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


def read_roster_file(path: Path) -> RosterFile:
    """A roster file, signed by nobody, by some, or by enough.

    Raises:
        ConsentError: it is none, or was altered.
    """
    return roster_file_of(_read(path))


def roster_file_of(raw: bytes) -> RosterFile:
    try:
        payload, keys = raw, frozenset[SignPublic]()
        if raw.startswith(_ENVELOPE):
            payload, keys = dsse.open_by_threshold(raw, documents.ROSTER, frozenset(), 0)
        roster = documents.parse_document(payload, Roster)
    except ConsentError:
        raise
    except CandorError as error:
        raise ConsentError("This is not a roster, or it was altered.") from error
    signed = {each.raw for each in keys}
    return RosterFile(roster, tuple(each for each in roster.signers if each in signed))


def sign_roster(path: Path, sign: Signer) -> RosterFile:
    """Sign a roster file, after those who signed it before, and write it back."""
    raw = _read(path)
    is_signed = raw.startswith(_ENVELOPE)
    payload = dsse.open_by_threshold(raw, documents.ROSTER, frozenset(), 0)[0] if is_signed else raw
    documents.parse_document(payload, Roster)
    mine = sign(documents.ROSTER, payload)
    both = (raw, mine) if is_signed else (mine,)
    joined = dsse.join_envelopes(documents.ROSTER, *both)
    write_whole(path, joined, 0o644)
    return roster_file_of(joined)


def new_grant(
    campaign: str,
    person: str,
    role: str,
    purposes: Iterable[str],
    days: int,
    openings: int,
    lease_hours: int = LEASE_HOURS,
) -> Grant:
    """Somebody may open so many streams a day in a role, for these purposes."""
    now = datetime.now(UTC)
    return Grant(
        campaign=campaign,
        person=person,
        role=role,
        purposes=tuple(purposes),
        made_at=now,
        valid_until=now + timedelta(days=days),
        openings_per_day=openings,
        lease_s=lease_hours * 3600,
    )


def grant_envelope(grant: Grant, sign: Signer) -> bytes:
    return documents.write_document(documents.GRANT, grant, sign)


def revocation_envelope(digest: str, sign: Signer) -> bytes:
    return documents.write_document(
        documents.REVOCATION, Revocation(digest, datetime.now(UTC)), sign
    )


# A broker in its folder


@dataclass(frozen=True, slots=True)
class Held:
    """A grant that the log tells of and that nobody revoked."""

    digest: str
    person: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Expiring:
    """What the retention ends, and when."""

    submission: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """A broker's folder as it was read. `trouble` is why a part of it could not be."""

    broker: bytes
    store: str
    in_keyring: bool
    roster: Roster | None
    leaves: tuple[Leaf, ...]
    grants: tuple[Held, ...]
    expiring: tuple[Expiring, ...]
    notice: str
    trouble: str = ""


def look_at(folder: Path) -> Overview:
    """Read a broker's folder. A job does this: a log may be long, a store far away.

    Raises:
        WrongUse, Damaged: there is no broker there, or it was altered.
    """
    place = read_place(folder)
    roster, trouble = None, ""
    leaves: tuple[Leaf, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    notice = ""
    try:
        roster = read_roster(place.roster_raw())
        leaves = read_log(folder, roster)
        expiring, notice = _expiring(place)
    except CandorError as error:
        trouble = str(error)
    in_keyring = place.settings.epoch_key == KEYRING
    return Overview(
        place.broker.raw,
        place.settings.store,
        in_keyring,
        roster,
        leaves,
        standing_grants(leaves),
        expiring,
        notice,
        trouble,
    )


def read_log(folder: Path, roster: Roster) -> tuple[Leaf, ...]:
    """Every line of a broker's log, held against its signed state; none while there is no log.

    Raises:
        Damaged, FormatError: a line was altered, taken out, moved or cut off.
    """
    if not (folder / LOG / LEAVES).exists():
        return ()
    return verify_log(folder / LOG, roster.log, SignPublic(roster.broker))


def standing_grants(leaves: Iterable[Leaf]) -> tuple[Held, ...]:
    """The grants that the log tells of, without those that were revoked, the newest first."""
    found: dict[str, Held] = {}
    for leaf in leaves:
        if leaf.kind == "granted":
            found[leaf.detail] = Held(leaf.detail, leaf.person, leaf.role, leaf.at)
        elif leaf.kind == "revoked":
            found.pop(leaf.detail, None)
    return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True))


def name_on(roster: Roster | None, fingerprint: str) -> str:
    """What somebody is called on a roster; others by the first signs of their fingerprint."""
    person = roster.person(fingerprint) if roster and fingerprint else None
    return person.name if person else fingerprint[:9]


def matches(leaf: Leaf, name: str, words: str) -> bool:
    """Whether a line of the log has every word that is looked for."""
    text = " ".join((leaf.kind, leaf.submission, name, leaf.role, leaf.stream, leaf.purpose))
    return all(word in text.lower() for word in words.lower().split())


def write_log(leaves: Iterable[Leaf], roster: Roster | None, out: Path) -> int:
    """Write the lines of a log as JSON, one in each line; returns how many.

    Raises:
        WrongUse: there is such a file already.
    """
    if out.exists():
        raise WrongUse(f"The file {out.name} is there already; name another.")
    lines = [
        json.dumps(
            {
                "at": leaf.at.isoformat(),
                "what": leaf.kind,
                "submission": leaf.submission,
                "person": name_on(roster, leaf.person),
                "fingerprint": leaf.person,
                "role": leaf.role,
                "stream": leaf.stream,
                "purpose": leaf.purpose,
                "until": leaf.until and leaf.until.isoformat(),
            }
        )
        for leaf in leaves
    ]
    write_whole(out, "".join(f"{line}\n" for line in lines).encode(), 0o600)
    return len(lines)


def _expiring(place: Place) -> tuple[tuple[Expiring, ...], str]:
    opened = place.open()
    try:
        rows = opened.submissions(State.SUBMITTED, State.QUARANTINED)
        found = [
            Expiring(each.submission, datetime.fromtimestamp(each.expires_s, UTC))
            for each in rows
            if each.expires_s is not None
        ]
        return tuple(sorted(found, key=lambda each: each.ends_at)), opened.notice or ""
    finally:
        opened.close()


def _read(path: Path) -> bytes:
    raw = read_bounded(path, FILE_MAX)
    if raw is None:
        raise StorageError(f"There is no file {path.name}.")
    return raw
