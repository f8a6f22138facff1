"""The two locks in series on a stream's key: first a role's, around it the broker's.

A role key alone meets the broker's lock, the broker alone meets the role's. Every lock is bound to
submission, stream, role and role epoch; the inner one also to the key it holds.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Protocol

from recorder.crypto import SealPrivate, SealPublic, context
from recorder.custody.objects import KEY_BYTES, Slot, commitment
from recorder.errors import CandorError, Damaged

_INNER = "role-lock"


class RoleOpener(Protocol):
    """Opens what is sealed to a role: its private key, or a keeper that holds it."""

    def open(self, sealed: bytes, context: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lock belongs: a stream of a submission, for a role in one of its epochs."""

    slot: Slot
    role: str
    role_epoch: int

    def bound(self, purpose: str, *parts: bytes) -> bytes:
        """A context that holds for this place alone."""
        epoch = self.role_epoch.to_bytes(8, "big")
        return self.slot.bound(purpose, self.role.encode(), epoch, *parts)


def lock_key(place: Place, key: bytes, role: SealPublic, broker: SealPublic) -> bytes:
    """The key behind both locks."""
    inner = role.seal(key, inner_context(place, commitment(place.slot, key)))
    return broker.seal(inner, _outer(place))


def peel_outer(place: Place, locked: bytes, broker: SealPrivate) -> bytes:
    """What is left for the role, once the broker's lock is off.

    Raises:
        Damaged: this is not a lock of this place, or the broker's key is another.
    """
    try:
        return broker.open(locked, _outer(place))
    except CandorError as error:
        raise _wrong_lock() from error


def inner_context(place: Place, committed: bytes) -> bytes:
    """What whoever holds the role's private key opens the inner lock with."""
    return place.bound(_INNER, committed)


def is_inner_context(bound: bytes) -> bool:
    """Whether something was sealed as the inner lock of a stream."""
    return bound.startswith(context(_INNER))


def open_inner(place: Place, inner: bytes, committed: bytes, role: RoleOpener) -> bytes:
    """The key of the stream, held against the manifest's commitment.

    Raises:
        Damaged: this is not a lock of this place, or it holds another key.
    """
    try:
        key = role.open(inner, inner_context(place, committed))
    except CandorError as error:
        raise _wrong_lock() from error
    return check_key(place.slot, key, committed)


def check_key(slot: Slot, key: bytes, committed: bytes) -> bytes:
    """The key, when it is the one that was committed to.

    Raises:
        Damaged: it is another.
    """
    if len(key) != KEY_BYTES or not hmac.compare_digest(commitment(slot, key), committed):
        raise Damaged("The key of a stream is not the one its manifest commits to.")
    return key


def _outer(place: Place) -> bytes:
    return place.bound("broker-lock")


def _wrong_lock() -> Damaged:
    return Damaged("A lock does not open: it belongs to another stream, role or epoch.")
