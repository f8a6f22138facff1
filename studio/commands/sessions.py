"""`candor sessions`: which sessions lie here, and with the keys what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from recorder.vault.home import Home
    from recorder.vault.library import Library
    from studio.session_list import Entry, Title


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--unlock", is_flag=True, help="Unlock the vault, to name tasks and lengths.")
def sessions(as_json: bool, unlock: bool) -> None:
    """List your sessions, newest first; with --unlock by their tasks."""
    import msgspec

    from recorder.vault.home import Home
    from recorder.vault.library import Library
    from studio.session_list import entries_of

    home = Home.default()
    library = Library(home)
    library.refresh()
    titles = _titles(home, library) if unlock else {}
    entries = entries_of(library.rows(), titles)
    if as_json:
        text = msgspec.json.format(msgspec.json.encode({"sessions": _documents(entries)}), indent=2)
        click.echo(text.decode())
        return
    _print(entries)


def _titles(home: Home, library: Library) -> dict[str, Title]:
    from studio.commands.identity import unlocked_keeper
    from studio.session_titles import read_titles

    with unlocked_keeper(home) as keeper:
        return read_titles(keeper, library)


def _documents(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [
        {
            "session": entry.session,
            "state": str(entry.state),
            "imported": entry.imported,
            "started_at": entry.started_at.isoformat() if entry.started_at else None,
            "length_ns": entry.length_ns,
            "size_bytes": entry.size_bytes,
            "task": entry.task,
        }
        for entry in entries
    ]


def _print(entries: tuple[Entry, ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from replay.player import clock
    from studio.commands.steps_table import safe
    from studio.session_list import words_of_size

    if not entries:
        click.echo("There are no sessions yet; see: candor record --help.", err=True)
        return
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("Session", "left"), ("Started", "left"), ("Length", "right")):
        table.add_column(heading, justify=justify, no_wrap=True)  # pyright: ignore[reportArgumentType]
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Task")
    for entry in entries:
        started = f"{entry.started_at:%Y-%m-%d %H:%M}" if entry.started_at else "unknown"
        length = clock(entry.length_ns, millis=False) if entry.length_ns is not None else "unknown"
        cells = (entry.session[:12], started, length, words_of_size(entry.size_bytes))
        state = f"{entry.state}, imported" if entry.imported else str(entry.state)
        words = (*cells, state, entry.task or "")
        table.add_row(*(Text(safe(each)) for each in words))
    Console().print(table)
