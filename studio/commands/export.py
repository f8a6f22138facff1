"""`candor export`: steps for training, in a form that other programs open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import WrongUse
from recorder.vault.home import Home

if TYPE_CHECKING:
    from recorder.session.reader import Session
    from replay.export.writer import ExportReport
    from studio.reviewed import Reviewed


@click.command()
@click.argument("sessions", nargs=-1, metavar="SESSION…")
@click.option("--format", "form", metavar="F", help="The format; `candor formats` lists them.")
@click.option("--variant", metavar="V", help="The form or action space of the format.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="A new or empty folder."
)
@click.option(
    "--where", metavar="EXPR", help="Only these steps: 'type == \"click\" and lag_ms < 50'."
)
@click.option(
    "--split",
    type=click.Choice(["session", "worker", "app", "task"]),
    help="Make sets for training, validation and test that share none of these.",
)
@click.option(
    "--check",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Read an export again and say what is wrong with it.",
)
@click.option(
    "--diff",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Say which sessions, steps and files of two exports differ.",
)
@click.option(
    "--stats",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Print the numbers of an export.",
)
@click.option("--force", is_flag=True, help="Write even where other people can read, and replace.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def export(
    sessions: tuple[str, ...],
    form: str | None,
    variant: str | None,
    out: Path | None,
    where: str | None,
    split: str | None,
    check: Path | None,
    diff: tuple[Path, Path] | None,
    stats: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write the steps of your own sessions, marked unsubmitted, to a folder that you name."""
    if check is not None or diff is not None or stats is not None:
        if sessions or form or out or (check, diff, stats).count(None) < 2:
            raise WrongUse(
                "--check, --diff and --stats read exports and write nothing; give one of them and "
                "only its folders."
            )
        _read(check, diff, stats, as_json)
        return
    if not sessions:
        raise WrongUse("No session was named; `candor sessions` lists them.")
    if form is None or out is None:
        raise WrongUse("An export needs --format and --out; `candor formats` lists the formats.")
    from studio.export_plan import Wish, write_export

    report = write_export(
        Wish(sessions, form, variant, where, split),
        Home.default(),
        _open,
        out,
        force=force,
        did_write=lambda session: click.echo(f"{session} is written.", err=True),
    )
    _tell(report, form, out, as_json)


def _read(
    check: Path | None, diff: tuple[Path, Path] | None, stats: Path | None, as_json: bool
) -> None:
    from studio.commands.export_reading import tell_check, tell_diff, tell_stats

    if check is not None:
        tell_check(check, as_json)
    if diff is not None:
        tell_diff(*diff, as_json)
    if stats is not None:
        tell_stats(stats, as_json)


def _open(reviewed: Reviewed, name: str) -> Session:
    from studio.commands.common import find_session
    from studio.commands.identity import unlocked_keeper

    path = find_session(reviewed.home, name)
    with unlocked_keeper(reviewed.home) as keeper:
        return reviewed.read(keeper, path)


def _tell(report: ExportReport, form: str, out: Path, as_json: bool) -> None:
    if as_json:
        import json

        document = {
            "format": form,
            "sessions": report.sessions,
            "steps": report.steps,
            "frames": report.frames,
            "left_out": report.left_out,
            "filtered": report.filtered,
            "corrected": report.corrected,
            "losses": dict(sorted(report.losses.items())),
            "splits": dict(sorted(report.splits.items())),
        }
        click.echo(json.dumps(document, indent=2))
        return
    click.echo(
        f"{report.steps} steps of {len(report.sessions)} session(s) with {report.frames} frames "
        f"were written as {form} to {out}."
    )
    if report.corrected:
        click.echo(f"{report.corrected} of them are as a person corrected them.")
    if report.left_out:
        click.echo(f"{report.left_out} steps cannot be said in this format and were left out.")
    for loss, count in sorted(report.losses.items()):
        click.echo(f"Not carried in {count} steps: {loss}.")
