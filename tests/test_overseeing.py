"""Rosters and the log of a campaign without a window: what is refused, what is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from recorder.custody.audit import Leaf
from recorder.custody.roster import Person, accept_first, accept_next
from recorder.errors import ConsentError, WrongUse
from recorder.vault.identity import Identity
from studio.overseeing import (
    Named,
    make_roster,
    matches,
    named_on,
    read_roster_file,
    root_groups,
    root_of,
    roster_problem,
    sign_roster,
    standing_grants,
    write_log,
)

BROKER = bytes(range(32))


def somebody(name: str, *roles: str, signs: bool = False) -> tuple[Identity, Named]:
    identity = Identity.generate()
    public = identity.public()
    return identity, Named(Person(name, public.sign.raw, public.seal.raw), roles, signs)


def leaf(kind: str, **more: Any) -> Leaf:
    return Leaf(kind=kind, at=datetime(2026, 11, 25, tzinfo=UTC), salt=b"", **more)


def test_a_roster_is_made_signed_accepted_and_followed(tmp_path: Path) -> None:
    kim, steward = somebody("Kim", "steward", signs=True)
    anna, annotator = somebody("Anna", "annotator", signs=True)
    path = tmp_path / "team.roster"
    first = make_roster("team", BROKER, (steward, annotator), 2, 30)
    path.write_bytes(first.encode())

    assert not sign_roster(path, kim.envelope).is_complete
    assert sign_roster(path, anna.envelope).is_complete
    accepted = accept_first(path.read_bytes(), first.root, first.made_at)

    ben, engineer = somebody("Ben", "engineer")
    without_role = Named(annotator.person, (), signs=True)
    second = make_roster("team", BROKER, (steward, without_role, engineer), 2, 30, first)
    path.write_bytes(second.encode())
    sign_roster(path, kim.envelope)
    sign_roster(path, anna.envelope)
    followed = accept_next(path.read_bytes(), accepted, second.made_at + timedelta(minutes=1))

    assert followed.roster.version == 2
    left = followed.roster.current("annotator")
    assert left is not None
    assert (left.epoch, left.members) == (2, ())
    assert {each.person.name: each.roles for each in named_on(second)} == {
        "Kim": ("steward",),
        "Anna": (),
        "Ben": ("engineer",),
    }
    assert ben.sign.public().raw not in second.signers


def test_nobody_decides_alone(tmp_path: Path) -> None:
    _, kim = somebody("Kim", "steward", signs=True)
    _, anna = somebody("Anna", "annotator")

    assert "decides alone" in roster_problem((kim, anna), 1)
    assert "Fewer people" in roster_problem((kim, anna), 2)
    assert "twice" in roster_problem((kim, kim), 2)
    with pytest.raises(WrongUse):
        make_roster("team", BROKER, (kim, anna), 2, 30)
    (tmp_path / "none").write_bytes(b"{}")
    with pytest.raises(ConsentError):
        read_roster_file(tmp_path / "none")


def test_a_root_is_read_in_groups_and_typed_as_one_likes() -> None:
    root = "0123456789abcdef0123456789abcdef"

    assert root_groups(root)[:2] == ("0123", "4567")
    assert root_of("  ".join(root_groups(root)).upper() + "\n") == root


def test_a_grant_stands_until_it_is_revoked() -> None:
    leaves = (
        leaf("granted", detail="a", person="p", role="annotator"),
        leaf("granted", detail="b", person="q", role="engineer"),
        leaf("revoked", detail="a"),
    )

    assert [each.digest for each in standing_grants(leaves)] == ["b"]


def test_the_log_is_searched_by_every_word_and_saved_once(tmp_path: Path) -> None:
    opened = leaf("opened", role="annotator", stream="video", purpose="training")

    assert matches(opened, "Anna K.", "anna VIDEO")
    assert not matches(opened, "Anna K.", "anna text")
    out = tmp_path / "log.jsonl"
    assert write_log((opened,), None, out) == 1
    assert '"stream": "video"' in out.read_text()
    with pytest.raises(WrongUse):
        write_log((opened,), None, out)
