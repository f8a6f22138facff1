"""What became of one's own submissions: their state, who opened what, which receipts there are, and
withdrawing them. For the commands and the window alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from annotate.report import Reported, reports
from annotate.submitted import Kept, Submitted
from recorder.consent.receipt import ConsentReceipt
from recorder.consent.register import Register
from recorder.crypto import SignPublic
from recorder.custody import documents
from recorder.custody.audit import Leaf
from recorder.custody.manifest import Manifest, read_manifest
from recorder.custody.messages import Death, EndRequest, new_nonce
from recorder.custody.opening import read_death
from recorder.custody.policy import LEASE_MAX
from recorder.errors import CandorError
from recorder.vault.home import Home
from studio.counter import Counter

ENGINEER = "engineer"
"""Engineers open in order to export, so what they opened may lie readable elsewhere."""

_AT_ONCE = timedelta(seconds=60)
_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How a submission stands. `begun`: it was sealed, and the broker was not heard to have it."""

    BEGUN = "begun"
    KEPT = "kept"
    REPORTED = "reported"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Opening:
    """One person opened streams together, or was refused. Every line of it is proven by the log."""

    submission: str
    person: str
    fingerprint: str
    role: str
    purpose: str
    streams: tuple[str, ...]
    at: datetime
    until: datetime | None
    refused: bool = False

    @property
    def exports(self) -> bool:
        return self.role == ENGINEER and not self.refused


@dataclass(frozen=True, slots=True)
class Own:
    """One submission of this worker, as far as this machine knows. `openings` are None where the
    broker could not be asked."""

    kept: Submitted
    manifest: Manifest
    standing: Standing
    task: str | None = None
    openings: tuple[Opening, ...] | None = None
    reports: tuple[Reported, ...] = ()
    consent: ConsentReceipt | None = None

    @property
    def submission(self) -> str:
        return self.kept.submission

    @property
    def size_bytes(self) -> int:
        return sum(each.size_bytes for each in self.manifest.streams)

    @property
    def opened(self) -> int | None:
        """How often somebody opened it; None where that is not known."""
        if self.openings is None:
            return None
        return sum(not each.refused for each in self.openings)

    @property
    def may_withdraw(self) -> bool:
        return self.standing in (Standing.KEPT, Standing.REPORTED)

    @property
    def exporters(self) -> tuple[str, ...]:
        """Who may hold a readable copy, by name."""
        return tuple(dict.fromkeys(each.person for each in self.openings or () if each.exports))

    def days_left(self, now: datetime) -> int | None:
        """Whole days until the retention ends it; None where that is not known or over."""
        if self.kept.expires_at is None or not self.may_withdraw:
            return None
        return max(0, -((now - self.kept.expires_at) // _DAY))


@dataclass(frozen=True, slots=True)
class Exporter:
    """Somebody who may hold an export of a submission."""

    submission: str
    person: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What a broker told of one campaign, or the sentence why it told nothing."""

    campaign: str
    leaves: tuple[Leaf, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    reports: tuple[Reported, ...] = ()
    notice: str | None = None
    problem: str = ""


def campaigns_of(home: Home) -> tuple[str, ...]:
    """The campaigns under which something was submitted here."""
    return tuple(sorted({each.campaign for each in Kept(home).all()}))


def hear(at: Counter) -> Heard:
    """What happened to this worker's submissions, each line proven and the log held against what
    was seen before.

    Raises:
        Damaged: the log was rolled back, altered or forked.
    """
    leaves = at.history()
    names = {each.person: at.name(each.person) for each in leaves if each.person}
    told = reports(leaves, at.store, at.keeper)
    return Heard(at.campaign.terms.id, leaves, names, told, at.notice)


def own_submissions(
    home: Home, worker: SignPublic, heard: Iterable[Heard], tasks: Mapping[str, str]
) -> tuple[Own, ...]:
    """Everything that was submitted here, the newest first; `tasks` by candidate.

    Raises:
        Damaged: what is remembered of one was altered.
    """
    by_campaign = {each.campaign: each for each in heard}
    consents = {entry.digest: entry.receipt for entry in Register(home).entries() if entry.receipt}
    found: list[Own] = []
    for kept in Kept(home).all():
        name = kept.submission
        told = by_campaign.get(kept.campaign, Heard(kept.campaign, problem="not asked"))
        leaves = [each for each in told.leaves if each.submission == name]
        manifest = read_manifest(kept.manifest, worker)
        one = Own(
            kept,
            manifest,
            _standing(kept, leaves),
            tasks.get(kept.candidate),
            None if told.problem else openings_of(leaves, told.names),
            tuple(each for each in told.reports if each.submission == name),
            consents.get(manifest.receipt),
        )
        found.append(one)
    return tuple(sorted(found, key=lambda each: each.kept.made_at, reverse=True))


def openings_of(leaves: Iterable[Leaf], names: Mapping[str, str]) -> tuple[Opening, ...]:
    """Openings and refusals, the newest first; streams that somebody opened together are one."""
    found: list[Opening] = []
    for leaf in leaves:
        if leaf.kind not in ("opened", "refused") or not leaf.person:
            continue
        one = Opening(
            leaf.submission,
            names.get(leaf.person, leaf.person),
            leaf.person,
            leaf.role,
            leaf.purpose,
            (leaf.stream,),
            leaf.at,
            leaf.until,
            leaf.kind == "refused",
        )
        if found and _belongs(found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return tuple(reversed(found))


def exporters(
    at: Counter, leaves: Iterable[Leaf], submissions: Iterable[str]
) -> tuple[Exporter, ...]:
    """Whoever may hold a readable copy of these."""
    wanted = set(submissions)
    found = (
        Exporter(leaf.submission, at.name(leaf.person), leaf.purpose)
        for leaf in leaves
        if (leaf.kind, leaf.role) == ("opened", ENGINEER) and leaf.submission in wanted
    )
    return tuple(dict.fromkeys(found))


def withdraw_at(at: Counter, submissions: tuple[str, ...]) -> Death:
    """End these for good, all when none is named, and keep the broker's signed word for each.

    Raises:
        NotOurs: one is not this worker's, or there is none.
        StorageError: the broker's disk refused; asked again, it goes on.
    """
    request = EndRequest(at.campaign.terms.id, datetime.now(UTC), new_nonce(), submissions)
    raw = at.broker.end(documents.write_document(documents.END_REQUEST, request, at.keeper.sign))
    death = read_death(raw, at.roster.roster)
    kept = Kept(at.home)
    for each in tuple(kept.all()):
        if each.submission in death.submissions:
            kept.keep(msgspec.structs.replace(each, death=raw))
    return death


def read_kept_death(raw: bytes) -> Death | None:
    """The signed word that something is dead, as it was kept; checked when it was taken in."""
    try:
        return documents.read_document(raw, documents.DEATH, Death)[0]
    except CandorError:
        return None


def lease_hours() -> int:
    """For how long what is open now stays open at most."""
    return int(LEASE_MAX.total_seconds() // 3600)


def _standing(kept: Submitted, leaves: Iterable[Leaf]) -> Standing:
    kinds = {each.kind for each in leaves}
    if kept.death is not None or "withdrawn" in kinds:
        return Standing.WITHDRAWN
    if "expired" in kinds:
        return Standing.EXPIRED
    if "quarantined" in kinds:
        return Standing.REPORTED
    return Standing.BEGUN if kept.acceptance is None else Standing.KEPT


def _belongs(last: Opening, one: Opening) -> bool:
    same = (
        (last.fingerprint, last.role, last.purpose, last.refused)
        == (one.fingerprint, one.role, one.purpose, one.refused)
    )  # fmt: skip
    return same and one.streams[0] not in last.streams and one.at - last.at < _AT_ONCE


def _joined(last: Opening, one: Opening) -> Opening:
    return replace(last, streams=last.streams + one.streams, until=one.until)
