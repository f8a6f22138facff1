"""How a bucket is reached: credentials, places, services that refuse, are silent or break off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from recorder.custody.bucket import open_bucket
from recorder.custody.stores import Stored, get, open_store, read_back
from recorder.errors import StorageError, WrongUse
from tests.bucket_server import Bucket, CutLine, bucket_server, free_port, silent_port
from tests.store_contract import CONTENT, NAME, refuses_a_wrong_secret, says_that_there_is_no_bucket

WAIT_S = 2.0
CUTS = (0, 1, 200, 600, 1000, 3000, 9000, 11_000, 12_000, 14_000, 20_000, 100_000)
ENOUGH_BYTES = 100_000
"""Enough to put and to read back."""


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    with bucket_server() as found:
        yield found


@pytest.fixture
def allowed(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """The bucket, with its credentials in the environment."""
    bucket.allow(monkeypatch)
    return bucket


def test_a_wrong_secret_is_refused_in_one_sentence(
    allowed: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses_a_wrong_secret(allowed, monkeypatch)


def test_a_bucket_that_is_not_there_is_one_sentence(allowed: Bucket) -> None:
    says_that_there_is_no_bucket(allowed)


def test_a_service_that_is_not_there_or_says_nothing_holds_nobody_up(allowed: Bucket) -> None:
    with silent_port() as silent:
        for port in (free_port(), silent):
            store = open_bucket(allowed.place(port=port), WAIT_S)
            with pytest.raises(StorageError, match="could not be reached"):
                store.put([CONTENT])


def test_credentials_are_found_where_other_tools_keep_them(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    file = tmp_path / "credentials"
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    with pytest.raises(WrongUse, match="needs credentials"):
        open_store(bucket.place())

    file.write_text(
        "[default]\naws_access_key_id = other\naws_secret_access_key = none\n"
        f"[work]\naws_access_key_id = {bucket.key}\naws_secret_access_key = {bucket.secret}\n"
    )
    monkeypatch.setenv("AWS_PROFILE", "work")
    store = open_store(bucket.place("from-file"))

    assert store.put([CONTENT]) == Stored(NAME, len(CONTENT))


def test_endpoint_and_region_come_from_the_environment_too(
    allowed: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{allowed.port}")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")

    store = open_store(f"s3://{allowed.name}/by/variables")

    assert store.put([CONTENT]) == Stored(NAME, len(CONTENT))


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("s3://key:secret@bucket/prefix", "Credentials do not belong"),
        ("s3://bucket/prefix?access_key_id=a", "endpoint and region and nothing else"),
        ("s3://bucket/?endpoint=http://store.example.org", "no TLS"),
        ("s3://", "not the URL"),
        ("s3://bucket?endpoint=nonsense", "not the URL"),
    ],
)
def test_a_place_that_cannot_be_is_refused(allowed: Bucket, place: str, why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        open_store(place)


@pytest.mark.parametrize("after_bytes", CUTS)
def test_a_line_that_is_cut_anywhere_loses_and_doubles_nothing(
    allowed: Bucket, after_bytes: int
) -> None:
    prefix = f"cut-{after_bytes}"
    straight = open_store(allowed.place(prefix))
    kept: Stored | None = None
    with CutLine(allowed.port, after_bytes) as line:
        cut = open_bucket(allowed.place(prefix, line.port), WAIT_S)
        with suppress(StorageError):
            kept = cut.put([CONTENT])
            read_back(cut, [kept])
        assert line.is_cut == (after_bytes < ENOUGH_BYTES)

    if kept is not None:
        assert list(straight.names()) == [NAME]
    assert set(straight.names()) <= {NAME}
    assert straight.put([CONTENT]) == Stored(NAME, len(CONTENT))
    assert list(straight.names()) == [NAME]
    assert get(straight, NAME, 1 << 20) == CONTENT
