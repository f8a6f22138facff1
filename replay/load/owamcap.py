"""OWAMcap files in their three generations, with the videos and pictures that they name.

Keys are Windows virtual keys, so what was typed is not known. Nothing is fetched from a network.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import msgspec

from recorder.errors import FormatError
from recorder.session.events import WindowEvent
from recorder.session.model import Rect
from replay.load.foreign import UNNUMBERED, Account, Foreign, Picture, checked_screen
from replay.load.input import RawInput
from replay.load.keys import virtual_key
from replay.load.mcapfile import MAGIC, Message, messages
from replay.load.pictures import decode_picture, fitted, picture_file, video_frames
from replay.load.source import PLACE_MAX, Row, Source, shown

# A container of video keeps times in milliseconds at best.
PTS_NEAR_NS = 1_000_000
STATES = frozenset({"KeyboardState", "MouseState", "RawMouseEvent", "PointerBallisticsConfig"})
STATE = "a state or a raw movement, which is in the events already"
UNKNOWN_KIND = "a message of a kind that is not known"
UNKNOWN_ACTION = "an action that is not known"
SAME_WINDOW = "the window that was active already"
NO_PICTURE = "a picture that its video does not hold"


class Shot(NamedTuple):
    """A picture as a message names it: when, in which file, and when in that video."""

    t_ns: int
    uri: str
    pts_ns: int | None
    place: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """The pictures of a file, and the size of what they show."""

    shots: tuple[Shot, ...]
    size: tuple[int, int] | None


class OWAMcap:
    """One `.mcap` file, or a folder with one."""

    name = "owamcap"
    title = "OWAMcap files"
    cannot: tuple[str, ...] = ("typed text", "physical keys", "the size of the desktop")

    def fits(self, source: Source) -> bool:
        files = _files(source)
        if not files:
            return False
        with source.open(files[0]) as file:
            return file.read(len(MAGIC)) == MAGIC

    def load(self, source: Source) -> Foreign:
        files = _files(source)
        if len(files) != 1:
            raise FormatError("There are several recordings in this folder; name one of them.")
        name = files[0]
        task, found = messages(source, name)
        moved = sum(after.t_ns < before.t_ns for before, after in pairwise(found))
        found.sort(key=lambda message: message.t_ns)
        rows = [(message, _row(message, name)) for message in found]
        seen = _seen(rows, source)
        beside = Source(source.folder, None, source.opened)
        screen = _screen(rows, seen, beside)
        right, bottom = max(1, screen.x + screen.width), max(1, screen.y + screen.height)
        foreign = Foreign("OWAMcap", screen, right, bottom, Account(), task=task, epoch_ns=0)
        if moved:
            foreign.account.note(f"{moved} messages were out of order and were sorted by time.")
        foreign.account.note("The desktop is told no larger than what the pictures show of it.")
        _take(foreign, rows)
        if seen.shots:
            foreign.pictures = lambda: _pictures(beside, seen.shots, foreign)
        return foreign


def _files(source: Source) -> list[str]:
    return [name for name in source.names() if name.lower().endswith(".mcap")]


def _row(message: Message, name: str) -> Row:
    try:
        fields = msgspec.json.decode(message.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{shown(name)}, message {message.number}: this is not JSON.") from error
    if not isinstance(fields, dict):
        raise FormatError(f"{shown(name)}, message {message.number}: this is not a JSON object.")
    return Row(fields, f"{shown(name)}, message {message.number}")  # pyright: ignore


def _take(foreign: Foreign, rows: list[tuple[Message, Row]]) -> None:
    raw, account = RawInput(foreign), foreign.account
    window: Any = None
    for message, row in rows:
        match message.kind:
            case "MouseEvent":
                _take_mouse(raw, message.t_ns, row, account)
            case "KeyboardEvent":
                pressed = row.text("event_type")
                if pressed in ("press", "release"):
                    key = virtual_key(row.whole("vk", 0, 0xFFFF))
                    raw.key(message.t_ns, key, pressed == "press")
                else:
                    account.leave_out(UNKNOWN_ACTION)
            case "WindowInfo":
                title, bounds = row.text("title"), _bounds(row)
                if (title, bounds) == window:
                    account.leave_out(SAME_WINDOW)
                else:
                    window = title, bounds
                    foreign.add(
                        WindowEvent(UNNUMBERED, message.t_ns, title, None, None, None, bounds)
                    )
                    account.use()
            case "ScreenCaptured" | "ScreenEmitted":
                account.use()
            case kind:
                account.leave_out(STATE if kind in STATES else UNKNOWN_KIND)
    if rows:
        raw.close(rows[-1][0].t_ns)


def _take_mouse(raw: RawInput, t_ns: int, row: Row, account: Account) -> None:
    x, y = row.place_px("x"), row.place_px("y")
    match row.text("event_type"):
        case "move":
            raw.move(t_ns, x, y)
        case "click":
            raw.button(t_ns, row.text("button"), row.flag("pressed"), x, y)
        case "scroll":
            raw.scroll(t_ns, x, y, row, ("dx", "dy"))
        case _:
            account.leave_out(UNKNOWN_ACTION)


def _bounds(row: Row) -> Rect | None:
    """Left, top, right, bottom, whatever the documents of the format say."""
    found = row.fields.get("rect")
    if not isinstance(found, list) or len(found) != 4:  # pyright: ignore[reportUnknownArgumentType]
        raise row.wrong("rect", "a rectangle")
    sides = Row({str(at): side for at, side in enumerate(found)}, row.place)  # pyright: ignore
    left, top, right, bottom = (sides.whole(str(at), -PLACE_MAX, PLACE_MAX) for at in range(4))
    return Rect(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _seen(rows: list[tuple[Message, Row]], source: Source) -> _Seen:
    """The pictures that the messages name, in each of the three ways that was done."""
    shots: list[Shot] = []
    size: tuple[int, int] | None = None
    for message, row in rows:
        if message.kind not in ("ScreenCaptured", "ScreenEmitted"):
            continue
        shots.append(_shot(message.t_ns, row))
        for name in ("source_shape", "original_shape"):
            if row.has(name):
                told = _pair(row, name)
                if size is not None and told != size:
                    raise FormatError(f"{row.place}: the size of what was captured changed.")
                size = told
    beside = Source(source.folder, None, source.opened)
    for uri in {shot.uri for shot in shots if not shot.uri.startswith("data:")}:
        if not beside.has(uri):
            beside.bytes(uri)
    return _Seen(tuple(shots), size)


def _shot(t_ns: int, row: Row) -> Shot:
    if not row.has("media_ref"):
        # The first two generations: a path beside the file and a time in the video.
        return _named(t_ns, row.text("path"), row, "pts")
    media = row.inner("media_ref")
    if media.has("data"):
        raw = media.fields["data"]
        if not isinstance(raw, str):
            raise media.wrong("data", "a picture")
        return Shot(t_ns, f"data:;base64,{raw}", None, media.place)
    uri = media.fields.get("uri", media.fields.get("path"))
    if not isinstance(uri, str):
        raise media.wrong("uri", "a name")
    if uri.startswith("data:"):
        return Shot(t_ns, uri, None, media.place)
    return _named(t_ns, uri, media, "pts_ns")


def _named(t_ns: int, uri: str, row: Row, field: str) -> Shot:
    pts_ns = row.whole(field, 0, 1 << 62) if row.has(field) else None
    return Shot(t_ns, uri, pts_ns, row.place)


def _pair(row: Row, name: str) -> tuple[int, int]:
    found = row.fields.get(name)
    if not isinstance(found, list) or len(found) != 2:  # pyright: ignore[reportUnknownArgumentType]
        raise row.wrong(name, "a width and a height")
    sides = Row({"width": found[0], "height": found[1]}, row.place)
    return sides.whole("width", 1, 1 << 20), sides.whole("height", 1, 1 << 20)


def _screen(rows: list[tuple[Message, Row]], seen: _Seen, source: Source) -> Rect:
    """What the pictures show, and where on the desktop that lies.

    A window's picture lacks the invisible border that its rectangle has left, right and below, so
    that the two tell the place. The picture of a whole display lies at the origin if the pointer
    never was outside of it.
    """
    if not seen.shots:
        raise FormatError("The recording names no picture, so the size of the screen is not known.")
    width, height = seen.size or _size_of(seen.shots[0], source)
    screen = checked_screen(width, height, seen.shots[0].place)
    places: set[tuple[int, int]] = set()
    pointers: list[tuple[int, int]] = []
    for message, row in rows:
        if message.kind == "WindowInfo" and (bounds := _bounds(row)) is not None:
            border = bounds.height - height
            if border >= 0 and bounds.width - width == 2 * border:
                places.add((bounds.x + border, bounds.y))
        elif message.kind == "MouseEvent":
            pointers.append((row.place_px("x"), row.place_px("y")))
    if len(places) == 1:
        (left, top) = places.pop()
        return Rect(left, top, width, height)
    if not places and all(screen.contains(*place) for place in pointers):
        return screen
    raise FormatError("Nothing says where on the desktop the pictures lie; nothing was imported.")


def _size_of(shot: Shot, source: Source) -> tuple[int, int]:
    _, image = next(_pictures_of(source, (shot,), None))
    return image.shape[1], image.shape[0]


def _pictures(source: Source, shots: tuple[Shot, ...], foreign: Foreign) -> Iterator[Picture]:
    for t_ns, image in _pictures_of(source, shots, foreign.account):
        yield t_ns, fitted(image, foreign.screen, "The picture")


def _pictures_of(
    source: Source, shots: tuple[Shot, ...], account: Account | None
) -> Iterator[Picture]:
    """The pictures in their order; consecutive ones of one video are decoded in one go."""
    for (uri, is_video), group in groupby(shots, key=lambda shot: (shot.uri, _is_video(shot))):
        if is_video:
            yield from _from_video(source, uri, list(group), account)
            continue
        for shot in group:
            if uri.startswith("data:"):
                yield shot.t_ns, decode_picture(_embedded(uri, shot.place), shot.place)
            else:
                yield shot.t_ns, picture_file(source, uri)


def _from_video(
    source: Source, uri: str, shots: list[Shot], account: Account | None
) -> Iterator[Picture]:
    missing, wanted = 0, iter(shots)
    shot = next(wanted, None)
    for pts_ns, image in video_frames(source, uri):
        while shot is not None and (shot.pts_ns or 0) < pts_ns - PTS_NEAR_NS:
            missing, shot = missing + 1, next(wanted, None)
        if shot is None:
            break
        if abs((shot.pts_ns or 0) - pts_ns) <= PTS_NEAR_NS:
            yield shot.t_ns, image
            shot = next(wanted, None)
    missing += (shot is not None) + sum(1 for _ in wanted)
    if missing and account is not None:
        account.note(f"{missing} times {NO_PICTURE}.")


def _is_video(shot: Shot) -> bool:
    return shot.pts_ns is not None


def _embedded(uri: str, place: str) -> bytes:
    head, _, words = uri.partition(",")
    try:
        if not head.endswith(";base64"):
            raise ValueError
        return base64.b64decode(words, validate=True)
    except (ValueError, binascii.Error) as error:
        raise FormatError(f"{place}: the picture cannot be read; nothing was imported.") from error
