"""`candor broker`: make a broker's folder, give it a roster, serve it, carry out the retention."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recorder.errors import StorageError, WrongUse

_PORT_MAX = 65_535


@click.group()
def broker() -> None:
    """The broker of a campaign, in a folder that people share."""


@broker.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--campaign", "file", required=True, type=click.Path(path_type=Path), help="The campaign file."
)
@click.option("--store", metavar="PLACE", help="A folder or a bucket; without it, beside the log.")
@click.option("--keyring", is_flag=True, help="Keep the epoch key in the system's keyring.")
@click.option(
    "--epoch-key",
    type=click.Path(path_type=Path),
    help="Keep the epoch key in this file, outside of the folder and of every backup.",
)
@click.option("--database", metavar="URL", help="Keep the catalogue on a PostgreSQL server.")
@click.option(
    "--key-database", metavar="URL", help="Keep the keys on one, in another database than that."
)
def new(
    folder: Path,
    file: Path,
    store: str | None,
    keyring: bool,
    epoch_key: Path | None,
    database: str | None,
    key_database: str | None,
) -> None:
    """Make a broker for a campaign; prints its public key, which the roster names.

    A URL is one of libpq, such as postgresql://HOST/NAME or service=NAME, without a password: that
    stands in a password file (PGPASSFILE) or a service file. The tables must be there already; see
    candor broker schema.
    """
    from recorder.custody.databases import Databases
    from recorder.custody.place import KEYRING, make_place
    from studio.commands.campaign import read_campaign

    if keyring == (epoch_key is not None):
        raise WrongUse("Say where the epoch key is kept: --keyring, or --epoch-key FILE.")
    kept = KEYRING if epoch_key is None else str(epoch_key.absolute())
    if epoch_key is not None and epoch_key.absolute().is_relative_to(folder.absolute()):
        raise WrongUse("The epoch key must not lie in the broker's folder; name another place.")
    where = store or str((folder / "store").absolute())
    databases = Databases(database, key_database)
    place = make_place(folder, read_campaign(file), where, kept, databases)
    click.echo(place.broker.raw.hex())


@broker.command("schema")
@click.argument("what", type=click.Choice(["catalogue", "keys"]))
def schema(what: Literal["catalogue", "keys"]) -> None:
    """Print the SQL with which an administrator makes the tables in an empty database."""
    from recorder.custody.schema_postgres import script

    click.echo(script(what), nl=False)


@broker.command("roster")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--root", help="The root of the first roster, as its signers told you.")
def roster(folder: Path, file: Path, root: str | None) -> None:
    """Let the broker work with a roster that its signers signed."""
    from datetime import UTC, datetime

    from recorder.consent.dsse import ENVELOPE_MAX
    from recorder.custody.place import read_place
    from recorder.vault.home import read_bounded

    raw = read_bounded(file, ENVELOPE_MAX)
    if raw is None:
        raise StorageError(f"There is no file {file.name}.")
    accepted = read_place(folder).put_roster(raw, root, datetime.now(UTC))
    click.echo(f"The broker works with version {accepted.roster.version} of the roster.", err=True)


@broker.command("serve")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--listen", default="127.0.0.1:8440", show_default=True, metavar="HOST:PORT",
    help="Where to listen; port 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--cert", type=click.Path(path_type=Path),
    help="A certificate (PEM); without it the service makes its own.",
)  # fmt: skip
@click.option("--key", type=click.Path(path_type=Path), help="The key of --cert (PEM).")
def serve(folder: Path, listen: str, cert: Path | None, key: Path | None) -> None:
    """Serve a broker to people on other machines, until Ctrl+C or SIGTERM.

    Prints its place and its certificate's fingerprint, which people compare once.
    """
    from recorder.custody import serving
    from recorder.custody.certificate import Certificate, own_certificate
    from recorder.custody.place import read_place

    host, _, number = listen.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not number.isdecimal() or int(number) > _PORT_MAX:
        raise WrongUse("Say where to listen as HOST:PORT, such as 0.0.0.0:8440.")
    if (cert is None) != (key is None):
        raise WrongUse("Name --cert and --key together, or neither.")
    place = read_place(folder)
    certificate = Certificate(cert, key) if cert and key else own_certificate(folder, host)
    fingerprint = certificate.fingerprint()
    with serving.listen(host, int(number)) as at:
        named = f"[{host}]" if ":" in host else host
        url = f"https://{named}:{at.getsockname()[1]}"

        def ready() -> None:
            click.echo(f"{url}\n{fingerprint}")
            click.echo("Serving; people compare this fingerprint when they accept.", err=True)

        serving.serve(place, certificate, at, ready)


@broker.command("expire")
@click.argument("folder", type=click.Path(path_type=Path))
def expire(folder: Path) -> None:
    """End what the retention has ended, and what a crash left half ended. Run it every day.

    Objects that have belonged to no submission for a week are deleted from the store.
    """
    from recorder.custody.catalogue import State
    from recorder.custody.place import read_place

    # Opening already carries the retention out, so it is counted by what has ended.
    opened = read_place(folder).open()
    try:
        opened.expire()
        count = len(opened.submissions(State.EXPIRED))
        click.echo(f"{count} submissions have ended with their retention by now.")
        swept = opened.sweep()
    finally:
        opened.close()
    if swept:
        click.echo(f"{swept} objects that belonged to nothing were deleted.", err=True)
