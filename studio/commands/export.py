"""`candor export`: steps for training, in a form that other programs open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder.errors import WrongUse
from recorder.vault.home import Home

if TYPE_CHECKING:
    from recorder.session.reader import Session
    from recorder.vault.keeper_client import Keeper
    from replay.export.writer import ExportReport
    from studio.export_plan import Wish
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
@click.option(
    "--from",
    "broker",
    metavar="FOLDER",
    help="Export submissions of the broker in this folder (or known, personal); all, if none is "
    "named.",
)
@click.option("--role", help="As whom you open submissions, when you are in several roles.")
@click.option("--purpose", help="What for, when the campaign has several purposes.")
@click.option(
    "--ray",
    metavar="[ADDRESS]",
    is_flag=False,
    flag_value="local",
    help="Spread the work over a Ray cluster; without an address over one of this machine. Put it "
    "last, or before another option.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Spread the work over so many processes, or over so many workers of Ray.",
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
    broker: str | None,
    role: str | None,
    purpose: str | None,
    ray: str | None,
    jobs: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write steps to a folder that you name: of your own sessions, marked unsubmitted, or of
    submissions that you may open."""
    if check is not None or diff is not None or stats is not None:
        if sessions or form or out or (check, diff, stats).count(None) < 2:
            raise WrongUse(
                "--check, --diff and --stats read exports and write nothing; give one of them and "
                "only its folders."
            )
        _read(check, diff, stats, as_json)
        return
    if not sessions and broker is None:
        raise WrongUse("No session was named; `candor sessions` lists them.")
    if form is None or out is None:
        raise WrongUse("An export needs --format and --out; `candor formats` lists the formats.")
    from studio.export_plan import Wish

    wish, home = Wish(sessions, form, variant, where, split), Home.default()
    if ray is not None or jobs is not None:
        from studio.commands.export_spread import Source, Spread, spread_export

        source, over = Source(broker, role, purpose), Spread(ray, jobs)
        report = spread_export(wish, home, out, source, over, force=force)
    elif broker is None:
        report = _own(wish, home, out, force)
    else:
        report = _submitted(wish, home, out, broker, role, purpose, force)
    _tell(report, form, out, as_json)


def _own(wish: Wish, home: Home, out: Path, force: bool) -> ExportReport:
    """Export sessions of this home. The vault is unlocked once, when the first one is opened: what
    is wrong with the wish is said before."""
    from studio.commands.common import find_session
    from studio.commands.export_opened import awake
    from studio.commands.identity import unlocked_keeper
    from studio.export_plan import write_export

    with ExitStack() as stack:

        @cache
        def unlocked() -> tuple[Keeper, Callable[[], None]]:
            keeper = stack.enter_context(unlocked_keeper(home))
            return keeper, awake(keeper)

        def open_one(reviewed: Reviewed, name: str) -> Session:
            path = find_session(home, name)
            return reviewed.read(unlocked()[0], path)

        return write_export(
            wish,
            home,
            open_one,
            out,
            force=force,
            did_write=_say_written,
            will_decode=lambda: unlocked()[1](),
        )


def _submitted(
    wish: Wish,
    home: Home,
    out: Path,
    broker: str,
    role: str | None,
    purpose: str | None,
    force: bool,
) -> ExportReport:
    """Export submissions, and remember which, so that a withdrawal finds this copy."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from studio.commands.export_opened import submissions
    from studio.export_plan import write_export
    from studio.exported import Export, Exported

    with submissions(broker, wish.sessions, role, purpose) as chosen:
        # Remembered first: a copy that nobody knows of is worse than a line without a copy.
        folder = str(out.absolute())
        Exported(home).add(Export(datetime.now(UTC), wish.form, folder, chosen.names))
        return write_export(
            replace(wish, sessions=chosen.names),
            home,
            chosen.open_one,
            out,
            force=force,
            did_write=_say_written,
            will_decode=chosen.stay,
        )


def _say_written(session: str) -> None:
    click.echo(f"{session} is written.", err=True)


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
