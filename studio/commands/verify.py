"""`candor verify`: is a session what it claims to be? It says whether it looked inside."""

from __future__ import annotations

import base64
import sys

import click
import msgspec

from recorder.errors import Damaged
from recorder.session.layout import Header
from recorder.session.verify import verify_sealed
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.recording_key import read_certificate
from studio.commands.common import find_session


@click.command("verify")
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify(session: str, as_json: bool) -> None:
    """Check head, consent, signatures, chain and end of a session, without unlocking it."""
    home = Home.default()
    identity = load_public(home).sign

    def check_certificate(header: Header) -> None:
        certificate = read_certificate(base64.b64decode(header.certificate), identity)
        if certificate.key.raw.hex() != header.recording_key:
            raise Damaged("The session was signed by a recording key that is not yours.")
        if header.consent and bytes.fromhex(header.consent) not in certificate.receipts:
            raise Damaged("The session names a consent that its recording key does not have.")

    report = verify_sealed(find_session(home, session), check_certificate)
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
    else:
        click.echo(f"{report.session}  {report.state}  {report.records} records, not unlocked")
        if report.problem:
            click.echo(report.problem, err=True)
    sys.exit(0 if report.good else 1)
