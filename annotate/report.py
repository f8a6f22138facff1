"""Reporting a privacy problem: a submission is closed to everybody at once, and goes back to its
worker with the reporter's words, which nobody but the worker can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from annotate.opened import Reader
from annotate.review_store import Opens
from annotate.sealed_note import open_note, seal_note
from recorder.crypto import SealPublic
from recorder.custody import documents, labelling
from recorder.custody.audit import Leaf
from recorder.custody.catalogue import Row
from recorder.custody.messages import QuarantineRequest, new_nonce
from recorder.custody.stores import Store, get
from recorder.errors import CandorError, WrongUse

WORDS_MAX: Final = 2000
_OBJECT_MAX: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as its worker reads it: who closed the submission, when, and what they say. `words`
    is None where they said nothing, or where it cannot be read any more."""

    submission: str
    person: str
    at: datetime
    words: str | None


def report(reader: Reader, row: Row, words: str, now: datetime) -> bool:
    """Close a submission to everybody; returns whether the words could be sent along.

    Words can be sent to a worker whose submission names a key for that; earlier ones do not.

    Raises:
        WrongUse: the words are too long.
        CandorError: the broker or the store refuses.
    """
    if len(words) > WORDS_MAX:
        raise WrongUse(f"A report has at most {WORDS_MAX} characters.")
    name = _sealed(reader.store, row, words) if words.strip() else ""
    request = QuarantineRequest(reader.roster.campaign, now, new_nonce(), row.submission, name)
    reader.broker.quarantine(
        documents.write_document(documents.QUARANTINE_REQUEST, request, reader.keeper.sign)
    )
    return bool(name)


def reports(leaves: tuple[Leaf, ...], store: Store, keeper: Opens) -> tuple[Reported, ...]:
    """The reports about a worker's submissions, from their history."""
    return tuple(
        Reported(leaf.submission, leaf.person, leaf.at, _words(leaf, store, keeper))
        for leaf in leaves
        if leaf.kind == "quarantined"
    )


def _sealed(store: Store, row: Row, words: str) -> str:
    manifest = labelling.manifest_of(row)
    if manifest is None or not manifest.reply_key:
        return ""
    key = SealPublic.from_bytes(manifest.reply_key)
    try:
        plain = words.encode()
    except UnicodeEncodeError as error:
        raise WrongUse("The report cannot be written down.") from error
    return store.put([seal_note(key, _place(row.submission), plain)]).name


def _words(leaf: Leaf, store: Store, keeper: Opens) -> str | None:
    """What a report says. Whoever keeps the store can destroy it, and not read it."""
    if not leaf.detail:
        return None
    try:
        sealed = get(store, leaf.detail, _OBJECT_MAX)
        return open_note(keeper, _place(leaf.submission), sealed).decode()
    except (CandorError, UnicodeDecodeError):
        return None


def _place(submission: str) -> str:
    return f"report {submission}"
