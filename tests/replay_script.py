"""A person's input written in one line, for the tests of the reduction; and actions likewise.

Tokens, 20 ms apart: `@10,20` moves, `L+ L-` presses and releases a button, `L` clicks, `^2 v2 <2
>2` scrolls, `a+ a-` presses and releases a key, `a` both, `a*` repeats it, `-!` is a release that
Candor wrote, `a?` types what only an input method knows, `a:` nothing, `a#30` says which physical
key it is, `'text'` types text (`_` is a space), `~700` waits 700 ms, `win:app`, `win:app/title` and
`win:app@x,y,w,h/title` activate a window, `nowin` one that may not be known, `screen:x,y,w,h`
changes the screen, `same` confirms it, `gap` and `gap-` begin and end a gap (`gap:keys` and others
see `GAPS`), `came:6/text` is what the last 6 presses were composed into, `own:4` says the last 4
inputs were a gesture, `owns:4` the last 4 of modifiers, `done` and `failed` end the task.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from recorder.session.events import (
    ButtonEvent,
    ComposedEvent,
    ConfirmEvent,
    DesktopEvent,
    Event,
    GapEvent,
    GapReason,
    GestureEvent,
    Hidden,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    OutcomeEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from recorder.session.model import Desktop, Rect
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.keys import MODIFIERS

MS = 1_000_000
BUTTONS = {"L": "left", "R": "right", "M": "middle", "X": "back", "F": "forward"}
WHEEL = {"^": (0, 1), "v": (0, -1), "<": (-1, 0), ">": (1, 0)}
SYMBOLS = {
    "ctrl": "Control_L", "rctrl": "Control_R", "shift": "Shift_L", "alt": "Alt_L",
    "rshift": "Shift_R", "super": "Super_L", "altgr": "ISO_Level3_Shift", "caps": "Caps_Lock",
    "enter": "Return", "tab": "Tab", "backtab": "ISO_Left_Tab", "bs": "BackSpace", "esc": "Escape",
    "acute": "dead_acute", "compose": "Multi_key", "pgdn": "Next",
}  # fmt: skip
GAPS = {
    "": (Hidden.ALL, GapReason.PAUSED),
    "locked": (Hidden.ALL, GapReason.LOCKED),
    "app": (Hidden.ALL, GapReason.APP_NOT_ALLOWED),
    "forgotten": (Hidden.ALL, GapReason.FORGOTTEN),
    "keys": (Hidden.KEYS, GapReason.PASSWORD),
    "pixels": (Hidden.PIXELS, GapReason.APP_NOT_ALLOWED),
    "frames": (Hidden.PIXELS, GapReason.FRAMES_DROPPED),
}
COUNTS = {1: "click", 2: "double", 3: "triple"}


@dataclass(slots=True)
class Script:
    """Events made of tokens."""

    events: list[Event] = field(default_factory=list[Event])
    t_ns: int = 0
    x: int = 0
    y: int = 0
    shift: bool = False
    chording: set[str] = field(default_factory=set[str])

    def play(self, script: str) -> list[Event]:
        for token in script.split():
            self._token(token)
        return self.events

    def _add(self, kind: Any, *fields: Any, **more: Any) -> None:
        self.t_ns += 20 * MS
        self.events.append(kind(len(self.events) + 1, self.t_ns, *fields, **more))

    def _token(self, token: str) -> None:
        head, rest = token[0], token[1:]
        if head == "~":
            self.t_ns += int(rest) * MS - 20 * MS
        elif head == "@" and rest:
            self.x, self.y = (int(n) for n in rest.split(","))
            self._add(MoveEvent, self.x, self.y)
        elif head in BUTTONS and rest in ("", "+", "-", "-!"):
            for sign in rest or "+-":
                if sign != "!":
                    where = (BUTTONS[head], self.x, self.y)
                    self._add(ButtonEvent, sign == "+", *where, synthetic=rest == "-!")
        elif head in WHEEL and rest.isdigit():
            dx, dy = WHEEL[head]
            self._add(ScrollEvent, self.x, self.y, dx * int(rest), dy * int(rest))
        elif head == "'":
            for character in rest.rstrip("'").replace("_", " "):
                self._key(character, character, "+-")
        elif not self._context(token):
            self._key_token(token)

    def _key_token(self, token: str) -> None:
        name = token.rstrip("+-*?!:") or token[0]
        ending = token[len(name) :]
        name, _, code = name.partition("#")
        symbol = SYMBOLS.get(name, name)
        text: str | None = name if len(name) == 1 and not self.chording else ""
        if "?" in ending or ":" in ending:
            text = None if "?" in ending else ""
        if name in ("ctrl", "alt", "super", "rctrl"):
            (self.chording.discard if "-" in ending else self.chording.add)(name)
        self._key(symbol, text, ending.strip("?:") or "+-", code)

    def _key(self, symbol: str, text: str | None, signs: str, number: str = "") -> None:
        code = int(number or 100 + sum(ord(c) * 7 for c in symbol) % 5000)
        for sign in signs.replace("!", ""):
            pressed = sign in "+*"
            self._add(
                KeyEvent, pressed, code, symbol, text if pressed else "",
                repeat=sign == "*", synthetic="!" in signs,
            )  # fmt: skip

    def _context(self, token: str) -> bool:
        name, _, rest = token.partition(":")
        if name == "win" and rest:
            app, _, title = rest.partition("/")
            app, _, bounds = app.partition("@")
            place = Rect(*(int(n) for n in bounds.split(","))) if bounds else Rect(0, 0, 800, 600)
            self._add(WindowEvent, title or app, app, app, sum(map(ord, app)), place)
        elif name == "nowin":
            self._add(WindowEvent, None, None, None, None, None)
        elif name == "screen":
            frame = sum(isinstance(event, ScreenEvent) for event in self.events)
            area = Rect(*(int(n) for n in rest.split(","))) if rest else Rect(0, 0, 800, 600)
            self._add(ScreenEvent, frame, area, 5 * MS)
        elif token == "same":
            self._add(ConfirmEvent)
        elif name in ("gap", "gap-"):
            self._add(GapEvent, name == "gap", *GAPS[rest])
        elif name in ("own", "owns"):
            inputs = [e for e in self.events if isinstance(e, KeyEvent | ButtonEvent)]
            if name == "owns":
                inputs = [e for e in inputs if getattr(e, "symbol", "") in MODIFIERS]
            self._add(GestureEvent, "pause", tuple(e.seq for e in inputs[-int(rest) :]))
        elif name == "came":
            self._come(*rest.split("/"))
        elif token == "mark":
            self._add(MarkEvent, "here")
        elif token == "desktop":
            self._add(DesktopEvent, Desktop(800, 600, ()))
        elif token in ("done", "failed"):
            self._add(OutcomeEvent, "success" if token == "done" else "failure")
        else:
            return False
        return True

    def _come(self, presses: str, text: str) -> None:
        keys = [e for e in self.events if isinstance(e, KeyEvent) and e.pressed]
        keys = [e for e in keys if e.symbol not in MODIFIERS][-int(presses) :]
        first_ns, last_ns = (keys[0].t_ns, keys[-1].t_ns) if keys else (0, 0)
        came_ns = self.t_ns + 20 * MS
        self._add(ComposedEvent, came_ns - first_ns, came_ns - last_ns, text.replace("_", " "))


def play(script: str) -> list[Event]:
    """The events of a script."""
    return Script().play(script)


def brief(action: Action) -> str:
    """An action in a few words."""
    match action:
        case Click():
            words = f"{action.button} {COUNTS[action.count]} {action.x},{action.y}"
            return _with(words, action.modifiers)
        case Drag():
            way = f"{action.x},{action.y}>{action.x2},{action.y2}"
            return _with(f"{action.button} drag {way}", action.modifiers)
        case Scroll():
            return _with(f"scroll {action.dx},{action.dy} {action.x},{action.y}", action.modifiers)
        case Type():
            return f"type {action.text!r}"
        case Key():
            return "key " + "+".join(action.keys) + f" x{action.repeat}" * (action.repeat > 1)
        case Hold():
            what = action.button or "+".join(action.keys)
            return f"hold {what}" + f" x{action.repeat}" * (action.repeat > 1)
        case Move():
            return f"move {action.x},{action.y}"
        case Wait():
            return "wait"
        case Finish():
            return f"finish {action.outcome}"


def _with(words: str, modifiers: tuple[str, ...] | None) -> str:
    if modifiers is None:
        return words + " +?"
    return f"{words} +{'+'.join(modifiers)}" if modifiers else words
