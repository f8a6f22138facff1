"""A broker behind HTTPS: what arrives is bounded, asked of the one broker in turn, and signed.

Nothing of a request is logged. The broker works in one thread of its own, because its tables and
its log are for one caller at a time; objects go through two others and never wait for it.
"""
# Starlette's routes are typed for any application.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from recorder.crypto import SignPrivate
from recorder.custody import calls
from recorder.custody.broker import Broker
from recorder.custody.calls import Have, PlaceTerms
from recorder.custody.documents import ID_HEX
from recorder.custody.personal import broker_key
from recorder.custody.place import KEY, Place
from recorder.custody.stores import Store
from recorder.custody.uploads import Uploads
from recorder.errors import CandorError, FormatError, StorageError

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

CALL_MAX_S: Final = 30.0
PIECE_MAX_S: Final = 120.0
WAITING_MAX: Final = 128
KEPT_MAX: Final = 1024
KEPT_BYTES_MAX: Final = 64 << 20
EXPIRE_EVERY_S: Final = 3600.0

_log = logging.getLogger(__name__)
_Asked = Callable[[Broker, bytes], bytes]
_Result = TypeVar("_Result")


@dataclass(slots=True)
class Service:
    """One place's broker, at work between `start` and `stop`."""

    place: Place
    key: SignPrivate = field(init=False)
    store: Store = field(init=False)
    uploads: Uploads = field(init=False)
    _broker: Broker | None = None
    _waiting: int = 0
    _kept: OrderedDict[str, asyncio.Future[bytes]] = field(
        default_factory=OrderedDict[str, asyncio.Future[bytes]]
    )
    _desk: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "broker"))
    _sending: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "sending"))
    _reading: Executor = field(default_factory=lambda: ThreadPoolExecutor(2, "reading"))

    def __post_init__(self) -> None:
        self.key = broker_key(self.place.folder / KEY)
        self.store = self.place.store
        self.uploads = Uploads(self.place.folder / "incoming", self.store)

    async def start(self) -> None:
        """Raises:
        CandorError: the broker cannot be opened.
        """
        loop = asyncio.get_running_loop()
        self._broker = await loop.run_in_executor(self._desk, self.place.open)
        await loop.run_in_executor(self._sending, self.uploads.forget_old)

    async def stop(self) -> None:
        if self._broker is not None:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._desk, self._broker.close)
        for each in (self._desk, self._sending, self._reading):
            each.shutdown()

    async def keep_retention(self) -> None:
        """Carry out the retention every hour, and sweep the store, as long as the service runs."""
        while True:
            await asyncio.sleep(EXPIRE_EVERY_S)
            with suppress(CandorError):
                await self._ask(lambda broker: broker.expire())
            with suppress(CandorError):
                await self._ask(lambda broker: broker.sweep())

    async def answer(self, name: str, call: str, body: bytes) -> bytes:
        """The signed answer to a call. Asked again after a cut, the answer is the same.

        A call is known by a secret that only its client has, so that whoever copied the request
        alone gets what the broker says to something repeated.
        """
        hashed = calls.call_hash(name, call, body)
        kept = self._kept.get(hashed)
        if kept is None:
            kept = asyncio.ensure_future(self._answered(name, hashed, body))
            if name in ONCE:
                self._kept[hashed] = kept
                self._forget()
        return await asyncio.shield(kept)

    @property
    def is_busy(self) -> bool:
        return self._waiting >= WAITING_MAX

    async def _answered(self, name: str, hashed: str, body: bytes) -> bytes:
        result: bytes | CandorError
        self._waiting += 1
        try:
            result = await self._result(name, body)
        except CandorError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - a traceback could tell what was asked
            _log.error("A call to the broker failed (%s).", type(error).__name__)
            result = StorageError("The broker failed at this; its log names the kind of failure.")
        finally:
            self._waiting -= 1
        return calls.write_answer(hashed, result, self.key)

    async def _result(self, name: str, body: bytes) -> bytes:
        if name == "place":
            return msgspec.json.encode(await self._ask(self._terms))
        if name == "object":
            return msgspec.json.encode(await self._have(body))
        if name == "send":
            return msgspec.json.encode(await self._send(body))
        if name == "read":
            return await self._read(body)
        return await self._ask(lambda broker: ASKED[name](broker, body))

    def _terms(self, broker: Broker) -> PlaceTerms:
        envelope = self.place.campaign.envelope
        assert envelope is not None, "a place has a campaign file"
        return PlaceTerms(envelope, self.place.roster_raw(), broker.notice)

    async def _have(self, body: bytes) -> Have:
        (raw,) = calls.unpack(body, 1)
        wish, sender = await self._ask(lambda broker: broker.showing.asked(raw))
        return await self._in(self._sending, lambda: self.uploads.have(sender, wish.name))

    async def _send(self, body: bytes) -> Have:
        raw, piece = calls.unpack(body, 2)
        wish, sender = await self._ask(lambda broker: broker.showing.sent(raw))
        return await self._in(self._sending, lambda: self.uploads.add(sender, wish, piece))

    async def _read(self, body: bytes) -> bytes:
        (raw,) = calls.unpack(body, 1)
        wish = await self._ask(lambda broker: broker.showing.read(raw))
        if not (wish.start >= 0 and 0 <= wish.length <= calls.PIECE_BYTES):
            raise FormatError("So many bytes are not read at once.")
        return await self._in(
            self._reading, lambda: self.store.range(wish.name, wish.start, wish.length)
        )

    async def _ask(self, act: Callable[[Broker], _Result]) -> _Result:
        broker = self._broker
        assert broker is not None, "a service is started before it answers"
        return await self._in(self._desk, lambda: act(broker))

    async def _in(self, executor: Executor, act: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(executor, act)

    def _forget(self) -> None:
        """Let go of the oldest answers, so that what is kept stays small."""
        done = [each for each in self._kept.values() if each.done()]
        size = sum(len(each.result()) for each in done)
        while len(self._kept) > KEPT_MAX or size > KEPT_BYTES_MAX:
            oldest = next((name for name, each in self._kept.items() if each.done()), None)
            if oldest is None:
                return
            size -= len(self._kept.pop(oldest).result())


def _one(act: Callable[[Broker], Callable[[bytes], bytes]]) -> _Asked:
    return lambda broker, body: act(broker)(calls.unpack(body, 1)[0])


def _told(act: Callable[[Broker], Callable[[bytes], object]]) -> _Asked:
    return lambda broker, body: msgspec.json.encode(act(broker)(calls.unpack(body, 1)[0]))


ASKED: Final[dict[str, _Asked]] = {
    "reserve": _one(lambda broker: broker.reserve),
    "accept": lambda broker, body: broker.accept(*calls.unpack(body, 2)),
    "open": _one(lambda broker: broker.open),
    "end": _one(lambda broker: broker.end),
    "grant": _told(lambda broker: broker.grant),
    "revoke": _told(lambda broker: broker.revoke),
    "quarantine": _told(lambda broker: broker.quarantine),
    "assign": _told(lambda broker: broker.assign),
    "history": _told(lambda broker: broker.history),
    "list": _told(lambda broker: broker.showing.listing),
    "log": _told(lambda broker: broker.showing.log),
}
"""What is asked of the broker alone."""

ONCE: Final = frozenset(ASKED) - {"list", "log"}
"""What may change something: the answer is kept for whoever asks again after a cut."""

NAMES: Final = frozenset(ASKED) | {"place", "object", "send", "read"}


def application(service: Service) -> Starlette:
    """The service as an application; the broker is opened with it, and closed."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    @asynccontextmanager
    async def at_work(_app: Starlette) -> AsyncGenerator[None]:
        await service.start()
        retention = asyncio.ensure_future(service.keep_retention())
        try:
            yield
        finally:
            retention.cancel()
            await service.stop()

    async def called(request: Request) -> Response:
        return await _called(service, request)

    route = Route(calls.PATH + "{name}", called, methods=["POST"])
    return Starlette(routes=[route], lifespan=at_work)


async def _called(service: Service, request: Request) -> Response:
    """Bound what arrives, before anything of it is looked at."""
    from starlette.responses import Response

    name, call = request.path_params["name"], request.headers.get(calls.CALL_HEADER, "")
    if name not in NAMES or not ID_HEX.fullmatch(call):
        return _refused(400, "This is not a call to a broker.")
    if service.is_busy:
        return _refused(503, "The broker has too much to do; ask again in a moment.")
    is_piece = name == "send"
    most = calls.PIECE_CALL_MAX if is_piece else calls.CALL_MAX
    try:
        async with asyncio.timeout(PIECE_MAX_S if is_piece else CALL_MAX_S):
            body = await _body(request, most)
    except TimeoutError:
        return _refused(408, "The call took too long to arrive.")
    if body is None:
        return _refused(413, "The call is larger than calls may be.")
    content = await service.answer(name, call, body)
    return Response(content, media_type="application/octet-stream")


async def _body(request: Request, most: int) -> bytes | None:
    """What arrives; None when it is more than may."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)


def _refused(status: int, sentence: str) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(sentence + "\n", status, {"Connection": "close"})
