"""The contract of stores and a submission at Debian's Swift, another maker's idea of S3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from recorder.custody.bucket import open_bucket
from recorder.custody.stores import open_store
from recorder.errors import StorageError
from tests.bucket_server import Bucket, CutLine
from tests.custody_helpers import World
from tests.sending_helpers import Sender
from tests.store_contract import (
    BucketContract,
    refuses_a_wrong_secret,
    says_that_there_is_no_bucket,
)
from tests.swift_server import swift_server, what_is_missing

pytestmark = pytest.mark.prove

CUTS = (0, 400, 1500, 4000, 9000, 20_000)


@pytest.fixture(scope="module")
def swift() -> Iterator[Bucket]:
    missing = what_is_missing()
    if missing:
        pytest.skip(f"unverified: {missing}")
    with swift_server() as found:
        yield found


@pytest.fixture
def allowed(swift: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    swift.allow(monkeypatch)
    return swift


class TestSwift(BucketContract):
    pass


def test_signatures_are_checked_and_a_wrong_secret_is_one_sentence(
    allowed: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses_a_wrong_secret(allowed, monkeypatch)


def test_a_bucket_that_is_not_there_is_one_sentence(allowed: Bucket) -> None:
    says_that_there_is_no_bucket(allowed)


def test_a_line_that_is_cut_anywhere_ends_in_one_submission(
    allowed: Bucket, tmp_path: Path
) -> None:
    world = World(tmp_path / "world", open_store(allowed.place("sent")))
    sender = Sender(world, tmp_path / "home")
    for number, after_bytes in enumerate(CUTS):
        ready = sender.ready(number)
        done = None
        with CutLine(allowed.port, after_bytes) as line, suppress(StorageError):
            done = sender.send(ready, open_bucket(allowed.place("sent", line.port), 3.0))
        sender.check_one(ready, done or sender.send(ready))
    world.broker.close()
