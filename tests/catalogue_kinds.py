"""The kinds of database that a broker can have, for the contract that each of them keeps."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from recorder.custody.catalogue import Catalogue
from recorder.custody.epoch import FileEpochStore
from recorder.custody.key_table import KeyTable
from recorder.custody.postgres import PostgresTables
from recorder.custody.schema import CATALOGUE, KEYS, Schema
from recorder.custody.tables import SqliteTables, Tables
from tests.postgres_server import Server

_numbers = itertools.count()


@dataclass
class Kind:
    """One kind of database: opening it, and what its administrator can do to it."""

    open_tables: Callable[[Schema], Tables]
    sabotage: Callable[[Schema, str], object]
    root: Path
    opened: list[Tables] = field(default_factory=list[Tables])

    def close(self) -> None:
        for each in self.opened:
            each.close()

    def tables(self, schema: Schema) -> Tables:
        self.opened.append(self.open_tables(schema))
        return self.opened[-1]

    def catalogue(self) -> Catalogue:
        return Catalogue(self.tables(CATALOGUE))

    def keys(self, store: FileEpochStore | None = None) -> KeyTable:
        return KeyTable(self.tables(KEYS), store or FileEpochStore(self.root / "epoch.key"))


def sqlite_kind(root: Path) -> Kind:
    def path(schema: Schema) -> Path:
        return root / f"{schema.name}.db"

    def sabotage(schema: Schema, what: str) -> None:
        tables = SqliteTables(path(schema), schema)
        number = {"older": 0, "newer": schema.version + 1}[what] or 99
        tables.rows(f"pragma user_version = {number}")
        tables.close()

    return Kind(lambda schema: SqliteTables(path(schema), schema), sabotage, root)


def postgres_kind(root: Path, server: Server) -> Kind:
    name, urls = f"contract_{next(_numbers)}", dict[str, str]()

    def url(schema: Schema) -> str:
        if schema.name not in urls:
            what = "catalogue" if schema is CATALOGUE else "keys"
            urls[schema.name] = server.database(name, what)
        return urls[schema.name]

    def sabotage(schema: Schema, what: str) -> None:
        database = conninfo_to_dict(url(schema))["dbname"]
        sql = {
            "older": "update {}.shape set version = 0",
            "newer": "update {}.shape set version = version + 1",
            "column": "alter table {}.shape add column more text",
            "fence": "alter table {}.shape no force row level security",
        }[what]
        server.ask(str(database), sql.format(schema.name))

    return Kind(lambda schema: PostgresTables(url(schema), schema), sabotage, root)
