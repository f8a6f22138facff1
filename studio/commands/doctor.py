"""`candor doctor`: what works on this machine and what does not, with reasons."""

from __future__ import annotations

import sys

import click
import msgspec

from recorder.vault.home import Home

SHAPES = {"fine": "ok ", "warning": "!  ", "problem": "XX "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(as_json: bool) -> None:
    """Try everything that a recording needs, and say what does not work and why."""
    from recorder.preflight import checks
    from studio.commands.steps_table import safe

    found = []
    for check in checks(Home.default()):
        found.append(check)
        if not as_json:
            click.echo(f"{SHAPES[check.state]} {check.name + ':':<17} {safe(check.says)}")
    good = all(check.good for check in found)
    if as_json:
        document = {"good": good, "checks": found}
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
    sys.exit(0 if good else 1)
