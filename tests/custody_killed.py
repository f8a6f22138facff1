"""A broker that is killed again and again: `python -m tests.custody_killed opening|ending N`.

Each round forks a broker that kills itself at its n-th write or sync; every third is killed by a
clock. What it answered before must stand in the log, and the log must verify. A withdrawal that
the log knows of must be over, keys and all, once the broker was started again.
"""

from __future__ import annotations

import os
import random
import signal
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recorder.custody import documents
from recorder.custody.audit import verify_log
from recorder.custody.messages import Lease
from recorder.errors import ConsentError, NotOurs
from tests.custody_helpers import World

_INDEX = struct.Struct(">Q")
_CALLS = ("fsync", "fdatasync", "write", "replace")


def main(what: str, rounds: int) -> None:
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        submission, _ = world.submit()
        world.broker.close()
        for number in range(rounds):
            if what == "ending":
                done += _ending(world, number)
            else:
                done += _round(world, submission, number)
    sys.stdout.write(str(done))


def _ending(world: World, number: int) -> int:
    """Kill a withdrawal at its n-th write; 1 if the log knew of it by then."""
    world.broker = world.open_broker()
    submission, _ = world.submit(str(number))
    world.broker.close()
    child = os.fork()
    if child == 0:
        try:
            world.broker = world.open_broker()
            kill_at(number)
            world.end(submission)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            traceback.print_exc()
            os._exit(7)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, status
    world.broker = world.open_broker()
    leaves = verify_log(world.root / "broker/log", "candor/study", world.broker_key.public())
    kinds = [each.kind for each in leaves if each.submission == submission]
    try:
        if "withdrawn" not in kinds:
            world.lease(submission)
            return 0
        assert kinds[-2:] == ["withdrawn", "dead"], kinds
        with pytest.raises(NotOurs):
            world.broker._desk.keys.private(submission)
        with pytest.raises(ConsentError):
            world.lease(submission)
        return 1
    finally:
        world.broker.close()


def _round(world: World, submission: str, number: int) -> int:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _serve(world, submission, number, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, status
    leaves = verify_log(world.root / "broker/log", "candor/study", world.broker_key.public())
    indices = [index for (index,) in _INDEX.iter_unpack(told)]
    for index in indices:
        assert leaves[index].kind == "opened", "an answer without its line in the log"
    return len(indices)


def _serve(world: World, submission: str, number: int, pipe: int) -> None:
    write = os.write
    if number % 3 == 0:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, random.Random(number).uniform(0.001, 0.05))
    else:
        kill_at(number)
    try:
        broker = world.open_broker()
        while True:
            raw = broker.open(world.wish(world.annotator, submission, "video", "annotator"))
            lease, _ = documents.read_document(raw, documents.LEASE, Lease)
            write(pipe, _INDEX.pack(lease.log.index))
    finally:
        traceback.print_exc()
        os._exit(7)


def kill_at(count: int) -> None:
    left = [count]

    def armed(call: Callable[..., Any]) -> Callable[..., Any]:
        def act(*arguments: Any, **named: Any) -> Any:
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return call(*arguments, **named)

        return act

    for name in _CALLS:
        setattr(os, name, armed(getattr(os, name)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
