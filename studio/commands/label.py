"""`candor label`: labels and corrections of steps from a file, or what a review holds by now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import WrongUse

if TYPE_CHECKING:
    from annotate.review_store import ReviewFile


@click.command()
@click.argument("session")
@click.option("--file", "file", metavar="FILE", help="A JSON document, or - for stdin.")
@click.option("--undo", is_flag=True, help="Take the last change of the review back.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def label(session: str, file: str | None, undo: bool, as_json: bool) -> None:
    """Label a session and correct its steps. The recording itself never changes.

    The document holds `task`, `outcome`, `steps` (texts by step id) and `edits` (split, merge,
    delete, restore, retype). All of it is taken, or nothing. Without an option it says what the
    review holds.
    """
    from annotate.labels import DOCUMENT_MAX, labels_edit
    from annotate.review_store import open_review
    from recorder.vault.home import Home
    from recorder.vault.reading import read_whole
    from replay.corrections import subject_of
    from studio.commands.common import find_session, read_document
    from studio.commands.identity import unlocked_keeper

    if undo and file is not None:
        raise WrongUse("--undo takes a change back and --file makes one; give one of them.")
    raw = None if file is None else read_document(file, DOCUMENT_MAX)
    home = Home.default()
    path = find_session(home, session)
    with unlocked_keeper(home) as keeper:
        subject = subject_of(read_whole(keeper, path))
        review = open_review(home, path.stem, keeper, subject)
    with review:
        if undo:
            review.undo()
        elif raw is not None:
            edit = labels_edit(raw, review.review, subject)
            if edit.edits:
                review.apply(edit)
        _tell(review, path.stem, as_json)


def _tell(review: ReviewFile, session: str, as_json: bool) -> None:
    import msgspec

    from studio.commands.steps_table import safe

    found, overlay = review.corrected, review.content.overlay
    labels = overlay.labels
    refused = [each.sentence for each in found.not_applicable]
    if as_json:
        document: dict[str, Any] = {
            "session": session,
            "task": labels.task,
            "outcome": labels.outcome,
            "steps": labels.steps,
            "corrections": msgspec.to_builtins(overlay.corrections),
            "not_applicable": refused,
            "undo": review.review.undo_name,
        }
        click.echo(json.dumps(document, indent=2))
        return
    click.echo(f"Task      {safe(labels.task or 'as it was recorded')}")
    click.echo(f"Outcome   {labels.outcome or 'as it was recorded'}")
    click.echo(f"Labels    {len(labels.steps)} of {len(found.trajectory.steps)} steps")
    click.echo(f"Corrected {found.steps_corrected} steps, {len(found.deleted)} deleted")
    for sentence in refused:
        click.echo(f"Not applied: {sentence}")
