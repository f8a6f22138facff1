"""The process of a broker's service: its socket, its certificate, its clean end. Prints nothing."""
# uvicorn's protocol is typed for its own use.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from recorder.custody.certificate import Certificate
from recorder.custody.place import Place
from recorder.custody.service import Service, application
from recorder.errors import StorageError, WrongUse

if TYPE_CHECKING:
    from uvicorn import Server

SILENT_MAX_S: Final = 20.0
END_MAX_S: Final = 20
_HEADERS_MAX: Final = 16 * 1024
_CONNECTIONS_MAX: Final = 512
_BACKLOG: Final = 128


def listen(host: str, port: int) -> socket.socket:
    """A socket at this place; port 0 takes a free one.

    Raises:
        StorageError: it is taken, or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise StorageError(
            f"The service cannot listen there: {error.strerror or 'there is no such host'}."
        ) from error


def serve(
    place: Place, certificate: Certificate, at: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve until a signal to end; calls that run are finished. `ready` is called once it listens.

    Raises:
        WrongUse: the extra for teams is missing, or the certificate cannot be used.
        CandorError: the broker cannot be opened.
    """
    try:
        import starlette  # noqa: F401  # pyright: ignore[reportUnusedImport]
        import uvicorn
    except ImportError as error:
        raise WrongUse(
            "A broker's service needs the extra team: pip install 'candor[team]'."
        ) from error
    # Opened once before, so that what is wrong with it is said as a sentence.
    place.open().close()
    context = certificate.context()
    config = uvicorn.Config(
        application(Service(place)),
        http=_protocol(),
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        limit_concurrency=_CONNECTIONS_MAX,
        timeout_graceful_shutdown=END_MAX_S,
        h11_max_incomplete_event_size=_HEADERS_MAX,
        ssl_context_factory=lambda _config, _default: context,
    )
    server = uvicorn.Server(config)
    asyncio.run(_run(server, at, ready))


async def _run(server: Server, at: socket.socket, ready: Callable[[], None]) -> None:
    with _ends(server):
        running = asyncio.ensure_future(server._serve([at]))  # pyright: ignore[reportPrivateUsage]
        while not server.started and not running.done():
            await asyncio.sleep(0.01)
        if server.started:
            ready()
        await running


@contextmanager
def _ends(server: Server) -> Generator[None]:
    """A signal to end is answered by ending, with exit code 0."""
    loop = asyncio.get_running_loop()

    def end() -> None:
        server.should_exit = True

    signals = (signal.SIGINT, signal.SIGTERM) if sys.platform != "win32" else ()
    for each in signals:
        loop.add_signal_handler(each, end)
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)


def _protocol() -> type[asyncio.Protocol]:
    """HTTP over connections that say something soon, or are closed."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Impatient(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.loop.call_later(SILENT_MAX_S, self._close_silent)

        def _close_silent(self) -> None:
            if getattr(self, "cycle", None) is None:
                self.transport.close()

    return Impatient
