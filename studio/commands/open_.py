"""`candor open`: a submission, by somebody in a role, as steps or as files in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from recorder.session.reader import Session
    from replay.trajectory import Trajectory
    from studio.counter import Counter


@click.command("open")
@click.argument("submission")
@click.option("--role", help="As whom, when you are in several roles.")
@click.option("--purpose", help="What for, when the campaign has several purposes.")
@click.option("--stream", "streams", multiple=True, help="Only this stream; repeat it for more.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the steps and their pictures, readable, to a new or empty folder.",
)
@click.option("--report", is_flag=True, help="Report a privacy problem, and open nothing.")
@click.option("--force", is_flag=True, help="Write even where other people can read.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def open_(
    submission: str,
    role: str | None,
    purpose: str | None,
    streams: tuple[str, ...],
    out: Path | None,
    report: bool,
    force: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Open a submission in your role. Each opening is written into the audit log first, and its
    worker sees it."""
    import msgspec

    from annotate.opened import steps_of
    from recorder.custody.catalogue import State
    from replay.trajectory import trajectory_document
    from studio.commands.at_broker import counter, find_row

    with counter(at) as found:
        row = find_row(found.broker.submissions(*State), submission)
        if report:
            _report(found, row.submission)
            return
        session = found.reader(role, purpose).open(row, streams)
    steps = steps_of(session)
    trajectory = steps.trajectory
    if out is not None:
        _write(session, trajectory, out, force)
        click.echo(f"{len(trajectory.steps)} steps were written to {out}.", err=True)
    elif as_json:
        document = trajectory_document(trajectory)
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
    else:
        from studio.commands.steps_table import print_steps

        print_steps(steps)


def _report(found: Counter, submission: str) -> None:
    """Close a submission to everybody at once; only its worker can still withdraw it."""
    from datetime import UTC, datetime

    from recorder.custody import documents
    from recorder.custody.messages import QuarantineRequest, new_nonce

    request = QuarantineRequest(found.campaign.terms.id, datetime.now(UTC), new_nonce(), submission)
    found.broker.quarantine(
        documents.write_document(documents.QUARANTINE_REQUEST, request, found.keeper.sign)
    )
    click.echo("Closed to everybody; its worker sees that it was reported.", err=True)


def _write(session: Session, trajectory: Trajectory, out: Path, force: bool) -> None:
    """Steps as JSON, and the pictures of each in a folder of its own."""
    import msgspec

    from replay.frames import pictures_of, step_pictures
    from replay.plain import plain_folder, write_private
    from replay.trajectory import trajectory_document

    raw = msgspec.json.encode(trajectory_document(trajectory))
    with plain_folder(out, force=force, empty=True) as folder:
        write_private(folder / "steps.json", msgspec.json.format(raw, indent=2) + b"\n")
        if not session.chunks:
            return
        pictures = pictures_of(session.chunks)
        for step in trajectory.steps:
            for name, png in step_pictures(step, pictures).items():
                write_private(folder / step.id / name, png)
