"""A few bytes sealed to one person: unfinished labels, and the words of a report. Bound to a place.

The keeper opens them as it opens the records of a review.
"""

from __future__ import annotations

import struct

from annotate.review_store import Opens
from recorder.crypto import SealPublic, context
from recorder.errors import Damaged

_LENGTH = struct.Struct(">I")
_PAD_BYTES = 1024


def seal_note(key: SealPublic, place: str, plain: bytes) -> bytes:
    """Seal to whoever holds the private half, padded so that its size tells little."""
    framed = _LENGTH.pack(len(plain)) + plain
    return key.seal(framed + bytes(-len(framed) % _PAD_BYTES), context("edit", place.encode()))


def open_note(keeper: Opens, place: str, sealed: bytes) -> bytes:
    """Raises:
    Damaged: it was altered, belongs to another place, or to somebody else.
    """
    (framed,) = keeper.open_edits(((place, sealed),))
    if len(framed) < _LENGTH.size:
        raise Damaged("A sealed note is shorter than it says.")
    (length,) = _LENGTH.unpack_from(framed)
    plain = framed[_LENGTH.size : _LENGTH.size + length]
    if len(plain) != length:
        raise Damaged("A sealed note is shorter than it says.")
    return plain
