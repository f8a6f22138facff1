"""What a worker keeps of each submission: its manifest, the broker's signed words, when it ended.

Files of their owner alone, without content: ids, times, signatures. They lie in `submissions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from recorder.consent.iso27560 import Moment
from recorder.errors import Damaged, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole

_FILE_MAX = 4 * 1024 * 1024
_SUFFIX = ".json"


class Submitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One submission. Without an acceptance the broker may not have it yet; with a death it has
    ended. `shown` names the preview that it was made of."""

    submission: str
    campaign: str
    session: str
    candidate: str
    manifest: bytes
    made_at: Moment
    acceptance: bytes | None = None
    expires_at: Moment | None = None
    death: bytes | None = None
    version: int = 1
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The submissions that are remembered under one home."""

    home: Home

    @property
    def folder(self) -> Path:
        return self.home.root / "submissions"

    def keep(self, submitted: Submitted) -> None:
        """Remember it, in place of what was remembered of it before.

        Raises:
            StorageError: the disk refused.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path(submitted.submission), msgspec.json.encode(submitted))

    def all(self) -> Iterator[Submitted]:
        """Every submission, in no order.

        Raises:
            Damaged: what was remembered of one was altered.
        """
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            try:
                yield msgspec.json.decode(read_bounded(path, _FILE_MAX) or b"", type=Submitted)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Damaged(
                    "What is remembered of a submission was altered; bring back its file."
                ) from error

    def find(self, name: str) -> Submitted:
        """The accepted submission whose id, or whose session's, starts with `name`.

        Raises:
            WrongUse: none does, or several do.
        """
        found = [
            each for each in self.all()
            if each.acceptance and each.death is None
            and name and (each.submission.startswith(name) or each.session.startswith(name))
        ]  # fmt: skip
        if len(found) != 1:
            what = "No submission of yours has" if not found else "Several of your submissions have"
            raise WrongUse(f"{what} an id that starts with “{name}”, its session's included.")
        return found[0]

    def begun(self, candidate: str) -> tuple[Submitted, ...]:
        """The submissions of this candidate that the broker was not heard to accept, the newest
        first."""
        found = [each for each in self.all() if each.candidate == candidate and not each.acceptance]
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def forget(self, submitted: Submitted) -> None:
        """Forget one that was not accepted."""
        assert submitted.acceptance is None, "an acceptance is kept"
        self._path(submitted.submission).unlink(missing_ok=True)

    def _path(self, submission: str) -> Path:
        return self.folder / f"{submission}{_SUFFIX}"
