"""OWAMcap files of all three generations, written with `mcap` as their recorder does."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from mcap.writer import CompressionType, Writer

from tests.foreign_recordings import HEIGHT, WIDTH, png, video

START_NS = 1_751_017_792_293_127_800
MS = 1_000_000
OLD = {
    "keyboard": "owa.env.desktop.msg.KeyboardEvent", "mouse": "owa.env.desktop.msg.MouseEvent",
    "window": "owa.env.desktop.msg.WindowInfo", "screen": "owa.env.gst.msg.ScreenEmitted",
    "keyboard/state": "owa.env.desktop.msg.KeyboardState",
}  # fmt: skip
NEW = {
    "keyboard": "desktop/KeyboardEvent", "mouse": "desktop/MouseEvent",
    "window": "desktop/WindowInfo", "screen": "desktop/ScreenCaptured",
    "keyboard/state": "desktop/KeyboardState",
}  # fmt: skip
Said = tuple[int, str, dict[str, Any]]


def shot(generation: str, number: int, uri: str = "take.mkv") -> dict[str, Any]:
    """What a message of the screen holds in a generation; the ten pictures lie 0.1 s apart."""
    at, pts = START_NS + number * 100 * MS, number * 100 * MS
    size = [WIDTH, HEIGHT]
    match generation:
        case "0.3.2":
            return {"path": uri, "pts": pts, "utc_ns": at}
        case "0.4.2":
            return {"utc_ns": at, "original_shape": size, "shape": size, "path": uri, "pts": pts}
        case "0.5.0":
            media: dict[str, Any] = {"type": "external_video", "path": uri, "pts_ns": pts}
        case "embedded":
            words = base64.b64encode(png(number * 7)).decode()
            media = {"uri": f"data:image/png;base64,{words}"}
        case _:
            media = {"uri": uri, "pts_ns": pts}
    return {"utc_ns": at, "source_shape": size, "shape": size, "media_ref": media}


def work(at: tuple[int, int] = (0, 0)) -> list[Said]:
    """A click, a chord, two letters, a scroll, a double click of the right button."""
    x, y = at[0] + 68, at[1] + 39
    said: list[Said] = [(100, "mouse", {"event_type": "move", "x": x, "y": y})]
    said += _click(300, x, y, "left")
    for after, way in ((1000, "press"), (1300, "release")):
        said.append((after, "keyboard", {"event_type": way, "vk": 0xA2}))
    said.insert(-1, (1100, "keyboard", {"event_type": "press", "vk": 0x53}))
    said.insert(-1, (1200, "keyboard", {"event_type": "release", "vk": 0x53}))
    for after, key in ((2000, 0x48), (2200, 0x49), (2400, 0x0D)):
        said.append((after, "keyboard", {"event_type": "press", "vk": key}))
        said.append((after + 50, "keyboard", {"event_type": "release", "vk": key}))
    scroll = {"event_type": "scroll", "x": x, "y": y, "dx": 0, "dy": -2}
    said.append((3000, "mouse", scroll))
    said += [*_click(4000, x, y, "right"), *_click(4200, x, y, "right")]
    said.append((4500, "keyboard/state", {"buttons": []}))
    return said


STEPS = [
    "click left x1 68,39", "key ctrl+s x1", "type None", "key enter x1", "scroll 0,-2 at 68,39",
    "click right x2 68,39",
]  # fmt: skip


def owamcap(
    folder: Path,
    generation: str = "0.6.6",
    said: list[Said] | None = None,
    *,
    compression: CompressionType = CompressionType.ZSTD,
    profile: str = "owa",
) -> Path:
    """A folder with a file and its video. `said` is (milliseconds, topic, fields)."""
    folder.mkdir(parents=True)
    if generation != "embedded":
        video(folder / "take.mkv", 50)
    said = work() if said is None else said
    pictures = [(n * 100, "screen", shot(generation, n)) for n in range(50)]
    names = OLD if generation == "0.3.2" else NEW
    with open(folder / "take.mcap", "wb") as file:
        writer = Writer(file, compression=compression, chunk_size=4096)
        writer.start(profile=profile, library="mcap-owa-support 0.6.6; mcap 1.6.0")
        channels: dict[str, int] = {}
        for topic, name in names.items():
            schema = writer.register_schema(name=name, encoding="jsonschema", data=b"{}")
            channels[topic] = writer.register_channel(topic, "json", schema)
        writer.add_metadata("task", {"instruction": "Save it"})
        for after, topic, fields in sorted([*pictures, *said], key=lambda each: each[0]):
            at = START_NS + after * MS
            writer.add_message(channels[topic], at, json.dumps(fields).encode(), at)
        writer.finish()
    return folder


def _click(after: int, x: int, y: int, button: str) -> list[Said]:
    place = {"event_type": "click", "x": x, "y": y, "button": button}
    return [
        (after, "mouse", place | {"pressed": True}),
        (after + 60, "mouse", place | {"pressed": False}),
    ]
