"""OSWorld's run logs: `traj.jsonl` with one picture after each action. See docs/adr/0055."""

from __future__ import annotations

import re
from datetime import datetime

from recorder.errors import FormatError
from replay.load.acting import Acting
from replay.load.foreign import Account, Foreign
from replay.load.pictures import picture_files, screen_of
from replay.load.pycode import plays_of
from replay.load.source import Row, Source

LOG = "traj.jsonl"
RESULT = "result.txt"
_STAMP = re.compile(r"\d{8}@\d{6}(\d{6})?")


class OSWorld:
    """The folder of one run."""

    name = "osworld"
    title = "OSWorld runs (traj.jsonl)"
    cannot: tuple[str, ...] = ("raw input", "times below a second", "windows", "the wall clock")

    def fits(self, source: Source) -> bool:
        return LOG in source.names()

    def load(self, source: Source) -> Foreign:
        rows = list(source.rows(source.named or LOG))
        screen = screen_of(source, rows, "screenshot_file")
        foreign = Foreign("OSWorld run", screen, screen.width, screen.height, Account())
        taken = _take(foreign, rows)
        foreign.pictures = lambda: picture_files(source, taken, screen)
        foreign.account.note("Each picture shows the screen after its action, at no known time.")
        _tell_result(source, foreign)
        return foreign


def _take(foreign: Foreign, rows: list[Row]) -> list[tuple[int, str]]:
    """Play the rows; returns the pictures with their place in the order."""
    acting, taken = Acting(foreign), list[tuple[int, str]]()
    start: datetime | None = None
    for row in rows:
        if row.has("action_timestamp"):
            at = _moment(row)
            start = at if start is None else start
            acting.begin(round((at - start).total_seconds() * 1e9))
        else:
            acting.begin(0)
        acting.take(plays_of(row.fields.get("action")))
        if row.has("screenshot_file"):
            # After the last event of its row, and before the next row.
            acting.begin(acting.now_ns)
            taken.append((acting.now_ns, row.text("screenshot_file")))
    acting.close()
    return taken


def _moment(row: Row) -> datetime:
    stamp = row.text("action_timestamp")
    form = "%Y%m%d@%H%M%S%f" if len(stamp) > 15 else "%Y%m%d@%H%M%S"
    try:
        if not _STAMP.fullmatch(stamp):
            raise ValueError
        return datetime.strptime(stamp, form)
    except ValueError as error:
        raise row.wrong("action_timestamp", "a time") from error


def _tell_result(source: Source, foreign: Foreign) -> None:
    """The score of the run is its checker's word, not the outcome that a worker told."""
    if source.has(RESULT):
        words = source.bytes(RESULT, 1000).decode("utf-8", "replace").strip()
        try:
            foreign.account.note(f"{RESULT} gives the run {float(words):g}.")
        except ValueError as error:
            raise FormatError(f"{RESULT} is not a number; nothing was imported.") from error
