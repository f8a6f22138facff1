"""Sessions read together with their reviews, and their steps as their worker left them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotate.opened import review_of
from annotate.review_store import read_review
from recorder.session.reader import Session
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from replay.correction_types import Overlay
from replay.corrections import Corrected, corrected_session
from replay.steps import Recorded
from replay.trajectory import Trajectory


class Reviewed:
    """Remembers the review of each session from when it is read until its steps are asked for."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._overlays: dict[str, Overlay] = {}
        self._labels: dict[str, Callable[[Trajectory], Trajectory]] = {}

    def read(self, keeper: Keeper, path: Path) -> Session:
        """Read one session and its review.

        Raises:
            Locked, NotOurs, Damaged, StorageError: as the sentence says.
        """
        session = read_whole(keeper, path)
        self._overlays[session.id] = read_review(self.home, session.id, keeper).overlay
        return session

    def take(
        self, session: Session, labels: Callable[[Trajectory], Trajectory] | None = None
    ) -> Session:
        """Remember that a session was read elsewhere, with what of its worker's review left;
        `labels` lays what annotators said over its steps."""
        self._overlays[session.id] = review_of(session)
        if labels is not None:
            self._labels[session.id] = labels
        return session

    def corrected(self, session: Recorded) -> Corrected:
        """The steps of a session that was read here."""
        found = corrected_session(session, self._overlays.pop(session.id))
        labels = self._labels.pop(session.id, None)
        return found if labels is None else replace(found, trajectory=labels(found.trajectory))

    def trajectory(self, session: Recorded) -> Trajectory:
        """The steps of a session that was read here, without what does not fit them any more."""
        return self.corrected(session).trajectory
