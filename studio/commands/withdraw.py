"""`candor withdraw`: end submissions for good, and keep the broker's signed word for it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from annotate.submitted import Submitted
    from recorder.custody.audit import Leaf
    from recorder.custody.messages import Death
    from studio.counter import Counter


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

    if everything == (session is not None):
        raise WrongUse("Name one submission, or --all.")
    one = None if session is None else Kept(Home.default()).find(session)
    if not yes and sys.stdin.isatty():
        click.confirm("Withdraw for good?", abort=True, err=True)
    with counter(at, one.campaign if one else None) as found:
        tell_notice(found)
        death = _ended(found, one)
        if one is None:
            _end_consent(found)
        leaves = found.history()
        readers = [_reader(found, leaf) for leaf in leaves if _was_exported(leaf, death)]
    _tell(death, list(dict.fromkeys(readers)), as_json)


def _ended(found: Counter, one: Submitted | None) -> Death:
    """Ask the broker, and keep its signed word with what is remembered of each submission."""
    from datetime import UTC, datetime

    import msgspec

    from annotate.submitted import Kept
    from recorder.custody import documents
    from recorder.custody.messages import EndRequest, new_nonce
    from recorder.custody.opening import read_death

    names = () if one is None else (one.submission,)
    request = EndRequest(found.campaign.terms.id, datetime.now(UTC), new_nonce(), names)
    raw = found.broker.end(
        documents.write_document(documents.END_REQUEST, request, found.keeper.sign)
    )
    death = read_death(raw, found.roster.roster)
    kept = Kept(found.home)
    for each in tuple(kept.all()):
        if each.submission in death.submissions:
            kept.keep(msgspec.structs.replace(each, death=raw))
    return death


def _end_consent(found: Counter) -> None:
    from recorder.consent.register import Register

    register = Register(found.home)
    for entry in register.entries():
        receipt = entry.receipt
        if receipt and entry.state == "given" and receipt.campaign_id == found.campaign.terms.id:
            register.withdraw(receipt, found.keeper.sign)


def _was_exported(leaf: Leaf, death: Death) -> bool:
    """Whether somebody may hold a readable copy: engineers open in order to export."""
    opened = (leaf.kind, leaf.role) == ("opened", "engineer")
    return opened and leaf.submission in death.submissions


def _reader(found: Counter, leaf: Leaf) -> tuple[str, str, str]:
    return leaf.submission, found.name(leaf.person), leaf.purpose


def _tell(death: Death, readers: list[tuple[str, str, str]], as_json: bool) -> None:
    if as_json:
        document = {
            "submissions": death.submissions,
            "epoch": death.epoch,
            "at": death.at.isoformat(),
            "leases_until": death.leases_until.isoformat(),
            "is_epoch_protected": death.is_epoch_protected,
            "objects_left": death.objects_left,
            "exported_by": [
                {"submission": submission, "person": person, "purpose": purpose}
                for submission, person, purpose in readers
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
    for submission, person, purpose in readers:
        click.echo(
            f"{person} may hold an export of {submission[:8]} for {purpose}, which is to be made "
            "anew; models trained with it stay trained.",
            err=True,
        )
