"""Objects in the store that belong to no submission: left by whoever broke off and never came back.

They open for nobody and take room. What is swept was seen for a week to belong to nothing, by the
broker's clock; when there is any doubt whose it is, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec

from recorder.consent import dsse
from recorder.crypto import sha256
from recorder.custody import documents
from recorder.custody.catalogue import Row, State
from recorder.custody.desk import Desk
from recorder.custody.manifest import Manifest
from recorder.custody.stores import get
from recorder.errors import CandorError, Damaged, NotOurs, WrongUse
from recorder.vault.home import read_bounded, write_whole

GRACE: Final = timedelta(days=7)
SEEN: Final = "unclaimed.json"

_SEEN_MAX: Final = 64 << 20
_PAGE_ROWS: Final = 500


def sweep(desk: Desk) -> int:
    """Delete what nothing has claimed for a week; returns how many objects went.

    Raises:
        Damaged: the catalogue lacks what the log knows, or a manifest in it was altered.
        WrongUse: the store holds submissions of another broker.
        StorageError: the store refuses.
    """
    claimed = _claimed(desk)
    now_s, seen = int(desk.clock().timestamp()), _seen(desk.folder / SEEN)
    names = [name for name in desk.store.names() if name not in claimed]
    for name in names:
        _check_ours(desk, name)
    # A clock that went back makes nothing older.
    since_s = {name: min(now_s, seen.get(name, now_s)) for name in names}
    due = [name for name in names if now_s - since_s[name] >= GRACE.total_seconds()]
    for name in due:
        desk.store.delete(name)
        del since_s[name]
    write_whole(desk.folder / SEEN, msgspec.json.encode(since_s))
    return len(due)


def _claimed(desk: Desk) -> set[str]:
    """The names of all objects that belong to a submission which has not ended."""
    claimed, alive = set[str](), set[str]()
    for row in _rows(desk):
        alive.add(row.submission)
        claimed.update(each.object for each in desk.manifest(row).streams)
        claimed.update(desk.memory.words.get(row.submission, ()))
        claimed.add(sha256(row.manifest or b"").hex())
    known = {name for kind, name in desk.memory.places if kind == "submitted"}
    if any(not desk.memory.has_ended(each) for each in known - alive):
        raise Damaged(
            "The catalogue lacks a submission that the log knows of, so nothing was swept; bring "
            "back a newer catalogue."
        )
    return claimed


def _rows(desk: Desk) -> Iterator[Row]:
    start = 0
    while True:
        rows = desk.catalogue.rows(
            State.SUBMITTED, State.QUARANTINED, limit=_PAGE_ROWS, offset=start
        )
        yield from rows
        if len(rows) < _PAGE_ROWS:
            return
        start += len(rows)


def _check_ours(desk: Desk, name: str) -> None:
    """The manifest of every accepted submission lies in the store, so a stranger's tells of it."""
    try:
        # What is sealed begins otherwise; only documents are read whole.
        if desk.store.range(name, 0, 1) != b"{":
            return
        raw = get(desk.store, name, dsse.ENVELOPE_MAX)
        manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)
    except CandorError:
        return
    try:
        desk.catalogue.submission(manifest.submission)
    except NotOurs as error:
        raise WrongUse(
            "The store holds submissions that this broker does not know, so nothing was swept; "
            "give each broker a store of its own."
        ) from error


def _seen(path: Path) -> dict[str, int]:
    """When each name was first seen to belong to nothing; a file that was altered tells nothing."""
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode(read_bounded(path, _SEEN_MAX) or b"{}", type=dict[str, int])
    return {}
