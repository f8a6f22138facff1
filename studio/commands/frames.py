"""`candor frames`: the screen before and after a step, as two pictures."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("session")
@click.option("--step", "step_id", required=True, help="The step's id, such as e70.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for before.png and after.png.",
)
@click.option("--force", is_flag=True, help="Write even where other people can read.")
def frames(session: str, step_id: str, out: Path, force: bool) -> None:
    """Write the pictures before and after a step to a folder that you name."""
    from replay.frames import pictures_of, write_step_pictures
    from studio.commands.common import open_reviewed

    stored, found = open_reviewed(session)
    pictures = pictures_of(stored.chunks)
    for path in write_step_pictures(found.trajectory, step_id, pictures, out, force=force):
        click.echo(path)
