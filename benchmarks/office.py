"""A painted office: an editor, a table and a person's pointer, as pictures and events in memory.

It stands in for a recording where a real one would take as long as it lasts. Pictures change as
they do at a desk: a letter at a time, a scrolled page, a window that comes to the front.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recorder.media.colour import Converter
from recorder.media.encoder import Encoder
from recorder.media.slots import Picture
from recorder.session.events import (
    ButtonEvent,
    ConfirmEvent,
    Event,
    GapEvent,
    GapReason,
    Hidden,
    KeyEvent,
    MarkEvent,
    MoveEvent,
    ScreenEvent,
    ScrollEvent,
    WindowEvent,
)
from recorder.session.model import Chunk, Rect

MS = 1_000_000
FRAME_NS = 33 * MS
MOVE_NS = 8 * MS
KEY_NS = 130 * MS
LINE_PX = 30
FONT = cv2.FONT_HERSHEY_SIMPLEX
TEXT = (
    "The invoice for March is still open, so I write to the supplier and ask for a copy. "
    "Then I compare the sums with the order, note the difference and pass it on. "
)
INKS, GREENS, PAPER = (60, 50, 40), (40, 70, 30), (250, 251, 249)
CODES = {letter: 16 + place for place, letter in enumerate("qwertyuiop[]\nasdfghjkl;'`\\zxcvbnm,.")}


@dataclass(frozen=True, slots=True)
class Pane:
    """One painted window."""

    app: str
    title: str
    box: Rect
    ink: tuple[int, int, int]
    paper: tuple[int, int, int]


class Office:
    """Plays work until it is told to stop; `events` and `chunks` grow meanwhile."""

    def __init__(self, width: int, height: int, seed: int = 7) -> None:
        self.width, self.height = width, height
        self.t_ns = 0
        self.frames = 0
        self.events: list[Event] = []
        self.chunks: list[Chunk] = []
        self._random = random.Random(seed)
        self._encoder = Encoder(Rect(0, 0, self.width, self.height))
        self._converter = Converter(self.width, self.height)
        self._picture = Picture(self.width, self.height)
        self._canvas: NDArray[np.uint8] = np.empty((self.height, self.width, 4), np.uint8)
        self._pointer = (self.width // 2, self.height // 2)
        self._cut_ns = 0
        w, h = self.width, self.height
        self._panes = (
            Pane("mousepad", "Letter to the supplier", _box(w // 20, h // 12, w, h), INKS, PAPER),
            Pane("gnumeric", "Orders 2026", _box(w * 2 // 5, h // 6, w, h), GREENS, PAPER),
        )
        self._text = [0, 0]
        self._paint_all(0)

    def work(self, seconds: float) -> None:
        """One thing after the other, for at least this long."""
        end_ns = self.t_ns + int(seconds * 1e9)
        self._front(0)
        turn = 0
        while self.t_ns < end_ns:
            pane = turn % 2
            self._type(pane, 40 + self._random.randrange(40))
            self._scroll(pane, 6)
            self._wait(4500 * MS)
            if turn % 3 == 0:
                self._gap(Hidden.KEYS, GapReason.PASSWORD, 2000 * MS)
            if turn % 4 == 1:
                self._add(MarkEvent, "Explain the sum")
                self._gap(Hidden.ALL, GapReason.PAUSED, 3000 * MS)
            self._front((pane + 1) % 2)
            turn += 1
        self._cut()

    def _add(self, kind: type[Event], *fields: object) -> None:
        self.events.append(kind(len(self.events) + 1, self.t_ns, *fields))  # pyright: ignore

    def _pass(self, ns: int) -> None:
        """Let time go by; the screen stays as it is."""
        until = self.t_ns + ns
        while self._cut_ns + 1_000 * MS <= until:
            self.t_ns = max(self.t_ns, self._cut_ns + 1_000 * MS)
            self._add(ConfirmEvent)
            self._cut()
            self._cut_ns += 1_000 * MS
        self.t_ns = until

    def _cut(self) -> None:
        while chunk := self._encoder.take_chunk():
            self.chunks.append(chunk)

    def _shoot(self, changed: Rect) -> None:
        self.t_ns += 3 * MS
        self._converter.convert(self._canvas, self._picture)
        self._encoder.encode(self._picture, self.frames, self.t_ns)
        self._add(ScreenEvent, self.frames, changed, 2 * MS)
        self.frames += 1

    def _move_to(self, x: int, y: int) -> None:
        """Move as a hand does: slowly, fast, slowly, and never quite straight."""
        from_x, from_y = self._pointer
        way = math.hypot(x - from_x, y - from_y)
        steps = max(9, int(way / 9))
        bend = self._random.uniform(-0.08, 0.08) * way
        for step in range(1, steps + 1):
            part = step / steps
            eased = part * part * (3 - 2 * part)
            aside = bend * math.sin(math.pi * part)
            self._pass(MOVE_NS)
            self._pointer = (
                int(from_x + (x - from_x) * eased - aside * (y - from_y) / (way + 1)),
                int(from_y + (y - from_y) * eased + aside * (x - from_x) / (way + 1)),
            )
            self._add(MoveEvent, *self._pointer)

    def _click(self) -> None:
        self._add(ButtonEvent, True, "left", *self._pointer)
        self._pass(90 * MS)
        self._add(ButtonEvent, False, "left", *self._pointer)

    def _front(self, number: int) -> None:
        """Point at a window's title and bring it to the front."""
        box = self._panes[number].box
        self._move_to(box.x + box.width // 3, box.y + LINE_PX // 2)
        self._click()
        pane = self._panes[number]
        self._pass(20 * MS)
        self._add(WindowEvent, pane.title, pane.app, pane.app.capitalize(), 4000 + number, box)
        self._paint_all(number)
        self._shoot(box)

    def _type(self, number: int, count: int) -> None:
        box = self._panes[number].box
        self._move_to(box.x + box.width // 2, box.y + box.height // 2)
        self._click()
        for _ in range(count):
            letter = TEXT[self._text[number] % len(TEXT)]
            capital = letter.isupper()
            code = CODES.get(letter.lower(), 57)
            symbol = {" ": "space", ".": "period", ",": "comma"}.get(letter, letter)
            self._pass(int(KEY_NS * self._random.uniform(0.6, 1.5)))
            if capital:
                self._add(KeyEvent, True, 42, "Shift_L", "")
                self._pass(30 * MS)
            self._add(KeyEvent, True, code, symbol, letter)
            self._text[number] += 1
            self._paint_text(number)
            self._shoot(Rect(box.x, box.y, box.width, 2 * LINE_PX + 14))
            self._pass(45 * MS)
            self._add(KeyEvent, False, code, symbol, "")
            if capital:
                self._add(KeyEvent, False, 42, "Shift_L", "")

    def _scroll(self, number: int, notches: int) -> None:
        box = self._panes[number].box
        self._move_to(box.x + box.width * 2 // 3, box.y + box.height * 2 // 3)
        for _ in range(notches):
            self._add(ScrollEvent, *self._pointer, 0, -1)
            for _ in range(3):
                self._pass(FRAME_NS)
                inner = self._canvas[
                    box.y + 40 : box.y + box.height - 4, box.x + 4 : box.x + box.width - 4
                ]
                inner[:] = np.roll(inner, -LINE_PX // 3, axis=0)
                self._shoot(box)
            self._pass(60 * MS)

    def _wait(self, ns: int) -> None:
        until = self.t_ns + ns
        while self.t_ns < until:
            x, y = self._pointer
            self._move_to(
                min(max(x + self._random.randrange(-300, 300), 0), self.width - 1),
                min(max(y + self._random.randrange(-200, 200), 0), self.height - 1),
            )
            self._shoot_caret()

    def _shoot_caret(self) -> None:
        """The caret blinks."""
        box = self._panes[0].box
        caret = Rect(box.x + 20, box.y + 60, 4, 20)
        area = self._canvas[caret.y : caret.y + 20, caret.x : caret.x + 2, :3]
        area[:] = 255 - area
        self._shoot(caret)

    def _gap(self, hidden: Hidden, reason: GapReason, ns: int) -> None:
        self._add(GapEvent, True, hidden, reason)
        self._pass(ns)
        self._add(GapEvent, False, hidden, reason)

    def _paint_all(self, front: int) -> None:
        ramp = np.linspace(0, 60, self.height, dtype=np.uint8)[:, None]
        for channel, base in enumerate((150, 110, 80, 255)):
            self._canvas[:, :, channel] = base - ramp if channel < 3 else base
        for number in (1, 0) if front == 0 else (0, 1):
            pane, box = self._panes[number], self._panes[number].box
            left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
            self._canvas[top:bottom, left:right, :3] = pane.paper
            self._canvas[top : top + LINE_PX + 4, left:right, :3] = (
                (90, 80, 70) if number == front else (170, 165, 160)
            )
            where = (left + 14, top + 24)
            cv2.putText(self._canvas, pane.title, where, FONT, 0.7, (250, 250, 250), 1, cv2.LINE_AA)
            for row in range(4, box.height // LINE_PX):
                words = TEXT[(row * 17) % 60 : (row * 17) % 60 + box.width // 15]
                y = top + 16 + row * LINE_PX
                cv2.putText(
                    self._canvas, words, (left + 18, y), FONT, 0.6, pane.ink, 1, cv2.LINE_AA
                )
            self._paint_text(number)

    def _paint_text(self, number: int) -> None:
        """The line that is being typed."""
        pane, box = self._panes[number], self._panes[number].box
        fits = max(8, box.width // 14)
        typed = self._text[number]
        start = typed - typed % fits
        line = "".join(TEXT[place % len(TEXT)] for place in range(start, typed))
        top = box.y + LINE_PX + 14
        self._canvas[top : top + LINE_PX, box.x + 12 : box.x + box.width - 12, :3] = pane.paper
        where = (box.x + 18, top + 22)
        cv2.putText(self._canvas, line, where, FONT, 0.7, (150, 40, 30), 1, cv2.LINE_AA)


def _box(x: int, y: int, width: int, height: int) -> Rect:
    return Rect(x, y, width * 5 // 9, height * 3 // 4)
