"""`candor submit`: show exactly what leaves, send it sealed, keep the broker's signed word."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotate.submit import Leaving, Ready
    from annotate.submitted import Submitted
    from recorder.vault.home import Home


@click.command()
@click.argument("candidate")
@click.option("--to", metavar="PLACE", help="The broker's folder or service; else the known one.")
@click.option("--dry-run", is_flag=True, help="Show what would leave, and stop.")
@click.option("--keep-original", is_flag=True, help="Keep the unredacted session on this machine.")
@click.option("--start-over", is_flag=True, help="Do not go on with what broke off; seal anew.")
@click.option("--yes", is_flag=True, help="Do not ask again after showing what leaves.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def submit(
    candidate: str,
    to: str | None,
    dry_run: bool,
    keep_original: bool,
    start_over: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Submit a proven candidate under the campaign that its session was recorded for.

    When it was accepted, the original session is deleted for good unless you keep it; the
    candidate stays here, sealed to you. What broke off in the middle goes on when you ask again.
    """
    from annotate.redact.candidates import find_candidate
    from recorder.vault.home import Home
    from recorder.vault.identity import load_public
    from studio.commands.at_broker import counter, tell_notice
    from studio.commands.identity import unlocked_keeper
    from studio.counter import at_counter
    from studio.submitting import previewed, ready_of, send

    home = Home.default()
    path = find_candidate(home, candidate)
    with unlocked_keeper(home) as keeper:
        # Looked at before any broker is asked: what may not leave never gets that far.
        ready = ready_of(home, path, keeper)
        campaign = ready.campaign.terms.id
        with at_counter(home, keeper, load_public(home), to, campaign) as at:
            tell_notice(at)
            shown = previewed(at, ready)
    if not as_json:
        _show(shown.leaving, ready)
    if dry_run:
        _tell(shown.leaving, None, as_json)
        return
    # Neither keeper nor broker waits for an answer that may take a while.
    if not yes and sys.stdin.isatty():
        click.confirm("Submit this?", abort=True, err=True)
    with counter(to, campaign) as at:
        done = send(at, ready, shown, anew=_tell_anew, start_over=start_over)
    if not keep_original:
        _shred(home, ready, yes)
    _tell(shown.leaving, done, as_json)


def _tell_anew() -> None:
    click.echo("What was begun before is left; sealing it anew.", err=True)


def _shred(home: Home, ready: Ready, yes: bool) -> None:
    """Delete the original, if it is still the one that was redacted."""
    from recorder.session.journal import session_path
    from studio.commands.common import turn_epoch
    from studio.submitting import shred_original

    if not session_path(home.sessions, ready.proof.original).exists():
        return
    question = "Delete the unredacted original for good?"
    if not yes and sys.stdin.isatty() and not click.confirm(question, default=True, err=True):
        return
    shred_original(home, ready.proof.original, lambda: turn_epoch(home))
    click.echo("The unredacted original is deleted.", err=True)


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
