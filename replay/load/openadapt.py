"""openadapt-capture's databases: SQLite with raw input and windows, and a video beside it.

The database is opened for reading alone, with the schema that it brings not trusted.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from urllib.parse import quote

import msgspec

from recorder.errors import FormatError
from recorder.session.events import WindowEvent
from recorder.session.model import Rect
from replay.load.foreign import UNNUMBERED, Account, Foreign, Picture, checked_screen
from replay.load.input import RawInput
from replay.load.keys import Word, pynput_key
from replay.load.pictures import decode_picture, fitted, fitted_all, video_frames
from replay.load.source import PLACE_MAX, ROWS_MAX, Row, Source, shown

DATABASE = "recording.db"
MAGIC = b"SQLite format 3\0"
VALUE_BYTES_MAX = 64 << 20
# Reading a table takes far fewer steps; a hostile view could take them for ever.
STEPS_MAX = 2_000_000_000
STEPS_ASKED = 1_000_000
RATIO_MAX = 16.0
SAME_WINDOW = "the window that was active already"
UNKNOWN_ACTION = "an action that is not known"
DISABLED = "a row that the source says is disabled"
_VIDEO = re.compile(r"(oa_recording-.*|video)\.mp4")


class OpenAdapt:
    """The folder of a capture, or its database."""

    name = "openadapt"
    title = "openadapt-capture databases"
    cannot: tuple[str, ...] = ("physical keys", "dead keys")

    def fits(self, source: Source) -> bool:
        names = [name for name in source.names() if name == (source.named or DATABASE)]
        if not names or not names[0].endswith((".db", ".sqlite")):
            return False
        with source.open(names[0]) as file:
            return file.read(len(MAGIC)) == MAGIC

    def load(self, source: Source) -> Foreign:
        name = source.named or DATABASE
        wal = f"{name}-wal"
        if source.has(wal) and source.bytes(wal, VALUE_BYTES_MAX):
            raise FormatError(f"{shown(wal)} holds rows that {shown(name)} lacks; close it first.")
        with _opened(source, name) as database:
            (recording,) = _only(list(_rows(database, name, "recording")), name)
            foreign = _foreign(recording)
            actions = _by_time(database, name, "action_event", foreign.account)
            windows = _by_time(database, name, "window_event", foreign.account)
            ratio = _ratio(recording)
            scale = ratio if foreign.platform == "Darwin" else 1.0
            _take_actions(foreign, actions, scale)
            _take_windows(foreign, windows, scale)
            _find_pictures(foreign, source, name, database, recording)
        return foreign


def _foreign(recording: Row) -> Foreign:
    width = recording.whole("monitor_width", 1, 1 << 20)
    height = recording.whole("monitor_height", 1, 1 << 20)
    screen = checked_screen(width, height, recording.place)
    foreign = Foreign("openadapt-capture", screen, width, height, Account(), epoch_ns=0)
    if recording.has("task_description"):
        foreign.task = recording.text("task_description")[:1000]
    if recording.has("platform"):
        word = recording.text("platform").lower()
        names = {"darwin": "Darwin", "win32": "Windows", "windows": "Windows", "linux": "Linux"}
        foreign.platform = names.get(word, "unknown")
    return foreign


def _ratio(recording: Row) -> float:
    """How many pixels a unit of the pointer's places is: on a Mac they are points."""
    ratio = recording.number("pixel_ratio") if recording.has("pixel_ratio") else None
    if ratio is None and recording.has("config"):
        ratio = _told_in_config(recording.text("config"))
    if ratio is None and recording.has("platform") and recording.text("platform") == "darwin":
        raise FormatError(f"{recording.place}: “pixel_ratio” is missing, so places have no scale.")
    if ratio is not None and not 0.25 <= ratio <= RATIO_MAX:
        raise recording.wrong("pixel_ratio", "a scale")
    return 1.0 if ratio is None else ratio


def _told_in_config(words: str) -> float | None:
    try:
        config = msgspec.json.decode(words)
    except (msgspec.DecodeError, RecursionError):
        return None
    ratio = config.get("pixel_ratio") if isinstance(config, dict) else None  # pyright: ignore
    return float(ratio) if isinstance(ratio, int | float) else None  # pyright: ignore


def _take_actions(foreign: Foreign, rows: list[tuple[int, Row]], scale: float) -> None:
    raw, account = RawInput(foreign), foreign.account
    for t_ns, row in rows:
        name = row.text("name")
        if row.has("disabled") and row.flag("disabled"):
            account.leave_out(DISABLED)
        elif name == "move":
            raw.move(t_ns, *_place(row, scale))
        elif name == "click":
            raw.button(
                t_ns, row.text("mouse_button_name"), row.flag("mouse_pressed"), *_place(row, scale)
            )
        elif name == "scroll":
            raw.scroll(t_ns, *_place(row, scale), row, ("mouse_dx", "mouse_dy"))
        elif name in ("press", "release"):
            raw.key(t_ns, _key(row), name == "press")
        else:
            account.leave_out(UNKNOWN_ACTION)
    if rows:
        raw.close(rows[-1][0])


def _take_windows(foreign: Foreign, rows: list[tuple[int, Row]], scale: float) -> None:
    last: tuple[str | None, Rect | None] | None = None
    for t_ns, row in rows:
        title = row.text("title") if row.has("title") else None
        window = title, _bounds(row, scale)
        if window == last:
            foreign.account.leave_out(SAME_WINDOW)
            continue
        last = window
        foreign.add(WindowEvent(UNNUMBERED, t_ns, title, None, None, None, window[1]))
        foreign.account.use()


def _find_pictures(
    foreign: Foreign, source: Source, name: str, database: sqlite3.Connection, recording: Row
) -> None:
    with_pictures = Source(source.folder, None, source.opened)
    videos = [found for found in with_pictures.names() if _VIDEO.fullmatch(found)]
    if len(videos) > 1:
        raise FormatError("There are several videos; which one belongs to it is not said.")
    if videos and recording.has("video_start_time"):
        start_ns, video = recording.time_ns("video_start_time"), videos[0]
        foreign.pictures = lambda: _video(with_pictures, video, start_ns, foreign.screen)
        return
    if videos:
        foreign.account.note("Nothing says when the video began, so it was left out.")
        return
    query = "select count(*), count(png_data) from screenshot"
    shots, kept = database.execute(query).fetchone() if _has(database, "screenshot") else (0, 0)
    if kept:
        foreign.pictures = lambda: _screenshots(source, name, foreign.screen)
    elif shots or recording.has("video_start_time"):
        raise FormatError("The video (oa_recording-….mp4) is missing; nothing was imported.")


def _video(source: Source, video: str, start_ns: int, screen: Rect) -> Iterator[Picture]:
    for t_ns, image in fitted_all(video_frames(source, video), screen, video):
        yield start_ns + t_ns, image


def _screenshots(source: Source, name: str, screen: Rect) -> Iterator[Picture]:
    with _opened(source, name) as database:
        query = "select id, timestamp, png_data from screenshot where png_data is not null"
        for number, at, raw in database.execute(f"{query} order by timestamp, id"):
            place = f"{shown(name)}, screenshot {number}"
            if not isinstance(raw, bytes):
                raise FormatError(f"{place}: “png_data” is no picture; nothing was imported.")
            t_ns = Row({"timestamp": at}, place).time_ns("timestamp")
            yield t_ns, fitted(decode_picture(raw, place), screen, place)


def _place(row: Row, ratio: float) -> tuple[int, int]:
    places = row.number("mouse_x") * ratio, row.number("mouse_y") * ratio
    scaled = Row({"mouse_x": places[0], "mouse_y": places[1]}, row.place)
    return scaled.place_px("mouse_x"), scaled.place_px("mouse_y")


def _key(row: Row) -> Word:
    """Character, name or number, in this order: whatever the row has."""
    for name in ("key_char", "key_name"):
        if row.has(name):
            return pynput_key(row.text(name))
    return pynput_key(f"<{row.text('key_vk')}>" if row.has("key_vk") else None)


def _bounds(row: Row, scale: float) -> Rect | None:
    names = ("left", "top", "width", "height")
    if not all(row.has(name) for name in names):
        return None
    left, top, width, height = (row.whole(name, -PLACE_MAX, PLACE_MAX) for name in names)
    sides = (round(side * scale) for side in (left, top, width, height))
    return Rect(*sides) if width > 0 and height > 0 else None


def _by_time(
    database: sqlite3.Connection, name: str, table: str, account: Account
) -> list[tuple[int, Row]]:
    rows = [(row.time_ns("timestamp"), row) for row in _rows(database, name, table)]
    if moved := sum(after[0] < before[0] for before, after in pairwise(rows)):
        account.note(f"{moved} rows of {table} were out of order and were sorted by time.")
    rows.sort(key=lambda item: item[0])
    return rows


def _only(rows: list[Row], name: str) -> list[Row]:
    if len(rows) != 1:
        raise FormatError(f"{shown(name)} holds {len(rows)} recordings; it must be one.")
    return rows


def _rows(database: sqlite3.Connection, name: str, table: str) -> Iterator[Row]:
    """The rows of a table in their order, without what is large and not wanted."""
    if not _has(database, table):
        raise FormatError(f"{shown(name)}: there is no table “{table}”; nothing was imported.")
    known = [column[1] for column in database.execute(f"pragma table_info({table})")]
    wanted = [column for column in _COLUMNS[table] if column in known]
    found = database.execute(f"select {', '.join(wanted)} from {table} order by rowid")
    for number, values in enumerate(found, 1):
        if number > ROWS_MAX:
            raise FormatError(f"{shown(name)}: “{table}” has more rows than an import takes.")
        yield Row(dict(zip(wanted, values, strict=True)), f"{shown(name)}, {table} {number}")


def _has(database: sqlite3.Connection, table: str) -> bool:
    """Whether there is such a table, and not a view under its name."""
    query = "select count(*) from sqlite_master where type = 'table' and name = ?"
    return database.execute(query, (table,)).fetchone()[0] == 1


@contextmanager
def _opened(source: Source, name: str) -> Generator[sqlite3.Connection]:
    """The database, read only; whatever SQLite finds wrong with it is one sentence."""
    asked = 0

    def too_long() -> int:
        nonlocal asked
        asked += 1
        return asked * STEPS_ASKED > STEPS_MAX

    uri = f"file:{quote(str(source.path(name).absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX)
            database.execute("pragma trusted_schema = off")
            database.execute("pragma cell_size_check = on")
            database.text_factory = _text
            database.set_progress_handler(too_long, STEPS_ASKED)
            yield database
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        # SQLite repeats damaged names in its errors, which are then no text.
        raise FormatError(f"{shown(name)} cannot be read as a database; it is damaged.") from error


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


_COLUMNS = {
    "recording": (
        "timestamp", "monitor_width", "monitor_height", "pixel_ratio", "platform",
        "task_description", "video_start_time", "config",
    ),
    "action_event": (
        "name", "timestamp", "mouse_x", "mouse_y", "mouse_dx", "mouse_dy", "mouse_button_name",
        "mouse_pressed", "key_name", "key_char", "key_vk", "disabled",
    ),
    "window_event": ("timestamp", "title", "left", "top", "width", "height"),
}  # fmt: skip
