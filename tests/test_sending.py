"""Sending a submission: what breaks off goes on, nothing is lost, and nothing is there twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from annotate.outbox import Outbox, sending
from annotate.submit import Ready
from recorder.custody.bucket import open_bucket
from recorder.custody.catalogue import State
from recorder.custody.stores import open_store
from recorder.errors import CandorError, ConsentError, Damaged, StorageError, WrongUse
from tests.bucket_server import CutLine, bucket_server
from tests.custody_helpers import World
from tests.sending_helpers import Sender, Wrapped

ROOT = Path(__file__).parent.parent
CUTS = (0, 500, 2500, 6000, 10_000, 18_000, 30_000)


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    world = World(tmp_path / "world")
    yield Sender(world, tmp_path / "home")
    world.broker.close()


@pytest.fixture
def ready(sender: Sender) -> Ready:
    return sender.ready()


def test_what_breaks_off_goes_on_with_what_the_store_lacks(sender: Sender, ready: Ready) -> None:
    broken = Wrapped(sender.world.store, fails_from=1)
    with pytest.raises(StorageError):
        sender.send(ready, broken)
    (begun,) = sender.kept.begun(ready.path.stem)

    whole = Wrapped(sender.world.store)
    done = sender.send(ready, whole)

    assert done.submission == begun.submission
    assert set(whole.put_names) == sender.names(done) - set(broken.put_names)
    sender.check_one(ready, done)


def test_what_waits_is_its_owners_alone_and_says_nothing(sender: Sender) -> None:
    ready = sender.ready(secret="CANARY-7f3a")
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(sender.world.store, fails_from=0))

    files = [each for each in (sender.root / "outbox").rglob("*") if each.is_file()]
    assert len(files) > 2
    for each in files:
        assert each.stat().st_mode & 0o077 == 0
        assert b"CANARY" not in each.read_bytes()
    for folder in (each for each in (sender.root / "outbox").rglob("*") if each.is_dir()):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_place_that_was_reserved_is_used_by_the_next_try(sender: Sender, ready: Ready) -> None:
    class Killed(BaseException):
        """As good as the end of the process."""

    def stop(_bytes: int) -> None:
        raise Killed

    sender.sent_bytes = type("Stop", (list,), {"append": staticmethod(stop)})()
    with pytest.raises(Killed):
        sender.send(ready)
    sender.sent_bytes = []

    done = sender.send(ready)

    rows = sender.world.broker.submissions(*State)
    assert [each.submission for each in rows] == [done.submission]
    sender.check_one(ready, done)


def test_starting_over_makes_another_submission_and_leaves_the_old_one(
    sender: Sender, ready: Ready
) -> None:
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(sender.world.store, fails_from=2))
    (begun,) = sender.kept.begun(ready.path.stem)

    done = sender.send(ready, start_over=True)

    assert done.submission != begun.submission
    sender.check_one(ready, done)


@pytest.mark.parametrize("start_over", [False, True])
def test_an_acceptance_that_was_lost_is_found_again(
    sender: Sender, ready: Ready, start_over: bool
) -> None:
    done = sender.send(ready)
    sender.kept.keep(msgspec.structs.replace(done, acceptance=None, expires_at=None))

    again = sender.send(ready, start_over=start_over)

    assert again.submission == done.submission
    sender.check_one(ready, again)


def test_nothing_leaves_later_that_was_not_shown(sender: Sender, ready: Ready) -> None:
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(sender.world.store, fails_from=1))
    (begun,) = sender.kept.begun(ready.path.stem)
    changed = sender.ready(0, "another secret")

    done = sender.send(changed)

    assert done.submission != begun.submission
    sender.check_one(changed, done)


def test_an_outbox_that_was_altered_is_made_anew(sender: Sender, ready: Ready) -> None:
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(sender.world.store, fails_from=0))
    box = Outbox(sender.home, ready.path.stem)
    name = next(box.store.names())
    path = box.folder / "o" / name[:2] / name[2:4] / name
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)

    sender.check_one(ready, sender.send(ready))


def test_what_waits_for_a_candidate_that_is_gone_is_forgotten(sender: Sender) -> None:
    gone, stays = sender.ready(1), sender.ready(2)
    with pytest.raises(StorageError):
        sender.send(gone, Wrapped(sender.world.store, fails_from=0))
    gone.path.unlink()

    sender.check_one(stays, sender.send(stays))


def test_another_process_that_sends_just_now_is_waited_for(sender: Sender, ready: Ready) -> None:
    with sending(sender.home), pytest.raises(WrongUse, match="on its way in this moment"):
        sender.send(ready)

    sender.check_one(ready, sender.send(ready))


def test_the_same_session_from_another_folder_is_refused_and_leaves_nothing(
    sender: Sender, ready: Ready, tmp_path: Path
) -> None:
    other = Sender(sender.world, tmp_path / "other")
    with pytest.raises(StorageError):
        other.send(other.ready(), Wrapped(sender.world.store, fails_from=1))
    done = sender.send(ready)

    with pytest.raises(ConsentError, match="submitted before"):
        other.send(other.ready())

    assert list(other.kept.all()) == [*other.kept.begun(ready.path.stem)]
    sender.check_one(ready, done)


@pytest.mark.parametrize("keeps", [slice(0), slice(-1), slice(None, None, -1)])
def test_a_store_that_lies_about_success_ends_in_one_submission(
    sender: Sender, ready: Ready, keeps: slice
) -> None:
    lying = Wrapped(sender.world.store, keeps=keeps)
    for _ in range(2):
        with pytest.raises((StorageError, Damaged)):
            sender.send(ready, lying)
    assert not any(each.acceptance for each in sender.kept.all())

    sender.check_one(ready, sender.send(ready))


def test_a_store_that_tells_late_of_what_it_has_doubles_nothing(
    sender: Sender, ready: Ready
) -> None:
    with pytest.raises(StorageError):
        sender.send(ready, Wrapped(sender.world.store, fails_from=2))

    done = sender.send(ready, Wrapped(sender.world.store, late=2))

    assert sender.names(done) <= set(sender.world.store.names())
    sender.check_one(ready, done)


def test_a_line_that_is_cut_anywhere_ends_in_one_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket_server() as bucket:
        for name, value in bucket.credentials().items():
            monkeypatch.setenv(name, value)
        world = World(tmp_path / "world", open_store(bucket.place()))
        sender = Sender(world, tmp_path / "home")
        for number, after_bytes in enumerate(CUTS):
            ready = sender.ready(number)
            with CutLine(bucket.port, after_bytes) as line:
                cut = open_bucket(bucket.place(port=line.port), 2.0)
                done = None
                try:
                    done = sender.send(ready, cut)
                except CandorError as error:
                    assert "could not be reached" in str(error)  # noqa: PT017
                assert (done is None) == line.is_cut
            begun = {each.submission for each in sender.kept.begun(ready.path.stem)}
            done = done or sender.send(ready)
            assert {done.submission} >= begun
            sender.check_one(ready, done)
        world.broker.close()


def killed(where: str, rounds: int) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.submit_killed", where, str(rounds)],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


def test_killed_in_the_middle_it_ends_in_one_submission() -> None:
    assert killed("folder", 10) >= 2


@pytest.mark.prove
@pytest.mark.parametrize("where", ["folder", "bucket"])
def test_killed_fifty_times_it_always_ends_in_one_submission(where: str) -> None:
    assert killed(where, 50) >= 10
