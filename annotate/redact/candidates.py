"""Where candidates lie with their proofs, and the way there: burnt and proven in a hidden folder,
then moved to their names. A full disk or a kill leaves nothing that could be taken for one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotate.redact.burn import Progress, Sealing, burn, orders_of
from annotate.redact.plan import Plan, salted
from annotate.redact.proof import Proof, Signer, bound_to, keep_proof, proof_path
from annotate.redact.prove import OpenRecords, Tools, prove
from annotate.redact.reading import Seen
from recorder.errors import StorageError, WrongUse
from recorder.session import disk
from recorder.session.layout import SUFFIX
from recorder.session.reader import Session
from recorder.session.scan import Scanner
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home, sync_folder

_STAGED: Final = ".burning-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A redacted session with its proof, which may have failed."""

    path: Path
    proof: Proof


def candidates_folder(home: Home) -> Path:
    return home.root / "candidates"


def redact(
    home: Home,
    original: Path,
    session: Session,
    plan: Plan,
    sealing: Sealing,
    tools: Tools,
    open_records: OpenRecords,
    sign: Signer,
    *,
    lines: Sequence[Seen] | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Candidate:
    """Burn a plan, prove the result, sign the proof; `session` was read from `original`.

    `lines` are those of its pictures, where they were read already.

    Raises:
        WrongUse, OcrMissing, ConsentError, Damaged, StorageError: as `burn`; nothing is left.
    """
    plan = salted(plan)
    # A plan that makes no sense is said before anything is made.
    orders_of(plan, session)
    _, chain = bound_to(original)
    with staged(home) as folder:
        burnt = burn(
            session,
            plan,
            folder,
            sealing,
            chain=bytes.fromhex(chain),
            read=tools.read,
            lines=lines,
            progress=progress,
        )
        with Scanner(burnt.path) as scanner:
            header = scanner.head.header
        proof = prove(burnt, plan, session, header, open_records, tools, sealing.now, progress)
        keep_proof(burnt.path, proof, sign)
        return Candidate(_publish(burnt.path, candidates_folder(home)), proof)


@contextmanager
def staged(home: Home) -> Generator[Path]:
    """A hidden folder of one's own, gone at the end; what killed ones left is removed.

    Raises:
        StorageError: the disk refuses.
    """
    parent = candidates_folder(home)
    try:
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        parent.chmod(0o700)
        for left in parent.glob(f"{_STAGED}*"):
            _remove_unless_held(left)
        folder = Path(tempfile.mkdtemp(prefix=_STAGED, dir=parent))
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StorageError(f"The candidate could not be begun: {error.strerror}.") from error
    try:
        disk.lock(held)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def find_candidate(home: Home, name: str) -> Path:
    """The file of the candidate whose id starts with `name`.

    Raises:
        WrongUse: none does, or several do.
    """
    found = sorted(candidates_folder(home).glob(f"*{SUFFIX}"))
    found = [path for path in found if name and path.name.startswith(name)]
    if len(found) != 1:
        what = "No candidate has" if not found else "Several candidates have"
        raise WrongUse(f"{what} an id that starts with “{name}”.")
    return found[0]


def discard_candidate(path: Path) -> None:
    """Remove a candidate and its proof; its lock goes first."""
    Epochs(Home(path.parent.parent)).destroy(path.stem)
    disk.remove(path)
    disk.remove(proof_path(path))


def _publish(path: Path, folder: Path) -> Path:
    """Move the proof and then the candidate to their names."""
    target = folder / path.name
    try:
        proof_path(path).rename(proof_path(target))
        path.rename(target)
        sync_folder(folder)
    except OSError as error:
        raise disk.storage_error(error) from error
    return target


def _remove_unless_held(left: Path) -> None:
    with suppress(OSError):
        held = os.open(left, os.O_RDONLY)
        try:
            disk.lock(held)
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(held)
