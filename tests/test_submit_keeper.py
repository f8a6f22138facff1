"""What the keeper opens for a role, and what it does not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from recorder.consent import dsse
from recorder.crypto import SealPrivate, SealPublic, context
from recorder.custody import documents
from recorder.custody.locks import Place, inner_context, lock_key, peel_outer
from recorder.custody.objects import Slot, commitment, new_key
from recorder.custody.roster import Person, make_role
from recorder.errors import CandorError, WrongUse
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.role_lock import RoleLock
from recorder.vault.unlock import Unlock

PLACE = Place(Slot("5" * 32, "video"), "annotator", 1)


def locked_for(keeper: Keeper) -> tuple[RoleLock, bytes]:
    """A stream's key in the lock of a role that the keeper's identity is in."""
    public = keeper.make_identity(file=Unlock.default().passphrase_file)
    person = Person("Anna", public.sign.raw, public.seal.raw)
    role, broker, key = (
        make_role("study", "annotator", 1, (person,)),
        SealPrivate.generate(),
        new_key(),
    )
    locked = lock_key(PLACE, key, SealPublic.from_bytes(role.key), broker.public())
    inner = peel_outer(PLACE, locked, broker)
    bound = inner_context(PLACE, commitment(PLACE.slot, key))
    return RoleLock("study", "annotator", 1, role.members[0].sealed, inner, bound), key


def test_the_keeper_opens_a_stream_for_a_role(candor_home: Path) -> None:
    with Keeper(Home(candor_home)) as keeper:
        lock, key = locked_for(keeper)

        assert keeper.open_in_role(lock) == key


def test_a_role_key_of_another_campaign_or_epoch_does_not_open(candor_home: Path) -> None:
    with Keeper(Home(candor_home)) as keeper:
        lock, _ = locked_for(keeper)

        for change in ({"campaign": "other"}, {"epoch": 2}, {"role": "engineer"}):
            with pytest.raises(CandorError):
                keeper.open_in_role(msgspec.structs.replace(lock, **change))


def test_the_keeper_opens_nothing_but_locks_of_streams_with_a_role(candor_home: Path) -> None:
    with Keeper(Home(candor_home)) as keeper:
        lock, _ = locked_for(keeper)

        with pytest.raises(CandorError, match="lock of a stream"):
            keeper.open_in_role(msgspec.structs.replace(lock, place=context("session")))


@pytest.mark.parametrize(
    "kind", [documents.LEASE, documents.ACCEPTANCE, documents.DEATH, dsse.IDENTITY]
)
def test_the_keeper_signs_no_answer_of_a_broker(candor_home: Path, kind: str) -> None:
    with Keeper(Home(candor_home)) as keeper:
        keeper.make_identity(file=Unlock.default().passphrase_file)

        with pytest.raises(WrongUse):
            keeper.sign(kind, b"{}")
