"""A scripted person who knows what each deed must become: a step, its place and its program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from xcffib.xproto import KB, AutoRepeatMode

from recorder.capture.windows_x11 import X11Windows
from recorder.session.model import Rect
from replay.trajectory import Step
from studio.scripted_person import BUTTON_PRESS, BUTTON_RELEASE, NAMED_KEYS, ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests import press_painter
from tests.context_helpers import QT_FORM, program
from tests.engine_helpers import Running
from tests.input_helpers import press, set_layout
from tests.replay_script import COUNTS, brief
from tests.screen_helpers import painting
from tests.test_screen_x11 import set_monitor

NUMBERS = {"left": 1, "middle": 2, "right": 3, "back": 8, "forward": 9}
NOTCHES = {"up": (0, 1), "down": (0, -1), "scroll-left": (-1, 0), "scroll-right": (1, 0)}
MONITORS = {"left": Rect(0, 0, 960, 1080), "right": Rect(960, 0, 960, 1080)}
PAINTER = Rect(760, 640, 500, 300)  # on both monitors
KEYS = {"enter": "Return", "escape": "Escape", "delete": "Delete", "tab": "Tab"}


@dataclass(frozen=True, slots=True)
class Expected:
    """A step as it must be read: the action in brief, where, and in which program."""

    what: str
    x: int | None
    y: int | None
    app: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a window stands, and what its steps call it (None: it is never the active one)."""

    bounds: Rect
    app: str | None


@dataclass
class Doer:
    """Does things at a desktop that is recorded, and notes what they are."""

    desktop: VirtualDesktop
    running: Running
    places: dict[str, Standing]
    expected: list[Expected] = field(default_factory=list[Expected])
    app: str | None = None
    active: str | None = None
    x: int = 0
    y: int = 0

    def __post_init__(self) -> None:
        self.person = ScriptedPerson(self.desktop.display)

    def use_layout(self, *options: str) -> None:
        """Type with another layout from now on."""
        self.person.close()
        set_layout(self.desktop, *options)
        self.person = ScriptedPerson(self.desktop.display)

    def go(self, window: str, dx: int = 0, dy: int = 0) -> None:
        """Move to a place of a program, counted from its middle."""
        place, self.app = self.places[window].bounds, self.places[window].app
        self.x, self.y = place.x + place.width // 2 + dx, place.y + place.height // 2 + dy
        self.person.move(self.x, self.y)
        self.person.rest()

    def click(self, button: str = "left", count: int = 1, *modifiers: str) -> None:
        with self._held(modifiers):
            for _ in range(count):
                self._button(button, down=True)
                self._button(button, down=False)
        self._note(f"{button} {COUNTS[count]} {self.x},{self.y}", modifiers)
        self.active = self.app or self.active
        await_active(self.desktop, self.active)
        self.running.settle()

    def hold(self, button: str) -> None:
        self._button(button, down=True)
        self.person.rest(0.7)
        self._button(button, down=False)
        self._note(f"hold {button}")

    def drag(self, dx: int, dy: int, *modifiers: str, button: str = "left") -> None:
        x, y = self.x, self.y
        with self._held(modifiers):
            self._button(button, down=True)
            for step in range(1, 9):
                self.person.move(x + dx * step // 8, y + dy * step // 8)
                self.person.rest()
            self._button(button, down=False)
        self._note(f"{button} drag {x},{y}>{x + dx},{y + dy}", modifiers)
        self.x, self.y = x + dx, y + dy

    def scroll(self, direction: str, notches: int, *modifiers: str) -> None:
        with self._held(modifiers):
            self.person.scroll(direction, notches)
        dx, dy = (part * notches for part in NOTCHES[direction])
        self._note(f"scroll {dx},{dy} {self.x},{self.y}", modifiers)

    def type(self, text: str, but: str | None = None) -> None:
        """Type; `but` is the text that is left where some was taken back."""
        for character in text:
            if character == "\b":
                self.person.chord("BackSpace")
            else:
                self.person.type(character)
        self._note(f"type {text if but is None else but!r}")

    def press(self, text: str, *chords: tuple[int, ...]) -> None:
        """Type by physical keys: each chord is pressed in order and released in reverse."""
        for codes in chords:
            press(self.person, *codes)
            self.person.rest()
        self._note(f"type {text!r}")

    def press_chord(self, what: str, *codes: int) -> None:
        """A chord by physical keys, which may have another name under this layout."""
        press(self.person, *codes)
        self._note(what)
        self.person.rest()

    def key(self, *names: str, repeat: int = 1) -> None:
        for _ in range(repeat):
            self.person.chord(*(KEYS.get(name, name) for name in names))
        keys = "+".join(name.lower() for name in names)
        self._note(f"key {keys}" + f" x{repeat}" * (repeat > 1))

    def hold_key(self, name: str, keysym: int) -> None:
        self.person.key(keysym, down=True)
        self.person.rest(0.7)
        self.person.key(keysym, down=False)
        self._note(f"hold {name}")

    def hover(self) -> None:
        """Rest where the pointer is, which must answer; the next deed goes elsewhere."""
        self.person.rest(0.9)
        self._note(f"move {self.x},{self.y}")

    def wait(self) -> None:
        """Let a slow program answer the last deed."""
        self.person.rest(3.5)
        self.expected.append(Expected("wait", None, None, self.active))

    def _button(self, name: str, *, down: bool) -> None:
        self.person._send(BUTTON_PRESS if down else BUTTON_RELEASE, NUMBERS[name])
        self.person.rest()

    def _note(self, what: str, modifiers: tuple[str, ...] = ()) -> None:
        order = [name for name in ("ctrl", "alt", "shift", "super") if name in modifiers]
        words = f"{what} +{'+'.join(order)}" if order else what
        self.expected.append(Expected(words, self.x, self.y, self.app))

    @contextmanager
    def _held(self, modifiers: tuple[str, ...]) -> Iterator[None]:
        for name in modifiers:
            self.person.key(NAMED_KEYS[name], down=True)
            self.person.rest()
        yield
        for name in modifiers:
            self.person.key(NAMED_KEYS[name], down=False)
            self.person.rest()


def read(step: Step) -> Expected:
    """A step in the words in which it is expected."""
    action = step.action
    x, y = getattr(action, "x", None), getattr(action, "y", None)
    return Expected(brief(action), x, y, step.window and step.window.app)


@contextmanager
def office(desktop: VirtualDesktop) -> Iterator[dict[str, Standing]]:
    """Two monitors, three programs, and a window that answers the pointer; and where they stand."""
    with ExitStack() as stack:
        painter = stack.enter_context(painting(desktop, Rect(0, 0, 1, 1)))
        for name, box in MONITORS.items():
            set_monitor(painter, name, box)
        # A busy machine must not make a held key of a short one.
        painter.x.core.ChangeKeyboardControl(KB.AutoRepeatMode, [AutoRepeatMode.Off])
        painter.sync()
        place = (str(n) for n in (PAINTER.x, PAINTER.y, PAINTER.width, PAINTER.height))
        stack.enter_context(program(desktop, sys.executable, press_painter.__file__, *place))
        places = {"painter": Standing(PAINTER, None)}
        qt = {"QT_QPA_PLATFORM": "xcb"}
        for window, command, env in (
            ("XTerm", ("xterm", "-geometry", "80x20+1250+120", "-e", "cat"), {}),
            ("Mousepad", ("mousepad",), {}),
            ("qt-form", (sys.executable, str(QT_FORM)), qt),
        ):
            # One after the other: then the window manager puts them beside each other.
            stack.enter_context(program(desktop, *command, **env))
            wait_until(lambda name=window: name in standing(desktop), window)
            places[window] = standing(desktop)[window]
        yield places


def standing(desktop: VirtualDesktop) -> dict[str, Standing]:
    """The windows that stand, by class."""
    with closing(X11Windows(desktop.display, titles=False)) as windows:
        return {
            str(each.window_class): Standing(each.bounds, each.app)
            for each in windows.stack()
            if each.bounds is not None
        }


def await_active(desktop: VirtualDesktop, app: str | None) -> None:
    """Wait until a program gets the keys, as a person does: a window manager may take its time."""
    with closing(X11Windows(desktop.display, titles=False)) as windows:
        wait_until(
            lambda: (found := windows.active()) is not None and found.app == app,
            f"that {app} gets the keys",
        )
