"""`candor demo`: the whole path on a scripted task in real programs, on a desktop of its own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the results; a former demo there is replaced.",
)
def demo(out: Path) -> None:
    """Record a scripted task on a virtual desktop, and read it back as steps."""
    from studio.demo import run_demo

    run_demo(out, click.echo)
