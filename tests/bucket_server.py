"""A service for buckets in a process of its own, which checks signatures; and a line to it that is
cut after so many bytes."""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from studio.virtual_desktop import wait_until

REGION = "eu-central-1"
_POLICY = (
    '{"Version": "2012-10-17", "Statement": '
    '[{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
)
_UNCHECKED_CALLS = 3
"""How many calls the service takes from anybody: those that make the one user."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket at a service on this machine."""

    name: str
    port: int
    key: str
    secret: str

    def place(self, prefix: str = "pre/fix", port: int | None = None, name: str = "") -> str:
        """Its URL, also through another port."""
        at = f"http://127.0.0.1:{port or self.port}"
        return f"s3://{name or self.name}/{prefix}?endpoint={at}&region={REGION}"

    def credentials(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": self.key, "AWS_SECRET_ACCESS_KEY": self.secret}

    def allow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the credentials into the environment for one test."""
        for name, value in self.credentials().items():
            monkeypatch.setenv(name, value)

    def client(self, kind: str = "s3") -> Any:
        return _client(kind, self.port, self.key, self.secret)


@contextmanager
def bucket_server(name: str = "sealed") -> Iterator[Bucket]:
    """moto's server with one user and one bucket."""
    port = free_port()
    words = ["-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    env = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": str(_UNCHECKED_CALLS)}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([sys.executable, *words], env=env, stdout=quiet, stderr=quiet)
    try:
        wait_until(lambda: is_listening(port), "a service for buckets", 60)
        iam = _client("iam", port, "nobody", "nothing")
        iam.create_user(UserName="candor")
        iam.put_user_policy(UserName="candor", PolicyName="all", PolicyDocument=_POLICY)
        made = iam.create_access_key(UserName="candor")["AccessKey"]
        bucket = Bucket(name, port, made["AccessKeyId"], made["SecretAccessKey"])
        where = {"LocationConstraint": REGION}
        bucket.client().create_bucket(Bucket=name, CreateBucketConfiguration=where)
        yield bucket
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class CutLine:
    """A line to a port that is dead for good after so many bytes have gone over it."""

    def __init__(self, port: int, bytes_max: int) -> None:
        self._target, self._left = port, bytes_max
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._carry)

    @property
    def is_cut(self) -> bool:
        return self._left <= 0

    def __enter__(self) -> CutLine:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _carry(self) -> None:
        other = dict[socket.socket, socket.socket]()
        with selectors.DefaultSelector() as ready, self._listening:
            ready.register(self._listening, selectors.EVENT_READ)
            while not self._stop.is_set() and not self.is_cut:
                for key, _ in ready.select(0.02):
                    one = key.fileobj
                    assert isinstance(one, socket.socket)
                    if one is self._listening:
                        ends = (
                            one.accept()[0],
                            socket.create_connection(("127.0.0.1", self._target)),
                        )
                        other.update(zip(ends, reversed(ends), strict=True))
                        for end in ends:
                            ready.register(end, selectors.EVENT_READ)
                    elif one in other and not self._pass_on(one, other[one]):
                        for end in (one, other.pop(one)):
                            other.pop(end, None)
                            ready.unregister(end)
                            end.close()
            for end in other:
                end.close()

    def _pass_on(self, one: socket.socket, far: socket.socket) -> bool:
        with suppress(OSError):
            content = one.recv(1 << 14)[: max(0, self._left)]
            self._left -= len(content)
            far.sendall(content)
            return bool(content)
        return False


@contextmanager
def silent_port() -> Generator[int]:
    """A port that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def _client(kind: str, port: int, key: str, secret: str) -> Any:
    import boto3

    return boto3.client(
        kind,
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name=REGION,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
    )
