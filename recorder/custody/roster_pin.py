"""The newest roster that one person accepted, remembered under their own signature.

The first one is accepted by a root that people compare; every later one must follow on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.crypto import SignPublic, sha256
from recorder.custody import documents
from recorder.custody.documents import Signer
from recorder.custody.roster import (
    SignedRoster,
    accept_first,
    accept_next,
    check_current,
    read_roster,
)
from recorder.errors import CandorError, ConsentError
from recorder.vault.home import read_bounded, write_whole


class _Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    campaign: str
    root: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RosterPins:
    """The pinned rosters in one folder, for one person."""

    folder: Path
    identity: SignPublic

    def known(self, campaign: str, now: datetime) -> SignedRoster | None:
        """The roster that was accepted last, or None.

        Raises:
            ConsentError: it or its pin was altered, or it has expired.
        """
        pin = self._pin(campaign)
        if pin is None:
            return None
        roster = self._as_pinned(campaign, pin)
        check_current(roster.roster, now)
        return roster

    def accept(
        self, raw: bytes, campaign: str, root: str | None, now: datetime, sign: Signer
    ) -> SignedRoster:
        """Accept a roster and pin it. `root` counts at the first one alone.

        Raises:
            ConsentError: it does not follow on the one that is pinned, or is not of this root.
        """
        pin = self._pin(campaign)
        if pin is None:
            if root is None:
                raise ConsentError(
                    f"The roster of {campaign} was never seen here; compare its root first."
                )
            roster = accept_first(raw, root, now)
        else:
            # One that has expired meanwhile still decides what may follow on it.
            roster = accept_next(raw, self._as_pinned(campaign, pin), now)
        if roster.roster.campaign != campaign:
            raise ConsentError(f"This is not the roster of {campaign}.")
        new = _Pin(campaign, roster.roster.root, roster.roster.version, roster.digest)
        write_whole(self._path(campaign, "roster"), raw)
        write_whole(
            self._path(campaign, "roster-pin"),
            documents.write_document(documents.ROSTER_PIN, new, sign),
        )
        return roster

    def _as_pinned(self, campaign: str, pin: _Pin) -> SignedRoster:
        """The pinned roster, whose hash this person signed; it may have expired."""
        raw = read_bounded(self._path(campaign, "roster"), dsse.ENVELOPE_MAX) or b""
        if sha256(raw).hex() != pin.sha256:
            raise _altered(campaign)
        return SignedRoster(read_roster(raw), raw)

    def _pin(self, campaign: str) -> _Pin | None:
        raw = read_bounded(self._path(campaign, "roster-pin"), dsse.ENVELOPE_MAX)
        if raw is None:
            return None
        try:
            pin, signer = documents.read_document(raw, documents.ROSTER_PIN, _Pin)
        except CandorError as error:
            raise _altered(campaign) from error
        if signer != self.identity or pin.campaign != campaign:
            raise _altered(campaign)
        return pin

    def _path(self, campaign: str, suffix: str) -> Path:
        return self.folder / f"{campaign}.{suffix}"


def _altered(campaign: str) -> ConsentError:
    return ConsentError(
        f"What was remembered of the roster of {campaign} was altered; compare its root again."
    )
