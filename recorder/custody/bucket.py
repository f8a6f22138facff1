"""A bucket as a store, and how it is reached: place in the URL, credentials never in ours.

Credentials come from the environment or from the files that every tool for buckets reads. Nothing
waits for ever: each request has an end, and so has trying again.
"""

# obstore's listing is typed for arrow tables that are not installed here.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import configparser
import hashlib
import os
import re
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from recorder.custody.stores import Stored, exactly, is_name, key_of, not_there, read_back
from recorder.errors import StorageError, WrongUse

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig, S3Config

WAIT_S: Final = 120.0
"""The longest that one request takes; a part of 5 MiB gets through on a slow line within it."""

_CONNECT_S: Final = 10.0
_RETRIES: Final = 3
_UPLOADS_AT_ONCE: Final = 4
_SPOOLED_BYTES: Final = 8 << 20
_S3: Final = ("s3", "s3a")
_LOCAL: Final = ("memory", "file")
_REFUSED: Final = re.compile(r"status code: 40[13]\b")
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_OTHER_CREDENTIALS: Final = (
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
"""What a cluster tells its programs, and obstore follows by itself."""


class BucketStore:
    """A bucket of any service that obstore speaks to. Objects appear when they are whole.

    Nothing relies on conditional writes, which some services ignore: a name allows one content.
    """

    def __init__(self, bucket: ObjectStore) -> None:
        self._bucket = bucket

    def put(self, pieces: Iterable[bytes]) -> Stored:
        import obstore

        with tempfile.SpooledTemporaryFile(_SPOOLED_BYTES) as spool, _bucket_errors():
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                digest.update(piece)
                size += spool.write(piece)
            stored = Stored(digest.hexdigest(), size)
            if self._has(stored.name):
                read_back(self, [stored])
                return stored
            spool.seek(0)
            path = key_of(stored.name)
            obstore.put(self._bucket, path, spool, max_concurrency=_UPLOADS_AT_ONCE)
        return stored

    def size(self, name: str) -> int:
        import obstore

        with _bucket_errors():
            return obstore.head(self._bucket, key_of(name))["size"]

    def range(self, name: str, start: int, length: int) -> bytes:
        import obstore

        if not length:
            return exactly(b"", min(0, self.size(name) - start))
        with _bucket_errors():
            found = obstore.get_range(self._bucket, key_of(name), start=start, length=length)
        return exactly(bytes(found), length)

    def names(self) -> Iterator[str]:
        import obstore

        with _bucket_errors():
            for batch in obstore.list(self._bucket, prefix="o"):
                for each in batch:
                    name = each["path"].rpartition("/")[2]
                    if is_name(name):
                        yield name

    def delete(self, name: str) -> None:
        import obstore

        with _bucket_errors():
            if self._has(name):
                obstore.delete(self._bucket, key_of(name))

    def _has(self, name: str) -> bool:
        import obstore

        try:
            obstore.head(self._bucket, key_of(name))
        except FileNotFoundError:
            return False
        return True


def open_bucket(place: str, wait_s: float = WAIT_S) -> BucketStore:
    """The bucket at a URL; nothing is asked of it yet. For S3 the URL may name `endpoint` and
    `region`, which else come from the usual variables.

    Raises:
        WrongUse: the extra is missing, the URL is none, or it or the credentials cannot be used.
    """
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store, from_url
    except ImportError as error:
        raise WrongUse(
            "A bucket as a store needs the extra bucket: pip install 'candor[bucket]'."
        ) from error
    url = _url(place)
    connect_s = min(wait_s, _CONNECT_S)
    client: ClientConfig = {"timeout": _time(wait_s), "connect_timeout": _time(connect_s)}
    retry: RetryConfig = {"max_retries": _RETRIES, "retry_timeout": _time(wait_s / 2)}
    try:
        if url.scheme in _LOCAL:
            return BucketStore(from_url(place))
        if url.scheme not in _S3:
            return BucketStore(from_url(place, client_options=client, retry_config=retry))
        config = _s3_config(url)
        client["allow_http"] = _is_http_allowed(config.get("endpoint", ""))
        prefix = url.path.strip("/") or None
        return BucketStore(
            S3Store(
                url.netloc, prefix=prefix, config=config, client_options=client, retry_config=retry
            )
        )
    except (BaseError, ValueError, TypeError) as error:
        raise _no_url() from error


def _url(place: str) -> SplitResult:
    try:
        url = urlsplit(place)
    except ValueError as error:
        raise _no_url() from error
    if "@" in url.netloc:
        raise WrongUse("Credentials do not belong into the place of a store; take them out.")
    if url.scheme in _S3 and not url.netloc:
        raise _no_url()
    return url


def _s3_config(url: SplitResult) -> S3Config:
    asked = dict(parse_qsl(url.query, keep_blank_values=True))
    if set(asked) - {"endpoint", "region"} or url.fragment:
        raise WrongUse(
            "The place of a bucket may say endpoint and region and nothing else; credentials come "
            "from the environment or from the usual files."
        )
    profile = os.environ.get("AWS_PROFILE", "default")
    keys = _profile("AWS_SHARED_CREDENTIALS_FILE", "credentials", profile)
    also = _profile("AWS_CONFIG_FILE", "config", _in_config(profile))
    region = asked.get("region") or _variable("AWS_REGION", "AWS_DEFAULT_REGION")
    config: S3Config = {"region": region or also.get("region", "us-east-1")}
    endpoint = asked.get("endpoint") or _variable("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
    if endpoint:
        config["endpoint"] = endpoint
    if _variable("AWS_ACCESS_KEY_ID", *_OTHER_CREDENTIALS):
        return config
    if not keys.get("aws_access_key_id"):
        raise WrongUse(
            "The bucket needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
            "write them into the credentials file of your other tools."
        )
    config["access_key_id"] = keys["aws_access_key_id"]
    config["secret_access_key"] = keys.get("aws_secret_access_key", "")
    if "aws_session_token" in keys:
        config["session_token"] = keys["aws_session_token"]
    return config


def _profile(variable: str, file: str, section: str) -> dict[str, str]:
    path = Path(os.environ.get(variable) or Path.home() / ".aws" / file)
    parser = configparser.RawConfigParser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError) as error:
        raise WrongUse(f"The {file} file for buckets cannot be read; mend it.") from error
    return dict(parser[section]) if parser.has_section(section) else {}


def _in_config(profile: str) -> str:
    return profile if profile == "default" else f"profile {profile}"


def _variable(*names: str) -> str | None:
    return next((os.environ[name] for name in names if os.environ.get(name)), None)


def _is_http_allowed(endpoint: str) -> bool:
    """Without TLS only on this machine: names and sizes of objects would be seen on the way."""
    url = urlsplit(endpoint)
    if endpoint and (url.scheme not in ("http", "https") or not url.hostname):
        raise _no_url()
    if url.scheme != "http":
        return False
    if url.hostname not in _LOOPBACK and _variable("AWS_ALLOW_HTTP") != "true":
        raise WrongUse(
            "The endpoint of the bucket has no TLS; use https, or set AWS_ALLOW_HTTP=true."
        )
    return True


def _time(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def _no_url() -> WrongUse:
    return WrongUse("The place of the store is not the URL of a bucket.")


@contextmanager
def _bucket_errors() -> Generator[None]:
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as error:
        raise _sentence(error) from error


def _sentence(error: Exception) -> StorageError:
    """What to tell a person. The cause names keys and hosts; it stays in the chain."""
    from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

    said = str(error)
    # A listing that is refused comes as a general error.
    if isinstance(error, (PermissionDeniedError, UnauthenticatedError)) or _REFUSED.search(said):
        return StorageError(
            "The bucket refuses these credentials; check them, and what they may do there."
        )
    if "NoSuchBucket" in said:
        return StorageError("There is no such bucket; make it first, or correct its name.")
    if isinstance(error, FileNotFoundError):
        return not_there()
    return StorageError(
        "The bucket refused or could not be reached; what was put before is kept. Try again."
    )
