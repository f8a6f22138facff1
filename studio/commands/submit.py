"""`candor submit`: show exactly what leaves, send it sealed, keep the broker's signed word."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from recorder.errors import ConsentError

if TYPE_CHECKING:
    from annotate.submit import Leaving, Ready
    from annotate.submitted import Submitted
    from recorder.vault.home import Home
    from studio.counter import Counter


@click.command()
@click.argument("candidate")
@click.option("--to", metavar="FOLDER", help="The broker's folder; without it the known one.")
@click.option("--dry-run", is_flag=True, help="Show what would leave, and stop.")
@click.option("--keep-original", is_flag=True, help="Keep the unredacted session on this machine.")
@click.option("--yes", is_flag=True, help="Do not ask again after showing what leaves.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def submit(
    candidate: str, to: str | None, dry_run: bool, keep_original: bool, yes: bool, as_json: bool
) -> None:
    """Submit a proven candidate under the campaign that its session was recorded for.

    When it was accepted, the original session is deleted for good unless you keep it; the
    candidate stays here, sealed to you.
    """
    from annotate.redact.candidates import find_candidate
    from annotate.review_store import read_review
    from annotate.submit import check_candidate, preview
    from recorder.vault.home import Home
    from recorder.vault.identity import load_public
    from recorder.vault.reading import read_whole
    from studio.commands.at_broker import counter, tell_notice
    from studio.commands.identity import unlocked_keeper
    from studio.counter import at_counter

    home = Home.default()
    path, identity = find_candidate(home, candidate), load_public(home).sign
    with unlocked_keeper(home) as keeper:
        # Looked at before any broker is asked: what may not leave never gets that far.
        ready = check_candidate(
            home,
            path,
            identity,
            lambda each: read_whole(keeper, each),
            lambda session: read_review(home, session, keeper).overlay,
        )
        campaign = ready.campaign.terms.id
        with at_counter(home, keeper, load_public(home), to, campaign) as at:
            tell_notice(at)
            leaving, shown_for = preview(ready, at.roster), at.roster.digest
    if not as_json:
        _show(leaving, ready)
    if dry_run:
        _tell(leaving, None, as_json)
        return
    # Neither keeper nor broker waits for an answer that may take a while.
    if not yes and sys.stdin.isatty():
        click.confirm("Submit this?", abort=True, err=True)
    with counter(to, campaign) as at:
        if at.roster.digest != shown_for:
            raise ConsentError("The roster changed meanwhile; look at what leaves once more.")
        done = _sent(at, ready, leaving)
    if not keep_original:
        _shred(home, ready, yes)
    _tell(leaving, done, as_json)


def _sent(at: Counter, ready: Ready, leaving: tuple[Leaving, ...]) -> Submitted:
    """Seal, store and have it accepted; one that was begun before is asked about first."""
    from datetime import UTC, datetime

    import msgspec

    from annotate.submit import accept, seal
    from annotate.submitted import Kept, Submitted
    from recorder.custody.manifest import read_manifest
    from recorder.errors import CandorError

    kept, worker = Kept(at.home), at.person.sign
    begun = kept.begun(ready.path.stem)
    if begun is not None:
        try:
            raw, said = accept(at.broker, at.roster, begun.manifest, ready.receipt)
        except CandorError:
            click.echo("What was begun before cannot be finished; sealing it anew.", err=True)
        else:
            done = msgspec.structs.replace(begun, acceptance=raw, expires_at=said.expires_at)
            kept.keep(done)
            return done
    now = datetime.now(UTC)
    manifest = seal(
        ready, leaving, at.broker, at.roster, at.store, worker, at.keeper.sign, now, at.person.seal
    )  # fmt: skip
    submitted = Submitted(
        submission=read_manifest(manifest, worker).submission,
        campaign=ready.campaign.terms.id,
        session=ready.proof.original,
        candidate=ready.path.stem,
        manifest=manifest,
        made_at=now,
    )
    kept.keep(submitted)
    raw, said = accept(at.broker, at.roster, manifest, ready.receipt)
    done = msgspec.structs.replace(submitted, acceptance=raw, expires_at=said.expires_at)
    kept.keep(done)
    return done


def _shred(home: Home, ready: Ready, yes: bool) -> None:
    """Delete the original, if it is still the one that was redacted."""
    from recorder.session.journal import session_path
    from recorder.vault.deletion import shred
    from recorder.vault.library import Library

    path = session_path(home.sessions, ready.proof.original)
    if not path.exists():
        return
    question = "Delete the unredacted original for good?"
    if not yes and sys.stdin.isatty() and not click.confirm(question, default=True, err=True):
        return
    shred(path)
    Library(home).refresh()
    click.echo("The unredacted original is deleted. Copies and backups of it are not.", err=True)


def _show(leaving: tuple[Leaving, ...], ready: Ready) -> None:
    terms = ready.campaign.terms
    click.echo(f"This leaves under {terms.title}, version {terms.version}:", err=True)
    for each in leaving:
        if not each.roles:
            click.echo(f"  {each.stream:<8} stays here: the campaign gives it to nobody", err=True)
            continue
        frames = f", {each.frames} frames" if each.frames else ""
        click.echo(
            f"  {each.stream:<8} {each.events} events{frames}, {each.size_bytes:,} bytes, "
            f"to {', '.join(each.roles)}",
            err=True,
        )
    review = ready.parted.review
    if review.corrections or review.labels.outcome:
        click.echo(
            f"  labels hold {len(review.corrections)} corrections of yours, and how you say it "
            "ended; what you wrote in the review stays here",
            err=True,
        )
    click.echo(
        f"Kept for {terms.retention_days} days. Withdraw it with: candor withdraw.", err=True
    )


def _tell(leaving: tuple[Leaving, ...], done: Submitted | None, as_json: bool) -> None:
    if as_json:
        document = {
            "submission": done and done.submission,
            "expires_at": done and done.expires_at and done.expires_at.isoformat(),
            "streams": [
                {
                    "stream": each.stream,
                    "roles": each.roles,
                    "events": each.events,
                    "frames": each.frames,
                    "bytes": each.size_bytes,
                    "sha256": each.sha256,
                }
                for each in leaving
            ],
        }
        click.echo(json.dumps(document, indent=2))
    elif done is not None:
        click.echo(done.submission)
        click.echo("Accepted; the broker's signed word for it is kept here.", err=True)
