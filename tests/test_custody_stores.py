"""The contract of stores, held by a folder and by buckets, and what is noticed when one lies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from recorder.custody.bucket import BucketStore
from recorder.custody.stores import FolderStore, Store, Stored, get, open_store, read_back
from recorder.errors import Damaged, StorageError, WrongUse
from tests.bucket_server import Bucket, bucket_server
from tests.store_contract import CONTENT, NAME, BucketContract, StoreContract


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with bucket_server() as found:
        yield found


@pytest.fixture
def allowed(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """The bucket, with its credentials in the environment."""
    bucket.allow(monkeypatch)
    return bucket


class TestFolder(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return FolderStore(tmp_path)

    @pytest.fixture
    def other(self, tmp_path: Path, store: Store) -> Store:
        return FolderStore(tmp_path)

    def test_other_content_under_the_name_is_not_overwritten(self, tmp_path: Path) -> None:
        store = FolderStore(tmp_path)
        store.put([CONTENT])
        path = next(tmp_path.glob("o/*/*/*"))
        path.write_bytes(b"x" * len(CONTENT))

        with pytest.raises(Damaged):
            store.put([CONTENT])
        with pytest.raises(Damaged):
            get(store, NAME, 1 << 20)

        assert path.read_bytes()[:1] == b"x"

    def test_nothing_is_left_over_and_files_are_the_owners_alone(self, tmp_path: Path) -> None:
        FolderStore(tmp_path).put([CONTENT])

        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert [path.name for path in files] == [NAME]
        assert files[0].stat().st_mode & 0o077 == 0


class TestMemory(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return open_store("memory:///")


class TestBucket(BucketContract):
    def test_other_content_under_the_name_is_not_overwritten(
        self, store: Store, place: str, bucket: Bucket
    ) -> None:
        store.put([CONTENT])
        client = bucket.client()
        prefix = place.split("?")[0].removeprefix(f"s3://{bucket.name}/")
        (found,) = client.list_objects_v2(Bucket=bucket.name, Prefix=prefix)["Contents"]
        client.put_object(Bucket=bucket.name, Key=found["Key"], Body=b"x" * len(CONTENT))

        with pytest.raises(Damaged):
            store.put([CONTENT])
        with pytest.raises(Damaged):
            get(store, NAME, 1 << 20)

        body = client.get_object(Bucket=bucket.name, Key=found["Key"])["Body"].read()
        assert body == b"x" * len(CONTENT)


class LyingStore(FolderStore):
    """Says that it kept an object, and does something else with it."""

    def __init__(self, root: Path, fate: Callable[[FolderStore, Stored], None]) -> None:
        super().__init__(root)
        object.__setattr__(self, "fate", fate)

    def put(self, pieces: Iterable[bytes]) -> Stored:
        stored = FolderStore.put(self, pieces)
        self.fate(self, stored)  # type: ignore[attr-defined]
        return stored


def _lose(store: FolderStore, stored: Stored) -> None:
    store.delete(stored.name)


def _shorten(store: FolderStore, stored: Stored) -> None:
    next(store.root.glob("o/*/*/*")).write_bytes(CONTENT[:-1])


def _swap(store: FolderStore, stored: Stored) -> None:
    next(store.root.glob("o/*/*/*")).write_bytes(CONTENT[:-1] + b"!")


@pytest.mark.parametrize("fate", [_lose, _shorten, _swap])
def test_a_store_that_lies_about_success_is_found_by_reading_back(
    tmp_path: Path, fate: Callable[[FolderStore, Stored], None]
) -> None:
    store = LyingStore(tmp_path, fate)
    stored = store.put([CONTENT])

    with pytest.raises((StorageError, Damaged)):
        read_back(store, [stored])


def test_a_place_names_a_folder_or_a_bucket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(open_store(str(tmp_path)), FolderStore)
    assert isinstance(open_store("memory:///"), BucketStore)
    with pytest.raises(WrongUse, match="URL"):
        open_store("nonsense://x")

    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(WrongUse, match="extra bucket"):
        open_store("s3://bucket/prefix")
