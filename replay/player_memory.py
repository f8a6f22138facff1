"""A session that was read whole, as records that can be read one by one: for looking at what came
from custody, of which no file exists. A record is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recorder.errors import WrongUse
from recorder.session.codec import encode_events
from recorder.session.layout import RecordType
from recorder.session.reader import Session
from recorder.vault.packing import Contents

EVENTS_AT_ONCE = 1024


class SessionInMemory:
    """An `OpenSource` over a session. Closed, it holds nothing of it any more."""

    def __init__(self, session: Session) -> None:
        self._session: Session | None = session
        batches = -(-len(session.events) // EVENTS_AT_ONCE)
        types = [RecordType.META, *[RecordType.EVENTS] * batches]
        self._first_chunk = len(types)
        types += [RecordType.MEDIA] * len(session.chunks)
        if session.ending is not None:
            types.append(RecordType.END)
        self.contents = Contents(session.header, tuple(types), session.state, session.problem)

    def read(self, wanted: Sequence[int]) -> Iterator[bytes]:
        """Yield the payloads of the records at these places.

        Raises:
            WrongUse: it was closed.
        """
        for place in wanted:
            if self._session is None:
                raise WrongUse("The submission was closed.")
            yield self._payload(self._session, place)

    def close(self) -> None:
        """Let go of the session."""
        self._session = None

    def _payload(self, session: Session, place: int) -> bytes:
        match self.contents.types[place]:
            case RecordType.META:
                return msgspec.msgpack.encode(session.meta)
            case RecordType.EVENTS:
                begin = (place - 1) * EVENTS_AT_ONCE
                return encode_events(session.events[begin : begin + EVENTS_AT_ONCE])
            case RecordType.MEDIA:
                return msgspec.msgpack.encode(session.chunks[place - self._first_chunk])
            case RecordType.END:
                return msgspec.msgpack.encode(session.ending)
            case RecordType.FORGET:
                raise AssertionError("what was forgotten is no record of a session in memory")
