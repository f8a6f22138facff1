"""A PostgreSQL server for the tests: Debian's own programs, on a socket in a folder of its own.

It listens on no network and lets in whoever can reach the socket, under any name.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, LiteralString, cast

import psycopg
import pytest

from recorder.custody import schema_postgres
from recorder.custody.databases import Databases

ADMIN = "postgres"
CATALOGUE_LOGIN, KEYS_LOGIN = "study_catalogue", "study_keys"
_SETTINGS = """
listen_addresses = ''
shared_buffers = 16MB
max_connections = 30
fsync = off
autovacuum = off
logging_collector = off
"""
START_MAX_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and what lies beneath it."""

    programs: Path
    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def url(self, database: str, login: str = ADMIN) -> str:
        return f"host={self.root} dbname={database} user={login}"

    def start(self) -> None:
        log = str(self.root / "log")
        options = f"-k {self.root}"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", options, "start")

    def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """`immediate` is as good as a kill: the server recovers at its next start."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", how, "stop")

    def run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [*_as_nobody(), str(self.programs / program), *arguments],
            cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=START_MAX_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:]
        return done.stdout

    def ask(self, database: str, sql: str, login: str = ADMIN) -> list[tuple[object, ...]]:
        """What somebody gets who asks the server directly."""
        with psycopg.connect(self.url(database, login), autocommit=True) as connection:
            found = connection.execute(cast("LiteralString", sql))
            return found.fetchall() if found.description else []

    def make(self, database: str, sql: str = "") -> None:
        self.ask(ADMIN, f"drop database if exists {database} with (force)")
        self.ask(ADMIN, f"create database {database}")
        if sql:
            self.ask(database, sql)

    def login(self, name: str, database: str, *groups: str) -> None:
        """A login of its own that belongs to these groups and may come in to this database."""
        if not self.ask(ADMIN, f"select 1 from pg_roles where rolname = '{name}'"):
            self.ask(ADMIN, f"create role {name} login")
        for group in groups:
            self.ask(ADMIN, f"grant {group} to {name}")
        self.ask(ADMIN, f"grant connect on database {database} to {name}")

    def database(self, name: str, what: Literal["catalogue", "keys"]) -> str:
        """A new database of a broker, made as an administrator would; the broker's URL of it."""
        made = f"{name}_{what}"
        self.make(made, schema_postgres.script(what))
        login, group = {
            "catalogue": (CATALOGUE_LOGIN, schema_postgres.BROKER),
            "keys": (KEYS_LOGIN, schema_postgres.KEEPER),
        }[what]
        self.login(login, made, group)
        return self.url(made, login)

    def databases(self, name: str) -> Databases:
        return Databases(self.database(name, "catalogue"), self.database(name, "keys"))


@contextmanager
def postgres_server(settings: str = "") -> Iterator[Server]:
    """A server of its own. Skips the test when Debian's programs are not there."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("unverified: there is no PostgreSQL server on this machine")
    # The path of a socket is short, so it does not lie beneath pytest's own folders.
    root = Path(tempfile.mkdtemp(prefix="candor-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_unprivileged())
        os.chown(root, owner.pw_uid, owner.pw_gid)
    server = Server(found[-1].parent, root)
    try:
        server.run("initdb", "-D", str(server.data), "-U", ADMIN, "--auth=trust", "--no-sync",
                   "--encoding=UTF8", "--no-locale")  # fmt: skip
        with (server.data / "postgresql.conf").open("a") as file:
            file.write(_SETTINGS + settings)
        server.start()
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def server_on(server: Server, data: Path) -> Iterator[Server]:
    """Another server, on a copy of a data folder of this one."""
    root = Path(tempfile.mkdtemp(prefix="candor-pg-"))
    try:
        shutil.copytree(data, root / "data", symlinks=True)
        (root / "data/postmaster.pid").unlink(missing_ok=True)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(_unprivileged())
            for each in (root, *root.rglob("*")):
                os.chown(each, owner.pw_uid, owner.pw_gid)
        (root / "data").chmod(0o700)
        other = Server(server.programs, root)
        other.start()
        try:
            yield other
        finally:
            other.stop("immediate")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _unprivileged() -> str:
    names = {each.pw_name for each in pwd.getpwall()}
    return ADMIN if ADMIN in names else "nobody"


def _as_nobody() -> Sequence[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    owner = pwd.getpwnam(_unprivileged())
    return ("setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups")
