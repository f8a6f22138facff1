"""`candor steps`: what was done in a session, one step per line."""

from __future__ import annotations

import click


@click.command()
@click.argument("session")
@click.option(
    "--as-recorded", is_flag=True, help="As they are computed, without what a person corrected."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def steps(session: str, as_recorded: bool, as_json: bool) -> None:
    """Show the steps of a session, computed from its events, as its review corrected them."""
    import msgspec

    from replay.corrections import Corrected
    from replay.steps import trajectory_of
    from replay.trajectory import trajectory_document
    from studio.commands.common import open_reviewed, open_session

    if as_recorded:
        found = Corrected(trajectory_of(open_session(session)))
    else:
        _, found = open_reviewed(session)
    if as_json:
        document = trajectory_document(found.trajectory)
        if not as_recorded:
            document["deleted"] = list(found.deleted)
            document["not_applicable"] = [refused.sentence for refused in found.not_applicable]
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
        return
    from studio.commands.steps_table import print_steps

    print_steps(found)
