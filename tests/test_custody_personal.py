"""Alone on one machine: the same custody for one person, and the pins of a roster."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from recorder.consent import dsse
from recorder.consent.campaign import BUILT_IN
from recorder.consent.receipt import receipt_payload
from recorder.crypto import sha256
from recorder.custody import documents, messages, opening
from recorder.custody.broker import Broker
from recorder.custody.epoch import FileEpochStore
from recorder.custody.messages import EndRequest, ReserveRequest
from recorder.custody.personal import open_personal, personal_store
from recorder.custody.roster import SignedRoster, open_role
from recorder.custody.roster_pin import RosterPins
from recorder.custody.submission import Facts, seal_submission
from recorder.errors import ConsentError
from recorder.session.model import Scope
from recorder.vault.identity import Identity
from tests.custody_helpers import CANARY, NOON, STREAMS, World

ME = Identity.generate()


def start(folder: Path, days: int = 0) -> tuple[Broker, SignedRoster]:
    def clock() -> datetime:
        return NOON + timedelta(days=days)

    epochs = FileEpochStore(folder / "epoch.key")
    return open_personal(folder, ME.public(), ME.envelope, epochs, clock)


def submit(folder: Path, broker: Broker, roster: SignedRoster) -> tuple[str, bytes]:
    given = NOON - timedelta(days=1)
    payload = receipt_payload(BUILT_IN, frozenset({Scope.SCREEN}), ME.public().worker, given)
    receipt = ME.envelope(dsse.RECEIPT, payload)
    request = ReserveRequest("personal", NOON, messages.new_nonce())
    reserved = opening.read_reservation(
        broker.reserve(documents.write_document(documents.RESERVE_REQUEST, request, ME.envelope)),
        roster.roster,
        ME.sign.public(),
    )
    facts = Facts(
        reserved.submission, reserved.broker_key, sha256(receipt).hex(), "0" * 64, "1" * 64, NOON
    )
    manifest = seal_submission(
        facts, BUILT_IN, roster, STREAMS, personal_store(folder), ME.envelope
    )
    broker.accept(manifest, receipt)
    return reserved.submission, manifest


def test_one_person_submits_opens_and_withdraws(tmp_path: Path) -> None:
    broker, roster = start(tmp_path)
    submission, manifest = submit(tmp_path, broker, roster)
    wish = messages.open_request(
        "personal", submission, "text", "worker", "own-use", NOON, ME.envelope
    )
    role = open_role(roster.roster, "worker", 1, ME.public().worker, ME.seal.open)

    reader = opening.open_stream(
        broker.open(wish), manifest, ME.sign.public(), roster.roster, role,
        personal_store(tmp_path), lambda: NOON,
    )  # fmt: skip

    assert b"".join(reader.pieces()) == CANARY + b"t"
    end = EndRequest("personal", NOON, messages.new_nonce())
    raw = broker.end(documents.write_document(documents.END_REQUEST, end, ME.envelope))
    assert opening.read_death(raw, roster.roster).submissions == (submission,)
    broker.close()


def test_it_is_found_again_and_renewed_before_it_expires(tmp_path: Path) -> None:
    versions: list[int] = []
    for days in (0, 1, 340, 341, 800):
        broker, roster = start(tmp_path, days)
        versions.append(roster.roster.version)
        broker.close()

    assert versions == [1, 1, 2, 2, 3]


def test_a_pinned_roster_is_followed_and_never_rolled_back(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    world.broker.close()
    (tmp_path / "pins").mkdir()
    pins = RosterPins(tmp_path / "pins", ME.sign.public())
    first, root = world.roster, world.roster.roster.root
    newer = world.next_roster()

    assert pins.known("study", NOON) is None
    with pytest.raises(ConsentError, match="never seen"):
        pins.accept(first.envelope, "study", None, NOON, ME.envelope)
    with pytest.raises(ConsentError, match="other people"):
        pins.accept(first.envelope, "study", "0" * 32, NOON, ME.envelope)
    pins.accept(first.envelope, "study", root, NOON, ME.envelope)
    pins.accept(newer.envelope, "study", None, NOON, ME.envelope)
    with pytest.raises(ConsentError, match="not newer"):
        pins.accept(first.envelope, "study", root, NOON, ME.envelope)

    assert pins.known("study", NOON) == newer
    with pytest.raises(ConsentError, match="expired"):
        pins.known("study", NOON + timedelta(days=400))


def test_a_pin_that_somebody_else_wrote_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    world.broker.close()
    (tmp_path / "pins").mkdir()
    pins = RosterPins(tmp_path / "pins", ME.sign.public())
    pins.accept(
        world.roster.envelope, "study", world.roster.roster.root, NOON, world.other.envelope
    )

    with pytest.raises(ConsentError, match="altered"):
        pins.known("study", NOON)

    (tmp_path / "pins/study.roster-pin").unlink()
    pins.accept(world.roster.envelope, "study", world.roster.roster.root, NOON, ME.envelope)
    ghost = msgspec.structs.replace(world.roster.roster, version=9)
    (tmp_path / "pins/study.roster").write_bytes(world.signed(ghost))
    with pytest.raises(ConsentError, match="altered"):
        pins.known("study", NOON)
