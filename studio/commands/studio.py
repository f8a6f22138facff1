"""`candor studio`: opens the window. Without a command, `candor` does the same."""

from __future__ import annotations

import click

from recorder.errors import WrongUse


@click.command()
@click.pass_context
def studio(context: click.Context) -> None:
    """Open the window: consent, record, look back.

    When it is open already, the open one comes to the front.
    """
    try:
        from studio.gui.app import open_studio
    except ImportError as error:
        raise WrongUse(
            "The window needs PySide6, which is not installed here: pip install 'candor[studio]'."
        ) from error
    context.exit(open_studio())
