"""Labels as submissions about a submission: who makes them, who is assigned, who sees whose. Pure.

What a label says is `annotate.label_set`'s; the broker knows only about what and by whom it is.
"""

from __future__ import annotations

from functools import lru_cache

from recorder.consent.campaign import Campaign
from recorder.crypto import SignPublic, sha256
from recorder.custody import documents
from recorder.custody.catalogue import Row
from recorder.custody.manifest import Manifest, read_manifest
from recorder.custody.roster import Roster
from recorder.errors import CandorError, ConsentError

ANNOTATOR, ADJUDICATOR = "annotator", "adjudicator"
STREAM = "labels"


def lineage_of(about: str, role: str) -> str:
    """What keeps somebody from labelling a submission twice in a role."""
    return sha256(b"candor-labels", about.encode(), role.encode()).hex()


def manifest_of(row: Row) -> Manifest | None:
    """The manifest of a submission; None where there is none that can be read."""
    return None if row.manifest is None else _manifest(row.manifest, row.worker)


def about_of(row: Row) -> str:
    """The submission that these labels describe; empty for a session, and for what is no
    submission yet."""
    manifest = manifest_of(row)
    return manifest.about or "" if manifest else ""


def assigned(submission: str, roster: Roster, terms: Campaign) -> tuple[str, ...] | None:
    """The annotators (by fingerprint) who are to label a submission; None when all may look.

    Whoever is on the roster is ranked anew for each submission by a hash, so the work is spread
    evenly, everybody finds the same, and somebody who joins or leaves moves only their own part.
    """
    schema, role = terms.label_schema, roster.current(ANNOTATOR)
    if schema is None or role is None:
        return None
    people = [each.person for each in role.members]
    ranked = sorted(
        people, key=lambda who: sha256(b"candor-assigned", f"{submission}{who}".encode())
    )
    return tuple(ranked[: schema.annotators])


def barred(
    row: Row, person: str, role: str, roster: Roster, terms: Campaign, named: tuple[str, ...]
) -> str | None:
    """The sentence why an annotator may not open this, or None. `named` are the people to whom a
    steward gave it."""
    if role != ANNOTATOR:
        return None
    if about_of(row):
        is_own = SignPublic(row.worker).fingerprint() == person
        return None if is_own else "Annotators do not see each other's labels."
    chosen = named or assigned(row.submission, roster, terms)
    if chosen is None or person in chosen:
        return None
    return "This submission is assigned to other annotators; see: candor queue."


def maker_role(manifest: Manifest, described: Row, roster: Roster, person: str) -> str:
    """The role in which somebody made these labels of a submission.

    Raises:
        ConsentError: they are in none that labels, or these are not labels of that submission.
    """
    if [each.stream for each in manifest.streams] != [STREAM]:
        raise ConsentError("Labels have one stream, and no other.")
    known = described.manifest
    if known is None or about_of(described):
        raise ConsentError("Only a submitted session can be labelled.")
    if (manifest.proof, manifest.receipt) != (sha256(known).hex(), described.receipt):
        raise ConsentError("These labels describe another submission than they name.")
    for role in (ANNOTATOR, ADJUDICATOR):
        if manifest.lineage == lineage_of(described.submission, role):
            if roster.holds(person, role):
                return role
            raise ConsentError(f"You are not in the role {role}; ask a steward.")
    raise ConsentError("These labels do not say in which role they were made.")


def is_words(name: str) -> bool:
    """Whether this names an object with a reporter's words, or nothing."""
    return not name or documents.SHA256_HEX.fullmatch(name) is not None


# What a row is about is asked several times for each row that is opened or listed.
@lru_cache(maxsize=256)
def _manifest(raw: bytes, worker: bytes) -> Manifest | None:
    try:
        return read_manifest(raw, SignPublic(worker))
    except CandorError:
        return None
