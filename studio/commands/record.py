"""`candor record`: record a session in this process, until something ends it."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from recorder.errors import CandorError, WrongUse
from recorder.session.model import Rect
from recorder.vault.home import Home
from studio.commands.campaign import read_campaign

if TYPE_CHECKING:
    from recorder.engine import Ended, Engine
    from recorder.engine_process import Pipe


@click.command()
@click.option("--task", required=True, help="What you are about to do, in your own words.")
@click.option(
    "--campaign",
    "file",
    type=click.Path(path_type=Path),
    help="The campaign file; without it the terms are Personal.",
)
@click.option("--monitor", type=int, metavar="N", help="Record this monitor alone, from 0.")
@click.option("--region", metavar="X,Y,W,H", help="Record this rectangle of the desktop alone.")
@click.option("--fps", default=30, show_default=True, help="Frames a second at most.")
@click.option("--for", "seconds", type=float, metavar="SECONDS", help="End it after this time.")
@click.option("--only", multiple=True, metavar="APP", help="Record this application alone.")
@click.option("--never", multiple=True, metavar="APP", help="Never record this application.")
@click.option(
    "--never-site",
    "never_sites",
    multiple=True,
    metavar="HOST",
    help="Never record this site or what lies below it; needs a browser with accessibility.",
)
@click.option(
    "--hotkey",
    "hotkeys",
    multiple=True,
    metavar="VERB=CHORD",
    help="Another hotkey, such as pause=ctrl+alt+f9.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document at the end.")
@click.option("--pipe", is_flag=True, help="Be steered over standard input and output.")
def record(
    task: str,
    file: Path | None,
    monitor: int | None,
    region: str | None,
    fps: int,
    seconds: float | None,
    only: tuple[str, ...],
    never: tuple[str, ...],
    never_sites: tuple[str, ...],
    hotkeys: tuple[str, ...],
    as_json: bool,
    pipe: bool,
) -> None:
    """Record a session of the work that you agreed to have recorded."""
    # Until it has begun nothing becomes rubbish; looking for it takes a twentieth of the start.
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    from recorder import engine_process
    from recorder.capture.hotkeys import chosen_chords
    from recorder.engine_parts import Wish, get_permit
    from recorder.hardening import forbid_dumps

    if seconds is not None and seconds <= 0:
        raise WrongUse("Say with --for how many seconds to record: more than 0.")
    if as_json and pipe:
        raise WrongUse("With --pipe the output is for answers; leave out --json.")
    forbid_dumps()
    home = Home.default()
    wish = Wish(
        task=task,
        campaign=read_campaign(file),
        monitor=monitor,
        region=None if region is None else read_region(region),
        fps=fps,
        only=only,
        never=never,
        never_sites=never_sites,
        own_pids=(os.getppid(),) if pipe else (),
        chords=chosen_chords(hotkeys),
    )
    ended = engine_process.record(
        wish,
        get_permit(home, wish.campaign),
        _say_start,
        seconds=seconds,
        pipe=_pipe_to_window() if pipe else None,
    )
    if as_json or pipe:
        # Nobody may be left to hear it.
        with suppress(BrokenPipeError):
            click.echo(msgspec.json.encode(_facts(ended)).decode())
    _keep_length(home, ended)
    _say_end(ended)


def read_region(text: str) -> Rect:
    """The rectangle that `X,Y,W,H` names.

    Raises:
        WrongUse: it names none.
    """
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError as error:
        raise WrongUse(f"“{text}” is not a region; write X,Y,W,H in pixels.") from error
    return Rect(x, y, width, height)


def _pipe_to_window() -> Pipe:
    from recorder.engine_process import Pipe

    # A reader of its own: Python aborts when it ends while a thread waits inside sys.stdin.
    return Pipe(open(sys.stdin.fileno(), "rb", closefd=False), sys.stdout.buffer)


def _say_start(engine: Engine) -> None:
    gc.freeze()
    gc.enable()
    click.echo(f"Recording {engine.recording.session}.", err=True)
    for status in engine.recording.hotkeys:
        says = status.problem or f"{status.chord} works everywhere."
        click.echo(f"{status.verb.value + ':':<9}{says}", err=True)


def _keep_length(home: Home, ended: Ended) -> None:
    """Let a list that is locked know how long the session is."""
    from recorder.vault.library import Library

    library = Library(home)
    # The list can do without: it learns the length when the session is opened.
    with suppress(CandorError):
        if ended.kept:
            library.refresh()
            library.keep_length(ended.session, round(ended.status.elapsed_s * 1e9))


def _say_end(ended: Ended) -> None:
    """The last words; a problem becomes the exit code 1.

    Raises:
        CandorError: something was wrong; what was written is kept.
    """
    status = ended.status
    if ended.problem is not None:
        raise CandorError(f"{ended.problem} The session {ended.session} holds what came before.")
    if not ended.kept:
        click.echo("Discarded: nothing of it was kept.", err=True)
        return
    click.echo(
        f"Ended ({ended.reason}): {status.elapsed_s:.1f} s, {status.events} events, "
        f"{status.frames} frames, {status.dropped} dropped, {status.bytes / 1e6:.1f} MB.",
        err=True,
    )


def _facts(ended: Ended) -> dict[str, Any]:
    status = msgspec.to_builtins(ended.status)
    return {"reason": ended.reason, "kept": ended.kept, "problem": ended.problem} | status
