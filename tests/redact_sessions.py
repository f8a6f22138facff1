"""Real sessions with secrets in what is typed, in titles, names and pictures: small, by the real
writer, with a window in which a text grows letter by letter and a page that scrolls.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from annotate.redact.burn import Sealing
from recorder.consent.receipt import Authority
from recorder.media.colour import Converter
from recorder.media.encoder import Encoder
from recorder.media.slots import Picture
from recorder.session import events as ev
from recorder.session.journal import JournalWriter
from recorder.session.model import Chunk, Desktop, Display, Rect
from recorder.session.reader import Session
from recorder.vault.recording_key import RecordingKey
from tests.session_helpers import Worker, make_meta, read

MS = 1_000_000
SIZE = (420, 180)
FONT = cv2.FONT_HERSHEY_SIMPLEX


class Desk:
    """A desk that is worked at: `events` and `chunks` grow."""

    def __init__(self) -> None:
        self.t_ns = self.frames = 0
        self.events: list[ev.Event] = []
        self.chunks: list[Chunk] = []
        self.rows: dict[int, str] = {}
        width, height = SIZE
        self._encoder = Encoder(Rect(0, 0, width, height))
        self._converter, self._picture = Converter(width, height), Picture(width, height)
        self._canvas: NDArray[np.uint8] = np.full((height, width, 4), 250, np.uint8)

    def add(self, kind: type[ev.Event], *fields: object) -> None:
        self.events.append(kind(len(self.events) + 1, self.t_ns, *fields))  # pyright: ignore

    def wait(self, milliseconds: int) -> None:
        self.t_ns += milliseconds * MS

    def write(self, row: int, text: str) -> None:
        """Show a text in a row, as one frame."""
        self.rows[row] = text
        top = 8 + row * 28
        self._canvas[top : top + 26, :] = 250
        where = (10, top + 19)
        cv2.putText(self._canvas, text, where, FONT, 0.6, (40, 40, 40), 1, cv2.LINE_AA)
        self.shoot(Rect(0, top, SIZE[0], 26))

    def paint(self, box: Rect, shade: int) -> None:
        self._canvas[box.y : box.y + box.height, box.x : box.x + box.width] = shade
        self.shoot(box)

    def shoot(self, changed: Rect) -> None:
        self.wait(3)
        self._converter.convert(self._canvas, self._picture)
        self._encoder.encode(self._picture, self.frames, self.t_ns)
        self.add(ev.ScreenEvent, self.frames, changed, 2 * MS)
        self.frames += 1

    def window(self, title: str) -> None:
        bounds = Rect(0, 0, *SIZE)
        self.add(ev.WindowEvent, title, "editor", "Editor", 4000, bounds)

    def type(self, text: str, row: int | None = None, every: int = 1) -> None:
        """Press and release the keys of a text, which appears in a row, some letters a frame."""
        for count, letter in enumerate(text, 1):
            self.wait(70)
            self.add(ev.KeyEvent, True, 30 + ord(letter) % 20, letter, letter)
            if row is not None and (count % every == 0 or count == len(text)):
                self.write(row, text[:count])
            self.wait(31)
            self.add(ev.KeyEvent, False, 30 + ord(letter) % 20, letter, "")

    def cut(self) -> None:
        self.chunks += iter(self._encoder.take_chunk, None)


def desk_with(secret: str, seed: int = 1) -> Desk:
    """A secret shown, typed, in a title, in the name of an element and in a mark."""
    chance = random.Random(seed)
    desk = Desk()
    desk.window("Notes")
    desk.write(0, "Monthly orders")
    desk.wait(400)
    desk.write(1 + chance.randrange(2), "Contact " + secret)
    desk.wait(500)
    desk.window(f"Letter to {secret} - Editor")
    desk.add(ev.ButtonEvent, True, "left", 20, 30)
    desk.wait(40)
    desk.add(ev.ButtonEvent, False, "left", 20, 30)
    desk.add(ev.ElementEvent, 20, ev.Target.POINTER, "text", f"Field {secret}", None)
    desk.wait(600)
    desk.type("dear ")
    desk.type(secret, row=4, every=4)
    desk.type(" hello")
    desk.wait(500)
    desk.add(ev.MarkEvent, f"here is {secret}")
    desk.write(3, "Total 1200")
    desk.wait(300)
    desk.paint(Rect(300, 120, 60, 40), 80)
    desk.add(ev.ConfirmEvent)
    desk.cut()
    return desk


def write_desk(
    folder: Path,
    authority: Authority,
    key: RecordingKey,
    desk: Desk,
    task: str = "Write a note",
    *,
    end: bool = True,
) -> Path:
    """The desk as a session by the real writer."""
    width, height = SIZE
    meta = msgspec.structs.replace(
        make_meta(task=task),
        desktop=Desktop(width, height, (Display(0, 0, 0, width, height),)),
        captured=Rect(0, 0, width, height),
    )
    journal = JournalWriter(folder, authority, key, meta, datetime.now(UTC))
    journal.append_events(desk.events)
    for chunk in desk.chunks:
        journal.append_media(chunk)
    if end:
        journal.end("stopped", desk.t_ns)
    else:
        journal.close()
    return journal.path


def written(worker: Worker, desk: Desk, task: str = "Write a note", *, end: bool = True) -> Session:
    """The desk as a session, read again."""
    home = worker.home
    return read(write_desk(home.sessions, worker.receipt, worker.key, desk, task, end=end), worker)


def sealing(worker: Worker) -> Sealing:
    return Sealing(worker.receipt, worker.key, datetime.now(UTC))
