"""`candor queue`: the submissions of a campaign that somebody in a role can open."""

from __future__ import annotations

import json

import click

from studio.commands.at_broker import at_option


@click.command()
@click.option("--role", help="As whom, when you are in several roles.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def queue(role: str | None, at: str | None, as_json: bool) -> None:
    """List what you can open: ids, days and sizes. What is in it shows when you open it."""
    from recorder.crypto import SignPublic
    from recorder.custody.catalogue import State
    from recorder.custody.manifest import read_manifest
    from studio.commands.at_broker import counter, day

    with counter(at) as found:
        reader = found.reader(role, "")
        listed = [
            (row, reader.streams(read_manifest(row.manifest or b"", SignPublic(row.worker))))
            for row in found.broker.submissions(State.SUBMITTED)
        ]
    if as_json:
        rows = [
            {
                "submission": row.submission,
                "submitted_s": row.submitted_s,
                "expires_s": row.expires_s,
                "bytes": row.size_bytes,
                "streams": streams,
            }
            for row, streams in listed
        ]
        click.echo(json.dumps({"role": reader.role, "submissions": rows}, indent=2))
        return
    for row, streams in listed:
        click.echo(
            f"{row.submission}  {day(row.submitted_s)}  {row.size_bytes or 0:>12,} bytes  "
            f"{', '.join(streams)}"
        )
    if not listed:
        click.echo("There is nothing to open.", err=True)
