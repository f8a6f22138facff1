"""Debian's Swift with its s3api, which checks signatures: four servers in a folder of their own.

One copy of everything, without memcached and without a supervisor. Not for `make test`.
"""

from __future__ import annotations

import getpass
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from studio.virtual_desktop import wait_until
from tests.bucket_server import REGION, Bucket, free_port, is_listening

KINDS: Final = ("account", "container", "object")
PROGRAMS: Final = (*(f"swift-{kind}-server" for kind in (*KINDS, "proxy")), "swift-ring-builder")
KEY, SECRET = "test:tester", "testing"

_COMMON = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {root}
devices = {root}/devices
mount_check = false
log_statsd_host =
log_address = {root}/no-log
"""
_SWIFT = """
[swift-hash]
swift_hash_path_suffix = tests
swift_hash_path_prefix = tests

[storage-policy:0]
name = one
default = yes
"""
_BACK = """
[pipeline:main]
pipeline = {kind}-server

[app:{kind}-server]
use = egg:swift#{kind}
"""
_PROXY = """
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth copy slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{no_port}

[filter:listing_formats]
use = egg:swift#listing_formats

[filter:s3api]
use = egg:swift#s3api
location = {region}
allow_multipart_uploads = true

[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin

[filter:copy]
use = egg:swift#copy

[filter:slo]
use = egg:swift#slo
"""


def what_is_missing() -> str | None:
    """Why Swift cannot run here, or None."""
    missing = [each for each in PROGRAMS if shutil.which(each) is None]
    return f"{missing[0]} is not installed" if missing else None


@contextmanager
def swift_server(name: str = "sealed") -> Iterator[Bucket]:
    """Swift with one bucket."""
    root = Path(tempfile.mkdtemp(prefix="candor-swift-"))
    running: list[subprocess.Popen[bytes]] = []
    try:
        (root / "devices" / "d1").mkdir(parents=True)
        (root / "swift.conf").write_text(_SWIFT)
        for kind in KINDS:
            port = free_port()
            _ring(root, kind, port)
            running.append(_start(root, kind, port, _BACK))
        port = free_port()
        running.append(_start(root, "proxy", port, _PROXY))
        bucket = Bucket(name, port, KEY, SECRET)
        where = {"LocationConstraint": REGION}
        bucket.client().create_bucket(Bucket=name, CreateBucketConfiguration=where)
        yield bucket
    finally:
        for each in reversed(running):
            each.terminate()
            each.wait(30)
        shutil.rmtree(root, ignore_errors=True)


def _ring(root: Path, kind: str, port: int) -> None:
    builder = str(root / f"{kind}.builder")
    for words in (
        ("create", "4", "1", "0"),
        ("add", f"r1z1-127.0.0.1:{port}/d1", "1"),
        ("rebalance",),
    ):
        subprocess.run(
            ["swift-ring-builder", builder, *words], check=True, capture_output=True, timeout=60
        )


def _start(root: Path, kind: str, port: int, rest: str) -> subprocess.Popen[bytes]:
    conf = root / f"{kind}.conf"
    text = _COMMON + rest
    conf.write_text(
        text.format(
            root=root,
            kind=kind,
            port=port,
            no_port=free_port(),
            user=getpass.getuser(),
            region=REGION,
            secret=SECRET,
        )
    )
    with (root / f"{kind}.out").open("wb") as out:
        words = [f"swift-{kind}-server", str(conf), "-v"]
        server = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
    wait_until(lambda: is_listening(port), f"Swift's {kind} server", 60)
    return server
