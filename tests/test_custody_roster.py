"""Who is who is decided by several named people together, and never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from recorder.consent import dsse
from recorder.crypto import SignPrivate
from recorder.custody import documents
from recorder.custody.roster import (
    Person,
    Roster,
    SignedRoster,
    accept_first,
    accept_next,
    make_role,
    open_role,
    seal_role,
)
from recorder.errors import ConsentError, Damaged, NotOurs
from recorder.vault.identity import Identity

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
STEWARD, COUNCIL, THIRD, ADMIN = (SignPrivate.generate() for _ in range(4))
ANNA, BEN, EVE = (Identity.generate() for _ in range(3))
BROKER = SignPrivate.generate().public().raw


def person(name: str, identity: Identity) -> Person:
    return Person(name, identity.sign.public().raw, identity.seal.public().raw)


PEOPLE = (person("Anna K.", ANNA), person("Ben L.", BEN))
ROLE = make_role("study", "annotator", 1, PEOPLE)
FIRST = Roster(
    campaign="study",
    version=1,
    threshold=2,
    signers=tuple(key.public().raw for key in (STEWARD, COUNCIL, THIRD)),
    broker=BROKER,
    log="candor/study",
    made_at=NOW,
    expires_at=NOW + timedelta(days=30),
    people=PEOPLE,
    roles=(ROLE,),
)


def signed(roster: Roster, *keys: SignPrivate) -> bytes:
    each = [dsse.seal_envelope(documents.ROSTER, roster.encode(), key) for key in keys]
    return dsse.join_envelopes(documents.ROSTER, *each)


def accepted(roster: Roster = FIRST) -> SignedRoster:
    return accept_first(signed(roster, STEWARD, COUNCIL), FIRST.root, NOW)


def after(old: Roster, **changes: object) -> Roster:
    return msgspec.structs.replace(old, version=old.version + 1, **changes)


def test_two_of_three_are_enough_in_any_order() -> None:
    for keys in ((STEWARD, COUNCIL), (THIRD, STEWARD), (STEWARD, COUNCIL, THIRD)):
        assert accept_first(signed(FIRST, *keys), FIRST.root, NOW).roster == FIRST


def test_one_of_them_twice_or_with_a_stranger_is_not_enough() -> None:
    for keys in ((STEWARD,), (STEWARD, STEWARD), (STEWARD, ADMIN), (ADMIN,)):
        with pytest.raises(ConsentError, match="not signed by 2"):
            accept_first(signed(FIRST, *keys), FIRST.root, NOW)


def test_an_administrator_cannot_add_their_own_key_to_a_role() -> None:
    old = accepted()
    eve = person("Anna K. ", EVE)
    ghost = make_role("study", "annotator", 2, (*PEOPLE, eve))
    roster = after(FIRST, people=(*PEOPLE, eve), roles=(ROLE, ghost))
    mine = tuple(key.public().raw for key in (ADMIN, SignPrivate.generate()))

    for candidate, keys in (
        (roster, (ADMIN,)),
        (roster, (ADMIN, STEWARD)),
        (msgspec.structs.replace(roster, signers=mine, threshold=2), (ADMIN, STEWARD)),
        (msgspec.structs.replace(roster, threshold=1), (STEWARD,)),
    ):
        with pytest.raises(ConsentError):
            accept_next(signed(candidate, *keys), old, NOW)
    first = msgspec.structs.replace(roster, signers=mine)
    with pytest.raises(ConsentError, match="other people"):
        accept_first(signed(first, ADMIN), FIRST.root, NOW)


def test_an_added_signature_of_a_known_signer_that_does_not_fit_is_refused() -> None:
    raw = signed(FIRST, STEWARD, COUNCIL)
    other = signed(after(FIRST), STEWARD, COUNCIL)
    mixed = msgspec.json.decode(raw)
    mixed["signatures"] = msgspec.json.decode(other)["signatures"]

    with pytest.raises(ConsentError):
        accept_first(msgspec.json.encode(mixed), FIRST.root, NOW)


def test_an_older_roster_and_another_one_of_the_same_version_are_refused() -> None:
    newer = accept_next(signed(after(FIRST), STEWARD, COUNCIL), accepted(), NOW)
    same = msgspec.structs.replace(newer.roster, expires_at=NOW + timedelta(days=99))

    for raw in (signed(FIRST, STEWARD, COUNCIL), signed(same, STEWARD, COUNCIL)):
        with pytest.raises(ConsentError, match="not newer"):
            accept_next(raw, newer, NOW)
    assert accept_next(newer.envelope, newer, NOW) == newer


def test_a_roster_that_expired_or_lies_in_the_future_is_refused() -> None:
    raw = signed(FIRST, STEWARD, COUNCIL)

    with pytest.raises(ConsentError, match="expired"):
        accept_next(raw, accepted(), FIRST.expires_at)
    with pytest.raises(ConsentError, match="clock"):
        accept_first(raw, FIRST.root, NOW - timedelta(hours=1))


def test_leaving_means_a_new_epoch() -> None:
    stayed = (PEOPLE[0],)
    kept = msgspec.structs.replace(ROLE, members=ROLE.members[:1])
    with pytest.raises(ConsentError, match="without a new epoch"):
        accept_next(signed(after(FIRST, roles=(kept,)), STEWARD, COUNCIL), accepted(), NOW)

    renewed = after(FIRST, roles=(kept, make_role("study", "annotator", 2, stayed)))
    roster = accept_next(signed(renewed, STEWARD, COUNCIL), accepted(), NOW).roster

    assert not roster.holds(BEN.sign.public().fingerprint(), "annotator")
    with pytest.raises(NotOurs):
        open_role(roster, "annotator", 2, BEN.sign.public().fingerprint(), BEN.seal.open)
    backwards = after(renewed, roles=(kept,))
    with pytest.raises(ConsentError, match="earlier epoch"):
        accept_next(
            signed(backwards, STEWARD, COUNCIL),
            SignedRoster(renewed, signed(renewed, STEWARD, COUNCIL)),
            NOW,
        )


def test_the_key_of_an_epoch_cannot_be_exchanged() -> None:
    other = make_role("study", "annotator", 1, PEOPLE)

    with pytest.raises(ConsentError, match="changes the key"):
        accept_next(signed(after(FIRST, roles=(other,)), STEWARD, COUNCIL), accepted(), NOW)


def test_each_member_opens_the_same_role_key_and_nobody_else_does() -> None:
    anna, ben = (each.fingerprint for each in PEOPLE)

    keys = {
        open_role(FIRST, "annotator", 1, anna, ANNA.seal.open).to_bytes(),
        open_role(FIRST, "annotator", 1, ben, BEN.seal.open).to_bytes(),
    }

    assert len(keys) == 1
    with pytest.raises(Damaged):
        open_role(FIRST, "annotator", 1, anna, EVE.seal.open)
    with pytest.raises(NotOurs):
        open_role(FIRST, "annotator", 1, EVE.sign.public().fingerprint(), EVE.seal.open)


def test_a_member_lets_another_in_within_the_epoch() -> None:
    anna = PEOPLE[0].fingerprint
    private = open_role(FIRST, "annotator", 1, anna, ANNA.seal.open)
    eve = person("Eve M.", EVE)
    role = seal_role("study", "annotator", 1, private, (*PEOPLE, eve))
    joined = after(FIRST, people=(*PEOPLE, eve), roles=(role,))

    roster = accept_next(signed(joined, STEWARD, THIRD), accepted(), NOW).roster

    opened = open_role(roster, "annotator", 1, eve.fingerprint, EVE.seal.open)
    assert opened.to_bytes() == private.to_bytes()


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": 1},
        {"threshold": 4},
        {"signers": FIRST.signers[:1] * 2},
        {"people": PEOPLE[:1]},
        {"people": (*PEOPLE, PEOPLE[0])},
        {"roles": (ROLE, ROLE)},
        {"broker": b""},
        {"log": "two\nlines"},
        {"people": (PEOPLE[0], msgspec.structs.replace(PEOPLE[1], name="Ben\x1b[2J"))},
    ],
)
def test_a_roster_that_contradicts_itself_is_refused(changes: dict[str, object]) -> None:
    roster = after(FIRST, **changes)

    with pytest.raises(ConsentError):
        accept_next(signed(roster, STEWARD, COUNCIL), accepted(), NOW)


def test_kinds_of_documents_are_all_different() -> None:
    kinds = [getattr(place, name) for place in (documents, dsse) for name in vars(place)]
    types = [each for each in kinds if isinstance(each, str) and each.startswith("application/")]

    assert len(types) == len(set(types)) > 15
