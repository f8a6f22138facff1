"""`candor roster`: who is in which role, signed by several people, and pinned by everyone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import StorageError, WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from recorder.custody.roster import Person, Roster
    from recorder.vault.identity import PublicIdentity
    from studio.overseeing import Named

_FILE_MAX = 1024 * 1024


@click.group()
def roster() -> None:
    """The roster of a campaign: people, roles, the broker, and who must sign it."""


@roster.command("new")
@click.option("--campaign", "campaign_id", required=True, help="The campaign's id.")
@click.option("--broker", "broker_key", required=True, metavar="KEY", help="The broker's key.")
@click.option(
    "--signer", "signers", multiple=True, required=True, type=click.Path(path_type=Path),
    metavar="FILE", help="The public identity (identity.pub) of somebody who signs; repeat it.",
)  # fmt: skip
@click.option("--threshold", default=2, show_default=True, help="How many of them must sign.")
@click.option(
    "--person", "people", multiple=True, metavar="NAME=FILE:ROLE[,ROLE]",
    help="Somebody with their public identity and roles; repeat it.",
)  # fmt: skip
@click.option(
    "--days", default=180, show_default=True, type=click.IntRange(1, 366), help="How long it holds."
)
@click.option(
    "--after", type=click.Path(path_type=Path), help="The signed roster that this one follows."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
def new(
    campaign_id: str,
    broker_key: str,
    signers: tuple[Path, ...],
    threshold: int,
    people: tuple[str, ...],
    days: int,
    after: Path | None,
    out: Path,
) -> None:
    """Write a roster to be signed; prints its root, which people compare before they accept it.

    Each role gets a fresh key, in a new epoch when there was one before, so that who is not named
    any more opens nothing new.
    """
    from recorder.custody.documents import SHA256_HEX
    from recorder.custody.roster import read_roster
    from recorder.vault.home import write_whole
    from studio.overseeing import drawn_up

    if not SHA256_HEX.fullmatch(broker_key):
        raise WrongUse("The broker's key has 64 hex digits; candor broker new prints it.")
    if out.exists():
        raise WrongUse(f"The file {out.name} is there already; name another.")
    old = read_roster(_read(after)) if after is not None else None
    named = [_person(each) for each in people]
    signing = [_public(each).sign.raw for each in signers]
    broker = bytes.fromhex(broker_key)
    made = drawn_up(campaign_id, broker, named, signing, threshold, days, old)
    write_whole(out, made.encode(), 0o644)
    click.echo(made.root)


@roster.command("sign")
@click.argument("file", type=click.Path(path_type=Path))
def sign(file: Path) -> None:
    """Sign a roster, after those who signed it before. Look at it first: candor roster show."""
    from recorder.vault.home import Home
    from studio.commands.identity import unlocked_keeper
    from studio.overseeing import sign_roster

    with unlocked_keeper(Home.default()) as keeper:
        sign_roster(file, keeper.sign)
    click.echo("Signed.", err=True)


@roster.command("show")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(file: Path, as_json: bool) -> None:
    """Show a roster file: its root, who signed it, and who would be in which role."""
    from recorder.consent import dsse
    from recorder.custody import documents
    from recorder.custody.roster import Roster

    raw = _read(file)
    signed = frozenset[bytes]()
    payload = raw
    if raw.startswith(b'{"payloadType"'):
        payload, keys = dsse.open_by_threshold(raw, documents.ROSTER, frozenset(), 0)
        signed = frozenset(each.raw for each in keys)
    made = documents.parse_document(payload, Roster)
    if as_json:
        click.echo(json.dumps(_facts(made, signed), indent=2))
        return
    count = sum(each in signed for each in made.signers)
    click.echo(f"Campaign:  {made.campaign}, version {made.version} of the roster")
    click.echo(f"Root:      {made.root}")
    click.echo(f"Signed by: {count} of {len(made.signers)} signers; {made.threshold} are needed")
    click.echo(f"Until:     {made.expires_at:%Y-%m-%d}")
    for person in made.people:
        roles = ", ".join(_roles(made, person)) or "in no role"
        click.echo(f"{person.fingerprint}  {person.name}: {roles}")


@roster.command("accept")
@click.argument("root")
@click.option(
    "--fingerprint", default="", metavar="HEX",
    help="Of a service's certificate, as whoever runs it told you.",
)  # fmt: skip
@at_option
def accept(root: str, fingerprint: str, at: str | None) -> None:
    """Accept a campaign's roster for the first time, after comparing its ROOT with somebody who
    signed it. What follows later must be signed by the people it names."""
    from recorder.vault.home import Home
    from recorder.vault.identity import load_public
    from studio.commands.identity import unlocked_keeper
    from studio.counter import accept_roster

    if at is None:
        raise WrongUse("Name the broker's folder or service with --at.")
    home = Home.default()
    with unlocked_keeper(home) as keeper:
        done = accept_roster(home, keeper, load_public(home), root, at, fingerprint).roster
    click.echo(f"Accepted version {done.version} of the roster of {done.campaign}.", err=True)


def _read(file: Path) -> bytes:
    from recorder.vault.home import read_bounded

    raw = read_bounded(file, _FILE_MAX)
    if raw is None:
        raise StorageError(f"There is no file {file.name}.")
    return raw


def _public(file: Path) -> PublicIdentity:
    from recorder.vault.identity import read_public

    return read_public(_read(file))


def _person(text: str) -> Named:
    from recorder.custody.roster import ROLES, Person
    from studio.overseeing import Named

    name, _, rest = text.partition("=")
    path, _, roles = rest.rpartition(":")
    held = tuple(roles.split(","))
    if not name or not path or not set(held) <= set(ROLES):
        raise WrongUse(
            "A person is named as NAME=FILE:ROLE, with a role of " + ", ".join(ROLES) + "."
        )
    public = _public(Path(path))
    return Named(Person(name, public.sign.raw, public.seal.raw), held)


def _roles(made: Roster, person: Person) -> list[str]:
    return sorted({key.role for key in made.roles if made.holds(person.fingerprint, key.role)})


def _facts(made: Roster, signed: frozenset[bytes]) -> dict[str, object]:
    return {
        "campaign": made.campaign,
        "version": made.version,
        "root": made.root,
        "threshold": made.threshold,
        "signed": sum(each in signed for each in made.signers),
        "expires_at": made.expires_at.isoformat(),
        "people": [
            {
                "name": person.name,
                "fingerprint": person.fingerprint,
                "roles": _roles(made, person),
            }
            for person in made.people
        ],
    }
