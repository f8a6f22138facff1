"""Where the broker's catalogue and keys are: files in its folder, or databases on a server."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from recorder.custody.catalogue import Catalogue
from recorder.custody.epoch import EpochStore
from recorder.custody.key_table import KeyTable
from recorder.custody.postgres import PostgresTables
from recorder.custody.schema import CATALOGUE, KEYS, Schema
from recorder.custody.tables import SqliteTables, Tables
from recorder.errors import WrongUse

CATALOGUE_FILE, KEYS_FILE = "catalogue.db", "keys/keys.db"


@dataclass(frozen=True, slots=True)
class Databases:
    """URLs or connection strings of libpq; None for a file in the broker's folder."""

    catalogue: str | None = None
    keys: str | None = None

    def check(self) -> None:
        """See that those on a server can be used, before a broker is made.

        Raises:
            CandorError: one cannot, or both are the same.
        """
        with ExitStack() as opened:
            tables: list[Tables] = []
            for url, schema in ((self.catalogue, CATALOGUE), (self.keys, KEYS)):
                if url is not None:
                    tables.append(PostgresTables(url, schema))
                    opened.callback(tables[-1].close)
            _see_apart(*tables)


def open_databases(
    folder: Path, databases: Databases, epochs: EpochStore
) -> tuple[Catalogue, KeyTable]:
    """Both, at work.

    Raises:
        WrongUse: both are the same database.
        CandorError: one of them, or the epoch key, cannot be used.
    """
    with ExitStack() as opened:
        keys = _tables(folder / KEYS_FILE, databases.keys, KEYS)
        opened.callback(keys.close)
        catalogue = _tables(folder / CATALOGUE_FILE, databases.catalogue, CATALOGUE)
        opened.callback(catalogue.close)
        _see_apart(catalogue, keys)
        both = Catalogue(catalogue), KeyTable(keys, epochs)
        opened.pop_all()
    return both


def _tables(path: Path, url: str | None, schema: Schema) -> Tables:
    return SqliteTables(path, schema) if url is None else PostgresTables(url, schema)


def _see_apart(*tables: Tables) -> None:
    places = [each.place for each in tables if isinstance(each, PostgresTables)]
    if len(set(places)) != len(places):
        raise WrongUse(
            "Catalogue and keys must be in different databases, so that no backup holds both."
        )
