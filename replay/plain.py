"""The one door through which readable content leaves: a folder that a person named.

The folder is private, files appear whole or not at all, and nothing is left behind on failure.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from recorder.errors import StorageError, WrongUse

STAGING_PREFIX = ".candor-partial-"


class OthersCanRead(WrongUse):
    """Other people can open the folder."""


class NotEmpty(WrongUse):
    """Files are in the folder already."""


@contextmanager
def plain_folder(path: Path, *, force: bool = False, empty: bool = False) -> Generator[Path]:
    """Give a staging folder whose files move to `path` when the block ends well.

    With `empty`, files that are already in `path` are refused unless forced.

    Raises:
        WrongUse: others can read the folder, or it is no folder, or not empty.
        StorageError: the disk refused.
    """
    target = path.expanduser()
    created = _open_folder(target, force=force, empty=empty)
    staging: Path | None = None
    done = False
    try:
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=target))
        yield staging
        _move_all(staging, target)
        done = True
    except OSError as error:
        raise StorageError(f"The folder could not be written: {error.strerror}.") from error
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
        if created and not done:
            shutil.rmtree(target, ignore_errors=True)


def refusal_of(path: Path, *, empty: bool = False) -> WrongUse | None:
    """Why `plain_folder` would refuse a folder unless forced, or None; writes nothing.

    Raises:
        StorageError: the disk refused.
    """
    target = path.expanduser()
    try:
        if target.is_dir():
            _check(target, empty)
        elif target.exists():
            return WrongUse(f"{target} is not a folder; name another one.")
    except WrongUse as refusal:
        return refusal
    except OSError as error:
        raise StorageError(f"The folder cannot be read: {error.strerror}.") from error
    return None


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        file.write(content)


def _open_folder(target: Path, *, force: bool, empty: bool) -> bool:
    """Make the folder, or check the one that is there; returns whether it was made."""
    try:
        target.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        if not target.is_dir():
            raise WrongUse(f"{target} is not a folder; name another one.") from None
        if not force:
            _check(target, empty)
        return False
    except OSError as error:
        raise StorageError(f"{target} could not be created: {error.strerror}.") from error
    return True


def _check(target: Path, empty: bool) -> None:
    # On Windows the mode says nothing; the folder has the rights of the one around it.
    if os.name == "posix" and stat.S_IMODE(target.stat().st_mode) & 0o077:
        raise OthersCanRead(
            f"Other people can open {target}; name another folder, or use --force if that is meant."
        )
    if empty and any(target.iterdir()):
        raise NotEmpty(f"{target} is not empty; name another folder, or use --force to replace.")


def _move_all(staging: Path, target: Path) -> None:
    """Move every file to its place; those at the top, which name the others, come last."""
    files = sorted(file for file in staging.rglob("*") if file.is_file())
    for file in sorted(files, key=lambda file: file.parent == staging):
        place = target / file.relative_to(staging)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(file, place)
