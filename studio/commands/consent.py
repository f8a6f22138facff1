"""`candor consent`: agree to terms, see what was agreed to, and take it back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from recorder.consent.campaign import PERSONAL_ID, SignedCampaign, check_choice
from recorder.consent.pins import check_pin
from recorder.consent.receipt import ConsentReceipt, receipt_record
from recorder.consent.register import Entry, Register
from recorder.errors import CandorError, ConsentError, WrongUse
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from studio.commands.campaign import in_words, read_campaign
from studio.commands.identity import make_identity, unlocked_keeper


@click.group()
def consent() -> None:
    """Your consent: nothing is recorded without it."""


@consent.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(as_json: bool) -> None:
    """List what you agreed to, and whether it still holds."""
    home = Home.default()
    entries = Register(home).entries() if home.identity_public.exists() else ()
    if as_json:
        click.echo(json.dumps({"receipts": [_facts(each) for each in entries]}, indent=2))
        return
    for each in entries:
        click.echo(_in_words(each))
    if not entries:
        click.echo("No consent was given here yet; see: candor consent give --help.", err=True)


@consent.command("give")
@click.option(
    "--campaign",
    "file",
    type=click.Path(path_type=Path),
    help="The campaign file; without it the terms are Personal.",
)
@click.option(
    "--scope",
    "names",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What may be recorded; repeat it for more.",
)
@click.option("--all", "everything", is_flag=True, help="All that the campaign offers.")
@click.option(
    "--without-accessibility",
    "unseen",
    multiple=True,
    metavar="APP",
    help="Record this application although it cannot say where its password fields are.",
)
@click.option("--save", type=click.Path(path_type=Path), help="Save a copy of the receipt here.")
@click.option("--yes", is_flag=True, help="Do not ask again after showing the terms.")
def give(
    file: Path | None,
    names: tuple[str, ...],
    everything: bool,
    unseen: tuple[str, ...],
    save: Path | None,
    yes: bool,
) -> None:
    """Agree to a campaign's terms, for the scopes that you name."""
    campaign = read_campaign(file)
    scopes = _chosen(campaign, names, everything)
    home = Home.default()
    click.echo(in_words(campaign), err=True)
    click.echo(f"You agree to:    {', '.join(sorted(scopes))}", err=True)
    if unseen:
        click.echo(
            f"Unseen:          passwords typed into {', '.join(unseen)} may be recorded", err=True
        )
    _compare_steward(home, campaign)
    if not yes and sys.stdin.isatty() and not click.confirm("Do you agree?", err=True):
        raise ConsentError("You did not agree; nothing was changed.")
    if not home.identity_public.exists():
        click.echo(f"Made your identity {make_identity(home).worker}.", err=True)
    register = Register(home)
    with unlocked_keeper(home) as keeper:
        receipt = register.give(scopes, keeper.sign, campaign, unseen)
    if save is not None:
        register.save_copy(receipt, save)
    click.echo(receipt.digest.hex())
    click.echo(f"Consent holds until {receipt.valid_until:%Y-%m-%d}.", err=True)


@consent.command("withdraw")
@click.option("--campaign", "campaign_id", default=PERSONAL_ID, help="The campaign's id.")
def withdraw(campaign_id: str) -> None:
    """Take your consent back. It needs no passphrase, and ends a running recording."""
    home = Home.default()
    load_public(home)
    register = Register(home)
    held = [
        each.receipt
        for each in register.entries()
        if each.receipt and each.state == "given" and each.receipt.campaign_id == campaign_id
    ]
    if not held:
        raise ConsentError(f"There is no consent to {campaign_id} that could be withdrawn.")
    for receipt in held:
        _withdraw(home, register, receipt)
        click.echo(receipt.digest.hex())
    click.echo(
        "Withdrawn: nothing more is recorded under it. "
        "Sessions recorded before stay on this machine until you delete them.",
        err=True,
    )


def _withdraw(home: Home, register: Register, receipt: ConsentReceipt) -> None:
    try:
        register.withdraw(receipt)
    except CandorError:
        # Without its recording key the identity itself can still withdraw.
        with unlocked_keeper(home) as keeper:
            register.withdraw(receipt, keeper.sign)


def _chosen(campaign: SignedCampaign, names: tuple[str, ...], everything: bool) -> frozenset[Scope]:
    if everything == bool(names):
        raise WrongUse("Say what may be recorded: --scope NAME, repeated, or else --all.")
    scopes = campaign.terms.offered if everything else frozenset(Scope(name) for name in names)
    check_choice(campaign.terms, scopes)
    return scopes


def _compare_steward(home: Home, campaign: SignedCampaign) -> None:
    if campaign.steward is None:
        return
    known = home.identity_public.exists() and check_pin(home, campaign, load_public(home).sign)
    if not known:
        click.echo(
            "This steward is new here. Compare the fingerprint with what the steward told you "
            f"by another way: {campaign.steward.fingerprint()}",
            err=True,
        )


def _facts(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = {"digest": entry.digest, "state": entry.state}
    receipt = entry.receipt
    if receipt is None:
        return facts
    return facts | {
        "campaign": receipt.campaign_id,
        "version": receipt.campaign_version,
        "scopes": sorted(receipt.scopes),
        "given_at": receipt.given_at.isoformat(),
        "valid_until": receipt.valid_until.isoformat(),
        "withdrawn_at": receipt.withdrawn_at and receipt.withdrawn_at.isoformat(),
        "receipt": msgspec.to_builtins(receipt_record(receipt)),
    }


def _in_words(entry: Entry) -> str:
    receipt = entry.receipt
    if receipt is None:
        return f"{entry.digest[:12]}  {entry.state}"
    return (
        f"{entry.digest[:12]}  {entry.state:<9}  {receipt.campaign_title} "
        f"{receipt.campaign_version}  {receipt.given_at:%Y-%m-%d} to "
        f"{receipt.valid_until:%Y-%m-%d}  {', '.join(sorted(receipt.scopes))}"
    )
