"""How submissions end for good: withdrawn by their worker, or at the end of the retention.

Said in the log first, then the broker's key is destroyed and the epoch turned, then the objects go.
Every step can be repeated, so a broker that was killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from recorder.crypto import SignPublic, sha256
from recorder.custody import documents, labelling
from recorder.custody.catalogue import Row, State
from recorder.custody.desk import Desk
from recorder.custody.messages import Death, LogPlace
from recorder.custody.policy import LEASE_MAX
from recorder.errors import CandorError, NotOurs, StorageError


def withdraw(desk: Desk, worker: SignPublic, submissions: tuple[str, ...]) -> bytes:
    """End these submissions of a worker; none named means all, and the consent they rest on.

    Raises:
        NotOurs: one is not the worker's, or there is none.
        StorageError: the disk refused; asked again, it goes on.
    """
    own = [each for each in desk.catalogue.rows_of(worker.raw) if each.manifest is not None]
    rows = [each for each in own if not submissions or each.submission in submissions]
    if not rows or set(submissions) - {each.submission for each in rows}:
        raise NotOurs("There is no such submission of yours here.")
    rows += _labels(desk, rows)
    if not submissions:
        # Labels rest on the consent of the worker they are about, which is not for others to end.
        sessions = [each for each in rows if not labelling.about_of(each)]
        desk.catalogue.end_receipts({each.receipt for each in sessions if each.receipt})
    _end(desk, rows, "withdrawn", State.WITHDRAWN)
    finish(desk, rows)
    entries = [desk.noted("dead", each) for each in rows]
    last = max((each for each in entries if each is not None), key=lambda each: each.index)
    now = desk.clock()
    death = Death(
        submissions=tuple(each.submission for each in rows),
        epoch=desk.keys.epoch,
        at=now,
        leases_until=now + LEASE_MAX,
        is_epoch_protected=desk.keys.notice is None,
        objects_left=sum(_objects_left(desk, each) for each in rows),
        log=LogPlace.of(last),
    )
    return documents.write_document(documents.DEATH, death, desk.sign)


def expire(desk: Desk) -> int:
    """End what the retention has ended, and finish what broke off; returns how many expired."""
    _catch_up(desk)
    rows = desk.catalogue.expired(desk.clock())
    _end(desk, rows, "expired", State.EXPIRED)
    finish(desk, desk.catalogue.deaths_due())
    return len(rows)


def finish(desk: Desk, rows: Sequence[Row]) -> None:
    """Destroy the keys of what has ended, then its objects, and say so in the log.

    Raises:
        StorageError: the disk refused. A store that cannot be reached holds up nothing: without
            the key its objects are dead, and they are deleted next time.
    """
    alive = [each for each in rows if desk.noted("dead", each) is None]
    if alive:
        epoch = desk.keys.destroy(*(each.submission for each in alive))
        for row in alive:
            desk.note("dead", row, detail=f"epoch {epoch}")
    for row in rows:
        desk.catalogue.note_death(row.submission, _delete_objects(desk, row))


def _labels(desk: Desk, rows: Sequence[Row]) -> list[Row]:
    """The labels about these, by whomever, which end with them."""
    known = {each.submission for each in rows}
    names = [each for row in rows for each in desk.memory.labels.get(row.submission, ())]
    return [desk.catalogue.submission(each) for each in names if each not in known]


def _end(desk: Desk, rows: Sequence[Row], kind: str, state: State) -> None:
    for row in rows:
        if not desk.memory.has_ended(row.submission):
            desk.note(kind, row)
    desk.catalogue.set_state(tuple(each.submission for each in rows), state)


def _catch_up(desk: Desk) -> None:
    """What the log says has ended has ended, also when its table was not told any more."""
    for state in (State.WITHDRAWN, State.EXPIRED):
        ended = [each for kind, each in desk.memory.places if kind == state.value]
        desk.catalogue.set_state(tuple(ended), state)


def _names(desk: Desk, row: Row) -> list[str]:
    try:
        manifest = desk.manifest(row)
    except CandorError:
        return []
    objects = (each.object for each in manifest.streams)
    words = desk.memory.words.get(row.submission, ())
    return [*objects, *words, sha256(row.manifest or b"").hex()]


def _delete_objects(desk: Desk, row: Row) -> int:
    """Delete what the store still has; returns how many objects are left."""
    left = 0
    for name in _names(desk, row):
        try:
            desk.store.delete(name)
        except StorageError:
            left += 1
    return left


def _objects_left(desk: Desk, row: Row) -> int:
    left = {each.submission for each in desk.catalogue.deaths_due()}
    return len(_names(desk, row)) if row.submission in left else 0
