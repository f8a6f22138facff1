"""PC Tracker's event files: one line per action with the picture before it. See docs/adr/0055."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from recorder.errors import FormatError
from replay.load.acting import Acting, CannotSay
from replay.load.foreign import Account, Foreign
from replay.load.pictures import picture_files, screen_of
from replay.load.source import PLACE_MAX, Row, Source

_FILE = re.compile(r"(task\d+|free_task|events)_.*\.jsonl|(task\d+|free_task)\.jsonl")
_POINT = re.compile(r"\((-?\d{1,7}), (-?\d{1,7})\)")
_CLICKS = {"click": ("left", 1), "right click": ("right", 1), "double click": ("left", 2)}
_KEYS = {"esc": "esc", "caps_lock": "capslock", "page_up": "pageup", "page_down": "pagedown"}
_OUTCOMES = {"finish": "success", "fail": "failure"}
UNKNOWN_ACTION = "an action that is not known"


class PCTracker:
    """One file of events with its folder of pictures."""

    name = "pctracker"
    title = "PC Tracker events"
    cannot: tuple[str, ...] = ("raw input", "times below a second", "modifiers of the mouse",
                               "scrolls", "the wall clock")  # fmt: skip

    def fits(self, source: Source) -> bool:
        return any(_FILE.fullmatch(name) for name in source.names())

    def load(self, source: Source) -> Foreign:
        files = [name for name in source.names() if source.named or _FILE.fullmatch(name)]
        if len(files) != 1:
            raise FormatError("There are several tasks in this folder; name one of its files.")
        rows = list(source.rows(files[0]))
        screen = screen_of(source, rows, "screenshot")
        foreign = Foreign("PC Tracker", screen, screen.width, screen.height, Account())
        foreign.platform = "Windows"
        taken = _take(foreign, rows)
        foreign.pictures = lambda: picture_files(source, taken, screen)
        foreign.account.note("Each picture shows the screen before its action, at no known time.")
        return foreign


def _take(foreign: Foreign, rows: list[Row]) -> list[tuple[int, str]]:
    acting, taken = Acting(foreign), list[tuple[int, str]]()
    start: datetime | None = None
    for row in rows:
        at = _moment(row)
        start = at if start is None else start
        acting.begin(round((at - start).total_seconds() * 1e9))
        if row.has("screenshot"):
            taken.append((acting.now_ns, row.text("screenshot")))
            acting.begin(acting.now_ns)
        action = row.text("action")
        acting.take([partial(_play, action=action)])
    acting.close()
    return taken


def _play(acting: Acting, action: str) -> None:
    if action in _OUTCOMES:
        acting.outcome(_OUTCOMES[action])
        return
    if action == "wait":
        raise CannotSay("a wait, which is no event")
    kind, point = action.partition(" (")[0], _POINT.search(action)
    if action.startswith("type text: "):
        acting.text(action.removeprefix("type text: "))
    elif action.startswith("press key "):
        acting.chord([_key(action.removeprefix("press key ").removeprefix(": "))])
    elif kind == "hotkey" and action.endswith(")"):
        names = action.removeprefix("hotkey (").removesuffix(")").split(", ")
        acting.chord([_key(name) for name in names[:10]])
    elif point is None or not action.endswith(")"):
        raise CannotSay(UNKNOWN_ACTION)
    else:
        # A modifier that was held meanwhile is not in the file: it may have been there or not.
        acting.hide_keys(True)
        _play_pointer(acting, kind, (int(point[1]), int(point[2])))
        acting.hide_keys(False)


def _play_pointer(acting: Acting, kind: str, place: tuple[int, int]) -> None:
    if max(map(abs, place)) > PLACE_MAX:
        raise CannotSay("a place that is on no desktop")
    if kind in _CLICKS:
        acting.click(place, *_CLICKS[kind])
    elif kind == "press":
        acting.button(True, place, "left")
    elif kind == "drag to":
        acting.drag(place, "left")
    elif kind == "scroll":
        raise CannotSay("a scroll, whose place the source does not keep")
    else:
        raise CannotSay(UNKNOWN_ACTION)


def _key(name: str) -> str:
    name = name.strip().strip("'")
    return _KEYS.get(name.lower(), name)


def _moment(row: Row) -> datetime:
    try:
        return datetime.strptime(row.text("timestamp"), "%Y-%m-%d_%H:%M:%S")
    except ValueError as error:
        raise row.wrong("timestamp", "a time") from error
