"""Campaign files: signed terms that are possible, from the steward who was there first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from recorder.consent import dsse
from recorder.consent.campaign import (
    PERSONAL,
    Campaign,
    ScopeOffer,
    SignedCampaign,
    check_choice,
    load_campaign,
    parse_terms,
)
from recorder.consent.pins import check_pin, pin_campaign, pinned_campaign
from recorder.crypto import SignPrivate
from recorder.errors import ConsentError, Damaged, FormatError, VersionRefused, WrongUse
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.identity import Identity

NOW = datetime(2026, 5, 1, tzinfo=UTC)
STEWARD = SignPrivate.generate()
WORKER = Identity.generate()
TEAM = msgspec.structs.replace(PERSONAL, id="team", title="Team", version=3)


def signed(terms: Campaign, steward: SignPrivate = STEWARD) -> SignedCampaign:
    return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, terms.encode(), steward))


@pytest.fixture
def home(candor_home: Path) -> Home:
    return Home(candor_home).ensure()


def pin(home: Home, campaign: SignedCampaign) -> None:
    pin_campaign(home, campaign, WORKER.sign.public(), WORKER.envelope, NOW)


def test_a_signed_campaign_says_who_signed_it() -> None:
    campaign = signed(TEAM)

    assert campaign.terms == TEAM
    assert campaign.steward == STEWARD.public()


def test_a_campaign_with_a_wrong_signature_is_refused_in_one_sentence() -> None:
    raw = dsse.seal_envelope(dsse.CAMPAIGN, TEAM.encode(), STEWARD)
    other = dsse.seal_envelope(dsse.CAMPAIGN, b"{}", STEWARD)
    signature = raw[raw.index(b'"sig"') :]

    with pytest.raises(Damaged, match="signature is wrong"):
        load_campaign(raw.replace(signature, other[other.index(b'"sig"') :]))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "personal"},
        {"id": "../escape"},
        {"version": 0},
        {"scopes": ()},
        {"scopes": (ScopeOffer(Scope.MOUSE), ScopeOffer(Scope.MOUSE))},
        {"purposes": ()},
        {"apps_allowed": ()},
        {"retention_days": 0},
        {"consent_valid_days": 10_000},
        {"voluntary": ""},
        {"title": "Harmless\x1b[8m hidden"},
        {"tasks": ("right to left \u202e",)},
    ],
)
def test_impossible_terms_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(FormatError):
        parse_terms(msgspec.structs.replace(TEAM, **change).encode())


def test_terms_for_a_newer_candor_are_refused() -> None:
    with pytest.raises(VersionRefused):
        parse_terms(msgspec.structs.replace(TEAM, schema=4).encode())


def test_a_choice_has_all_that_is_required_and_nothing_that_is_not_offered() -> None:
    terms = msgspec.structs.replace(
        TEAM, scopes=(ScopeOffer(Scope.SCREEN, required=True), ScopeOffer(Scope.MOUSE))
    )

    check_choice(terms, frozenset({Scope.SCREEN}))
    for scopes in (set[Scope](), {Scope.MOUSE}, {Scope.SCREEN, Scope.KEYSTROKES}):
        with pytest.raises(WrongUse):
            check_choice(terms, frozenset(scopes))


def test_another_steward_is_refused_after_the_first_import(home: Home) -> None:
    pin(home, signed(TEAM))

    with pytest.raises(ConsentError, match="another steward"):
        pin(home, signed(TEAM, SignPrivate.generate()))
    assert pinned_campaign(home, "team", WORKER.sign.public()).steward == STEWARD.public()


def test_older_terms_and_silently_changed_terms_are_refused(home: Home) -> None:
    pin(home, signed(TEAM))

    with pytest.raises(ConsentError, match="older"):
        pin(home, signed(msgspec.structs.replace(TEAM, version=2)))
    with pytest.raises(ConsentError, match="without a new version"):
        pin(home, signed(msgspec.structs.replace(TEAM, retention_days=3000)))
    pin(home, signed(msgspec.structs.replace(TEAM, version=4)))


def test_an_altered_pin_is_refused(home: Home) -> None:
    pin(home, signed(TEAM))
    path = home.campaigns / "team.pin"
    path.write_bytes(path.read_bytes().replace(b"A", b"B", 1))

    with pytest.raises(ConsentError, match="altered"):
        check_pin(home, signed(TEAM), WORKER.sign.public())


def test_a_pin_signed_by_somebody_else_is_refused(home: Home) -> None:
    pin(home, signed(TEAM))

    with pytest.raises(ConsentError, match="altered"):
        check_pin(home, signed(TEAM), SignPrivate.generate().public())


def test_an_exchanged_campaign_file_is_refused(home: Home) -> None:
    pin(home, signed(TEAM))
    other = signed(msgspec.structs.replace(TEAM, version=9))
    (home.campaigns / "team.campaign").write_bytes(other.envelope or b"")

    with pytest.raises(ConsentError, match="altered"):
        pinned_campaign(home, "team", WORKER.sign.public())


def test_terms_without_sites_are_the_same_bytes_as_before_and_with_them_need_schema_2() -> None:
    assert b"sites" not in TEAM.encode()
    named = msgspec.structs.replace(TEAM, sites_allowed=("example.org",))

    with pytest.raises(FormatError, match="sites need the schema 2"):
        parse_terms(named.encode())
    with pytest.raises(FormatError, match="no site is allowed"):
        parse_terms(msgspec.structs.replace(named, schema=2, sites_allowed=()).encode())
    terms = parse_terms(msgspec.structs.replace(named, schema=2).encode())
    assert terms.sites_allowed == ("example.org",)
