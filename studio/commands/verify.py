"""`candor verify`: is a session what it claims to be? It says whether it looked inside."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

import click
import msgspec

from recorder.errors import Locked
from recorder.session.reader import Session
from recorder.session.verify import Report, certified_by, verify_opened, verify_sealed
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.commands.common import find_session
from studio.commands.identity import passphrase_prompt


@click.command("verify")
@click.argument("session")
@click.option("--sealed", is_flag=True, help="Do not unlock it: check what needs no key.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify(session: str, sealed: bool, as_json: bool) -> None:
    """Check head, consent, signatures, chain and end of a session.

    Unlocked, it is decrypted, decoded and counted as well. The answer says whether it was.
    """
    home = Home.default()
    path = find_session(home, session)
    check = certified_by(load_public(home).sign)
    if sealed:
        report = verify_sealed(path, check)
    else:
        with _keeper(home) as keeper:
            if keeper is None:
                report = verify_sealed(path, check)
            else:
                report = verify_opened(path, check, keeper.read_session, _decode_pictures)
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
    else:
        _say(report)
    sys.exit(0 if report.good else 1)


@contextmanager
def _keeper(home: Home) -> Generator[Keeper | None]:
    """An unlocked keeper, or None where no way leads in: no file, no keyring, nobody to ask.

    Raises:
        Locked: a way that was there failed.
    """
    how = Unlock.default(passphrase_prompt())
    with Keeper(home) as keeper:
        try:
            keeper.unlock(how)
        except Locked as error:
            if how.passphrase_file or how.prompt:
                raise
            click.echo(str(error), err=True)
            yield None
        else:
            yield keeper


def _decode_pictures(session: Session) -> None:
    from rich.console import Console
    from rich.progress import track

    from recorder.session.decoder import Pictures

    pictures, talk = Pictures(session.chunks), Console(stderr=True)
    for index in track(pictures.indexes, "Decoding", console=talk, disable=not talk.is_terminal):
        pictures.frame(index)


def _say(report: Report) -> None:
    inside = f"{report.events} events, {report.frames} frames, unlocked"
    seen = inside if report.unlocked else "not unlocked"
    click.echo(f"{report.session}  {report.state}  {report.records} records, {seen}")
    if report.problem:
        click.echo(report.problem, err=True)
