"""`candor delete`: end a session for good."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("session")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def delete(session: str, yes: bool) -> None:
    """Delete one session for good: its key is overwritten, then the file is removed.

    This cannot be undone. Backups of the file, and flash disks, may keep old blocks; they are
    sealed as before.
    """
    from recorder.vault.deletion import shred
    from recorder.vault.home import Home
    from recorder.vault.library import Library
    from studio.commands.common import find_session

    home = Home.default()
    path = find_session(home, session)
    if not yes and sys.stdin.isatty():
        click.confirm(f"Delete session {path.stem} for good?", abort=True, err=True)
    shred(path)
    Library(home).refresh()
    click.echo(f"{path.stem} is deleted.")
