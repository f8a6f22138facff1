"""The terms a person is asked to agree to: a campaign signed by its steward, or *Personal*.

Data and its checks. Which steward is trusted, and what a person agreed to, is the register's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from recorder.consent import dsse
from recorder.consent.label_schema import LabelSchema, problem_of_labels
from recorder.crypto import SignPublic, sha256
from recorder.errors import Damaged, FormatError, VersionRefused, WrongUse
from recorder.session.model import Scope

SCHEMA = 3
SCHEMA_OF_SITES = 2
"""An older Candor would not heed sites, so terms that name some are refused by it."""
SCHEMA_OF_LABELS = 3
PERSONAL_ID = "personal"
ANY_APP = "*"
STREAMS = ("video", "actions", "text", "context", "labels")

APPS_NEVER = (
    "1password",
    "bitwarden",
    "enpass",
    "gcr-prompter",
    "gcr4-ssh-askpass",
    "gnome-keyring",
    "gnome-passwords",
    "gnome-secrets",
    "kdewallet",
    "keepass2",
    "keepassxc",
    "ksshaskpass",
    "kwalletd5",
    "kwalletd6",
    "kwalletmanager5",
    "lastpass",
    "lxpolkit",
    "lxqt-policykit-agent",
    "mate-polkit",
    "org.keepassxc.keepassxc",
    "pinentry",
    "pinentry-curses",
    "pinentry-gnome3",
    "pinentry-gtk-2",
    "pinentry-qt",
    "polkit-gnome-authentication-agent-1",
    "polkit-kde-authentication-agent-1",
    "polkit-mate-authentication-agent-1",
    "proton-pass",
    "seahorse",
    "ssh-askpass",
    "x11-ssh-askpass",
    "xfce-polkit",
)
"""Applications whose whole business is secrets. Names are compared in lower case."""

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class ScopeOffer(msgspec.Struct, frozen=True):
    """Something that may be recorded; `required` when the campaign is of no use without it."""

    scope: Scope
    required: bool = False


class Purpose(msgspec.Struct, frozen=True):
    id: str
    text: str


class Controller(msgspec.Struct, frozen=True):
    """Who answers for the data."""

    name: str
    contact: str
    address: str = ""


class Recipient(msgspec.Struct, frozen=True):
    """Who may read one stream of a submission, by role."""

    stream: str
    roles: tuple[str, ...]


class Campaign(msgspec.Struct, frozen=True):
    """One version of the terms. Days are whole days of 24 hours.

    `apps_allowed` may hold `*` for every application; `apps_never` wins over it.
    `apps_without_accessibility` are recorded although they cannot say what has the focus.
    `sites_allowed` and `sites_never` are hosts, for what browsers show; `labels` is what annotators
    are asked. Terms without these are the same bytes as before there were any.
    """

    id: str
    version: int
    title: str
    purposes: tuple[Purpose, ...]
    controller: Controller
    scopes: tuple[ScopeOffer, ...]
    recipients: tuple[Recipient, ...]
    retention_days: int
    consent_valid_days: int
    jurisdiction: str
    withdrawal: str
    voluntary: str
    never: tuple[str, ...]
    apps_allowed: tuple[str, ...] = (ANY_APP,)
    apps_never: tuple[str, ...] = APPS_NEVER
    apps_without_accessibility: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    storage: tuple[str, ...] = ("the worker's own machine, sealed",)
    rights: tuple[str, ...] = ("access", "erasure", "portability", "objection", "complaint")
    authority: str = ""
    language: str = "en"
    schema: int = 1
    sites_allowed: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    sites_never: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    labels: LabelSchema | msgspec.UnsetType = msgspec.UNSET

    @property
    def label_schema(self) -> LabelSchema | None:
        """What annotators are asked; None when they only look."""
        return None if self.labels is msgspec.UNSET else self.labels

    @property
    def is_personal(self) -> bool:
        return self.id == PERSONAL_ID

    @property
    def names_sites(self) -> bool:
        return (self.sites_allowed, self.sites_never) != (msgspec.UNSET, msgspec.UNSET)

    @property
    def offered(self) -> frozenset[Scope]:
        return frozenset(offer.scope for offer in self.scopes)

    @property
    def required(self) -> frozenset[Scope]:
        return frozenset(offer.scope for offer in self.scopes if offer.required)

    def encode(self) -> bytes:
        """The terms as the bytes that are signed."""
        return msgspec.json.encode(self)


NEVER = ("performance evaluation", "discipline", "emotion inference", "identifying people")

PERSONAL = Campaign(
    id=PERSONAL_ID,
    version=1,
    title="Personal",
    purposes=(Purpose("own-use", "Your own use, on this machine."),),
    controller=Controller("You", "the person at this machine"),
    scopes=tuple(ScopeOffer(scope) for scope in Scope),
    recipients=tuple(Recipient(stream, ("worker",)) for stream in STREAMS),
    retention_days=365,
    consent_valid_days=365,
    jurisdiction="where you are",
    withdrawal="candor consent withdraw, at any time; a running recording ends at once",
    voluntary="Nothing depends on it. Nobody but you learns whether you agreed.",
    never=NEVER,
)
"""The built-in terms for working alone: the only recipient is the worker."""


@dataclass(frozen=True, slots=True)
class SignedCampaign:
    """Terms with the key that signed them; `envelope` and `steward` are None for *Personal*."""

    terms: Campaign
    envelope: bytes | None
    steward: SignPublic | None

    @property
    def digest(self) -> bytes:
        """What names these terms in a receipt: the hash of the file, or of the built-in terms."""
        return sha256(self.terms.encode() if self.envelope is None else self.envelope)


BUILT_IN = SignedCampaign(PERSONAL, None, None)


def load_campaign(raw: bytes) -> SignedCampaign:
    """Read a campaign file whose signature fits its content.

    Raises:
        FormatError, Damaged: it is not a campaign file, was altered, or its terms are impossible.
    """
    try:
        payload, steward = dsse.open_signed(raw, dsse.CAMPAIGN)
    except Damaged as error:
        raise Damaged(
            "The campaign's signature is wrong: ask its steward for an unaltered file."
        ) from error
    except FormatError as error:
        raise FormatError("This is not a campaign file, or it was altered.") from error
    return SignedCampaign(parse_terms(payload), raw, steward)


def parse_terms(raw: bytes) -> Campaign:
    """Read and check terms in JSON, as a steward writes them before signing.

    Raises:
        FormatError: a field is missing, of the wrong kind, or impossible.
    """
    try:
        schema = msgspec.json.decode(raw, type=_Schema).schema
    except msgspec.DecodeError as error:
        raise FormatError("The terms of the campaign are not JSON.") from error
    if schema > SCHEMA:
        raise VersionRefused("The campaign was written for a newer Candor; update this one.")
    try:
        terms = msgspec.json.decode(raw, type=Campaign)
    except msgspec.ValidationError as error:
        raise FormatError(f"The terms of the campaign do not fit: {error}.") from error
    asked = terms.label_schema
    problem = _problem(terms) or (problem_of_labels(asked) if asked else None)
    if problem:
        raise FormatError(f"The terms of the campaign do not fit: {problem}.")
    return terms


def check_choice(terms: Campaign, scopes: frozenset[Scope]) -> None:
    """Hold a person's choice of scopes against the terms.

    Raises:
        WrongUse: nothing was chosen, or something not offered, or something required is missing.
    """
    if not scopes:
        raise WrongUse("No scope was chosen: name at least one with --scope, or --all.")
    for scope in sorted(scopes - terms.offered):
        raise WrongUse(f"The campaign does not offer the scope {scope}.")
    for scope in sorted(terms.required - scopes):
        raise WrongUse(f"The campaign needs the scope {scope}; agree to it or leave it altogether.")


class _Schema(msgspec.Struct):
    schema: int = 0


def _problem(terms: Campaign) -> str | None:
    """What makes the terms impossible, as half a sentence, or None."""
    checks = (
        (_ID.fullmatch(terms.id) is not None, "the id needs lower case letters, digits, . _ or -"),
        (terms.id != PERSONAL_ID, "the id personal is taken by the built-in terms"),
        (terms.version >= 1, "the version starts at 1"),
        (terms.schema >= 1, "the schema starts at 1"),
        (bool(terms.scopes), "no scope is offered"),
        (len(terms.offered) == len(terms.scopes), "a scope is offered twice"),
        (bool(terms.purposes), "no purpose is stated"),
        (bool(terms.apps_allowed), "no application is allowed"),
        (terms.sites_allowed != (), "no site is allowed"),
        (not terms.names_sites or terms.schema >= SCHEMA_OF_SITES, "sites need the schema 2"),
        (
            terms.label_schema is None or terms.schema >= SCHEMA_OF_LABELS,
            "labels need the schema 3",
        ),
        (1 <= terms.retention_days <= 3650, "the retention is not between 1 and 3650 days"),
        (1 <= terms.consent_valid_days <= 730, "consent is not valid for 1 to 730 days"),
        (all(each.stream in STREAMS for each in terms.recipients), "a stream is unknown"),
        (bool(terms.voluntary and terms.withdrawal), "voluntariness or withdrawal is not stated"),
        (bool(terms.controller.name and terms.controller.contact), "the controller is not named"),
        (bool(terms.title and terms.jurisdiction), "the title or the jurisdiction is not stated"),
        # A terminal would obey control characters, and so hide terms from who agrees to them.
        (all(map(str.isprintable, _texts(msgspec.to_builtins(terms)))), "a text is not printable"),
    )
    return next((complaint for fits, complaint in checks if not fits), None)


def _texts(value: Any) -> Iterator[str]:
    """Every text in JSON-ready data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in cast(dict[str, Any], value).values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in cast(list[Any], value):
            yield from _texts(each)
