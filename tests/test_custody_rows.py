"""Who sees which rows of a broker's databases: every role against every row, asked as SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import LiteralString, cast

import psycopg
import pytest
from psycopg import errors

from recorder.crypto import SignPrivate
from recorder.custody.catalogue import Catalogue, State
from recorder.custody.postgres import PostgresTables
from recorder.custody.schema import CATALOGUE, KEYS
from recorder.custody.schema_postgres import READERS
from tests.postgres_server import CATALOGUE_LOGIN, KEYS_LOGIN, Server

NOW = datetime.now(UTC)
TABLES = {
    "submission": "submission", "grant_": "digest", "nonce": "nonce", "opening": "person",
    "receipt_end": "receipt", "death": "submission", "shape": "version",
}  # fmt: skip
SECRET_COLUMNS = (("submission", "manifest"), ("submission", "lineage"), ("grant_", "envelope"))
DATABASE = "fenced_catalogue"
SUBMISSIONS = {
    "reserved": State.RESERVED, "open": State.SUBMITTED, "closed": State.QUARANTINED,
    "gone": State.WITHDRAWN, "others": State.SUBMITTED, "over": State.EXPIRED,
}  # fmt: skip
OF_OTHER = {"others", "over"}
ROLES = ("annotator", "adjudicator", "engineer", "steward", "auditor")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A catalogue with something of each kind in it, and a login for each person."""

    server: Server
    people: dict[str, str]

    def login(self, name: str) -> str:
        return f"candor_{self.people[name]}"

    def ask(self, name: str, sql: str) -> list[tuple[object, ...]]:
        return self.server.ask(DATABASE, sql, self.login(name))

    def sees(self, name: str, table: str, column: str) -> set[object]:
        return {each for (each,) in self.ask(name, f"select {column} from candor.{table}")}


@pytest.fixture(scope="module")
def fenced(postgres: Server) -> Fenced:
    databases = postgres.databases("fenced")
    assert databases.catalogue is not None
    workers = {each: SignPrivate.generate().public() for each in ("worker", "other worker")}
    people = {name: key.fingerprint() for name, key in workers.items()}
    for number, name in enumerate((*ROLES, "expired", "nobody", "engineer as annotator")):
        people[name] = f"{number:032x}"
    catalogue = Catalogue(PostgresTables(databases.catalogue, CATALOGUE))
    for name, state in SUBMISSIONS.items():
        key = workers["other worker" if name in OF_OTHER else "worker"]
        catalogue.reserve(name, key.raw, NOW)
        if state is not State.RESERVED:
            row = replace(
                catalogue.submission(name), manifest=b"m", lineage=name, receipt=name,
                submitted_s=1, expires_s=2, size_bytes=len(name),
            )  # fmt: skip
            catalogue.accept(row)
            catalogue.set_state((name,), state)
    for role in ROLES:
        catalogue.keep_grant(role, people[role], role, b"g", NOW + timedelta(days=1))
        catalogue.note_opening(people[role], NOW)
    catalogue.keep_grant("past", people["expired"], "annotator", b"g", NOW - timedelta(seconds=1))
    both = people["engineer as annotator"]
    catalogue.keep_grant("other", both, "engineer", b"g", NOW + timedelta(days=1))
    for name in ("gone", "over"):
        catalogue.note_death(name, 0)
    catalogue.end_receipts({"r"})
    catalogue.use_nonce("n", NOW, NOW)
    catalogue.close()
    made = Fenced(postgres, people)
    for name in people:
        groups = {"expired": ("candor_annotator",), "nobody": READERS,
                  "engineer as annotator": ("candor_annotator",)}  # fmt: skip
        group = f"candor_{name.removeprefix('other ')}"
        postgres.login(made.login(name), DATABASE, *groups.get(name, (group,)))
    return made


NO_ROW: set[str] = set()
SEEN = {
    "worker": (set(SUBMISSIONS) - OF_OTHER, {"gone"}, NO_ROW, NO_ROW),
    "other worker": (OF_OTHER, {"over"}, NO_ROW, NO_ROW),
    "annotator": ({"open", "others"}, None, {"annotator"}, {"annotator"}),
    "adjudicator": ({"open", "others"}, None, {"adjudicator"}, {"adjudicator"}),
    "engineer": ({"open", "others"}, None, {"engineer"}, {"engineer"}),
    "steward": (set(SUBMISSIONS), {"gone", "over"}, {"steward"}, {"steward"}),
    "auditor": (set(SUBMISSIONS), {"gone", "over"}, {"auditor"}, set(ROLES)),
    "expired": (NO_ROW, None, {"past"}, NO_ROW),
    "nobody": (NO_ROW, NO_ROW, NO_ROW, NO_ROW),
    "engineer as annotator": (NO_ROW, None, {"other"}, NO_ROW),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_each_role_sees_the_rows_it_was_granted_and_no_other(fenced: Fenced, name: str) -> None:
    submissions, deaths, grants, openers = SEEN[name]

    assert fenced.sees(name, "submission", "submission") == submissions
    assert fenced.sees(name, "grant_", "digest") == grants
    assert fenced.sees(name, "opening", "person") == {fenced.people[each] for each in openers}
    if deaths is None:
        with pytest.raises(errors.InsufficientPrivilege):
            fenced.sees(name, "death", "submission")
    else:
        assert fenced.sees(name, "death", "submission") == deaths
    for table in ("nonce", "receipt_end"):
        with pytest.raises(errors.InsufficientPrivilege):
            fenced.ask(name, f"select * from candor.{table}")


@pytest.mark.parametrize("name", SEEN)
def test_no_reader_sees_manifests_envelopes_or_whose_session_it_is(
    fenced: Fenced, name: str
) -> None:
    is_worker = name in ("worker", "other worker", "nobody")
    for table, column in (*SECRET_COLUMNS, *(() if is_worker else (("submission", "worker"),))):
        with pytest.raises(errors.InsufficientPrivilege):
            fenced.sees(name, table, column)


@pytest.mark.parametrize("name", SEEN)
def test_no_reader_changes_anything(fenced: Fenced, name: str) -> None:
    with psycopg.connect(fenced.server.url(DATABASE, fenced.login(name))) as asked:
        for table, column in TABLES.items():
            for sql in (
                "insert into {table} default values", "update {table} set {column} = null",
                "delete from {table}", "truncate {table}", "copy {table} from stdin",
                "select {column} from {table} for update", "drop table {table}",
                "lock table {table} in exclusive mode", "create policy p on {table} using (true)",
                "alter table {table} disable row level security",
            ):  # fmt: skip
                filled = sql.format(table=f"candor.{table}", column=column)
                with pytest.raises(errors.InsufficientPrivilege):
                    asked.execute(cast("LiteralString", filled))
                asked.rollback()


@pytest.mark.parametrize(
    "sql",
    [
        "set role candor_broker",
        "set role candor_auditor",
        "set session authorization {auditor}",
        "create table candor.mine (x int)",
        "create table public.mine (x int)",
        "create temp table mine (x int)",
        "create function candor.f() returns int language sql as 'select 1'",
        "create function public.f() returns int language sql as 'select 1'",
        "create schema mine",
        "select pg_read_file('postgresql.conf')",
        "select * from pg_authid",
        "select rolpassword from pg_authid",
        "copy (select 1) to program 'true'",
        "set row_security = off; select submission from candor.submission",
    ],
)
def test_no_statement_makes_somebody_else_of_a_reader(fenced: Fenced, sql: str) -> None:
    with pytest.raises(psycopg.Error):
        fenced.ask("annotator", sql.format(auditor=f'"{fenced.login("auditor")}"'))


def test_settings_and_borrowed_groups_show_nothing_more(fenced: Fenced) -> None:
    auditor = fenced.people["auditor"]
    with psycopg.connect(
        fenced.server.url(DATABASE, fenced.login("nobody")), autocommit=True
    ) as asked:
        for name in ("app.person", "candor.person", "session_user.name", "request.person"):
            asked.execute("select set_config(%s, %s, false)", (name, auditor))
        for group in READERS:
            asked.execute(cast("LiteralString", f"set role {group}"))
            found = asked.execute("select submission from candor.submission").fetchall()
            assert found == []


def test_what_is_hidden_does_not_show_in_errors_or_statistics(fenced: Fenced) -> None:
    fenced.server.ask(DATABASE, "analyze")

    fenced.ask("worker", "select 1 / (size_bytes - length('others')) from candor.submission"
               " where submission <> 'closed'")  # fmt: skip
    shown = fenced.ask("worker", "select * from pg_stats where schemaname = 'candor'")
    assert shown == []


def test_the_broker_changes_nothing_that_has_ended_and_nothing_of_the_tables(
    fenced: Fenced,
) -> None:
    def ask(sql: str) -> list[tuple[object, ...]]:
        return fenced.server.ask(DATABASE, sql, CATALOGUE_LOGIN)

    for state in ("withdrawn", "expired"):
        changed = ask(
            f"update candor.submission set state = 'submitted' where state = '{state}' returning 1"
        )
        assert changed == []
    for sql in (
        "delete from candor.submission", "delete from candor.death", "delete from candor.opening",
        "delete from candor.receipt_end", "truncate candor.nonce", "drop table candor.nonce",
        "update candor.submission set worker = ''", "update candor.grant_ set person = ''",
        "update candor.opening set at_s = 0", "update candor.shape set version = 1",
        "alter table candor.nonce disable row level security", "create table candor.x (y int)",
        "create policy all_of_it on candor.submission using (true)", "create temp table x (y int)",
        "insert into candor.submission (submission, worker, state, reserved_s) "
        "values ('x', '', 'submitted', 0)",
    ):  # fmt: skip
        with pytest.raises(errors.InsufficientPrivilege):
            ask(sql)


def test_the_owner_of_the_tables_sees_no_row_either(fenced: Fenced) -> None:
    fenced.server.login("plain_owner", DATABASE)
    fenced.server.ask(DATABASE, "grant usage on schema candor to plain_owner")
    fenced.server.ask(DATABASE, "alter table candor.submission owner to plain_owner")

    seen = fenced.server.ask(DATABASE, "select * from candor.submission", "plain_owner")

    fenced.server.ask(DATABASE, "alter table candor.submission owner to postgres")
    assert seen == []


def test_nobody_but_its_keeper_comes_to_the_keys(fenced: Fenced) -> None:
    logins = [CATALOGUE_LOGIN, *(fenced.login(each) for each in SEEN)]
    for login in logins:
        with pytest.raises(psycopg.OperationalError, match="CONNECT"):
            fenced.server.ask("fenced_keys", "select 1", login)

    fenced.server.login(fenced.login("nobody"), "fenced_keys")
    for table in ("session_key", "due", "shape"):
        with pytest.raises(errors.InsufficientPrivilege):
            fenced.server.ask(
                "fenced_keys", f"select * from candor_keys.{table}", fenced.login("nobody")
            )
    assert fenced.server.ask("fenced_keys", "select * from candor_keys.due", KEYS_LOGIN) == []


@pytest.mark.parametrize(("database", "schema"), [("fenced_catalogue", CATALOGUE),
                                                  ("fenced_keys", KEYS)])  # fmt: skip
def test_every_table_has_a_fence_that_binds_its_owner_and_nothing_is_public(
    fenced: Fenced, database: str, schema: object
) -> None:
    def ask(sql: str) -> list[tuple[object, ...]]:
        return fenced.server.ask(database, sql)

    ours = "relnamespace in ('candor'::regnamespace)"
    if schema is KEYS:
        ours = "relnamespace in ('candor_keys'::regnamespace)"
    tables = ask(
        "select relname, relrowsecurity, relforcerowsecurity, (select count(*) from pg_policy"
        f" where polrelid = c.oid) from pg_class c where {ours} and relkind not in ('i', 't')"
    )
    assert {each[0] for each in tables} == (
        set(TABLES) if schema is CATALOGUE else {"session_key", "due", "shape"}
    )
    for name, is_on, is_forced, policies in tables:
        assert (is_on, is_forced) == (True, True), name
        assert cast("int", policies) > 0, name
    no_system = "nspname !~ '^(pg_|information_schema)'"
    for sql in (
        "select 1 from pg_policy where 0 = any(polroles)",
        f"select 1 from pg_class, aclexplode(relacl) where {ours} and grantee = 0",
        f"select 1 from pg_namespace, aclexplode(nspacl) where grantee = 0 and {no_system}",
        "select 1 from pg_database, aclexplode(datacl) where grantee = 0"
        " and datname = current_database()",
        f"select 1 from pg_proc p join pg_namespace n on n.oid = pronamespace where {no_system}",
        "select 1 from pg_roles where rolname like 'candor\\_%'"
        " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
        "select 1 from pg_default_acl",
    ):
        assert ask(sql) == [], sql
