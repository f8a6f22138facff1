"""Labels at the broker: who may make them, who sees whose, and that they end with their session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recorder.consent import dsse
from recorder.consent.campaign import Recipient, SignedCampaign, load_campaign
from recorder.crypto import sha256
from recorder.custody import documents, messages, opening
from recorder.custody.audit import read_leaf
from recorder.custody.catalogue import State
from recorder.custody.labelling import assigned, lineage_of
from recorder.custody.manifest import read_manifest
from recorder.custody.messages import AssignRequest, QuarantineRequest, ReserveRequest
from recorder.custody.roster import Person, Roster, make_role
from recorder.custody.submission import Facts, seal_submission
from recorder.errors import CandorError, ConsentError, Damaged, NotOurs
from recorder.vault.identity import Identity
from tests.custody_helpers import CANARY, World
from tests.label_sets import SCHEMA

READERS = ("annotator", "adjudicator", "engineer")


class LabelWorld(World):
    """A world whose campaign asks questions of one annotator of two, and has an adjudicator."""

    def __init__(self, root: Path) -> None:
        self.carl, self.dora = Identity.generate(), Identity.generate()
        super().__init__(root)
        for each, role in ((self.carl, "annotator"), (self.dora, "adjudicator")):
            self.broker.grant(self.grant(each, role))

    def label(self, person: Identity, about: str, role: str = "annotator", **facts: Any) -> bytes:
        """The manifest of sealed labels, not yet accepted."""
        request = ReserveRequest("study", self.now, messages.new_nonce())
        raw = documents.write_document(documents.RESERVE_REQUEST, request, person.envelope)
        worker = person.sign.public()
        reserved = opening.read_reservation(self.broker.reserve(raw), self.roster.roster, worker)
        row = next(each for each in self.broker.submissions(*State) if each.submission == about)
        said = Facts(
            submission=reserved.submission,
            broker_key=reserved.broker_key,
            receipt=row.receipt or "",
            proof=sha256(row.manifest or b"").hex(),
            lineage=lineage_of(about, role),
            made_at=self.now,
            about=about,
        )
        said = type(said)(**{**{f: getattr(said, f) for f in said.__slots__}, **facts})
        return seal_submission(
            said, self.campaign, self.roster, {"labels": [CANARY]}, self.store, person.envelope
        )

    def labelled(self, person: Identity, about: str, role: str = "annotator") -> str:
        manifest = self.label(person, about, role)
        raw = self.broker.accept(manifest, b"")
        return opening.read_acceptance(raw, self.roster.roster, manifest).submission

    def chosen(self, submission: str) -> tuple[Identity, Identity]:
        """The annotator to whom a submission is assigned, and the other one."""
        who = self.broker.assigned(submission)
        is_anna = who == (self.annotator.sign.public().fingerprint(),)
        return (self.annotator, self.carl) if is_anna else (self.carl, self.annotator)

    def _campaign(self) -> SignedCampaign:
        terms = super()._campaign().terms
        streams = ("video", "actions", "labels")
        terms = msgspec.structs.replace(
            terms,
            schema=3,
            labels=msgspec.structs.replace(SCHEMA, annotators=1),
            recipients=tuple(Recipient(stream, READERS) for stream in streams),
        )
        return load_campaign(dsse.seal_envelope(dsse.CAMPAIGN, terms.encode(), self.steward))

    def _roster(self) -> Roster:
        old = super()._roster()
        new = tuple(
            Person(name, each.sign.public().raw, each.seal.public().raw)
            for name, each in (("Carl", self.carl), ("Dora", self.dora))
        )
        anna, ben = old.people
        members = (("annotator", (anna, new[0])), ("engineer", (ben,)), ("adjudicator", new[1:]))
        return msgspec.structs.replace(
            old,
            people=(*old.people, *new),
            roles=tuple(make_role("study", role, 1, who) for role, who in members),
        )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[LabelWorld]:
    world = LabelWorld(tmp_path)
    yield world
    world.broker.close()


def test_labels_are_a_submission_of_their_own_that_its_readers_open(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, other = world.chosen(session)

    made = world.labelled(maker, session)

    row = next(each for each in world.broker.submissions(State.SUBMITTED)
               if each.submission == made)  # fmt: skip
    manifest = read_manifest(row.manifest or b"", maker.sign.public())
    assert (manifest.about, manifest.schema) == (session, 2)
    for person, role in ((world.engineer, "engineer"), (world.dora, "adjudicator"),
                         (maker, "annotator")):  # fmt: skip
        lease = world.lease(made, "labels", person, role)
        reader = opening.open_stream(
            lease, row.manifest or b"", maker.sign.public(), world.roster.roster,
            world.role_key(person, role), world.store, world.clock,
        )  # fmt: skip
        assert b"".join(reader.pieces()) == CANARY
    with pytest.raises(ConsentError, match="each other's labels"):
        world.lease(made, "labels", other, "annotator")


def test_the_worker_sees_who_labelled_and_who_opened_the_labels(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    made = world.labelled(maker, session)
    world.lease(made, "labels", world.engineer, "engineer")

    leaves = [read_leaf(each.leaf) for each in world.history().entries]

    told = [(each.kind, each.person) for each in leaves if each.detail == session]
    assert told == [
        ("submitted", maker.sign.public().fingerprint()),
        ("opened", world.engineer.sign.public().fingerprint()),
    ]


def test_a_submission_opens_only_for_the_annotators_it_is_assigned_to(world: LabelWorld) -> None:
    session, _ = world.submit()
    mine, other = world.chosen(session)

    world.lease(session, "video", mine)
    with pytest.raises(ConsentError, match="assigned to other annotators"):
        world.lease(session, "video", other)


def assign(world: LabelWorld, session: str, *people: Identity, by: Any = None) -> None:
    names = tuple(each.sign.public().fingerprint() for each in people)
    request = AssignRequest("study", world.now, messages.new_nonce(), session, names)
    world.broker.assign(
        dsse.seal_envelope(
            documents.ASSIGN_REQUEST, msgspec.json.encode(request), by or world.steward
        )
    )


def test_a_steward_gives_a_submission_to_another_and_that_survives_a_restart(
    world: LabelWorld,
) -> None:
    session, _ = world.submit()
    mine, other = world.chosen(session)

    assign(world, session, other)
    world.restart()

    world.lease(session, "video", other)
    with pytest.raises(ConsentError, match="assigned to other annotators"):
        world.lease(session, "video", mine)
    assign(world, session)
    world.lease(session, "video", mine)


def test_nobody_but_a_signer_assigns_and_only_to_annotators(world: LabelWorld) -> None:
    session, _ = world.submit()
    mine, other = world.chosen(session)

    with pytest.raises(CandorError, match="not signed by anybody who signs"):
        assign(world, session, other, by=mine.sign)
    with pytest.raises(ConsentError, match="Only people in the role annotator"):
        assign(world, session, world.engineer)


def test_work_is_spread_over_all_annotators_and_moves_little_when_one_joins(
    world: LabelWorld,
) -> None:
    terms, roster = world.campaign.terms, world.roster.roster
    people = [Identity.generate().sign.public() for _ in range(4)]
    persons = tuple(Person(f"p{n}", each.raw, bytes(1216)) for n, each in enumerate(people))
    names = [each.fingerprint() for each in people]
    role = next(each for each in roster.roles if each.role == "annotator")

    def with_first(count: int) -> Roster:
        members = tuple(
            msgspec.structs.replace(role.members[0], person=each) for each in names[:count]
        )
        return msgspec.structs.replace(
            roster, people=persons, roles=(msgspec.structs.replace(role, members=members),)
        )

    ids = [f"{number:032x}" for number in range(400)]
    three = {each: assigned(each, with_first(3), terms) for each in ids}
    four = {each: assigned(each, with_first(4), terms) for each in ids}

    assert min(list(three.values()).count((each,)) for each in names[:3]) > 80
    assert all(four[each] in (three[each], (names[3],)) for each in ids)


def test_labels_of_somebody_without_the_role_or_grant_are_refused(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)

    for person, role in ((world.engineer, "annotator"), (world.worker, "annotator"),
                         (maker, "adjudicator")):  # fmt: skip
        with pytest.raises(ConsentError, match="not in the role"):
            world.broker.accept(world.label(person, session, role), b"")
    world.now += timedelta(days=40)
    with pytest.raises(ConsentError, match="no grant"):
        world.broker.accept(world.label(maker, session), b"")


def test_labels_that_lie_about_what_they_describe_are_refused(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    made = world.labelled(maker, session)

    for facts in ({"proof": "1" * 64}, {"receipt": "1" * 64}, {"lineage": "1" * 64}):
        with pytest.raises((ConsentError, NotOurs, Damaged)):
            world.broker.accept(world.label(world.dora, session, "adjudicator", **facts), b"")
    with pytest.raises(ConsentError, match="Only a submitted session"):
        world.broker.accept(world.label(maker, made), b"")


def test_nobody_labels_a_session_twice_until_they_took_back_the_first(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    first = world.labelled(maker, session)

    with pytest.raises(ConsentError, match="submitted before"):
        world.labelled(maker, session)
    world.end(first, worker=maker)
    assert world.labelled(maker, session) != first


def test_withdrawing_a_session_ends_the_labels_about_it(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    made = world.labelled(maker, session)
    decided = world.labelled(world.dora, session, "adjudicator")
    row = next(each for each in world.broker.submissions(*State) if each.submission == made)
    manifest = read_manifest(row.manifest or b"", maker.sign.public())
    names = {each.object for each in manifest.streams}
    assert names <= set(world.store.names())

    death = world.end(session)

    assert set(death.submissions) == {session, made, decided}
    assert not names & set(world.store.names())
    with pytest.raises(ConsentError, match="withdrawn"):
        world.lease(made, "labels", world.engineer, "engineer")
    with pytest.raises(ConsentError, match="closed or has ended"):
        world.labelled(maker, session)


def test_labels_are_closed_with_a_reported_session_and_expire_with_it(world: LabelWorld) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    made = world.labelled(maker, session)
    rows = {each.submission: each for each in world.broker.submissions(*State)}
    assert rows[made].expires_s == rows[session].expires_s

    request = QuarantineRequest("study", world.now, messages.new_nonce(), session, "a" * 64)
    raw = documents.write_document(documents.QUARANTINE_REQUEST, request, maker.envelope)
    world.broker.quarantine(raw)

    with pytest.raises(ConsentError, match="privacy problem"):
        world.lease(made, "labels", world.engineer, "engineer")
    told = [read_leaf(each.leaf) for each in world.history().entries]
    assert [each.detail for each in told if each.kind == "quarantined"] == ["a" * 64]


def test_a_report_whose_words_name_no_object_is_refused(world: LabelWorld) -> None:
    session, _ = world.submit()
    request = QuarantineRequest("study", world.now, messages.new_nonce(), session, "../x")

    with pytest.raises(ConsentError, match="no object"):
        world.broker.quarantine(
            documents.write_document(
                documents.QUARANTINE_REQUEST, request, world.annotator.envelope
            )
        )


def test_an_annotator_who_withdraws_all_labels_does_not_end_the_workers_consent(
    world: LabelWorld,
) -> None:
    session, _ = world.submit()
    maker, _ = world.chosen(session)
    world.labelled(maker, session)

    world.end(worker=maker)

    world.lease(session, "video", maker)
