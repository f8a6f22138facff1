"""The engine: takes requests one by one, looks after the recording, and ends it in order.

It is a process of its own without a window and holds no key that can read what it wrote.
`Recording` does the work in its threads; here is who may ask for what, and when it ends.
"""

from __future__ import annotations

import logging
import queue
import sys
import time
from concurrent.futures import Future
from dataclasses import dataclass

from recorder.capture.hotkeys import Verb
from recorder.control import HEARTBEAT_S, Request, State, Status
from recorder.engine_parts import Permit, Wish, check_disk, free_bytes, open_parts
from recorder.engine_recording import Recording
from recorder.errors import (
    CandorError,
    CaptureError,
    ConsentError,
    InputLost,
    StorageError,
    WrongUse,
)
from recorder.session.model import EndReason

log = logging.getLogger("recorder")

WATCH_S = 1.0
ANSWER_S = 30.0
SWITCH_INTERVAL_S = 0.0005
FORGET_BY_HOTKEY_S = 30.0
FORGET_MAX_S = 86_400.0
DISCARD_AGAIN_NS = 3_000_000_000
OUTCOMES = ("", "success", "failure")
PROBLEMS: dict[type[CandorError], EndReason] = {
    InputLost: EndReason.INPUT_LOST,
    ConsentError: EndReason.CONSENT_ENDED,
    StorageError: EndReason.DISK,
    CaptureError: EndReason.DESKTOP,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a recording ended. `problem` is a sentence when something was wrong, `kept` whether
    there is a session."""

    session: str
    reason: str
    status: Status
    kept: bool
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request on its way to the main thread, and where its answer goes."""

    request: Request
    at_ns: int
    answer: Future[Status] | None = None
    reason: EndReason = EndReason.STOPPED


@dataclass(frozen=True, slots=True)
class _End:
    """The recording shall end: why, what the worker said of the task, and whether to keep it."""

    reason: EndReason
    outcome: str = ""
    keep: bool = True
    problem: CandorError | None = None


class Engine:
    """Records once. `handle`, `stop` and `status` may be called from any thread."""

    def __init__(
        self,
        wish: Wish,
        permit: Permit,
        *,
        seconds: float | None = None,
        heartbeat: bool = False,
        display: str | None = None,
    ) -> None:
        """Begin to record.

        `seconds` ends it by itself; with `heartbeat` it ends five seconds after the last `beat`.

        Raises:
            CaptureError, WrongUse: this desktop cannot be recorded as wished.
            ConsentError, StorageError: it must not, or cannot be written; no file is left.
        """
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._free_bytes = check_disk(permit.home)
        self._permit = permit
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._state: State = "recording"
        self._problem: str | None = None
        self._discard_ns = 0
        parts = open_parts(wish, permit.receipt, display)
        self.recording = Recording(
            wish, permit, parts, self._hotkey, lambda: self._asked.put(None), display
        )
        now_s = time.monotonic()
        self._until_s = None if seconds is None else now_s + seconds
        self._beat_s = now_s if heartbeat else None

    def run(self) -> Ended:
        """Look after the recording until it has ended; on the main thread."""
        while True:
            asked = self._next()
            end = self._watch()
            try:
                if end is None and asked is not None:
                    end = self._do(asked)
            except CandorError as error:
                _refuse(asked, error)
                continue
            if end is not None:
                ended = self._end(end)
                _answer(asked, ended.status)
                return ended
            _answer(asked, self.status())

    def handle(self, request: Request) -> Status:
        """Carry out a request of another thread; returns when it is done.

        Raises:
            CandorError: it was refused, with the reason.
        """
        if request.verb == "beat":
            self._beat_s = time.monotonic()
        if request.verb in ("beat", "status"):
            return self.status()
        answer: Future[Status] = Future()
        self._asked.put(_Asked(request, time.monotonic_ns(), answer))
        try:
            return answer.result(ANSWER_S)
        except TimeoutError as error:
            raise CaptureError("The recording did not answer in time.") from error

    def stop(self, reason: EndReason = EndReason.STOPPED) -> None:
        """Ask for the end, also from a signal handler."""
        self._asked.put(_Asked(Request("stop"), time.monotonic_ns(), reason=reason))

    def status(self) -> Status:
        """What can be told of the recording now. No content."""
        recording = self.recording
        pictures = recording.pictures
        hiding = recording.intake.hiding
        return Status(
            session=recording.session,
            state=self._state,
            elapsed_s=(time.monotonic_ns() - recording.begin_ns) / 1e9,
            events=recording.timeline.numbered,
            frames=pictures.frames if pictures else 0,
            dropped=pictures.dropped if pictures else 0,
            bytes=recording.writer.bytes,
            free_bytes=self._free_bytes,
            hiding=hiding[0] if hiding else None,
            hiding_too=hiding[1:],
            problem=self._problem,
            hotkeys={
                each.verb.value: each.problem or str(each.chord) for each in recording.hotkeys
            },
        )

    def _next(self) -> _Asked | None:
        """The next request, or None when it is time to watch."""
        patience_s = WATCH_S
        if self._until_s is not None:
            patience_s = min(WATCH_S, self._until_s - time.monotonic())
        try:
            return self._asked.get(timeout=max(0.0, patience_s))
        except queue.Empty:
            return None

    def _watch(self) -> _End | None:
        """Why the recording must end now, if it must."""
        now_s = time.monotonic()
        if self._until_s is not None and now_s >= self._until_s:
            return _End(EndReason.TIME_OVER)
        if self._beat_s is not None and now_s - self._beat_s > HEARTBEAT_S:
            return _End(EndReason.WINDOW_GONE)
        try:
            self.recording.check()
            self._permit.recheck()
            self._free_bytes = check_disk(self._permit.home)
        except CandorError as error:
            return _End(_reason_of(error), problem=error)
        return None

    def _do(self, asked: _Asked) -> _End | None:
        """Carry out one request; an answer means that the recording shall end.

        Raises:
            CandorError: it was refused.
        """
        match asked.request.verb:
            case "stop":
                if asked.request.text not in OUTCOMES:
                    raise WrongUse("The outcome of a task is success or failure.")
                return _End(asked.reason, asked.request.text)
            case "discard":
                return _End(EndReason.STOPPED, keep=False)
            case "pause":
                self._pause(asked.at_ns)
            case "resume":
                self._resume()
            case "mark":
                self._mark(asked.request.text, asked.at_ns)
            case "forget":
                self._forget(asked.request.seconds)
            case "status" | "beat":
                pass
        return None

    def _pause(self, at_ns: int) -> None:
        if self._state != "paused":
            self.recording.pause(at_ns)
            self._state = "paused"

    def _resume(self) -> None:
        if self._state == "paused":
            self.recording.resume(time.monotonic_ns())
            self._state = "recording"

    def _mark(self, text: str, at_ns: int) -> None:
        if self._state == "paused":
            raise WrongUse("The recording is paused; resume it to set a mark.")
        self.recording.mark(text, at_ns)

    def _forget(self, seconds: float) -> None:
        if not 0 < seconds <= FORGET_MAX_S:
            raise WrongUse("Say how many seconds to forget: more than 0, at most a day.")
        self.recording.forget(seconds)

    def _hotkey(self, verb: Verb, at_ns: int) -> None:
        """A chord was pressed; on the thread of the hotkeys."""
        request = Request(verb.value)
        match verb:
            case Verb.PAUSE:
                if self._state == "paused":
                    request = Request("resume")
            case Verb.FORGET:
                request = Request("forget", seconds=FORGET_BY_HOTKEY_S)
            case Verb.DISCARD:
                # It cannot be undone and nobody can be asked here: it takes the chord twice.
                again = at_ns - self._discard_ns <= DISCARD_AGAIN_NS
                self._discard_ns = at_ns
                if not again:
                    return
            case Verb.MARK | Verb.STOP:
                pass
        self._asked.put(_Asked(request, at_ns))

    def _end(self, end: _End) -> Ended:
        self._state = "ending"
        problem = end.problem
        if end.keep:
            problem = self.recording.finish(end.reason, end.outcome) or problem
        else:
            self.recording.discard()
        try:
            self.recording.check()
        except CandorError as error:
            problem = problem or error
        self._state = "ended"
        self._problem = None if problem is None else str(problem)
        self._free_bytes = free_bytes(self._permit.home)
        return Ended(
            self.recording.session, end.reason.value, self.status(), end.keep, self._problem
        )


def _reason_of(error: CandorError) -> EndReason:
    return next(
        (reason for kind, reason in PROBLEMS.items() if isinstance(error, kind)), EndReason.FAULT
    )


def _answer(asked: _Asked | None, status: Status) -> None:
    if asked is not None and asked.answer is not None:
        asked.answer.set_result(status)


def _refuse(asked: _Asked | None, error: CandorError) -> None:
    if asked is not None and asked.answer is not None:
        asked.answer.set_exception(error)
    else:
        log.warning("a request to the recording was refused")
