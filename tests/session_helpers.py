"""Small real sessions: a worker who consented, a journal by the real writer, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from recorder.consent.receipt import Authority, ConsentReceipt
from recorder.consent.register import Register
from recorder.media.encoder import Encoder
from recorder.media.slots import Picture
from recorder.session import events as ev
from recorder.session import layout
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Chunk, Desktop, Display, Rect, Scope, SessionMeta
from recorder.session.opening import PlainRecord, open_journal
from recorder.session.reader import Session, read_session
from recorder.session.scan import Scanner, SessionState
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.recording_key import RecordingKey, load_recording_key

SECOND = 1_000_000_000
SCREEN = Rect(0, 0, 64, 48)
TASK = "Write a note"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with an identity, a home, and consent to all that Personal offers."""

    identity: Identity
    home: Home
    receipt: ConsentReceipt

    @property
    def key(self) -> RecordingKey:
        return load_recording_key(self.home)

    def half_of(self, session: str) -> bytes:
        return Epochs(self.home).half(session, self.identity)

    @property
    def id(self) -> str:
        return self.identity.sign.public().fingerprint()


def make_worker(folder: Path, scopes: frozenset[Scope] = frozenset(Scope)) -> Worker:
    identity, home = Identity.generate(), Home(folder)
    identity.publish(home)
    Epochs(home).settle(identity)
    return Worker(identity, home, Register(home).give(scopes, identity.envelope))


def make_meta(scopes: Sequence[Scope] = tuple(Scope), task: str = TASK) -> SessionMeta:
    return SessionMeta(
        session=new_session_id(),
        task=task,
        started_at=datetime.now(UTC).isoformat(),
        desktop=Desktop(64, 48, (Display(0, 0, 0, 64, 48),)),
        captured=SCREEN,
        fps=30,
        scopes=tuple(scopes),
        campaign="personal",
        platform="test",
        program="test",
    )


def begin(
    worker: Worker,
    *,
    authority: Authority | None = None,
    meta: SessionMeta | None = None,
    now: datetime | None = None,
) -> JournalWriter:
    """A journal of this worker, as the engine makes it."""
    return JournalWriter(
        worker.home.sessions,
        worker.receipt if authority is None else authority,
        worker.key,
        make_meta() if meta is None else meta,
        datetime.now(UTC) if now is None else now,
    )


def encoded(indexes: Sequence[int], *, start_ns: int = 0, step_ns: int = SECOND // 10) -> Chunk:
    """A chunk of tiny frames; frame n is painted with the grey 3n."""
    encoder, picture = Encoder(SCREEN), Picture(SCREEN.width, SCREEN.height)
    picture.pixels[:] = 128
    for place, index in enumerate(indexes):
        picture.planes[0][:] = index * 3 % 256
        encoder.encode(picture, index, start_ns + place * step_ns)
    (chunk,) = iter(encoder.take_chunk, None)
    return chunk


def of_stream(chunk: Chunk, stream: int) -> Chunk:
    return msgspec.structs.replace(chunk, stream=stream)


def shown(seq: int, frame: int, t_ns: int) -> ev.ScreenEvent:
    return ev.ScreenEvent(seq, t_ns, frame, SCREEN, 1_000_000)


def write_session(worker: Worker, *, end: bool = True) -> Path:
    """A session of about 20 kB: every record type, two seconds of frames, keys and movement."""
    journal = begin(worker)
    journal.append_events([shown(0, 0, 0), ev.MoveEvent(1, 5, -7, 9), *typed("Hi", 2, SECOND)])
    journal.append_media(encoded([0, 1]))
    journal.append_events([shown(20, 1, SECOND // 10), *typed("taken back", 21, 5 * SECOND)])
    journal.sync()
    journal.forget(4 * SECOND, 6 * SECOND)
    journal.append_events([shown(60, 1, SECOND // 10), ev.MarkEvent(61, 7 * SECOND, "half way")])
    journal.append_media(of_stream(encoded([2], start_ns=8 * SECOND), 1))
    journal.append_events([shown(62, 2, 8 * SECOND), ev.OutcomeEvent(63, 9 * SECOND, "success")])
    if end:
        journal.end("stopped", 9 * SECOND)
    else:
        journal.sync()
        journal.close()
    return journal.path


def typed(text: str, seq: int, t_ns: int) -> list[ev.Event]:
    """Presses and releases of the letters of a text."""
    return [
        ev.KeyEvent(seq + 2 * at + up, t_ns + 2 * at + up, not up, 30 + at, letter, letter)
        for at, letter in enumerate(text)
        for up in (False, True)
    ]


def plain_records(path: Path, worker: Worker) -> Iterator[PlainRecord]:
    return open_journal(path, worker.identity.seal, worker.id, worker.half_of)


def read(path: Path, worker: Worker) -> Session:
    """The session as a command reads it, but without a keeper process."""
    with Scanner(path) as scanner:
        header = scanner.head.header
    return read_session(header, plain_records(path, worker))


def scan(path: Path) -> tuple[SessionState, int]:
    """How the sealed file reads, and how many records are good. Raises as the scanner does."""
    with Scanner(path) as scanner:
        for _ in scanner.records():
            pass
        return scanner.state, scanner.records_read


def record_spans(raw: bytes) -> list[tuple[int, int]]:
    """From where to where each record lies in the bytes of a journal."""
    at, spans = layout.parse_head(raw).size, list[tuple[int, int]]()
    while at < len(raw):
        frame = layout.parse_frame(raw[at : at + layout.FRAME_BYTES])
        end = at + layout.FRAME_BYTES + frame.length + layout.SIGNATURE_BYTES
        spans.append((at, end))
        at = end
    return spans


_int = st.integers(-(1 << 62), 1 << 62)
_uint = st.integers(0, 1 << 62)
_any_text = st.text(st.characters(exclude_categories=()), max_size=40)
_rect = st.builds(Rect, _int, _int, _int, _int)
_display = st.builds(
    Display,
    _uint,
    *(st.integers(-(1 << 31), 1 << 31) for _ in range(4)),
    scale=st.none() | st.floats(0.1, 8),
)
_desktop = st.builds(
    Desktop, _uint, _uint, st.lists(_display, max_size=4).map(lambda found: tuple(found))
)
_fields: dict[type[ev.Event], tuple[st.SearchStrategy[Any], ...]] = {
    ev.KeyEvent: (
        st.booleans(), _uint, _any_text, st.none() | _any_text, st.booleans(), st.booleans(),
    ),
    ev.ButtonEvent: (st.booleans(), _any_text, _int, _int, st.booleans()),
    ev.MoveEvent: (_int, _int),
    ev.ScrollEvent: (_int, _int, _int, _int),
    ev.WindowEvent: (
        *(st.none() | _any_text for _ in range(3)), st.none() | _uint, st.none() | _rect,
    ),
    ev.ScreenEvent: (_uint, _rect, _uint),
    ev.ConfirmEvent: (),
    ev.GapEvent: (st.booleans(), st.sampled_from(ev.Hidden), st.sampled_from(ev.GapReason)),
    ev.MarkEvent: (_any_text,),
    ev.GestureEvent: (_any_text, st.lists(_uint, max_size=9).map(lambda found: tuple(found))),
    ev.DesktopEvent: (_desktop,),
    ev.OutcomeEvent: (_any_text,),
    ev.ElementEvent: (
        _uint, st.sampled_from(ev.Target), _any_text, st.none() | _any_text, st.none() | _rect,
    ),
    ev.ComposedEvent: (_uint, _uint, _any_text),
}  # fmt: skip
KINDS = tuple(_fields)


@st.composite
def batches(draw: st.DrawFn, kinds: Sequence[type[ev.Event]] = KINDS) -> list[ev.Event]:
    """Any batch: events of any kind, with any rising numbers and any times."""
    batch: list[ev.Event] = []
    seq = draw(st.integers(-1, 1 << 62))
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=12)):
        seq += draw(st.integers(1, 1 << 40))
        batch.append(kind(seq, draw(_int), *(draw(part) for part in _fields[kind])))
    return batch
