"""`candor export`: steps for training, in a form that other programs open."""

from __future__ import annotations

from pathlib import Path

import click

from recorder.errors import WrongUse


@click.command()
@click.argument("sessions", nargs=-1, metavar="SESSION…")
@click.option("--format", "form", required=True, type=click.Choice(["jsonl"]), help="The format.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A new or empty folder.",
)
@click.option("--force", is_flag=True, help="Write even where other people can read, and replace.")
def export(sessions: tuple[str, ...], form: str, out: Path, force: bool) -> None:
    """Write the steps of your own sessions, marked unsubmitted, to a folder that you name."""
    from replay.export.jsonl import export_jsonl
    from studio.commands.common import open_session

    if not sessions:
        raise WrongUse("No session was named; `candor sessions` lists them.")
    report = export_jsonl((open_session(name) for name in sessions), out, force=force)
    click.echo(
        f"{report.steps} steps of {len(report.sessions)} session(s) with {report.frames} frames "
        f"were written as {form} to {out}."
    )
