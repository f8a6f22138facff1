"""`candor withdraw`: end submissions for good, and keep the broker's signed word for it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from recorder.custody.messages import Death
    from studio.counter import Counter
    from studio.openings import Exporter


@click.command()
@click.argument("session", required=False)
@click.option("--all", "everything", is_flag=True, help="All, and your consent to the campaign.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def withdraw(
    session: str | None, everything: bool, yes: bool, at: str | None, as_json: bool
) -> None:
    """Withdraw a submission, named by its id or its session's: nobody opens it any more.

    Its key is destroyed so that old copies of store and tables stay closed. Leases that run end
    by themselves, within 8 hours. It tells whose exports held it, and cannot be undone.
    """
    from annotate.submitted import Kept
    from recorder.vault.home import Home
    from studio.commands.at_broker import counter, tell_notice
    from studio.openings import exporters, withdraw_at

    if everything == (session is not None):
        raise WrongUse("Name one submission, or --all.")
    one = None if session is None else Kept(Home.default()).find(session)
    if not yes and sys.stdin.isatty():
        click.confirm("Withdraw for good?", abort=True, err=True)
    with counter(at, one.campaign if one else None) as found:
        tell_notice(found)
        death = withdraw_at(found, () if one is None else (one.submission,))
        if one is None:
            _end_consent(found)
        readers = exporters(found, found.history(), death.submissions)
    _tell(death, readers, as_json)


def _end_consent(found: Counter) -> None:
    from recorder.consent.register import Register

    register = Register(found.home)
    for entry in register.entries():
        receipt = entry.receipt
        if receipt and entry.state == "given" and receipt.campaign_id == found.campaign.terms.id:
            register.withdraw(receipt, found.keeper.sign)


def _tell(death: Death, readers: tuple[Exporter, ...], as_json: bool) -> None:
    if as_json:
        document = {
            "submissions": death.submissions,
            "epoch": death.epoch,
            "at": death.at.isoformat(),
            "leases_until": death.leases_until.isoformat(),
            "is_epoch_protected": death.is_epoch_protected,
            "objects_left": death.objects_left,
            "exported_by": [
                {"submission": each.submission, "person": each.person, "purpose": each.purpose}
                for each in readers
            ],
        }
        click.echo(json.dumps(document, indent=2))
        return
    for submission in death.submissions:
        click.echo(submission)
    click.echo(
        f"Withdrawn on {death.at:%Y-%m-%d %H:%M} UTC: nobody opens it any more. Whoever has it "
        f"open now loses it by {death.leases_until:%Y-%m-%d %H:%M} UTC.",
        err=True,
    )
    if death.objects_left:
        click.echo(
            f"{death.objects_left} objects could not be deleted yet; they open for nobody.",
            err=True,
        )
    for each in readers:
        click.echo(
            f"{each.person} may hold an export of {each.submission[:8]} for {each.purpose}, "
            "which is to be made anew; models trained with it stay trained.",
            err=True,
        )
