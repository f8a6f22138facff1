"""`candor import`: a recording of another program becomes a session, sealed to whoever imports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from recorder.vault.home import Home
    from recorder.vault.keeper_client import Keeper
    from replay.load.entering import Entry
    from replay.load.foreign import Foreign
    from replay.load.source import Source


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="F", help="The format; without it, it is found out.")
@click.option("--task", metavar="TEXT", help="What was done, where the recording does not say.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_(path: Path, form: str | None, task: str | None, as_json: bool) -> None:
    """Take in a recording that another program made. It cannot be submitted."""
    from recorder.vault.home import Home
    from replay.load.registry import find_loader, loader
    from replay.load.source import Source
    from studio.commands.identity import unlocked_keeper

    source = Source.at(path)
    found = loader(form) if form is not None else find_loader(source)
    foreign = found.load(source)
    if task is not None:
        foreign.task = task
    home = Home.default().ensure()
    with unlocked_keeper(home) as keeper:
        session = write_import(foreign, source, home, keeper, _progress()).stem
    _tell(session, found.name, foreign, as_json)


def write_import(
    foreign: Foreign,
    source: Source,
    home: Home,
    keeper: Keeper,
    did_reach: Callable[[int, int], None],
) -> Path:
    """Write what a loader read as a session of this home. Raises as `enter`."""
    from replay.load.entering import enter
    from studio.picture_coder import PictureCoder

    return enter(foreign, entry_of(source, home, keeper), PictureCoder, did_reach)


def entry_of(source: Source, home: Home, keeper: Keeper) -> Entry:
    """What an import is written with: where to, by whom, and the key that signs it.

    Raises:
        CandorError: the source cannot be read, or the keeper does not sign.
    """
    from datetime import UTC, datetime
    from importlib.metadata import version

    from recorder.vault.identity import load_public
    from recorder.vault.import_key import importing_key
    from replay.load.entering import Entry

    now = datetime.now(UTC)
    key = importing_key(home, keeper.sign, now)
    importer = load_public(home).sign.fingerprint()
    return Entry(home.sessions, source.digest, importer, key, now, f"candor {version('candor')}")


def _progress() -> Callable[[int, int], None]:
    """Says each tenth that is done, where somebody is at the terminal."""
    import sys

    told = 0

    def did_reach(at_ns: int, all_ns: int) -> None:
        nonlocal told
        done = min(10, at_ns * 10 // all_ns) if all_ns > 0 else 10
        if done > told and sys.stderr.isatty():
            click.echo(f"{done * 10} % is written.", err=True)
        told = max(told, done)

    return did_reach


def _tell(session: str, form: str, foreign: Foreign, as_json: bool) -> None:
    if as_json:
        import json

        document = {"session": session, "format": form, "account": foreign.account.document()}
        click.echo(json.dumps(document, indent=2))
        return
    click.echo(session)
    for line in (f"Imported as {foreign.source}.", *foreign.account.sentences()):
        click.echo(line, err=True)
