"""A session as it lies on the disk, copied to where its worker wants it, with its receipt."""

from __future__ import annotations

import shutil
from pathlib import Path

from recorder.consent.register import RECEIPT_SUFFIX
from recorder.errors import CandorError, StorageError, WrongUse
from recorder.session.journal import session_path
from recorder.session.survey import survey
from recorder.vault.home import Home


def copy_sealed(home: Home, session: str, folder: Path) -> tuple[Path, ...]:
    """Copy the sealed file, and the receipt it was recorded under; returns what was written.

    Raises:
        WrongUse: a file of that name is there already.
        StorageError: the disk refused.
    """
    source = session_path(home.sessions, session)
    wanted = [source, *_receipt(home, source)]
    written: list[Path] = []
    for path in wanted:
        target = folder / path.name
        if target.exists() and path is source:
            raise WrongUse(f"The folder holds a copy of {session[:8]} already; choose another.")
        if not target.exists():
            _copy(path, target)
            written.append(target)
    return tuple(written)


def _receipt(home: Home, source: Path) -> list[Path]:
    """The receipt's file; none for an import, or where the head cannot be read."""
    try:
        consent = survey(source, records_max=0).head.header.consent
    except StorageError:
        raise
    except CandorError:
        return []
    path = home.receipts / f"{consent}{RECEIPT_SUFFIX}"
    return [path] if consent and path.exists() else []


def _copy(source: Path, target: Path) -> None:
    staged = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, staged)
        staged.chmod(0o600)
        staged.replace(target)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise StorageError(f"The copy could not be written: {error.strerror}.") from error
