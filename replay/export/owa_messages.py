"""Events as the messages of OWA's schemas of 0.6: `desktop/MouseEvent` and the others. Pure.

None of the schemas allows a field of its own, so what they have no field for is in the metadata of
the file or lost. Once a second the state of mouse, keyboard and window is said again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from recorder.session.events import (
    ButtonEvent,
    Event,
    GapEvent,
    Hidden,
    KeyEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from replay.export.virtual_keys import virtual_key

STATE_NS = 1_000_000_000
BUTTONS = {
    "left": "left", "middle": "middle", "right": "right", "back": "x1", "forward": "x2",
}  # fmt: skip

_INT, _TEXT = {"type": "integer"}, {"type": "string"}
_INTS = {"type": "array", "items": _INT}
_WORDS = {"type": "array", "items": _TEXT}
_MEDIA = {
    "type": "object",
    "properties": {"uri": _TEXT, "pts_ns": _INT},
    "required": ["uri", "pts_ns"],
}


def _schema(required: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | more,
        "required": list(required),
        "additionalProperties": False,
    }


# Topic: the name of its schema, and the schema.
TOPICS: dict[str, tuple[str, dict[str, Any]]] = {
    "keyboard": (
        "desktop/KeyboardEvent",
        _schema({"event_type": _TEXT, "vk": _INT}, timestamp=_INT),
    ),
    "keyboard/state": ("desktop/KeyboardState", _schema({"buttons": _INTS}, timestamp=_INT)),
    "mouse": (
        "desktop/MouseEvent",
        _schema(
            {"event_type": _TEXT, "x": _INT, "y": _INT},
            button=_TEXT, pressed={"type": "boolean"}, dx=_INT, dy=_INT, timestamp=_INT,
        ),
    ),
    "mouse/state": (
        "desktop/MouseState",
        _schema({"x": _INT, "y": _INT, "buttons": _WORDS}, timestamp=_INT),
    ),
    "screen": (
        "desktop/ScreenCaptured",
        _schema({"media_ref": _MEDIA}, utc_ns=_INT, source_shape=_INTS, shape=_INTS),
    ),
    "window": ("desktop/WindowInfo", _schema({"title": _TEXT, "rect": _INTS, "hWnd": _INT})),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """One message: when, in nanoseconds since 1970, under which topic, and what."""

    t_ns: int
    topic: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Media:
    """Where a frame is: its file, its time in there, and the size of its picture."""

    uri: str
    pts_ns: int
    shape: tuple[int, int]


class Messages:
    """Turns events, in the order of time, into messages."""

    def __init__(self, origin: tuple[int, int], began_ns: int, media: Mapping[int, Media]) -> None:
        self._origin, self._began_ns, self._media = origin, began_ns, media
        self._made: list[Message] = []
        self._keys: set[int] = set()
        self._buttons: set[str] = set()
        self._place: tuple[int, int] | None = None
        self._window: dict[str, Any] | None = None
        self._hidden: set[Hidden] = set()
        self._next_state_ns = 0

    def take(self, event: Event) -> None:
        """Take the next event."""
        while self._next_state_ns <= event.t_ns:
            self._say_state(self._next_state_ns)
            self._next_state_ns += STATE_NS
        match event:
            case KeyEvent():
                self._key(event)
            case ButtonEvent():
                self._button(event)
            case MoveEvent():
                self._say(event.t_ns, "mouse", {"event_type": "move"} | self._at(event))
            case ScrollEvent():
                turn = {"dx": event.dx, "dy": event.dy}
                self._say(event.t_ns, "mouse", {"event_type": "scroll"} | self._at(event) | turn)
            case WindowEvent():
                self._window = self._window_of(event)
                if self._window is not None:
                    self._say(event.t_ns, "window", self._window)
            case ScreenEvent():
                self._screen(event)
            case GapEvent():
                self._gap(event)
            case _:
                pass

    def finish(self) -> Iterator[Message]:
        """The messages in the order of time."""
        return iter(self._made)

    def _say(self, t_ns: int, topic: str, content: dict[str, Any]) -> None:
        self._made.append(Message(self._began_ns + t_ns, topic, content))

    def _say_state(self, t_ns: int) -> None:
        if Hidden.ALL in self._hidden:
            return
        if Hidden.KEYS not in self._hidden:
            self._say(t_ns, "keyboard/state", {"buttons": sorted(self._keys)})
        if self._place is not None:
            x, y = self._place
            state = {"x": x, "y": y, "buttons": sorted(self._buttons)}
            self._say(t_ns, "mouse/state", state)
        if self._window is not None:
            self._say(t_ns, "window", self._window)

    def _key(self, event: KeyEvent) -> None:
        key = virtual_key(event.key, event.symbol)
        (self._keys.add if event.pressed else self._keys.discard)(key or 0)
        self._keys.discard(0)
        # 0xFF is what Windows calls a key that it does not know.
        what = "press" if event.pressed else "release"
        self._say(event.t_ns, "keyboard", {"event_type": what, "vk": key or 0xFF})

    def _button(self, event: ButtonEvent) -> None:
        name = BUTTONS.get(event.button, "unknown")
        (self._buttons.add if event.pressed else self._buttons.discard)(name)
        what = {"button": name, "pressed": event.pressed}
        self._say(event.t_ns, "mouse", {"event_type": "click"} | self._at(event) | what)

    def _at(self, event: ButtonEvent | MoveEvent | ScrollEvent) -> dict[str, int]:
        self._place = event.x - self._origin[0], event.y - self._origin[1]
        return {"x": self._place[0], "y": self._place[1]}

    def _window_of(self, event: WindowEvent) -> dict[str, Any] | None:
        """A window with title and place; where either is not known, there is no message for it."""
        if event.title is None or event.bounds is None:
            return None
        left, top = event.bounds.x - self._origin[0], event.bounds.y - self._origin[1]
        rect = [left, top, left + event.bounds.width, top + event.bounds.height]
        return {"title": event.title, "rect": rect, "hWnd": 0}

    def _screen(self, event: ScreenEvent) -> None:
        media = self._media.get(event.frame)
        if media is None:
            return
        content = {
            "utc_ns": self._began_ns + event.t_ns,
            "source_shape": list(media.shape),
            "shape": list(media.shape),
            "media_ref": {"uri": media.uri, "pts_ns": media.pts_ns},
        }
        self._say(event.t_ns, "screen", content)

    def _gap(self, event: GapEvent) -> None:
        """What is hidden is not said to be as it was."""
        (self._hidden.add if event.begins else self._hidden.discard)(event.hidden)
        if event.hidden is not Hidden.PIXELS:
            self._keys.clear()
        if event.hidden is Hidden.ALL:
            self._buttons.clear()
            self._place = self._window = None
