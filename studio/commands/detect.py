"""`candor detect`: what in a session may be private, by kind and place, without showing it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from annotate.detect.model import Sighting
    from annotate.detect.scan import Scan

NOT_COVERED = ("name", "address")


@click.command()
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--show", is_flag=True, help="Print what was found, too. It is private.")
@click.option("--text-only", is_flag=True, help="Do not read the pictures, which takes long.")
@click.option(
    "--names",
    "model",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A model file for names and addresses that you bring.",
)
def detect(session: str, as_json: bool, show: bool, text_only: bool, model: Path | None) -> None:
    """Look through a session for what may be private.

    Exit code 1 if something was found, or a detector could not run.
    """
    scan = _scan(session, text_only, model, quiet=as_json)
    if as_json:
        click.echo(json.dumps(scan_document(scan, show=show), indent=2, ensure_ascii=False))
    else:
        _say(scan, show)
    failed = [one for one in scan.unavailable if model is not None or one.name != "names"]
    sys.exit(1 if scan.sightings or failed else 0)


@click.group()
def words() -> None:
    """Your own list of names, customers and projects that detectors look for. It stays sealed."""


@words.command("set")
@click.argument("file", type=click.File(encoding="utf-8"))
def set_words(file: Any) -> None:
    """Replace the list by the lines of FILE, or of standard input for -."""
    from annotate.detect.word_list import FILE_MAX, keep_words
    from recorder.errors import WrongUse
    from recorder.vault.home import Home
    from studio.commands.identity import unlocked_keeper

    try:
        untrusted = file.read(FILE_MAX)
    except UnicodeDecodeError as error:
        raise WrongUse("The list is not text in UTF-8; it was left as it was.") from error
    home = Home.default()
    with unlocked_keeper(home) as keeper:
        count = keep_words(home, keeper, untrusted)
    click.echo(f"{count} words are looked for.", err=True)


@words.command("show")
def show_words() -> None:
    """Print the list, one word a line."""
    from annotate.detect.word_list import load_words
    from recorder.vault.home import Home
    from studio.commands.identity import unlocked_keeper

    home = Home.default()
    with unlocked_keeper(home) as keeper:
        for word in load_words(home, keeper):
            click.echo(word)


def scan_document(scan: Scan, *, show: bool = False) -> dict[str, Any]:
    """A scan as plain data; what was found only where that is asked."""
    return {
        "session": scan.session,
        "detectors": [
            {
                "name": state.name,
                "looked_at": state.looked_at,
                "findings": state.findings,
                "unavailable": state.unavailable,
            }
            for state in scan.states
        ],
        "not_covered": list(NOT_COVERED),
        "findings": [_finding_document(one, show) for one in scan.sightings],
    }


def _finding_document(one: Sighting, show: bool) -> dict[str, Any]:
    finding = one.finding
    facts: dict[str, Any] = {
        "kind": finding.kind.value,
        "detector": finding.detector,
        "confidence": finding.confidence,
        "start": finding.start,
        "end": finding.end,
        "place": place_document(one.place),
    }
    if show:
        facts["text"] = one.secret
    return facts


def place_document(place: object) -> dict[str, Any]:
    """A place as plain data."""
    from annotate.detect import model

    match place:
        case model.TypedText(step=step, seqs=seqs):
            return {"in": "typed text", "step": step, "seqs": list(seqs)}
        case model.WindowTitle(seqs=seqs):
            return {"in": "window title", "seqs": list(seqs)}
        case model.ElementName(seqs=seqs):
            return {"in": "element name", "seqs": list(seqs)}
        case model.Marker(seq=seq):
            return {"in": "mark", "seq": seq}
        case model.Pixels(first=first, last=last, rect=rect):
            box = [rect.x, rect.y, rect.width, rect.height]
            return {"in": "pixels", "first_frame": first, "last_frame": last, "rect": box}
        case _:
            return {"in": "task"}


def _scan(session: str, text_only: bool, model: Path | None, *, quiet: bool) -> Scan:
    from annotate.detect.scan import scan_session
    from annotate.detect.texts import text_detectors
    from annotate.detect.word_list import load_words
    from recorder.vault.home import Home
    from replay.frames import pictures_of
    from studio.commands.common import find_session
    from studio.commands.identity import unlocked_keeper

    home = Home.default()
    path = find_session(home, session)
    with unlocked_keeper(home) as keeper:
        own = load_words(home, keeper)
        stored = _read(path, keeper.read_session)
    frames = None if text_only else pictures_of(stored.chunks)
    bar: Any = nullcontext()
    if frames is not None and not quiet and sys.stderr.isatty():
        bar = click.progressbar(length=1000, label="Reading the screen", file=sys.stderr)
    with bar as shown:
        done = 0

        def progress(share: float) -> None:
            nonlocal done
            if shown is not None:
                shown.update(int(share * 1000) - done)
                done = int(share * 1000)

        detectors = text_detectors(own, model=model)
        return scan_session(stored, frames, detectors=detectors, progress=progress)


def _read(path: Path, read: Callable[[Path], Any]) -> Any:
    from recorder.session.reader import read_session
    from recorder.session.scan import Scanner

    with Scanner(path) as scanner:
        header = scanner.head.header
    return read_session(header, read(path))


def _say(scan: Scan, show: bool) -> None:
    from annotate.detect.proposals import place_word

    for one in scan.sightings:
        shown = f": {one.secret}" if show else ""
        click.echo(f"{one.finding.kind.value} in {place_word(one.place)}{shown}")
    kinds = Counter(one.finding.kind.value for one in scan.sightings)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
    click.echo(f"Found: {told}.", err=True)
    for state in scan.unavailable:
        click.echo(f"Not looked at by {state.name}: {state.unavailable}", err=True)
