"""Unfinished labels on this machine, each sealed to whoever makes them, whole after every change.

One file for each submission and role, in `labels`; it is replaced, never written half.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from annotate.label_set import Answer, Work
from annotate.review_store import Opens
from annotate.sealed_note import open_note, seal_note
from recorder.errors import Damaged, NotOurs, VersionRefused
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import load_public

MAGIC: Final = b"CANDOR-W"
VERSION: Final = 1
FILE_MAX: Final = 32 * 1024 * 1024
_SUFFIX: Final = ".labels"


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    steps: tuple[str, ...]
    answers: tuple[Answer, ...]
    suggestions: dict[str, tuple[Answer, ...]]


@dataclass(frozen=True, slots=True)
class LabelStore:
    """The unfinished labels under one home."""

    home: Home

    def read(self, submission: str, role: str, keeper: Opens) -> Work:
        """The work on a submission in a role, an empty one where none was begun.

        Raises:
            Locked, NotOurs, VersionRefused, Damaged, StorageError: as the sentence says.
        """
        raw = read_bounded(self._path(submission, role), FILE_MAX)
        if raw is None:
            return Work()
        head = len(MAGIC) + 2
        if raw[: len(MAGIC)] != MAGIC or len(raw) < head:
            raise Damaged("Unfinished labels were altered and cannot be opened.")
        if int.from_bytes(raw[len(MAGIC) : head], "big") > VERSION:
            raise VersionRefused("The labels were begun by a newer Candor; update this one.")
        try:
            plain = open_note(keeper, _place(submission, role), raw[head:])
            kept = msgspec.msgpack.decode(plain, type=_Kept)
        except (Damaged, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Damaged("Unfinished labels were altered and cannot be opened.") from error
        answers = {each.place: each for each in kept.answers}
        return Work(answers, kept.suggestions, kept.steps)

    def keep(self, submission: str, role: str, work: Work) -> None:
        """Replace what was kept; when it returns, the work is on the disk.

        Raises:
            StorageError: the disk refused; what was kept before is still there.
        """
        kept = _Kept(work.steps, tuple(work.answers.values()), dict(work.suggestions))
        path = self._path(submission, role)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        plain = msgspec.msgpack.encode(kept)
        sealed = seal_note(load_public(self.home).seal, _place(submission, role), plain)
        write_whole(path, MAGIC + VERSION.to_bytes(2, "big") + sealed)

    def forget(self, submission: str, role: str) -> None:
        """Delete what was kept of a submission: it is finished, or closed."""
        self._path(submission, role).unlink(missing_ok=True)

    def begun(self, role: str) -> frozenset[str]:
        """The submissions that somebody began to label in a role, and has not finished."""
        names = self._folder.glob(f"*.{role}{_SUFFIX}")
        return frozenset(path.name.partition(".")[0] for path in names)

    @property
    def _folder(self) -> Path:
        return self.home.root / "labels"

    def _path(self, submission: str, role: str) -> Path:
        if not submission.isalnum() or not role.isalpha():
            raise NotOurs("There is no such submission here.")
        return self._folder / f"{submission}.{role}{_SUFFIX}"


def _place(submission: str, role: str) -> str:
    return f"labels {submission} {role}"
