"""What holds whoever gets hold of what: every set of keys, killed brokers, brought back backups."""

from __future__ import annotations

import base64
import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.consent import dsse
from recorder.crypto import SealPrivate
from recorder.custody import documents, locks
from recorder.custody.epoch import FileEpochStore, load_epoch, unwrap_key
from recorder.custody.key_table import KeyTable
from recorder.custody.manifest import Manifest
from recorder.custody.objects import ObjectReader, Slot
from recorder.custody.schema import KEYS
from recorder.custody.tables import SqliteTables
from recorder.errors import CandorError, Damaged
from tests.custody_helpers import CANARY, World

ROOT = Path(__file__).parents[1]
HOLDINGS = (
    "role key", "other role key", "key table", "epoch key", "store", "catalogue",
    "broker's signing key", "stewards' keys", "worker's keys",
)  # fmt: skip
OPENS = {"role key", "key table", "epoch key", "store"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.broker.close()


def attack(
    world: World, manifest: Manifest, held: set[str], each: dict[str, SealPrivate]
) -> set[bytes]:
    """Everything that somebody who holds these can read, by trying each key on each lock."""
    keys = [key for name, key in each.items() if set(name.split(" + ")) <= held]
    if "store" not in held:
        return set()
    found: set[bytes] = set()
    for stream in manifest.streams:
        for wrap, outer, inner in itertools.product(stream.wraps, keys, keys):
            place = manifest.place(stream.stream, wrap)
            try:
                peeled = locks.peel_outer(place, wrap.locked, outer)
                key = locks.open_inner(place, peeled, stream.commitment, inner)
            except CandorError:
                continue
            reader = ObjectReader(
                Slot(manifest.submission, stream.stream), key, stream.size_bytes,
                lambda start, n, name=stream.object: world.store.range(name, start, n),
            )  # fmt: skip
            found.add(b"".join(reader.pieces()))
    return found


def test_every_set_of_keys_short_of_role_and_broker_opens_nothing(world: World) -> None:
    submission, raw = world.submit()
    manifest, _ = documents.read_document(raw, documents.MANIFEST, Manifest)
    keys = {
        "role key": world.role_key(world.annotator, "annotator"),
        "other role key": world.role_key(world.engineer, "engineer"),
        "worker's keys": world.worker.seal,
        "key table + epoch key": world.broker._desk.keys.private(submission),
    }

    for count in range(len(HOLDINGS) + 1):
        for held in map(set, itertools.combinations(HOLDINGS, count)):
            found = attack(world, manifest, held, keys)
            other = OPENS - {"role key"} | {"other role key"}
            assert (CANARY + b"v" in found) == (held >= OPENS), held
            assert bool(found) == (held >= OPENS or held >= other), held


def test_a_role_key_without_the_persons_own_key_gets_no_lease(world: World) -> None:
    submission, _ = world.submit()
    payload, _ = dsse.open_signed(
        world.wish(world.annotator, submission, "video", "annotator"), documents.OPEN_REQUEST
    )

    for thief in (world.other, world.worker, world.engineer):
        with pytest.raises(CandorError):
            world.broker.open(thief.envelope(documents.OPEN_REQUEST, payload))


def test_store_catalogue_key_table_log_and_backups_hold_no_canary(world: World) -> None:
    submission, _ = world.submit("a")
    world.submit("b")
    world.lease(submission)
    shutil.copytree(world.root / "broker", world.root / "backup")
    world.end(submission)

    needles = [CANARY, *(base64.b64encode(CANARY[start:])[:20] for start in range(3))]
    files = [path for path in world.root.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        assert not any(needle in content for needle in needles), path.name


def test_after_a_withdrawal_no_backup_opens_for_anyone(world: World) -> None:
    withdrawn, _ = world.submit("a")
    kept, _ = world.submit("b")
    shutil.copytree(world.root / "broker", world.root / "backup")
    shutil.copytree(world.root / "store", world.root / "old-store")
    world.end(withdrawn)
    shutil.copytree(world.root / "old-store", world.root / "store", dirs_exist_ok=True)

    world.restart(world.root / "backup")

    for submission in (withdrawn, kept):
        for stream, person, role in (
            ("video", world.annotator, "annotator"),
            ("actions", world.engineer, "engineer"),
        ):
            with pytest.raises(Damaged, match="dead"):
                world.lease(submission, stream, person, role)


def test_an_old_key_table_with_the_new_epoch_key_holds_dead_rows_alone(world: World) -> None:
    submission, _ = world.submit()
    shutil.copy(world.root / "broker/keys/keys.db", world.root / "old.db")
    world.end(submission)

    table = KeyTable(SqliteTables(world.root / "old.db", KEYS), world.epochs)
    rows = table._rows()
    table.close()
    epochs = load_epoch(FileEpochStore(world.root / "epoch.key"), may_begin=False)
    assert [each for each, _ in rows] == [submission]
    for epoch in range(4):
        with pytest.raises(Damaged):
            unwrap_key(epoch, epochs.key, submission, rows[0][1])


def test_a_withdrawal_that_was_broken_off_is_finished_at_the_next_start(world: World) -> None:
    submission, _ = world.submit()
    # The store is gone after the log and the keys were written: as far as a kill would get.
    (world.root / "store").rename(world.root / "elsewhere")
    (world.root / "store").write_bytes(b"not a folder")
    assert world.end(submission).objects_left == 3

    (world.root / "store").unlink()
    (world.root / "elsewhere").rename(world.root / "store")
    world.restart()

    assert list(world.store.names()) == []
    assert world.end(submission).objects_left == 0


def killed(rounds: int, what: str = "opening") -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.custody_killed", what, str(rounds)],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


def test_a_broker_that_is_killed_has_written_down_whatever_it_answered() -> None:
    assert killed(24) > 5


def test_a_withdrawal_that_the_log_knows_of_is_carried_out_wherever_it_was_killed() -> None:
    assert killed(18, "ending") > 5


@pytest.mark.prove
def test_killed_a_hundred_times_every_answer_has_its_line() -> None:
    assert killed(100) > 50
