"""`candor queue`: what somebody in a role can open, and what an annotator has to label."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from studio.counter import Counter


@click.command()
@click.option("--assign", metavar="SUBMISSION", help="As a signer: give it to these annotators.")
@click.option(
    "--to", "people", multiple=True, metavar="NAME",
    help="Whom --assign names; repeat it. Nobody named: as the rule has it.",
)  # fmt: skip
@click.option("--role", help="As whom, when you are in several roles.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def queue(
    assign: str | None, people: tuple[str, ...], role: str | None, at: str | None, as_json: bool
) -> None:
    """List what you can open, and where the campaign asks questions: what you have to label, are
    labelling, and have done. What is in it shows when you open it."""
    from studio.commands.at_broker import counter, day

    if people and assign is None:
        raise WrongUse("--to says to whom --assign gives a submission.")
    with counter(at) as found:
        if assign is not None:
            _assign(found, assign, people)
            return
        role, listed = _listed(found, role)
    if as_json:
        click.echo(json.dumps({"role": role, "submissions": listed}, indent=2))
        return
    for each in listed:
        stage = f"  {each['stage']}" if each["stage"] else ""
        click.echo(
            f"{each['submission']}  {day(each['submitted_s'])}  {each['bytes'] or 0:>12,} bytes  "
            f"{', '.join(each['streams'])}{stage}"
        )
    if not listed:
        click.echo("There is nothing to open.", err=True)


def _listed(found: Counter, role: str | None) -> tuple[str, list[dict[str, Any]]]:
    """What there is for this person: their work where their role labels, else all sessions."""
    from annotate.label_work import LabelDesk, sessions_of
    from recorder.custody.catalogue import State
    from recorder.custody.labelling import ADJUDICATOR, ANNOTATOR, manifest_of

    reader = found.reader(role, "")
    if reader.role in (ANNOTATOR, ADJUDICATOR) and found.campaign.terms.label_schema is not None:
        desk = LabelDesk(found.home, reader, found.campaign, found.roster, found.person.sign)
        work = [(each.row, str(each.stage), each.mine) for each in desk.tasks()]
    else:
        rows = sessions_of(found.broker.submissions(State.SUBMITTED))
        work = [(row, None, None) for row in rows]
    listed: list[dict[str, Any]] = []
    for row, stage, mine in work:
        manifest = manifest_of(row)
        listed.append(
            {
                "submission": row.submission,
                "submitted_s": row.submitted_s,
                "expires_s": row.expires_s,
                "bytes": row.size_bytes,
                "streams": reader.streams(manifest) if manifest else (),
                "stage": stage,
                "labels": mine,
            }
        )
    return reader.role, listed


def _assign(found: Counter, name: str, people: tuple[str, ...]) -> None:
    """Sign that these annotators label a submission, for the broker's log."""
    from datetime import UTC, datetime

    from annotate.label_work import sessions_of
    from recorder.custody import documents
    from recorder.custody.catalogue import State
    from recorder.custody.messages import AssignRequest, new_nonce
    from studio.commands.at_broker import find_row

    row = find_row(sessions_of(found.broker.submissions(State.SUBMITTED)), name)
    known = found.roster.roster.people
    chosen = [
        who.fingerprint for each in people for who in known if each in (who.name, who.fingerprint)
    ]
    if len(chosen) != len(people):
        raise WrongUse("Nobody on the roster, or more than one, is called that.")
    request = AssignRequest(
        found.campaign.terms.id, datetime.now(UTC), new_nonce(), row.submission, tuple(chosen)
    )
    found.broker.assign(
        documents.write_document(documents.ASSIGN_REQUEST, request, found.keeper.sign)
    )
    click.echo("Assigned; the broker's log says so.", err=True)
