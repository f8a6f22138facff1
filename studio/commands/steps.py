"""`candor steps`: what was done in a session, one step per line."""

from __future__ import annotations

import click


@click.command()
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def steps(session: str, as_json: bool) -> None:
    """Show the steps of a session, computed from its events."""
    import msgspec

    from replay.steps import trajectory_of
    from replay.trajectory import trajectory_document
    from studio.commands.common import open_session

    trajectory = trajectory_of(open_session(session))
    if as_json:
        text = msgspec.json.format(msgspec.json.encode(trajectory_document(trajectory)), indent=2)
        click.echo(text.decode())
        return
    from studio.commands.steps_table import print_steps

    print_steps(trajectory)
