"""What the commands of custody share: going to a broker with an unlocked keeper; names and days."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from recorder.errors import WrongUse

if TYPE_CHECKING:
    from recorder.custody.catalogue import Row
    from studio.counter import Counter

_Decorated = Callable[..., Any]


def at_option(function: _Decorated) -> _Decorated:
    """The option that names a broker."""
    return click.option(
        "--at",
        metavar="PLACE",
        help="The broker's folder, https://HOST:PORT, or personal; without it the known one.",
    )(function)


@contextmanager
def counter(at: str | None, campaign: str | None = None) -> Generator[Counter]:
    """A broker, with this person's keeper unlocked."""
    from recorder.vault.home import Home
    from recorder.vault.identity import load_public
    from studio.commands.identity import unlocked_keeper
    from studio.counter import at_counter

    home = Home.default()
    with (
        unlocked_keeper(home) as keeper,
        at_counter(home, keeper, load_public(home), at, campaign) as found,
    ):
        yield found


def tell_notice(found: Counter) -> None:
    """Say how the broker is kept, where that weakens what a worker may count on."""
    if found.notice:
        click.echo(found.notice, err=True)


def find_row(rows: tuple[Row, ...], name: str) -> Row:
    """The submission whose id starts with `name`.

    Raises:
        WrongUse: none does, or several do.
    """
    found = [each for each in rows if name and each.submission.startswith(name)]
    if len(found) != 1:
        what = "No submission has" if not found else "Several submissions have"
        raise WrongUse(f"{what} an id that starts with “{name}”; see: candor queue.")
    return found[0]


def day(seconds: int | None) -> str:
    """A moment of Unix time as a date and a time in UTC."""
    if seconds is None:
        return "-"
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"
