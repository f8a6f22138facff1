"""A signed campaign of the person at the window, and a colleague with an identity of their own."""

from __future__ import annotations

from pathlib import Path

from recorder.consent.campaign import Campaign
from recorder.custody.place import make_place, read_place
from recorder.vault.home import Home
from recorder.vault.identity import Identity, PublicIdentity
from recorder.vault.keeper_client import Keeper
from studio.counter import at_counter, remember_place, roster_pins
from studio.overseeing import (
    Named,
    grant_envelope,
    make_roster,
    new_grant,
    read_person,
    read_roster_file,
    sign_roster,
)
from studio.steward_desk import keep_signed, sign_terms


def colleague(folder: Path) -> tuple[Identity, Path]:
    """Somebody else, with the file that they give away."""
    folder.mkdir(parents=True, exist_ok=True)
    other = Identity.generate()
    path = folder / "identity.pub"
    path.write_bytes(other.public().envelope)
    return other, path


def set_up(
    home: Home, keeper: Keeper, person: PublicIdentity, folder: Path, terms: Campaign
) -> None:
    """A broker in a folder, a roster that two people signed and this one accepted, and a grant."""
    folder.mkdir(parents=True, exist_ok=True)
    signed = sign_terms(terms, keeper.sign, folder / f"{terms.id}.campaign")
    keep_signed(home, signed)
    place = make_place(
        folder / "broker", signed, str(folder / "store"), str(folder / "keys" / "epoch.key")
    )
    (folder / "keys").mkdir(exist_ok=True)
    other, public = colleague(folder / "Anna K")
    me = Named(read_person(home.identity_public, "Kim S."), ("steward", "auditor"), True)
    anna = Named(read_person(public, "Anna K."), ("annotator",), True)
    roster = make_roster(terms.id, place.broker.raw, (me, anna), 2, 180)
    path = folder / "study.roster"
    path.write_bytes(roster.encode())
    sign_roster(path, keeper.sign)
    sign_roster(path, other.envelope)
    now = roster.made_at
    read_place(folder / "broker").put_roster(path.read_bytes(), roster.root, now)
    pins = roster_pins(home, person.sign)
    pins.accept(path.read_bytes(), terms.id, roster.root, now, keeper.sign)
    remember_place(home, terms.id, folder / "broker")
    grant = new_grant(terms.id, anna.person.fingerprint, "annotator", ("agent-training",), 30, 50)
    with at_counter(home, keeper, person, None, terms.id) as found:
        found.broker.grant(grant_envelope(grant, keeper.sign))
    assert read_roster_file(path).is_complete
