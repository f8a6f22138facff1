"""A recording that runs: its threads, and what can be done to it. Who asks for it is `engine`.

Every thread of the engine starts here. The order of the stop is the order in which data flow:
input, screen, gate, journal.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from recorder.capture.hotkeys import GestureFilter, HotkeyStatus, OnVerb
from recorder.capture.input import Held
from recorder.capture.screen import Screen, open_screen
from recorder.capture.translator import Translator
from recorder.engine_composed import ComposedTexts
from recorder.engine_elements import PressElements
from recorder.engine_intake import Inbox, Intake, Listener
from recorder.engine_parts import Parts, Permit, Wish, described, same_place
from recorder.engine_pictures import Pictures
from recorder.engine_writer import Writer
from recorder.errors import CandorError, CaptureError, StorageError
from recorder.session.events import Event, MarkEvent, OutcomeEvent
from recorder.session.journal import JournalWriter
from recorder.session.model import Desktop, EndReason, Scope
from recorder.timeline import UNNUMBERED, Timeline

log = logging.getLogger("recorder")

JOIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Armed:
    """What the sources said when they were armed, and where they put what comes."""

    inbox: Inbox
    held: Held
    hotkeys: tuple[HotkeyStatus, ...]


class Recording:
    """One recording between its first instant and its last. One thread steers it."""

    def __init__(
        self,
        wish: Wish,
        permit: Permit,
        parts: Parts,
        on_verb: OnVerb,
        on_failure: Callable[[], object],
        display: str | None = None,
    ) -> None:
        """Arm the sources, make the journal and begin.

        `on_failure` is called on any thread when a part failed; `check` says how.

        Raises:
            CaptureError, ConsentError, StorageError: it cannot begin; then no file is left.
        """
        self._parts = parts
        self._on_failure = on_failure
        self._display = display
        self._failure: CandorError | None = None
        try:
            armed = _arm(parts, on_verb)
            self.begin_ns = time.monotonic_ns()
            meta = described(wish, parts, permit.receipt, datetime.now(UTC))
            journal = JournalWriter(
                permit.home.sessions, permit.receipt, permit.key, meta, datetime.now(UTC)
            )
        except BaseException:
            _disarm(parts)
            raise
        self.session = meta.session
        self.hotkeys = armed.hotkeys
        self.timeline = Timeline(self.begin_ns)
        self.timeline.watch_gestures(GestureFilter(armed.hotkeys))
        self.pictures = (
            Pictures(parts.screen, self.timeline, wish.fps, self._reopen, parts.context.see)
            if parts.screen
            else None
        )
        elements = parts.context.elements()
        self.elements = (
            PressElements(elements, self.timeline, parts.rules) if elements is not None else None
        )
        # What was typed is covered by the keys; that accessibility tells it needs no name.
        fields = parts.context.fields() if parts.keyboard is not None else None
        self.composed = (
            ComposedTexts(fields, self.timeline, parts.rules) if fields is not None else None
        )
        listeners: list[Listener] = [
            each for each in (self.elements, self.composed) if each is not None
        ]
        self.intake = Intake(
            self.timeline,
            parts.rules,
            parts.context,
            self.pictures,
            Translator(parts.keyboard, armed.held) if parts.source else None,
            armed.inbox,
            windows=Scope.WINDOW_TITLES in permit.receipt.scopes,
            listeners=tuple(listeners),
        )
        self.writer = Writer(journal, self.timeline, self.pictures)
        self._threads = self._start_threads()

    def check(self) -> None:
        """Do nothing while all parts work.

        Raises:
            CandorError: what a part failed of.
        """
        if self._failure is not None:
            raise self._failure

    def pause(self, at_ns: int) -> None:
        """Hide everything from a time on."""
        self.intake.order(lambda _: self.intake.pause(at_ns))

    def resume(self, at_ns: int) -> None:
        self.intake.order(lambda _: self.intake.resume(at_ns))

    def mark(self, text: str, at_ns: int) -> None:
        self._tell(MarkEvent(UNNUMBERED, at_ns, text))

    def forget(self, seconds: float) -> None:
        """Take back the last seconds, video included.

        Raises:
            StorageError: the disk refused.
        """
        if self.pictures is not None:
            self.pictures.hold()
        try:
            self.intake.order(self.intake.forget)
            at_ns = time.monotonic_ns()
            self.writer.forget(seconds, at_ns, self.intake.gaps)
            self.intake.order(self.intake.tell_window)
        finally:
            if self.pictures is not None:
                self.pictures.go_on()

    def finish(self, reason: EndReason, outcome: str = "") -> CandorError | None:
        """End in order; everything accepted is on the disk then, or the answer says why not."""
        self._stop_producers()
        if outcome:
            self._tell(OutcomeEvent(UNNUMBERED, time.monotonic_ns(), outcome))
        try:
            self.writer.end(reason, time.monotonic_ns())
        except StorageError as error:
            self.writer.close()
            return error
        return None

    def discard(self) -> None:
        """End and keep nothing."""
        self._stop_producers()
        self.writer.discard()

    def _stop_producers(self) -> None:
        parts = self._parts
        for part in (parts.source, parts.hotkeys, self.pictures):
            if part is not None:
                part.stop()
        # The last pictures still wait for what the context says of the windows in them.
        self._join("input", "hotkeys", "screen")
        # The last presses still wait for the windows that they went to.
        parts.context.see()
        parts.context.stop()
        self._join("context", "encoder")
        self.intake.end()
        self._join("intake")
        for asking in (self.elements, self.composed):
            if asking is not None:
                asking.stop()
        self._join("elements", "composed")
        self.writer.stop()
        self._join("writer")
        if parts.keyboard is not None:
            parts.keyboard.close()

    def _start_threads(self) -> dict[str, threading.Thread]:
        parts, pictures = self._parts, self.pictures
        work: dict[str, Callable[[], None]] = {
            "writer": self.writer.run,
            "intake": lambda: self.intake.run(self.begin_ns),
            "context": parts.context.run,
            "hotkeys": parts.hotkeys.run,
        }
        if self.elements is not None:
            work["elements"] = self.elements.run
        if self.composed is not None:
            work["composed"] = self.composed.run
        if (source := parts.source) is not None:

            def listen() -> None:
                source.run()
                source.check()

            work["input"] = listen
        if pictures is not None:
            work |= {"encoder": pictures.encode, "screen": pictures.look}
        threads = {
            name: threading.Thread(target=self._guarded, args=(act,), name=name)
            for name, act in work.items()
        }
        for thread in threads.values():
            thread.start()
        return threads

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except CandorError as error:
            self._fail(error)
        except Exception as error:  # a thread that dies unheard would lose what it should keep
            log.exception("a part of the recording failed")
            name = type(error).__name__
            self._fail(CaptureError(f"A part of the recording failed ({name}); it ended there."))

    def _fail(self, error: CandorError) -> None:
        # The first cause: what fails after it fails because of it.
        self._failure = self._failure or error
        self._on_failure()

    def _join(self, *names: str) -> None:
        for name in names:
            if (thread := self._threads.get(name)) is None:
                continue
            thread.join(JOIN_S)
            if thread.is_alive():
                self._fail(CaptureError(f"The thread {name} of the recording did not end."))

    def _tell(self, event: Event) -> None:
        self.timeline.put([event])

    def _reopen(self, desktop: Desktop) -> Screen:
        captured = same_place(self._parts.captured, self._parts.desktop, desktop)
        if captured is None:
            raise CaptureError(
                "What was recorded is not on the desktop any more; what came before is kept."
            )
        return open_screen(self._display, captured)


def _arm(parts: Parts, on_verb: OnVerb) -> Armed:
    """Start all sources; what they deliver waits in the inbox until the intake runs."""
    inbox: Inbox = queue.SimpleQueue()
    if parts.screen is not None:
        parts.screen.start()
    hotkeys = parts.hotkeys.start(on_verb)
    parts.context.start(inbox.put)
    held = parts.source.start(inbox.put) if parts.source is not None else Held()
    return Armed(inbox, held, hotkeys)


def _disarm(parts: Parts) -> None:
    for part in (parts.screen, parts.hotkeys, parts.context, parts.source):
        if part is not None:
            part.stop()
    if parts.keyboard is not None:
        parts.keyboard.close()
