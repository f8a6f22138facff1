"""Submitting, opening, withdrawing: who may, who may not, and what stands in the log of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from recorder.consent import dsse
from recorder.custody import documents, messages, opening
from recorder.custody.catalogue import State
from recorder.custody.checkpoint import Witness
from recorder.custody.manifest import Manifest
from recorder.custody.messages import QuarantineRequest
from recorder.custody.roster import make_role
from recorder.errors import (
    CandorError,
    ConsentError,
    Damaged,
    NotOurs,
    StorageError,
    WrongUse,
)
from tests.custody_helpers import CANARY, NOON, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.broker.close()


def test_a_submission_opens_for_its_roles_and_only_their_streams(world: World) -> None:
    submission, manifest = world.submit()

    video = world.reader(
        world.lease(submission), manifest, world.role_key(world.annotator, "annotator")
    )
    actions = world.reader(
        world.lease(submission, "actions", world.engineer, "engineer"),
        manifest,
        world.role_key(world.engineer, "engineer"),
    )

    assert b"".join(video.pieces()) == CANARY + b"v"
    assert actions.read(0, 100) == CANARY + b"a"
    with pytest.raises(NotOurs, match="not for the role"):
        world.lease(submission, "video", world.engineer, "engineer")
    assert world.kinds()[-4:] == ["submitted", "opened", "opened", "refused"]


def test_a_stream_that_nobody_may_read_is_not_sent(world: World) -> None:
    _, raw = world.submit()
    manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)

    assert [each.stream for each in manifest.streams] == ["video", "actions"]


@pytest.mark.parametrize(
    ("role", "purpose", "sentence"),
    [
        ("engineer", "training", "not in the role"),
        ("annotator", "performance evaluation", "does not know this purpose"),
        ("annotator\x1b[2J", "training", "not in the role"),
    ],
)
def test_a_role_or_a_purpose_that_is_not_theirs_is_refused_and_logged(
    world: World, role: str, purpose: str, sentence: str
) -> None:
    submission, _ = world.submit()

    with pytest.raises(ConsentError, match=sentence):
        world.broker.open(world.wish(world.annotator, submission, "video", role, purpose))

    assert world.kinds()[-1] == "refused"


def test_somebody_who_is_not_on_the_roster_is_refused(world: World) -> None:
    submission, _ = world.submit()

    with pytest.raises(NotOurs, match="not on the roster"):
        world.lease(submission, person=world.other)


def other_signature(raw: bytes) -> bytes:
    start = raw.index(b'"sig":"') + len(b'"sig":"')
    return raw[:start] + b"AAAA" + raw[start + 4 :]


def test_a_request_that_was_altered_repeated_or_is_of_another_hour_is_refused(world: World) -> None:
    submission, _ = world.submit()
    raw = world.wish(world.annotator, submission, "video", "annotator")
    world.broker.open(raw)

    with pytest.raises(ConsentError, match="made before"):
        world.broker.open(raw)
    world.now += timedelta(minutes=6)
    with pytest.raises(ConsentError, match="clock"):
        world.broker.open(raw)
    altered = world.wish(world.annotator, submission, "video", "annotator")
    with pytest.raises(Damaged):
        world.broker.open(other_signature(altered))
    reserve = world.worker.envelope(documents.RESERVE_REQUEST, b"{}")
    with pytest.raises(CandorError):
        world.broker.open(reserve)


def test_a_revoked_grant_stays_revoked_when_an_old_catalogue_is_brought_back(world: World) -> None:
    submission, _ = world.submit()
    raw = world.grant(world.annotator, "annotator", openings_per_day=5)
    digest = world.broker.grant(raw)
    shutil.copy(world.root / "broker/catalogue.db", world.root / "old.db")
    world.revoke(digest)
    world.revoke_first()

    with pytest.raises(ConsentError, match="no grant"):
        world.lease(submission)
    with pytest.raises(ConsentError, match="revoked"):
        world.broker.grant(raw)
    shutil.copy(world.root / "old.db", world.root / "broker/catalogue.db")
    world.restart()
    with pytest.raises(ConsentError, match="no grant"):
        world.lease(submission)


@pytest.mark.parametrize(
    "changes",
    [
        {"purposes": ("other",)},
        {"role": "engineer"},
        {"valid_until": NOON},
        {"made_at": NOON + timedelta(minutes=1)},
        {"openings_per_day": 0},
    ],
)
def test_a_grant_covers_only_what_it_says(world: World, changes: dict[str, object]) -> None:
    submission, _ = world.submit()
    world.revoke_first()

    world.broker.grant(world.grant(world.annotator, "annotator", **changes))

    with pytest.raises(ConsentError, match="grant"):
        world.lease(submission)


@pytest.mark.parametrize(
    "changes",
    [
        {"campaign": "elsewhere"},
        {"person": "0" * 32},
        {"valid_until": NOON + timedelta(days=400)},
        {"lease_s": 0},
    ],
)
def test_a_grant_that_cannot_be_is_refused(world: World, changes: dict[str, object]) -> None:
    with pytest.raises(CandorError):
        world.broker.grant(world.grant(world.annotator, "annotator", **changes))


def test_an_administrator_cannot_grant(world: World) -> None:
    raw = world.grant(world.annotator, "annotator")
    payload, _ = dsse.open_signed(raw, documents.GRANT)

    with pytest.raises(CandorError, match="not signed by anybody"):
        world.broker.grant(world.other.envelope(documents.GRANT, payload))


def test_the_quota_of_a_day_ends_at_midnight(world: World) -> None:
    submission, _ = world.submit()
    world.revoke_first()
    world.broker.grant(world.grant(world.annotator, "annotator", openings_per_day=2))

    for _ in range(2):
        world.lease(submission)
    with pytest.raises(ConsentError, match="2 openings a day"):
        world.lease(submission)
    world.now += timedelta(hours=12)

    world.lease(submission)


def test_a_lease_ends_and_is_never_longer_than_eight_hours(world: World) -> None:
    world.broker.grant(
        world.grant(world.annotator, "annotator", lease_s=10**6, openings_per_day=200_000)
    )
    submission, manifest = world.submit()
    raw = world.lease(submission)
    reader = world.reader(raw, manifest, world.role_key(world.annotator, "annotator"))

    lease = opening.read_lease(raw, world.roster.roster)
    assert lease.until == world.now + timedelta(hours=8)
    world.now = lease.until
    with pytest.raises(ConsentError, match="lease is over"):
        reader.read(0, 1)


def test_somebody_who_left_opens_nothing_more(world: World) -> None:
    submission, _ = world.submit()
    stayed = world.roster.roster.people[1:]
    roles = (*world.roster.roster.roles, make_role("study", "annotator", 2, stayed))
    world.roster = world.next_roster(roles=roles)

    world.broker.renew_roster(world.roster.envelope)

    with pytest.raises(ConsentError, match="not in the role"):
        world.lease(submission)


def test_a_broker_does_not_go_back_to_an_older_roster(world: World) -> None:
    old = world.roster
    world.roster = world.next_roster()
    world.broker.renew_roster(world.roster.envelope)
    world.broker.close()

    world.roster = old
    with pytest.raises(WrongUse, match="older"):
        world.open_broker()
    world.roster = world.next_roster()
    world.broker = world.open_broker()


def test_accepting_again_gives_the_same_place_in_the_log(world: World) -> None:
    manifest = world.seal()
    answers = [world.broker.accept(manifest, world.receipt) for _ in range(2)]

    first, again = (
        opening.read_acceptance(each, world.roster.roster, manifest) for each in answers
    )
    assert first.log.index == again.log.index
    assert world.kinds().count("submitted") == 1


def test_the_same_session_is_submitted_once(world: World) -> None:
    submission, _ = world.submit("same")

    with pytest.raises(ConsentError, match="submitted before"):
        world.submit("same")
    world.end(submission)
    world.submit("same")


def test_an_object_that_the_store_lost_is_not_accepted(world: World) -> None:
    manifest = world.seal()
    world.store.delete(next(iter(world.store.names())))

    with pytest.raises(StorageError, match="not in the store"):
        world.broker.accept(manifest, world.receipt)
    assert "submitted" not in world.kinds()


def test_consent_that_is_over_anothers_or_altered_is_not_accepted(world: World) -> None:
    manifest = world.seal()
    with pytest.raises(ConsentError, match="altered"):
        world.broker.accept(manifest, world.receipt[:-1])
    payload, _ = dsse.open_signed(world.receipt, dsse.RECEIPT)
    with pytest.raises(ConsentError, match="another worker"):
        world.broker.accept(manifest, world.other.envelope(dsse.RECEIPT, payload))
    world.now += timedelta(days=30)
    with pytest.raises(ConsentError, match="expired"):
        world.broker.accept(manifest, world.receipt)


def rewritten(world: World, raw: bytes, **changes: object) -> bytes:
    manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)
    changed = msgspec.structs.replace(manifest, **changes)
    return documents.write_document(documents.MANIFEST, changed, world.worker.envelope)


def test_a_manifest_with_swapped_streams_or_locks_does_not_open(world: World) -> None:
    raw = world.seal()
    manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)
    video, actions = manifest.streams
    swapped = (
        msgspec.structs.replace(video, object=actions.object, size_bytes=actions.size_bytes),
        msgspec.structs.replace(actions, object=video.object, size_bytes=video.size_bytes),
    )
    world.broker.accept(rewritten(world, raw, streams=swapped), world.receipt)
    changed = rewritten(world, raw, streams=swapped)

    lease = world.lease(manifest.submission)
    with pytest.raises(Damaged, match="not the one its manifest names"):
        world.reader(lease, changed, world.role_key(world.annotator, "annotator"))
    with pytest.raises(Damaged, match="not the one that was opened"):
        world.reader(lease, raw, world.role_key(world.annotator, "annotator"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("broker_key", bytes(1216)),
        ("roster_sha256", "0" * 64),
        ("campaign_sha256", "0" * 64),
        ("campaign_version", 2),
        ("receipt", "0" * 64),
        ("proof", "pass"),
        ("streams", ()),
    ],
)
def test_a_manifest_that_does_not_fit_is_not_accepted(
    world: World, field: str, value: object
) -> None:
    raw = rewritten(world, world.seal(), **{field: value})

    with pytest.raises(CandorError):
        world.broker.accept(raw, world.receipt)
    assert world.broker.submissions(State.SUBMITTED) == ()


def test_a_lock_for_a_role_that_the_campaign_does_not_name_is_not_accepted(world: World) -> None:
    raw = world.seal()
    manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)
    video, actions = manifest.streams
    ghost = msgspec.structs.replace(video.wraps[0], role="engineer")
    streams = (msgspec.structs.replace(video, wraps=(*video.wraps, ghost)), actions)

    with pytest.raises(ConsentError, match="exactly the roles"):
        world.broker.accept(rewritten(world, raw, streams=streams), world.receipt)


def test_after_a_withdrawal_nobody_opens_and_the_objects_are_gone(world: World) -> None:
    submission, _ = world.submit("a")
    kept, manifest = world.submit("b")

    death = world.end(submission)

    assert death.submissions == (submission,)
    assert death.objects_left == 0
    assert not death.is_epoch_protected
    with pytest.raises(ConsentError, match="withdrawn"):
        world.lease(submission)
    reader = world.reader(world.lease(kept), manifest, world.role_key(world.annotator, "annotator"))
    assert reader.read(0, 5) == CANARY[:5]
    assert len(list(world.store.names())) == 3
    assert world.end(submission).log.index == death.log.index


def test_withdrawing_all_ends_the_consent_as_well(world: World) -> None:
    submissions = {world.submit(each)[0] for each in "abc"}

    assert set(world.end().submissions) == submissions
    with pytest.raises(ConsentError, match="ended"):
        world.submit("d")


def test_nobody_withdraws_what_is_anothers(world: World) -> None:
    submission, _ = world.submit()

    with pytest.raises(NotOurs, match="of yours"):
        world.end(submission, worker=world.other)
    world.lease(submission)


def test_retention_is_carried_out_and_logged(world: World) -> None:
    submission, _ = world.submit()
    world.now += timedelta(days=90)
    world.restart()

    assert world.kinds()[-2:] == ["expired", "dead"]
    assert world.broker.submissions(State.EXPIRED)[0].submission == submission
    assert list(world.store.names()) == []
    with pytest.raises(ConsentError):
        world.lease(submission)


def test_a_reported_problem_closes_a_submission_to_everyone(world: World) -> None:
    submission, _ = world.submit()
    request = QuarantineRequest("study", world.now, messages.new_nonce(), submission)
    raw = documents.write_document(documents.QUARANTINE_REQUEST, request, world.engineer.envelope)

    world.broker.quarantine(raw)

    with pytest.raises(ConsentError, match="privacy problem"):
        world.lease(submission)
    assert world.end(submission).submissions == (submission,)


def test_a_worker_sees_each_opening_and_finds_a_log_that_was_rolled_back(world: World) -> None:
    submission, _ = world.submit()
    witness = Witness(world.root / "witness", "candor/study", world.broker_key.public())
    opening.check_history(world.history(), world.roster.roster, witness)
    shutil.copytree(world.root / "broker", world.root / "backup")
    for _ in range(3):
        world.lease(submission)
    seen = witness.seen()
    assert seen is not None

    leaves = opening.check_history(world.history(seen.size), world.roster.roster, witness)

    opened = [each for each in leaves if each.kind == "opened"]
    assert [(each.person, each.role, each.stream, each.purpose) for each in opened] == [
        (world.annotator.sign.public().fingerprint(), "annotator", "video", "training")
    ] * 3
    world.restart(world.root / "backup")
    seen = witness.seen()
    assert seen is not None
    with pytest.raises(Damaged, match="rolled back"):
        opening.check_history(world.history(seen.size), world.roster.roster, witness)


def test_a_lease_that_is_not_in_the_log_is_refused_by_the_reader(world: World) -> None:
    submission, manifest = world.submit()
    role = world.role_key(world.annotator, "annotator")
    raw = world.lease(submission)
    lease, _ = documents.read_document(raw, documents.LEASE, messages.Lease)
    other = world.lease(submission, "actions")
    elsewhere, _ = documents.read_document(other, documents.LEASE, messages.Lease)

    forged = msgspec.structs.replace(lease, log=elsewhere.log)
    with pytest.raises(Damaged, match="without writing"):
        world.reader(
            dsse.seal_envelope(documents.LEASE, msgspec.json.encode(forged), world.broker_key),
            manifest,
            role,
        )
    with pytest.raises(Damaged, match="not signed by the broker"):
        world.reader(
            world.other.envelope(documents.LEASE, msgspec.json.encode(lease)), manifest, role
        )
