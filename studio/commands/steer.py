"""Steering the recording that is running: `candor pause`, `resume`, `mark`, `forget`, `stop`,
`discard`."""

from __future__ import annotations

import sys

import click

from recorder.control import Request, Status, ask
from recorder.errors import WrongUse
from recorder.vault.home import Home


@click.command()
def pause() -> None:
    """Pause the recording: nothing is recorded until you resume it."""
    _say(_ask(Request("pause")))


@click.command()
def resume() -> None:
    """Go on with a paused recording."""
    _say(_ask(Request("resume")))


@click.command()
@click.argument("text", default="")
def mark(text: str) -> None:
    """Set a marker with a note at this moment."""
    _say(_ask(Request("mark", text=text)))


@click.command()
@click.argument("seconds", type=float)
def forget(seconds: float) -> None:
    """Take back the last seconds, video included."""
    _say(_ask(Request("forget", seconds=seconds)))


@click.command()
@click.option(
    "--outcome", type=click.Choice(["success", "failure"]), help="Whether the task was done."
)
def stop(outcome: str | None) -> None:
    """End the recording; everything is on the disk when this returns."""
    status = _ask(Request("stop", text=outcome or ""))
    click.echo(status.session)
    _say(status)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def discard(yes: bool) -> None:
    """End the recording and keep nothing of it. This cannot be undone."""
    if not yes:
        if not sys.stdin.isatty():
            raise WrongUse("Discarding cannot be undone; say --yes where nobody can be asked.")
        if not click.confirm("Keep nothing of this recording? This cannot be undone.", err=True):
            raise WrongUse("The recording goes on.")
    _say(_ask(Request("discard")))


def _ask(request: Request) -> Status:
    return ask(Home.default(), request)


def _say(status: Status) -> None:
    click.echo(
        f"{status.state.capitalize()}: {status.elapsed_s:.0f} s, {status.events} events, "
        f"{status.frames} frames.",
        err=True,
    )
