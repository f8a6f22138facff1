"""Sending that is killed again and again: `python -m tests.submit_killed folder|bucket N`.

Each round forks somebody who submits a new candidate and is killed: at their n-th write to a
folder, or after a while on the way to a bucket. Asked again there must be one submission, whole.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate.outbox import clear_outboxes
from annotate.submit import Ready
from recorder.custody.stores import FolderStore, Store, open_store
from studio.sending import is_wanted
from tests.bucket_server import bucket_server
from tests.custody_helpers import World
from tests.custody_killed import kill_at
from tests.sending_helpers import Sender

WRITES = 30
"""About as many writes and syncs as sending one has."""

STRIDE = 7
"""Prime to it, so that few rounds are spread over all of them."""

SENDING_S = 0.6


def main(where: str, rounds: int) -> None:
    """Prints how many rounds had begun something that was then gone on with."""
    with tempfile.TemporaryDirectory() as folder, store_at(where, Path(folder)) as store:
        world = World(Path(folder) / "world", store)
        world.broker.close()
        sender = Sender(world, Path(folder) / "home")
        begun = 0
        for number in range(rounds):
            ready = sender.ready(number)
            chance = random.Random(number)
            if where == "folder":
                _forked(lambda n=number: kill_at(n * STRIDE % WRITES), sender, ready)
            else:
                _forked(lambda: None, sender, ready, after_s=chance.uniform(0.0, SENDING_S))
            before = sender.kept.begun(ready.path.stem)
            begun += bool(before)
            content = ready.path.read_bytes()
            _again(sender, ready)
            assert ready.path.read_bytes() == content
            if before:
                (now,) = [each for each in sender.kept.all() if each.session == before[0].session]
                assert now.submission == before[0].submission, "it was made anew"
    sys.stdout.write(str(begun))


@contextmanager
def store_at(where: str, root: Path) -> Iterator[Store]:
    if where == "folder":
        yield FolderStore(root / "store")
        return
    with bucket_server() as bucket:
        os.environ.update(bucket.credentials())
        yield open_store(bucket.place())


def _forked(
    arm: Callable[[], None], sender: Sender, ready: Ready, after_s: float | None = None
) -> None:
    """Submit in a process that is killed, unless it is done before."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            sender.world.broker = sender.world.open_broker()
            arm()
            os.write(write_end, b"!")
            sender.send(ready)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            traceback.print_exc()
            os._exit(7)
    os.close(write_end)
    if after_s is not None:
        assert os.read(read_end, 1), "it did not begin"
        select.select([read_end], [], [], after_s)
        os.kill(child, signal.SIGKILL)
    os.close(read_end)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, status


def _again(sender: Sender, ready: Ready) -> None:
    """Ask again, in a process of its own because the way to a bucket does not survive a fork."""
    child = os.fork()
    if child == 0:
        try:
            sender.world.broker = sender.world.open_broker()
            done = next(
                (
                    each for each in sender.kept.all()
                    if each.candidate == ready.path.stem and each.acceptance
                ),
                None,
            )  # fmt: skip
            if done is None:
                done = sender.send(ready)
            else:
                # Killed after the acceptance: what is left over goes with the next submission.
                clear_outboxes(sender.home, lambda each: is_wanted(sender.home, each))
            sender.check_one(ready, done)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(7)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, status


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
