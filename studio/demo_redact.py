"""The demo's second half: secrets that were typed and shown are found, redacted and proven gone.

The candidate is then opened as its recipient would, and searched for each of them once more.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.redact.burn_events import strings_in, typed_streams
from annotate.redact.candidates import find_candidate
from annotate.redact.matching import encodings, holds
from recorder.errors import CandorError
from recorder.session.reader import read_session
from recorder.session.scan import Scanner
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock

FOUND_SOMETHING = 1


@dataclass(frozen=True, slots=True)
class Redacted:
    """What redaction of the demo's session gave. `searched` are the texts and records of the
    candidate and the files of the home in which no secret was found."""

    proposed: dict[str, int]
    proof: dict[str, Any]
    searched: int
    seconds: float


def redact_and_prove(
    candor: Callable[..., str],
    session: str,
    home: Home,
    passphrase: Path,
    secrets: tuple[str, ...],
    say: Callable[[str], object],
) -> Redacted:
    """Detect, redact all, prove, and search the candidate.

    Raises:
        CandorError: a secret was not proposed, the proof failed, or a secret is still there.
    """
    begun = time.monotonic()
    found = json.loads(candor("detect", session, "--json", "--show", ends=(0, FOUND_SOMETHING)))
    proposed = Counter(str(one["kind"]) for one in found["findings"])
    say(f"Detectors propose {', '.join(f'{count} {kind}' for kind, count in proposed.items())}.")
    texts = [str(one["text"]) for one in found["findings"]]
    missed = sum(not any(holds(text, secret) for text in texts) for secret in secrets)
    if missed:
        raise CandorError(f"The detectors did not find {missed} of {len(secrets)} secrets.")
    answer = json.loads(
        candor("redact", session, "--accept-all", "--json", ends=(0, FOUND_SOMETHING))
    )
    proof = answer["proof"]
    for check in proof["checks"]:
        say(f"  {check['name']}: {check['found']} found, {check['looked_at']} looked at")
    if not answer["passed"]:
        failed = [check["name"] for check in proof["checks"] if check["state"] == "found something"]
        raise CandorError(f"The redacted copy is not proven: {', '.join(failed) or 'see above'}.")
    searched = _search(find_candidate(home, answer["candidate"]), home, passphrase, secrets)
    say(
        f"The redacted copy holds the {len(secrets)} secrets in 0 of {searched} texts, records "
        f"and files: 0 found. Outside of the boxes the worst frame keeps "
        f"{proof['figures']['psnr_min_db']} dB."
    )
    return Redacted(dict(proposed), proof, searched, time.monotonic() - begun)


def _search(candidate: Path, home: Home, passphrase: Path, secrets: tuple[str, ...]) -> int:
    """Look for the secrets in the opened candidate and in every file of the home; how many places
    were looked at.

    Raises:
        CandorError: one is there.
    """
    with Scanner(candidate) as scanner:
        header = scanner.head.header
    with Keeper(home) as keeper:
        keeper.unlock(Unlock(passphrase))
        records = tuple(keeper.read_session(candidate))
    opened = read_session(header, records)
    texts = [*strings_in(opened.events), *strings_in(opened.meta), *typed_streams(opened.events)]
    blobs = [record.payload for record in records]
    blobs += [path.read_bytes() for path in home.root.rglob("*") if path.is_file()]
    held = sum(any(holds(text, secret) for secret in secrets) for text in texts)
    held += sum(_holds_bytes(blob, secrets) for blob in blobs)
    if held:
        raise CandorError(f"The redacted copy still holds secrets in {held} places.")
    return len(texts) + len(blobs)


def _holds_bytes(blob: bytes, secrets: Iterable[str]) -> bool:
    return any(raw in blob for secret in secrets for raw in encodings(secret))
