"""The command line: finds a command, loads only that one, and says errors in a sentence."""

from __future__ import annotations

import builtins
import importlib
import keyword
import os
import sys

import click

from recorder.errors import CandorError

COMMANDS = {
    "agreement": "studio.commands.agreement",
    "annotate": "studio.commands.annotate",
    "audit": "studio.commands.audit",
    "broker": "studio.commands.broker",
    "campaign": "studio.commands.campaign",
    "consent": "studio.commands.consent",
    "delete": "studio.commands.delete",
    "demo": "studio.commands.demo",
    "detect": "studio.commands.detect",
    "discard": "studio.commands.steer",
    "doctor": "studio.commands.doctor",
    "export": "studio.commands.export",
    "forget": "studio.commands.steer",
    "formats": "studio.commands.formats",
    "frames": "studio.commands.frames",
    "grant": "studio.commands.grant",
    "identity": "studio.commands.identity",
    "import": "studio.commands.import_",
    "label": "studio.commands.label",
    "mark": "studio.commands.steer",
    "open": "studio.commands.open_",
    "pause": "studio.commands.steer",
    "queue": "studio.commands.queue",
    "record": "studio.commands.record",
    "redact": "studio.commands.redact",
    "resume": "studio.commands.steer",
    "revoke": "studio.commands.grant",
    "roster": "studio.commands.roster",
    "score": "studio.commands.score",
    "sessions": "studio.commands.sessions",
    "show": "studio.commands.show",
    "steps": "studio.commands.steps",
    "stop": "studio.commands.steer",
    "studio": "studio.commands.studio",
    "submit": "studio.commands.submit",
    "verify": "studio.commands.verify",
    "withdraw": "studio.commands.withdraw",
    "words": "studio.commands.detect",
}


class LazyGroup(click.Group):
    """Loads the module of a command when it is asked for, so that help stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        is_taken = keyword.iskeyword(cmd_name) or cmd_name in dir(builtins)
        attribute = f"{cmd_name}_" if is_taken else cmd_name
        return getattr(importlib.import_module(COMMANDS[cmd_name]), attribute)


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(package_name="candor", help="Show the version and exit.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Candor: record work with consent, sealed before it reaches the disk.

    Without a command it opens the window.
    """
    if context.invoked_subcommand is None:
        context.invoke(importlib.import_module(COMMANDS["studio"]).studio)


def main() -> None:
    """Run one command; an error is one sentence on stderr and an exit code."""
    try:
        cli(prog_name="candor")
    except CandorError as error:
        if os.environ.get("CANDOR_DEBUG") == "1":
            raise
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
