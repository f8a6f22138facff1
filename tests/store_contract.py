"""What every store promises, whatever it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count

import pytest

from recorder.custody.stores import Store, Stored, get, open_store, read_back
from recorder.errors import CandorError, FormatError, StorageError
from tests.bucket_server import Bucket

CONTENT = b"ciphertext" * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()


class StoreContract:
    """What each store promises."""

    @pytest.fixture
    def store(self) -> Store:
        """An empty store."""
        raise NotImplementedError

    @pytest.fixture
    def other(self, store: Store) -> Store:
        """The same place, opened again."""
        return store

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

    def test_a_large_object_goes_up_in_parts(self, store: Store) -> None:
        piece = bytes(1 << 20)

        stored = store.put(piece for _ in range(12))

        read_back(store, [stored])
        assert stored.size_bytes == 12 << 20

    def test_what_was_put_comes_back_through_another_end(self, store: Store, other: Store) -> None:
        store.put([CONTENT])

        assert other.put([CONTENT]) == Stored(NAME, len(CONTENT))
        assert get(other, NAME, 1 << 20) == CONTENT
        other.delete(NAME)
        assert list(store.names()) == []

    def test_names_that_are_no_hashes_are_refused(self, store: Store) -> None:
        for name in ("../../etc/passwd", "AB" * 32, "", NAME + "0"):
            with pytest.raises(FormatError):
                store.size(name)

    def test_a_size_beyond_the_bound_is_refused_before_reading(self, store: Store) -> None:
        store.put([CONTENT])

        with pytest.raises(FormatError, match="larger"):
            get(store, NAME, 10)


class BucketContract(StoreContract):
    """What a bucket keeps besides. Whoever inherits it gives `allowed`: a bucket whose credentials
    are in the environment."""

    _prefixes = count()

    @pytest.fixture
    def place(self, allowed: Bucket) -> str:
        return allowed.place(f"pre/fix{next(self._prefixes)}")

    @pytest.fixture
    def store(self, place: str) -> Store:
        return open_store(place)

    @pytest.fixture
    def other(self, place: str, store: Store) -> Store:
        return open_store(place)


def refuses_a_wrong_secret(allowed: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service checks signatures, and what is said of it holds neither key nor address."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    store = open_store(allowed.place())

    for act in (lambda: store.put([CONTENT]), lambda: store.size(NAME), lambda: [*store.names()]):
        with pytest.raises(StorageError, match="refuses these credentials") as refused:
            act()
        assert allowed.key not in str(refused.value)
        assert "127.0.0.1" not in str(refused.value)


def says_that_there_is_no_bucket(allowed: Bucket) -> None:
    """Whoever writes there and whoever lists it is told so."""
    store = open_store(allowed.place(name="nowhere"))

    with pytest.raises(StorageError, match="no such bucket"):
        store.put([CONTENT])
    with pytest.raises(StorageError, match="no such bucket"):
        list(store.names())
