"""`candor identity`: make, show, and write down the identity. The keys stay in the keeper."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import click

from recorder.crypto import sha256
from recorder.errors import WrongUse
from recorder.vault.home import Home
from recorder.vault.identity import PublicIdentity, load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import PASSPHRASE_MIN, Unlock


@click.group()
def identity() -> None:
    """Your identity: the keys that your sessions are sealed to."""


@identity.command("new")
@click.option("--keyring", is_flag=True, help="Lock it with the desktop's keyring.")
@click.option("--recover", is_flag=True, help="Make it again from its recovery key.")
def new(keyring: bool, recover: bool) -> None:
    """Make your identity, locked by a passphrase or by the desktop's keyring.

    The passphrase is asked for, or read from the owner-only file that CANDOR_PASSPHRASE_FILE
    names. The recovery key is asked for, or read from standard input.
    """
    home = Home.default()
    recovery = _ask_recovery_key() if recover else None
    public = make_identity(home, keyring=keyring, recovery=recovery)
    click.echo(public.worker)
    if recovery is None:
        click.echo(
            "Without a recovery key a forgotten passphrase loses every session: "
            "see candor identity recovery.",
            err=True,
        )


@identity.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(as_json: bool) -> None:
    """Show your fingerprint: the name under which sessions and receipts know you."""
    home = Home.default()
    public = load_public(home)
    if as_json:
        facts = {
            "worker": public.worker,
            "sign": public.sign.raw.hex(),
            "seal_sha256": sha256(public.seal.raw).hex(),
            "vault": home.vault.exists(),
        }
        click.echo(json.dumps(facts, indent=2))
        return
    click.echo(public.worker)


@identity.command("recovery")
def recovery() -> None:
    """Print the recovery key, to be kept on paper.

    Whoever holds it can read everything that is sealed to you.
    """
    with unlocked_keeper(Home.default()) as keeper:
        click.echo(keeper.recovery_key())
    click.echo("Write it on paper. Whoever holds it can read all your sessions.", err=True)


@contextmanager
def unlocked_keeper(home: Home) -> Generator[Keeper]:
    """A keeper that was unlocked by file, keyring or prompt, in this order.

    Raises:
        Locked: no way led in.
    """
    load_public(home)
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default(passphrase_prompt()))
        yield keeper


def passphrase_prompt() -> Callable[[], str] | None:
    """A function that asks for the passphrase, or None when nobody is at a terminal."""
    if not sys.stdin.isatty():
        return None
    return lambda: click.prompt("Passphrase", hide_input=True, err=True)


def make_identity(
    home: Home, *, keyring: bool = False, recovery: str | None = None
) -> PublicIdentity:
    """Make or restore the identity, locked by the keyring, a named file or a new passphrase.

    Raises:
        WrongUse: there is one already, or no way to a passphrase.
        Locked: the passphrase is too short, or the keyring cannot be asked.
    """
    file = None if keyring else Unlock.default().passphrase_file
    passphrase = None if keyring or file else _new_passphrase(home, recovery)
    with Keeper(home) as keeper:
        if recovery is None:
            return keeper.make_identity(passphrase, file)
        return keeper.restore_identity(recovery, passphrase, file)


def _new_passphrase(home: Home, recovery: str | None) -> str:
    if home.vault.exists() and recovery is None:
        raise WrongUse("There is an identity here already; it was left as it is.")
    if not sys.stdin.isatty():
        raise WrongUse(
            "Nobody can be asked for a passphrase here: name an owner-only file in "
            "CANDOR_PASSPHRASE_FILE, or make the identity with: candor identity new --keyring."
        )
    return click.prompt(
        f"New passphrase (at least {PASSPHRASE_MIN} characters)",
        hide_input=True,
        confirmation_prompt=True,
        err=True,
    )


def _ask_recovery_key() -> str:
    if sys.stdin.isatty():
        return click.prompt("Recovery key", hide_input=True, err=True)
    return sys.stdin.readline(256)
