"""Opening an SQLite file of the broker: its owner's alone, and what is deleted is overwritten.

What is in its tables is the business of `catalogue` and `key_table`.
"""
# sqlite-utils is typed for tables in general, not for the shape of ours.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.errors import Damaged, StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

_BUSY_MAX_S = 10.0


def open_tables(path: Path, version: int, schema: str) -> Database:
    """The database at a path, made by `schema` when there is none.

    Raises:
        Damaged: it has another shape.
        StorageError: it cannot be opened.
    """
    from sqlite_utils import Database

    with table_errors():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=_BUSY_MAX_S, isolation_level=None)
        connection.execute("pragma temp_store = memory")
        connection.execute("pragma secure_delete = on")
        connection.execute("pragma synchronous = full")
        (found,) = connection.execute("pragma user_version").fetchone()
        if found == 0:
            connection.executescript(f"begin; {schema} pragma user_version = {version}; commit;")
        elif found != version:
            connection.close()
            raise Damaged("A table of the broker has another shape than this Candor knows.")
        return Database(connection)


@contextmanager
def transaction(tables: Database) -> Generator[None]:
    """Everything or nothing, on the disk when it ends.

    Raises:
        StorageError: the disk refused; nothing was changed.
    """
    with table_errors():
        tables.execute("begin immediate")
        try:
            yield
        except BaseException:
            tables.execute("rollback")
            raise
        tables.execute("commit")


@contextmanager
def table_errors() -> Generator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            "A table of the broker could not be used: its disk is full, gone or altered."
        ) from error
