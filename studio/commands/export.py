"""`candor export`: steps for training, in a form that other programs open."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recorder.session.reader import Session
    from replay.export.check import Checked
    from replay.export.writer import Choice, ExportReport


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
    type=click.Choice(["session", "app", "task"]),
    help="Make sets for training, validation and test that share none of these.",
)
@click.option(
    "--check",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Read an export again and say what is wrong with it.",
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
    force: bool,
    as_json: bool,
) -> None:
    """Write the steps of your own sessions, marked unsubmitted, to a folder that you name."""
    if check is not None:
        if sessions or form or out:
            raise WrongUse("--check reads one export and writes nothing; name only its folder.")
        _check(check, as_json)
        return
    if not sessions:
        raise WrongUse("No session was named; `candor sessions` lists them.")
    if form is None or out is None:
        raise WrongUse("An export needs --format and --out; `candor formats` lists the formats.")
    from replay.export.registry import find_format
    from replay.export.writer import export_sessions

    found = find_format(form)
    report = export_sessions(
        _opened(sessions),
        out,
        found,
        variant=variant,
        choice=_choice(sessions, where, split),
        force=force,
        did_write=lambda session: click.echo(f"{session} is written.", err=True),
    )
    _tell(report, form, out, as_json)


def _opened(names: tuple[str, ...]) -> Iterator[Session]:
    """The sessions, each opened when its turn comes."""
    from studio.commands.common import open_session

    return (open_session(name) for name in names)


def _choice(names: tuple[str, ...], where: str | None, split: str | None) -> Choice:
    from replay.export.split import Key, plan_split
    from replay.export.where import parse_where
    from replay.export.writer import Choice

    wanted = parse_where(where) if where is not None else None
    if split is None:
        return Choice(wanted, where)
    keys: dict[str, Key] = {"session": "session", "app": "app", "task": "task"}
    # Only sets by application need to look at all sessions before the first is written.
    return Choice(wanted, where, plan_split(_opened(names), keys[split]), split)


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
            "losses": dict(sorted(report.losses.items())),
            "splits": dict(sorted(report.splits.items())),
        }
        click.echo(json.dumps(document, indent=2))
        return
    click.echo(
        f"{report.steps} steps of {len(report.sessions)} session(s) with {report.frames} frames "
        f"were written as {form} to {out}."
    )
    if report.left_out:
        click.echo(f"{report.left_out} steps cannot be said in this format and were left out.")
    for loss, count in sorted(report.losses.items()):
        click.echo(f"Not carried in {count} steps: {loss}.")


def _check(folder: Path, as_json: bool) -> None:
    from replay.export.check import check_export

    checked = check_export(folder)
    if as_json:
        import json

        document = {
            "format": checked.form,
            "variant": checked.variant,
            "steps": checked.steps,
            "problems": list(checked.problems),
            "more": checked.more,
        }
        click.echo(json.dumps(document, indent=2))
    else:
        _tell_checked(checked)
    if checked.problems:
        sys.exit(1)


def _tell_checked(checked: Checked) -> None:
    for problem in checked.problems:
        click.echo(_harmless(problem))
    if checked.more:
        click.echo("There is more; the check stopped here.")
    if not checked.problems:
        click.echo(
            f"{checked.steps} steps as {checked.form} ({checked.variant}): every file is as it "
            "was written, and every step reads as it was recorded."
        )


def _harmless(words: str) -> str:
    """Words from a foreign file for a terminal."""
    return "".join(c if c.isprintable() else "�" for c in words)
