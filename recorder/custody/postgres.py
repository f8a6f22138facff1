"""The tables of a broker on a PostgreSQL server, through psycopg, which the extra `team` installs.

Passwords are never in a settings file: libpq finds them in its own places.
"""

from __future__ import annotations

import selectors
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString, cast

from recorder.custody.schema import KEYS, Schema
from recorder.custody.tables import TakenError
from recorder.errors import Damaged, StorageError, WrongUse

if TYPE_CHECKING:
    from psycopg import Connection

_SESSION = """
select set_config('search_path', %s, false), set_config('synchronous_commit', 'on', false),
    set_config('lock_timeout', '10s', false), set_config('statement_timeout', '60s', false),
    set_config('idle_in_transaction_session_timeout', '60s', false),
    set_config('row_security', 'on', false)
"""
_WHO = """
select bool_or(rolsuper or rolbypassrls), bool_or(exists (
    select from pg_class where relnamespace = to_regnamespace(%s) and relowner = r.oid))
from pg_roles r where pg_has_role(current_user, r.oid, 'member')
"""
_OPEN_TABLES = """
select count(*) filter (where not (relrowsecurity and relforcerowsecurity))
from pg_class where relnamespace = to_regnamespace(%s) and relkind in ('r', 'p')
"""
_COLUMNS = """
select relname || '.' || attname from pg_attribute a join pg_class c on c.oid = attrelid
where relnamespace = to_regnamespace(%s) and relkind = 'r' and attnum > 0 and not attisdropped
"""
_WHERE = """
select system_identifier::text || '/' || d.oid::text from pg_control_system(), pg_database d
where datname = current_database()
"""
_LOCK = "select pg_advisory_lock(hashtext(%s))"
_CONNECT_MAX_S = 10


class PostgresTables:
    """One database of a broker. A connection that broke is made anew by the next request."""

    def __init__(self, url: str, schema: Schema) -> None:
        """Connect, and see that the tables are ours and that their fences bind us.

        Raises:
            WrongUse: the extra is missing, the URL is none or holds a password, there are no
                tables, or the database user is one whom row-level security does not bind.
            Damaged: the tables have another shape.
            StorageError: the server cannot be reached, or another broker is at work there.
        """
        check_url(url)
        self._url, self._schema = url, schema
        self._connection: Connection | None = None
        with _database_errors():
            self._connected()

    @property
    def place(self) -> str:
        """Which database of which server this is, whatever names lead to it."""
        ((place,),) = self.rows(_WHERE)
        return place

    @contextmanager
    def transaction(self) -> Generator[None]:
        with _database_errors(), self._connected().transaction():
            yield

    def change(self, sql: str, *values: object) -> int:
        with _database_errors():
            return self._run(sql, values).rowcount

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with _database_errors():
            return self._run(sql, values).fetchall()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _run(self, sql: str, values: tuple[object, ...]) -> Any:
        # Every statement is written out in this package; values never become part of one.
        text = cast("LiteralString", sql.replace("?", "%s"))
        return self._connected().execute(text, values or None)

    def _connected(self) -> Connection:
        if self._connection is None or not _is_there(self._connection):
            self.close()
            self._connection = None
            connection = _connect(self._url)
            try:
                _check(connection, self._schema)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection


def check_url(url: str) -> None:
    """Raises:
    WrongUse: it is no URL or connection string of libpq, or holds a password.
    """
    with _extra():
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    try:
        named = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise WrongUse(
            "This names no database; write it as in postgresql://HOST/NAME or service=NAME."
        ) from error
    if {"password", "sslpassword"} & named.keys():
        raise WrongUse(
            "A password must not stand in the broker's settings; put it into a password file or a "
            "service file of libpq."
        )


def _connect(url: str) -> Connection:
    import psycopg

    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=_CONNECT_MAX_S,
        application_name="candor",
        tcp_user_timeout=_CONNECT_MAX_S * 1000,
    )


def _is_there(connection: Connection) -> bool:
    """Whether the server has not hung up meanwhile. It is not asked: what it sent shows it."""
    from psycopg import Error, pq

    if connection.closed:
        return False
    if connection.info.transaction_status != pq.TransactionStatus.IDLE:
        return True
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        try:
            while selector.select(0):
                connection.pgconn.consume_input()
        except Error:
            return False
    return True


def _check(connection: Connection, schema: Schema) -> None:
    """See that these are our tables, that their fences bind us, and that we alone hold the keys."""
    from psycopg import errors

    name = schema.name
    connection.execute(_SESSION, (f"{name}, pg_temp",))
    who = connection.execute(_WHO, (name,)).fetchone()
    if who is None or any(who):
        raise WrongUse(
            "The broker's database user is an administrator or the owner of the tables, whom "
            "row-level security does not bind; give it a user of its own."
        )
    try:
        version = connection.execute("select version from shape").fetchone()
    except (errors.UndefinedTable, errors.InsufficientPrivilege) as error:
        raise WrongUse(
            "The database has no tables of Candor, or its user is not let in to them; "
            "see: candor broker schema --help."
        ) from error
    unfenced = connection.execute(_OPEN_TABLES, (name,)).fetchone()
    columns = {str(each) for (each,) in connection.execute(_COLUMNS, (name,))}
    missing = columns ^ {*schema.columns(), "shape.version"}
    if version != (schema.version,) or unfenced != (0,) or missing:
        raise Damaged("The tables of the broker have another shape than this Candor knows.")
    if schema is not KEYS:
        return
    # Two brokers at one key table would each turn the epoch, and lose what the other wrapped.
    try:
        connection.execute(_LOCK, (name,))
    except errors.LockNotAvailable as error:
        raise StorageError("Another broker is at work with this database; end it first.") from error


@contextmanager
def _extra() -> Generator[None]:
    try:
        yield
    except ImportError as error:
        raise WrongUse(
            "A database on a server needs the extra team: pip install 'candor[team]'."
        ) from error


@contextmanager
def _database_errors() -> Generator[None]:
    import psycopg
    from psycopg import errors

    try:
        yield
    except errors.UniqueViolation as error:
        raise TakenError("A row of the broker is there already; nothing was changed.") from error
    except psycopg.Error as error:
        # The cause names hosts and users; it stays in the chain and out of the sentence.
        raise StorageError(
            "The broker's database refused or could not be reached; nothing is half done. "
            "Try again."
        ) from error
