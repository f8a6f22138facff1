"""The process that an engine runs in: its signals, and the socket and pipe that steer it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

from recorder.control import ControlSocket, serve_pipe
from recorder.engine import Ended, Engine
from recorder.engine_parts import Permit, Wish
from recorder.session.model import EndReason

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
LEAVE_S = 2.0


@dataclass(frozen=True, slots=True)
class Pipe:
    """The window's two ends: requests come in line by line, answers go out."""

    requests: IO[bytes]
    answers: IO[bytes]
    busy: threading.Lock = field(default_factory=threading.Lock)


def record(
    wish: Wish,
    permit: Permit,
    on_start: Callable[[Engine], object],
    *,
    seconds: float | None = None,
    pipe: Pipe | None = None,
    display: str | None = None,
) -> Ended:
    """Record on this, the main thread, until something ends it.

    `on_start` is called when the recording has begun.

    Raises:
        WrongUse: another recording is running, or the wish cannot be met.
        CaptureError, ConsentError, StorageError: it cannot begin; then no file is left.
    """
    control = ControlSocket(permit.home.ensure())
    listening: threading.Thread | None = None
    try:
        engine = Engine(wish, permit, seconds=seconds, heartbeat=pipe is not None, display=display)
        _stop_at_signals(engine)
        listening = threading.Thread(
            target=control.run, args=(engine.handle,), name="control", daemon=True
        )
        listening.start()
        if pipe is not None:
            # A daemon, because nothing ends its wait for a line of a window that says none.
            threading.Thread(target=_serve, args=(engine, pipe), name="pipe", daemon=True).start()
        on_start(engine)
        return engine.run()
    finally:
        control.close()
        if listening is not None:
            listening.join(LEAVE_S)
        if pipe is not None and pipe.busy.acquire(timeout=LEAVE_S):
            # The answer to the window's last request is out.
            pipe.busy.release()


def _serve(engine: Engine, pipe: Pipe) -> None:
    serve_pipe(pipe.requests, pipe.answers, engine.handle, pipe.busy)
    engine.stop(EndReason.WINDOW_GONE)


def _stop_at_signals(engine: Engine) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        engine.stop(EndReason.SIGNAL)

    for name in SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
