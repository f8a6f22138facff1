"""`candor audit`: who opened my submissions, held against what this person saw before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import WrongUse
from studio.commands.at_broker import at_option

if TYPE_CHECKING:
    from annotate.report import Reported
    from recorder.custody.audit import Leaf
    from studio.counter import Counter


_OF_AN_OPENING = ("what", "submission", "fingerprint", "role", "purpose")


@click.command()
@click.option("--session", help="Only this submission, by its id or its session's.")
@click.option("--verify", is_flag=True, help="Read the broker's whole log and check it as well.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def audit(session: str | None, verify: bool, at: str | None, as_json: bool) -> None:
    """Show who opened your submissions: person, role, purpose, stream, and until when.

    Each entry comes with its proof, and the log is held against the newest state that you saw
    before; one that was altered, cut or told otherwise is refused.
    """
    from annotate.report import reports
    from studio.commands.at_broker import counter

    with counter(at) as found:
        leaves = found.history()
        if session is not None:
            wanted = _named(found, leaves, session)
            leaves = tuple(leaf for leaf in leaves if wanted in (leaf.submission, leaf.detail))
        rows = [_facts(found, leaf) for leaf in leaves]
        told = reports(leaves, found.store, found.keeper)
        checked = found.verify() if verify else None
    if as_json:
        document = {"entries": rows, "reports": _reports(told), "log_entries": checked}
        click.echo(json.dumps(document, indent=2))
        return
    for group in _at_once(rows):
        click.echo(_in_words(group))
    _tell_reports(told)
    if not rows:
        click.echo("Nothing happened to submissions of yours here.", err=True)
    if checked is not None:
        click.echo(f"The log is whole: {checked} entries, each under its signature.", err=True)


def _named(found: Counter, leaves: tuple[Leaf, ...], name: str) -> str:
    from annotate.submitted import Kept

    ids = {leaf.submission for leaf in leaves if leaf.submission.startswith(name)}
    ids |= {each.submission for each in Kept(found.home).all() if each.session.startswith(name)}
    if len(ids) != 1 or not name:
        raise WrongUse(f"No single submission of yours has an id that starts with “{name}”.")
    return ids.pop()


def _facts(found: Counter, leaf: Leaf) -> dict[str, Any]:
    return {
        "what": leaf.kind,
        "at": leaf.at.isoformat(),
        "submission": leaf.submission,
        "person": found.name(leaf.person) if leaf.person else "",
        "fingerprint": leaf.person,
        "role": leaf.role,
        "stream": leaf.stream,
        "about": leaf.detail if leaf.kind in ("submitted", "opened", "refused") else "",
        "purpose": leaf.purpose,
        "until": leaf.until and leaf.until.isoformat(),
    }


def _at_once(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Streams that somebody opened together, as one opening."""
    groups: list[list[dict[str, Any]]] = []
    for row in rows:
        last = groups[-1] if groups else []
        is_same = bool(last) and all(row[name] == last[0][name] for name in _OF_AN_OPENING)
        if is_same and row["role"] and row["stream"] not in {each["stream"] for each in last}:
            last.append(row)
        else:
            groups.append([row])
    return groups


def _reports(told: tuple[Reported, ...]) -> list[dict[str, Any]]:
    return [
        {"submission": each.submission, "at": each.at.isoformat(), "words": each.words}
        for each in told
    ]


def _tell_reports(told: tuple[Reported, ...]) -> None:
    """What somebody says is wrong, and what its worker can do about it."""
    from studio.commands.steps_table import safe

    for each in told:
        name = each.submission[:8]
        if each.words:
            click.echo(f"{name} was reported to you alone: {safe(each.words)}")
        click.echo(
            f"{name} is closed to everybody. Withdraw it with: candor withdraw {name}; your "
            "candidate is still here, so that you can redact it further and submit it again: "
            "candor redact CANDIDATE.",
            err=True,
        )


def _in_words(group: list[dict[str, Any]]) -> str:
    row, streams = group[0], ", ".join(each["stream"] for each in group)
    line = f"{row['at'][:19]}  {row['submission'][:8]}  {row['what']}"
    line += f" (labels of {row['about'][:8]})" if row["about"] else ""
    if row["person"]:
        line += f" by {row['person']}"
    if row["role"]:
        line += f" as {row['role']}: {streams} for {row['purpose']}"
    return line + (f", until {row['until'][:16]}" if row["until"] else "")
