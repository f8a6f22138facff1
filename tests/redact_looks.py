"""Sessions for the long proof: in several fonts, sizes and colours, with a page that scrolls, a
window that moves over it, and texts that are typed from their middle, composed and pasted.
"""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw

from recorder.session import events as ev
from recorder.session.model import Rect
from tests.detect_screens import FONTS, THEMES, load_font
from tests.redact_sessions import MS, SIZE, Desk

SIZES_PX = (13, 15, 17)
ROW_PX = 26
WINDOW = (250, 28)
OTHER_LINES = ("Total of all orders", "see the second page", "open since Monday", "paid in cash")


class PaintedDesk(Desk):
    """A desk that writes in one font, size and theme."""

    def __init__(self, font: str, size_px: int, theme: str) -> None:
        super().__init__()
        self._font = load_font(font, size_px)
        self._paper, self._ink = THEMES[theme]
        self._canvas[:, :, :3] = self._paper

    def write(self, row: int, text: str) -> None:
        self.rows[row] = text
        self.put(row * ROW_PX + 4, text)
        self.shoot(Rect(0, row * ROW_PX + 4, SIZE[0], ROW_PX))

    def put(self, top: int, text: str) -> None:
        """Paint a text over the whole width, without a frame."""
        self._canvas[top : top + ROW_PX, :, :3] = self._strip(text, SIZE[0])[: SIZE[1] - top]

    def scroll(self, lines: list[str], step_px: int) -> None:
        """Move all up in steps, while lines come in from below."""
        shown = SIZE[1] // ROW_PX * ROW_PX
        height = shown + len(lines) * ROW_PX
        long = np.concatenate([self._canvas[:shown, :, :3], *(self._strip(t) for t in lines)])
        for top in range(step_px, height - shown + 1, step_px):
            self.wait(40)
            self._canvas[:shown, :, :3] = long[top : top + shown]
            self.shoot(Rect(0, 0, *SIZE))

    def carry(self, text: str, places: list[tuple[int, int]]) -> None:
        """A small window with a text that goes from place to place over what is there."""
        below = self._canvas.copy()
        window = self._strip(text, WINDOW[0])
        for x, y in places:
            self.wait(60)
            self._canvas[:] = below
            self._canvas[y : y + ROW_PX, x : x + WINDOW[0], :3] = window
            self.shoot(Rect(0, 0, *SIZE))
        self.wait(60)
        self._canvas[:] = below
        self.shoot(Rect(0, 0, *SIZE))

    def type_from_the_middle(self, text: str, row: int) -> None:
        """The second half first, then back to the beginning for the first."""
        half = len(text) // 2
        self.type(text[half:], row=row, every=6)
        self.wait(80)
        self.add(ev.KeyEvent, True, 110, "Home", "")
        self.add(ev.KeyEvent, False, 110, "Home", "")
        for count, letter in enumerate(text[:half], 1):
            self.wait(70)
            self.add(ev.KeyEvent, True, 30 + ord(letter) % 20, letter, letter)
            if count % 4 == 0 or count == half:
                self.write(row, text[:count] + text[half:])
            self.add(ev.KeyEvent, False, 30 + ord(letter) % 20, letter, "")

    def compose(self, text: str) -> None:
        """Keys that an input method took, and the text that it made of them."""
        first_ns = self.t_ns + 70 * MS
        for letter in text:
            self.wait(70)
            self.add(ev.KeyEvent, True, 30 + ord(letter) % 20, letter, None)
            last_ns = self.t_ns
            self.wait(31)
            self.add(ev.KeyEvent, False, 30 + ord(letter) % 20, letter, "")
        self.wait(20)
        self.add(ev.ComposedEvent, self.t_ns - first_ns, self.t_ns - last_ns, text)

    def paste(self, text: str) -> None:
        """A chord, and a field that tells what is in it now."""
        for pressed in (True, False):
            self.add(ev.KeyEvent, pressed, 29, "Control_L", "")
            self.add(ev.KeyEvent, pressed, 47, "v", "")
            self.wait(40)
        self.add(ev.ElementEvent, 20 * MS, ev.Target.FOCUS, "entry", f"Pasted: {text}", None)

    def file(self, text: str) -> None:
        """A window that is named after the folder of its file, as its program is."""
        title, app = f"/home/{text}/orders/May.ods - Table", f"table --open {text}"
        self.add(ev.WindowEvent, title, app, f"Table.{text}", 4001, Rect(0, 0, *SIZE))

    def _strip(self, text: str, wide: int = SIZE[0]) -> np.ndarray:
        image = Image.new("RGB", (wide, ROW_PX), self._paper)
        ImageDraw.Draw(image).text((10, 3), text, font=self._font, fill=self._ink)
        return np.asarray(image)


def varied_desk(secret: str, seed: int) -> PaintedDesk:
    """A secret in every text that a session can hold, and on the screen as `seed` has it."""
    chance = random.Random(seed)
    looks = (FONTS[seed % len(FONTS)], SIZES_PX[seed % len(SIZES_PX)], sorted(THEMES)[seed % 2])
    desk = PaintedDesk(*looks)
    desk.window("Notes")
    desk.write(0, "Monthly orders")
    desk.wait(400)
    desk.write(1 + chance.randrange(2), f"For {secret}")
    desk.wait(500)
    desk.window(f"Letter to {secret} - Editor")
    desk.add(ev.ButtonEvent, True, "left", 20, 30)
    desk.wait(40)
    desk.add(ev.ButtonEvent, False, "left", 20, 30)
    desk.add(ev.ElementEvent, 20, ev.Target.POINTER, "text", f"Field {secret}", None)
    desk.wait(600)
    desk.type("dear ")
    desk.type(secret, row=4, every=4)
    desk.wait(300)
    match seed % 3:
        case 0:
            lines = [*OTHER_LINES[:2], f"and {secret}", *OTHER_LINES[2:]]
            desk.scroll(lines, chance.choice((5, 13, ROW_PX)))
        case 1:
            places = [(chance.randrange(0, 170), chance.randrange(0, 150)) for _ in range(5)]
            desk.carry(secret, places)
        case _:
            desk.type_from_the_middle(secret, 5)
    desk.wait(300)
    desk.file(secret)
    desk.paste(secret)
    desk.wait(700)
    desk.add(ev.ButtonEvent, True, "left", 40, 90)
    desk.add(ev.ButtonEvent, False, "left", 40, 90)
    desk.wait(700)
    desk.compose(secret)
    desk.wait(300)
    desk.add(ev.MarkEvent, f"here is {secret}")
    desk.add(ev.ConfirmEvent)
    desk.cut()
    return desk
