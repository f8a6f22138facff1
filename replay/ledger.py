"""Who owns each event. Events join a share at once; what the share belongs to is said later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from replay.action_types import LeftOut


class Share:
    """Events that will have one owner: an action (by its id), or a reason to leave them out."""

    __slots__ = ("_into", "verdict")

    def __init__(self, verdict: str | LeftOut) -> None:
        self.verdict: str | LeftOut = verdict
        self._into: Share | None = None

    def join(self, other: Share) -> None:
        """Belong to whatever `other` belongs to. Joining again changes nothing: owned once."""
        if self._into is None and other.root() is not self:
            self._into = other

    def root(self) -> Share:
        share = self
        while share._into is not None:
            share = share._into
        return share


class Ledger:
    """Every event of a session and its share."""

    def __init__(self) -> None:
        self.shares: dict[int, Share] = {}
        self._reasons = {reason: Share(reason) for reason in LeftOut}

    def leave_out(self, seq: int, reason: LeftOut) -> None:
        self.shares[seq] = self._reasons[reason]

    def owners(self) -> dict[int, str | LeftOut]:
        """The verdict on each event so far, by `seq`."""
        return {seq: share.root().verdict for seq, share in self.shares.items()}


def left_out_counts(owners: Mapping[int, str | LeftOut]) -> dict[str, int]:
    """How many events were left out for each reason, in the order of the reasons."""
    counts = Counter(verdict for verdict in owners.values() if isinstance(verdict, LeftOut))
    return {reason.value: counts[reason] for reason in LeftOut if counts[reason]}
