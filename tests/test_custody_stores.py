"""One contract for every store, and what is noticed when a store does not keep it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from recorder.custody.stores import (
    BucketStore,
    FolderStore,
    Store,
    Stored,
    get,
    open_store,
    read_back,
)
from recorder.errors import CandorError, Damaged, FormatError, StorageError, WrongUse

CONTENT = b"ciphertext" * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()


class StoreContract:
    """What each store promises."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        raise NotImplementedError

    def test_an_object_comes_back_by_the_hash_of_its_bytes(self, store: Store) -> None:
        stored = store.put([CONTENT[:7], CONTENT[7:]])

        assert stored == Stored(NAME, len(CONTENT))
        assert store.size(NAME) == len(CONTENT)
        assert get(store, NAME, 1 << 20) == CONTENT

    def test_any_range_can_be_read(self, store: Store) -> None:
        store.put([CONTENT])

        for start, length in ((0, 1), (5, 10), (len(CONTENT) - 1, 1), (3, 0)):
            assert store.range(NAME, start, length) == CONTENT[start : start + length]
        with pytest.raises(CandorError):
            store.range(NAME, len(CONTENT) - 1, 2)

    def test_putting_again_changes_nothing(self, store: Store) -> None:
        assert store.put([CONTENT]) == store.put([CONTENT])
        assert list(store.names()) == [NAME]

    def test_an_empty_object_is_one(self, store: Store) -> None:
        stored = store.put([])

        assert get(store, stored.name, 10) == b""

    def test_names_are_those_of_whole_objects(self, store: Store) -> None:
        others = sorted(store.put([bytes([each])]).name for each in range(5))

        assert sorted(store.names()) == others

    def test_what_breaks_in_the_middle_leaves_nothing_to_see(self, store: Store) -> None:
        def torn() -> Iterator[bytes]:
            yield CONTENT
            raise KeyError("source")

        with pytest.raises(KeyError):
            store.put(torn())

        assert list(store.names()) == []

    def test_an_object_that_is_not_there_is_one_sentence(self, store: Store) -> None:
        for act in (store.size, lambda name: store.range(name, 0, 1)):
            with pytest.raises(StorageError, match="not in the store"):
                act(NAME)

    def test_deleting_takes_it_away_and_may_be_repeated(self, store: Store) -> None:
        store.put([CONTENT])

        store.delete(NAME)
        store.delete(NAME)

        assert list(store.names()) == []

    def test_names_that_are_no_hashes_are_refused(self, store: Store) -> None:
        for name in ("../../etc/passwd", "AB" * 32, "", NAME + "0"):
            with pytest.raises(FormatError):
                store.size(name)

    def test_a_size_beyond_the_bound_is_refused_before_reading(self, store: Store) -> None:
        store.put([CONTENT])

        with pytest.raises(FormatError, match="larger"):
            get(store, NAME, 10)


class TestFolder(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
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


class TestBucket(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        obstore_store = pytest.importorskip("obstore.store")
        return BucketStore(obstore_store.MemoryStore())

    def test_a_large_object_goes_up_in_parts(self, store: Store) -> None:
        piece = bytes(1 << 20)

        stored = store.put(piece for _ in range(12))

        read_back(store, [stored])


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
    pytest.importorskip("obstore")
    assert isinstance(open_store(str(tmp_path)), FolderStore)
    assert isinstance(open_store("memory:///"), BucketStore)
    with pytest.raises(WrongUse, match="URL"):
        open_store("nonsense://x")

    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(WrongUse, match="extra bucket"):
        open_store("s3://bucket/prefix")
