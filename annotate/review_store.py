"""The one door to a review: opened through the keeper, and every change durable when it returns."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

from annotate.edit_log import (
    Did,
    Entry,
    LogWriter,
    Redid,
    Sealed,
    Undid,
    made,
    read_log,
    replayed,
)
from annotate.edits import Content, Edit
from annotate.review import Review
from recorder.errors import Damaged, WrongUse
from recorder.session.journal import session_path
from recorder.vault.home import Home
from recorder.vault.identity import PublicIdentity, load_public
from replay.corrections import Corrected, NotApplicable, corrected
from replay.parts import Subject


class Opens(Protocol):
    """What opens sealed records. The client's `Keeper` is one."""

    def open_edits(self, sealed: tuple[tuple[str, bytes], ...]) -> tuple[bytes, ...]:
        """Raises Damaged where one was altered."""
        ...


def read_review(home: Home, session: str, keeper: Opens) -> Review:
    """The review of a session, an empty one where there is none. Nothing is locked or written.

    Raises:
        Locked, VersionRefused, NotOurs, Damaged, StorageError: as the sentence says.
    """
    owner = load_public(home)
    return _replayed(read_log(home.review_of(session), session, owner.worker), keeper)


def open_review(
    home: Home, session: str, keeper: Opens, subject: Subject | None = None
) -> ReviewFile:
    """Open a review to change it; the keeper is needed only for this call.

    With a `subject` every change is held against the steps, and those that make no sense there
    are refused. The log is made, and held against others, at the first change.

    Raises:
        Locked, VersionRefused, NotOurs, Damaged, StorageError: as the sentence says.
    """
    owner = load_public(home)
    known = read_log(home.review_of(session), session, owner.worker)
    return ReviewFile(home, session, owner, known, _replayed(known, keeper), subject)


class ReviewFile:
    """A review that is kept. `review` is how it stands; a change returns when it is on the disk.

    It belongs to one thread at a time. Close it, or use it as a context manager.
    """

    def __init__(
        self,
        home: Home,
        session: str,
        owner: PublicIdentity,
        known: Sealed | None,
        review: Review,
        subject: Subject | None,
    ) -> None:
        self.review = review
        self._home, self._session, self._owner = home, session, owner
        self._known, self._subject = known, subject
        self._log: LogWriter | None = None
        self._corrected: Corrected | None = None

    def __enter__(self) -> ReviewFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def content(self) -> Content:
        return self.review.content

    @property
    def corrected(self) -> Corrected:
        """The steps as they stand after all edits.

        Raises:
            WrongUse: it was opened without a subject.
        """
        if self._subject is None:
            raise WrongUse("The review was opened without the steps of its session.")
        if self._corrected is None:
            self._corrected = corrected(self._subject, self.review.overlay)
        return self._corrected

    def apply(self, edit: Edit) -> None:
        """Make an edit.

        Raises:
            WrongUse: it makes no sense here; nothing was changed.
            StorageError: the disk refused; nothing was changed.
        """
        self._write(Did(edit))

    def undo(self) -> None:
        """Take the last edit back; raises as `apply`."""
        self._write(Undid())

    def redo(self) -> None:
        """Make the edit again that was taken back last; raises as `apply`."""
        self._write(Redid())

    def close(self) -> None:
        """Let others edit the review."""
        if self._log is not None:
            self._log.close()
            self._log = None

    def _write(self, entry: Entry) -> None:
        review = made(self.review, entry)
        after = self._checked(review)
        self._opened().append(entry)
        self.review, self._corrected = review, after

    def _checked(self, review: Review) -> Corrected | None:
        """The steps after a change that leaves everything applicable that was."""
        if self._subject is None:
            return None
        if review.overlay == self.review.overlay:
            return self.corrected
        after = corrected(self._subject, review.overlay)
        if new := newly_refused(self.corrected, after):
            raise WrongUse(new.sentence)
        return after

    def _opened(self) -> LogWriter:
        if self._log is None:
            if not session_path(self._home.sessions, self._session).exists():
                raise WrongUse("The session is gone, and its review with it.")
            path = self._home.ensure().review_of(self._session)
            self._log = LogWriter(path, self._session, self._owner, self._known)
        return self._log


def newly_refused(before: Corrected, after: Corrected) -> NotApplicable | None:
    """The first correction or label that was applicable, or not there, before."""
    known = [refused.what for refused in before.not_applicable]
    return next((new for new in after.not_applicable if new.what not in known), None)


def _replayed(known: Sealed | None, keeper: Opens) -> Review:
    if known is None:
        return Review()
    try:
        plain = keeper.open_edits(known.records)
    except Damaged as error:
        raise Damaged("The review of this session was altered and cannot be opened.") from error
    return replayed(plain)
