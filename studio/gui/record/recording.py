"""The recording that runs, as the window sees it: an engine in a process of its own, and its pipe.

A beat goes out a few times a second and its answer is the status. Nothing here waits, except
`finish_now`, for an engine that does not end.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from recorder.control import Answer, Request, Status, Verb
from recorder.vault.home import Home

State = Literal["idle", "starting", "recording", "paused", "ending", "silent"]
BEAT_MS = 400
SILENT_S = 3.0
TALK_MAX = 64 << 10
_CHECKOUT = Path(__file__).resolve().parents[3]


class _Facts(msgspec.Struct, frozen=True):
    """The engine's last line: how it ended."""

    reason: str
    kept: bool
    session: str
    elapsed_s: float
    events: int
    frames: int
    dropped: int
    bytes: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a recording ended. `session` is None when it never began; `killed` means that the
    engine could not say its last word. `problem` is a sentence; `details` holds no content."""

    session: str | None
    kept: bool
    reason: str = ""
    problem: str | None = None
    outcome: str = ""
    elapsed_s: float = 0.0
    events: int = 0
    frames: int = 0
    dropped: int = 0
    bytes: int = 0
    killed: bool = False
    details: str = ""


class Recording(QObject):
    """Starts an engine, asks it, and tells what became of it. One recording at a time."""

    changed = Signal()
    """The state or a figure changed."""

    refused = Signal(str, str)
    """A request was refused: its verb, and the engine's sentence."""

    done = Signal(str)
    """A request was carried out: its verb."""

    ended = Signal(object)
    """The engine is gone; with the `Ending`."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._process: QProcess | None = None
        self._asked: deque[tuple[Verb, float]] = deque()
        self._talk = b""
        self._facts: _Facts | None = None
        self._outcome = ""
        self._is_ending = False
        self._last_state: State = "idle"
        self.status: Status | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)

    @property
    def runs(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        """The engine's process, 0 without one."""
        return int(self._process.processId()) if self._process is not None else 0

    @property
    def state(self) -> State:
        if self._process is None:
            return "idle"
        if self.is_silent:
            return "silent"
        if self._is_ending:
            return "ending"
        if self.status is None:
            return "starting"
        state = self.status.state
        return "ending" if state == "ended" else state

    @property
    def is_silent(self) -> bool:
        """Whether the engine has owed an answer for long."""
        waits = self.status is not None and bool(self._asked)
        return waits and time.monotonic() - self._asked[0][1] > SILENT_S

    def start(self, words: Sequence[str]) -> None:
        """Start an engine with these words of the command line."""
        assert self._process is None, "one recording at a time"
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("CANDOR_HOME", str(self._home.root))
        before = environment.value("PYTHONPATH")
        path = os.pathsep.join(part for part in (str(_CHECKOUT), before) if part)
        environment.insert("PYTHONPATH", path)
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_answers)
        process.readyReadStandardError.connect(self._on_talk)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self.status, self._facts = process, None, None
        self._asked.clear()
        self._talk, self._outcome, self._is_ending = b"", "", False
        process.start(sys.executable, ["-m", "studio", *words])
        self._ask(Request("beat"))
        self._beat.start()
        self._tell()

    def pause_or_resume(self) -> None:
        self.ask("resume" if self.state == "paused" else "pause")

    def ask(self, verb: Verb, text: str = "", seconds: float = 0.0) -> None:
        """Send one request; `done` or `refused` tells what came of it."""
        if self._process is not None and not self._is_ending:
            self._ask(Request(verb, text, seconds))

    def stop(self, outcome: str = "") -> None:
        """End it and keep it. `outcome` is what the worker says of the task, or empty."""
        self._end(Request("stop", outcome))

    def discard(self) -> None:
        """End it and keep nothing."""
        self._end(Request("discard"))

    def finish_now(self, timeout_s: float = 10.0) -> None:
        """End it, because the window is gone: the file is finished when this returns, unless the
        engine does not hear."""
        if self._process is None:
            return
        self.stop()
        # Its end of the pipe ends the recording too, should it not have heard the request.
        self._process.closeWriteChannel()
        self._process.waitForFinished(int(timeout_s * 1000))

    def _end(self, request: Request) -> None:
        if self._process is None or self._is_ending:
            return
        self._outcome, self._is_ending = request.text, True
        self._ask(request)
        self._tell()

    def _ask(self, request: Request) -> None:
        assert self._process is not None
        self._asked.append((request.verb, time.monotonic()))
        self._process.write(msgspec.json.encode(request) + b"\n")

    def _on_beat(self) -> None:
        self._ask(Request("beat"))
        if self.state != self._last_state:
            self._tell()

    def _on_answers(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            self._take(bytes(process.readLine().data()))

    def _take(self, line: bytes) -> None:
        try:
            self._facts = msgspec.json.decode(line, type=_Facts)
        except msgspec.DecodeError:
            pass
        else:
            return
        answer = msgspec.json.decode(line, type=Answer)
        verb, _ = self._asked.popleft()
        if answer.status is not None:
            before, self.status = self.status, answer.status
            if before != answer.status:
                self._tell()
        if verb in ("beat", "status"):
            return
        if answer.error is None:
            self.done.emit(verb)
            return
        self._is_ending = False
        self.refused.emit(verb, answer.error)

    def _on_talk(self) -> None:
        if self._process is not None:
            self._talk = (self._talk + bytes(self._process.readAllStandardError().data()))[
                -TALK_MAX:
            ]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finish(Ending(None, False, details="FailedToStart"))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_talk()
        self._on_answers()
        if self._facts is not None:
            self._finish(self._from_facts(self._facts))
        elif status is QProcess.ExitStatus.CrashExit or self.status is not None:
            self._finish(self._from_death(code, status))
        else:
            self._finish(Ending(None, False, problem=self._sentence(), details=f"exit code {code}"))

    def _from_facts(self, facts: _Facts) -> Ending:
        return Ending(
            facts.session,
            facts.kept,
            facts.reason,
            facts.problem,
            self._outcome,
            facts.elapsed_s,
            facts.events,
            facts.frames,
            facts.dropped,
            facts.bytes,
        )

    def _from_death(self, code: int, status: QProcess.ExitStatus) -> Ending:
        """The engine ended without its last line: what it told before is all that is known."""
        last = self.status
        crashed = status is QProcess.ExitStatus.CrashExit
        details = f"signal {code}" if crashed else f"exit code {code}"
        if last is None:
            return Ending(None, False, killed=True, details=details)
        return Ending(
            last.session,
            True,
            elapsed_s=last.elapsed_s,
            events=last.events,
            frames=last.frames,
            dropped=last.dropped,
            bytes=last.bytes,
            killed=True,
            details=f"{details}\nsession {last.session}",
        )

    def _sentence(self) -> str | None:
        """Why the engine did not begin, as it said it; None when it said no sentence."""
        lines = self._talk.decode(errors="replace").strip().splitlines()
        faulty = any(line.startswith("Traceback ") for line in lines)
        return lines[-1] if lines and not faulty else None

    def _finish(self, ending: Ending) -> None:
        if self._process is None:
            return
        self._beat.stop()
        self._process.deleteLater()
        self._process = None
        self._asked.clear()
        self._tell()
        self.ended.emit(ending)

    def _tell(self) -> None:
        self._last_state = self.state
        self.changed.emit()
