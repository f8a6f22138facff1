"""`candor grant`, `candor revoke`: who may open what, signed by somebody who signs the roster."""

from __future__ import annotations

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option


@click.command()
@click.argument("person")
@click.option("--role", required=True, help="The role; the person is in it already.")
@click.option("--purpose", "purposes", multiple=True, help="For this purpose; repeat it for more.")
@click.option(
    "--days", default=30, show_default=True, type=click.IntRange(1, 366), help="How long it holds."
)
@click.option(
    "--openings",
    default=200,
    show_default=True,
    type=click.IntRange(1),
    help="How many streams a day.",
)
@click.option(
    "--lease-hours",
    default=8,
    show_default=True,
    type=click.IntRange(1, 8),
    help="How long an opening lasts.",
)
@at_option
def grant(
    person: str,
    role: str,
    purposes: tuple[str, ...],
    days: int,
    openings: int,
    lease_hours: int,
    at: str | None,
) -> None:
    """Let somebody on the roster open submissions in a role; prints the grant's digest."""
    from studio.commands.at_broker import counter
    from studio.overseeing import grant_envelope, new_grant

    with counter(at) as found:
        roster, terms = found.roster.roster, found.campaign.terms
        who = [each for each in roster.people if person in (each.name, each.fingerprint)]
        if len(who) != 1:
            raise WrongUse("Nobody on the roster, or more than one, is called that.")
        if not roster.holds(who[0].fingerprint, role):
            raise WrongUse(f"This person is not in the role {role}; make a new roster first.")
        known = {each.id for each in terms.purposes}
        if set(purposes) - known:
            raise WrongUse(f"The campaign has other purposes: {', '.join(sorted(known))}.")
        document = new_grant(
            terms.id,
            who[0].fingerprint,
            role,
            purposes or sorted(known),
            days,
            openings,
            lease_hours,
        )
        raw = grant_envelope(document, found.keeper.sign)
        click.echo(found.broker.grant(raw))


@click.command()
@click.argument("grant")
@at_option
def revoke(grant: str, at: str | None) -> None:
    """End a grant at once, named by its digest. Leases that run end by themselves."""
    from studio.commands.at_broker import counter
    from studio.overseeing import revocation_envelope

    with counter(at) as found:
        found.broker.revoke(revocation_envelope(grant, found.keeper.sign))
    click.echo("Revoked: nothing is opened under it any more.", err=True)
