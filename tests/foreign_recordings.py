"""Small recordings of other programs, with the field names and the quirks of the real ones."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import PIL.Image

WIDTH, HEIGHT = 160, 120
Row = dict[str, Any]


def png(grey: int, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A picture with a square whose place says which it is."""
    pixels = np.full((height, width, 3), 240, np.uint8)
    pixels[10:40, 10 + grey % 80 : 50 + grey % 80] = grey % 200
    raw = io.BytesIO()
    PIL.Image.fromarray(pixels).save(raw, "PNG")
    return raw.getvalue()


def video(path: Path, frames: int, fps: int = 10, width: int = WIDTH, height: int = HEIGHT) -> None:
    """A video in which a square jumps at every fifth frame, so that most show no change."""
    with av.open(path, "w", format="matroska" if path.suffix == ".mkv" else "mp4") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, fps)
        for number in range(frames):
            pixels = np.full((height, width, 3), 200, np.uint8)
            at = 8 + number // 5 * 16 % (width - 48)
            pixels[20:60, at : at + 32] = 20
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def lines(path: Path, rows: Iterable[Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


class Duck:
    """Rows as DuckTrack writes them, on a clock that counts seconds since the machine started."""

    def __init__(self, start_s: float = 150_160.5) -> None:
        self.at = start_s
        self.rows: list[Row] = []

    def _row(self, action: str, after_s: float, **fields: Any) -> None:
        self.at += after_s
        self.rows.append({"time_stamp": self.at, "action": action, **fields})

    def move(self, x: float, y: float, after_s: float = 0.05) -> None:
        self._row("move", after_s, x=x, y=y)

    def click(self, x: float, y: float, button: str = "left", after_s: float = 1.0) -> None:
        self._row("click", after_s, x=x, y=y, button=button, pressed=True)
        self._row("click", 0.08, x=x, y=y, button=button, pressed=False)

    def scroll(self, x: float, y: float, dy: float, after_s: float = 1.0, dx: float = 0) -> None:
        self._row("scroll", after_s, x=x, y=y, dx=dx, dy=dy)

    def press(self, name: str | None, after_s: float = 0.1) -> None:
        self._row("press", after_s, name=name)

    def release(self, name: str | None, after_s: float = 0.05) -> None:
        self._row("release", after_s, name=name)

    def tap(self, *names: str | None) -> None:
        for name in names:
            self.press(name)
            self.release(name)


def duck_work() -> Duck:
    """A double click, a word, a chord with its control character, a scroll both ways, a Shift
    click, a drag."""
    duck = Duck()
    duck.move(20.4, 20.9)
    duck.click(20.4, 20.9)
    duck.click(20.4, 20.9, after_s=0.2)
    duck.press("shift", 1.5)
    duck.press("H")
    duck.release("shift")
    duck.release("h")
    duck.tap("i", "space", "é")
    duck.press("ctrl_l", 1.0)
    duck.press("\x13")
    duck.release("\x13")
    duck.release("ctrl_l")
    duck.scroll(60, 60, -1)
    duck.scroll(60, 60, -1, 0.1)
    duck.scroll(60, 60, 1, 0.1)
    duck.press("shift", 1.0)
    duck.click(90, 70, after_s=0.2)
    duck.release("shift", 0.1)
    duck.click(100, 30, "right")
    duck._row("click", 1.0, x=30, y=30, button="left", pressed=True)
    duck.move(60, 50, 0.2)
    duck.move(90, 80, 0.2)
    duck._row("click", 0.2, x=90, y=80, button="left", pressed=False)
    duck.tap("enter")
    return duck


DUCK_METADATA: Row = {
    "system": "Windows", "node": "HOST", "release": "10", "version": "10.0.19045",
    "machine": "AMD64", "processor": "Intel64", "id": 1234567, "screen_width": WIDTH,
    "screen_height": HEIGHT, "model": "Model", "scroll_direction": -1,
    "start_time": "2024-11-05 18:56:31", "stop_time": "2024-11-05 18:58:33",
}  # fmt: skip


def ducktrack(
    folder: Path, rows: Sequence[Row] | None = None, *, seen: bool = True, frames: int = 120
) -> Path:
    """A folder as DuckTrack leaves it."""
    folder.mkdir(parents=True)
    rows = duck_work().rows if rows is None else rows
    lines(folder / "events.jsonl", rows)
    metadata = dict(DUCK_METADATA)
    if seen:
        metadata["obs_record_state_timings"] = {
            "OBS_WEBSOCKET_OUTPUT_STARTING": [150_160.0],
            "OBS_WEBSOCKET_OUTPUT_STARTED": [150_160.25],
            "OBS_WEBSOCKET_OUTPUT_STOPPING": [150_180.0],
        }
        video(folder / "2024-11-05 18-56-31.mp4", frames)
    (folder / "metadata.json").write_text(json.dumps(metadata))
    (folder / "README.md").write_text("Send the report\n")
    return folder


def agentnet(folder: Path, frames: int = 120) -> Path:
    """A folder as AgentNet's tool leaves it: DuckTrack's rows, numbered, and much beside them. The
    video is smaller than the screen."""
    folder.mkdir(parents=True)
    rows = [
        {**row, "event_idx": number} | ({"pynput_key": "None"} if "name" in row else {})
        for number, row in enumerate(duck_work().rows)
    ]
    lines(folder / "events.jsonl", rows)
    lines(folder / "event_buffer.jsonl", [{"action": "click", "start_time": 1.0, "children": []}])
    lines(folder / "reduced_events_complete.jsonl", [{"action": "click", "id": 0}])
    lines(folder / "top_window.jsonl", [{"time_stamp": 150_161.0, "title": "Notepad"}])
    (folder / "task_name.json").write_text(json.dumps({"task_name": "Set the clock"}))
    metadata = DUCK_METADATA | {
        "video_start_timestamp": 150_160.2,
        "obs_record_state_timings": {"OBS_WEBSOCKET_OUTPUT_STARTED": [150_160.7]},
    }
    (folder / "metadata.json").write_text(json.dumps(metadata))
    video(folder / "task.mp4", frames, width=150, height=112)
    return folder


OSWORLD_ACTIONS: tuple[Any, ...] = (
    "pyautogui.click(68, 39)",
    "import pyautogui; import time; pyautogui.doubleClick(x=20, y=30); time.sleep(0.5)",
    "pyautogui.typewrite('Hi <b>', interval=0.05)\npyautogui.press('enter')",
    "pyautogui.hotkey('ctrl', 's')",
    "WAIT",
    "pyautogui.keyDown('shift')\npyautogui.click(100, 50, button='left')\npyautogui.keyUp('shift')",
    "pyautogui.moveTo(30, 30)\npyautogui.dragTo(90, 80, duration=1.0, button='left')",
    "pyautogui.scroll(-5)",
    "pyautogui.click(*places[0])",
    {"action_type": "CLICK", "parameters": {"button": "right", "x": 50, "y": 60, "num_clicks": 1}},
    {"action_type": "HOTKEY", "parameters": {"keys": ["alt", "f4"]}},
    "DONE",
)


def osworld(folder: Path, actions: Sequence[Any] = OSWORLD_ACTIONS) -> Path:
    """A run's folder: a picture after each step, and the score."""
    folder.mkdir(parents=True)
    rows: list[Row] = []
    for number, action in enumerate(actions, 1):
        stamp = f"20250714@1011{number * 3:02d}"
        name = f"step_{number}_{stamp}.png"
        (folder / name).write_bytes(png(number * 5))
        rows.append({
            "step_num": number, "action_timestamp": stamp, "action": action, "reward": 0,
            "done": action == "DONE", "info": {}, "screenshot_file": name,
        })  # fmt: skip
    lines(folder / "traj.jsonl", rows)
    (folder / "result.txt").write_text("1.0\n")
    return folder


PCTRACKER_ACTIONS = (
    "click (28, 75)", "double click (40, 75)", "type text: Hello, wörld", "press key enter",
    "hotkey (Ctrl, S)", "scroll (0, -3)", "right click (100, 20)", "click (50, 50)",
    "click (50, 50)", "press (30, 30)", "drag to (90, 80)", "wait", "finish",
)  # fmt: skip


def pctracker(folder: Path, actions: Sequence[str] = PCTRACKER_ACTIONS) -> Path:
    """The folder `events`: a file of actions with the picture before each. Two clicks at one place
    lie in the same second."""
    (folder / "screenshot").mkdir(parents=True)
    rows: list[Row] = []
    for number, action in enumerate(actions):
        second = 15 + number * 2 - (number == 8) * 2
        name = f"screenshot/20241126_1615{second}_{number}.png"
        (folder / name).write_bytes(png(number * 5))
        element = {"left": 794, "top": 1020, "right": 850, "bottom": 1080}
        rows.append({
            "timestamp": f"2024-11-26_16:15:{second}", "action": action, "screenshot": name,
            "element": "Start" if "(" in action else None, "rect": element if number else None,
            "marked_screenshot": name.replace(".png", "_marked.png"),
        })  # fmt: skip
    lines(folder / "task1_20241126_161515.jsonl", rows)
    (folder / "task1_20241126_161515.md").write_text("# Task\n")
    return folder


OPENADAPT_TABLES = """
create table recording (id integer primary key, timestamp numeric, monitor_width integer,
  monitor_height integer, pixel_ratio float, double_click_interval_seconds numeric,
  double_click_distance_pixels numeric, platform varchar, task_description varchar,
  video_start_time numeric, config json, original_recording_id integer);
create table action_event (id integer primary key, name varchar, timestamp numeric,
  recording_timestamp numeric, recording_id integer, screenshot_timestamp numeric,
  mouse_x numeric, mouse_y numeric, mouse_dx numeric, mouse_dy numeric, mouse_button_name varchar,
  mouse_pressed boolean, key_name varchar, key_char varchar, key_vk varchar,
  canonical_key_name varchar, canonical_key_char varchar, canonical_key_vk varchar,
  parent_id integer, element_state json, disabled boolean);
create table window_event (id integer primary key, recording_id integer, timestamp numeric,
  state json, title varchar, "left" integer, top integer, width integer, height integer,
  window_id varchar);
create table screenshot (id integer primary key, recording_id integer, timestamp numeric,
  png_data blob);
"""


def openadapt(
    folder: Path,
    *,
    platform: str = "win32",
    ratio: float | None = 1.0,
    seen: str = "video",
    frames: int = 120,
) -> Path:
    """A capture's folder; its pictures in a video, in the database, or nowhere."""
    import sqlite3
    from contextlib import closing

    folder.mkdir(parents=True)
    duck = duck_work()
    start = 1_732_000_000.0
    with closing(sqlite3.connect(folder / "recording.db")) as database, database:
        database.executescript(OPENADAPT_TABLES)
        began = start if seen == "video" else None
        database.execute(
            "insert into recording values (1, ?, ?, ?, ?, 0.5, 5, ?, 'Send it', ?, '{}', null)",
            (start, WIDTH, HEIGHT, ratio, platform, began),
        )
        for row in duck.rows:
            _openadapt_row(database, start + row["time_stamp"] - 150_160.25, row)
        for at, title in ((0.1, "Mail"), (1.1, "Mail"), (2.1, "Report")):
            database.execute(
                "insert into window_event values (null, 1, ?, '{}', ?, 0, 0, 100, 90, '7')",
                (start + at, title),
            )
        for number in range(5 if seen == "screenshots" else 0):
            values = (start + number, png(number * 9))
            database.execute("insert into screenshot values (null, 1, ?, ?)", values)
    if seen == "video":
        video(folder / "oa_recording-1732000000.0.mp4", frames)
    (folder / "capture-state.json").write_text("{}")
    return folder


def _openadapt_row(database: Any, at: float, row: Row) -> None:
    key = row.get("name")
    is_key = row["action"] in ("press", "release")
    character = key if is_key and key is not None and len(key) == 1 else None
    named = key if is_key and character is None else None
    values = (
        row["action"], at, row.get("x"), row.get("y"), row.get("dx"), row.get("dy"),
        row.get("button"), row.get("pressed"), named, character,
    )  # fmt: skip
    database.execute(
        "insert into action_event (name, timestamp, mouse_x, mouse_y, mouse_dx, mouse_dy, "
        "mouse_button_name, mouse_pressed, key_name, key_char, disabled) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        values,
    )
