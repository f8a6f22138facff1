"""Labelling at a broker: what is to be done, the labels about a submission, handing in one's own.

What is unfinished is in `label_store`; what several people's labels amount to in `adjudication`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from annotate.label_set import LabelSet, Work, missing, places_of, read_sets, write_sets
from annotate.label_store import LabelStore
from annotate.opened import Reader
from annotate.submitted import Kept, Submitted
from recorder.consent.campaign import SignedCampaign
from recorder.consent.label_schema import LabelSchema
from recorder.crypto import SignPublic, sha256
from recorder.custody import documents, labelling
from recorder.custody.catalogue import Row, State
from recorder.custody.labelling import ADJUDICATOR, ANNOTATOR
from recorder.custody.manifest import read_manifest
from recorder.custody.messages import ReserveRequest, new_nonce
from recorder.custody.opening import read_acceptance, read_reservation
from recorder.custody.roster import SignedRoster
from recorder.custody.submission import Facts, seal_submission
from recorder.errors import CandorError, ConsentError, FormatError, NotOurs, WrongUse
from recorder.vault.home import Home


class Stage(StrEnum):
    """How far somebody is with a submission that is theirs to label."""

    TO_DO = "to do"
    DOING = "doing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """A submission that somebody has to label, or to decide. `mine` is the id of their finished
    labels, `labels` counts those of everybody."""

    row: Row
    stage: Stage
    labels: int
    mine: str | None


@dataclass(frozen=True, slots=True)
class LabelDesk:
    """Somebody at their labelling: who they are to the broker, and under which campaign."""

    home: Home
    reader: Reader
    campaign: SignedCampaign
    roster: SignedRoster
    worker: SignPublic

    @property
    def schema(self) -> LabelSchema:
        """Raises:
        WrongUse: the campaign asks nothing.
        """
        schema = self.campaign.terms.label_schema
        if schema is None:
            raise WrongUse("This campaign asks its annotators nothing.")
        return schema

    @property
    def store(self) -> LabelStore:
        return LabelStore(self.home)

    def tasks(self) -> tuple[Task, ...]:
        """What this person has to do, is doing and has done in their role, the newest first.

        Adjudicators have those to decide that two people at least have labelled.
        """
        rows = self.reader.broker.submissions(State.SUBMITTED)
        about, begun = labels_by_session(rows), self.store.begun(self.reader.role)
        found: list[Task] = []
        for row in rows:
            if labelling.about_of(row):
                continue
            labels = about.get(row.submission, ())
            mine = next((each for each in labels if self._is_mine(each, row.submission)), None)
            if mine is None and not self._is_to_do(row, labels):
                continue
            doing = Stage.DOING if row.submission in begun else Stage.TO_DO
            stage = Stage.DONE if mine else doing
            people = sum(_role(each) == ANNOTATOR for each in labels)
            found.append(Task(row, stage, people, mine.submission if mine else None))
        return tuple(found)

    def sets(self, rows: Sequence[Row], submission: str) -> tuple[LabelSet, ...]:
        """All labels about a submission that this reader may see, each an audited opening.

        Raises:
            ConsentError, Damaged: as the sentence says.
        """
        found: list[LabelSet] = []
        for row in labels_by_session(rows).get(submission, ()):
            if row.state is State.SUBMITTED and (
                self.reader.role != ANNOTATOR or row.worker == self.worker.raw
            ):
                found += self._read(row)
        return tuple(found)

    def work(self, submission: str) -> Work:
        """What was begun of a submission.

        Raises:
            CandorError: as the sentence says.
        """
        return self.store.read(submission, self.reader.role, self.reader.keeper)

    def keep(self, submission: str, work: Work) -> None:
        """Keep it, sealed; it is on the disk when this returns."""
        self.store.keep(submission, self.reader.role, work)

    def finish(self, row: Row, work: Work, now: datetime) -> Submitted:
        """Hand the labels in: sealed like a session, for the roles that the campaign gives labels.

        When just this was handed in before without an answer, that is asked about first. The
        unfinished copy is deleted after the broker accepted.

        Raises:
            WrongUse: something that must be answered is not, or nothing was.
            ConsentError, StorageError: the broker or the store refuses; the work stays.
        """
        kept, name = Kept(self.home), self._name(row, work)
        for begun in kept.begun(name):
            # What cannot be finished any more is sealed anew.
            with suppress(CandorError):
                return self._accepted(kept, begun, row)
        sets = self._sets(row, work, now)
        manifest = self._sealed(row, sets, now)
        submitted = Submitted(
            submission=read_manifest(manifest, self.worker).submission,
            campaign=self.campaign.terms.id,
            session=row.submission,
            candidate=name,
            manifest=manifest,
            made_at=now,
        )
        kept.keep(submitted)
        return self._accepted(kept, submitted, row)

    def _name(self, row: Row, work: Work) -> str:
        """What tells this content from another that was handed in about the same submission."""
        said = msgspec.msgpack.encode((tuple(work.answers.values()), dict(work.suggestions)))
        return f"labels {row.submission} {self.reader.role} {sha256(said).hex()}"

    def _accepted(self, kept: Kept, submitted: Submitted, row: Row) -> Submitted:
        raw = self.reader.broker.accept(submitted.manifest, b"")
        said = read_acceptance(raw, self.roster.roster, submitted.manifest)
        done = msgspec.structs.replace(submitted, acceptance=raw, expires_at=said.expires_at)
        kept.keep(done)
        self.store.forget(row.submission, self.reader.role)
        return done

    def _sets(self, row: Row, work: Work, now: datetime) -> tuple[LabelSet, ...]:
        schema, role = self.schema, self.reader.role
        if role == ANNOTATOR:
            left = missing(schema, work.steps, work)
            if left:
                raise WrongUse(
                    f"{len(left)} required answers are missing, {left[0][0]} among them; "
                    "the work is kept."
                )
        if not work.answers:
            raise WrongUse("Nothing was answered, so there is nothing to hand in.")
        order = {place: at for at, place in enumerate(places_of(schema, work.steps))}
        answers = sorted(work.answers.values(), key=lambda each: order.get(each.place, len(order)))
        own = LabelSet(
            submission=row.submission,
            manifest=sha256(row.manifest or b"").hex(),
            schema=schema.digest,
            annotator=self.worker.fingerprint(),
            made_at=now,
            answers=tuple(answers),
            purpose="decision" if role == ADJUDICATOR else "labels",
        )
        return (own, *_models(own, work))

    def _sealed(self, row: Row, sets: tuple[LabelSet, ...], now: datetime) -> bytes:
        reader, terms = self.reader, self.campaign.terms
        request = ReserveRequest(terms.id, now, new_nonce())
        raw = reader.broker.reserve(
            documents.write_document(documents.RESERVE_REQUEST, request, reader.keeper.sign)
        )
        reserved = read_reservation(raw, self.roster.roster, self.worker)
        facts = Facts(
            submission=reserved.submission,
            broker_key=reserved.broker_key,
            receipt=row.receipt or "",
            proof=sha256(row.manifest or b"").hex(),
            lineage=labelling.lineage_of(row.submission, reader.role),
            made_at=now,
            about=row.submission,
        )
        content = {labelling.STREAM: (write_sets(sets),)}
        return seal_submission(
            facts, self.campaign, self.roster, content, reader.store, reader.keeper.sign
        )

    def _read(self, row: Row) -> tuple[LabelSet, ...]:
        about, maker = labelling.about_of(row), SignPublic(row.worker).fingerprint()
        raw = b"".join(self.reader.pieces(row, labelling.STREAM))
        sets = read_sets(raw, self.schema)
        decides = _role(row) == ADJUDICATOR
        for each in sets:
            if (each.submission, each.annotator) != (about, maker):
                raise FormatError("Labels say that they are somebody else's, or about another.")
            if (each.purpose == "decision") != (decides and each.source == "human"):
                raise FormatError("Labels say that they decide, and their maker may not.")
        return sets

    def _is_mine(self, row: Row, about: str) -> bool:
        manifest = labelling.manifest_of(row)
        lineage = labelling.lineage_of(about, self.reader.role)
        return row.worker == self.worker.raw and bool(manifest and manifest.lineage == lineage)

    def _is_to_do(self, row: Row, labels: Sequence[Row]) -> bool:
        if self.reader.role == ADJUDICATOR:
            return sum(_role(each) == ANNOTATOR for each in labels) > 1
        assigned = self.reader.broker.assigned(row.submission)
        return assigned is None or self.reader.person in assigned


def labels_by_session(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """The labels among these, by the submission that they are about."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        about = labelling.about_of(row)
        if about:
            found[about].append(row)
    return {about: tuple(each) for about, each in found.items()}


def sessions_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those that are sessions, and not labels about one."""
    return tuple(row for row in rows if not labelling.about_of(row))


def check_labelled(row: Row) -> None:
    """Do nothing when this can be labelled.

    Raises:
        ConsentError, NotOurs: it is closed or has ended, or is not a session.
    """
    if row.state is not State.SUBMITTED:
        raise ConsentError(f"The submission {row.submission[:8]} is {row.state}.")
    if labelling.about_of(row):
        raise NotOurs("These are labels themselves; name the submission that they are about.")


def _role(row: Row) -> str:
    """In which role these labels were made."""
    manifest = labelling.manifest_of(row)
    decides = labelling.lineage_of(labelling.about_of(row), ADJUDICATOR)
    return ADJUDICATOR if manifest and manifest.lineage == decides else ANNOTATOR


def _models(own: LabelSet, work: Work) -> tuple[LabelSet, ...]:
    """What models proposed, as sets of their own."""
    return tuple(
        msgspec.structs.replace(own, answers=answers, source="model", model=model, purpose="labels")
        for model, answers in work.suggestions.items()
        if answers
    )
