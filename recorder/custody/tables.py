"""The tables of a broker behind one small surface: an SQLite file here, a PostgreSQL server in
`postgres`. What is in them is the business of `catalogue` and `key_table`.
"""
# sqlite-utils is typed for tables in general, not for the shape of ours.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from recorder.custody.schema import Schema
from recorder.errors import Damaged, StorageError

_BUSY_MAX_S = 10.0


class TakenError(StorageError):
    """A row that may be there once is there already; nothing was changed."""


class Tables(Protocol):
    """One database of a broker. Its SQL is what both kinds understand, with `?` for a value.

    Every method raises StorageError when the database refuses or cannot be reached.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Everything or nothing, on the disk when it ends. Only within one is anything changed."""
        ...

    def change(self, sql: str, *values: object) -> int:
        """How many rows a statement changed; TakenError if one may be there only once."""
        ...

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]: ...

    def close(self) -> None: ...


class SqliteTables:
    """An SQLite file: its owner's alone, and what is deleted is overwritten."""

    def __init__(self, path: Path, schema: Schema) -> None:
        """The database at a path, made when there is none, brought up to date when it is older.

        Raises:
            Damaged: it has another shape.
            StorageError: it cannot be opened.
        """
        from sqlite_utils import Database

        with _table_errors():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(path, timeout=_BUSY_MAX_S, isolation_level=None)
            connection.execute("pragma temp_store = memory")
            connection.execute("pragma secure_delete = on")
            connection.execute("pragma synchronous = full")
            (found,) = connection.execute("pragma user_version").fetchone()
            if found != schema.version:
                script = schema.tables if found == 0 else schema.upgrades.get(found)
                if script is None:
                    connection.close()
                    raise Damaged("A table of the broker has another shape than this Candor knows.")
                connection.executescript(
                    f"begin; {script} pragma user_version = {schema.version}; commit;"
                )
            self._database = Database(connection)

    @contextmanager
    def transaction(self) -> Generator[None]:
        with _table_errors():
            self._database.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._database.execute("rollback")
                raise
            self._database.execute("commit")

    def change(self, sql: str, *values: object) -> int:
        with _table_errors():
            return self._database.execute(sql, list(values)).rowcount

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with _table_errors():
            return self._database.execute(sql, list(values)).fetchall()

    def close(self) -> None:
        self._database.conn.close()


@contextmanager
def _table_errors() -> Generator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise TakenError("A row of the broker is there already; nothing was changed.") from error
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            "A table of the broker could not be used: its disk is full, gone or altered."
        ) from error
