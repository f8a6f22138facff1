"""The shape of the broker's tables, each with its version: what both kinds of database hold.

Who may see which rows on a server is `schema_postgres`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Schema:
    """Tables that belong together. `upgrades` lead from an older version to this one."""

    name: str
    version: int
    tables: str
    upgrades: Mapping[int, str] = field(default_factory=dict[int, str])

    def columns(self) -> frozenset[str]:
        """Every column as `table.column`, as SQLite understands the tables."""
        with closing(sqlite3.connect(":memory:")) as made:
            made.executescript(self.tables)
            found = made.execute(
                "select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c "
                "where t.type = 'table'"
            ).fetchall()
        return frozenset(each for (each,) in found)


CATALOGUE = Schema(
    "candor",
    2,
    """
create table submission (
    submission text primary key, worker blob not null, state text not null,
    reserved_s integer not null, manifest blob, receipt text, lineage text,
    submitted_s integer, expires_s integer, size_bytes integer);
create index submission_time on submission (submitted_s desc, submission, state);
create index submission_ends on submission (expires_s)
    where state in ('submitted', 'quarantined');
create index submission_ended on submission (submission) where state in ('withdrawn', 'expired');
create index submission_worker on submission (worker);
create unique index lineage_once on submission (worker, lineage)
    where state in ('submitted', 'quarantined');
create table grant_ (digest text primary key, person text not null, role text not null,
    envelope blob not null, until_s integer);
create table nonce (nonce text primary key, at_s integer not null);
create table opening (person text not null, at_s integer not null);
create index opening_person on opening (person, at_s);
create table receipt_end (receipt text primary key);
create table death (submission text primary key, objects_left integer not null);
""",
    {
        1: """
alter table grant_ add column until_s integer;
drop index submission_state;
create index submission_time on submission (submitted_s desc, submission, state);
create index submission_ends on submission (expires_s)
    where state in ('submitted', 'quarantined');
create index submission_ended on submission (submission) where state in ('withdrawn', 'expired');
create index submission_worker on submission (worker);
"""
    },
)

KEYS = Schema(
    "candor_keys",
    1,
    """
create table session_key (
    submission text primary key, epoch integer not null, wrapped blob not null);
create table due (submission text primary key);
""",
)
