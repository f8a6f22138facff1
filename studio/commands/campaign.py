"""`candor campaign`: write, show and check the terms that people are asked to agree to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import (
    ANY_APP,
    BUILT_IN,
    Campaign,
    SignedCampaign,
    parse_terms,
)
from recorder.consent.pins import check_pin
from recorder.errors import WrongUse
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from studio.campaigning import EXAMPLE
from studio.commands.identity import unlocked_keeper
from studio.steward_desk import read_signed, sign_terms


@click.group()
def campaign() -> None:
    """Campaigns: the signed terms under which work is recorded."""


@campaign.command("new")
@click.option("--example", is_flag=True, help="Print terms to start from, as JSON, and stop.")
@click.option("--terms", type=click.File("rb"), help="The terms in JSON, or - for stdin.")
@click.option("--out", type=click.Path(path_type=Path), help="The campaign file to write.")
def new(example: bool, terms: BinaryIO | None, out: Path | None) -> None:
    """Sign terms with your identity, as their steward, and write the campaign file."""
    if example:
        click.echo(msgspec.json.format(EXAMPLE.encode(), indent=2).decode())
        return
    if terms is None or out is None:
        raise WrongUse("Name the terms with --terms and the file to write with --out.")
    if out.exists():
        raise WrongUse(f"The file {out.name} is there already; name another.")
    checked = parse_terms(terms.read(dsse.ENVELOPE_MAX))
    home = Home.default()
    with unlocked_keeper(home) as keeper:
        sign_terms(checked, keeper.sign, out)
    click.echo(load_public(home).worker)
    click.echo(
        f"Wrote version {checked.version} of {checked.id}. "
        "Give people the fingerprint above by another way than the file.",
        err=True,
    )


@campaign.command("show")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(file: Path | None, as_json: bool) -> None:
    """Show the terms in a campaign file, or the built-in Personal terms."""
    signed = read_campaign(file)
    if as_json:
        click.echo(json.dumps(facts(signed), indent=2))
        return
    click.echo(in_words(signed))


@campaign.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify(file: Path, as_json: bool) -> None:
    """Check a campaign file: its signature, and its steward against the one known here."""
    signed = read_campaign(file)
    home = Home.default()
    pin = None
    if home.identity_public.exists():
        pin = check_pin(home, signed, load_public(home).sign)
    if as_json:
        click.echo(json.dumps(facts(signed) | {"pinned": pin is not None}, indent=2))
        return
    known = "the steward known here" if pin else "a steward not seen here before; compare"
    click.echo(
        f"The signature fits: {signed.terms.title}, version {signed.terms.version}, "
        f"signed by {known}: {_steward(signed)}."
    )


def read_campaign(file: Path | None) -> SignedCampaign:
    """The campaign in a file, its signature checked; the built-in one without a file.

    Raises:
        StorageError: there is no such file, or it cannot be read.
        FormatError, Damaged: it is not a campaign file, or was altered.
    """
    return BUILT_IN if file is None else read_signed(file)


def facts(signed: SignedCampaign) -> dict[str, Any]:
    """A campaign as JSON-ready data."""
    return {
        "terms": msgspec.to_builtins(signed.terms),
        "sha256": signed.digest.hex(),
        "steward": signed.steward and signed.steward.fingerprint(),
    }


def in_words(signed: SignedCampaign) -> str:
    """The terms in short, for a person to read before agreeing."""
    terms = signed.terms
    lines = [
        ("Campaign", f"{terms.title} (version {terms.version})"),
        ("Controller", f"{terms.controller.name}, {terms.controller.contact}"),
        ("Signed by", _steward(signed)),
        ("Purpose", " ".join(each.text for each in terms.purposes)),
        ("Never for", ", ".join(terms.never)),
        ("May be recorded", _scopes(terms)),
        ("Applications", _apps(terms)),
        ("Never recorded", f"{len(terms.apps_never)} password and authorisation programs"),
        ("Recorded unseen", ", ".join(terms.apps_without_accessibility) or "no application"),
        ("Who may read", "; ".join(f"{r.stream}: {', '.join(r.roles)}" for r in terms.recipients)),
        ("Annotators say", _asked(terms)),
        ("Kept for", f"{terms.retention_days} days; consent holds {terms.consent_valid_days} days"),
        ("Law of", terms.jurisdiction),
        ("Withdrawing", terms.withdrawal),
        ("Voluntary", terms.voluntary),
    ]
    return "\n".join(f"{name + ':':<17}{text}" for name, text in lines)


def _scopes(terms: Campaign) -> str:
    return ", ".join(
        each.scope.value + (" (required)" if each.required else "") for each in terms.scopes
    )


def _apps(terms: Campaign) -> str:
    return "all" if ANY_APP in terms.apps_allowed else ", ".join(terms.apps_allowed)


def _asked(terms: Campaign) -> str:
    schema = terms.label_schema
    if schema is None:
        return "nothing; they only look"
    return f"{' '.join(each.question for each in schema.questions)} ({schema.annotators} each)"


def _steward(signed: SignedCampaign) -> str:
    return "built in" if signed.steward is None else signed.steward.fingerprint()
