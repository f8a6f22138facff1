"""The four workloads: an idle desktop with a clock, typing, scrolling text, an animation.

Each runs as programs of its own on the desktop it is given: xterm, which draws real text, or a
small client written here. They are cheap, so that the machine is left to what is measured.
"""

from __future__ import annotations

import itertools
import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import xcffib
import xcffib.xproto
from xcffib.xproto import CW, GC, WindowClass

from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until

NAMES = ("idle", "typing", "scrolling", "animation")
MORE_NAMES = ("terminal",)
WIDTH, HEIGHT = 1920, 1080
# About 60 Hz, yet no multiple of a recorder's rate: else it would be luck how its ticks fall.
HZ = 59
KEYS_PER_S = 10
SHAPES = 40
LINE = 18
SCROLL_PX = 5
ROOT = Path(__file__).resolve().parent.parent
XTERM = ("xterm", "-fa", "DejaVu Sans Mono", "-fs", "11", "+sb")
PROSE = (
    "the quick brown fox jumps over the lazy dog while seven wizards quietly mix a jug of pumpkin "
    "brew and someone writes down in plain words what they see for another day"
)


def start_workload(name: str, desktop: VirtualDesktop) -> None:
    """Start a workload; it is on the screen when this returns, and ends with the desktop."""
    match name:
        case "idle":
            _start(desktop, *XTERM, "-geometry", "100x40+200+100", "-e", *_part("page"))
            _start(desktop, *_part("clock"))
            windows = 2
        case "typing":
            _start(desktop, *XTERM, "-geometry", "100x40+200+100", "-e", "cat")
            windows = 1
        case "scrolling" | "animation":
            _start(desktop, *_part(name))
            windows = 1
        case "terminal":
            _start(desktop, *XTERM, "-geometry", "206x55+0+0", "-e", *_part("terminal"))
            windows = 1
        case _:
            raise ValueError(f"unknown workload {name}")
    wait_until(lambda: _windows(desktop) >= windows, f"the windows of {name}")
    if name == "typing":
        _start(desktop, *_part("typist"))


def _start(desktop: VirtualDesktop, *command: str) -> None:
    desktop.start(*command, cwd=str(ROOT))


def _part(name: str) -> tuple[str, ...]:
    return sys.executable, "-m", "benchmarks.workloads", name


def _windows(desktop: VirtualDesktop) -> int:
    """How many windows larger than a speck a person can see, frames counted as one."""
    x = xcffib.connect(display=desktop.display)
    try:
        seen = 0
        for window in x.core.QueryTree(x.get_setup().roots[0].root).reply().children:
            size = x.core.GetGeometry(window).reply()
            mapped = x.core.GetWindowAttributes(window).reply().map_state
            seen += mapped == 2 and size.width > 50 and size.height > 20
        return seen
    finally:
        x.disconnect()


def _sentences(seed: int = 7) -> Iterator[str]:
    dice, words = random.Random(seed), PROSE.split()
    while True:
        yield " ".join(dice.choices(words, k=dice.randint(6, 30)))


def _at_rate(hz: float, step: Callable[[int], None]) -> None:
    """Call `step(0)`, `step(1)`… at a steady rate, for ever; a late one is not made up for."""
    due = time.monotonic()
    for count in itertools.count():
        step(count)
        due = max(due + 1 / hz, time.monotonic())
        time.sleep(max(0.0, due - time.monotonic()))


def page() -> None:
    """A page of text that stays."""
    for sentence in itertools.islice(_sentences(), 38):
        print(sentence[:98])
    sys.stdout.flush()
    time.sleep(1e6)


def terminal() -> None:
    """Lines of coloured text, one for each picture of a monitor."""
    lines = _sentences()

    def line(count: int) -> None:
        sys.stdout.write(f"\x1b[3{count % 7 + 1}m{count:7d}\x1b[0m {next(lines)}\n")
        sys.stdout.flush()

    _at_rate(HZ, line)


def typist() -> None:
    """Ten keys a second into whatever has the focus, with a new line now and then."""
    person = ScriptedPerson("", pause_s=0)
    text = itertools.chain.from_iterable(f"{sentence[:90]}\n" for sentence in _sentences())
    _at_rate(KEYS_PER_S, lambda _: person.type(next(text)))


class _Canvas:
    """One window above all others, drawn through a pixmap so that no half picture is shown."""

    def __init__(self, x: int, y: int, width: int, height: int, pages: int = 1) -> None:
        self.connection = xcffib.connect()
        self.core = self.connection.core
        self.width, self.height, self.whole = width, height, height * pages
        screen = self.connection.get_setup().roots[0]
        self.window, self.pixmap, self.gc = (self.connection.generate_id() for _ in range(3))
        self.core.CreateWindow(
            screen.root_depth, self.window, screen.root, x, y, width, height, 0,
            WindowClass.InputOutput, screen.root_visual, CW.BackPixel | CW.OverrideRedirect,
            [0x202830, 1],
        )  # fmt: skip
        self.core.CreatePixmap(screen.root_depth, self.pixmap, screen.root, width, self.whole)
        self.core.CreateGC(self.gc, self.pixmap, 0, [])
        self.core.MapWindow(self.window)
        self.connection.flush()

    def colour(self, rgb: int) -> None:
        self.core.ChangeGC(self.gc, GC.Foreground, [rgb])

    def fill(self, rgb: int) -> None:
        self.colour(rgb)
        area = xcffib.xproto.RECTANGLE.synthetic(0, 0, self.width, self.whole)
        self.core.PolyFillRectangle(self.pixmap, self.gc, 1, [area])

    def font(self, name: str, background: int) -> None:
        font = self.connection.generate_id()
        self.core.OpenFont(font, len(name), name)
        self.core.ChangeGC(self.gc, GC.Background | GC.Font, [background, font])

    def text(self, x: int, y: int, words: str) -> None:
        self.core.ImageText8(len(words), self.pixmap, self.gc, x, y, words)

    def repeat(self, y: int, height: int) -> None:
        """Copy the top of the pixmap to `y`, so that a scroll can go round."""
        self.core.CopyArea(self.pixmap, self.pixmap, self.gc, 0, 0, 0, y, self.width, height)

    def show(self, top: int = 0) -> None:
        """Show the pixmap from row `top` on; returns when the server has done it."""
        self.core.CopyArea(self.pixmap, self.window, self.gc, 0, top, 0, 0, self.width, self.height)
        self.core.GetInputFocus().reply()


def clock() -> None:
    """The time of day in a corner, once a second."""
    canvas = _Canvas(1700, 20, 180, 40)
    canvas.font("fixed", 0x202830)

    def second(_: int) -> None:
        canvas.fill(0x202830)
        canvas.colour(0xF0F0F0)
        canvas.text(20, 25, time.strftime("%H:%M:%S"))
        canvas.show()

    _at_rate(1, second)


def scrolling() -> None:
    """A page of text that moves up by a few pixels again and again, as under a finger."""
    canvas = _Canvas(0, 0, WIDTH, HEIGHT, pages=3)
    canvas.font("fixed", 0xFAFAF4)
    lines = _sentences()
    canvas.fill(0xFAFAF4)
    for row in range(2 * HEIGHT // LINE):
        canvas.colour((0x202020, 0x202020, 0x104080, 0x802010)[row % 4])
        for column in range(3):
            canvas.text(20 + column * 640, row * LINE + 15, f"{row:4d} {next(lines)}"[:100])
    canvas.repeat(2 * HEIGHT, HEIGHT)
    _at_rate(HZ, lambda count: canvas.show(count * SCROLL_PX % (2 * HEIGHT)))


def animation() -> None:
    """Discs that drift over a banded sky, the whole screen, again and again."""
    canvas = _Canvas(0, 0, WIDTH, HEIGHT)
    dice = random.Random(5)
    discs = [
        (dice.randrange(0x1000000), dice.randint(20, 120), dice.uniform(0.2, 2), dice.random())
        for _ in range(SHAPES)
    ]
    bands = [xcffib.xproto.RECTANGLE.synthetic(0, top, WIDTH, 27) for top in range(0, HEIGHT, 27)]

    def picture(count: int) -> None:
        seconds = count / HZ
        for number, band in enumerate(bands):
            canvas.colour(0x101840 + number * 0x020301)
            canvas.core.PolyFillRectangle(canvas.pixmap, canvas.gc, 1, [band])
        for rgb, radius, speed, phase in discs:
            x = int(960 + 850 * math.sin(speed * seconds + 6.3 * phase))
            y = int(540 + 430 * math.cos(speed * 1.3 * seconds + 20 * phase))
            canvas.colour(rgb)
            disc = xcffib.xproto.ARC.synthetic(
                x - radius, y - radius, 2 * radius, 2 * radius, 0, 360 * 64
            )
            canvas.core.PolyFillArc(canvas.pixmap, canvas.gc, 1, [disc])
        canvas.show()

    _at_rate(HZ, picture)


if __name__ == "__main__":
    {
        "page": page,
        "clock": clock,
        "typist": typist,
        "terminal": terminal,
        "scrolling": scrolling,
        "animation": animation,
    }[sys.argv[1]]()
