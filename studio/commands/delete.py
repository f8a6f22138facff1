"""`candor delete`: end a session for good."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("session")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def delete(session: str, yes: bool) -> None:
    """Delete one session for good: its keys are overwritten, then the file is removed.

    This cannot be undone. Copies of the file open for nobody once the vault was unlocked after
    this, which happens at once where no passphrase has to be typed.
    """
    from recorder.vault.deletion import shred
    from recorder.vault.home import Home
    from recorder.vault.library import Library
    from studio.commands.common import find_session, turn_epoch

    home = Home.default()
    path = find_session(home, session)
    if not yes and sys.stdin.isatty():
        click.confirm(f"Delete session {path.stem} for good?", abort=True, err=True)
    shred(home, path)
    Library(home).refresh()
    click.echo(f"{path.stem} is deleted.")
    turn_epoch(home)
