"""What the keeper does for a reader: with a role's key, sealed to the identity, it opens the lock
of one stream. The role's key never leaves the keeper.
"""

from __future__ import annotations

import msgspec

from recorder.crypto import SealPrivate
from recorder.custody.locks import is_inner_context
from recorder.custody.roster import member_context
from recorder.errors import FormatError, NotOurs
from recorder.vault.identity import Identity


class RoleLock(msgspec.Struct, frozen=True):
    """A role's key as the roster holds it for this person, and what is to be opened with it."""

    campaign: str
    role: str
    epoch: int
    member: bytes
    inner: bytes
    place: bytes


def open_in_role(identity: Identity, raw: bytes) -> bytes:
    """Raises:
    FormatError: this is not the lock of a stream.
    NotOurs, Damaged: the role's key is not sealed to this identity, or the lock is another's.
    """
    try:
        lock = msgspec.msgpack.decode(raw, type=RoleLock)
    except msgspec.DecodeError as error:
        raise FormatError("The keeper was asked to open something that is no lock.") from error
    if not is_inner_context(lock.place):
        raise NotOurs("With a role's key only the lock of a stream is opened.")
    person = identity.sign.public().fingerprint()
    place = member_context(lock.campaign, lock.role, lock.epoch, person)
    role = SealPrivate.from_bytes(identity.seal.open(lock.member, place))
    return role.open(lock.inner, lock.place)
