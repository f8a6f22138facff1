"""What this machine knows of campaigns: drafts, signed files, rosters and brokers. Files and their
checks, for commands and window; how terms are written is in `campaigning`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import Campaign, SignedCampaign, load_campaign, parse_terms
from recorder.consent.pins import pinned_campaign
from recorder.custody.documents import Signer
from recorder.custody.roster import ROLES, Roster, read_roster
from recorder.errors import CandorError, StorageError, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import PublicIdentity, load_public

OVERSEEING = frozenset({"steward", "auditor"})
_DRAFT, _SIGNED, _PATH_MAX = ".draft", ".campaign", 4096


@dataclass(frozen=True, slots=True)
class Draft:
    """Terms that are not signed yet. `name` is that of its file, for ever the same."""

    name: str
    terms: Campaign


@dataclass(frozen=True, slots=True)
class Known:
    """A campaign as it is known here. `roles` are this person's own; a roster that has expired
    or was altered is told by `trouble`."""

    signed: SignedCampaign
    is_mine: bool
    broker: str | None
    roster: Roster | None
    roles: tuple[str, ...]
    is_signer: bool
    trouble: str = ""

    @property
    def folder(self) -> Path | None:
        """The broker's folder; None when there is none here, or it is a service."""
        return Path(self.broker) if self.broker and "://" not in self.broker else None

    @property
    def terms(self) -> Campaign:
        return self.signed.terms


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that the place Campaigns lists."""

    drafts: tuple[Draft, ...] = ()
    campaigns: tuple[Known, ...] = ()
    unreadable: int = 0

    @property
    def taken(self) -> dict[str, int]:
        """The newest version of each campaign that was signed."""
        return {each.terms.id: each.terms.version for each in self.campaigns}

    def known(self, campaign: str) -> Known | None:
        return next((each for each in self.campaigns if each.terms.id == campaign), None)


def folder_of(home: Home) -> Path:
    """Where drafts and campaign files are kept. Terms are public texts, so they are not sealed."""
    folder = home.root / "stewarding"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "unknown cause"
        raise StorageError(f"The folder of campaigns could not be made: {reason}.") from error
    return folder


def read_shelf(home: Home, now: datetime | None = None) -> Shelf:
    """Read all of it. A file that cannot be read is counted, and hides no other."""
    moment = now or datetime.now(UTC)
    person = load_public(home) if home.identity_public.exists() else None
    unreadable = 0
    drafts: list[Draft] = []
    newest: dict[str, SignedCampaign] = {}
    folder = home.root / "stewarding"
    for path in sorted(folder.glob(f"*{_DRAFT}")):
        try:
            drafts.append(Draft(path.stem, _read_draft(path)))
        except CandorError:
            unreadable += 1
    for path in sorted((*folder.glob(f"*{_SIGNED}"), *home.campaigns.glob(f"*{_SIGNED}"))):
        try:
            signed = read_signed(path) if path.parent == folder else _pinned(home, path, person)
        except CandorError:
            unreadable += 1
            continue
        old = newest.get(signed.terms.id)
        if old is None or old.terms.version < signed.terms.version:
            newest[signed.terms.id] = signed
    known = tuple(_known(home, each, person, moment) for each in newest.values())
    return Shelf(tuple(drafts), tuple(sorted(known, key=_by_title)), unreadable)


def oversees(home: Home) -> bool:
    """Whether this person writes campaigns, signs a roster, or is steward or auditor on one."""
    shelf = read_shelf(home)
    return bool(shelf.drafts) or any(
        each.is_mine or each.is_signer or OVERSEEING & set(each.roles) for each in shelf.campaigns
    )


def save_draft(home: Home, draft: Draft) -> None:
    """Keep a draft on the disk, whole."""
    write_whole(folder_of(home) / f"{draft.name}{_DRAFT}", draft.terms.encode())


def drop_draft(home: Home, name: str) -> None:
    (home.root / "stewarding" / f"{name}{_DRAFT}").unlink(missing_ok=True)


def sign_terms(terms: Campaign, sign: Signer, out: Path) -> SignedCampaign:
    """Sign terms and write the campaign file, which is read back before anybody is told.

    Raises:
        FormatError: the terms are impossible.
        WrongUse: there is such a file already.
    """
    if out.exists():
        raise WrongUse(f"The file {out.name} is there already; name another.")
    checked = parse_terms(terms.encode())
    signed = load_campaign(sign(dsse.CAMPAIGN, checked.encode()))
    write_whole(out, signed.envelope or b"", 0o644)
    return read_signed(out)


def keep_signed(home: Home, signed: SignedCampaign) -> None:
    """List a campaign file here. Nobody is trusted by that: consent and roster ask for more.

    Raises:
        WrongUse: a newer version, or one of another steward, is listed already.
    """
    assert signed.envelope is not None, "the built-in terms are in no file"
    path = folder_of(home) / f"{signed.terms.id}{_SIGNED}"
    old = read_signed(path) if path.exists() else None
    if old is not None and old.steward != signed.steward:
        raise WrongUse("A campaign of this id is here already, signed by another steward.")
    if old is not None and old.terms.version > signed.terms.version:
        raise WrongUse(f"Version {old.terms.version} of this campaign is here already.")
    write_whole(path, signed.envelope)


def read_signed(path: Path) -> SignedCampaign:
    """The campaign in a file, its signature checked.

    Raises:
        StorageError: there is no such file, or it cannot be read.
        FormatError, Damaged: it is not a campaign file, or was altered.
    """
    raw = read_bounded(path, dsse.ENVELOPE_MAX)
    if raw is None:
        raise StorageError(f"There is no file {path.name}.")
    return load_campaign(raw)


def broker_of(home: Home, campaign: str) -> str | None:
    """Where the broker is that is known here for a campaign: a folder, or the URL of a service."""
    raw = read_bounded(home.root / "custody" / f"{campaign}.place", _PATH_MAX)
    return raw.decode() if raw else None


def _read_draft(path: Path) -> Campaign:
    raw = read_bounded(path, dsse.ENVELOPE_MAX) or b""
    try:
        return msgspec.json.decode(raw, type=Campaign)
    except msgspec.DecodeError as error:
        raise StorageError("A draft of a campaign cannot be read.") from error


def _pinned(home: Home, path: Path, person: PublicIdentity | None) -> SignedCampaign:
    if person is None:
        raise StorageError("There is no identity here to hold a campaign against.")
    return pinned_campaign(home, path.stem, person.sign)


def _known(
    home: Home, signed: SignedCampaign, person: PublicIdentity | None, now: datetime
) -> Known:
    broker, roster, trouble = None, None, ""
    try:
        broker = broker_of(home, signed.terms.id)
        roster = pinned_roster(home, signed.terms.id)
        if roster is not None and roster.expires_at <= now:
            trouble = f"The roster of {signed.terms.id} has expired; ask for a newer one."
    except CandorError as error:
        trouble = str(error)
    roles: tuple[str, ...] = ()
    is_mine = is_signer = False
    if person is not None:
        is_mine = signed.steward == person.sign
        if roster is not None:
            roles = tuple(each for each in ROLES if roster.holds(person.worker, each))
            is_signer = person.sign.raw in roster.signers
    return Known(signed, is_mine, broker, roster, roles, is_signer, trouble)


def pinned_roster(home: Home, campaign: str) -> Roster | None:
    """The roster that was accepted last, for showing; whoever acts on one checks its pin."""
    raw = read_bounded(home.root / "custody" / f"{campaign}.roster", dsse.ENVELOPE_MAX)
    return None if raw is None else read_roster(raw)


def _by_title(known: Known) -> tuple[str, str]:
    return known.terms.title.casefold(), known.terms.id
