"""The memory of a recording as it stood when it had ended, and what is left there of typed keys.

The process is caught at its very end, when all it did is done, by tracing its exit; it cannot be
dumped otherwise than by root, who may trace it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

CONT, DETACH, SEIZE = 7, 17, 0x4206
TRACE_EXIT, EVENT_EXIT = 0x40, 6
WALL = 0x40000000
REGION_MAX = 1 << 30
STRIDE_MAX = 512
STRIDES = (1, 2, 4, 8, 12, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 144, 160, 192, 256, 512)


def can_trace() -> bool:
    """Whether this person may look into a process that forbids it."""
    return sys.platform == "linux" and os.geteuid() == 0


@dataclass
class Dump:
    """What a process could write to, region by region."""

    regions: list[NDArray[np.uint8]] = field(default_factory=list[NDArray[np.uint8]])
    image: int = 0

    def holds(self, needle: bytes) -> bool:
        return any(needle in region.tobytes() for region in self.regions)

    def sequences(self, codes: Sequence[int]) -> list[str]:
        """Where these codes lie one after the other: as bytes, or as objects pointed to."""
        return [*self._bytes(codes), *self._pointers(codes)]

    def _bytes(self, codes: Sequence[int]) -> Iterator[str]:
        for region in self.regions:
            first = np.flatnonzero(region == codes[0])
            for stride in STRIDES:
                at = first[first + stride * (len(codes) - 1) < len(region)]
                for number, code in enumerate(codes):
                    at = at[region[at + stride * number] == code]
                if len(at):
                    yield f"{len(at)} x as bytes, {stride} apart"

    def _pointers(self, codes: Sequence[int]) -> Iterator[str]:
        """Small numbers and single letters are objects that are made once, at a known place."""
        for kind, objects in (("numbers", codes), ("letters", [chr(code) for code in codes])):
            at = [id(each) - _image_begin(os.getpid()) + self.image for each in objects]
            for region in self.regions:
                words = region[: len(region) // 8 * 8].view(np.int64)
                first = np.flatnonzero(words == at[0])
                for stride in range(1, STRIDE_MAX // 8):
                    found = first[first + stride * (len(at) - 1) < len(words)]
                    for number, address in enumerate(at):
                        found = found[words[found + stride * number] == address]
                    if len(found):
                        yield f"{len(found)} x as {kind}, {8 * stride} apart"


@contextmanager
def caught_at_exit(pid: int) -> Iterator[Dump]:
    """Trace a child from here on; when the block ends, wait until it exits and fill the dump."""
    dump = Dump()
    _ptrace(SEIZE, pid, TRACE_EXIT)
    yield dump
    while True:
        _, status = os.waitpid(pid, WALL)
        assert os.WIFSTOPPED(status), "it ended without having been caught"
        if status >> 16 == EVENT_EXIT:
            break
        sent = os.WSTOPSIG(status)
        _ptrace(CONT, pid, 0 if sent == signal.SIGTRAP else sent)
    dump.image = _image_begin(pid)
    dump.regions = list(_writable(pid))
    _ptrace(DETACH, pid, 0)


def _writable(pid: int) -> Iterator[NDArray[np.uint8]]:
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            begin, end = (int(each, 16) for each in span.split("-"))
            if not rights.startswith("rw") or end - begin > REGION_MAX:
                continue
            try:
                content = os.pread(memory.fileno(), end - begin, begin)
            except OSError:
                continue
            yield np.frombuffer(content, np.uint8)


def _image_begin(pid: int) -> int:
    """Where Python itself begins in a process: what is made once lies at a fixed place after it."""
    with open(f"/proc/{pid}/maps") as lines:
        maps = [line.split() for line in lines]
    with open(f"/proc/{os.getpid()}/maps") as lines:
        own = [line.split() for line in lines]
    below = [line for line in own if int(line[0].split("-")[0], 16) <= id(0) and len(line) == 6]
    path = [line[5] for line in below if line[5].startswith("/")][-1]
    return min(int(line[0].split("-")[0], 16) for line in maps if line[5:] == [path])


def _ptrace(request: int, pid: int, data: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    if libc.ptrace(request, pid, None, data) < 0:
        raise OSError(ctypes.get_errno(), "the process cannot be traced")
