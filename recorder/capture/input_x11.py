"""Input of an X11 desktop through the RECORD extension, with the server's own event times.

The server keeps RECORD data back until it writes to some client. So a second connection asks
for raw XInput2 events, which are written at once, only as a bell: when it rings, it is muted, and
cheap requests at a steady pace carry the RECORD data out until no more comes. Nothing is polled
while nothing moves.

The server also loses RECORD data when its socket to us is full, which takes about 280 unread
messages, and while others are written to each event is a message. So that many end the source.
"""
# xcffib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import logging
import select
import struct
import time

import xcffib
import xcffib.record
import xcffib.xinput

from recorder.capture.clock_x11 import ClockProbe, ServerClock
from recorder.capture.input import Held, RawInput, RawKind, Sink
from recorder.capture.lifetime import Lifetime
from recorder.capture.wire_x11 import ERROR, HEADER, REPLY, Gone, Wire, kernel_bytes
from recorder.errors import CaptureError, InputLost

log = logging.getLogger("recorder")

# After each look at the sockets: batches a fast mouse, and bounds how late a key is seen.
PACE_S = 0.008
ANSWER_MS = 3
ARM_TIMEOUT_S = 5.0
# What the kernel lets the server leave unread, less some margin; and what is already much.
UNREAD_MAX_BYTES = 200_000
HURRY_BYTES = 50_000
CLOCK_CHECK_NS = 30_000_000_000

FROM_SERVER, END_OF_DATA = 0, 5
MAPPING_NOTIFY = 34
# A core event: type, detail, sequence, time, root, event, child, x, y, event x and y, state.
EVENT = struct.Struct("=BBHIIIIhhhhHBx")
GET_INPUT_FOCUS = struct.pack("=BBH", 43, 0, 1)
ENABLE_CONTEXT = 5
XI_SELECT_EVENTS, ALL_MASTERS = 46, 1
KINDS = {kind.value: kind for kind in RawKind}


GONE = "The X server stopped sending input (it went away or closed the connection)."
OVERRUN = (
    "Input came faster than this busy machine could take it, so the X server may have dropped "
    "some; the recording ended."
)


class X11Input:
    """An `InputSource` for an X server. Keys or mouse that are not asked for stay in the server."""

    def __init__(self, *, keys: bool, mouse: bool, display: str | None = None) -> None:
        self._keys = keys
        self._mouse = mouse
        self._display = display
        self._sink: Sink = _nowhere
        self._life = Lifetime()
        self._overrun = False
        self._connections: list[xcffib.Connection] = []

    def start(self, sink: Sink) -> Held:
        """Arm RECORD and return what was down already."""
        try:
            return self._start(sink)
        except (xcffib.XcffibException, Gone, OSError) as error:
            self._close()
            raise CaptureError(
                "The input of this X server cannot be recorded; check that the display is "
                "reachable and has the RECORD and XInput2 extensions (candor doctor)."
            ) from error

    def run(self) -> None:
        """Deliver input until stopped."""
        if not self._life.begin():
            return
        try:
            while not self._life.stopping:
                if self._step() < HURRY_BYTES:
                    time.sleep(PACE_S)
            self._last_step()
        except (xcffib.XcffibException, Gone, OSError):
            log.debug("the X server ended the input recording")
        finally:
            self._close()

    def check(self) -> None:
        """Raise CaptureError if the source died."""
        if self._life.died:
            raise InputLost(OVERRUN) if self._overrun else CaptureError(GONE)

    def stop(self) -> None:
        """Let `run` deliver what has happened so far and end."""
        if self._life.stop():
            self._close()

    def _start(self, sink: Sink) -> Held:
        self._sink = sink
        control, data, bell = (self._connect() for _ in range(3))
        self._control = control
        self._probe = ClockProbe(control)
        self._clock = ServerClock(*self._probe.read())
        self._clock_checked_ns = time.monotonic_ns()
        self._listen = _raw_selection(bell, _raw_mask(self._keys, self._mouse))
        self._mute = _raw_selection(bell, 0)
        # Muted at first: the first look fetches what has happened before `run`.
        self._muted = True
        self._asked = False
        context = _create_context(control, self._keys, self._mouse)
        before = self._held()
        self._data, self._bell = Wire(data), Wire(bell)
        self._everything = _poll(self._data.fd, self._bell.fd, self._life.wake_fd)
        self._data_only = _poll(self._data.fd)
        self._data.send(struct.pack("=BBHI", _opcode(data, "RECORD"), ENABLE_CONTEXT, 2, context))
        self._await_armed()
        after = self._held()
        # Pressed before and after arming: held. Anything else, the stream itself tells.
        return Held(before.keys & after.keys, before.buttons & after.buttons)

    def _connect(self) -> xcffib.Connection:
        connection = xcffib.connect(display=self._display)
        self._connections.append(connection)
        return connection

    def _held(self) -> Held:
        core, root = self._control.core, self._control.get_setup().roots[0].root
        bits = bytes(core.QueryKeymap().reply().keys)
        mask = core.QueryPointer(root).reply().mask
        keys = (code for code in range(256) if bits[code >> 3] >> (code & 7) & 1)
        buttons = (number for number in range(1, 4) if mask >> (7 + number) & 1)
        return Held(
            frozenset(keys if self._keys else ()), frozenset(buttons if self._mouse else ())
        )

    def _await_armed(self) -> None:
        end = time.monotonic() + ARM_TIMEOUT_S
        while time.monotonic() < end:
            if self._data_only.poll(100) and (messages := self._data.read()):
                # The first answer says that the context is on; what follows is input.
                self._deliver(messages[0])
                for message in messages[1:]:
                    self._deliver(message)
                self._data.wipe()
                return
        raise Gone

    def _step(self) -> int:
        """Wait for something and deliver it; returns what that took of the server's socket."""
        if self._muted:
            # One question at a time: a server that stands still must not be flooded.
            self._hear_bell()
            if not self._asked:
                self._ask()
            self._data_only.poll(ANSWER_MS)
        else:
            self._everything.poll()
        rang = self._hear_bell()
        unread = self._deliver_all()
        if rang and not self._muted:
            self._muted = True
            self._ask(self._mute)
            self._data_only.poll(ANSWER_MS)
            unread += self._deliver_all()
        elif self._muted and not unread and not self._asked:
            # What happens from here on rings; what happened before comes with the answer.
            self._muted = False
            self._ask(self._listen)
        self._check_clock()
        return unread

    def _ask(self, before: bytes = b"") -> None:
        """Send the question whose answer carries RECORD data out."""
        self._bell.send(before + GET_INPUT_FOCUS)
        self._asked = True

    def _hear_bell(self) -> bool:
        """Whether something happened; an answer to a question of ours is no ring."""
        kinds = {message[0] for message in self._bell.read()}
        self._bell.wipe()
        if ERROR in kinds:
            raise Gone
        self._asked = self._asked and REPLY not in kinds
        return bool(kinds - {REPLY})

    def _check_clock(self) -> None:
        now_ns = time.monotonic_ns()
        if now_ns - self._clock_checked_ns > CLOCK_CHECK_NS:
            self._clock_checked_ns = now_ns
            if error_ns := self._clock.check(*self._probe.read()):
                log.warning("the clock of the X server went astray by %d ns", error_ns)

    def _last_step(self) -> None:
        """Deliver what the server still keeps back."""
        # The first answer makes it write RECORD data, the second says that this is done.
        for _ in range(2):
            self._control.core.GetInputFocus().reply()
        self._deliver_all()

    def _deliver_all(self) -> int:
        messages = self._data.read()
        for message in messages:
            self._deliver(message)
        unread = sum(kernel_bytes(len(message)) for message in messages)
        self._data.wipe()
        if unread >= UNREAD_MAX_BYTES:
            self._overrun = True
            raise Gone
        return unread

    def _deliver(self, message: memoryview) -> None:
        if message[0] == ERROR or (message[0] == REPLY and message[1] == END_OF_DATA):
            raise Gone
        if message[0] != REPLY or message[1] != FROM_SERVER:
            return
        at_ns, sink = self._clock.at_ns, self._sink
        for kind, detail, _, ms, _, _, _, x, y, _, _, state, _ in EVENT.iter_unpack(
            message[HEADER:]
        ):
            if kind == MAPPING_NOTIFY:
                # It has no time of its own; the message that brings it has.
                (ms,) = struct.unpack_from("=I", message, 16)
                detail = x = y = state = 0
            sink(RawInput(at_ns(ms), KINDS[kind], detail, x, y, state))

    def _close(self) -> None:
        for connection in self._connections:
            connection.disconnect()
        self._connections.clear()
        self._life.end()


def _raw_mask(keys: bool, mouse: bool) -> int:
    mask = xcffib.xinput.XIEventMask
    wanted = mask.RawKeyPress | mask.RawKeyRelease if keys else 0
    if mouse:
        wanted |= mask.RawButtonPress | mask.RawButtonRelease | mask.RawMotion
    return int(wanted)


def _raw_selection(connection: xcffib.Connection, mask: int) -> bytes:
    """The request that selects raw events of all master devices on the root window."""
    version = connection(xcffib.xinput.key).XIQueryVersion(2, 2).reply()
    if (version.major_version, version.minor_version) < (2, 1):
        raise Gone
    root = connection.get_setup().roots[0].root
    opcode = _opcode(connection, "XInputExtension")
    return struct.pack("=BBHIHxxHHI", opcode, XI_SELECT_EVENTS, 5, root, 1, ALL_MASTERS, 1, mask)


def _create_context(connection: xcffib.Connection, keys: bool, mouse: bool) -> int:
    record = connection(xcffib.record.key)
    record.QueryVersion(1, 13).reply()
    context = connection.generate_id()
    first = RawKind.KEY_DOWN if keys else RawKind.BUTTON_DOWN
    last = RawKind.MOVE if mouse else RawKind.KEY_UP
    ranges = [_record_range(device_events=(first, last))]
    if keys:
        # The notice that this very connection gets of a new layout: recorded, it stands in the
        # stream between the keys before it and those after it.
        ranges.append(_record_range(delivered_events=(MAPPING_NOTIFY, MAPPING_NOTIFY)))
    this_client = connection.get_setup().resource_id_base
    record.CreateContext(context, 0, 1, len(ranges), [this_client], ranges, is_checked=True).check()
    return context


def _record_range(
    device_events: tuple[int, int] = (0, 0), delivered_events: tuple[int, int] = (0, 0)
) -> xcffib.record.Range:
    make = xcffib.record.Range8.synthetic
    nothing = make(0, 0)
    no_extension = xcffib.record.ExtRange.synthetic(nothing, xcffib.record.Range16.synthetic(0, 0))
    return xcffib.record.Range.synthetic(
        nothing, nothing, no_extension, no_extension,
        make(*delivered_events), make(*device_events), nothing, False, False,
    )  # fmt: skip


def _opcode(connection: xcffib.Connection, extension: str) -> int:
    reply = connection.core.QueryExtension(len(extension), extension).reply()
    if not reply.present:
        raise Gone
    return int(reply.major_opcode)


def _poll(*fds: int) -> select.poll:
    poll = select.poll()
    for fd in fds:
        poll.register(fd, select.POLLIN)
    return poll


def _nowhere(raw: RawInput) -> None:
    del raw
