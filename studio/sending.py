"""One submission on its way to its broker: gone on with where it broke off, or made anew.

What is sent was sealed once, into the outbox; the keys are forgotten before anything leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import msgspec

from annotate.outbox import Outbox, Sent
from annotate.redact.candidates import candidates_folder
from annotate.submit import Leaving, Ready, accept, digest_of, reserve, seal
from annotate.submitted import Kept, Submitted
from recorder.custody.manifest import read_manifest
from recorder.custody.messages import Reservation
from recorder.custody.opening import read_reservation
from recorder.errors import CandorError, ConsentError, StorageError
from recorder.session.layout import SUFFIX
from recorder.vault.home import Home
from studio.counter import Counter


@dataclass(frozen=True, slots=True)
class Sending:
    """A candidate as it was shown, at its broker."""

    at: Counter
    ready: Ready
    leaving: tuple[Leaving, ...]
    sent: Sent
    clock: Callable[[], datetime]

    @property
    def kept(self) -> Kept:
        return Kept(self.at.home)

    @property
    def box(self) -> Outbox:
        return Outbox(self.at.home, self.ready.path.stem)

    def begun(self) -> tuple[Submitted, ...]:
        """What was begun of this candidate and not heard to be accepted."""
        return self.kept.begun(self.ready.path.stem)

    def go_on(self) -> Submitted | None:
        """The submission that was begun, brought to its end; None when there is none that is what
        was shown, or it cannot be.

        Raises:
            StorageError: store or broker cannot be reached; asked again, it goes on.
        """
        for each in self.begun():
            if each.shown != digest_of(self.leaving):
                continue
            is_here = self.box.holds(read_manifest(each.manifest, self.at.person.sign))
            try:
                return self._finish(each, is_here)
            except StorageError:
                if is_here:
                    raise
            except CandorError:
                continue
        return None

    def make(self) -> Submitted:
        """A new submission, sealed and sent.

        Raises:
            ConsentError: the broker refuses it.
            StorageError, Damaged: it was not accepted.
        """
        begun, fresh = self.begun(), self._sealed()
        try:
            return self._finish(fresh, True)
        except ConsentError:
            self.kept.forget(fresh)
            self.box.clear()
            # The broker may have taken one before whose acceptance was lost on the way.
            for each in begun:
                with suppress(CandorError):
                    return self._finish(each, False)
            raise

    def close(self) -> None:
        """After the acceptance: forget what was begun besides, and what lay ready."""
        for each in self.begun():
            self.kept.forget(each)
        self.box.clear()

    def _finish(self, submitted: Submitted, is_here: bool) -> Submitted:
        at = self.at
        if is_here:
            self.box.send(read_manifest(submitted.manifest, at.person.sign), at.store, self.sent)
        raw, said = accept(at.broker, at.roster, submitted.manifest, self.ready.receipt)
        done = msgspec.structs.replace(submitted, acceptance=raw, expires_at=said.expires_at)
        self.kept.keep(done)
        return done

    def _sealed(self) -> Submitted:
        at, now, reserved = self.at, self.clock(), self._reservation()
        manifest = seal(
            self.ready,
            self.leaving,
            reserved,
            at.roster,
            self.box.store,
            at.keeper.sign,
            now,
            at.person.seal,
            lambda: self.sent(0),
        )
        submitted = Submitted(
            submission=reserved.submission,
            campaign=self.ready.campaign.terms.id,
            session=self.ready.proof.original,
            candidate=self.ready.path.stem,
            manifest=manifest,
            made_at=now,
            shown=digest_of(self.leaving),
        )
        self.kept.keep(submitted)
        return submitted

    def _reservation(self) -> Reservation:
        """The place that an earlier try was given and did not use, else a new one."""
        at = self.at
        raw = self.box.reservation()
        if raw is not None:
            used = {each.submission for each in self.kept.all()}
            with suppress(CandorError):
                reserved = read_reservation(raw, at.roster.roster, at.person.sign)
                if reserved.submission not in used:
                    self.box.begin(raw)
                    return reserved
        raw = reserve(self.ready, at.broker, at.keeper.sign, self.clock())
        self.box.begin(raw)
        return read_reservation(raw, at.roster.roster, at.person.sign)


def is_wanted(home: Home, candidate: str) -> bool:
    """Whether a candidate is still here and was not accepted."""
    is_accepted = any(
        each.candidate == candidate and each.acceptance and each.death is None
        for each in Kept(home).all()
    )
    return not is_accepted and (candidates_folder(home) / f"{candidate}{SUFFIX}").exists()
