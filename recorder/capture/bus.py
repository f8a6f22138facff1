"""One D-Bus connection: questions with a time limit, and signals that are read when they are there.

jeepney speaks D-Bus and is imported when a bus is opened; the waiting is done here, because its
own connections wait for some answers without a limit and drop the signals that come meanwhile.
"""
# jeepney has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from typing import Any

CALL_TIMEOUT_S = 0.1
CONNECT_TIMEOUT_S = 1.0
READ_MAX = 1 << 16
DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class NoAnswer(Exception):
    """The other side was not there, refused, or did not answer in time."""


class BusGone(Exception):
    """The connection to the bus is over."""


class Failure(Enum):
    """Why a call has no answer."""

    SILENT = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """A method of `place` (bus name, object path, interface) and what is handed to it."""

    place: tuple[str, str, str]
    member: str
    signature: str = ""
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal: who sent it, about which object, and what it says."""

    sender: str
    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """News that are taken in also while an answer is waited for: where they come in, and how."""

    fds: Callable[[], Sequence[int]]
    take: Callable[[], None]


class Bus:
    """A connection to the bus at an address ("SESSION", "SYSTEM", or as D-Bus writes it).

    Raises:
        BusGone: there is no such bus.
    """

    def __init__(self, address: str, urgent: Urgent | None = None) -> None:
        from jeepney import Parser
        from jeepney.bus import get_bus
        from jeepney.io.blocking import prep_socket

        try:
            self._socket = prep_socket(get_bus(address), timeout=CONNECT_TIMEOUT_S)
        # KeyError: the environment names no session bus. RuntimeError and ValueError: jeepney
        # does not understand the address, or the bus did not let us in.
        except (OSError, KeyError, RuntimeError, ValueError) as error:
            raise BusGone from error
        # A bus that takes nothing more is as good as gone.
        self._socket.settimeout(CALL_TIMEOUT_S)
        self._urgent = urgent
        self._parser = Parser()
        self._serials = count(1)
        self._signals: list[Signal] = []
        try:
            self.name: str = self.call(DBUS, "Hello", timeout_s=CONNECT_TIMEOUT_S)[0]
        except NoAnswer as error:
            self.close()
            raise BusGone from error

    def fileno(self) -> int:
        return self._socket.fileno()

    def call(
        self,
        place: tuple[str, str, str],
        member: str,
        signature: str = "",
        *arguments: object,
        timeout_s: float = CALL_TIMEOUT_S,
    ) -> tuple[Any, ...]:
        """Call one method and wait for its answer.

        Raises:
            NoAnswer: no answer or an error came back within the timeout.
            BusGone: the connection is over.
        """
        answer = self.call_all([Call(place, member, signature, arguments)], timeout_s)[0]
        if isinstance(answer, Failure):
            raise NoAnswer
        return answer

    def call_all(
        self, calls: Sequence[Call], timeout_s: float = CALL_TIMEOUT_S
    ) -> list[tuple[Any, ...] | Failure]:
        """Call several methods at once, with one time limit for all.

        Raises:
            BusGone: the connection is over.
        """
        from jeepney import HeaderFields, MessageType

        deadline = time.monotonic() + timeout_s
        answers: list[tuple[Any, ...] | Failure] = [Failure.SILENT] * len(calls)
        open_calls = {next(self._serials): index for index in range(len(calls))}
        self._send(zip(open_calls, calls, strict=True))
        while open_calls and (message := self._receive(deadline)) is not None:
            index = open_calls.pop(message.header.fields.get(HeaderFields.reply_serial, 0), None)
            if index is None:
                self._keep(message)
            else:
                is_answer = message.header.message_type is MessageType.method_return
                answers[index] = message.body if is_answer else Failure.REFUSED
        return answers

    def subscribe(self, rule: str) -> None:
        """Have the signals that fit a D-Bus match rule sent here.

        Raises:
            NoAnswer, BusGone: the bus refused, or is gone.
        """
        self.call(DBUS, "AddMatch", "s", rule, timeout_s=CONNECT_TIMEOUT_S)

    def signals(self) -> list[Signal]:
        """The signals that have arrived, without waiting.

        Raises:
            BusGone: the connection is over.
        """
        while (message := self._receive(0)) is not None:
            self._keep(message)
        signals, self._signals = self._signals, []
        return signals

    def close(self) -> None:
        self._socket.close()

    def _send(self, calls: Iterable[tuple[int, Call]]) -> None:
        from jeepney import DBusAddress, new_method_call

        messages = bytearray()
        for serial, call in calls:
            name, path, interface = call.place
            where = DBusAddress(path, name, interface)
            message = new_method_call(where, call.member, call.signature or None, call.arguments)
            messages += message.serialise(serial=serial)
        try:
            self._socket.sendall(messages)
        except OSError as error:
            raise BusGone from error

    def _receive(self, deadline: float) -> Any:
        """The next message, or None if there is none until the deadline (monotonic seconds)."""
        while (message := self._parser.get_next_message()) is None:
            rest_s = max(0.0, deadline - time.monotonic())
            ready = self._wait(rest_s)
            if not ready:
                return None
            if self._urgent is not None and ready != {self._socket.fileno()}:
                self._urgent.take()
            if self._socket.fileno() not in ready:
                if time.monotonic() >= deadline:
                    return None
                continue
            try:
                data = self._socket.recv(READ_MAX)
            except OSError as error:
                raise BusGone from error
            if not data:
                raise BusGone
            self._parser.add_data(data)
        return message

    def _wait(self, wait_s: float) -> set[int]:
        """Which files have something to be read, after a while at most."""
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        for fd in self._urgent.fds() if self._urgent is not None else ():
            poll.register(fd, select.POLLIN)
        return {fd for fd, _ in poll.poll(wait_s * 1000)}

    def _keep(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType

        if message.header.message_type is not MessageType.signal:
            return
        fields = message.header.fields
        self._signals.append(
            Signal(
                fields.get(HeaderFields.sender, ""),
                fields.get(HeaderFields.path, ""),
                fields.get(HeaderFields.interface, ""),
                fields.get(HeaderFields.member, ""),
                message.body,
            )
        )
